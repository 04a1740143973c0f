//! Which destructive commands are grave: data is gone behind them, and no routine brings it back.

use crate::lang::effect::Effect;
use crate::lang::sql::StatementKind;
use crate::model::{CodeBlock, Command, Statement};

/// Parts of paths that hold nothing worth keeping.
const DISPOSABLE: &[&str] = &[
    "/tmp/",
    "tmp",
    "temp",
    "cache",
    "CACHE",
    "node_modules",
    ".next",
    "dist",
    "build",
    "venv",
    "target/",
    "__pycache__",
    "coverage",
    ".log",
    "logs/",
    ".pid",
    ".sock",
    ".lock",
    "package-lock",
    "yarn.lock",
    "-wal",
    "-shm",
    "-journal",
    "test",
    "TMP",
    "TEMP",
    "TEST",
    ".pyc",
    "staging",
    "restore",
];

/// Whether a careful team would put a warning in front of a command.
pub(in crate::check) fn is_grave(command: &Command) -> bool {
    if command.effect != Effect::Destructive {
        return false;
    }
    // SQL within has a rule of its own.
    if command.sql.iter().any(|statement| statement.effect == Effect::Destructive) {
        return false;
    }
    let text = command.text.as_str();
    let has = |word: &str| text.split_whitespace().any(|other| other == word);
    let path = |word: &str| command.path.iter().any(|other| other == word);
    match command.program.as_str() {
        "rm" | "shred" | "unlink" | "rmdir" => removes_much(text),
        // A process comes back; only what it has no time to write is lost.
        "kill" | "pkill" | "killall" | "skill" => has("-9") || has("-KILL") || has("-SIGKILL"),
        "find" => !["-mtime", "-mmin", "-atime", "-ctime", "-name", "-iname", "-empty"].iter().any(|test| has(test)),
        "xargs" => text.to_ascii_uppercase().contains(" FLUSH") || removes_much(text) && !has("kill"),
        "git" => {
            has("--hard") || has("filter-branch") || has("push") && (has("--force") || has("-f") || has("--mirror"))
        }
        "docker" | "podman" | "docker-compose" | "nerdctl" => {
            !text.contains("test") && (path("system") || path("volume")) && (path("prune") || path("rm"))
                || !text.contains("test") && path("down") && (has("-v") || has("--volumes"))
        }
        // A controller starts pods and jobs again.
        "kubectl" | "oc" => {
            let kinds = ["pod", "pods", "po", "job", "jobs", "replicaset", "rs", "event", "events", "lease"];
            !kinds.iter().any(|kind| has(kind) || text.contains(&format!(" {kind}/")))
        }
        "redis-cli" | "valkey-cli" => text.to_ascii_uppercase().contains("FLUSH"),
        "journalctl" | "iptables" | "ip6tables" | "nft" | "make" | "pip" | "pip3" | "npm" | "yarn" | "pnpm" | "apt"
        | "apt-get" | "yum" | "dnf" | "brew" | "rsync" | "crictl" | "conda" | "poetry" | "gem" => false,
        "pg_restore" => has("--clean") || has("-c"),
        "dd" => text.contains("of=/dev/"),
        "alembic" => path("base") || has("base"),
        "aws" => is_grave_in_aws(command),
        "gcloud" => !path("images") && !path("tags") && !path("revisions") && !path("builds"),
        "gh" => path("repo"),
        _ => true,
    }
}

/// Whether a careful team may well do without a warning: a process comes back, the program itself asks before it goes on,
/// or only edits of a work tree or one file of the system's settings are gone.
pub(in crate::check) fn is_mild(command: &Command) -> bool {
    let text = command.text.as_str();
    let has = |words: &[&str]| text.split_whitespace().any(|other| words.contains(&other));
    let path = |word: &str| command.path.iter().any(|other| other == word);
    match command.program.as_str() {
        "kill" | "pkill" | "killall" | "skill" => true,
        "git" => has(&["--hard"]),
        "docker" | "podman" | "nerdctl" => path("prune") && !has(&["-f", "--force", "-af", "-fa"]),
        "cdk" | "npx" => text.contains("destroy") && !has(&["-f", "--force"]),
        "terraform" | "tofu" => has(&["destroy"]) && !text.contains("-auto-approve"),
        "gcloud" => !has(&["--quiet", "-q"]),
        // One version of an object; taking the mark of a deletion away brings the object back.
        "aws" => path("delete-object") && text.contains("--version-id"),
        "rm" => text.contains(" /etc/") && !has(&["-r", "-rf", "-R", "-fr", "--recursive"]) && !text.contains('*'),
        _ => false,
    }
}

