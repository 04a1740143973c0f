//! SQL: its statements, the tables they touch, what they do, and its colours.
//!
//! 1. Placeholders are masked, byte for byte; [`lexer`] takes the text apart and sets the clients' own commands (`\d`,
//!    `.mode csv`) aside.
//! 2. [`statement`] splits tokens into statements and reads kind, tables, bounds and effect off them. It is tolerant:
//!    a statement with a mistake is still one.
//! 3. [`judge`] asks the strict parser, dialect by dialect; a refusal by all is a [`Fault`].

mod batch;
mod catalogue;
pub(crate) mod client;
mod column;
mod highlight;
mod judge;
mod lexer;
mod mistake;
mod mysql;
mod statement;
mod tables;

pub use client::pasted;
pub use client::without_prompts;
pub(crate) use client::{is_prompted, typed_at};
pub use column::{UnknownColumn, unknown_columns};
pub use highlight::tokens;
pub use mistake::{Mistake, MistakeKind, mistakes};
pub(crate) use statement::begins;

use super::effect::Effect;
use std::borrow::Cow;
use std::ops::Range;

/// Code longer than this gets colours only.
pub const LIMIT: usize = 256 * 1024;

/// A dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Dialect {
    PostgreSql,
    MySql,
    Sqlite,
}

impl Dialect {
    /// The dialect of a name in the configuration.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Dialect> {
        match name.to_ascii_lowercase().as_str() {
            "postgresql" | "postgres" | "pg" => Some(Dialect::PostgreSql),
            "mysql" | "mariadb" => Some(Dialect::MySql),
            "sqlite" | "sqlite3" => Some(Dialect::Sqlite),
            _ => None,
        }
    }
}

/// Kind of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub enum StatementKind {
    Select,
    Insert,
    Update,
    Delete,
    Ddl,
    Call,
    Transaction,
    #[default]
    Other,
}

impl StatementKind {
    /// Its name in the JSON model.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            StatementKind::Select => "select",
            StatementKind::Insert => "insert",
            StatementKind::Update => "update",
            StatementKind::Delete => "delete",
            StatementKind::Ddl => "ddl",
            StatementKind::Call => "call",
            StatementKind::Transaction => "transaction",
            StatementKind::Other => "other",
        }
    }
}

/// A statement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statement {
    /// In the code, comments in front left out, its semicolon included.
    pub range: Range<usize>,
    /// Kind.
    pub kind: StatementKind,
    /// Tables in order, as written, each once; names of common table expressions are none.
    pub tables: Vec<String>,
    /// What it would do.
    pub effect: Effect,
    /// A WHERE or LIMIT stands; `None` where no table is read.
    pub bounded: Option<bool>,
}

/// A syntax error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Byte offset in the code.
    pub offset: usize,
    /// The parser's words.
    pub message: String,
}

/// SQL, read.
#[derive(Debug, Clone, Default)]
pub struct Sql {
    /// In order.
    pub statements: Vec<Statement>,
    /// The first statement that no dialect takes.
    pub fault: Option<Fault>,
    /// Whether it was too long to be read: no fault then says nothing.
    pub unjudged: bool,
}

/// Reads the SQL of a block.
#[must_use]
pub fn read(text: &str, dialect: Option<Dialect>) -> Sql {
    if text.len() > LIMIT {
        return Sql { unjudged: true, ..Sql::default() };
    }
    let masked = mask(text, dialect);
    let statements = statement::all(text, &masked).0;
    let fault = judge::fault(&masked, &statements, dialect);
    let unjudged =
        statements.iter().any(|statement| masked.get(statement.range.clone()).is_some_and(judge::is_too_large));
    Sql { statements, fault, unjudged }
}

/// The statements of a block alone: the strict parser is not asked.
#[must_use]
pub fn statements(text: &str, dialect: Option<Dialect>) -> Vec<Statement> {
    if text.len() > LIMIT {
        return Vec::new();
    }
    statement::all(text, &mask(text, dialect)).0
}

/// The statements of SQL that stands in a shell command, where quotes may be escaped; whether there is more that could not
/// be read.
#[must_use]
pub fn embedded_statements(text: &str, dialect: Option<Dialect>) -> (Vec<Statement>, bool) {
    if text.len() > LIMIT {
        return (Vec::new(), true);
    }
    let text = unescaped(text);
    statement::all(&text, &mask(&text, dialect))
}

/// SQL in double quotes of a shell as the client gets it, with a blank in the place of each backslash.
#[must_use]
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if text.contains("\\\"") || text.contains("\\$") || text.contains("\\`") {
        return text.replace("\\\"", " \"").replace("\\$", " $").replace("\\`", " `").into();
    }
    text.into()
}

