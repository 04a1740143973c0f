//! One pass over shell code that vouches for what is plainly right, and remembers what is not.

mod grammar;

use std::ops::Range;

/// What is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    Top,
    /// `$(…)`, `<(…)`
    Substitution,
    /// `(…)`, an array
    Group,
    Single,
    Double,
    Backtick,
    /// `${…}`
    Brace,
    /// `((…))`, `$((…))`
    Arithmetic,
}

/// What a list waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// A command may begin.
    Empty,
    /// Words stand there.
    Words,
    /// A command must follow (`|`, `&&`).
    Command,
    /// The target of a redirection must follow.
    Target,
}

struct Open {
    frame: Frame,
    start: usize,
    state: State,
}

/// Deeper nesting is given up.
const DEPTH: usize = 200;

/// What a scan found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Something that the scan cannot vouch for.
    doubt: bool,
    /// The first sign that may not stand where it does.
    pub(super) place: Option<usize>,
    /// What is open at the end, outermost first.
    pub(super) open: Vec<(Frame, usize)>,
    /// Quotes that go on over the end of their line, in order.
    pub(super) long: Vec<usize>,
    /// A here-document without its closing word.
    pub(super) document: Option<(Range<usize>, String)>,
    /// `if`, `for`, `case`, `{` that are open at the end.
    pub(super) compounds: Vec<(&'static str, usize)>,
    /// Where nesting became too deep.
    pub(super) too_deep: Option<usize>,
}

/// The word that ends a compound.
pub(super) fn end_of(word: &str) -> &'static str {
    match word {
        "if" => "fi",
        "case" => "esac",
        "{" => "}",
        _ => "done",
    }
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    stack: Vec<Open>,
    /// Here-documents that begin behind this line: their words' places, the words, whether tabs go.
    pending: Vec<(Range<usize>, String)>,
    found: Scan,
    /// Beyond this offset nothing closes a single quote.
    unclosed: bool,
}

impl Scan {
    /// Scans code.
    pub(super) fn of(text: &str) -> Scan {
        Scan::from(text, 0)
    }

    /// Scans code from the start of a line on.
    pub(super) fn from(text: &str, at: usize) -> Scan {
        let mut scanner = Scanner {
            text,
            bytes: text.as_bytes(),
            at,
            stack: vec![Open { frame: Frame::Top, start: at, state: State::Empty }],
            pending: Vec::new(),
            found: Scan::default(),
            unclosed: false,
        };
        scanner.run();
        scanner.found
    }

    /// Whether bash would take the code beyond doubt.
    pub(super) fn is_fine(&self) -> bool {
        !self.doubt && self.place.is_none() && self.is_closed() && self.too_deep.is_none()
    }

    /// Whether nothing is open at the end.
    pub(super) fn is_closed(&self) -> bool {
        self.open.is_empty() && self.document.is_none() && self.compounds.is_empty()
    }

    /// Whether no quote is open at the end.
    pub(super) fn closes_quotes(&self) -> bool {
        !self.open.iter().any(|(frame, _)| matches!(frame, Frame::Single | Frame::Double))
    }
}

