//! Transcripts: lines with a prompt are commands, the others are what came out.

use super::Command;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// `user@host:~$ `, also behind a virtual environment; `bash-5.1# ` of containers, `/app $ ` and `/ # ` of small ones; `$ `, `% `
/// and what decorated shells show. `# ` alone is a comment.
static PROMPT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^[ \t]*(?:(?:\([0-9A-Za-z_.-]+\) )?\[?[A-Za-z_][0-9A-Za-z_.-]*@[0-9A-Za-z_.-]+[^\n$#%>]{0,80}[$#%] ",
        r"|\([0-9A-Za-z_.-]+\) [$%] |[$%] ",
        r"|(?:bash|sh|zsh|ash|dash|ksh)-\d+(?:\.\d+)+[$#] |(?:~|/)[0-9A-Za-z_./~-]{0,80} \$ |/ # ",
        r"|❯ |➜ {1,3}[0-9A-Za-z_./~-]{1,80} (?:git:\([^)\n]{1,80}\) )?(?:✗ )?)",
    ))
    .ok()
});
static ROOT_PROMPT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[ \t]*[#%] ").ok());

/// A transcript with prompts and output blanked.
#[derive(Debug, Default)]
pub(super) struct Transcript {
    /// Same length as the code.
    pub(super) text: String,
    /// What came out, in order.
    pub(super) outputs: Vec<Range<usize>>,
}

/// Takes prompts and output off, where the code has prompts; else gives it as it is.
pub(super) fn strip(text: &str, console: bool) -> Transcript {
    let Some((prompt, begin)) = prompt_of(text, console) else {
        return Transcript { text: text.to_owned(), outputs: Vec::new() };
    };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let dollar = std::ptr::eq(prompt, &PROMPT);
    let mut transcript = Transcript { text: String::with_capacity(text.len()), outputs: Vec::new() };
    let (mut at, mut number) = (0, 0);
    // Whether a client of a database waits for what is typed.
    let mut session = false;
    while let Some(line) = lines.get(number) {
        let body = line.trim_end_matches(['\n', '\r']);
        if at < begin {
            transcript.text.push_str(line);
            at += line.len();
            number += 1;
            continue;
        }
        if let Some(end) = find(prompt, line) {
            let behind = lines.get(number..).unwrap_or_default();
            let command = Entered::read(behind, end, prompt);
            for (nth, line) in behind.iter().take(command.lines).enumerate() {
                let hidden = if nth == 0 { end } else { command.mark(line) };
                transcript.text.extend(std::iter::repeat_n(' ', hidden));
                transcript.text.push_str(line.get(hidden..).unwrap_or_default());
                at += line.len();
            }
            number += command.lines;
            session = command.lines == 1 && super::session::starts_client(line.get(end..).unwrap_or_default());
            continue;
        }
        if let Some(typed) = crate::lang::sql::typed_at(body).filter(|_| session) {
            transcript.text.extend(std::iter::repeat_n(' ', typed));
            transcript.text.push_str(line.get(typed..).unwrap_or_default());
            at += line.len();
            number += 1;
            continue;
        }
        if dollar && body.trim_start().starts_with('#') || body.trim().is_empty() {
            transcript.text.push_str(line);
        } else {
            transcript.text.extend(std::iter::repeat_n(' ', body.len()));
            transcript.text.push_str(&line[body.len()..]);
            match transcript.outputs.last_mut() {
                Some(last) if text.get(last.end..at).is_some_and(|between| between.trim().is_empty()) => {
                    last.end = at + body.len();
                }
                _ => transcript.outputs.push(at..at + body.len()),
            }
        }
        at += line.len();
        number += 1;
    }
    transcript
}

type Pattern = LazyLock<Option<Regex>>;

/// Whether a line can have a prompt at all: almost none has, and the pattern is dear.
fn may_be_prompted(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t']);
    let first = line.chars().next().unwrap_or_default();
    match first {
        '❯' | '➜' | '$' | '%' => true,
        '[' | '(' | '~' | '/' | '_' => true,
        // `user@host` or `bash-5.1`: the mark stands within the first word.
        _ if first.is_ascii_alphabetic() => {
            line.bytes().take_while(|byte| !byte.is_ascii_whitespace()).any(|byte| matches!(byte, b'@' | b'$' | b'#'))
        }
        _ => false,
    }
}

fn find(regex: &Pattern, line: &str) -> Option<usize> {
    if std::ptr::eq(regex, &PROMPT) && !may_be_prompted(line) {
        return None;
    }
    regex.as_ref().and_then(|regex| regex.find(line)).map(|found| found.end())
}

/// The prompts of a transcript, and where it begins: in front of it stand commands as they are, in a block that says of
/// itself that it is a transcript, output. `$ ` within a here-document or a quoted text is no prompt.
fn prompt_of(text: &str, console: bool) -> Option<(&'static Pattern, usize)> {
    const TRIES: usize = 8;
    let first = |regex: &'static Pattern| {
        let mut at = 0;
        let mut starts = Vec::new();
        for line in text.split_inclusive('\n') {
            if starts.len() < TRIES && find(regex, line).is_some() {
                starts.push(at);
            }
            at += line.len();
        }
        starts
    };
    let free = |start: &usize| {
        let before = text.get(..*start).unwrap_or_default();
        !matches!(Waits::of(before), Waits::Document | Waits::Quote)
    };
    let starts = first(&PROMPT);
    if console {
        let root = || first(&ROOT_PROMPT).first().map(|_| (&ROOT_PROMPT, 0));
        return starts.first().map(|_| (&PROMPT, 0)).or_else(root);
    }
    starts.into_iter().find(free).map(|start| (&PROMPT, start))
}

