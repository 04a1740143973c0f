//! Words, quotes, substitutions: where they end. Tolerant: what is never closed ends where the line does.

use std::ops::Range;

/// Substitutions nested deeper are not opened.
const DEPTH: usize = 24;

/// A word of a command.
#[derive(Debug, Clone, Default)]
pub(super) struct Word {
    /// In the code, quotes included.
    pub(super) range: Range<usize>,
    /// Quotes and escapes taken off; substitutions as written.
    pub(super) value: String,
    /// What lies between the quotes of its last quoted part (`--command="…"`), with the quote.
    pub(super) quoted: Option<(Range<usize>, u8)>,
    /// Whether it begins with a quote.
    pub(super) starts_quoted: bool,
    /// Code of its command and process substitutions.
    pub(super) nested: Vec<Range<usize>>,
}

/// Scans words of a text. Every step costs from a budget, so that no text is scanned more than a fixed number of times.
#[derive(Debug)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    /// Offsets of line ends, so that asking for one costs no scan.
    newlines: Vec<usize>,
    budget: usize,
    /// Where the budget ended.
    exhausted: Option<usize>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let newlines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at).collect();
        Scanner {
            text,
            bytes: text.as_bytes(),
            newlines,
            budget: text.len().saturating_mul(32) + 4096,
            exhausted: None,
        }
    }

    pub(super) fn byte(&self, at: usize, end: usize) -> u8 {
        if at < end { self.bytes.get(at).copied().unwrap_or(0) } else { 0 }
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or("")
    }

    pub(super) fn line_end(&self, at: usize, end: usize) -> usize {
        let next = self.newlines.partition_point(|&newline| newline < at);
        self.newlines.get(next).map_or(end, |&newline| newline.min(end))
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        let before = self.newlines.partition_point(|&newline| newline < at);
        before.checked_sub(1).and_then(|last| self.newlines.get(last)).map_or(0, |&newline| newline + 1)
    }

    /// Where scanning was given up.
    pub(super) fn exhausted(&self) -> Option<usize> {
        self.exhausted
    }

    fn spend(&mut self, steps: usize) -> bool {
        let enough = self.budget >= steps;
        if !enough {
            self.exhausted.get_or_insert(0);
        }
        self.budget = self.budget.saturating_sub(steps);
        enough
    }

    fn find(&mut self, byte: u8, at: usize, end: usize) -> Option<usize> {
        let found = self.bytes.get(at..end)?.iter().position(|&other| other == byte);
        let steps = found.unwrap_or(end - at);
        self.spend(steps).then_some(())?;
        found.map(|found| at + found)
    }

    /// The closing `"` for text that starts behind the opening one.
    fn double_end(&mut self, mut at: usize, end: usize, depth: usize) -> Option<usize> {
        while at < end {
            if !self.spend(1) {
                return None;
            }
            match self.bytes[at] {
                b'"' => return Some(at),
                b'\\' => at += 2,
                b'$' if self.byte(at + 1, end) == b'(' && depth < DEPTH => {
                    at = self.paren_end(at + 2, end, depth + 1).map_or(at + 2, |close| close + 1);
                }
                _ => at += 1,
            }
        }
        None
    }

    /// The closing `)` for text that starts behind the opening one.
    pub(super) fn paren_end(&mut self, mut at: usize, end: usize, depth: usize) -> Option<usize> {
        let mut open = 1usize;
        while at < end {
            if !self.spend(1) {
                return None;
            }
            match self.bytes[at] {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(at);
                    }
                }
                b'\\' => at += 1,
                b'\'' => at = self.find(b'\'', at + 1, end).unwrap_or(at),
                b'"' if depth < DEPTH => at = self.double_end(at + 1, end, depth + 1).unwrap_or(at),
                _ => {}
            }
            at += 1;
        }
        None
    }

    fn brace_end(&mut self, mut at: usize, end: usize) -> Option<usize> {
        let limit = self.line_end(at, end);
        let mut open = 1usize;
        while at < limit {
            if !self.spend(1) {
                return None;
            }
            match self.bytes[at] {
                b'{' => open += 1,
                b'}' => {
                    open -= 1;
                    if open == 0 {
                        return Some(at);
                    }
                }
                b'\\' => at += 1,
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// Command substitutions inside a range (a double-quoted part, a here-document, `${…}`).
    pub(super) fn substitutions(&mut self, range: Range<usize>, found: &mut Vec<Range<usize>>) {
        let Range { start: mut at, end } = range;
        while at < end {
            if !self.spend(1) {
                return;
            }
            match self.bytes[at] {
                b'\\' => at += 2,
                b'$' if self.byte(at + 1, end) == b'(' && self.byte(at + 2, end) != b'(' => {
                    match self.paren_end(at + 2, end, 0) {
                        Some(close) => {
                            found.push(at + 2..close);
                            at = close + 1;
                        }
                        None => at += 2,
                    }
                }
                b'`' => match self.find(b'`', at + 1, end) {
                    Some(close) => {
                        found.push(at + 1..close);
                        at = close + 1;
                    }
                    None => at += 1,
                },
                _ => at += 1,
            }
        }
    }

    /// The word at `at`; its range is empty where a character begins none.
    pub(super) fn word(&mut self, start: usize, end: usize) -> Word {
        let mut word = Word { starts_quoted: matches!(self.byte(start, end), b'\'' | b'"'), ..Word::default() };
        let mut value: Vec<u8> = Vec::new();
        let mut at = start;
        while at < end {
            if !self.spend(1) {
                at = self.line_end(at, end);
                break;
            }
            let byte = self.bytes[at];
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | b';' | b'|' | b'<' | b'>' | b')' => break,
                0xE3 if self.bytes.get(at..at + 3) == Some("\u{3000}".as_bytes()) => break,
                b'&' if !self.is_query(start, at, end) => break,
                b'\'' => at = self.single(at, end, &mut word, &mut value),
                b'"' => at = self.double(at, end, &mut word, &mut value),
                b'\\' => {
                    let next = self.byte(at + 1, end);
                    if next != b'\n' && at + 1 < end {
                        value.push(next);
                    }
                    at += 2;
                }
                b'`' => at = self.opened(at, 1, b'`', end, &mut word, &mut value),
                b'$' if self.byte(at + 1, end) == b'(' => at = self.dollar(at, end, &mut word, &mut value),
                b'$' if self.byte(at + 1, end) == b'{' => {
                    let close = self.brace_end(at + 2, end).map_or(at + 2, |close| close + 1);
                    self.substitutions(at + 2..close, &mut word.nested);
                    value.extend_from_slice(&self.bytes[at..close]);
                    at = close;
                }
                b'$' if self.byte(at + 1, end) == b'\'' => at = self.escaped(at, end, &mut word, &mut value),
                b'(' => match self.inner_paren(start, at, end, &mut word) {
                    Some(next) => {
                        value.extend_from_slice(&self.bytes[at..next]);
                        at = next;
                    }
                    None => break,
                },
                _ => {
                    value.push(byte);
                    at += 1;
                }
            }
        }
        word.range = start..at.min(end);
        word.value = String::from_utf8_lossy(&value).into_owned();
        word
    }

    /// Whether `&` belongs to an address that nobody quoted: a reader sees one command.
    fn is_query(&mut self, start: usize, at: usize, end: usize) -> bool {
        let next = self.byte(at + 1, end);
        if !(next.is_ascii_alphanumeric() || next == b'_') || !self.spend(at - start) {
            return false;
        }
        self.bytes[start..at].windows(3).any(|part| part == b"://")
            && self.bytes[at + 1..end]
                .iter()
                .take(64)
                .find(|byte| !byte.is_ascii_alphanumeric() && !b"_-.%[]".contains(byte))
                == Some(&b'=')
    }

    fn single(&mut self, at: usize, end: usize, word: &mut Word, value: &mut Vec<u8>) -> usize {
        let Some(close) = self.find(b'\'', at + 1, end) else {
            value.push(b'\'');
            return at + 1;
        };
        value.extend_from_slice(&self.bytes[at + 1..close]);
        word.quoted = Some((at + 1..close, b'\''));
        close + 1
    }

    /// `$'…'`, in which `\'` is a quote and closes nothing.
    fn escaped(&mut self, at: usize, end: usize, word: &mut Word, value: &mut Vec<u8>) -> usize {
        let mut close = at + 2;
        while self.byte(close, end) != b'\'' {
            if close >= end || !self.spend(1) {
                value.push(b'$');
                return at + 1;
            }
            close += 1 + usize::from(self.bytes[close] == b'\\');
        }
        let inner = self.slice(at + 2..close);
        value.extend_from_slice(inner.replace("\\'", "'").as_bytes());
        word.quoted = Some((at + 2..close, b'\''));
        close + 1
    }

    fn double(&mut self, at: usize, end: usize, word: &mut Word, value: &mut Vec<u8>) -> usize {
        let Some(close) = self.double_end(at + 1, end, 0) else {
            value.push(b'"');
            return at + 1;
        };
        let mut inner = at + 1;
        while inner < close {
            let byte = self.bytes[inner];
            if byte == b'\\' && matches!(self.byte(inner + 1, close), b'"' | b'\\' | b'$' | b'`' | b'\n') {
                inner += 1;
            }
            value.push(self.byte(inner, close));
            inner += 1;
        }
        self.substitutions(at + 1..close, &mut word.nested);
        word.quoted = Some((at + 1..close, b'"'));
        close + 1
    }

    fn opened(&mut self, at: usize, skip: usize, close: u8, end: usize, word: &mut Word, value: &mut Vec<u8>) -> usize {
        match self.find(close, at + skip, end) {
            Some(found) => {
                word.nested.push(at + skip..found);
                value.extend_from_slice(&self.bytes[at..=found]);
                found + 1
            }
            None => {
                value.push(self.bytes[at]);
                at + 1
            }
        }
    }

    fn dollar(&mut self, at: usize, end: usize, word: &mut Word, value: &mut Vec<u8>) -> usize {
        let close = match self.paren_end(at + 2, end, 0) {
            Some(close) => close,
            None => {
                value.extend_from_slice(&self.bytes[at..at + 2]);
                return at + 2;
            }
        };
        if self.byte(at + 2, end) == b'(' {
            self.substitutions(at + 3..close, &mut word.nested);
        } else {
            word.nested.push(at + 2..close);
        }
        value.extend_from_slice(&self.bytes[at..=close]);
        close + 1
    }

    /// Brackets inside a word: an array, a pattern, PromQL in an address. `None` where they begin something new.
    fn inner_paren(&mut self, start: usize, at: usize, end: usize, word: &mut Word) -> Option<usize> {
        if at == start || self.byte(at + 1, end) == b')' {
            return None;
        }
        let array = self.bytes[at - 1] == b'=';
        let limit = if array { end } else { self.line_end(at, end) };
        let close = self.paren_end(at + 1, limit, 0)?;
        if array {
            self.substitutions(at + 1..close, &mut word.nested);
        }
        Some(close + 1)
    }
}
