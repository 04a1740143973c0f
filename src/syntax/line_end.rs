//! Ends of lines inside a paragraph.
//!
//! Japanese is written without blanks: a line end between two Japanese characters shows as nothing, every other one as
//! a blank.

use super::document::{Inline, InlineKind};
use std::borrow::Cow;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Lines of a text with their ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let bytes = rest.as_bytes();
        let end = match memchr::memchr2(b'\n', b'\r', bytes) {
            Some(at) if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        let (line, behind) = rest.split_at(end);
        rest = behind;
        (!line.is_empty()).then_some(line)
    })
}

/// Byte ranges between one LF and the next, with it, that are longer than `longer_than` bytes.
pub(super) fn stretches(text: &str, longer_than: usize) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).chain([text.len()]);
    ends.filter_map(move |end| {
        let stretch = from..end;
        from = end;
        (stretch.len() > longer_than).then_some(stretch)
    })
}

/// A text with every line end as `\n`.
pub(super) fn unified(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut unified = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((line, behind)) = rest.split_once('\r') {
        unified.push_str(line);
        unified.push('\n');
        rest = behind.strip_prefix('\n').unwrap_or(behind);
    }
    unified.push_str(rest);
    Cow::Owned(unified)
}

/// Decides for every soft break of a block's inlines whether it shows.
pub(super) fn join(inlines: &mut [Inline]) {
    if !has_break(inlines) {
        return;
    }
    let mut edges = Vec::new();
    collect(inlines, &mut edges);
    let mut shows = Vec::new();
    for (at, edge) in edges.iter().enumerate() {
        if matches!(edge, Edge::Break) {
            let before = edges[..at].last();
            let behind = edges.get(at + 1);
            let joined = matches!((before, behind), (Some(Edge::Text(_, last)), Some(Edge::Text(first, _)))
                if is_japanese(*last) && is_japanese(*first));
            shows.push(!joined);
        }
    }
    assign(inlines, &mut shows.into_iter());
}

enum Edge {
    Break,
    /// First and last character of a piece of text.
    Text(char, char),
}

/// Most blocks have one line.
fn has_break(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match &inline.kind {
        InlineKind::SoftBreak(_) => true,
        InlineKind::Emphasis(content)
        | InlineKind::Strong(content)
        | InlineKind::Strikethrough(content)
        | InlineKind::Element(_, content)
        | InlineKind::Link { content, .. }
        | InlineKind::Image { content, .. } => has_break(content),
        _ => false,
    })
}

fn collect(inlines: &[Inline], edges: &mut Vec<Edge>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::HtmlText(text) => {
                if let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) {
                    edges.push(Edge::Text(first, last));
                }
            }
            InlineKind::SoftBreak(_) => edges.push(Edge::Break),
            InlineKind::HardBreak | InlineKind::FootnoteReference(..) => edges.push(Edge::Text(' ', ' ')),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. }
            | InlineKind::Image { content, .. } => collect(content, edges),
            InlineKind::Anchor(_) | InlineKind::Comment(_) | InlineKind::WordBreak => {}
        }
    }
}

fn assign(inlines: &mut [Inline], shows: &mut impl Iterator<Item = bool>) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::SoftBreak(show) => *show = shows.next().unwrap_or(true),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. }
            | InlineKind::Image { content, .. } => assign(content, shows),
            _ => {}
        }
    }
}

/// Whether a character is written without a blank before its neighbour: kana, kanji, Japanese punctuation, full-width
/// forms. Hangul is written with blanks; emoji are no script.
pub(super) fn is_japanese(character: char) -> bool {
    match character {
        '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}' => false,
        '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' => true,
        '\u{20000}'..='\u{3FFFF}' => character.width() == Some(2),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_three_kinds_are_one() {
        assert_eq!(unified("あ\r\nい\rう\nえ\r\r\n"), "あ\nい\nう\nえ\n\n");
        assert_eq!(lines("あ\r\nい\rう\nえ").collect::<Vec<_>>(), ["あ\r\n", "い\r", "う\n", "え"]);
        assert_eq!(lines("").count(), 0);
    }
}
