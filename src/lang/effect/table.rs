//! The tables of effects: lines of words, as data (docs/ja/effects.md).
//!
//! - `program sub-command … = effect` gives the effect of a command. Words may be alternatives (`get|list`) and end in
//!   `*`; a lone `*` is any word (`*.env` ends in something, `*=*` holds it), `**` any number of them. A word with `-` in front is an option that must be there,
//!   wherever it stands; all other words are the command's own words in order, options left out.
//! - `program takes -n --namespace` names options that are followed by a value of their own.
//!
//! Of all lines that fit, the one with the most words counts; of equally long ones, the one that reaches furthest into the
//! command's words (`gcloud run services list` lists, though `run` is also a verb); then the last.

use super::Effect;
use super::tools::FILES;
use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, OnceLock};

/// Built-in lines by program, in order, none of them read yet: a run reads those of the programs that it meets.
static BUILT_IN: LazyLock<HashMap<&'static str, Lines>> = LazyLock::new(|| {
    let mut programs: HashMap<&'static str, Lines> = HashMap::with_capacity(2_048);
    for line in FILES.iter().flat_map(|(_, text)| text.lines()).map(str::trim) {
        if !line.is_empty() && !line.starts_with('#') {
            let names = line.split_whitespace().next().unwrap_or("");
            for name in names.split('|') {
                programs.entry(name).or_default().lines.push(line);
            }
        }
    }
    programs
});

static DEFAULT: LazyLock<Table> = LazyLock::new(|| Table { extends: true, ..Table::default() });

/// What the files say about one program.
#[derive(Default)]
struct Lines {
    lines: Vec<&'static str>,
    read: OnceLock<Program>,
}

impl Lines {
    fn program(&self) -> &Program {
        self.read.get_or_init(|| {
            let mut program = Program::default();
            for line in &self.lines {
                program.add(line, 0);
            }
            program
        })
    }
}

/// Lines of the user's configuration win over built-in ones, however long those are.
const OWN: usize = 1000;

/// What programs do, by name.
#[derive(Debug, Clone, Default)]
pub struct Table {
    programs: HashMap<String, Program>,
    /// Whether the built-in lines hold too: they are shared and not copied.
    extends: bool,
}

#[derive(Debug, Clone, Default)]
struct Program {
    rules: Vec<Rule>,
    takes: Vec<String>,
}

#[derive(Debug, Clone)]
struct Rule {
    words: Vec<Vec<String>>,
    options: Vec<Vec<String>>,
    effect: Effect,
    weight: usize,
}

/// What a table says about a command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Its effect; `Unknown` where the table has no line for it.
    pub effect: Effect,
    /// Its sub-commands.
    pub path: Vec<String>,
    /// Whether the program stands in the table.
    pub known: bool,
}

impl Program {
    /// Adds a line about it; one that can't be read adds nothing.
    fn add(&mut self, line: &str, weight: usize) {
        if let Some((_, options)) = line.split_once(" takes ") {
            self.takes.extend(options.split_whitespace().map(str::to_owned));
            return;
        }
        let Some((words, effect)) = line.rsplit_once(" = ") else { return };
        let Some(effect) = Effect::from_name(effect.trim()) else { return };
        let split = |word: &str| word.split('|').map(str::to_owned).collect::<Vec<_>>();
        let (mut words_in_order, mut options) = (Vec::new(), Vec::new());
        for word in words.split_whitespace().skip(1) {
            if word.starts_with('-') { options.push(split(word)) } else { words_in_order.push(split(word)) }
        }
        let weight = weight + words_in_order.len() + options.len();
        self.rules.push(Rule { words: words_in_order, options, effect, weight });
    }
}

