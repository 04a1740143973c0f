//! Columns that the database's own views do not have. Speaks only where every source of a query is known, and of a name
//! behind an alias where that alias is.

use super::lexer::{Kind, Token, tokens};
use super::{Dialect, catalogue};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A column that a view does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownColumn {
    /// In the code.
    pub range: Range<usize>,
    /// The column as written.
    pub column: String,
    /// The view, or the views, that lack it.
    pub view: String,
    /// The column that was probably meant.
    pub nearest: Option<&'static str>,
    /// Whether it is a setting's name, which stands in a row of `pg_settings`.
    pub setting: bool,
}

type Columns = &'static HashSet<&'static str>;

/// One SELECT with what it reads from.
#[derive(Debug, Default)]
struct Scope {
    /// The scope around it.
    outer: Option<usize>,
    /// Known sources by name and by alias.
    known: HashMap<String, (String, Columns)>,
    /// A source is not known, or there is none.
    open: bool,
    /// Names that the query itself gives.
    given: HashSet<String>,
    /// Columns named without a source, with the tokens' numbers.
    bare: Vec<usize>,
    /// Columns behind a source.
    qualified: Vec<(String, usize)>,
    sources: usize,
}

/// Names that people expect, with those that the views have.
const USUAL: &[(&str, &str)] = &[
    ("tablename", "relname"),
    ("table_name", "relname"),
    ("relname", "tablename"),
    ("indexname", "indexrelname"),
    ("index_name", "indexrelname"),
    ("indexrelname", "indexname"),
    ("schema_name", "schemaname"),
    ("schemaname", "table_schema"),
    ("tablename", "table_name"),
    ("procpid", "pid"),
    ("current_query", "query"),
    ("username", "usename"),
    ("database", "datname"),
    ("value", "setting"),
];

/// Longer code is not looked at.
const LENGTH: usize = 32 * 1024;
const DEPTH: usize = 24;

/// Columns that none of the views read from has.
#[must_use]
pub fn unknown_columns(text: &str, dialect: Option<Dialect>) -> Vec<UnknownColumn> {
    if text.len() > LENGTH || !catalogue::is_mentioned(text) {
        return Vec::new();
    }
    let masked = super::mask(text, dialect);
    let all = tokens(&masked);
    let mut found = Vec::new();
    for statement in all.split(|token| token.kind == Kind::Meta || masked.get(token.range.clone()) == Some(";")) {
        let code: Vec<&Token> = statement.iter().filter(|token| token.kind != Kind::Comment).collect();
        let words: Vec<String> = code.iter().map(|token| super::statement::upper(&masked, token)).collect();
        // A word of the statement may be missing or wrong: `sql/syntax` speaks of that.
        if words.iter().any(|word| word == "SELECT") {
            Reader { text, masked: &masked, code: &code, words: &words, scopes: Vec::new() }.run(&mut found);
        }
    }
    found.sort_by_key(|one| one.range.start);
    found
}

struct Reader<'a> {
    text: &'a str,
    masked: &'a str,
    code: &'a [&'a Token],
    words: &'a [String],
    scopes: Vec<Scope>,
}

/// What the tokens of a scope belong to.
#[derive(Clone, Copy, PartialEq)]
enum Clause {
    Columns,
    Sources,
    Conditions,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn run(&mut self, found: &mut Vec<UnknownColumn>) {
        // Statements that define or change things have names of their own.
        if !matches!(self.word(0), "SELECT" | "EXPLAIN" | "(" | "WITH") {
            return;
        }
        let common = self.word(0) == "WITH" || self.words.iter().any(|word| word == "WITH");
        if common {
            // Names that WITH gives hide others, in ways that need a whole parser.
            return;
        }
        let mut at = self.words.iter().position(|word| word == "SELECT").unwrap_or(0);
        self.select(&mut at, None, 0);
        for scope in 0..self.scopes.len() {
            self.judge(scope, found);
        }
    }

