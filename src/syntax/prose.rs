//! Inlines as plain text with the way back to the file: what every later pass reads.

use super::origin::Origin;
use super::{Inline, InlineKind};
use crate::source::Span;

/// Plain text of inlines, markup left out, with the place in the file of each part of it. `<br>` and a soft break that
/// shows as a space are a blank or `\n`; text of code spans stands as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// The text.
    pub text: String,
    /// Parts in order: byte offset in `text`, span in the file, kind.
    pub parts: Vec<Part>,
    /// Of each text that is written with escapes or entities: byte offset in `text`, and where its bytes stand.
    origins: Vec<(u32, Origin)>,
}

/// A part of a [`Prose`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Byte offset in [`Prose::text`].
    pub start: u32,
    /// Place in the file.
    pub span: Span,
    /// Whether the span's bytes are those of the text one for one.
    pub verbatim: bool,
    /// What the part comes from.
    pub kind: PartKind,
}

/// What a part of a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Words.
    Text,
    /// A code span.
    Code,
    /// Text of a link that is written as one (`[…](…)`).
    LinkText,
    /// A bare or angle-bracketed address.
    Address,
    /// HTML shown as text.
    Html,
    /// A line break or blank that the markup makes.
    Break,
}

impl Prose {
    /// Text of `inlines` in `source`, the whole file's text.
    #[must_use]
    pub fn new(inlines: &[Inline], source: &str) -> Self {
        let mut prose = Prose::default();
        if let (Some(first), Some(last)) = (inlines.first(), inlines.last()) {
            // A text is no longer than it is written, but for entities.
            prose.text.reserve(last.span.end.saturating_sub(first.span.start) as usize);
            prose.parts.reserve(inlines.len());
        }
        prose.collect(inlines, source, None);
        prose
    }

    /// The first character of the text of `inlines` that is no blank, without making the text.
    #[must_use]
    pub fn first_character(inlines: &[Inline]) -> Option<char> {
        inlines.iter().find_map(|inline| match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::HtmlText(text) => {
                text.chars().find(|character| !character.is_whitespace())
            }
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Image { content, .. }
            | InlineKind::Link { content, .. } => Prose::first_character(content),
            InlineKind::SoftBreak(_)
            | InlineKind::HardBreak
            | InlineKind::WordBreak
            | InlineKind::Anchor(_)
            | InlineKind::Comment(_)
            | InlineKind::FootnoteReference(..) => None,
        })
    }

    fn push(&mut self, text: &str, span: Span, source: &str, kind: PartKind) {
        if text.is_empty() {
            return;
        }
        let mut span = span;
        let mut verbatim = source.get(span.range()) == Some(text);
        if !verbatim && kind == PartKind::Code {
            // A code span's own bytes lie inside its backticks.
            if let Some(at) = source.get(span.range()).and_then(|outer| outer.find(text)) {
                span = Span::new(span.start as usize + at, span.start as usize + at + text.len());
                verbatim = true;
            }
        }
        if !verbatim && matches!(kind, PartKind::Text | PartKind::LinkText) {
            self.origins.push((self.text.len() as u32, Origin::new(text, source, span)));
        }
        self.parts.push(Part { start: self.text.len() as u32, span, verbatim, kind });
        self.text.push_str(text);
    }

    fn collect(&mut self, inlines: &[Inline], source: &str, inherited: Option<PartKind>) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.push(text, inline.span, source, inherited.unwrap_or(PartKind::Text)),
                InlineKind::Code(text) => self.push(text, inline.span, source, PartKind::Code),
                InlineKind::HtmlText(text) => self.push(text, inline.span, source, inherited.unwrap_or(PartKind::Html)),
                InlineKind::Emphasis(content)
                | InlineKind::Strong(content)
                | InlineKind::Strikethrough(content)
                | InlineKind::Element(_, content) => self.collect(content, source, inherited),
                InlineKind::Image { content, .. } => self.collect(content, source, Some(PartKind::LinkText)),
                InlineKind::Link { content, automatic, .. } => {
                    let kind = if *automatic { PartKind::Address } else { PartKind::LinkText };
                    self.collect(content, source, Some(kind));
                }
                InlineKind::SoftBreak(true) => self.push(" ", inline.span, source, PartKind::Break),
                InlineKind::HardBreak => self.push("\n", inline.span, source, PartKind::Break),
                InlineKind::SoftBreak(false)
                | InlineKind::WordBreak
                | InlineKind::Anchor(_)
                | InlineKind::Comment(_)
                | InlineKind::FootnoteReference(..) => {}
            }
        }
    }

    /// The part that holds a byte offset of the text.
    #[must_use]
    pub fn part(&self, offset: usize) -> Option<Part> {
        let at = self.parts.partition_point(|part| part.start as usize <= offset);
        at.checked_sub(1).map(|at| self.parts[at])
    }

    /// Where the part ends that holds a byte offset of the text.
    #[must_use]
    pub fn part_end(&self, offset: usize) -> usize {
        let next = self.parts.partition_point(|part| part.start as usize <= offset);
        self.parts.get(next).map_or(self.text.len(), |part| part.start as usize)
    }

    /// Place in the file of a byte range of the text.
    #[must_use]
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        let Some(first) = self.part(range.start) else { return Span::default() };
        let start = self.place(first, range.start).start;
        if range.end <= range.start {
            return Span { start, end: start };
        }
        let last = self.part(range.end - 1).unwrap_or(first);
        Span { start, end: self.place(last, range.end).end.max(start) }
    }

    /// Where a boundary between two characters of a part stands; the whole part, where only that is known.
    fn place(&self, part: Part, offset: usize) -> Span {
        let inside = offset as u32 - part.start;
        let point = |place: u32| Span { start: place.min(part.span.end), end: place.min(part.span.end) };
        if part.verbatim {
            return point(part.span.start + inside);
        }
        let origin = self.origins.binary_search_by_key(&part.start, |&(start, _)| start);
        let origin = origin.ok().and_then(|at| self.origins.get(at));
        origin.and_then(|(_, origin)| origin.span(inside as usize..inside as usize)).unwrap_or(part.span)
    }

    /// Place in the file of the whole text.
    #[must_use]
    pub fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }
}
