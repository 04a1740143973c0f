//! Mistakes beyond doubt. A parser lacks much of what maintenance is written in, so its refusal alone says little:
//!
//! 1. a cheap look at the tokens proposes what could be wrong (a word one letter away from a keyword, a bracket or quote
//!    that is never closed, a clause with nothing in it);
//! 2. the strict parser must refuse the statement, in every dialect where none is known;
//! 3. a mistyped keyword must be one whose correction makes the parser take it.

use super::judge;
use super::lexer::{Kind, Token, tokens};
use super::statement::{begins, goes_on};
use super::{Dialect, LIMIT};
use std::ops::Range;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MistakeKind {
    /// A word that should be a keyword: as written, the keyword.
    Typo(String, &'static str),
    /// A quote that nothing closes.
    UnclosedQuote,
    /// `(` that nothing closes, or `)` that nothing opened.
    Bracket(char),
    /// Nothing stands behind this word or sign where something must.
    Incomplete(String),
    /// No dialect that is known takes it, and nothing in it is plainly wrong.
    NotUnderstood,
    /// Nested deeper than is read.
    TooDeep,
    /// Longer than is read.
    TooLong,
}

impl MistakeKind {
    /// Whether the statement was not understood: it may well be right.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        matches!(self, MistakeKind::NotUnderstood | MistakeKind::TooDeep | MistakeKind::TooLong)
    }
}

/// A mistake with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// In the code.
    pub range: Range<usize>,
    /// What.
    pub kind: MistakeKind,
}

/// Keywords that are told from mistyped ones.
const KEYWORDS: &[&str] = &[
    "SELECT",
    "FROM",
    "WHERE",
    "GROUP",
    "ORDER",
    "HAVING",
    "LIMIT",
    "OFFSET",
    "INSERT",
    "INTO",
    "VALUES",
    "UPDATE",
    "SET",
    "DELETE",
    "JOIN",
    "LEFT",
    "RIGHT",
    "INNER",
    "OUTER",
    "UNION",
    "BETWEEN",
    "LIKE",
    "AND",
    "DISTINCT",
    "CREATE",
    "TABLE",
    "INDEX",
    "DROP",
    "ALTER",
    "TRUNCATE",
    "EXISTS",
    "WHEN",
    "THEN",
    "ELSE",
    "CASE",
    "END",
    "NULL",
    "DESC",
    "BY",
    "AS",
    "ON",
    "OR",
    "IN",
    "NOT",
    "IS",
    "WITH",
    "RETURNING",
    "COLUMN",
    "DATABASE",
    "VACUUM",
    "ANALYZE",
    "EXPLAIN",
    "REINDEX",
    "GRANT",
    "REVOKE",
];

/// Keywords by which a statement begins and that nobody takes for another word.
const STARTS: &[&str] = &[
    "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "TRUNCATE", "EXPLAIN", "VACUUM", "ANALYZE", "REINDEX",
    "DROP",
];

/// Words behind which something must stand.
const OPEN: &[&str] = &[
    "WHERE", "FROM", "AND", "OR", "BY", "SET", "JOIN", "ON", "HAVING", "LIMIT", "IN", "LIKE", "INTO", "NOT", "=", ",",
];
/// Words and signs that end a clause.
const CLOSERS: &[&str] = &["", ";", ")", "FROM", "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT"];

/// Longer statements are not judged.
const LENGTH: usize = 16 * 1024;

/// The mistakes of a code, one a statement. `embedded`: it is an argument of a client, so it must be SQL or a command.
#[must_use]
pub fn mistakes(text: &str, dialect: Option<Dialect>, embedded: bool) -> Vec<Mistake> {
    if text.len() > LIMIT {
        let line = text.lines().next().unwrap_or_default();
        return vec![Mistake { range: 0..text.floor_char_boundary(line.len().min(80)), kind: MistakeKind::TooLong }];
    }
    // What is left out is left out on purpose.
    if text.contains("...") || text.contains('…') {
        return Vec::new();
    }
    let masked = super::mask(text, dialect);
    let all = tokens(&masked);
    let statements = split(&masked, &all);
    let whole = statements.len() == 1 || statements.iter().any(|one| first_is(&masked, one, begins));
    let judge = Judge { masked: &masked, text, dialect, believed: embedded || whole };
    statements.iter().filter_map(|statement| judge.statement(statement)).collect()
}

fn first_is(masked: &str, statement: &[&Token], test: fn(&str) -> bool) -> bool {
    statement.first().and_then(|token| masked.get(token.range.clone())).is_some_and(test)
}