/// Placeholders of all forms as names of the same length, and what only one dialect writes as all do.
fn mask(text: &str, dialect: Option<Dialect>) -> String {
    let mut masked = super::bash::mask::placeholders(&client::shown(text)).into_bytes();
    batch::standard_marks(&mut masked);
    mysql::run_comments(&mut masked);
    if dialect == Some(Dialect::MySql) || dialect.is_none() && mysql::is_likely(text) {
        mysql::standard_strings(&mut masked);
    }
    let mut at = 0;
    while at < masked.len() {
        // `%s`, `%(name)s`: what a driver fills in.
        if masked[at] == b'%' {
            let named = masked[at..].starts_with(b"%(");
            let close = if named {
                masked[at..masked.len().min(at + 80)].iter().position(|&byte| byte == b')')
            } else {
                Some(0)
            };
            let end = close.map(|close| at + close + 1).filter(|end| masked.get(*end) == Some(&b's'));
            let word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
            if let Some(end) = end.filter(|end| !word(masked.get(end + 1)) && masked[at..*end].is_ascii()) {
                masked[at..=end].fill(b'x');
                at = end;
            }
            at += 1;
            continue;
        }
        let opens = match masked[at] {
            b'{' => true,
            b'$' => masked.get(at + 1) == Some(&b'{'),
            _ => false,
        };
        if !opens {
            at += 1;
            continue;
        }
        let limit = masked.len().min(at + 80);
        let close = masked[at..limit].iter().position(|&byte| byte == b'}').map(|found| at + found);
        let Some(mut close) = close.filter(|close| !masked[at..*close].contains(&b'\n')) else {
            at += 1;
            continue;
        };
        while masked.get(close + 1) == Some(&b'}') {
            close += 1;
        }
        masked[at..=close].fill(b'x');
        at = close + 1;
    }
    String::from_utf8(masked).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Statement {
        read(text, None).statements.into_iter().next().unwrap_or_default()
    }

    #[test]
    fn tables_of_joins_and_subqueries_but_not_of_with() {
        let found = one(
            "-- 注文\nWITH late AS (SELECT * FROM shop.orders WHERE due < now())\nSELECT * FROM late l\nLEFT JOIN users u ON u.id = l.user_id, regions\nWHERE u.id IN (SELECT user_id FROM bans)",
        );
        assert_eq!(found.tables, ["shop.orders", "users", "regions", "bans"]);
        assert_eq!((found.kind, found.effect, found.bounded), (StatementKind::Select, Effect::ReadOnly, Some(true)));
    }

    #[test]
    fn functions_and_from_in_calls_are_no_tables() {
        assert!(one("SELECT EXTRACT(EPOCH FROM ts) FROM generate_series(1, 3) g").tables.is_empty());
        assert_eq!(one("SELECT 1").bounded, None);
        assert_eq!(one("SELECT * FROM t WHERE a IS DISTINCT FROM b").tables, ["t"]);
    }

    #[test]
    fn effects_go_by_what_happens() {
        assert_eq!(
            one("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state='idle'").effect,
            Effect::Destructive
        );
        assert_eq!(one("DELETE FROM sessions").effect, Effect::Destructive);
        assert_eq!(one("DELETE FROM sessions WHERE id = <セッションID>").effect, Effect::Changes);
        assert_eq!(one("UPDATE users SET active = false WHERE id = {{id}}").effect, Effect::Changes);
        assert_eq!(one("UPDATE users SET name = (SELECT n FROM x WHERE y)").effect, Effect::Destructive);
        assert_eq!(one("VACUUM ANALYZE todos").effect, Effect::Changes);
        assert_eq!(one("VACUUM ANALYZE todos").tables, ["todos"]);
        assert_eq!(one("TRUNCATE TABLE logs, audit").tables, ["logs", "audit"]);
        assert_eq!(one("WITH d AS (DELETE FROM q WHERE id=1 RETURNING *) SELECT * FROM d").effect, Effect::Changes);
        assert_eq!(one("SELECT cleanup_logs(7)").effect, Effect::Unknown);
    }

    #[test]
    fn client_commands_are_no_sql_and_blank_lines_may_part() {
        assert!(read("\\d todos", None).statements.is_empty());
        let found = read(".mode csv\nSELECT * FROM a LIMIT 1\n\nSELECT * FROM b;\n\\q\n", None);
        assert_eq!(found.statements.len(), 2);
    }

    #[test]
    fn a_mistake_is_a_fault_and_still_a_statement() {
        let found = read("SELECT * FORM users;", None);
        assert_eq!(found.statements.len(), 1);
        assert!(found.fault.is_some());
        assert!(read("SELECT now() - INTERVAL '10 minutes';\nSELECT * FROM t WHERE id = <id>;", None).fault.is_none());
    }

    #[test]
    fn deep_nesting_ends() {
        let deep = format!("SELECT {}1{}", "(".repeat(50_000), ")".repeat(50_000));
        assert_eq!(read(&deep, None).statements.len(), 1);
    }
}
