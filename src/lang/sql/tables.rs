//! Tables of a statement, and whether what it reads is bounded.

use super::StatementKind;
use super::lexer::{Kind, Token};
use crate::lang::effect::Effect;
use std::collections::HashSet;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// As written, each once.
    pub(super) names: Vec<String>,
    /// A WHERE or LIMIT stands.
    pub(super) bounded: bool,
    /// Whether rows of a table are read.
    pub(super) read: bool,
    /// Effect of data-changing statements inside WITH.
    pub(super) writes: Effect,
}

/// What a bracket opened.
#[derive(Clone, Copy, PartialEq)]
enum Bracket {
    /// A function's arguments.
    Call,
    /// Anything else: a subquery, a list.
    Other,
}

struct Walk<'a> {
    text: &'a str,
    tokens: &'a [&'a Token],
    words: &'a [String],
    kind: StatementKind,
    found: Tables,
    seen: HashSet<String>,
    common: HashSet<String>,
    /// For each open bracket: what it is, and whether a comma in it goes on with tables.
    levels: Vec<(Bracket, bool)>,
    bounded_inside: bool,
}

/// Reads the tables of a statement whose own first word is at `body`.
pub(super) fn tables(text: &str, tokens: &[&Token], words: &[String], body: usize, kind: StatementKind) -> Tables {
    let common = common_names(text, tokens, words, body);
    let found = Tables { writes: Effect::ReadOnly, ..Tables::default() };
    let levels = vec![(Bracket::Other, false)];
    let mut walk =
        Walk { text, tokens, words, kind, found, seen: HashSet::new(), common, levels, bounded_inside: false };
    walk.run(body);
    if kind == StatementKind::Select || kind == StatementKind::Insert {
        walk.found.bounded |= walk.bounded_inside;
    }
    walk.found
}

/// Names that WITH defines.
fn common_names(text: &str, tokens: &[&Token], words: &[String], body: usize) -> HashSet<String> {
    let mut names = HashSet::new();
    if !words[body..].iter().any(|word| word == "WITH") {
        return names;
    }
    for at in body..words.len() {
        if words[at] != "AS" {
            continue;
        }
        let mut next = at + 1;
        while words.get(next).is_some_and(|word| word == "NOT" || word == "MATERIALIZED") {
            next += 1;
        }
        if words.get(next).is_none_or(|word| word != "(") || at == 0 {
            continue;
        }
        let mut before = at - 1;
        if words[before] == ")" {
            // `name (columns) AS (`; columns are plain, so the bracket in front is the nearest.
            let Some(open) = words[..before].iter().rev().take(200).position(|word| word == "(") else { continue };
            before = before.saturating_sub(open + 2);
        }
        if let Some(name) = tokens.get(before).and_then(|token| text.get(token.range.clone())) {
            names.insert(name.trim_matches(['"', '`']).to_lowercase());
        }
    }
    names
}