/// Tokens of each statement; a blank line parts where a statement begins behind it, mistyped or not.
fn split<'t>(masked: &str, all: &'t [Token]) -> Vec<Vec<&'t Token>> {
    let mut statements = vec![Vec::new()];
    let mut depth = 0i32;
    for token in all.iter().filter(|token| token.kind != Kind::Comment) {
        let written = masked.get(token.range.clone()).unwrap_or_default();
        let Some(open) = statements.last_mut() else { break };
        let starts = || begins(written) || start_meant(written).is_some();
        if token.kind == Kind::Meta
            || token.parted && token.first && !open.is_empty() && depth <= 0 && starts() && !goes_on(masked, open)
        {
            statements.push(Vec::new());
            depth = 0;
        }
        if token.kind == Kind::Meta {
            continue;
        }
        depth += i32::from(written == "(") - i32::from(written == ")");
        if let Some(open) = statements.last_mut() {
            open.push(token);
        }
        if written == ";" {
            statements.push(Vec::new());
            depth = 0;
        }
    }
    statements.retain(|statement| !statement.is_empty());
    statements
}

struct Judge<'a> {
    text: &'a str,
    masked: &'a str,
    dialect: Option<Dialect>,
    /// Whether what begins with no keyword can be SQL all the same.
    believed: bool,
}

impl Judge<'_> {
    fn written(&self, token: &Token) -> &str {
        self.masked.get(token.range.clone()).unwrap_or_default()
    }

    fn statement(&self, statement: &[&Token]) -> Option<Mistake> {
        let (first, last) = (statement.first()?, statement.last()?);
        let range = first.range.start..last.range.end;
        let code = self.masked.get(range.clone())?;
        if code.len() > LENGTH {
            return begins(self.written(first))
                .then(|| Mistake { range: first.range.clone(), kind: MistakeKind::TooLong });
        }
        // The word alone is a name, a label, prose: what follows must read like SQL.
        let started = begins(self.written(first));
        if !started {
            let meant = start_meant(self.written(first)).filter(|_| self.believed && first.kind == Kind::Word)?;
            return self.mends(code, &range, first, meant).then(|| self.typo(first, meant));
        }
        if let Some(open) = statement.iter().find(|token| token.kind == Kind::String && self.written(token) == "'") {
            return Some(Mistake { range: open.range.clone(), kind: MistakeKind::UnclosedQuote });
        }
        let bracket = self.bracket(statement);
        let suspects: Vec<(&Token, &'static str)> = statement
            .iter()
            .filter(|token| token.kind == Kind::Word)
            .filter_map(|token| Some((*token, self.meant(token, KEYWORDS)?)))
            .take(8)
            .collect();
        if let Some(bracket) = bracket {
            // Too deep for the parser, the count alone tells.
            return (!judge::is_shallow(code) || self.is_refused(code)).then_some(bracket);
        }
        let empty = self.incomplete(statement);
        if let Some(at) = judge::too_deep(code) {
            let at = range.start + at;
            return Some(Mistake { range: at..at + 1, kind: MistakeKind::TooDeep });
        }
        let begins_with = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(self.written(first)));
        // Settings of maintenance end in words that join elsewhere (`AUTOEXTEND ON`), and BigQuery takes a comma too many.
        let judged = begins_with(&["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "CREATE", "EXPLAIN"]);
        let dotted = code.contains('`') && code.contains('.');
        let empty = empty.filter(|empty| judged && !(dotted && empty.kind == MistakeKind::Incomplete(",".to_owned())));
        let empty = empty.filter(|_| self.is_refused(code));
        // The parser takes `INSERT INOT t` for a table with an alias.
        let inserts = |token: &Token, keyword: &str| {
            keyword == "INTO" && statement.get(1).is_some_and(|second| second.range == token.range)
        };
        let mut suspects = suspects.into_iter();
        let mended =
            suspects.find(|(token, keyword)| inserts(token, keyword) || self.mends(code, &range, token, keyword));
        mended.map(|(token, keyword)| self.typo(token, keyword)).or(empty).or_else(|| self.not_understood(first, range))
    }

    /// What no dialect takes, without a word of it being plainly wrong: plain queries and changes of data only, for the
    /// parser lacks much of what maintenance is written in.
    fn not_understood(&self, first: &Token, range: Range<usize>) -> Option<Mistake> {
        let plain =
            ["SELECT", "INSERT", "UPDATE", "DELETE"].iter().any(|word| word.eq_ignore_ascii_case(self.written(first)));
        let code = self.masked.get(range.clone()).filter(|_| plain)?;
        let (at, deep) = judge::refused_at(code)?;
        let at = range.start + at;
        let length = self.masked.get(at..range.end)?.chars().next().map_or(0, char::len_utf8);
        let kind = if deep { MistakeKind::TooDeep } else { MistakeKind::NotUnderstood };
        Some(Mistake { range: at..at + length, kind })
    }

    /// Dialects that the statement may be written in: the one that is known, else all.
    fn dialects(&self) -> impl Iterator<Item = Dialect> {
        let own = self.dialect;
        let all = [Dialect::PostgreSql, Dialect::MySql, Dialect::Sqlite];
        all.into_iter().filter(move |dialect| own.is_none_or(|own| own == *dialect))
    }

    fn is_refused(&self, code: &str) -> bool {
        self.dialects().all(|dialect| !judge::is_taken(code, dialect))
    }

    fn typo(&self, token: &Token, keyword: &'static str) -> Mistake {
        let written = self.text.get(token.range.clone()).unwrap_or_default().to_owned();
        Mistake { range: token.range.clone(), kind: MistakeKind::Typo(written, keyword) }
    }

    /// The keyword that a word is one slip away from.
    fn meant(&self, token: &Token, keywords: &'static [&'static str]) -> Option<&'static str> {
        // What was a placeholder is none of the author's words.
        let written = self.text.get(token.range.clone()).filter(|written| *written == self.written(token))?;
        meant(written, keywords)
    }

    /// Whether a dialect takes the statement with the keyword in place of the word.
    fn mends(&self, code: &str, range: &Range<usize>, token: &Token, keyword: &str) -> bool {
        let (start, end) = (token.range.start - range.start, token.range.end - range.start);
        let (Some(before), Some(behind)) = (code.get(..start), code.get(end..)) else { return false };
        let mended = format!("{before}{keyword}{behind}");
        let mends = |dialect| judge::is_taken(&mended, dialect) && !judge::is_taken(code, dialect);
        judge::is_shallow(code) && self.dialects().any(mends)
    }

    fn bracket(&self, statement: &[&Token]) -> Option<Mistake> {
        let mut open: Vec<&Token> = Vec::new();
        for token in statement.iter().filter(|token| token.kind == Kind::Symbol) {
            match self.written(token) {
                "(" => open.push(token),
                ")" if open.pop().is_none() => {
                    return Some(Mistake { range: token.range.clone(), kind: MistakeKind::Bracket(')') });
                }
                _ => {}
            }
        }
        open.last().map(|token| Mistake { range: token.range.clone(), kind: MistakeKind::Bracket('(') })
    }

    /// A clause with nothing in it, a comma with nothing behind it.
    fn incomplete(&self, statement: &[&Token]) -> Option<Mistake> {
        let upper = |token: &Token| match token.kind {
            Kind::Word | Kind::Symbol => self.written(token).to_ascii_uppercase(),
            _ => "…".to_owned(),
        };
        statement.iter().enumerate().find_map(|(at, token)| {
            let matters = token.kind == Kind::Word && token.range.len() <= 6 || token.kind == Kind::Symbol;
            let word = matters.then(|| upper(token)).filter(|word| OPEN.contains(&word.as_str()))?;
            let next = statement.get(at + 1).map(|next| upper(next)).unwrap_or_default();
            // `INSERT … ()`, `LIMIT ALL`, `FOR UPDATE OF …` are other things; a parser has the last word.
            CLOSERS
                .contains(&next.as_str())
                .then(|| Mistake { range: token.range.clone(), kind: MistakeKind::Incomplete(word) })
        })
    }
}

