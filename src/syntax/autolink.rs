//! Bare addresses in running text (GFM's extended autolinks), with ends that are right for Japanese.
//!
//! GFM lets an address run to the next blank, so that `http://host/d/abc（本番）を見る` takes the sentence with it. Here
//! an address ends at Japanese punctuation, and at Japanese words unless they stand where a path has one
//! (`https://ja.wikipedia.org/wiki/障害`) or a host (`http://日本語.jp/`).

use super::document::{Destination, Inline, InlineKind};
use super::origin::Origin;
use crate::source::Span;
use std::ops::Range;

/// Turns addresses in text into links, everywhere but inside links.
pub(super) fn find(inlines: &mut Vec<Inline>, source: &str) {
    for inline in inlines.iter_mut() {
        match &mut inline.kind {
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content) => find(content, source),
            _ => {}
        }
    }
    if !inlines.iter().any(|inline| matches!(&inline.kind, InlineKind::Text(text) if may_hold(text))) {
        return;
    }
    let mut output: Vec<Inline> = Vec::with_capacity(inlines.len() + 2);
    let mut input = std::mem::take(inlines).into_iter().peekable();
    while let Some(inline) = input.next() {
        let InlineKind::Text(text) = inline.kind else {
            output.push(inline);
            continue;
        };
        let mut pieces = Words::new(&text, inline.span, source).split(0);
        // An address that runs into a placeholder (`https://host/<id>/logs`) goes on behind it.
        while let Some(open) = pieces.last_mut().filter(|piece| piece.address && piece.open) {
            let Some(Inline { kind: InlineKind::HtmlText(tag), .. }) = input.peek() else { break };
            if tag.starts_with("</") || tag.contains(char::is_whitespace) {
                break;
            }
            let Some(Inline { span, kind: InlineKind::HtmlText(tag) }) = input.next() else { break };
            open.target.push_str(&tag);
            open.span = open.span.to(span);
            open.content.push(Inline { span, kind: InlineKind::HtmlText(tag) });
            if !matches!(input.peek(), Some(Inline { kind: InlineKind::Text(_), .. })) {
                continue;
            }
            let Some(Inline { span, kind: InlineKind::Text(rest) }) = input.next() else { break };
            let words = Words::new(&rest, span, source);
            let end = address_end(&rest, 0, 0);
            if end > 0 {
                let place = words.place(0..end);
                open.target.push_str(&rest[..end]);
                open.span = open.span.to(place);
                open.content.push(Inline { span: place, kind: InlineKind::Text(rest[..end].to_owned()) });
            }
            open.open = end == rest.len();
            pieces.extend(words.split(end));
        }
        output.extend(pieces.into_iter().map(Piece::into_inline));
    }
    *inlines = output;
}

fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |at: usize| match bytes[at] {
        b':' => bytes[at..].starts_with(b"://"),
        b'w' => bytes[at..].starts_with(b"www."),
        _ => true,
    };
    memchr::memchr3_iter(b':', b'w', b'@', bytes).any(begins)
}

struct Piece {
    address: bool,
    /// Runs to the very end of its text.
    open: bool,
    target: String,
    span: Span,
    content: Vec<Inline>,
}

impl Piece {
    fn into_inline(self) -> Inline {
        let Piece { address, target, span, mut content, .. } = self;
        if !address && content.len() == 1 {
            return content.remove(0);
        }
        let destination = Box::new(Destination { target, title: String::new() });
        Inline { span, kind: InlineKind::Link { destination, content, automatic: true } }
    }
}

/// A text with its place.
struct Words<'t> {
    text: &'t str,
    span: Span,
    origin: Origin,
}

impl<'t> Words<'t> {
    fn new(text: &'t str, span: Span, source: &str) -> Self {
        Words { text, span, origin: Origin::new(text, source, span) }
    }

    fn place(&self, range: Range<usize>) -> Span {
        self.origin.span(range).unwrap_or(self.span)
    }