impl Scanner<'_> {
    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn run(&mut self) {
        while self.at < self.bytes.len() && self.found.too_deep.is_none() {
            let before = self.at;
            match self.stack.last().map_or(Frame::Top, |open| open.frame) {
                Frame::Double => self.double(),
                Frame::Backtick => self.until(b'`'),
                Frame::Brace => self.brace(),
                Frame::Arithmetic => self.arithmetic(),
                Frame::Single => self.at = self.bytes.len(),
                Frame::Top | Frame::Substitution | Frame::Group => self.command(),
            }
            self.at = self.at.max(before + 1);
        }
        let last = self.stack.first().map_or(State::Empty, |open| open.state);
        if self.stack.len() == 1 && matches!(last, State::Command | State::Target) {
            self.found.doubt = true;
        }
        if let Some((range, word)) = self.pending.first().cloned() {
            self.found.document.get_or_insert((range, word));
        }
        self.found.open.extend(self.stack.iter().skip(1).map(|open| (open.frame, open.start)));
        let start = self.found.open.last().filter(|(frame, _)| matches!(frame, Frame::Single | Frame::Double));
        if let Some((_, start)) = start {
            self.found.long.push(*start);
        }
    }

    fn push(&mut self, frame: Frame, length: usize) {
        if self.stack.len() >= DEPTH {
            self.found.too_deep = Some(self.at);
            return;
        }
        self.stack.push(Open { frame, start: self.at, state: State::Empty });
        self.at += length;
    }

    /// Closes the innermost frame; the word that it stands in goes on.
    fn pop(&mut self, length: usize) {
        if let Some(closed) = self.stack.pop().filter(|closed| closed.frame == Frame::Double)
            && self.bytes.get(closed.start..self.at).is_some_and(|inner| inner.contains(&b'\n'))
            && self.found.long.len() < 64
        {
            self.found.long.push(closed.start);
        }
        self.at += length;
        self.set(State::Words);
    }

    fn set(&mut self, state: State) {
        if let Some(open) = self.stack.last_mut() {
            open.state = state;
        }
    }

    fn state(&self) -> State {
        self.stack.last().map_or(State::Empty, |open| open.state)
    }

    /// Remembers a sign that may not stand here.
    fn odd(&mut self) {
        self.found.place.get_or_insert(self.at);
    }

    /// `$(`, `${`, `$((`, `$'` or a plain dollar.
    fn dollar(&mut self, quoted: bool) {
        match (self.byte(1), self.byte(2)) {
            (b'(', b'(') => self.push(Frame::Arithmetic, 3),
            (b'(', _) => self.push(Frame::Substitution, 2),
            (b'{', _) => self.push(Frame::Brace, 2),
            (b'\'', _) if !quoted => {
                let start = self.at;
                self.at += 2;
                while self.at < self.bytes.len() && self.byte(0) != b'\'' {
                    self.at += 1 + usize::from(self.byte(0) == b'\\');
                }
                if self.at >= self.bytes.len() {
                    self.at = start + 1;
                    return self.push(Frame::Single, 1);
                }
                self.at += 1;
                self.set(State::Words);
            }
            _ => {
                self.at += 1;
                if !quoted {
                    self.set(State::Words);
                }
            }
        }
    }

    fn double(&mut self) {
        match self.byte(0) {
            b'"' => self.pop(1),
            b'\\' => self.at += 2,
            b'$' => self.dollar(true),
            b'`' => self.push(Frame::Backtick, 1),
            _ => self.at += 1,
        }
    }

    fn until(&mut self, close: u8) {
        match self.byte(0) {
            byte if byte == close => self.pop(1),
            b'\\' => self.at += 2,
            // Quotes within are read a second time by the shell.
            b'"' | b'\'' => {
                self.found.doubt = true;
                self.at += 1;
            }
            _ => self.at += 1,
        }
    }

    fn brace(&mut self) {
        match self.byte(0) {
            b'}' => self.pop(1),
            b'\\' => self.at += 2,
            b'"' => self.push(Frame::Double, 1),
            b'$' => self.dollar(true),
            b'`' => self.push(Frame::Backtick, 1),
            b'\'' => {
                self.found.doubt = true;
                self.at += 1;
            }
            _ => self.at += 1,
        }
    }

    fn arithmetic(&mut self) {
        match self.byte(0) {
            b')' if self.byte(1) == b')' => self.pop(2),
            b'(' | b'"' | b'\'' | b'$' | b'`' => {
                self.found.doubt = true;
                self.at += 1;
                if self.bytes.get(self.at - 1) == Some(&b'(') {
                    self.skip_paren();
                }
            }
            _ => self.at += 1,
        }
    }

    /// Goes behind a bracket within a calculation.
    fn skip_paren(&mut self) {
        let mut open = 1;
        while self.at < self.bytes.len() && open > 0 && self.byte(0) != b'\n' {
            open += i32::from(self.byte(0) == b'(') - i32::from(self.byte(0) == b')');
            self.at += 1;
        }
    }

    fn command(&mut self) {
        let (byte, next) = (self.byte(0), self.byte(1));
        match byte {
            b' ' | b'\t' | b'\r' => self.at += 1,
            b'\\' => {
                self.at += 2;
                if next != b'\n' {
                    self.set(State::Words);
                }
            }
            b'\n' => self.newline(),
            b'#' if self.begins_word() => self.at = self.line_end(),
            b'\'' => self.single(),
            b'"' => self.push(Frame::Double, 1),
            b'`' => self.push(Frame::Backtick, 1),
            b'$' => self.dollar(false),
            b'(' => self.opening(),
            b')' => self.closing(),
            b'|' | b'&' | b';' => self.operator(),
            b'<' | b'>' => self.redirect(),
            _ => self.word(),
        }
    }

    fn begins_word(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.bytes.get(at)).copied().unwrap_or(b'\n');
        before.is_ascii_whitespace() || b";|&()".contains(&before)
    }

    fn line_end(&self) -> usize {
        self.bytes[self.at..].iter().position(|&byte| byte == b'\n').map_or(self.bytes.len(), |found| self.at + found)
    }

    fn newline(&mut self) {
        match self.state() {
            State::Target => self.odd(),
            State::Words => self.set(State::Empty),
            State::Empty | State::Command => {}
        }
        self.at += 1;
        for (range, word) in std::mem::take(&mut self.pending) {
            if !self.document(&word) {
                self.found.document.get_or_insert((range, word));
            }
        }
    }

    /// Goes behind a here-document. `false` where its closing word is nowhere.
    fn document(&mut self, word: &str) -> bool {
        while self.at < self.bytes.len() {
            let end = self.line_end();
            let line = self.text.get(self.at..end).unwrap_or_default();
            self.at = end + 1;
            if line.trim() == word {
                return true;
            }
        }
        false
    }

    fn single(&mut self) {
        let close = match self.unclosed {
            true => None,
            false => self.bytes[self.at + 1..].iter().position(|&byte| byte == b'\''),
        };
        match close {
            Some(found) => {
                let inner = &self.bytes[self.at + 1..self.at + 1 + found];
                if inner.contains(&b'\n') && self.found.long.len() < 64 {
                    self.found.long.push(self.at);
                }
                self.at += found + 2;
                self.set(State::Words);
            }
            None => {
                self.unclosed = true;
                self.push(Frame::Single, 1);
            }
        }
    }

    fn redirect(&mut self) {
        if self.state() == State::Target {
            self.odd();
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        if self.byte(1) == b'(' {
            return self.push(Frame::Substitution, 2);
        }
        if rest.starts_with("<<") && !rest.starts_with("<<<") {
            return self.document_word();
        }
        let operators = ["<<<", "<&", ">&", ">>", ">|", "<>", "<", ">"];
        let length =
            operators.iter().find(|operator| rest.starts_with(**operator)).map_or(1, |operator| operator.len());
        self.at += length;
        self.set(State::Target);
    }

    fn document_word(&mut self) {
        let start = self.at;
        self.at += 2 + usize::from(self.byte(2) == b'-');
        while matches!(self.byte(0), b' ' | b'\t') {
            self.at += 1;
        }
        let from = self.at;
        while self.at < self.bytes.len() && !b" \t\r\n;|&<>()".contains(&self.byte(0)) {
            self.at += 1;
        }
        let word: String = self
            .text
            .get(from..self.at)
            .unwrap_or_default()
            .chars()
            .filter(|letter| !"'\"\\".contains(*letter))
            .collect();
        if word.is_empty() {
            return self.odd();
        }
        self.pending.push((start..self.at, word));
        self.set(State::Words);
    }
}
