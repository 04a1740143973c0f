//! Shell code taken apart into simple commands, without judging it.

use super::foreign::{self, Foreign};
use super::word::{Scanner, Word};
use std::ops::Range;

/// Lists nested deeper are not read.
const DEPTH: usize = 24;

/// A simple command as it stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Simple {
    /// Words in order, assignments in front included.
    pub(super) words: Vec<Word>,
    /// Redirections: operator, target.
    pub(super) redirects: Vec<(String, Word)>,
    /// Bodies of its here-documents and here-strings.
    pub(super) documents: Vec<Range<usize>>,
    /// What is typed into it.
    pub(super) session: Option<Range<usize>>,
    /// Number of its pipeline.
    pub(super) pipeline: usize,
}

/// A comment, from `#` to the line's end.
#[derive(Debug, Clone)]
pub(super) struct Comment {
    /// In the code.
    pub(super) range: Range<usize>,
}

/// What stands in a block.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// In the order of their first words.
    pub(super) simples: Vec<Simple>,
    /// In order.
    pub(super) comments: Vec<Comment>,
    /// Where something is nested too deeply to be read: commands may stand there.
    pub(super) unread: Option<usize>,
}

struct Pending {
    word: String,
    quoted: bool,
    tabs: bool,
    owner: usize,
}

struct Reader<'a> {
    scanner: Scanner<'a>,
    parts: Parts,
    pipelines: usize,
}

/// Reads a block.
pub(super) fn read(text: &str) -> Parts {
    let mut reader = Reader { scanner: Scanner::new(text), parts: Parts::default(), pipelines: 0 };
    reader.list(0..text.len(), 0);
    let mut parts = reader.parts;
    parts.unread = parts.unread.or_else(|| reader.scanner.exhausted());
    parts.simples.retain(|simple| !simple.words.is_empty() || !simple.redirects.is_empty());
    parts.simples.sort_by_key(|simple| {
        let first = simple.words.first().or_else(|| simple.redirects.first().map(|(_, file)| file));
        first.map_or(0, |word| word.range.start)
    });
    parts.comments.sort_by_key(|comment| comment.range.start);
    parts
}

/// Reads the code in a part of a block, where a program gets it as an argument.
pub(super) fn read_within(text: &str, range: Range<usize>) -> Vec<Simple> {
    let mut reader = Reader { scanner: Scanner::new(text), parts: Parts::default(), pipelines: 1 << 20 };
    reader.list(range, 1);
    let mut simples = reader.parts.simples;
    simples.retain(|simple| !simple.words.is_empty() || !simple.redirects.is_empty());
    simples
}

/// Where a `case` stands.
#[derive(Clone, Copy, PartialEq)]
enum Case {
    Pattern,
    Body,
}

/// The state of one list.
#[derive(Default)]
struct List {
    current: Option<usize>,
    pending: Vec<Pending>,
    cases: Vec<Case>,
    piped: bool,
}

