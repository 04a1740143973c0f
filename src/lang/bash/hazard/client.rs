//! SQL that clients are given: what the shell makes of it, and what is wrong with it.

use super::super::reader::Simple;
use super::super::word::Word;
use super::{Hazard, HazardKind, Read};
use crate::lang::sql::{self, Dialect};
use std::ops::Range;

/// Clients with their dialect and the options whose value is SQL.
const CLIENTS: &[(&str, Option<Dialect>, &[&str])] = &[
    ("psql", Some(Dialect::PostgreSql), &["-c", "--command"]),
    ("mysql", Some(Dialect::MySql), &["-e", "--execute"]),
    ("mariadb", Some(Dialect::MySql), &["-e", "--execute"]),
    ("sqlite3", Some(Dialect::Sqlite), &["-cmd"]),
    ("supabase", Some(Dialect::PostgreSql), &["--sql", "--query", "--command"]),
    ("cockroach", Some(Dialect::PostgreSql), &["-e", "--execute"]),
];

/// SQL of a client.
struct Given {
    range: Range<usize>,
    dialect: Option<Dialect>,
    /// Whether the shell looks into it: `"…"`, `<<EOF`.
    open: bool,
}

/// Hazards in the SQL that a command gives to a client.
pub(super) fn find(read: &Read<'_>, simple: &Simple, words: &[Word], found: &mut Vec<Hazard>) {
    for given in given(read, simple, words) {
        let source = if simple.session.as_ref() == Some(&given.range) { read.text } else { read.masked };
        let Some(code) = source.get(given.range.clone()) else { continue };
        if given.open
            && let Some(range) = expanded(code, read.masked)
        {
            let range = given.range.start + range.start..given.range.start + range.end;
            found.push(Hazard { range, kind: HazardKind::Expanded });
            continue;
        }
        // What a substitution gives is not known.
        if code.contains("$(") || code.contains('`') {
            continue;
        }
        let shift = |range: Range<usize>| given.range.start + range.start..given.range.start + range.end;
        let code = if given.open { sql::unescaped(code) } else { code.into() };
        let dialect = given.dialect.or(read.dialect);
        for mistake in sql::mistakes(&code, dialect, true) {
            found.push(Hazard { range: shift(mistake.range), kind: HazardKind::Sql(mistake.kind) });
        }
        for column in sql::unknown_columns(&code, dialect) {
            found.push(Hazard { range: shift(column.range.clone()), kind: HazardKind::UnknownColumn(column) });
        }
    }
}

fn given(read: &Read<'_>, simple: &Simple, words: &[Word]) -> Vec<Given> {
    let client = words.iter().enumerate().take(16).filter(|(_, word)| !word.starts_quoted).find_map(|(at, word)| {
        let name = word.value.rsplit('/').next().unwrap_or_default();
        CLIENTS.iter().find(|(client, ..)| *client == name).map(|client| (at, client))
    });
    let Some((at, (name, dialect, options))) = client else { return Vec::new() };
    let typed = simple.session.clone().map(|range| Given { range, dialect: *dialect, open: false });
    let mut all: Vec<Given> = typed.into_iter().collect();
    let behind = words.get(at + 1..).unwrap_or_default();
    for (at, word) in behind.iter().enumerate() {
        let Some((range, quote)) = &word.quoted else { continue };
        let option = at.checked_sub(1).and_then(|at| behind.get(at)).map_or("", |word| word.value.as_str());
        let written = word.range.start..range.start.saturating_sub(1);
        let own = read.masked.get(written).unwrap_or_default();
        let cluster = option.starts_with('-')
            && !option.starts_with("--")
            && option.len() <= 6
            && options.iter().any(|one| one.len() == 2 && option.ends_with(&one[1..]));
        let wanted = own.is_empty() && (options.contains(&option) || cluster)
            || options.iter().any(|one| own == *one || own.strip_suffix('=') == Some(one))
            || *name == "sqlite3" && own.is_empty() && word.value.contains([' ', ';']);
        // A word of several parts is put together by the shell.
        if wanted && range.end + 1 >= word.range.end {
            all.push(Given { range: range.clone(), dialect: *dialect, open: *quote == b'"' });
        }
    }
    let quoted = simple.redirects.iter().filter(|(operator, _)| operator.starts_with("<<") && operator != "<<<");
    let quoted: Vec<bool> = quoted
        .map(|(_, word)| {
            word.starts_quoted || read.masked.get(word.range.clone()).is_some_and(|word| word.starts_with('\\'))
        })
        .collect();
    if quoted.len() == simple.documents.len() {
        for (range, quoted) in simple.documents.iter().zip(quoted) {
            all.push(Given { range: range.clone(), dialect: *dialect, open: !quoted });
        }
    }
    all
}

/// What the shell takes for its own in SQL that stands in double quotes: `$1`, `$$`, names in backticks.
fn expanded(code: &str, block: &str) -> Option<Range<usize>> {
    let bytes = code.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'$' if bytes.get(at + 1) == Some(&b'$') => return Some(at..at + 2),
            b'$' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) && !is_script(block) => return Some(at..at + 2),
            b'`' => {
                let close = bytes[at + 1..].iter().position(|&byte| byte == b'`').map(|found| at + 1 + found)?;
                let name = code.get(at + 1..close)?;
                // A command has words or signs; a name has neither.
                let plain = !name.is_empty()
                    && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
                    && !matches!(name, "date" | "whoami" | "hostname" | "pwd");
                if plain {
                    return Some(at..close + 1);
                }
                at = close;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether the code is a script or a function, which has arguments of its own.
fn is_script(block: &str) -> bool {
    block.contains("#!/")
        || block.contains("() {")
        || block.contains("(){")
        || block.contains("function ")
        || block.contains("set -- ")
}

#[cfg(test)]
mod tests {
    use super::expanded;

    #[test]
    fn the_shell_takes_what_it_knows() {
        assert_eq!(expanded("SELECT * FROM t WHERE id = $1", ""), Some(27..29));
        assert_eq!(expanded("SELECT * FROM `予約`", ""), Some(14..22));
        assert_eq!(expanded("DO $$ BEGIN END $$", ""), Some(3..5));
        assert_eq!(expanded("SELECT '\\$1', $ID, '`date +%F`'", ""), None);
        assert_eq!(expanded("SELECT $1", "f() { psql -c \"SELECT $1\"; }"), None);
    }
}