/// What AWS brings back by itself, and what only opens or closes something, is not grave.
fn is_grave_in_aws(command: &Command) -> bool {
    let milder = [
        "cancel-",
        "revoke-",
        "terminate-instance-in-auto-scaling-group",
        "deregister-",
        "detach-",
        "disassociate-",
        "sync",
    ];
    let mild = command.path.iter().any(|word| milder.iter().any(|start| word.starts_with(start)));
    let scratch =
        command.path.iter().any(|word| word == "s3") && DISPOSABLE.iter().any(|part| command.text.contains(part));
    !mild && !scratch
}

/// Whether a removal takes whole folders, many files or a store of data, and no scratch files.
fn removes_much(text: &str) -> bool {
    let words = text.split_whitespace().skip(1);
    let much = words.clone().any(|word| {
        word.starts_with('-') && !word.starts_with("--") && word.contains(['r', 'R'])
            || word == "--recursive"
            || word.contains('*')
    });
    let targets = words.filter(|word| !word.starts_with('-') && !word.starts_with(['2', '>', '|']));
    let store = |word: &str| {
        [".db", ".sqlite", ".sqlite3", ".dump", ".sql", ".gz", ".tar", ".bak", ".key", ".pem"]
            .iter()
            .any(|ending| word.trim_end_matches(['"', '\'']).ends_with(ending))
            || word.starts_with("/var/lib/")
            || word.starts_with("/etc/")
    };
    let mut kept = targets.filter(|word| !DISPOSABLE.iter().any(|part| word.contains(part)));
    // A file that a script names by a variable is one that it made.
    if much { kept.next().is_some() } else { kept.any(|word| store(word) && !word.contains('$')) }
}

/// Whether a removal takes what the block itself made for a while (`WORK=$(mktemp -d)`), at its end too
/// (`trap "rm -rf $WORK" EXIT`).
pub(in crate::check) fn is_own_scratch(command: &Command, block: &CodeBlock) -> bool {
    let words = command.text.split_whitespace().map(|word| word.trim_matches(['"', '\'']));
    let mut behind = words.skip_while(|word| *word != "rm").skip(1);
    let target = behind.by_ref().find(|word| !word.starts_with('-'));
    // Of a trap the signals follow, and nothing else.
    let alone = command.program != "trap" || behind.all(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let name = target.map(|word| word.trim_matches(['"', '$', '{', '}', '/', '*'])).unwrap_or_default();
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    plain
        && alone
        && matches!(command.program.as_str(), "rm" | "trap")
        && block.text.contains(&format!("{name}=$(mktemp"))
}

/// Whether a careful team would put a warning in front of a statement. Rows without a bound have a rule of their own.
pub(in crate::check) fn is_grave_statement(statement: &Statement) -> bool {
    if statement.effect != Effect::Destructive {
        return false;
    }
    let text = statement.text.to_ascii_lowercase();
    match statement.kind {
        StatementKind::Update | StatementKind::Delete => false,
        StatementKind::Ddl => {
            // A view has no data; what is made for a test is made again.
            let first = text.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
            !matches!(
                first.as_str(),
                "drop view" | "drop index" | "drop policy" | "drop function" | "drop trigger" | "drop role"
            ) && !text.contains("drop constraint")
                && !["temp", "tmp", "test", "verify"].iter().any(|word| text.contains(word))
        }
        StatementKind::Select => statement.bounded != Some(true) && text.contains(" from "),
        _ => true,
    }
}