impl Table {
    /// The built-in table.
    #[must_use]
    pub fn built_in() -> &'static Table {
        &DEFAULT
    }

    /// The built-in table with the user's own lines (`kubectl rollout` → `changes`), which win.
    #[must_use]
    pub fn with(own: &BTreeMap<String, String>) -> Table {
        let mut table = Table { extends: true, ..Table::default() };
        for (words, effect) in own {
            table.add(&format!("{words} = {effect}"), OWN);
        }
        table
    }

    /// Whether a program stands in the table.
    #[must_use]
    pub fn knows(&self, program: &str) -> bool {
        self.programs.contains_key(program) || (self.extends && BUILT_IN.contains_key(program))
    }

    /// Adds a line of the user's.
    fn add(&mut self, line: &str, weight: usize) {
        let names = line.split_whitespace().next().unwrap_or("");
        for name in names.split('|') {
            self.programs.entry(name.to_owned()).or_default().add(line, weight);
        }
    }

    /// What a program with these arguments does.
    #[must_use]
    pub fn judge(&self, program: &str, arguments: &[&str]) -> Verdict {
        let entries = self.entries(program);
        if entries.is_empty() {
            return Verdict::default();
        }
        // Whoever asks for help or the version does nothing else.
        if let [only] = arguments
            && matches!(*only, "--help" | "--version" | "-version")
        {
            return Verdict { effect: Effect::ReadOnly, path: Vec::new(), known: true };
        }
        let words = own_words(arguments, &entries);
        let mut best: Option<(&Rule, usize)> = None;
        for rule in entries.iter().flat_map(|entry| &entry.rules) {
            let Some(used) = fits(&rule.words, &words) else { continue };
            let better = best.is_none_or(|(other, far)| (other.weight, far) <= (rule.weight, used));
            if better && rule.options.iter().all(|options| has_option(options, arguments, &entries)) {
                best = Some((rule, used));
            }
        }
        let mut effect = best.map_or(Effect::Unknown, |(rule, _)| rule.effect);
        if effect == Effect::Unknown && matches!(arguments, ["-v" | "-V"]) {
            effect = Effect::ReadOnly;
        }
        let own = best.is_some_and(|(rule, _)| rule.weight >= OWN);
        // Whoever asks what would be done does nothing.
        if !own
            && effect > Effect::Unknown
            && arguments.iter().any(|argument| is_option("--dry-run", argument, &entries))
        {
            effect = Effect::ReadOnly;
        }
        let has_sub_commands = entries
            .iter()
            .flat_map(|entry| &entry.rules)
            .any(|rule| rule.words.first().is_some_and(|first| first.iter().any(|word| !word.contains('*'))));
        if !own
            && effect == Effect::ReadOnly
            && goes_further(&words, best.map_or(0, |(_, used)| used), has_sub_commands)
        {
            effect = Effect::Unknown;
        }
        let used = match best {
            Some((_, used)) if used > 0 => used,
            _ => usize::from(has_sub_commands),
        };
        let path = words.iter().take(used).take_while(|word| is_sub_command(word)).map(|word| (*word).to_owned());
        Verdict { effect, path: path.collect(), known: true }
    }

    /// What stands in the table about a program, built-in lines first; by its base name where its path is unknown.
    fn entries(&self, program: &str) -> Vec<&Program> {
        for name in [program, base_name(program)] {
            let built_in = if self.extends { BUILT_IN.get(name) } else { None };
            let entries: Vec<&Program> =
                built_in.map(Lines::program).into_iter().chain(self.programs.get(name)).collect();
            if !entries.is_empty() {
                return entries;
            }
        }
        Vec::new()
    }
}

/// Verbs that change something: behind a noun that a line knows (`nomad job` and `restart`) they are not read over.
const CHANGING: &[&str] = &[
    "add",
    "apply",
    "cancel",
    "clear",
    "create",
    "del",
    "delete",
    "destroy",
    "detach",
    "disable",
    "drain",
    "drop",
    "enable",
    "evict",
    "expire",
    "failover",
    "flush",
    "import",
    "install",
    "join",
    "kill",
    "leave",
    "patch",
    "promote",
    "prune",
    "purge",
    "put",
    "reboot",
    "remove",
    "remove-peer",
    "reset",
    "restart",
    "restore",
    "revoke",
    "rm",
    "rollback",
    "set",
    "start",
    "stop",
    "terminate",
    "uninstall",
    "unset",
    "update",
    "upgrade",
    "write",
];

