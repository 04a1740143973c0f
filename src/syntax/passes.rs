//! Passes over the tree, once it stands: each reads the inlines of every block.

use super::anchor::{Anchors, heading_text};
use super::document::{Block, BlockKind, Document, Inline};
use super::html::Depth;
use super::{autolink, footnote, html, line_end, line_list, strikethrough};
use crate::source::Span;

/// Runs every pass, in order. Gives the place where elements pass the bound of nesting.
pub(super) fn run(document: &mut Document, source: &str, nesting: usize) -> Option<Span> {
    let mut depth = Depth { limit: nesting, passed: None };
    html::blocks(&mut document.blocks, 0, source, &mut depth);
    let struck = source.contains(strikethrough::DELIMITER);
    each_inlines(&mut document.blocks, &mut |inlines| {
        html::inlines(inlines, 0, &mut depth);
        if struck {
            strikethrough::find(inlines, source);
        }
        autolink::find(inlines, source);
        line_list::find(inlines);
        line_end::join(inlines);
    });
    let mut anchors = Anchors::default();
    headings(&mut document.blocks, &mut anchors);
    footnote::number(&mut document.blocks);
    depth.passed
}

/// Calls `act` with the inlines of every block, in source order.
pub(super) fn each_inlines(blocks: &mut [Block], act: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading(heading) => act(&mut heading.content),
            BlockKind::Paragraph(content) | BlockKind::HtmlText(content) => act(content),
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) => each_inlines(blocks, act),
            BlockKind::Details(summary, blocks) => {
                act(summary);
                each_inlines(blocks, act);
            }
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| each_inlines(&mut item.blocks, act)),
            BlockKind::Table(table) => {
                for row in std::iter::once(&mut table.header).chain(&mut table.rows) {
                    row.cells.iter_mut().for_each(|cell| act(&mut cell.content));
                }
            }
            BlockKind::Code(_) | BlockKind::Comment(_) | BlockKind::Rule => {}
        }
    }
}

fn headings(blocks: &mut [Block], anchors: &mut Anchors) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading(heading) => heading.id = anchors.id(&heading_text(&heading.content)),
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) | BlockKind::Details(_, blocks) => {
                headings(blocks, anchors);
            }
            BlockKind::List(list) => {
                list.items.iter_mut().for_each(|item| headings(&mut item.blocks, anchors));
            }
            _ => {}
        }
    }
}