    /// Reads a SELECT up to the bracket that ends it.
    fn select(&mut self, at: &mut usize, outer: Option<usize>, depth: usize) {
        let scope = self.scopes.len();
        self.scopes.push(Scope { outer, ..Scope::default() });
        let mut clause = Clause::Columns;
        let mut open = 0usize;
        *at += 1;
        while *at < self.words.len() {
            let here = *at;
            match self.word(here) {
                "(" if matches!(self.word(here + 1), "SELECT") => {
                    if depth >= DEPTH {
                        *at = self.words.len();
                        if let Some(scope) = self.scopes.get_mut(scope) {
                            scope.open = true;
                        }
                        return;
                    }
                    *at += 1;
                    self.select(at, Some(scope), depth + 1);
                    if clause == Clause::Sources
                        && let Some(scope) = self.scopes.get_mut(scope)
                    {
                        scope.open = true;
                    }
                }
                "(" => open += 1,
                ")" if open == 0 => return,
                ")" => open -= 1,
                "UNION" | "EXCEPT" | "INTERSECT" if open == 0 => {
                    while *at < self.words.len() && self.word(*at) != "SELECT" {
                        *at += 1;
                    }
                    if *at < self.words.len() {
                        // ORDER BY behind it goes by the first one's names.
                        self.select(at, outer, depth);
                    }
                    return;
                }
                "FROM" if open == 0 && self.word(here.saturating_sub(1)) != "DISTINCT" => {
                    clause = Clause::Sources;
                    *at = self.source(here + 1, scope);
                    continue;
                }
                "JOIN" if clause == Clause::Sources || clause == Clause::Conditions => {
                    clause = Clause::Sources;
                    *at = self.source(here + 1, scope);
                    continue;
                }
                "," if open == 0 && clause == Clause::Sources => {
                    *at = self.source(here + 1, scope);
                    continue;
                }
                "ON" | "WHERE" | "GROUP" | "ORDER" | "HAVING" | "USING" | "LIMIT" if open == 0 => {
                    clause = Clause::Conditions;
                }
                "WINDOW" | "INTO" | "LATERAL" | "TABLESAMPLE" | "QUALIFY" | "CONNECT" => {
                    if let Some(scope) = self.scopes.get_mut(scope) {
                        scope.open = true;
                    }
                }
                _ if clause != Clause::Sources => self.name(at, scope),
                _ => {}
            }
            *at += 1;
        }
    }

