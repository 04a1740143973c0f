//! Where the bytes of a decoded text stand in the file: `a\*b &amp; c` is written with more of them than it shows.

use crate::source::Span;
use std::ops::Range;

/// The way from a text back to the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    /// Offset in the text, offset in the file; from each on the bytes are the same up to the next.
    pieces: Vec<(u32, u32)>,
    end: u32,
}

impl Origin {
    /// The origin of `text`, which is what stands at `span` with escapes and entities decoded. Where the two do not fit
    /// together, every part of the text has the whole span for its place.
    pub(super) fn new(text: &str, source: &str, span: Span) -> Self {
        let written = source.get(span.range()).unwrap_or_default();
        let pieces = if written == text { Some(vec![(0, span.start)]) } else { pieces(text, written, span.start) };
        Origin { pieces: pieces.unwrap_or_default(), end: span.end }
    }

    /// Place in the file of a range of the text; `None` where it is not known.
    pub(super) fn span(&self, range: Range<usize>) -> Option<Span> {
        let start = self.offset(range.start)?;
        Some(Span { start, end: self.offset(range.end)?.max(start) })
    }

    fn offset(&self, offset: usize) -> Option<u32> {
        let at = self.pieces.partition_point(|&(text, _)| text as usize <= offset).checked_sub(1)?;
        let &(text, source) = self.pieces.get(at)?;
        let next = self.pieces.get(at + 1).map_or(self.end, |&(_, next)| next);
        Some((source + (offset as u32 - text)).min(next))
    }
}

fn pieces(text: &str, written: &str, base: u32) -> Option<Vec<(u32, u32)>> {
    let mut pieces = vec![(0, base)];
    let (mut shown, mut at) = (0, 0);
    let bytes = written.as_bytes();
    while at < bytes.len() {
        let (more, length) = decoded(&written[at..], text.get(shown..)?)?;
        if more != length || bytes[at] == b'\\' || bytes[at] == b'&' {
            push(&mut pieces, (shown as u32, base + at as u32));
            push(&mut pieces, ((shown + more) as u32, base + (at + length) as u32));
        }
        shown += more;
        at += length;
    }
    (shown == text.len()).then_some(pieces)
}

/// Replaces a piece of the same offset: an escape behind another needs no empty piece between them.
fn push(pieces: &mut Vec<(u32, u32)>, piece: (u32, u32)) {
    if pieces.last().is_some_and(|last| last.0 == piece.0) {
        pieces.pop();
    }
    pieces.push(piece);
}

/// Bytes that the text shows for the next thing written, and the bytes it is written with.
pub(super) fn decoded(written: &str, text: &str) -> Option<(usize, usize)> {
    let bytes = written.as_bytes();
    let first = *bytes.first()?;
    let is_shown = |next: &u8| next.is_ascii_punctuation() && text.as_bytes().first() == Some(next);
    if first == b'\\' && bytes.get(1).is_some_and(is_shown) {
        return Some((1, 2));
    }
    if first == b'&'
        && let Some(length) = entity_length(bytes)
        && (!text.starts_with('&') || is_ampersand(&written[1..length - 1]))
    {
        let first = text.chars().next()?;
        let second = text[first.len_utf8()..].chars().next();
        // Some entities are two characters; the second one is almost always a mark.
        let marks = ['\u{338}', '\u{20D2}', '\u{FE00}', '\u{333}', '\u{20E5}', '\u{200A}'];
        let is_pair = |second: &char| marks.contains(second) || written.starts_with("&fjlig;");
        let more = second.filter(|second| is_pair(second) && !written[length..].starts_with(*second));
        return Some((first.len_utf8() + more.map_or(0, char::len_utf8), length));
    }
    // A NUL is shown as U+FFFD.
    if first == 0 && text.starts_with('\u{FFFD}') {
        return Some((3, 1));
    }
    let length = written.chars().next()?.len_utf8();
    (text.get(..length)? == &written[..length]).then_some((length, length))
}

/// Length of what has the form of an entity.
fn entity_length(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().take(40).skip(1).position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'#')? + 1;
    (bytes[end] == b';' && end > 1).then_some(end + 1)
}

fn is_ampersand(name: &str) -> bool {
    let code = name.strip_prefix('#').map(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => digits.parse(),
    });
    matches!(name, "amp" | "AMP") || code == Some(Ok(38))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places<'s>(text: &str, source: &'s str, words: &[&str]) -> Vec<&'s str> {
        let origin = Origin::new(text, source, Span::new(0, source.len()));
        let place = |word: &&str| {
            let at = text.find(*word).unwrap();
            origin.span(at..at + word.len()).map(|span| &source[span.range()])
        };
        words.iter().filter_map(place).collect()
    }

    #[test]
    fn words_behind_escapes_and_entities_are_found() {
        let source = r"確認\*1\* &lt;名前&gt; と &amp;amp; 、A&B; C\D";
        let text = "確認*1* <名前> と &amp; 、A&B; C\\D";
        let words = ["確認", "*", "1*", "<名前>", "&amp;", "、A&B;", "C\\D"];
        let found = ["確認", r"\*", r"1\*", "&lt;名前&gt;", "&amp;amp;", "、A&B;", r"C\D"];
        assert_eq!(places(text, source, &words), found);
    }

    #[test]
    fn entities_of_two_characters_and_escapes_in_a_row() {
        assert_eq!(places("≂̸終", "&NotEqualTilde;終", &["終"]), ["終"]);
        assert_eq!(places("&&&x", r"&amp;\&&#38;x", &["x"]), ["x"]);
    }

    #[test]
    fn what_does_not_fit_has_no_place() {
        assert_eq!(places("別の文", "もとの文", &["別"]), Vec::<&str>::new());
    }
}