    /// Addresses and what stands between them, from an offset on.
    fn split(&self, from: usize) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut plain = from;
        while let Some((range, target)) = next_address(self.text, plain) {
            pieces.extend(self.piece(plain..range.start, None));
            plain = range.end;
            pieces.extend(self.piece(range, Some(target)));
        }
        pieces.extend(self.piece(plain..self.text.len(), None));
        pieces
    }

    fn piece(&self, range: Range<usize>, target: Option<String>) -> Option<Piece> {
        if range.is_empty() {
            return None;
        }
        let span = self.place(range.clone());
        let content = vec![Inline { span, kind: InlineKind::Text(self.text[range.clone()].to_owned()) }];
        let open = range.end == self.text.len();
        Some(Piece { address: target.is_some(), open, target: target.unwrap_or_default(), span, content })
    }
}

/// The first address at or behind `from`: its range and its target.
fn next_address(text: &str, from: usize) -> Option<(Range<usize>, String)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let found = match bytes[at] {
            b':' if bytes[at..].starts_with(b"://") => web(text, from, at),
            b'w' if bytes[at..].starts_with(b"www.") => www(text, at),
            b'@' => mail(text, from, at),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        at += 1;
    }
    None
}

fn web(text: &str, from: usize, colon: usize) -> Option<(Range<usize>, String)> {
    let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| text[from..colon].ends_with(scheme))?;
    let start = colon - scheme.len();
    if text[..start].chars().next_back().is_some_and(|before| before.is_ascii_alphanumeric()) {
        return None;
    }
    let host = colon + 3;
    let end = address_end(text, start, host);
    (end > host).then(|| (start..end, text[start..end].to_owned()))
}

fn www(text: &str, start: usize) -> Option<(Range<usize>, String)> {
    let before = text[..start].chars().next_back();
    if before.is_some_and(|before| before.is_ascii_alphanumeric() || before == '.' || before == '/') {
        return None;
    }
    // The host comes first: where it is none, what is behind it has not been read for nothing.
    let host = text[start..].split(['/', '?', '#', ' ']).next().unwrap_or_default();
    if host.bytes().filter(|&byte| byte == b'.').take(2).count() < 2 {
        return None;
    }
    let end = address_end(text, start, start + 4);
    let host = text[start..end].split('/').next().unwrap_or_default();
    (end > start + 4 && host.matches('.').count() >= 2).then(|| (start..end, format!("http://{}", &text[start..end])))
}

fn mail(text: &str, from: usize, at: usize) -> Option<(Range<usize>, String)> {
    let local = |character: char| character.is_ascii_alphanumeric() || matches!(character, '.' | '_' | '+' | '-');
    let start = from + text[from..at].trim_end_matches(local).len();
    if start == at || text[..start].ends_with(['/', ':', '@', '=']) {
        return None;
    }
    let rest = &text[at + 1..];
    let host = &rest
        [..rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))).unwrap_or(rest.len())];
    // GFM: a host ends with neither of these.
    if host.ends_with(['-', '_']) {
        return None;
    }
    let host = host.trim_end_matches('.');
    let (name, top) = host.rsplit_once('.')?;
    let behind = rest[host.len()..].chars().next();
    // `git@github.com:owner/name` is no mail address, nor is `root@10.0.0.1`.
    if name.is_empty() || !top.bytes().all(|byte| byte.is_ascii_alphabetic()) || matches!(behind, Some(':' | '/')) {
        return None;
    }
    let end = at + 1 + host.len();
    Some((start..end, format!("mailto:{}", &text[start..end])))
}

/// Byte behind the last character of an address that starts at `start` and whose host starts at `host`.
fn address_end(text: &str, start: usize, host: usize) -> usize {
    let mut end = host.max(start);
    let mut previous = '/';
    let mut japanese = false;
    while let Some(character) = text[end..].chars().next() {
        if character == '<' {
            // `<日本語>` in an address is a placeholder.
            let Some(close) = placeholder_length(&text[end..]) else { break };
            end += close;
            previous = '>';
            japanese = false;
            continue;
        }
        if character.is_whitespace() || character.is_control() || ends_address(character) {
            break;
        }
        let word = !character.is_ascii();
        if word && !japanese && (!may_start_word(previous) || is_particle(character)) {
            break;
        }
        if word && character == 'を' {
            break;
        }
        japanese = word;
        previous = character;
        end += character.len_utf8();
    }
    trimmed_end(text, start, end)
}

