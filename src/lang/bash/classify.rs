//! Simple commands to commands: program, sub-commands, effect, the SQL inside.

mod runner;
mod sql;

use super::reader::{Parts, Simple, is_assignment, read_within};
use super::word::Word;
use super::{Command, Options};
use crate::lang::effect::{Effect, Verdict, http_effect};

/// What reads a block's commands.
#[derive(Clone, Copy)]
struct Context<'a> {
    text: &'a str,
    masked: &'a str,
    options: &'a Options<'a>,
}

/// Commands of a block in source order.
pub(super) fn commands(text: &str, masked: &str, parts: &Parts, options: &Options) -> Vec<Command> {
    let context = Context { text, masked, options };
    let mut commands = Vec::new();
    for (at, simple) in parts.simples.iter().enumerate() {
        let before =
            at.checked_sub(1).and_then(|at| parts.simples.get(at)).filter(|one| one.pipeline == simple.pipeline);
        if let Some(command) = context.command(simple, before) {
            commands.push(command);
            context.remote(simple, &mut commands);
        }
    }
    commands.sort_by_key(|command| command.range.start);
    commands
}

/// Programs that only say how another one is run, with their options that take a value.
const PREFIXES: [(&str, &[&str]); 5] = [
    ("sudo", &["-u", "-g", "-h", "-p", "-C", "-r", "-t", "-T", "-U", "-D", "--user", "--group", "--host"]),
    ("doas", &["-u", "-C"]),
    ("env", &["-u", "-C", "-S", "--unset", "--chdir"]),
    ("time", &["-f", "-o", "--format", "--output"]),
    ("nohup", &[]),
];

/// Words behind assignments and prefixes; all of them where nothing else is left.
fn work(words: &[Word]) -> &[Word] {
    let mut rest = words;
    loop {
        while let Some((first, behind)) = rest.split_first() {
            if !is_assignment(first) {
                break;
            }
            rest = behind;
        }
        let Some((first, behind)) = rest.split_first() else { return rest };
        let name = first.value.rsplit('/').next().unwrap_or_default();
        let Some((_, takes)) = PREFIXES.iter().find(|(known, _)| *known == name) else { return rest };
        let mut inner = behind;
        while let Some((option, behind)) = inner.split_first() {
            if !option.value.starts_with('-') || option.value == "-" {
                break;
            }
            let skip = usize::from(takes.contains(&option.value.as_str())).min(behind.len());
            inner = &behind[skip..];
        }
        if inner.iter().all(is_assignment) {
            return rest;
        }
        rest = inner;
    }
}

