//! What a block is, by its content.

use super::shell::is_bash;
use crate::lang::sql::client;
use regex::Regex;
use std::sync::LazyLock;

/// Only so much of a block is looked at.
const LOOK: usize = 16 * 1024;

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(Patterns::new);

struct Patterns {
    promql: Regex,
    typescript: Regex,
    python: Regex,
    log: Regex,
    key: Regex,
    cron: Regex,
}

impl Patterns {
    fn new() -> Option<Self> {
        Some(Patterns {
            promql: Regex::new(r#"^\s*(?:sum|rate|avg|max|min|count|histogram_quantile|increase|irate|topk|absent|time|up|[a-z_:]+_(?:total|seconds|bytes|count|sum|bucket))\s*(?:by\s*\(|without\s*\(|\(|\{[^{}]*=)[^;]*(?:\[[0-9]+[smhdw]\]|[{,][a-z_]+=~?")"#).ok()?,
            typescript: Regex::new(r#"(?m)^\s*(?:import\s+(?:type\s+)?[{*\w][^;]*\s+from\s+['"]|export\s+(?:default\s+|async\s+)?(?:const|function|class|interface|type|enum)\s|interface\s+\w+\s*(?:extends\s+\w+\s*)?\{|type\s+\w+\s*=|(?:const|let)\s+[\w{\[][^=\n]*=\s|async\s+function\s|function\s+\w+\s*\([^)]*\)[^{]*\{)"#).ok()?,
            python: Regex::new(r"(?m)^\s*(?:(?:async\s+)?def\s+\w+\(.*\).*:\s*$|from\s+[\w.]+\s+import\s+\w|import\s+[\w.]+(?:\s+as\s+\w+)?\s*$|class\s+\w+(?:\(.*\))?:\s*$)").ok()?,
            log: Regex::new(r"^\s*(?:\[?\d{4}[-/]\d{2}[-/]\d{2}|\d{2}:\d{2}:\d{2}|[A-Z][a-z]{2} {1,2}\d{1,2} \d{2}:|\[?(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|CRITICAL)\]?\b)").ok()?,
            key: Regex::new(r#"^\s*(?:- )?["']?[A-Za-z_][\w./-]*["']?:(?:\s|$)"#).ok()?,
            cron: Regex::new(r"^\s*(?:[\d*/,-]+\s+){5}\S").ok()?,
        })
    }
}

fn look(text: &str) -> &str {
    &text[..text.floor_char_boundary(text.len().min(LOOK))]
}

/// The language of a block without a label; `None` is text.
pub(super) fn guess(text: &str) -> Option<&'static str> {
    let text = look(text);
    let patterns = PATTERNS.as_ref()?;
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    if is_drawn(text) {
        return None;
    }
    if is_mermaid(first) {
        return Some("mermaid");
    }
    if is_json(text) {
        return Some("json");
    }
    if is_http(text) {
        return Some("http");
    }
    if is_sql(text) || client::is_prompted(first) {
        return Some("sql");
    }
    if let Some(other) = other_shell(text) {
        return Some(other);
    }
    if let Some(markup) = markup(first) {
        return Some(markup);
    }
    if lines(text).all(|line| patterns.log.is_match(line)) {
        return None;
    }
    if patterns.promql.is_match(first) {
        return Some("promql");
    }
    if is_bash(text, false) {
        return Some("bash");
    }
    if is_ini(text) {
        return Some("ini");
    }
    if is_settings(text) {
        return Some("env");
    }
    if lines(text).filter(|line| !line.starts_with('#')).all(|line| patterns.cron.is_match(line))
        && lines(text).any(|line| !line.starts_with('#'))
    {
        return Some("cron");
    }
    if !first.is_ascii() && !first.starts_with(['/', '#', '*']) {
        return None;
    }
    let statements = |regex: &Regex| regex.find_iter(text).count() * 6 >= lines(text).count();
    if patterns.typescript.is_match(text) && statements(&patterns.typescript) && text.contains(['{', ';', '=']) {
        return Some("typescript");
    }
    if patterns.python.is_match(text) && statements(&patterns.python) {
        return Some("python");
    }
    is_yaml(text, &patterns.key).then_some("yaml")
}

/// The language of a block whose label is plainly wrong.
pub(super) fn correction(label: &str, text: &str) -> Option<&'static str> {
    let text = look(text);
    match label {
        "bash" => {
            if is_json(text) {
                return Some("json");
            }
            if let Some(other) = other_shell(text) {
                return Some(other);
            }
            if is_bash(text, true) {
                return None;
            }
            if is_drawn(text) && drawn_share(text) {
                return Some("text");
            }
            let first = lines(text).next().unwrap_or("");
            if is_sql(text) || client::is_prompted(first) {
                return Some("sql");
            }
            if PATTERNS.as_ref().is_some_and(|patterns| is_yaml(text, &patterns.key)) {
                return Some("yaml");
            }
            is_mermaid(first).then_some("mermaid")
        }
        "sql" => {
            let first = lines(text).find(|line| !line.starts_with("--"))?;
            (is_client(first) && is_bash(text, false)).then_some("bash")
        }
        "json" | "yaml" => is_bash(text, false).then_some("bash").filter(|_| !is_json(text)),
        _ => None,
    }
}

/// Lines that hold something, trimmed.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

const STROKES: [char; 28] = [
    '│', '├', '└', '┌', '┐', '┘', '─', '┃', '╔', '║', '╚', '═', '┼', '┤', '┬', '┴', '▼', '▲', '↓', '↑', '→', '←', '⇒',
    '◀', '▶', '□', '☐', '✓',
];

fn is_drawn(text: &str) -> bool {
    // Strokes in comments and in quotes of code are decoration.
    lines(text).any(|line| !line.starts_with(['#', '-', '/']) && line.contains(STROKES) && !line.contains(['"', '\'']))
}

/// Whether at least half of the lines are drawn.
fn drawn_share(text: &str) -> bool {
    let drawn = lines(text).filter(|line| line.contains(STROKES)).count();
    drawn * 2 >= lines(text).count()
}

fn is_mermaid(first: &str) -> bool {
    let mut words = first.split_whitespace();
    let word = words.next().unwrap_or("");
    match word {
        "graph" | "flowchart" => {
            words.next().is_some_and(|way| matches!(way.trim_end_matches(';'), "TD" | "TB" | "LR" | "RL" | "BT"))
        }
        "sequenceDiagram" | "classDiagram" | "stateDiagram" | "stateDiagram-v2" | "erDiagram" | "gantt"
        | "gitGraph" | "mindmap" => words.next().is_none(),
        _ => false,
    }
}

fn is_json(text: &str) -> bool {
    let trimmed = text.trim();
    let object = trimmed.starts_with('{') && trimmed.ends_with('}');
    let array = trimmed.starts_with('[') && trimmed.ends_with(']');
    if !object && !array {
        return false;
    }
    let inner = trimmed[1..trimmed.len() - 1].trim_start();
    if object {
        return inner.is_empty() || inner.starts_with('"') && inner.contains("\":");
    }
    inner.starts_with(['{', '"']) || serde_json::from_str::<serde::de::IgnoredAny>(trimmed).is_ok()
}

/// Whether a text is written for the shells of Windows: by their prompts, or by names of cmdlets only.
fn other_shell(text: &str) -> Option<&'static str> {
    let code = || lines(text).filter(|line| !line.starts_with('#') && !line.starts_with("REM "));
    let first = code().next()?;
    if first.starts_with("PS ") && first.get(..80.min(first.floor_char_boundary(80))).unwrap_or(first).contains("> ") {
        return Some("powershell");
    }
    let drive = first.as_bytes();
    if drive.len() > 3 && drive[0].is_ascii_uppercase() && drive[1] == b':' && drive[2] == b'\\' && first.contains('>')
    {
        return Some("cmd");
    }
    (is_cmdlet(first)
        && code().all(|line| is_cmdlet(line) || line.starts_with('$') && line.contains(" = ") || line == "}"))
    .then_some("powershell")
}

