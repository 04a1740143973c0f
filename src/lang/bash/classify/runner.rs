//! Programs that run another one: their effect is that of what they run.

use super::super::reader::read_within;
use super::super::word::Word;
use super::{Context, work};
use crate::lang::effect::{Effect, Verdict, mongo_effect};
use std::ops::Range;

/// How a runner is told what to run.
struct Runner {
    /// Its sub-command (`exec`), empty where it has none.
    words: &'static [&'static str],
    /// Options that take a value.
    takes: &'static [&'static str],
    /// Words of its own before the command (a container, a host, a duration).
    own: usize,
}

const EXEC: &[&str] = &[
    "-e",
    "-u",
    "-w",
    "--user",
    "--env",
    "--workdir",
    "-n",
    "--namespace",
    "-c",
    "--container",
    "--env-file",
    "--index",
    "-f",
    "--file",
    "-p",
    "--project-name",
    "--context",
];
const RUN_IMAGE: &[&str] = &[
    "-e",
    "-u",
    "-w",
    "-v",
    "-p",
    "-h",
    "-l",
    "-m",
    "-n",
    "-f",
    "--user",
    "--env",
    "--workdir",
    "--env-file",
    "--name",
    "--network",
    "--net",
    "--volume",
    "--publish",
    "--mount",
    "--entrypoint",
    "--link",
    "--memory",
    "--cpus",
    "--platform",
    "--restart",
    "--pull",
    "--namespace",
    "--file",
    "--project-name",
    "--label",
    "--hostname",
    "--add-host",
    "--ulimit",
    "--cap-add",
    "--device",
    "--gpus",
    "--shm-size",
    "--log-driver",
    "--log-opt",
    "--security-opt",
    "--tmpfs",
    "--dns",
    "--ip",
    "--profile",
];
const SSH: &[&str] = &["-i", "-p", "-l", "-o", "-L", "-R", "-D", "-J", "-F", "-b", "-c", "-E", "-e", "-m", "-S", "-W"];

fn runners(program: &str) -> &'static [Runner] {
    const NONE: &[&str] = &[];
    const fn plain(takes: &'static [&'static str], own: usize) -> Runner {
        Runner { words: NONE, takes, own }
    }
    const fn sub(words: &'static [&'static str], takes: &'static [&'static str], own: usize) -> Runner {
        Runner { words, takes, own }
    }
    const DOCKER: &[Runner] = &[
        sub(&["exec"], EXEC, 1),
        sub(&["compose", "exec"], EXEC, 1),
        sub(&["container", "exec"], EXEC, 1),
        sub(&["run"], RUN_IMAGE, 1),
        sub(&["compose", "run"], RUN_IMAGE, 1),
        sub(&["rsh"], EXEC, 1),
    ];
    const COMPOSE: &[Runner] = &[sub(&["exec"], EXEC, 1), sub(&["run"], RUN_IMAGE, 1)];
    const NETNS: &[Runner] = &[sub(&["netns", "exec"], NONE, 1)];
    const ENTER: &[Runner] = &[plain(&["-t", "--target", "-S", "-G"], 0)];
    const TRACE: &[Runner] = &[plain(&["-e", "-o", "-p", "-s", "-u", "-E", "-P"], 0)];
    const SCHEDULED: &[Runner] = &[plain(&["-p", "--unit", "-u", "--property", "--uid", "--on-active"], 0)];
    const PINNED: &[Runner] = &[plain(NONE, 1)];
    const REMOTE_RUN: &[Runner] = &[sub(&["run"], &["-a", "--app", "-r", "--remote", "-s", "--size"], 0)];
    const XARGS: &[Runner] = &[plain(&["-n", "-I", "-P", "-L", "-d", "-a", "-s"], 0)];
    const WATCH: &[Runner] = &[plain(&["-n", "--interval"], 0)];
    const TIMEOUT: &[Runner] = &[plain(&["-k", "-s", "--signal", "--kill-after"], 1)];
    const NICE: &[Runner] = &[plain(&["-n", "-c", "-p", "-o", "-e", "-i"], 0)];
    const REMOTE: &[Runner] = &[plain(SSH, 1)];
    const NPX: &[Runner] = &[plain(&["-p", "--package", "-c"], 0)];
    const PNPM: &[Runner] = &[sub(&["exec"], NONE, 0), sub(&["dlx"], NONE, 0)];
    const RUN: &[Runner] = &[sub(&["run"], &["--directory", "--python", "-C"], 0)];
    const BUNDLE: &[Runner] = &[sub(&["exec"], NONE, 0)];
    const MODULE: &[Runner] = &[sub(&["-m"], NONE, 0)];
    const FLOCK: &[Runner] = &[plain(&["-w", "-E", "-c"], 1)];
    const CHROOT: &[Runner] = &[plain(NONE, 1)];
    const RUNUSER: &[Runner] = &[plain(&["-u", "-g", "-G", "--user", "--group"], 0)];
    const SHIFT: &[Runner] = &[plain(NONE, 0)];
    match program {
        "docker" | "podman" | "nerdctl" | "kubectl" | "oc" | "crictl" => DOCKER,
        "docker-compose" | "podman-compose" => COMPOSE,
        "xargs" | "parallel" => XARGS,
        "watch" => WATCH,
        "timeout" => TIMEOUT,
        "nice" | "ionice" | "stdbuf" | "setsid" | "unbuffer" | "caffeinate" | "chronic" => NICE,
        "ssh" => REMOTE,
        "npx" | "bunx" | "pnpx" => NPX,
        "pnpm" | "yarn" | "npm" | "bun" => PNPM,
        "poetry" | "pipenv" | "uv" | "pdm" | "doppler" | "op" | "dotenv" => RUN,
        "bundle" => BUNDLE,
        "python" | "python3" | "python3.11" | "python3.12" => MODULE,
        "flock" => FLOCK,
        "exec" | "command" | "eval" | "builtin" | "doas" => SHIFT,
        "chroot" => CHROOT,
        "ip" => NETNS,
        "nsenter" => ENTER,
        "strace" | "ltrace" => TRACE,
        "systemd-run" => SCHEDULED,
        "taskset" | "chrt" => PINNED,
        "heroku" => REMOTE_RUN,
        "busybox" => SHIFT,
        "runuser" => RUNUSER,
        _ => &[],
    }
}