impl Context<'_> {
    fn command(&self, simple: &Simple, before: Option<&Simple>) -> Option<Command> {
        if simple.words.is_empty() {
            return self.emptying(simple);
        }
        if simple.words.iter().all(is_assignment) {
            return self.setting(simple);
        }
        let words = work(&simple.words);
        let program = words.first()?;
        let written = self.masked.get(program.range.clone())?;
        if !is_program(written, &program.value, words, self.options.effects.knows(&program.value)) {
            return None;
        }
        let behind = &words[1..];
        let verdict = self.verdict(words, 0);
        let sql = self.embedded(words, simple, before);
        let mut effect = verdict.effect;
        if let Some(sql) = &sql {
            effect = sql::effect(sql, words, self.text);
        }
        if let Some(inner) = self.handed_over(simple, words).or_else(|| self.piped(words, before)) {
            effect = inner;
        }
        if let Some(typed) = &simple.session
            && sql.is_none()
        {
            effect = effect.max(self.typed(typed, words));
        }
        effect = effect.max(self.written(simple, words));
        let end =
            simple.redirects.iter().map(|(_, word)| word.range.end).chain(words.iter().map(|word| word.range.end));
        // A continued command belongs to the line on which its settings stand.
        let first = simple.words.first().map_or(program.range.start, |word| word.range.start);
        let continued = self.masked.get(first..program.range.start).is_some_and(|before| before.contains('\n'));
        let start = if continued { first } else { program.range.start };
        Some(Command {
            range: start..end.max()?,
            program: self.written_word(program),
            path: verdict.path,
            arguments: behind.iter().map(|word| self.written_word(word)).collect(),
            effect,
            description: None,
            expected: None,
            sql: sql.map(|given| given.statements).unwrap_or_default(),
        })
    }

    /// `> app.log` alone: a file loses what stands in it.
    fn emptying(&self, simple: &Simple) -> Option<Command> {
        let (_, file) = simple.redirects.iter().find(|(operator, file)| is_emptied(operator, &file.value))?;
        let start = self.masked.get(..file.range.start)?.rfind('>')?;
        Some(Command {
            range: start..file.range.end,
            program: ">".to_owned(),
            arguments: vec![self.written_word(file)],
            effect: Effect::Destructive,
            ..Command::default()
        })
    }

    /// Assignments alone alter the shell; with a substitution they are the command inside it.
    fn setting(&self, simple: &Simple) -> Option<Command> {
        if simple.words.iter().any(|word| !word.nested.is_empty()) {
            return None;
        }
        let range = simple.words.first()?.range.start..simple.words.last()?.range.end;
        let arguments = simple.words.iter().map(|word| self.written_word(word)).collect();
        let effect = Effect::ReadOnly;
        Some(Command { range, program: "export".to_owned(), arguments, effect, ..Command::default() })
    }

    /// A word as written, quotes taken off.
    fn written_word(&self, word: &Word) -> String {
        let written = self.text.get(word.range.clone()).unwrap_or("");
        if self.masked.get(word.range.clone()) == Some(written) {
            return word.value.clone();
        }
        written.trim_matches(['"', '\'']).to_owned()
    }

    fn verdict(&self, words: &[Word], depth: usize) -> Verdict {
        let Some((program, behind)) = words.split_first() else { return Verdict::default() };
        let arguments: Vec<&str> = behind.iter().map(|word| word.value.as_str()).collect();
        let name = program.value.as_str();
        let mut verdict = self.options.effects.judge(name, &arguments);
        if let Some(effect) = http_effect(name, &arguments) {
            // The configuration may know better than the method.
            verdict.effect = effect;
            verdict.known = true;
        }
        if depth < 4
            && let Some(inner) = self.run_by(words, depth)
        {
            // A container that is started is there, whatever runs in it.
            let starts = matches!(
                name,
                "docker" | "podman" | "nerdctl" | "docker-compose" | "podman-compose" | "kubectl" | "oc"
            ) && arguments.iter().take(8).any(|word| *word == "run");
            verdict.effect = if starts { inner.effect.max(verdict.effect) } else { inner.effect };
            verdict.path.extend(inner.path);
        }
        verdict
    }

    /// What a shell does with the here-document that it gets.
    fn handed_over(&self, simple: &Simple, words: &[Word]) -> Option<Effect> {
        let shell = words.iter().any(|word| matches!(word.value.as_str(), "ssh" | "bash" | "sh" | "zsh"));
        if !shell || simple.documents.is_empty() {
            return None;
        }
        let inner = simple.documents.iter().flat_map(|body| read_within(self.masked, body.clone()));
        inner.filter_map(|simple| self.command(&simple, None)).map(|command| command.effect).max()
    }

    /// What the lines do that are typed into a client of another database than one of SQL.
    fn typed(&self, typed: &std::ops::Range<usize>, words: &[Word]) -> Effect {
        let code = self.text.get(typed.clone()).unwrap_or_default();
        let redis = words.iter().find(|word| word.value.ends_with("redis-cli") || word.value.ends_with("valkey-cli"));
        if redis.is_none() {
            return crate::lang::effect::mongo_effect(code);
        }
        let line = |line: &str| {
            let line = line.split_once("> ").map_or(line, |(_, behind)| behind);
            let words: Vec<&str> = line.split_ascii_whitespace().collect();
            self.options.effects.judge("redis-cli", &words).effect
        };
        code.lines().filter(|line| !line.trim().is_empty()).map(line).max().unwrap_or(Effect::Unknown)
    }

    /// What a shell does with the text that `echo` gives it.
    fn piped(&self, words: &[Word], before: Option<&Simple>) -> Option<Effect> {
        let [shell] = words else { return None };
        if !matches!(shell.value.as_str(), "bash" | "sh" | "zsh") {
            return None;
        }
        let said = work(&before?.words);
        let echo = said.first().is_some_and(|word| matches!(word.value.as_str(), "echo" | "printf"));
        said.iter().filter(|word| echo && word.quoted.is_some()).filter_map(|word| self.text_effect(word)).max()
    }

    /// What writing into the system's own folders does.
    fn written(&self, simple: &Simple, words: &[Word]) -> Effect {
        let program = words.first().map_or("", |word| word.value.as_str());
        let nothing = matches!(program, ":" | "true")
            || program == "cat" && words.get(1).is_some_and(|word| word.value == "/dev/null");
        let mut targets = simple.redirects.iter().filter(|(operator, _)| operator != "<");
        if targets.any(|(operator, file)| is_device(&file.value) || nothing && is_emptied(operator, &file.value)) {
            return Effect::Destructive;
        }
        let files = simple
            .redirects
            .iter()
            .filter(|(operator, _)| matches!(operator.as_str(), ">" | ">>" | "&>" | "&>>" | ">|"))
            .map(|(_, word)| word);
        let named = words.iter().skip(1).filter(|word| program == "tee" && !word.value.starts_with('-'));
        // Who writes as root does not write into his own folder.
        let is_root = simple.words.first().is_some_and(|word| word.value == "sudo");
        if is_root && named.clone().any(|word| !is_passing(&word.value)) {
            return Effect::Changes;
        }
        let fetched = words.iter().zip(words.iter().skip(1)).filter(|(option, _)| {
            matches!(program, "curl" | "wget") && matches!(option.value.as_str(), "-o" | "-O" | "--output")
        });
        if files.chain(named).chain(fetched.map(|(_, file)| file)).any(|word| is_system_path(&word.value)) {
            Effect::Changes
        } else {
            Effect::ReadOnly
        }
    }

    /// Commands in the quoted text that `ssh` runs on another machine.
    fn remote(&self, simple: &Simple, commands: &mut Vec<Command>) {
        let words = work(&simple.words);
        if words.first().is_none_or(|word| word.value != "ssh") {
            return;
        }
        let Some((inner, _)) = words.last().filter(|word| word.starts_quoted).and_then(|word| word.quoted.clone())
        else {
            return;
        };
        if words.len() < 3 {
            return;
        }
        let Some(code) = self.unescaped(&inner, words.last().and_then(|word| word.quoted.as_ref()).map(|one| one.1))
        else {
            let within = read_within(self.masked, inner);
            commands.extend(within.iter().filter_map(|simple| self.command(simple, None)));
            return;
        };
        let context = Context { text: &code, masked: &code, options: self.options };
        let shift = |range: &mut std::ops::Range<usize>| *range = range.start + inner.start..range.end + inner.start;
        for simple in read_within(&code, 0..code.len()) {
            let Some(mut command) = context.command(&simple, None) else { continue };
            shift(&mut command.range);
            command.sql.iter_mut().for_each(|statement| shift(&mut statement.range));
            commands.push(command);
        }
    }

    /// Code in double quotes as the next shell gets it, with a blank for each backslash; `None` where it has none.
    fn unescaped(&self, inner: &std::ops::Range<usize>, quote: Option<u8>) -> Option<String> {
        let code = self.masked.get(inner.clone())?;
        (quote == Some(b'"') && code.contains('\\')).then(|| unescaped(code))
    }
}

