//! Every run of inlines of a document, in source order.

use crate::syntax::{Block, BlockKind, Inline};

/// What holds a run of inlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
    /// Anything else.
    Text,
}

/// Calls `act` with each run of inlines: headings, paragraphs, cells, summaries, HTML that is shown as text.
pub(super) fn each<'d>(blocks: &'d [Block], act: &mut dyn FnMut(&'d [Inline], Holder)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => act(&heading.content, Holder::Heading),
            BlockKind::Paragraph(content) | BlockKind::HtmlText(content) => act(content, Holder::Text),
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) => each(blocks, act),
            BlockKind::Details(summary, blocks) => {
                act(summary, Holder::Text);
                each(blocks, act);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| each(&item.blocks, act)),
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    row.cells.iter().for_each(|cell| act(&cell.content, Holder::Cell));
                }
            }
            BlockKind::Code(_) | BlockKind::Comment(_) | BlockKind::Rule => {}
        }
    }
}