/// Verbs that only look, whatever follows them.
const LOOKING: &[&str] = &[
    "can-i", "check", "query", "describe", "explain", "get", "help", "info", "inspect", "list", "log", "logs", "ls",
    "search", "show", "status", "view", "which", "why", "diff", "history", "cat", "grep", "man", "test", "run", "exec",
    "tail",
];

/// Whether a verb that changes something follows the words that a line knows.
fn goes_further(words: &[&str], used: usize, has_sub_commands: bool) -> bool {
    let last = used.checked_sub(1).and_then(|at| words.get(at));
    let noun = last.map_or(has_sub_commands, |last| !LOOKING.contains(last));
    let mut behind = words.iter().skip(used).take(2).take_while(|next| !LOOKING.contains(next));
    noun && behind.any(|next| CHANGING.contains(next))
}

fn base_name(program: &str) -> &str {
    program.rsplit('/').next().unwrap_or(program)
}

fn is_sub_command(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '@')
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:.@/".contains(&byte))
}

fn own_words<'a>(arguments: &[&'a str], entries: &[&Program]) -> Vec<&'a str> {
    let mut words = Vec::new();
    let mut skip = false;
    for &argument in arguments {
        if std::mem::take(&mut skip) {
            continue;
        }
        if argument.starts_with('-') && argument.len() > 1 {
            skip = entries.iter().flat_map(|entry| &entry.takes).any(|option| option == argument);
        } else {
            words.push(argument);
        }
    }
    words
}

/// How many of `words` the pattern uses, where it fits them.
fn fits(pattern: &[Vec<String>], words: &[&str]) -> Option<usize> {
    let mut at = 0;
    let mut free = false;
    for alternatives in pattern {
        if alternatives.len() == 1 && alternatives[0] == "**" {
            free = true;
            continue;
        }
        let found = words.iter().skip(at).position(|word| alternatives.iter().any(|one| is_word(one, word)))?;
        if found > 0 && !free {
            return None;
        }
        at += found + 1;
        free = false;
    }
    Some(at)
}

fn is_word(pattern: &str, word: &str) -> bool {
    if let Some(end) = pattern.strip_prefix('*').filter(|end| !end.is_empty() && *end != "*") {
        return end.strip_suffix('*').map_or_else(|| word.ends_with(end), |middle| word.contains(middle));
    }
    match pattern.strip_suffix('*') {
        Some(start) => word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)),
        None => pattern.eq_ignore_ascii_case(word),
    }
}

fn has_option(options: &[String], arguments: &[&str], entries: &[&Program]) -> bool {
    options.iter().any(|option| arguments.iter().any(|argument| is_option(option, argument, entries)))
}