impl Context<'_> {
    /// What a runner runs; `None` where the program is none or runs nothing.
    pub(super) fn run_by(&self, words: &[Word], depth: usize) -> Option<Verdict> {
        let (program, behind) = words.split_first()?;
        let name = program.value.as_str();
        match name {
            "find" => return self.found(behind, depth),
            "command" if behind.first().is_some_and(|word| matches!(word.value.as_str(), "-v" | "-V")) => return None,
            "runuser" if behind.iter().any(|word| matches!(word.value.as_str(), "-u" | "--user")) => {}
            "bash" | "sh" | "zsh" | "dash" | "ksh" | "fish" | "su" | "runuser" => {
                return self.shell_text(behind, &["-c", "-lc", "-ec", "-xc", "-ic", "-euc", "-exc", "--command"]);
            }
            // What is kept for later is run then.
            "trap" | "alias" => {
                let code = behind.iter().find(|word| word.quoted.is_some())?;
                return Some(Verdict { effect: self.text_effect(code)?, path: Vec::new(), known: true });
            }
            "awk" | "gawk" | "mawk" if behind.iter().any(|word| runs_or_writes(&word.value)) => {
                return Some(Verdict { effect: Effect::Unknown, path: Vec::new(), known: true });
            }
            "vagrant" if behind.first().is_some_and(|word| word.value == "ssh") => {
                return self.shell_text(behind, &["-c", "--command"]);
            }
            "az" if behind.iter().any(|word| word.value == "invoke") => {
                return self.shell_text(behind, &["--command", "--scripts"]);
            }
            "aws" if behind.iter().any(|word| word.value == "execute-command") => {
                return self.shell_text(behind, &["--command"]);
            }
            "mongosh" | "mongo" => {
                let effect = evaluated(behind)?;
                return Some(Verdict { effect, path: Vec::new(), known: true });
            }
            "ansible" => return self.ad_hoc(behind),
            "aws" if behind.iter().any(|word| word.value == "send-command") => return self.sent(behind),
            "gcloud" if behind.iter().any(|word| word.value == "ssh") => {
                let own = self.shell_text(behind, &["--command"]);
                return own.or_else(|| {
                    let at = behind.iter().position(|word| word.value == "--")?;
                    let inner = work(behind.get(at + 1..).filter(|inner| !inner.is_empty())?);
                    let effect = match inner {
                        [only] if only.starts_quoted => self.text_effect(only)?,
                        _ => self.verdict(inner, depth + 1).effect,
                    };
                    Some(Verdict { effect, path: Vec::new(), known: true })
                });
            }
            // `+main` overwrites, `:old` deletes what others have.
            "git"
                if behind.first().is_some_and(|word| word.value == "push")
                    && behind.iter().skip(1).any(|word| word.value.len() > 1 && word.value.starts_with(['+', ':'])) =>
            {
                return Some(Verdict { effect: Effect::Destructive, path: vec!["push".to_owned()], known: true });
            }
            "sed" => {
                let scripts = || behind.iter().filter(|word| word.quoted.is_some()).map(|word| word.value.as_str());
                let effect = if scripts().any(|script| script.ends_with("/e") || script.ends_with("|e")) {
                    Effect::Unknown
                } else if scripts().any(|script| script.contains("/w ") || script.starts_with("w ")) {
                    Effect::Changes
                } else {
                    return None;
                };
                return Some(Verdict { effect, path: Vec::new(), known: true });
            }
            "redis-cli" | "valkey-cli" if behind.iter().any(|word| word.value.eq_ignore_ascii_case("eval")) => {
                let flushes = behind.iter().any(|word| {
                    let code = word.value.to_ascii_lowercase();
                    ["flushall", "flushdb", "'del'", "'unlink'", "\"del\""].iter().any(|call| code.contains(call))
                });
                return flushes.then(|| Verdict {
                    effect: Effect::Destructive,
                    path: vec!["eval".to_owned()],
                    known: true,
                });
            }
            _ => {}
        }
        if let Some(script) = self.script_of(name, behind) {
            let verdict = self.verdict(script, depth + 1);
            return Some(Verdict { path: Vec::new(), ..verdict });
        }
        let runner = runners(name).iter().find(|runner| fits(runner, behind))?;
        let inner = command_of(runner, behind)?;
        let inner = work(inner);
        if inner.len() == 1 && inner[0].starts_quoted {
            let effect = self.text_effect(&inner[0])?;
            return Some(Verdict { effect, path: Vec::new(), known: true });
        }
        let mut verdict = self.verdict(inner, depth + 1);
        let sql = self.arguments_of_client(inner);
        if let Some(sql) = sql {
            verdict.effect = super::sql::effect(&sql, inner, self.text);
        }
        if let Some(first) = inner.first().filter(|_| name != "ssh" && name != "eval") {
            verdict.path.insert(0, self.written_word(first));
        }
        Some(verdict)
    }

    /// The script that an interpreter is given, with its words, where the table knows it (`python manage.py migrate`).
    fn script_of<'w>(&self, program: &str, words: &'w [Word]) -> Option<&'w [Word]> {
        let interpreter = program.starts_with("python") || matches!(program, "php" | "ruby");
        let at = words.iter().position(|word| !word.value.starts_with('-')).filter(|_| interpreter)?;
        let script = words.get(at)?;
        let name = script.value.rsplit('/').next().unwrap_or_default();
        matches!(name, "manage.py" | "artisan" | "rails" | "rake").then(|| words.get(at..)).flatten()
    }

    fn found(&self, words: &[Word], depth: usize) -> Option<Verdict> {
        if words.iter().any(|word| word.value == "-delete") {
            return None;
        }
        if words.iter().any(|word| word.value.starts_with("-fprint") || word.value == "-fls") {
            return Some(Verdict { effect: Effect::Changes, path: Vec::new(), known: true });
        }
        let at = words.iter().position(|word| matches!(word.value.as_str(), "-exec" | "-execdir" | "-ok"))?;
        let inner = words[at + 1..].split(|word| matches!(word.value.as_str(), ";" | "+")).next()?;
        Some(Verdict { path: Vec::new(), ..self.verdict(inner, depth + 1) })
    }

    /// The effect of the code behind one of the options.
    fn shell_text(&self, words: &[Word], options: &[&str]) -> Option<Verdict> {
        for (at, word) in words.iter().enumerate() {
            let long = options.iter().any(|option| {
                option.starts_with("--") && word.value.strip_prefix(option).is_some_and(|rest| rest.starts_with('='))
            });
            let code = if options.contains(&word.value.as_str()) { words.get(at + 1)? } else { word };
            if long || options.contains(&word.value.as_str()) {
                return Some(Verdict { effect: self.text_effect(code)?, path: Vec::new(), known: true });
            }
        }
        None
    }

    /// What ansible's shell modules run on the hosts; `None` for other modules, which the table knows.
    fn ad_hoc(&self, words: &[Word]) -> Option<Verdict> {
        let value = |names: &[&str]| {
            let at = words.iter().position(|word| names.contains(&word.value.as_str()))?;
            words.get(at + 1)
        };
        let given = value(&["-a", "--args"])?;
        let module = value(&["-m", "--module-name"]).map_or("command", |word| word.value.as_str());
        let module = module.rsplit('.').next().unwrap_or(module);
        let effect = match module {
            "shell" | "command" | "raw" => self.text_effect(given)?,
            "file" if given.value.contains("state=absent") => Effect::Destructive,
            _ => return None,
        };
        Some(Verdict { effect, path: Vec::new(), known: true })
    }

    /// What `aws ssm send-command` sends: `--parameters 'commands=["…"]'`.
    fn sent(&self, words: &[Word]) -> Option<Verdict> {
        let mut effect = None;
        for word in words.iter().filter(|word| word.value.contains("commands")) {
            let Some(text) = self.masked.get(word.range.clone()) else { continue };
            let Some(from) = text.find("commands").map(|at| at + "commands".len()) else { continue };
            let behind = &text[from..];
            let open = behind.find('[').map_or(from, |at| from + at + 1);
            let close = text.rfind(']').filter(|close| *close > open).unwrap_or(text.len());
            let mut at = open;
            while let Some(start) = text.get(at..close).and_then(|rest| rest.find('"')).map(|found| at + found + 1) {
                let Some(end) = text.get(start..close).and_then(|rest| rest.find('"')).map(|found| start + found)
                else {
                    break;
                };
                let end_of_code = end - usize::from(text[..end].ends_with('\\'));
                let offset = word.range.start;
                effect = effect.max(self.code_effect(offset + start..offset + end_of_code.max(start)));
                at = end + 1;
            }
        }
        Some(Verdict { effect: effect?, path: Vec::new(), known: true })
    }

    /// The strongest effect of the commands in a quoted word.
    pub(super) fn text_effect(&self, word: &Word) -> Option<Effect> {
        let (inner, quote) = word.quoted.clone()?;
        if let Some(code) = self.unescaped(&inner, Some(quote)) {
            return Context { text: &code, masked: &code, options: self.options }.code_effect(0..code.len());
        }
        self.code_effect(inner)
    }

    fn code_effect(&self, inner: Range<usize>) -> Option<Effect> {
        let simples = read_within(self.masked, inner);
        simples.iter().filter_map(|simple| self.command(simple, None)).map(|command| command.effect).max()
    }
}