/// Each escape as blank and sign; of several in a row the blanks stand first, so that `\\\"` stays an escaped quote.
fn unescaped(code: &str) -> String {
    let mut shown = String::with_capacity(code.len());
    let (mut blanks, mut signs) = (0, String::new());
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        let escaped = letters.peek().copied().filter(|next| letter == '\\' && matches!(next, '"' | '$' | '`' | '\\'));
        if let Some(sign) = escaped {
            letters.next();
            blanks += 1;
            signs.push(sign);
            continue;
        }
        shown.extend(std::iter::repeat_n(' ', blanks));
        shown.push_str(&signs);
        (blanks, signs) = (0, String::new());
        shown.push(letter);
    }
    shown.extend(std::iter::repeat_n(' ', blanks));
    shown + &signs
}

/// Disks, whose content a write destroys.
fn is_device(path: &str) -> bool {
    let disk = path.strip_prefix("/dev/").unwrap_or_default();
    ["sd", "nvme", "vd", "xvd", "hd", "mmcblk", "dm-", "mapper/", "disk/", "md"]
        .iter()
        .any(|start| disk.starts_with(start))
}

/// Whether a redirection of nothing empties a file that somebody may want.
fn is_emptied(operator: &str, path: &str) -> bool {
    matches!(operator, ">" | ">|") && !path.starts_with("/dev/") && !path.starts_with("/tmp/") && !path.starts_with('&')
}

