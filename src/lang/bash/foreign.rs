//! What stands in shell blocks and is no shell code: prose, lists, pieces of configuration files.

/// Kinds of it, by its first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Foreign {
    /// One line of prose, a list item, an arrow ladder.
    Line,
    /// `server {` … `}`
    Braces,
    /// `[Unit]` and the settings below it.
    Section,
    /// `<VirtualHost *:443>` … `</VirtualHost>`
    Element(String),
}

/// What a line at a command's place begins, where it is no code.
pub(super) fn kind(line: &str) -> Option<Foreign> {
    let line = line.trim_end();
    let first = line.chars().next()?;
    let marked = ["- ", "* ", "+ ", "> "].iter().any(|mark| line.starts_with(mark)) && !empties_file(line);
    if !first.is_ascii() || marked || is_numbered(line) {
        return Some(Foreign::Line);
    }
    let code = line.split(['"', '\'', '#', '`']).next().unwrap_or(line);
    if code.contains(" → ") || code.contains(" ⇒ ") {
        return Some(Foreign::Line);
    }
    if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.- :".contains(&byte));
        if plain && name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return Some(Foreign::Section);
        }
    }
    if let Some(rest) = line.strip_prefix('<').filter(|_| line.ends_with('>')) {
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        return (!name.is_empty()).then_some(Foreign::Element(name));
    }
    // A function's brackets, lists and the words of the grammar make a line with a brace shell code.
    let opens = line.ends_with('{') && line.len() > 1 && !line.contains(['(', ')', ';', '|', '&']);
    let shell =
        ["function ", "{", "if ", "do", "then", "else", "for ", "while "].iter().any(|word| line.starts_with(word));
    (opens && !shell).then_some(Foreign::Braces)
}

/// `> /var/log/app.log`: a redirection without a command, which empties the file.
fn empties_file(line: &str) -> bool {
    let Some(file) = line.strip_prefix("> ") else { return false };
    let file = file.split(" #").next().unwrap_or(file).trim();
    let begins = ["/", "./", "../", "~/", "$", "\"$", "\"/", "'/"].iter().any(|begin| file.starts_with(begin));
    begins && file.len() > 1 && !file.contains([' ', '\t', '\u{3000}'])
}

/// `1. 手順`, `2) …`
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|digit: char| digit.is_ascii_digit());
    rest.len() < line.len() && [". ", ") ", ".　"].iter().any(|mark| rest.starts_with(mark))
}

/// Walks over the lines of something foreign.
#[derive(Debug)]
pub(super) struct Skip {
    kind: Foreign,
    depth: i32,
    lines: usize,
    /// Whether the line that ends it belongs to it.
    inclusive: bool,
}

impl Skip {
    pub(super) fn new(kind: Foreign) -> Self {
        Skip { kind, depth: 0, lines: 0, inclusive: false }
    }

    /// Whether the lines behind this one may belong to it too.
    pub(super) fn goes_on(&mut self, line: &str) -> bool {
        self.lines += 1;
        match &self.kind {
            Foreign::Line => {
                self.inclusive = true;
                false
            }
            Foreign::Braces => {
                self.depth += line.matches('{').count() as i32 - line.matches('}').count() as i32;
                self.inclusive = true;
                self.depth > 0
            }
            Foreign::Section => self.lines == 1 || is_setting(line),
            Foreign::Element(name) => {
                let end = line.trim().strip_prefix("</").is_some_and(|rest| rest.starts_with(name.as_str()));
                self.inclusive = true;
                !end
            }
        }
    }

    /// Where reading goes on, when `goes_on` has said no to the line from `start` to `end`.
    pub(super) fn stop(&self, start: usize, end: usize) -> usize {
        if self.inclusive { end } else { start }
    }
}

/// A line of an INI file: blank, comment, section, `Key=value`.
fn is_setting(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.starts_with([';', '[']) || line.starts_with('#') {
        return true;
    }
    let Some((key, _)) = line.split_once('=') else { return false };
    let key = key.trim();
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::super::{Options, read};

    fn programs(text: &str) -> Vec<String> {
        read(text, &Options::default()).commands.into_iter().map(|command| command.program).collect()
    }

    #[test]
    fn prose_and_configuration_give_no_commands() {
        let text = "sudo nano /etc/systemd/system/web.service\n[Unit]\nDescription=監視 & 通知\nAfter=network.target\n\n\
                    [Service]\nUser=web\nsystemctl daemon-reload\n";
        assert_eq!(programs(text), ["nano", "systemctl"]);
        assert_eq!(
            programs("server {\n  listen 443 ssl;\n  location / {\n    root /srv;\n  }\n}\nnginx -t\n"),
            ["nginx"]
        );
        assert_eq!(
            programs("Actions → Rollback & Deploy → Run\n- git を確認\n1. ssh で入る\n✅ done\nuptime\n"),
            ["uptime"]
        );
        assert_eq!(programs("<VirtualHost *:80>\n  ServerName a.test\n</VirtualHost>\ndf -h\n"), ["df"]);
    }

    #[test]
    fn a_quotation_is_prose_and_a_file_that_is_emptied_is_not() {
        assert_eq!(programs("> /var/log/app.log\nuptime\n"), [">", "uptime"]);
        assert_eq!(programs("df -h\n> \"$LOG_DIR/a.log\"  # 空にする\n"), ["df", ">"]);
        assert_eq!(programs("> 注意: 本番です\n> 3 rows\n> /etc/hosts を見る\nuptime\n"), ["uptime"]);
    }

    #[test]
    fn a_quote_of_ansi_c_holds_escaped_quotes() {
        assert_eq!(programs("printf '%s' $'a\\'b; rm -rf x' | tee f\ndf -h\n"), ["printf", "tee", "df"]);
        assert_eq!(programs("echo $'a\nrm -rf x\n"), ["echo", "rm"], "never closed: the line ends it");
    }

    #[test]
    fn functions_and_conditions_stay() {
        assert_eq!(
            programs("check() {\n  curl -s https://a.test\n}\nif true; then {\n  df\n}; fi\n[ -f a ] && ls\n"),
            ["curl", "true", "df", "[", "ls"]
        );
    }
}
