//! The strict view: does a dialect take this? The one file that names the SQL parser.

use super::{Dialect, Fault, Statement, StatementKind};
use sqlparser::dialect::{
    BigQueryDialect, ClickHouseDialect, DuckDbDialect, GenericDialect, MsSqlDialect, MySqlDialect, OracleDialect,
    PostgreSqlDialect, SQLiteDialect, SnowflakeDialect,
};
use sqlparser::parser::Parser;

/// Brackets nested deeper are not judged.
const DEPTH: usize = 40;
/// Longer statements are not judged.
const LENGTH: usize = 32 * 1024;

/// The first statement that no dialect takes. Only plain queries and changes of data are judged: the parser lacks much
/// of what maintenance is written in. (squawk-syntax reads that for PostgreSQL, but refuses placeholders and other dialects:
/// for statements that are not judged it would bring 18 crates and no finding to rely on.)
pub(super) fn fault(masked: &str, statements: &[Statement], dialect: Option<Dialect>) -> Option<Fault> {
    let judged = |statement: &&Statement| {
        matches!(
            statement.kind,
            StatementKind::Select | StatementKind::Insert | StatementKind::Update | StatementKind::Delete
        )
    };
    statements.iter().filter(judged).find_map(|statement| {
        let code = masked.get(statement.range.clone())?;
        if is_too_large(code) {
            return None;
        }
        let message = refusal(code, dialect)?;
        let offset = statement.range.start + place(code, &message);
        Some(Fault { offset: offset.min(masked.len()), message })
    })
}

/// Whether a statement is too long or too deep to be judged.
pub(super) fn is_too_large(code: &str) -> bool {
    code.len() > LENGTH || nesting(code) > DEPTH
}

fn refusal(code: &str, dialect: Option<Dialect>) -> Option<String> {
    let first = parse(code, dialect.unwrap_or(Dialect::PostgreSql))?;
    for other in [Dialect::PostgreSql, Dialect::MySql, Dialect::Sqlite] {
        parse(code, other)?;
    }
    parse_as(code, &GenericDialect {}).map(|_| first)
}

/// Where a statement stops being one, where no dialect of any database takes it, and whether it is only too deep for the
/// parser.
pub(super) fn refused_at(code: &str) -> Option<(usize, bool)> {
    let message = refusal(code, None)?;
    let others: [&dyn sqlparser::dialect::Dialect; 6] = [
        &MsSqlDialect {},
        &OracleDialect {},
        &BigQueryDialect {},
        &SnowflakeDialect {},
        &ClickHouseDialect {},
        &DuckDbDialect {},
    ];
    let taken = others.into_iter().any(|dialect| parse_as(code, dialect).is_none());
    let last = code.trim_end().char_indices().next_back().map_or(0, |(at, _)| at);
    (!taken).then(|| (place(code, &message).min(last), message.contains("recursion")))
}

/// Whether a dialect takes the code.
pub(super) fn is_taken(code: &str, dialect: Dialect) -> bool {
    parse(code, dialect).is_none()
}

fn parse(code: &str, dialect: Dialect) -> Option<String> {
    match dialect {
        Dialect::PostgreSql => parse_as(code, &PostgreSqlDialect {}),
        Dialect::MySql => parse_as(code, &MySqlDialect {}),
        Dialect::Sqlite => parse_as(code, &SQLiteDialect {}),
    }
}

fn parse_as(code: &str, dialect: &dyn sqlparser::dialect::Dialect) -> Option<String> {
    let parser = Parser::new(dialect).with_recursion_limit(DEPTH * 2);
    let parsed = parser.try_with_sql(code).and_then(|mut parser| parser.parse_statements());
    parsed.err().map(|error| error.to_string())
}

/// The byte offset of `Line: 2, Column: 5` in a message; the parser's columns are characters.
fn place(code: &str, message: &str) -> usize {
    let number = |label: &str| {
        let rest = &message[message.rfind(label)? + label.len()..];
        let end = rest.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse::<usize>().ok()
    };
    let (Some(line), Some(column)) = (number("Line: "), number("Column: ")) else {
        return code.trim_end().len();
    };
    let mut start = 0;
    for _ in 1..line {
        match code.get(start..).and_then(|rest| rest.find('\n')) {
            Some(found) => start += found + 1,
            None => return code.len(),
        }
    }
    let rest = code.get(start..).unwrap_or("");
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// Whether brackets are nested no deeper than the parser bears.
pub(super) fn is_shallow(code: &str) -> bool {
    nesting(code) <= DEPTH
}

/// Where brackets are first nested deeper than the parser bears.
pub(super) fn too_deep(code: &str) -> Option<usize> {
    let mut depth = 0usize;
    code.bytes().position(|byte| {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEPTH
    })
}

fn nesting(code: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    for byte in code.bytes() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}
