//! Boxes that stand in the text as characters (□ in lines, lists and tables): each becomes one that can be ticked.

use super::content::Content;
use crate::emit::task::Mark;
use crate::source::Span;
use crate::syntax::{BlockKind, Inline, Item};

/// Whether text stands in the label of a box.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Label {
    #[default]
    None,
    /// In one that ends where the run of inlines ends, the line, or at the next box.
    Open,
    /// In one that ends further out: none may begin.
    Around,
}

/// A box as it stands in a text.
const SIGNS: [&str; 8] = ["[ ]", "[x]", "[X]", "□", "☐", "⬜", "☑", "☒"];

impl<'a> Content<'a> {
    /// Goes one level deeper; gives what [`Content::leave_labels`] needs.
    pub(super) fn enter_labels(&mut self) -> Label {
        let inside = if self.label == Label::None { Label::None } else { Label::Around };
        std::mem::replace(&mut self.label, inside)
    }

    pub(super) fn leave_labels(&mut self, around: Label) {
        self.close_label();
        self.label = around;
    }

    pub(super) fn close_label(&mut self) {
        if self.label == Label::Open {
            self.html.close("label");
            self.label = Label::None;
        }
    }

    /// The boxes in a paragraph or a cell.
    pub(super) fn boxes_in(&self, content: &[Inline]) -> &[Mark] {
        let ends = content.first().zip(content.last());
        ends.map_or(&[], |(first, last)| self.tasks.within(first.span.to(last.span)))
    }

    /// Whether a paragraph is a list of boxes.
    pub(super) fn has_boxes(&self, content: &[Inline]) -> bool {
        self.boxes_in(content).len() > 1
    }

    /// Whether the text of an item begins with a box.
    pub(super) fn begins_with_box(&self, item: &Item) -> bool {
        let first = item.blocks.first().and_then(|block| match &block.kind {
            BlockKind::Paragraph(content) => content.first(),
            _ => None,
        });
        first.is_some_and(|first| !self.tasks.within(first.span).is_empty())
    }

    /// Text with boxes in it.
    pub(super) fn boxed(&mut self, text: &'a str, span: Span) {
        let marks = self.tasks.within(span).to_vec();
        // Only where the text's bytes are those of the file can a place in one be found in the other.
        let verbatim = self.source.text().get(span.range()) == Some(text);
        let mut from = 0;
        for mark in &marks {
            let at = if verbatim { (mark.place - span.start) as usize } else { next_sign(text, from) };
            let sign = text.get(at..).and_then(|rest| SIGNS.iter().find(|sign| rest.starts_with(**sign)));
            let (Some(before), Some(sign)) = (text.get(from..at), sign) else { continue };
            let place = |at: usize| if verbatim { span.start + at as u32 } else { span.start };
            self.mentioning(before, Span { start: place(from), end: place(at) });
            from = at + sign.len();
            let is_alone = self.ends_line && text.get(from..).is_some_and(|rest| rest.trim().is_empty());
            self.mark(mark, is_alone);
        }
        let start = if verbatim { span.start + from as u32 } else { span.start };
        self.mentioning(text.get(from..).unwrap_or_default(), Span { start, end: span.end });
    }

    /// A box, with what follows it as its label; the label of one that stands alone is there to be pressed.
    fn mark(&mut self, mark: &Mark, is_alone: bool) {
        self.close_label();
        let labelled = self.label == Label::None;
        if labelled {
            self.html.start("label").attribute("class", "box").end();
            self.label = Label::Open;
        }
        self.html.start("input").attribute("type", "checkbox").attribute("autocomplete", "off");
        if !labelled || is_alone {
            self.html.attribute("class", "box").attribute("aria-label", &mark.text);
        }
        self.html.attribute("data-task", &mark.key);
        if let Some(of) = &mark.of {
            self.html.attribute("data-of", of);
        }
        if mark.is_checked {
            self.html.flag("checked");
        }
        self.html.end();
    }
}

fn next_sign(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    SIGNS.iter().filter_map(|sign| rest.find(sign)).min().map_or(text.len(), |at| from + at)
}