/// Whether a file is of no lasting use to anybody.
fn is_passing(path: &str) -> bool {
    ["/tmp/", "/var/tmp/", "/dev/"].iter().any(|start| path.starts_with(start))
}

fn is_system_path(path: &str) -> bool {
    const HARMLESS: [&str; 5] = ["/dev/null", "/dev/stdout", "/dev/stderr", "/dev/tty", "/dev/fd/"];
    ["/etc/", "/usr/", "/opt/", "/srv/", "/var/lib/", "/var/www/", "/dev/", "/boot/", "/sys/", "/proc/sys"]
        .iter()
        .any(|start| path.starts_with(start))
        && !HARMLESS.iter().any(|start| path.starts_with(start))
}

/// Whether a word can be what runs: rows of tables, prose, JSON and SQL that stand in a block are no commands.
fn is_program(written: &str, value: &str, words: &[Word], known: bool) -> bool {
    if value == "[" {
        return words.last().is_some_and(|word| word.value == "]");
    }
    if matches!(value, "." | ":") {
        return true;
    }
    let first = value.chars().next().unwrap_or(' ');
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    let shouted = letters > 1 && !value.bytes().any(|byte| byte.is_ascii_lowercase()) && first != '$';
    let odd_start = !(first.is_ascii_alphanumeric() || matches!(first, '_' | '.' | '/' | '~' | '$' | '@' | '<'));
    let dotted = first == '.' && !value.contains('/');
    let numbered = first.is_ascii_digit() && value != "7z";
    // Letters of other scripts stand in paths (./再起動.sh), not in names of programs.
    let foreign = !value.is_ascii() && !value.contains('/');
    let mail = first == '@' || value.contains("://") || value.contains('@');
    let plain = value.bytes().all(|byte| !b",;!?\"'()*^#=[]%|<>&".contains(&byte));
    // Names of products and headings begin with a capital, programs that nobody knows do not.
    let named = first.is_ascii_uppercase() && !known;
    let path = first == '/' && (value.ends_with('/') || value.matches('/').count() < 2);
    let colon = value.contains(':') && !value.contains('/');
    let plus = value.contains('+') && !value.ends_with("++");
    letters > 0
        && plain
        && !(shouted
            || odd_start
            || dotted
            || numbered
            || foreign
            || mail
            || plus
            || named
            || path
            || colon
            || value.contains("---"))
        && !value.ends_with([':', '.'])
        // `\rm` is `rm` past its alias; `\d` is psql's.
        && (known && value.len() > 1 || !written.starts_with('\\'))
}

#[cfg(test)]
mod tests {
    use super::super::{Options, read};

    /// Program and effect of each command.
    fn effects(text: &str) -> Vec<String> {
        let commands = read(text, &Options::default()).commands;
        commands.into_iter().map(|command| format!("{} {}", command.program, command.effect.name())).collect()
    }

    #[test]
    fn prefixes_settings_and_substitutions() {
        assert_eq!(effects("sudo -u postgres psql -c \"SELECT 1\""), ["psql read_only"]);
        assert_eq!(effects("env A=1 nohup ./run.sh &"), ["./run.sh unknown"]);
        assert_eq!(effects("time nice -n 5 rm -rf 一時/"), ["nice destructive"]);
        assert_eq!(effects("watch -n 5 kubectl get pods"), ["watch read_only"]);
        let continued = read("A=1 \\\n  ./再起動.sh\n", &Options::default()).commands;
        assert_eq!(continued[0].range.start, 0);
        assert_eq!(effects("BACKUP=/b/db.gz"), ["export read_only"]);
        assert_eq!(effects("IP=$(kubectl get svc web)\nX=\"x-$(date +%F)\""), ["kubectl read_only", "date read_only"]);
        assert_eq!(effects("A=1 B=2 systemctl restart 監視.service"), ["systemctl changes"]);
    }