/// The keyword of a statement that a word is one slip away from.
fn start_meant(word: &str) -> Option<&'static str> {
    meant(word, STARTS)
}

fn meant(word: &str, keywords: &'static [&'static str]) -> Option<&'static str> {
    if !(2..=10).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    let mut upper = [0u8; 10];
    for (to, from) in upper.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_uppercase();
    }
    let upper = upper.get(..word.len())?;
    if keywords.iter().chain(KEYWORDS).any(|keyword| keyword.as_bytes() == upper) {
        return None;
    }
    keywords.iter().find(|keyword| is_one_slip(upper, keyword.as_bytes())).copied()
}

/// Whether one letter more, less or other, or two changed about, make one word of the other.
fn is_one_slip(left: &[u8], right: &[u8]) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(left, right)| left == right).count();
    if short.len() < long.len() {
        // Of very short words almost every one is a letter away from another.
        return long.len() > 3 && short.get(same..) == long.get(same + 1..);
    }
    let (left, right) = (&short[same..], &long[same..]);
    let other =
        left.len() > 1 && long.len() > 3 && left.get(1..) == right.get(1..) || left.len() == 1 && long.len() > 3;
    let swapped = left.len() > 1 && left[0] == right[1] && left[1] == right[0] && left[2..] == right[2..];
    other || swapped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(String, MistakeKind)> {
        let found = mistakes(text, None, false);
        found.into_iter().map(|one| (text[one.range].to_owned(), one.kind)).collect()
    }

    fn typo(written: &str, keyword: &'static str) -> Vec<(String, MistakeKind)> {
        vec![(written.to_owned(), MistakeKind::Typo(written.to_owned(), keyword))]
    }

    #[test]
    fn mistyped_keywords_are_found_where_they_stand() {
        assert_eq!(kinds("-- 件数\nSELEC count(*) FROM 予約;"), typo("SELEC", "SELECT"));
        assert_eq!(kinds("SELECT * FORM 予約 WHERE id = 1"), typo("FORM", "FROM"));
        assert_eq!(kinds("SELECT id FROM 予約 WHER id = <番号>"), typo("WHER", "WHERE"));
        assert_eq!(kinds("SELECT a, count(*) FROM t GROPU BY a ORDER BY a"), typo("GROPU", "GROUP"));
        assert_eq!(kinds("select a from t order yb a"), typo("yb", "BY"));
        assert_eq!(kinds("UPDATE t SETT a = 1 WHERE b = 2"), typo("SETT", "SET"));
        assert_eq!(kinds("INSERT INOT t VALUES (1)"), typo("INOT", "INTO"));
        assert_eq!(kinds("DELETE FRM t WHERE a = 1"), typo("FRM", "FROM"));
        assert_eq!(kinds("SELECT 1;\n\nSELCT 2;"), typo("SELCT", "SELECT"));
        assert_eq!(kinds("SELECT * FROM t WHERE a = 1 ADN b = 2"), typo("ADN", "AND"));
    }

    #[test]
    fn what_is_never_closed_or_empty() {
        assert_eq!(kinds("SELECT count(* FROM t"), [("(".to_owned(), MistakeKind::Bracket('('))]);
        assert_eq!(kinds("SELECT a) FROM t"), [(")".to_owned(), MistakeKind::Bracket(')'))]);
        assert_eq!(kinds("SELECT * FROM t WHERE a = 'x"), [("'".to_owned(), MistakeKind::UnclosedQuote)]);
        assert_eq!(kinds("SELECT a, FROM t"), [(",".to_owned(), MistakeKind::Incomplete(",".to_owned()))]);
        assert_eq!(
            kinds("SELECT * FROM t WHERE;"),
            [("WHERE".to_owned(), MistakeKind::Incomplete("WHERE".to_owned()))]
        );
        assert_eq!(kinds("SELECT * FROM t WHERE a ="), [("=".to_owned(), MistakeKind::Incomplete("=".to_owned()))]);
    }

    #[test]
    fn what_a_parser_lacks_is_no_mistake() {
        for text in [
            "VACUUM (VERBOSE, ANALYZE) todos;",
            "REINDEX TABLE CONCURRENTLY todos;",
            "ALTER SYSTEM SET work_mem = '64MB';",
            "SHOW ENGINE INNODB STATUS\\G",
            "SHOW FULL PROCESSLIST;",
            "KILL 123;",
            "SELECT * FROM v$session WHERE ROWNUM < 10;",
            "SELECT TOP 10 * FROM sys.dm_exec_requests;",
            "EXEC sp_who2;",
            "PRAGMA wal_checkpoint(TRUNCATE);",
            "SELECT groups, form, limits FROM tables ORDER BY 1",
            "SELECT * FROM t WHERE id = <ユーザーID> AND day > '{日付}'",
            "SELECT * FROM t WHERE ...",
            "ALTER TABLESPACE users ADD DATAFILE '/u01/users02.dbf' SIZE 1G AUTOEXTEND ON;",
            "SELECT id, name, FROM `app.logs.events` WHERE day = '2026-01-01'",
            "Selection of rows:\n- form",
            "\\d todos",
            "CREATE POLICY \"p\" ON t FOR SELECT USING (auth.uid() = id);",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_said_and_is_no_error() {
        let unread = |text: &str| kinds(text).into_iter().map(|(_, kind)| kind).collect::<Vec<_>>();
        assert_eq!(unread("SELECT * FROM 予約 WHERE a = = 1"), [MistakeKind::NotUnderstood]);
        assert_eq!(unread("UPDATE TOP (100) dbo.Orders SET Status = 1 WHERE Status = 0"), [MistakeKind::NotUnderstood]);
        assert_eq!(unread("SELECT * FROM 予約 WHERE id IN (%s, %s) AND 名前 = %(name)s"), []);
        let deep = format!("SELECT {}1{} FROM 予約", "(".repeat(60), ")".repeat(60));
        assert_eq!(unread(&deep), [MistakeKind::TooDeep]);
        let many = format!("INSERT INTO 予約 VALUES {}", "(1),".repeat(5_000));
        assert_eq!(unread(&many), [MistakeKind::TooLong]);
        assert_eq!(unread(&many.repeat(20)), [MistakeKind::TooLong]);
    }

    #[test]
    fn deep_and_long_code_ends() {
        assert!(mistakes(&format!("SELECT {}", "(".repeat(50_000)), None, false).len() <= 1);
        assert!(mistakes(&"FORM ".repeat(30_000), None, false).len() <= 1);
    }
}