    /// A source of rows with its alias. Gives where to go on.
    fn source(&mut self, mut at: usize, scope: usize) -> usize {
        while matches!(self.word(at), "ONLY" | "LATERAL") {
            at += 1;
        }
        let start = at;
        let named =
            |at: usize| self.code.get(at).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::QuotedName));
        let mut known = None;
        if named(at) {
            let mut name = self.plain(at);
            at += 1;
            while self.word(at) == "." && named(at + 1) {
                name = format!("{name}.{}", self.plain(at + 1));
                at += 2;
            }
            if self.word(at) != "(" {
                known = catalogue::columns(&name).map(|columns| (name, columns));
            }
        }
        let alias = match self.word(at) {
            "AS" if named(at + 1) => Some(at + 1),
            word if named(at) && !is_keyword(word) => Some(at),
            _ => None,
        };
        let alias = alias.map(|at| (self.plain(at), at));
        let Some(scope) = self.scopes.get_mut(scope) else { return at.max(start) };
        scope.sources += 1;
        match known {
            Some((name, columns)) => {
                let short = name.rsplit('.').next().unwrap_or(&name).to_owned();
                if let Some((alias, at)) = alias {
                    scope.known.insert(alias, (name, columns));
                    // `AS t(a, b)` gives names of its own.
                    scope.open |= self.words.get(at + 1).is_some_and(|word| word == "(");
                    return at + 1;
                }
                scope.known.insert(short, (name, columns));
                at
            }
            None => {
                scope.open = true;
                if let Some((alias, at)) = alias.filter(|_| at > start) {
                    scope.given.insert(alias);
                    return at + 1;
                }
                at.max(start)
            }
        }
    }

    /// A name in small letters, quotes taken off.
    fn plain(&self, at: usize) -> String {
        let range = self.code.get(at).map_or(0..0, |token| token.range.clone());
        self.text.get(range).unwrap_or_default().trim_matches(['"', '`']).to_lowercase()
    }

    /// A word that may be a column.
    fn name(&mut self, at: &mut usize, scope: usize) {
        let here = *at;
        let Some(token) = self.code.get(here) else { return };
        let written = self.text.get(token.range.clone());
        let placeholder = written != self.masked.get(token.range.clone());
        if !matches!(token.kind, Kind::Word | Kind::QuotedName) {
            return;
        }
        let before = here.checked_sub(1);
        let previous = before.map_or("", |at| self.word(at)).to_owned();
        if self.word(here + 1) == "." && self.word(here + 2) != "*" {
            let Some(column) = self.code.get(here + 2) else { return };
            let further = self.word(here + 3);
            *at += 2;
            if matches!(column.kind, Kind::Word | Kind::QuotedName) && further != "(" && further != "." && !placeholder
            {
                let source = self.plain(here);
                if let Some(scope) = self.scopes.get_mut(scope) {
                    scope.qualified.push((source, here + 2));
                }
            }
            return;
        }
        let name = self.plain(here);
        if previous == "AS" {
            if let Some(scope) = self.scopes.get_mut(scope) {
                scope.given.insert(name);
            }
            return;
        }
        let word = self.word(here).to_owned();
        let quoted = token.kind == Kind::QuotedName;
        if self.word(here + 1) == "(" {
            // A value of a function bears its name.
            if let Some(scope) = self.scopes.get_mut(scope) {
                scope.given.insert(name);
            }
            return;
        }
        if !quoted && is_keyword(&word)
            || self.word(here + 1) == "."
            || matches!(previous.as_str(), "." | "::" | ":" | "@" | "%" | "COLLATE" | "ZONE")
            || placeholder
            || !quoted && !written.is_some_and(str::is_ascii)
            // A literal with its type in front (`date '2026-01-01'`), the unit of an interval.
            || self.code.get(here + 1).is_some_and(|next| next.kind == Kind::String)
        {
            return;
        }
        // A word right behind a value is the value's new name.
        let value = before.and_then(|at| self.code.get(at)).is_some_and(|token| match token.kind {
            Kind::String | Kind::Number | Kind::QuotedName | Kind::Variable => true,
            Kind::Word => !is_keyword(&previous) || matches!(previous.as_str(), "END" | "NULL" | "TRUE" | "FALSE"),
            Kind::Symbol => previous == ")" || previous == "]",
            _ => false,
        });
        let Some(scope) = self.scopes.get_mut(scope) else { return };
        if value {
            scope.given.insert(name);
        } else {
            scope.bare.push(here);
        }
    }

    fn judge(&self, at: usize, found: &mut Vec<UnknownColumn>) {
        let Some(scope) = self.scopes.get(at) else { return };
        for (source, column) in &scope.qualified {
            let Some((view, columns)) = self.known(at, source) else { continue };
            let name = self.plain(*column);
            if !columns.contains(name.as_str()) && !is_system(&name) {
                self.report(*column, vec![(view, columns)], found);
            }
        }
        // Outer scopes lend their columns: all of them must be known too.
        let mut around = Some(at);
        let mut sources: Vec<(&str, Columns)> = Vec::new();
        let mut given: Vec<&HashSet<String>> = Vec::new();
        while let Some(scope) = around.and_then(|at| self.scopes.get(at)) {
            if scope.open || scope.sources == 0 {
                return;
            }
            sources.extend(scope.known.values().map(|(view, columns)| (view.as_str(), *columns)));
            given.push(&scope.given);
            around = scope.outer;
        }
        for column in &scope.bare {
            let name = self.plain(*column);
            let known = sources.iter().any(|(_, columns)| columns.contains(name.as_str()))
                || given.iter().any(|given| given.contains(&name))
                || self.known(at, &name).is_some()
                || is_system(&name);
            if !known {
                self.report(*column, sources.clone(), found);
            }
        }
    }

    fn known(&self, at: usize, source: &str) -> Option<(&str, Columns)> {
        let mut around = Some(at);
        while let Some(scope) = around.and_then(|at| self.scopes.get(at)) {
            if let Some((view, columns)) = scope.known.get(source) {
                return Some((view, columns));
            }
            if scope.given.contains(source) {
                return None;
            }
            around = scope.outer;
        }
        None
    }

    fn report(&self, at: usize, mut sources: Vec<(&str, Columns)>, found: &mut Vec<UnknownColumn>) {
        let Some(token) = self.code.get(at) else { return };
        let name = self.plain(at);
        sources.sort_by_key(|(view, _)| *view);
        sources.dedup_by_key(|(view, _)| *view);
        let usual = USUAL
            .iter()
            .find(|(wrong, right)| *wrong == name && sources.iter().any(|(_, columns)| columns.contains(*right)));
        let nearest =
            sources.iter().flat_map(|(_, columns)| columns.iter()).map(|column| (distance(&name, column), *column));
        let nearest =
            nearest.min().filter(|(distance, column)| *distance * 3 <= column.len()).map(|(_, column)| column);
        let nearest = usual.map(|(_, right)| *right).or(nearest);
        let views: Vec<&str> = sources.iter().map(|(view, _)| *view).collect();
        found.push(UnknownColumn {
            range: token.range.clone(),
            column: self.text.get(token.range.clone()).unwrap_or_default().to_owned(),
            setting: views == ["pg_settings"] && nearest.is_none(),
            view: views.join(", "),
            nearest,
        });
    }
}