/// `Get-Service -Name web`
fn is_cmdlet(line: &str) -> bool {
    const VERBS: [&str; 24] = [
        "Get",
        "Set",
        "Start",
        "Stop",
        "Restart",
        "New",
        "Remove",
        "Test",
        "Invoke",
        "Add",
        "Clear",
        "Copy",
        "Move",
        "Enable",
        "Disable",
        "Import",
        "Export",
        "Install",
        "Uninstall",
        "Connect",
        "Disconnect",
        "Write",
        "Out",
        "Update",
    ];
    let word = line.split([' ', '\t']).next().unwrap_or_default();
    word.split_once('-').is_some_and(|(verb, noun)| {
        VERBS.contains(&verb)
            && noun.starts_with(|first: char| first.is_ascii_uppercase())
            && noun.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// A request with headers, a body or a version; a response. A mere list of endpoints is none.
fn is_http(text: &str) -> bool {
    let mut all = lines(text).filter(|line| !line.starts_with('#'));
    let first = all.next().unwrap_or("");
    if first.starts_with("HTTP/1") || first.starts_with("HTTP/2") {
        return true;
    }
    if !is_request(first) {
        return false;
    }
    let second = all.next();
    if second.is_some_and(is_request) || all.any(is_request) {
        return false;
    }
    let header = second.is_some_and(|line| {
        line.starts_with('{')
            || line.split_once(": ").is_some_and(|(name, _)| {
                name.contains('-') || matches!(name, "Host" | "Authorization" | "Accept" | "Cookie" | "Origin" | "Date")
            })
    });
    header || first.contains(" HTTP/")
}

fn is_request(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let method = words.next().unwrap_or("");
    let target = words.next().unwrap_or("");
    matches!(method, "GET" | "POST" | "PUT" | "DELETE" | "PATCH" | "HEAD" | "OPTIONS")
        && (target.starts_with('/') || target.contains("://") || target.starts_with("{{"))
}

fn is_sql(text: &str) -> bool {
    let mut code =
        lines(text).filter(|line| !line.starts_with("--") && !line.starts_with("/*") && !line.starts_with("* "));
    let Some(first) = code.next() else { return false };
    let mut words = first.split([' ', '\t', '(']).filter(|word| !word.is_empty());
    let word = words.next().unwrap_or("");
    let next = words.next().unwrap_or("").to_ascii_uppercase();
    let upper = word.to_ascii_uppercase();
    // Small letters need the rest of a statement to be believed.
    let shouted = upper == word;
    match upper.trim_end_matches(';') {
        "SELECT" | "WITH" => {
            let whole = text.to_ascii_uppercase();
            let sourced = whole.contains("FROM ") || whole.contains("FROM\n") || text.trim_end().ends_with(';');
            sourced && !next.is_empty() || shouted && code.next().is_some_and(|line| !line.contains('。')) && sourced
        }
        "INSERT" | "REPLACE" => next == "INTO",
        "UPDATE" => text.to_ascii_uppercase().contains(" SET ") || text.to_ascii_uppercase().contains("\nSET "),
        "DELETE" => next == "FROM",
        "CREATE" | "ALTER" | "DROP" => matches!(
            next.as_str(),
            "TABLE"
                | "INDEX"
                | "VIEW"
                | "DATABASE"
                | "SCHEMA"
                | "FUNCTION"
                | "USER"
                | "ROLE"
                | "EXTENSION"
                | "POLICY"
                | "OR"
                | "UNIQUE"
                | "TYPE"
                | "TRIGGER"
                | "MATERIALIZED"
                | "SEQUENCE"
                | "SYSTEM"
        ),
        "TRUNCATE" | "VACUUM" | "REINDEX" | "EXPLAIN" | "GRANT" | "REVOKE" | "PRAGMA" | "ANALYZE" => {
            shouted && first.is_ascii()
        }
        "BEGIN" | "COMMIT" | "ROLLBACK" => shouted && first.trim_end().ends_with(';'),
        _ => false,
    }
}

fn markup(first: &str) -> Option<&'static str> {
    let lower = first.to_ascii_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return Some("html");
    }
    if lower.starts_with("<?xml") {
        return Some("xml");
    }
    if first.starts_with("diff --git ") || first.starts_with("@@ -") {
        return Some("diff");
    }
    let docker = first
        .strip_prefix("FROM ")
        .is_some_and(|image| image.split_whitespace().count() <= 3 && image.contains([':', '/']) && image.is_ascii());
    docker.then_some("dockerfile")
}

fn is_ini(text: &str) -> bool {
    let mut sections = 0;
    let mut settings = 0;
    for line in lines(text).filter(|line| !line.starts_with([';', '#'])) {
        if line.starts_with('[') && line.ends_with(']') && line.is_ascii() {
            sections += 1;
        } else if line.split_once('=').is_some_and(|(name, _)| is_plain(name.trim())) {
            settings += 1;
        } else {
            return false;
        }
    }
    sections > 0 && settings > 0
}

/// Lines of `NAME=value` only.
fn is_settings(text: &str) -> bool {
    let mut count = 0;
    for line in lines(text).filter(|line| !line.starts_with('#')) {
        let Some((name, value)) = line.split_once('=') else { return false };
        let shouted = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
        if !shouted || name.is_empty() || value.starts_with(' ') {
            return false;
        }
        count += 1;
    }
    count > 0
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
}

/// Keys with something nested below one of them; a message of `Name: value` lines is none.
fn is_yaml(text: &str, key: &Regex) -> bool {
    let (mut keys, mut total, mut nested) = (0, 0, false);
    let mut opened: Option<usize> = None;
    for line in text.lines() {
        let trimmed = line.trim_end();
        let body = trimmed.trim_start();
        if body.is_empty() || body.starts_with('#') {
            continue;
        }
        let indent = trimmed.len() - body.len();
        total += 1;
        let fits = key.is_match(line)
            && body.split(':').next().is_some_and(|name| !name.contains(' ') || name.starts_with("- "));
        keys += usize::from(fits || body.starts_with("- ") && body.is_ascii());
        if opened.is_some_and(|above| indent > above || indent == above && body.starts_with("- "))
            && (fits || body.starts_with("- "))
        {
            nested = true;
        }
        opened = (fits && body.ends_with(':')).then_some(indent);
    }
    let document = text.trim_start().starts_with("---\n") || text.trim_start().starts_with("apiVersion:");
    // A dash behind an ASCII heading is as well a list in a message: some other key must be there.
    total >= 2
        && keys * 10 >= total * 9
        && (nested || document)
        && lines(text).any(|line| {
            key.is_match(line)
                && line.contains(": ")
                && line.split(": ").next().is_some_and(|name| !name.starts_with(char::is_uppercase))
        })
}

fn is_client(line: &str) -> bool {
    let word = line.trim_start_matches("$ ").split_whitespace().next().unwrap_or("");
    matches!(
        word,
        "sqlite3"
            | "psql"
            | "mysql"
            | "docker"
            | "kubectl"
            | "sudo"
            | "gcloud"
            | "supabase"
            | "npx"
            | "pg_dump"
            | "echo"
            | "cat"
    )
}