/// A command that was entered at a prompt, with the lines that belong to it.
struct Entered {
    lines: usize,
    /// Whether its further lines have a prompt of their own (`> `).
    marked: bool,
}

impl Entered {
    /// Longer commands are not looked through to their end.
    const LENGTH: usize = 16 * 1024;
    const LINES: usize = 400;

    fn read(behind: &[&str], prompt: usize, pattern: &Pattern) -> Entered {
        let first = behind.first().and_then(|line| line.get(prompt..)).unwrap_or_default();
        let marked = behind.get(1).is_some_and(|line| is_marked(line));
        let mut entered = Entered { lines: 1, marked };
        let mut command = first.to_owned();
        let mut waits = Waits::of(&command);
        let mut sure = 1;
        for line in behind.iter().skip(1).take(Entered::LINES) {
            let document = waits == Waits::Document;
            if waits == Waits::No || command.len() > Entered::LENGTH || !document && find(pattern, line).is_some() {
                break;
            }
            let certain = waits != Waits::Quote;
            command.push_str(line.get(entered.mark(line)..).unwrap_or_default());
            entered.lines += 1;
            waits = Waits::of(&command);
            if certain || waits == Waits::No {
                sure = entered.lines;
            }
        }
        if waits == Waits::Document {
            // A here-document that nothing closes ends where the next command is entered.
            let next = behind.iter().skip(1).position(|line| find(pattern, line).is_some());
            sure = next.map_or(behind.len(), |next| next + 1);
        }
        // An apostrophe that is never closed opens nothing.
        entered.lines = sure.min(behind.len()).max(1);
        entered
    }

    /// The length of the prompt of a further line.
    fn mark(&self, line: &str) -> usize {
        usize::from(self.marked && is_marked(line))
    }
}

fn is_marked(line: &str) -> bool {
    line.starts_with("> ") || line.trim_end() == ">"
}

/// What a command waits for at its end.
#[derive(Clone, Copy, PartialEq)]
enum Waits {
    No,
    /// `\`, `|`, `&&`, the end of a loop.
    More,
    Quote,
    Document,
}

impl Waits {
    fn of(command: &str) -> Waits {
        let body = command.trim_end_matches(['\n', '\r']);
        match super::mistake::open_at_end(command) {
            Some(super::mistake::OpenAtEnd::Document) => Waits::Document,
            Some(super::mistake::OpenAtEnd::Quote) => Waits::Quote,
            Some(super::mistake::OpenAtEnd::Compound) => Waits::More,
            None if body.ends_with(['\\', '|']) || body.ends_with("&&") => Waits::More,
            None => Waits::No,
        }
    }
}

/// Gives the last command before an output that output as what is expected.
pub(super) fn expect(text: &str, transcript: &Transcript, commands: &mut [Command]) {
    for output in &transcript.outputs {
        let before = commands.partition_point(|command| command.range.start < output.start);
        if let Some(command) = before.checked_sub(1).and_then(|at| commands.get_mut(at))
            && command.expected.is_none()
        {
            command.expected = text.get(output.clone()).map(|output| output.trim().to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Options, read};

    #[test]
    fn only_lines_with_a_prompt_are_commands() {
        let text = "$ uptime\n 10:00 up 3 days\n$ docker ps | \\\n  grep web\nweb   Up\nuser@host:~$ df -h\n";
        let script = read(text, &Options::default());
        let programs: Vec<&str> = script.commands.iter().map(|command| command.program.as_str()).collect();
        assert_eq!(programs, ["uptime", "docker", "grep", "df"]);
        assert_eq!(script.commands[0].expected.as_deref(), Some("10:00 up 3 days"));
    }

    #[test]
    fn further_lines_of_a_command_belong_to_it() {
        let pasted = |text: &str| super::super::pasted(text, false).unwrap_or_default();
        assert_eq!(pasted("$ cat <<EOF > a\n> x=件数\n>\n> EOF\n$ uptime\n"), "cat <<EOF > a\nx=件数\n\nEOF\nuptime\n");
        assert_eq!(pasted("$ for i in 1 2; do\n>   echo $i\n> done\n1\n2\n"), "for i in 1 2; do\n  echo $i\ndone\n");
        assert_eq!(pasted("$ ls \\\n>   -l\na b\n"), "ls \\\n  -l\n");
        assert_eq!(pasted("$ echo \"a\nb\"\na\nb\n"), "echo \"a\nb\"\n");
        assert_eq!(pasted("$ echo don't\nこれは出力\n$ df\n"), "echo don't\ndf\n");
        assert_eq!(pasted("$ npm run build\n> app@1.0 build\n> vite build\n"), "npm run build\n");
        assert_eq!(pasted("$ cat <<EOF\n$ 記号\nEOF\n記号\n"), "cat <<EOF\n$ 記号\nEOF\n");
        assert_eq!(
            pasted("systemctl start 受注\n$ systemctl status 受注\nActive\n"),
            "systemctl start 受注\nsystemctl status 受注\n"
        );
        assert_eq!(super::super::pasted("cat <<'EOF' > a\n\n$ 記号\nEOF\nuptime\n", false), None);
    }

    #[test]
    fn a_hash_is_a_prompt_in_transcripts_only() {
        let console = Options { console: true, ..Options::default() };
        assert_eq!(read("# reboot\n", &console).commands.len(), 1);
        assert!(read("# reboot\n", &Options::default()).commands.is_empty());
    }
}