impl Walk<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn run(&mut self, body: usize) {
        let mut at = body;
        while at < self.words.len() {
            at = self.step(at, body).max(at + 1);
        }
    }

    /// Whether the condition that begins there holds for every row: `1 = 1`, `true`, `id = id`.
    fn is_always(&self, at: usize) -> bool {
        let written = |at: usize| {
            let token = self.tokens.get(at)?;
            self.text.get(token.range.clone())
        };
        let ends = |at: usize| matches!(self.word(at), ";" | ")" | "RETURNING" | "ORDER") || at >= self.tokens.len();
        match written(at) {
            Some(one) if ends(at + 1) => one == "1" || one.eq_ignore_ascii_case("true"),
            Some(one) => matches!(written(at + 1), Some("=")) && written(at + 2) == Some(one) && ends(at + 3),
            None => false,
        }
    }

    fn step(&mut self, at: usize, body: usize) -> usize {
        let previous = at.checked_sub(1).map_or("", |at| self.word(at)).to_owned();
        match self.word(at) {
            "(" => {
                let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
                let call = before.is_some_and(|token| token.kind == Kind::Word)
                    && !is_opener(&previous)
                    && !matches!(self.word(at + 1), "SELECT" | "WITH");
                self.levels.push((if call { Bracket::Call } else { Bracket::Other }, false));
                at + 1
            }
            ")" => {
                if self.levels.len() > 1 {
                    self.levels.pop();
                }
                at + 1
            }
            "," if self.levels.last().is_some_and(|level| level.1) => self.table(at + 1, true),
            "WHERE" if self.is_always(at + 1) => {
                self.list(false);
                at + 1
            }
            "WHERE" | "LIMIT" | "FETCH" | "TOP" => {
                self.list(false);
                if self.levels.len() == 1 {
                    self.found.bounded = true
                } else {
                    self.bounded_inside = true
                }
                at + 1
            }
            "GROUP" | "ORDER" | "HAVING" | "UNION" | "SET" | "RETURNING" | "VALUES" | "SELECT" | "WINDOW" => {
                self.list(false);
                at + 1
            }
            "FROM" if self.is_source(at, &previous) => self.table(at + 1, true),
            "JOIN" | "STRAIGHT_JOIN" => self.table(at + 1, true),
            "USING" if self.kind == StatementKind::Delete && self.word(at + 1) != "(" => self.table(at + 1, true),
            "INTO" if !matches!(self.word(at + 1), "OUTFILE" | "DUMPFILE") => {
                if at > body && self.levels.len() > 1 {
                    self.found.writes = self.found.writes.max(Effect::Changes);
                }
                self.table(at + 1, false)
            }
            "UPDATE"
                if !matches!(
                    previous.as_str(),
                    "FOR" | "ON" | "DO" | "KEY" | "OF" | "BEFORE" | "AFTER" | "OR" | "THEN"
                ) =>
            {
                self.inner_write(at, body);
                self.found.read = true;
                self.table(at + 1, false)
            }
            "DELETE" if self.word(at + 1) == "FROM" => {
                self.inner_write(at, body);
                at + 1
            }
            "TABLE" | "VACUUM" | "ANALYZE" | "REINDEX" | "TRUNCATE" | "DESCRIBE" | "DESC" | "CLUSTER" | "COPY"
            | "OPTIMIZE"
                if at == body || self.word(at) == "TABLE" =>
            {
                self.maintained(at + 1)
            }
            "VIEW" if self.word(body) == "REFRESH" => self.maintained(at + 1),
            "ON" if self.kind == StatementKind::Ddl && self.is_on_table(body) => self.table(at + 1, false),
            "ON" if matches!(self.word(body), "GRANT" | "REVOKE") => self.maintained(at + 1),
            _ => at + 1,
        }
    }

    fn list(&mut self, goes_on: bool) {
        if let Some(level) = self.levels.last_mut() {
            level.1 = goes_on;
        }
    }

    /// `EXTRACT(x FROM y)` and `IS DISTINCT FROM` name no table.
    fn is_source(&self, at: usize, previous: &str) -> bool {
        let call = self.levels.last().is_some_and(|level| level.0 == Bracket::Call);
        let distinct = previous == "DISTINCT" && at >= 2 && matches!(self.word(at - 2), "IS" | "NOT");
        !call && !distinct && self.word(0) != "COPY" && !matches!(self.word(0), "REVOKE")
    }

    /// UPDATE or DELETE inside WITH: bounded where a WHERE follows in its bracket.
    fn inner_write(&mut self, at: usize, body: usize) {
        if at == body || self.levels.len() <= 1 {
            return;
        }
        let mut depth = 0i32;
        let mut bounded = false;
        for word in self.words[at..].iter().take(2000) {
            match word.as_str() {
                "(" => depth += 1,
                ")" if depth == 0 => break,
                ")" => depth -= 1,
                "WHERE" if depth == 0 => bounded = true,
                _ => {}
            }
        }
        let effect = if bounded { Effect::Changes } else { Effect::Destructive };
        self.found.writes = self.found.writes.max(effect);
    }

    fn is_on_table(&self, body: usize) -> bool {
        self.word(body) == "CREATE"
            && self.words[body..]
                .iter()
                .take(5)
                .any(|word| matches!(word.as_str(), "INDEX" | "TRIGGER" | "POLICY" | "RULE"))
    }

    /// A table behind words of maintenance (`VACUUM (ANALYZE) todos`, `TABLE IF EXISTS todos`).
    fn maintained(&mut self, mut at: usize) -> usize {
        loop {
            match self.word(at) {
                "FULL" | "VERBOSE" | "ANALYZE" | "FREEZE" | "TABLE" | "CONCURRENTLY" | "IF" | "NOT" | "EXISTS"
                | "ONLY" => at += 1,
                "(" => {
                    while at < self.words.len() && self.word(at) != ")" {
                        at += 1;
                    }
                    at += 1;
                }
                "INDEX" | "DATABASE" | "SCHEMA" | "SYSTEM" | "ALL" | "FUNCTION" | "SEQUENCE" | "DATA" | "" | ";" => {
                    // A name in quotes has no upper-case word.
                    if self.word(at).is_empty()
                        && self.tokens.get(at).is_some_and(|token| token.kind == Kind::QuotedName)
                    {
                        return self.named(at, true);
                    }
                    return at;
                }
                _ => return self.named(at, true),
            }
        }
    }

    /// A table where one is read or written.
    fn table(&mut self, mut at: usize, reads: bool) -> usize {
        while matches!(self.word(at), "ONLY" | "LATERAL" | "IGNORE" | "LOW_PRIORITY" | "TABLE" | "QUICK") {
            at += 1;
        }
        self.list(reads);
        if self.word(at) == "(" {
            // A subquery, or joined tables in brackets.
            if matches!(self.word(at + 1), "SELECT" | "WITH" | "VALUES") {
                return at;
            }
            self.levels.push((Bracket::Other, true));
            return self.table(at + 1, reads);
        }
        let named = self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::QuotedName));
        if !named || matches!(self.word(at), "SELECT" | "VALUES" | "SET" | "WHERE") {
            return at;
        }
        let end = self.name_end(at);
        if reads && self.word(end) == "(" {
            return end;
        }
        if reads {
            let common = self.name(at, end).is_some_and(|name| self.common.contains(&name.to_lowercase()));
            self.found.read |= !common;
        }
        self.named(at, false)
    }

    fn name_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.word(end) == "."
            && self.tokens.get(end + 1).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::QuotedName))
        {
            end += 2;
        }
        end
    }

    fn name(&self, at: usize, end: usize) -> Option<&str> {
        let range = self.tokens.get(at)?.range.start..self.tokens.get(end - 1)?.range.end;
        self.text.get(range)
    }

    fn named(&mut self, at: usize, list: bool) -> usize {
        let named = self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::QuotedName));
        if !named {
            return at;
        }
        let end = self.name_end(at);
        let Some(name) = self.name(at, end).map(|name| name.replace(['"', '`'], "")) else { return end };
        if !self.common.contains(&name.to_lowercase()) && self.seen.insert(name.clone()) {
            self.found.names.push(name);
        }
        if list {
            self.list(true);
        }
        end
    }
}

/// Words that stand before a bracket without calling anything.
fn is_opener(word: &str) -> bool {
    matches!(
        word,
        "IN" | "EXISTS"
            | "AS"
            | "FROM"
            | "JOIN"
            | "ON"
            | "AND"
            | "OR"
            | "NOT"
            | "WHERE"
            | "UNION"
            | "ALL"
            | "ANY"
            | "SOME"
            | "SELECT"
            | "VALUES"
            | "USING"
            | "BY"
            | "OVER"
            | "THEN"
            | "ELSE"
            | "WHEN"
            | "EXCEPT"
            | "INTERSECT"
            | "LATERAL"
            | "MATERIALIZED"
            | "SET"
            | "RETURNING"
            | "HAVING"
            | "LIMIT"
            | "EXPLAIN"
            | "WITH"
    )
}