/// What `--eval` gives a shell of MongoDB.
fn evaluated(words: &[Word]) -> Option<Effect> {
    let mut effect = None;
    for (at, word) in words.iter().enumerate() {
        let code = match word.value.as_str() {
            "--eval" | "-eval" => words.get(at + 1).map(|word| word.value.as_str()),
            value => value.strip_prefix("--eval="),
        };
        effect = effect.max(code.map(mongo_effect));
    }
    effect
}

/// Whether a program of awk runs another one or writes files.
fn runs_or_writes(code: &str) -> bool {
    code.contains("system(")
        || code.contains("| \"")
        || code.contains("|\"")
        || code.contains("> \"")
        || code.contains(">\"")
}

fn fits(runner: &Runner, words: &[Word]) -> bool {
    let mut own = words.iter().map(|word| word.value.as_str());
    runner.words.iter().all(|word| {
        if word.starts_with('-') { own.next() == Some(word) } else { next_own(&mut own, runner.takes) == Some(word) }
    })
}

fn next_own<'a>(words: &mut impl Iterator<Item = &'a str>, takes: &[&str]) -> Option<&'a str> {
    while let Some(word) = words.next() {
        if !word.starts_with('-') {
            return Some(word);
        }
        if takes.contains(&word) {
            words.next();
        }
    }
    None
}

/// The words of the command that a runner runs.
fn command_of<'a>(runner: &Runner, words: &'a [Word]) -> Option<&'a [Word]> {
    if let Some(at) = words.iter().position(|word| word.value == "--") {
        return words.get(at + 1..).filter(|inner| !inner.is_empty());
    }
    let mut skip = runner.words.len() + runner.own;
    let mut at = 0;
    while at < words.len() {
        let word = words[at].value.as_str();
        if word.starts_with('-') && word.len() > 1 && !(skip > 0 && runner.words.contains(&word)) {
            at += 1 + usize::from(runner.takes.contains(&word));
            continue;
        }
        if skip == 0 {
            return words.get(at..);
        }
        skip -= 1;
        at += 1;
    }
    None
}
