//! Sessions of a database's client: lines behind a prompt (`mysql> `, `app=# `) are SQL, the others are what came out.

use regex::Regex;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

static PROMPT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let clients = r"(?:mysql|sqlite|SQL|cqlsh|hive|presto|trino)> ?|(?:MariaDB|MySQL) \[[^\]\n]{0,40}\]> ?";
    Regex::new(&format!(r"^[ \t]*(?:{clients}|[A-Za-z_][A-Za-z0-9_-]{{0,40}}=[*!]?[#>](?: |$))")).ok()
});
static CONTINUED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"^[ \t]*(?:->|['"]>|\.\.\.>|[A-Za-z_][A-Za-z0-9_]{0,40}[-('"][*!]?[#>])(?: |$)"#).ok()
});

fn prompt(regex: &LazyLock<Option<Regex>>, line: &str) -> Option<usize> {
    regex.as_ref().and_then(|regex| regex.find(line)).map(|found| found.end())
}

/// Whether a line is one of a session.
pub(crate) fn is_prompted(line: &str) -> bool {
    prompt(&PROMPT, line).is_some()
}

/// Where what is typed begins in a line of a session: behind its prompt, also one that goes on.
pub(crate) fn typed_at(line: &str) -> Option<usize> {
    prompt(&PROMPT, line).or_else(|| prompt(&CONTINUED, line))
}

/// A statement without the prompts of its further lines.
#[must_use]
pub fn without_prompts(statement: &str) -> Cow<'_, str> {
    let prompted = |line: &str| prompt(&CONTINUED, line);
    if !statement.lines().skip(1).any(|line| prompted(line).is_some()) {
        return statement.into();
    }
    let lines = statement.split_inclusive('\n').enumerate();
    let typed = lines.map(|(number, line)| match prompted(line).filter(|_| number > 0) {
        Some(end) => line.get(end..).unwrap_or_default(),
        None => line,
    });
    typed.collect::<String>().into()
}

/// Whether a text is a session: it begins with a prompt.
fn is_session(text: &str) -> bool {
    text.lines().find(|line| !line.trim().is_empty()).is_some_and(is_prompted)
}

/// What of each line is SQL, in a session.
fn code(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = 0;
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        let start = prompt(&PROMPT, body).or_else(|| prompt(&CONTINUED, body).filter(|_| open));
        if let Some(start) = start.or(Some(0).filter(|_| open && !body.trim().is_empty())) {
            parts.push(at + start..at + body.len());
            let written = body.get(start..).unwrap_or_default().trim();
            let own = written.starts_with(['\\', '.']) || written.is_empty();
            open = !own && ![";", "\\G", "\\g", "\\gx"].iter().any(|end| written.ends_with(end));
        }
        at += line.len();
    }
    parts
}

/// The text with prompts and output blank, so that every offset stays; as it is where it is no session.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    if !is_session(text) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    let blank = |from: usize, to: usize, shown: &mut String| {
        let hidden = text.get(from..to).unwrap_or_default().bytes();
        shown.extend(hidden.map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    };
    let mut at = 0;
    for part in code(text) {
        blank(at, part.start, &mut shown);
        shown.push_str(text.get(part.clone()).unwrap_or_default());
        at = part.end;
    }
    blank(at, text.len(), &mut shown);
    shown.into()
}

/// What an operator pastes of a session: its statements without prompts and output. `None` where it is none.
#[must_use]
pub fn pasted(text: &str) -> Option<String> {
    if text.len() > super::LIMIT || !is_session(text) {
        return None;
    }
    let mut pasted = String::with_capacity(text.len());
    for part in code(text) {
        pasted.push_str(text.get(part).unwrap_or_default());
        pasted.push('\n');
    }
    Some(pasted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_behind_a_prompt_are_sql() {
        let text = "mysql> SELECT id\n    -> FROM 予約;\n+----+\n| 1 |\n+----+\n1 row in set (0.00 sec)\n\nmysql> DELETE FROM 予約;\n";
        let statements = super::super::read(text, None).statements;
        let tables: Vec<_> = statements.iter().flat_map(|one| one.tables.clone()).collect();
        assert_eq!(tables, ["予約", "予約"]);
        assert_eq!(pasted(text).as_deref(), Some("SELECT id\nFROM 予約;\nDELETE FROM 予約;\n"));
    }

    #[test]
    fn sessions_of_postgresql_and_others() {
        let text = "app=# \\d orders\nTable \"public.orders\"\napp=> SELECT count(*)\napp-> FROM orders;\n count\n-------\n 3\n(1 row)\n";
        assert_eq!(pasted(text).as_deref(), Some("\\d orders\nSELECT count(*)\nFROM orders;\n"));
        assert_eq!(super::super::read(text, None).statements.len(), 1);
        assert_eq!(pasted("MariaDB [(none)]> SHOW PROCESSLIST;\nEmpty set\n").as_deref(), Some("SHOW PROCESSLIST;\n"));
        assert_eq!(pasted("SELECT a -> 'b'\n-> 'c' FROM t;\n"), None);
    }
}