impl Reader<'_> {
    fn list(&mut self, range: Range<usize>, depth: usize) {
        if depth > DEPTH {
            self.parts.unread.get_or_insert(range.start);
            return;
        }
        let Range { start: mut at, end } = range;
        let mut list = List::default();
        self.pipelines += 1;
        while at < end {
            let next = self.step(at, end, depth, &mut list);
            at = next.max(at + 1);
        }
    }

    fn finish(&mut self, list: &mut List, pipe: bool) {
        list.current = None;
        if !pipe {
            self.pipelines += 1;
        }
        list.piped = pipe;
    }

    fn step(&mut self, at: usize, end: usize, depth: usize, list: &mut List) -> usize {
        let byte = self.scanner.byte(at, end);
        let next = self.scanner.byte(at + 1, end);
        if list.current.is_none()
            && list.cases.last() == Some(&Case::Pattern)
            && !byte.is_ascii_whitespace()
            && byte != b'#'
        {
            return self.pattern(at, end, list);
        }
        if list.current.is_none() && !list.piped && !byte.is_ascii_whitespace() && self.begins_line(at) {
            let line = self.scanner.slice(at..self.scanner.line_end(at, end));
            if let Some(foreign) = foreign::kind(line) {
                return self.skip(foreign, at, end);
            }
        }
        match byte {
            b' ' | b'\t' | b'\r' => at + 1,
            b'\\' if next == b'\n' => at + 2,
            b'\\' if next == b'\r' => at + 3,
            0xE3 if self.scanner.slice(at..at + 3) == "\u{3000}" => at + 3,
            b'\n' => {
                // A line that ends in `|` goes on.
                if !list.piped {
                    self.finish(list, false);
                }
                self.documents(at + 1, end, list, depth)
            }
            b'#' => {
                let stop = self.scanner.line_end(at, end);
                self.parts.comments.push(Comment { range: at..stop });
                stop
            }
            b';' => {
                self.finish(list, false);
                if next == b';' {
                    if let Some(case) = list.cases.last_mut() {
                        *case = Case::Pattern;
                    }
                    return at + 2;
                }
                at + 1
            }
            b'|' if next == b'|' => {
                self.finish(list, false);
                at + 2
            }
            b'|' => {
                // A line that begins with a bar is a row of a table that came out.
                if list.current.is_none() && !list.piped && self.begins_line(at) {
                    return self.scanner.line_end(at, end);
                }
                self.finish(list, true);
                at + 1 + usize::from(next == b'&')
            }
            b'&' if next == b'>' => self.redirect(at, end, depth, list),
            b'&' => {
                self.finish(list, false);
                at + 1 + usize::from(next == b'&')
            }
            b'(' if list.current.is_none() && next == b'(' => self.arithmetic(at, end, depth),
            b'(' | b')' => {
                self.finish(list, false);
                at + 1
            }
            b'<' | b'>' => self.redirect(at, end, depth, list),
            b'0'..=b'9' if matches!(next, b'<' | b'>') => self.redirect(at + 1, end, depth, list),
            _ => self.take_word(at, end, depth, list),
        }
    }

    /// Whether only blanks stand in front on the line.
    fn begins_line(&self, at: usize) -> bool {
        let before = self.scanner.slice(0..at).trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    }

    /// Goes behind something that is no shell code.
    fn skip(&mut self, foreign: Foreign, mut at: usize, end: usize) -> usize {
        let mut skipped = foreign::Skip::new(foreign);
        while at < end {
            let line_end = self.scanner.line_end(at, end);
            if !skipped.goes_on(self.scanner.slice(at..line_end)) {
                return skipped.stop(at, line_end);
            }
            at = (line_end + 1).min(end);
        }
        end
    }

    fn arithmetic(&mut self, at: usize, end: usize, depth: usize) -> usize {
        let Some(close) = self.scanner.paren_end(at + 1, end, depth) else { return at + 2 };
        close + 1
    }

    /// A pattern of a `case`, up to its bracket.
    fn pattern(&mut self, at: usize, end: usize, list: &mut List) -> usize {
        let word = self.scanner.word(at, end);
        if word.value == "esac" {
            list.cases.pop();
            return word.range.end;
        }
        let stop = self.scanner.line_end(at, end);
        match self.scanner.slice(at..stop).find(')') {
            Some(found) => {
                if let Some(case) = list.cases.last_mut() {
                    *case = Case::Body;
                }
                at + found + 1
            }
            None => stop,
        }
    }

    fn nested(&mut self, word: &Word, depth: usize) {
        for range in &word.nested {
            self.list(range.clone(), depth + 1);
        }
    }

    fn take_word(&mut self, at: usize, end: usize, depth: usize, list: &mut List) -> usize {
        let word = self.scanner.word(at, end);
        let stop = word.range.end;
        self.nested(&word, depth);
        if list.current.is_none() {
            if let Some(next) = self.reserved(&word, end, depth, list) {
                return next;
            }
            if self.scanner.byte(stop, end) == b'(' && self.is_function(stop, end) {
                return self.scanner.paren_end(stop + 1, end, 0).map_or(stop + 1, |close| close + 1);
            }
        }
        let current = self.current(list);
        if let Some(simple) = self.parts.simples.get_mut(current) {
            simple.words.push(word);
        }
        stop
    }

    fn is_function(&self, at: usize, end: usize) -> bool {
        self.scanner.slice(at + 1..end.min(at + 8)).trim_start().starts_with(')')
    }

    fn current(&mut self, list: &mut List) -> usize {
        if let Some(current) = list.current {
            return current;
        }
        self.parts.simples.push(Simple { pipeline: self.pipelines, ..Simple::default() });
        let current = self.parts.simples.len() - 1;
        list.current = Some(current);
        list.piped = false;
        current
    }

    /// Words of the grammar. Gives where to go on.
    fn reserved(&mut self, word: &Word, end: usize, depth: usize, list: &mut List) -> Option<usize> {
        let stop = word.range.end;
        match self.scanner.slice(word.range.clone()) {
            "if" | "then" | "elif" | "else" | "fi" | "do" | "done" | "while" | "until" | "!" | "{" | "}" => Some(stop),
            "esac" => {
                list.cases.pop();
                Some(stop)
            }
            "for" | "select" => Some(self.loop_head(stop, end, depth)),
            "case" => {
                let line = self.scanner.line_end(stop, end);
                let found = self.scanner.slice(stop..line).find(" in").map(|found| stop + found + 3);
                if found.is_some() {
                    list.cases.push(Case::Pattern);
                }
                Some(found.unwrap_or(line))
            }
            "function" => {
                let mut at = stop;
                while matches!(self.scanner.byte(at, end), b' ' | b'\t') {
                    at += 1;
                }
                Some(self.scanner.word(at, end).range.end)
            }
            "[[" => Some(self.condition(stop, end, depth)),
            _ => None,
        }
    }

    /// `for name in words`, up to the line's end, `;` or `do`.
    fn loop_head(&mut self, mut at: usize, end: usize, depth: usize) -> usize {
        loop {
            match self.scanner.byte(at, end) {
                b' ' | b'\t' | b'\r' => at += 1,
                b'\\' if self.scanner.byte(at + 1, end) == b'\n' => at += 2,
                b'(' => return self.scanner.paren_end(at + 1, end, 0).map_or(at + 1, |close| close + 1),
                0 | b'\n' | b';' => return at,
                _ => {
                    let word = self.scanner.word(at, end);
                    if word.range.is_empty() {
                        return at + 1;
                    }
                    self.nested(&word, depth);
                    at = word.range.end;
                }
            }
        }
    }

    /// `[[ … ]]`: no command, but what it substitutes.
    fn condition(&mut self, mut at: usize, end: usize, depth: usize) -> usize {
        let limit = self.scanner.line_end(at, end);
        while at < limit {
            let word = self.scanner.word(at, limit);
            if word.range.is_empty() {
                at += 1;
                continue;
            }
            self.nested(&word, depth);
            at = word.range.end;
            if word.value == "]]" {
                break;
            }
        }
        at
    }

    fn redirect(&mut self, at: usize, end: usize, depth: usize, list: &mut List) -> usize {
        let rest = self.scanner.slice(at..end.min(at + 3));
        if (rest.starts_with("<(") || rest.starts_with(">(")) && list.current.is_some() {
            return match self.scanner.paren_end(at + 2, end, 0) {
                Some(close) => {
                    self.list(at + 2..close, depth + 1);
                    self.extend(close + 1, list);
                    close + 1
                }
                None => at + 2,
            };
        }
        let operators = ["<<<", "<<-", "&>>", "<<", "<>", "<&", ">>", ">&", ">|", "&>", "<", ">"];
        let Some(operator) = operators.iter().find(|operator| rest.starts_with(**operator)) else { return at + 1 };
        let mut target = at + operator.len();
        while matches!(self.scanner.byte(target, end), b' ' | b'\t') {
            target += 1;
        }
        let word = self.scanner.word(target, end);
        self.nested(&word, depth);
        let stop = word.range.end.max(at + operator.len());
        if list.current.is_none() && matches!(*operator, ">" | ">|") && self.is_alone(at, &word, end) {
            self.current(list);
        }
        let Some(owner) = list.current else { return stop };
        match *operator {
            "<<" | "<<-" => list.pending.push(Pending {
                quoted: word.quoted.is_some() || self.scanner.slice(word.range.clone()).starts_with('\\'),
                word: word.value.clone(),
                tabs: *operator == "<<-",
                owner,
            }),
            "<<<" => {
                if let (Some(simple), Some((inner, _))) = (self.parts.simples.get_mut(owner), &word.quoted) {
                    simple.documents.push(inner.clone());
                }
            }
            _ => {}
        }
        if let Some(simple) = self.parts.simples.get_mut(owner) {
            simple.redirects.push(((*operator).to_owned(), word));
        }
        stop
    }

    /// Whether a redirection is all that stands on its line, into something that looks like a file: `> ` is also a prompt.
    fn is_alone(&self, at: usize, file: &Word, end: usize) -> bool {
        let before = self.scanner.slice(self.scanner.line_start(at)..at);
        let behind = self.scanner.slice(file.range.end..self.scanner.line_end(file.range.end, end));
        let behind = behind.trim_start();
        before.trim().is_empty() && (behind.is_empty() || behind.starts_with('#')) && file.value.contains(['/', '.'])
    }

    /// Makes the last word of the current command reach to `end` (a process substitution is a word).
    fn extend(&mut self, end: usize, list: &List) {
        if let Some(word) =
            list.current.and_then(|at| self.parts.simples.get_mut(at)).and_then(|one| one.words.last_mut())
        {
            word.range.end = word.range.end.max(end);
        }
    }

    /// Bodies of here-documents that begin at a line's start. Gives the place behind them.
    fn documents(&mut self, mut at: usize, end: usize, list: &mut List, depth: usize) -> usize {
        for pending in std::mem::take(&mut list.pending) {
            let start = at;
            let mut stop = end;
            while at < end {
                let line_end = self.scanner.line_end(at, end);
                let line = self.scanner.slice(at..line_end);
                let line = line.trim_end_matches('\r');
                let plain = if pending.tabs { line.trim_start_matches('\t') } else { line };
                // In a list the block's own indentation may stand before the closing word.
                if plain == pending.word || plain.trim() == pending.word {
                    stop = at;
                    at = line_end;
                    break;
                }
                at = (line_end + 1).min(end);
            }
            let body = start..stop.max(start);
            if !pending.quoted {
                let mut found = Vec::new();
                self.scanner.substitutions(body.clone(), &mut found);
                for range in found {
                    self.list(range, depth + 1);
                }
            }
            if let Some(simple) = self.parts.simples.get_mut(pending.owner) {
                simple.documents.push(body);
            }
        }
        at
    }
}

/// `NAME=value`, `NAME+=value`, `NAME[1]=value`.
pub(super) fn is_assignment(word: &Word) -> bool {
    if word.starts_quoted {
        return false;
    }
    let Some((name, _)) = word.value.split_once('=') else { return false };
    let name = name.strip_suffix('+').unwrap_or(name);
    let name = name.split('[').next().unwrap_or(name);
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