fn placeholder_length(text: &str) -> Option<usize> {
    // No name is longer, and a text with many `<` must not be read to its end for each.
    let close = text.bytes().take(80).position(|byte| byte == b'>')?;
    let name = &text[1..close];
    let fits = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '/' | '='));
    fits.then_some(close + 1)
}

/// Whether a Japanese word can stand behind this character inside an address.
fn may_start_word(previous: char) -> bool {
    matches!(previous, '/' | '=' | '-' | '_' | '#' | '%' | '?' | '.' | '&')
}

fn is_particle(character: char) -> bool {
    matches!(character, 'を' | 'に' | 'は' | 'が' | 'の' | 'で' | 'と' | 'へ' | 'も' | 'や')
}

/// Japanese punctuation and brackets, quotation marks, dashes of running text.
fn ends_address(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{303F}' | '\u{30FB}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}')
        || matches!(character, '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}')
        || matches!(character, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' | '"' | '`')
}

/// Takes off what GFM takes off: closing punctuation, a bracket without partner, an entity.
fn trimmed_end(text: &str, start: usize, mut end: usize) -> usize {
    let mut opened = text[start..end].matches('(').count();
    let mut closed = text[start..end].matches(')').count();
    while let Some(last) = text[start..end].chars().next_back() {
        match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' => end -= 1,
            ')' if closed > opened => {
                closed -= 1;
                end -= 1;
            }
            '(' => {
                opened -= 1;
                end -= 1;
            }
            ';' => {
                let before = text[start..end - 1].trim_end_matches(|c: char| c.is_ascii_alphanumeric());
                end = if before.ends_with('&') { start + before.len() - 1 } else { end - 1 };
            }
            _ => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<String> {
        let mut inlines = vec![Inline { span: Span::new(0, text.len()), kind: InlineKind::Text(text.to_owned()) }];
        find(&mut inlines, text);
        let written = |span: Span| text[span.range()].to_owned();
        inlines
            .into_iter()
            .filter(|inline| matches!(inline.kind, InlineKind::Link { .. }))
            .map(|inline| written(inline.span))
            .collect()
    }

    #[test]
    fn an_address_ends_where_japanese_begins() {
        assert_eq!(addresses("http://grafana.internal/d/abc（本番）を見る"), ["http://grafana.internal/d/abc"]);
        assert_eq!(addresses("（https://status.example/）、次"), ["https://status.example/"]);
        assert_eq!(addresses("https://host/d/abcを見る"), ["https://host/d/abc"]);
        assert_eq!(addresses("https://host/を開く"), ["https://host/"]);
        assert_eq!(addresses("確認 (https://host/a_(b)) です。"), ["https://host/a_(b)"]);
    }

    #[test]
    fn japanese_paths_and_hosts_stay() {
        assert_eq!(addresses("https://ja.wikipedia.org/wiki/障害 を参照"), ["https://ja.wikipedia.org/wiki/障害"]);
        assert_eq!(addresses("http://日本語.jp/案内"), ["http://日本語.jp/案内"]);
        assert_eq!(addresses("https://host/?q=障害&x=1"), ["https://host/?q=障害&x=1"]);
    }

    #[test]
    fn mail_addresses_and_what_looks_like_one() {
        assert_eq!(addresses("連絡は sre@kawasemi.co.jp まで"), ["sre@kawasemi.co.jp"]);
        assert_eq!(addresses("a.b-c_d@a.b- と a.b@c.d_"), Vec::<String>::new());
        assert_eq!(addresses("git@github.com:o/r と root@10.0.0.1 と @sre-lead"), Vec::<String>::new());
    }

    #[test]
    fn a_placeholder_inside_an_address_belongs_to_it() {
        assert_eq!(addresses("https://host/<案件番号>/logs を見る"), ["https://host/<案件番号>/logs"]);
    }
}