    #[test]
    fn compounds_and_pipelines_are_taken_apart() {
        let text = "for p in $(kubectl get pods -o name); do\n  kubectl delete $p\ndone\nif ! grep -q エラー app.log; then exit 1; fi\n\
                    case $1 in\n  start) systemctl start web ;;\n  *) echo 不明 ;;\nesac\n(cd /srv && git pull) | tee log\n";
        assert_eq!(
            effects(text),
            [
                "kubectl read_only",
                "kubectl destructive",
                "grep read_only",
                "exit read_only",
                "systemctl changes",
                "echo read_only",
                "cd read_only",
                "git changes",
                "tee read_only",
            ]
        );
    }

    #[test]
    fn runners_do_what_they_run() {
        assert_eq!(effects("docker exec -it db psql -U app -c 'DELETE FROM t'"), ["docker destructive"]);
        assert_eq!(effects("kubectl exec web-0 -n prod -- curl -s localhost"), ["kubectl read_only"]);
        assert_eq!(effects("docker exec -it web /bin/sh"), ["docker unknown"]);
        assert_eq!(effects("find /logs -mtime +7 -exec rm {} \\;"), ["find destructive"]);
        assert_eq!(effects("cat pids | xargs kill -9"), ["cat read_only", "xargs destructive"]);
        assert_eq!(effects("bash -c 'systemctl stop web'"), ["bash changes"]);
        assert_eq!(effects("ssh web01 'systemctl restart web'"), ["ssh changes", "systemctl changes"]);
        assert_eq!(effects("ssh web01 <<'EOF'\nrm -rf /cache\nEOF\n"), ["ssh destructive"]);
        assert_eq!(effects("npx prisma migrate status"), ["npx read_only"]);
    }

    #[test]
    fn files_of_the_system_count_others_do_not() {
        assert_eq!(effects("echo 1 > /etc/app.conf"), ["echo changes"]);
        assert_eq!(effects("dmesg > 調査.log 2>/dev/null"), ["dmesg read_only"]);
    }

    #[test]
    fn sql_of_clients_has_its_place() {
        let text = "# 件数\npsql -tAc \"SELECT count(*) FROM 予約 WHERE id = <id>\"\nsqlite3 app.db <<SQL\nDELETE FROM logs;\nSQL\n\
                    echo \"SELECT 1\" | mysql -u app\npsql -c '\\d todos'\nsqlite3 app.db '.restore b.db'\n";
        let commands = read(text, &Options::default()).commands;
        let sql: Vec<&str> = commands.iter().flat_map(|one| &one.sql).map(|one| &text[one.range.clone()]).collect();
        assert_eq!(sql, ["SELECT count(*) FROM 予約 WHERE id = <id>", "DELETE FROM logs;", "SELECT 1"]);
        let effects: Vec<&str> = commands.iter().map(|one| one.effect.name()).collect();
        assert_eq!(effects, ["read_only", "destructive", "read_only", "read_only", "read_only", "changes"]);
    }

    #[test]
    fn an_address_that_nobody_quoted_is_one_command() {
        let text = "curl -s http://prom:9090/api?query=sum(rate(x{s=~\"5..\"}[5m]))by(path)&time=1\nkubectl logs <pod> -n <ns>\n";
        assert_eq!(effects(text), ["curl read_only", "kubectl read_only"]);
    }

    #[test]
    fn what_is_never_closed_ends_with_its_line_or_the_code() {
        assert_eq!(effects("echo 'don\ndf -h\n").last().map(String::as_str), Some("df read_only"));
        assert_eq!(effects("cat <<EOF\n本文\ndf -h\n"), ["cat read_only"]);
    }
}
