//! Walks over a document, in source order: runs of inlines, headings, code blocks, anchors, bold words.

use super::{Block, BlockKind, CodeBlock, Heading, Inline, InlineKind};

/// What holds a run of inlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
    /// Anything else.
    Text,
}

/// Calls `act` with each run of inlines: headings, paragraphs, cells, summaries, HTML that is shown as text.
pub fn each<'d>(blocks: &'d [Block], act: &mut dyn FnMut(&'d [Inline], Holder)) {
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

/// Calls `act` with each heading.
pub fn headings<'d>(blocks: &'d [Block], act: &mut dyn FnMut(&'d Heading)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => act(heading),
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) | BlockKind::Details(_, blocks) => {
                headings(blocks, act);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| headings(&item.blocks, act)),
            _ => {}
        }
    }
}

/// Calls `act` with each code block.
pub fn code<'d>(blocks: &'d [Block], act: &mut dyn FnMut(&'d Block, &'d CodeBlock)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Code(found) => act(block, found),
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) | BlockKind::Details(_, blocks) => {
                code(blocks, act);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| code(&item.blocks, act)),
            _ => {}
        }
    }
}

/// Calls `act` with the name of each `<a id>` and `<a name>`.
pub fn anchors<'d>(blocks: &'d [Block], act: &mut dyn FnMut(&'d str)) {
    each(blocks, &mut |content, _| inner_anchors(content, act));
}

/// Calls `act` with the content of each `**…**`.
pub fn strong<'d>(blocks: &'d [Block], act: &mut dyn FnMut(&'d [Inline])) {
    each(blocks, &mut |content, _| {
        for inline in content {
            if let InlineKind::Strong(content) = &inline.kind {
                act(content);
            }
        }
    });
}

fn inner_anchors<'d>(content: &'d [Inline], act: &mut dyn FnMut(&'d str)) {
    for inline in content {
        match &inline.kind {
            InlineKind::Anchor(name) => act(name),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. } => inner_anchors(content, act),
            _ => {}
        }
    }
}