/// `--force` is also there as `--force=yes`, `-f` also inside `-rf`; in `-Fc` the `c` is the value of
/// `-F`, where that takes one.
fn is_option(option: &str, argument: &str, entries: &[&Program]) -> bool {
    if argument == option {
        return true;
    }
    if let Some(rest) = argument.strip_prefix(option)
        && option.starts_with("--")
    {
        // `--dry-run=none` says that it is not there.
        return rest.strip_prefix('=').is_some_and(|value| !matches!(value, "none" | "false" | "no" | "off" | "0"));
    }
    let (Some(letter), Some(cluster)) = (option.strip_prefix('-'), argument.strip_prefix('-')) else { return false };
    letter.len() == 1
        && cluster.len() <= 4
        && cluster.bytes().all(|byte| byte.is_ascii_alphabetic())
        && cluster.find(letter).is_some_and(|at| {
            let takes = |one: char| {
                entries
                    .iter()
                    .flat_map(|entry| &entry.takes)
                    .any(|taken| taken.strip_prefix('-').is_some_and(|name| name.len() == 1 && name.starts_with(one)))
            };
            !cluster[..at].chars().any(takes)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effect(line: &str) -> Effect {
        let words: Vec<&str> = line.split_whitespace().collect();
        Table::built_in().judge(words[0], &words[1..]).effect
    }

    #[test]
    fn every_built_in_line_can_be_read() {
        for line in FILES.iter().flat_map(|(_, text)| text.lines()) {
            let line = line.trim();
            let mixed = |word: &str| !word.starts_with('-') && word.contains("|-");
            assert!(!line.split_whitespace().skip(1).any(mixed), "options and words apart: {line}");
            let fine = line.is_empty() || line.starts_with('#') || line.contains(" takes ") || {
                line.rsplit_once(" = ").is_some_and(|(_, name)| Effect::from_name(name.trim()).is_some())
            };
            assert!(fine, "{line}");
        }
    }

    #[test]
    fn the_longest_line_that_fits_wins() {
        assert_eq!(effect("kubectl -n prod rollout undo deployment/web"), Effect::Changes);
        assert_eq!(effect("kubectl rollout status deployment/web"), Effect::ReadOnly);
        assert_eq!(effect("kubectl delete pod web-0 --dry-run=client"), Effect::ReadOnly);
        assert_eq!(effect("docker compose -f prod.yml down"), Effect::Changes);
        assert_eq!(effect("docker compose down -v"), Effect::Destructive);
        assert_eq!(effect("git push -f origin main"), Effect::Destructive);
        assert_eq!(effect("gcloud sql instances describe main"), Effect::ReadOnly);
        assert_eq!(effect("gcloud run services delete web"), Effect::Destructive);
        assert_eq!(effect("gcloud deploy releases list"), Effect::ReadOnly);
        assert_eq!(effect("source venv/bin/activate"), Effect::ReadOnly);
        assert_eq!(effect("source deploy-lib.sh"), Effect::Unknown);
        assert_eq!(effect("redis-cli -h cache FLUSHALL"), Effect::Destructive);
        assert_eq!(effect("systemctl restart web"), Effect::Changes);
        assert_eq!(effect("unheard-of thing"), Effect::Unknown);
    }

    #[test]
    fn what_changes_is_not_read_over() {
        assert_eq!(effect("kubectl delete pod web-0 --dry-run=none"), Effect::Destructive);
        assert_eq!(effect("vault kv metadata delete secret/app"), Effect::Destructive);
        assert_eq!(effect("amtool silence delete 1234"), Effect::Unknown);
        assert_eq!(effect("sysctl -w vm.swappiness=10"), Effect::Changes);
        assert_eq!(effect("sysctl vm.swappiness"), Effect::ReadOnly);
        assert_eq!(effect("kubectl auth can-i delete pods"), Effect::ReadOnly);
        assert_eq!(effect("npm view update"), Effect::ReadOnly);
        assert_eq!(effect("grep delete app.log"), Effect::ReadOnly);
    }

    #[test]
    fn own_lines_win_and_paths_are_sub_commands() {
        let own = BTreeMap::from([("deployctl rollback".to_owned(), "changes".to_owned())]);
        let table = Table::with(&own);
        assert_eq!(table.judge("deployctl", &["rollback", "web"]).effect, Effect::Changes);
        assert!(table.knows("kubectl") && table.knows("deployctl"));
        let verdict = table.judge("kubectl", &["-n", "prod", "rollout", "undo", "deployment/web"]);
        assert_eq!(verdict.path, ["rollout", "undo"]);
        assert_eq!(
            table.judge("aws", &["--region", "x", "ecs", "describe-services"]).path,
            ["ecs", "describe-services"]
        );
    }
}
