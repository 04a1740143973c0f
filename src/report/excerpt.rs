//! The few lines of a text that stand around a finding.
//!
//! A renderer that is given the whole text counts its lines anew for each finding, and a line of megabytes would be
//! measured whole: an excerpt holds the lines of the span, and of a very long line what stands near it.
//!
//! ⚠ followed by U+FE0F is two columns wide on a terminal and one in the renderer's count, 👍 with a colour of skin two
//! and not four. In an excerpt such a pair is one wide character that no text holds, and [`Excerpt::restore`] puts the
//! pair back into what was rendered. What would move a terminal's cursor or turn its text around is U+FFFD there (ASCII
//! controls are the renderer's own care).

use std::collections::HashMap;
use std::ops::Range;

use crate::source::{SourceFile, Span};
use crate::text::disturbs;
use crate::text::width::{Ambiguous, width};

/// Bytes of a line that are kept on each side of a span.
const AROUND: usize = 600;

/// A span over more lines than this is shown by its first line.
const LINES: u32 = 6;

/// First of the wide code points that stand in for a pair; nothing is assigned there, nor on the whole plane's end.
const STAND_IN: u32 = 0x3_FF00;

/// How many different pairs one excerpt can hold.
const STAND_INS: u32 = 0xF0;

/// Lines around one span or several near ones.
pub(super) struct Excerpt {
    /// The lines, with stand-ins.
    pub(super) text: String,
    /// Number of the first line.
    pub(super) first_line: usize,
    /// Each span as a range of `text`.
    pub(super) ranges: Vec<Range<usize>>,
    /// Stand-ins with what they stand for.
    pairs: Vec<(char, String)>,
}

impl Excerpt {
    /// The excerpt of `spans`, which all lie within the lines of the first one or near them. `None` where there is no
    /// text at all.
    pub(super) fn new(file: &SourceFile, spans: &[Span]) -> Option<Excerpt> {
        if file.text().is_empty() {
            return None;
        }
        let spans: Vec<Span> = spans.iter().map(|&span| shortened(file, span)).collect();
        let start = spans.iter().map(|span| span.start).min().unwrap_or_default();
        let end = spans.iter().map(|span| span.end).max().unwrap_or_default();
        let window = window(file, start, end);
        let first_line = file.line(window.start as u32) as usize;
        let (text, offsets, pairs) = with_stand_ins(&file.text()[window.clone()]);
        let moved = |offset: u32| {
            let within = (offset as usize).clamp(window.start, window.end) - window.start;
            offsets.iter().rev().find(|(from, _)| *from <= within).map_or(within, |(from, to)| to + (within - from))
        };
        let ranges = spans.iter().map(|span| {
            let range = moved(span.start)..moved(span.end);
            text.floor_char_boundary(range.start)..text.floor_char_boundary(range.end)
        });
        let ranges = ranges.collect();
        Some(Excerpt { text, first_line, ranges, pairs })
    }

    /// Line and column (in characters of the excerpt) of its first span, as a renderer counts them.
    pub(super) fn position(&self) -> (usize, usize) {
        let before = self.ranges.first().and_then(|range| self.text.get(..range.start)).unwrap_or_default();
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        (self.first_line + before.matches('\n').count(), before[line..].chars().count() + 1)
    }

    /// Puts the pairs back into a rendered text.
    pub(super) fn restore(&self, mut rendered: String) -> String {
        for (stand_in, pair) in &self.pairs {
            rendered = rendered.replace(*stand_in, pair);
        }
        rendered
    }
}

/// Whether two spans of a file stand near enough for one excerpt.
pub(super) fn near(file: &SourceFile, one: Span, other: Span) -> bool {
    let (one, other) = (file.location(shortened(file, one)), file.location(shortened(file, other)));
    one.line.abs_diff(other.line) <= LINES && one.end_line.abs_diff(other.end_line) <= LINES
}

fn shortened(file: &SourceFile, span: Span) -> Span {
    let length = file.text().len();
    let boundary = |offset: u32| file.text().floor_char_boundary((offset as usize).min(length));
    let (start, mut end) = (boundary(span.start), boundary(span.end));
    let place = file.location(Span { start: start as u32, end: end.max(start) as u32 });
    if place.end_line - place.line > LINES {
        let line = place.line as usize;
        end = file.line_start(line) + file.line_text(line).len();
    }
    Span::new(start, end.max(start))
}

/// Whole lines from the one of `start` to the one of `end`; where that is much more than the span, what is near it.
fn window(file: &SourceFile, start: u32, end: u32) -> Range<usize> {
    let (first, last) = (file.line(start) as usize, file.line(end.max(start)) as usize);
    let from = file.line_start(first);
    let to = file.line_start(last) + file.line_text(last).len();
    let (start, end) = (start as usize, end as usize);
    let text = file.text();
    let from = if start - from > AROUND { text.floor_char_boundary(start - AROUND) } else { from };
    let shown = end.min(start + 2 * AROUND);
    let to = if to.saturating_sub(shown) > AROUND { text.floor_char_boundary(shown + AROUND) } else { to };
    from..to.max(from)
}