/// Columns that every table of PostgreSQL and SQLite has.
fn is_system(name: &str) -> bool {
    matches!(name, "oid" | "ctid" | "xmin" | "xmax" | "cmin" | "cmax" | "tableoid" | "rowid" | "_rowid_")
}

fn distance(left: &str, right: &str) -> usize {
    if left.len().abs_diff(right.len()) > 6 || left.len() > 64 {
        return usize::MAX / 4;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, letter) in left.bytes().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], at + 1);
        for (column, other) in right.bytes().enumerate() {
            let change = corner + usize::from(letter != other);
            corner = row[column + 1];
            row[column + 1] = change.min(corner + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}

/// Words that are no columns where they stand bare: of the language, of types, of units of time.
fn is_keyword(word: &str) -> bool {
    const WORDS: &str = " SELECT FROM WHERE AND OR NOT IN IS AS ON JOIN LEFT RIGHT INNER OUTER FULL CROSS NATURAL GROUP BY ORDER \
 HAVING LIMIT OFFSET DISTINCT UNION ALL EXCEPT INTERSECT NULL TRUE FALSE CASE WHEN THEN ELSE END BETWEEN LIKE ILIKE RLIKE \
 REGEXP SIMILAR TO ESCAPE ASC DESC NULLS FIRST LAST OVER PARTITION FILTER WITHIN ROWS RANGE PRECEDING FOLLOWING UNBOUNDED \
 CURRENT ROW EXISTS ANY SOME ARRAY CAST COLLATE USING FOR UPDATE SHARE NOWAIT SKIP LOCKED OF FETCH NEXT ONLY TIES WITH \
 LATERAL WINDOW INTERVAL AT TIME ZONE TIMESTAMP TIMESTAMPTZ DATE EPOCH YEAR MONTH DAY HOUR MINUTE SECOND MICROSECOND WEEK \
 QUARTER MILLISECONDS MICROSECONDS DOW DOY ISODOW CENTURY DECADE CURRENT_TIMESTAMP CURRENT_DATE CURRENT_TIME CURRENT_USER \
 SESSION_USER USER CURRENT_SCHEMA CURRENT_CATALOG CURRENT_ROLE LOCALTIME LOCALTIMESTAMP DEFAULT TEXT INTEGER INT BIGINT \
 SMALLINT NUMERIC DECIMAL REAL DOUBLE PRECISION BOOLEAN BOOL VARCHAR CHAR CHARACTER VARYING JSON JSONB UUID OID REGCLASS \
 NAME INET BYTEA UNSIGNED SIGNED BINARY SEPARATOR STRAIGHT_JOIN ISNULL NOTNULL SYMMETRIC DIV MOD XOR UNKNOWN VALUE VALUES \
 SUBSTRING POSITION OVERLAY TRIM LEADING TRAILING BOTH EXTRACT INTO ROLLUP CUBE GROUPING SETS EXPLAIN ANALYZE VERBOSE \
 BUFFERS FORMAT FORCE IGNORE INDEX KEY SQL_NO_CACHE HIGH_PRIORITY TABLESAMPLE EXCLUDE OTHERS NO ";
    // Words that are also columns of the views are looked up like any other.
    !word.is_empty() && !matches!(word, "NAME" | "TIME") && {
        static SET: std::sync::LazyLock<HashSet<&str>> =
            std::sync::LazyLock::new(|| WORDS.split_ascii_whitespace().collect());
        SET.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(text: &str) -> Vec<(String, String)> {
        unknown_columns(text, None).into_iter().map(|one| (text[one.range].to_owned(), one.view)).collect()
    }

    fn one(column: &str, view: &str) -> Vec<(String, String)> {
        vec![(column.to_owned(), view.to_owned())]
    }

    #[test]
    fn a_view_without_the_column() {
        assert_eq!(columns("-- 上限\nSELECT max_connections FROM pg_settings;"), one("max_connections", "pg_settings"));
        assert_eq!(columns("SELECT pid, querry FROM pg_stat_activity"), one("querry", "pg_stat_activity"));
        assert_eq!(unknown_columns("SELECT pid, querry FROM pg_stat_activity", None)[0].nearest, Some("query"));
        assert_eq!(
            columns("SELECT a.pid, l.procpid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"),
            one("l.procpid".trim_start_matches("l."), "pg_locks")
        );
        assert_eq!(
            columns("SELECT * FROM 予約 r, pg_stat_activity a WHERE a.qurey LIKE '%x%' AND r.何か = 1"),
            one("qurey", "pg_stat_activity")
        );
        assert_eq!(columns("SELECT schemaname, size FROM pg_catalog.pg_tables WHERE x = 1").len(), 2);
        assert_eq!(
            columns(
                "SELECT 1 FROM pg_stat_activity a WHERE NOT EXISTS (SELECT 1 FROM pg_locks WHERE a.pid = pid AND grantd)"
            ),
            one("grantd", "pg_locks, pg_stat_activity")
        );
    }

    #[test]
    fn what_is_not_certain_is_silent() {
        for text in [
            "SELECT count(*) AS cnt, state s FROM pg_stat_activity GROUP BY state ORDER BY cnt DESC, s",
            "SELECT now() - query_start AS duration FROM pg_stat_activity WHERE state <> 'idle' AND now() - query_start > interval '5 min' ORDER BY duration",
            "SELECT relname, pg_size_pretty(pg_total_relation_size(relid)) size FROM pg_stat_user_tables ORDER BY size",
            "SELECT foo FROM pg_stat_activity, my_table",
            "SELECT x FROM pg_stat_activity CROSS JOIN LATERAL unnest(pg_blocking_pids(pid)) AS x",
            "SELECT EXTRACT(EPOCH FROM now() - xact_start) FROM pg_stat_activity",
            "SELECT setting::int FROM pg_settings WHERE name = 'max_connections'",
            "SELECT (SELECT count(*) FROM pg_stat_activity) AS used, (SELECT setting FROM pg_settings WHERE name='max_connections') AS max",
            "WITH a AS (SELECT foo FROM b) SELECT foo FROM pg_locks",
            "SELECT a.*, blocked.pid FROM pg_locks a JOIN pg_locks blocked ON a.relation = blocked.relation",
            "SELECT time, info FROM information_schema.processlist WHERE command <> 'Sleep'",
            "SELECT date_trunc('hour', query_start) h, count(*) FROM pg_stat_activity GROUP BY h",
            "SELECT coalesce(wait_event, 'なし') FROM pg_stat_activity WHERE datname = current_database() AND usename = <利用者>",
            "SELECT name FROM sqlite_master WHERE type='table'",
            "SELECT wait_event_type IS NULL, CASE WHEN state = 'active' THEN 1 ELSE 0 END flag FROM pg_stat_activity",
            "SELECT x.pid FROM (SELECT pid FROM pg_locks) x",
            "SELECT row_to_json(t) FROM pg_tables t",
            "SELECT table_name FROM information_schema.tables WHERE table_schema NOT IN ('mysql') AND data_length / 1024 > 1",
            "INSERT INTO t (foo) SELECT foo FROM pg_settings",
            "SELECT state, count(*) FROM pg_stat_activity GROUP BY state ORDER BY count DESC",
            "SELECT 1 FROM pg_tables UNION SELECT 2 FROM other WHERE foo",
        ] {
            assert_eq!(columns(text), [], "{text}");
        }
    }
}
