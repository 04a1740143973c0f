//! SQL text to tokens, in one pass and never failing.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword or name.
    Word,
    /// `"name"`, `` `name` ``
    QuotedName,
    /// `'text'`, `$$text$$`
    String,
    /// A number.
    Number,
    /// `:name`, `$1`, `@x`
    Variable,
    /// One character that is none of these.
    Symbol,
    /// A comment.
    Comment,
    /// A client's own command to the line's end.
    Meta,
}

/// A piece of SQL.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    /// Whether it is the first of its line.
    pub(super) first: bool,
    /// Whether a blank line stands in front of it.
    pub(super) parted: bool,
}

/// Takes a text apart.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens: Vec<Token> = Vec::new();
    let (mut at, mut first, mut newlines) = (0, true, 0);
    // Without a closing mark of a kind behind some place there is none behind a later one either.
    let mut missing = [false; 128];
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b'\n' {
            newlines += 1;
            first = true;
            at += 1;
            continue;
        }
        if byte.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let open = tokens.last().is_some_and(|last| !is_end(text, last));
        let (kind, end) = token(text, at, first && !open, &mut missing);
        let end = end.max(at + 1).min(bytes.len());
        tokens.push(Token { kind, range: at..end, first, parted: newlines > 1 });
        (first, newlines, at) = (false, 0, end);
    }
    tokens
}

fn is_end(text: &str, token: &Token) -> bool {
    token.kind == Kind::Meta || token.kind == Kind::Comment || text.get(token.range.clone()) == Some(";")
}

fn token(text: &str, at: usize, fresh: bool, missing: &mut [bool; 128]) -> (Kind, usize) {
    let bytes = text.as_bytes();
    let byte = bytes[at];
    let next = bytes.get(at + 1).copied().unwrap_or(0);
    let line_end =
        |from: usize| bytes[from..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |found| from + found);
    match byte {
        b'-' if next == b'-' => (Kind::Comment, line_end(at)),
        b'#' if fresh => (Kind::Comment, line_end(at)),
        b'/' if next == b'*' => (Kind::Comment, closing(text, at + 2, "*/", missing).unwrap_or(bytes.len())),
        b'\\' if next.is_ascii_alphabetic() || matches!(next, b'?' | b'!') => (Kind::Meta, line_end(at)),
        b'.' if fresh && next.is_ascii_alphabetic() => (Kind::Meta, line_end(at)),
        b'\'' => (Kind::String, closing(text, at + 1, "'", missing).unwrap_or(at + 1)),
        b'"' => (Kind::QuotedName, closing(text, at + 1, "\"", missing).unwrap_or(at + 1)),
        b'`' => (Kind::QuotedName, closing(text, at + 1, "`", missing).unwrap_or(at + 1)),
        b'$' if next == b'$' => (Kind::String, closing(text, at + 2, "$$", missing).unwrap_or(at + 2)),
        b'$' | b'@' => (Kind::Variable, word_end(bytes, at + 1)),
        b':' if next.is_ascii_alphabetic() => (Kind::Variable, word_end(bytes, at + 1)),
        b':' if next == b':' => (Kind::Symbol, at + 2),
        b'0'..=b'9' => (Kind::Number, number_end(bytes, at)),
        _ if is_word(byte) => (Kind::Word, word_end(bytes, at)),
        _ => (Kind::Symbol, at + 1),
    }
}

fn closing(text: &str, from: usize, mark: &'static str, missing: &mut [bool; 128]) -> Option<usize> {
    let slot = mark.bytes().next().unwrap_or(0) as usize & 127;
    if missing[slot] {
        return None;
    }
    match text.get(from..).and_then(|rest| rest.find(mark)) {
        Some(found) => Some(from + found + mark.len()),
        None => {
            missing[slot] = true;
            None
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn word_end(bytes: &[u8], at: usize) -> usize {
    let length = bytes[at..].iter().position(|&byte| !(is_word(byte) || byte.is_ascii_digit() || byte == b'$'));
    length.map_or(bytes.len(), |length| at + length)
}

fn number_end(bytes: &[u8], at: usize) -> usize {
    let length = bytes[at..].iter().position(|&byte| !(byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_'));
    length.map_or(bytes.len(), |length| at + length)
}