/// Whether a character changes the width of the one before it: U+FE0F, and the colours of skin.
fn alters(character: char) -> bool {
    matches!(character, '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// Pairs of offsets (before, behind the replacement), and stand-ins with what they stand for.
type Replaced = (String, Vec<(usize, usize)>, Vec<(char, String)>);

fn with_stand_ins(text: &str) -> Replaced {
    let stands_in = |character: char| (STAND_IN..STAND_IN + STAND_INS).contains(&u32::from(character));
    let odd = |character: char| !character.is_ascii_control() && disturbs(character);
    if !text.contains(|character| alters(character) || odd(character)) {
        return (text.to_owned(), Vec::new(), Vec::new());
    }
    let free = !text.contains(stands_in);
    let mut replaced = String::with_capacity(text.len());
    let mut offsets = Vec::new();
    let mut known: HashMap<&str, char> = HashMap::new();
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let follows = characters.peek().copied().filter(|&(_, next)| alters(next));
        let end = follows.map_or(at, |(next_at, next)| next_at + next.len_utf8());
        let pair = text.get(at..end).filter(|pair| !pair.is_empty());
        let widened = pair.filter(|pair| {
            let counted: usize = pair.chars().map(|one| width(one.encode_utf8(&mut [0; 4]), Ambiguous::Narrow)).sum();
            free && width(pair, Ambiguous::Narrow) == 2 && counted != 2
        });
        let next = char::from_u32(STAND_IN + known.len() as u32).filter(|&next| stands_in(next));
        match (widened, next) {
            (Some(pair), Some(next)) => {
                replaced.push(*known.entry(pair).or_insert(next));
                characters.next();
                offsets.push((end, replaced.len()));
            }
            _ if odd(character) => {
                replaced.push('\u{FFFD}');
                offsets.push((at + character.len_utf8(), replaced.len()));
            }
            _ => replaced.push(character),
        }
    }
    let pairs = known.into_iter().map(|(pair, stand_in)| (stand_in, pair.to_owned())).collect();
    (replaced, offsets, pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, needle: &str) -> (Excerpt, String) {
        let file = SourceFile::new("a.md", text);
        let start = text.find(needle).unwrap();
        let excerpt = Excerpt::new(&file, &[Span::new(start, start + needle.len())]).unwrap();
        let marked = excerpt.text[excerpt.ranges[0].clone()].to_owned();
        (excerpt, marked)
    }

    #[test]
    fn lines_of_the_span_are_kept() {
        let (excerpt, marked) = excerpt("一行目\r\n二行目の語\r\n三行目\r\n", "の");
        assert_eq!((excerpt.text.as_str(), excerpt.first_line, marked.as_str()), ("二行目の語", 2, "の"));
    }

    #[test]
    fn a_pair_with_a_variation_selector_comes_back() {
        let (excerpt, marked) = excerpt("⚠\u{FE0F}注意1\u{FE0F}\u{20E3}⚠\u{FE0F}終⚠", "終");
        assert_eq!(marked, "終");
        assert!(!excerpt.text.contains('\u{FE0F}'));
        assert_eq!(
            width(&excerpt.text, Ambiguous::Narrow),
            width("⚠\u{FE0F}注意1\u{FE0F}\u{20E3}⚠\u{FE0F}終⚠", Ambiguous::Narrow)
        );
        let text = excerpt.text.clone();
        assert_eq!(excerpt.restore(text), "⚠\u{FE0F}注意1\u{FE0F}\u{20E3}⚠\u{FE0F}終⚠");
    }

    #[test]
    fn very_long_lines_and_spans_are_cut() {
        let text = format!("{}的{}", "長".repeat(100_000), "い".repeat(100_000));
        let (excerpt, marked) = excerpt(&text, "的");
        assert!(excerpt.text.len() < 4 * AROUND && marked == "的");
        let text = format!("```\n{}", "行\n".repeat(1000));
        let file = SourceFile::new("a.md", text.clone());
        let all = Excerpt::new(&file, &[Span::new(0, text.len())]).unwrap();
        assert_eq!((all.text.as_str(), all.ranges[0].clone()), ("```", 0..3));
    }

    #[test]
    fn spans_out_of_the_text_do_no_harm() {
        let file = SourceFile::new("a.md", "あ⚠\u{FE0F}\n");
        for (start, end) in [(0, 99), (1, 2), (98, 99), (8, 9), (10, 10), (5, 7)] {
            let excerpt = Excerpt::new(&file, &[Span::new(start, end)]).unwrap();
            assert!(excerpt.text.get(excerpt.ranges[0].clone()).is_some(), "{start}..{end}");
        }
    }
}
