//! Headings, paragraphs and list items of a document in source order, as text with its places.

use super::run::{Cursor, Run};
use crate::source::Span;
use crate::syntax::{Block, BlockKind, Document, Inline, InlineKind, Prose};
use std::rc::Rc;

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PassageKind {
    Heading,
    Paragraph,
    /// An item's first paragraph.
    Item,
}

/// A piece of running text.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    pub(crate) kind: PassageKind,
    pub(crate) prose: Rc<Prose>,
    /// The heading, the paragraph, or the item from its marker to the end of its first paragraph.
    pub(crate) span: Span,
    /// Items of one list have one number; 0 outside of lists.
    pub(crate) list: usize,
    /// Bytes of the text that a bold beginning takes, 0 without one.
    pub(crate) bold: usize,
}

/// Every passage of a document.
pub(crate) fn all(document: &Document, runs: &[Run<'_>], source: &str) -> Vec<Passage> {
    let mut walk = Walk { source, runs: Cursor::new(runs), passages: Vec::new(), lists: 0 };
    walk.blocks(&document.blocks);
    walk.passages
}

struct Walk<'s> {
    source: &'s str,
    runs: Cursor<'s>,
    passages: Vec<Passage>,
    lists: usize,
}

impl Walk<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => self.push(PassageKind::Heading, &heading.content, block.span, 0),
                BlockKind::Paragraph(content) => self.push(PassageKind::Paragraph, content, block.span, 0),
                BlockKind::Quote(_, inner) | BlockKind::Details(_, inner) | BlockKind::Footnote(_, _, inner) => {
                    self.blocks(inner)
                }
                BlockKind::List(list) => {
                    self.lists += 1;
                    let number = self.lists;
                    for item in &list.items {
                        let mut rest = item.blocks.as_slice();
                        if let Some((first, behind)) = rest.split_first()
                            && let BlockKind::Paragraph(content) = &first.kind
                        {
                            let span = Span { start: item.span.start, end: first.span.end.max(item.span.start) };
                            self.push(PassageKind::Item, content, span, number);
                            rest = behind;
                        }
                        self.blocks(rest);
                    }
                }
                BlockKind::Table(_)
                | BlockKind::Code(_)
                | BlockKind::HtmlText(_)
                | BlockKind::Comment(_)
                | BlockKind::Rule => {}
            }
        }
    }

    fn push(&mut self, kind: PassageKind, content: &[Inline], span: Span, list: usize) {
        let prose = self.runs.text(content, self.source);
        if prose.text.trim().is_empty() {
            return;
        }
        let bold = match content.first().map(|first| &first.kind) {
            Some(InlineKind::Strong(inner)) => Prose::new(inner, self.source).text.len(),
            _ => 0,
        };
        self.passages.push(Passage { kind, prose, span, list, bold });
    }
}
