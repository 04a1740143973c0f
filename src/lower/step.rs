//! Steps: items of ordered lists, with what belongs to them.

use super::outline::Outline;
use crate::model::{Checklist, CodeBlock, Duration, Step};
use crate::source::Span;
use crate::syntax::{Block, BlockKind, Inline, Item, List, Prose};

/// Gives every opener the steps of its own blocks.
pub(super) fn read(outline: &mut Outline<'_>, source: &str, code_blocks: &[CodeBlock], checklists: &[Checklist]) {
    for opener in &mut outline.openers {
        opener.steps = steps_of(&opener.blocks, source, code_blocks, checklists);
    }
}

fn steps_of(blocks: &[&Block], source: &str, code_blocks: &[CodeBlock], checklists: &[Checklist]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let go_on = lists_that_go_on(blocks);
    for (at, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::List(list) => match list.start {
                Some(start) => {
                    for (number, item) in (start..).zip(&list.items) {
                        steps.push(step(number, item, source, code_blocks, checklists));
                    }
                }
                // Sibling bullets on the line behind a numbered line are its details.
                None if follows_ordered(blocks, at, source) => {
                    if let Some(step) = steps.last_mut() {
                        step.details.extend(items(list, source));
                        step.span = step.span.to(block.span);
                    }
                }
                None => {}
            },
            // Code that is not indented under its step: the list goes on behind it.
            BlockKind::Code(_) if go_on.get(at) == Some(&true) => {
                if let Some(step) = steps.last_mut() {
                    step.code_blocks.extend(ids_within(code_blocks, block.span));
                    step.span = step.span.to(block.span);
                }
            }
            _ => {}
        }
    }
    steps
}

fn follows_ordered(blocks: &[&Block], at: usize, source: &str) -> bool {
    let Some(before) = at.checked_sub(1).map(|at| blocks[at]) else { return false };
    let ordered = matches!(&before.kind, BlockKind::List(list) if list.start.is_some());
    let between = source.get(before.span.end as usize..blocks[at].span.start as usize).unwrap_or_default();
    ordered && between.matches('\n').count() <= 1
}

/// Of each block, whether it stands between two ordered lists of which the second counts on from the first.
fn lists_that_go_on(blocks: &[&Block]) -> Vec<bool> {
    let mut go_on = vec![false; blocks.len()];
    let mut next = None;
    // From the end, so that each list has met the one behind it.
    let mut behind = blocks.len();
    for (at, block) in blocks.iter().enumerate().rev() {
        let BlockKind::List(List { start: Some(start), items, .. }) = &block.kind else { continue };
        if next == Some(start.saturating_add(items.len() as u64)) {
            go_on[at + 1..behind].fill(true);
        }
        (next, behind) = (Some(*start), at);
    }
    go_on
}

fn step(number: u64, item: &Item, source: &str, code_blocks: &[CodeBlock], checklists: &[Checklist]) -> Step {
    let text = first_line(&item.blocks, source).unwrap_or_default();
    let inside = |span: &Span| item.span.contains(span.start);
    Step {
        number: number.to_string(),
        within: first_duration(&text),
        text,
        details: details(&item.blocks, source),
        code_blocks: ids_within(code_blocks, item.span),
        checklist: checklists
            .get(checklists.partition_point(|checklist| checklist.span.start < item.span.start))
            .filter(|checklist| inside(&checklist.span))
            .map(|checklist| checklist.id.clone()),
        span: item.span,
    }
}

/// The first time limit in a text.
fn first_duration(text: &str) -> Option<Duration> {
    Duration::find(text).map(|(_, duration)| duration)
}

fn ids_within(code_blocks: &[CodeBlock], extent: Span) -> Vec<String> {
    let from = code_blocks.partition_point(|block| block.span.start < extent.start);
    code_blocks[from..].iter().take_while(|block| block.span.start < extent.end).map(|block| block.id.clone()).collect()
}

/// Text of the first line of an item.
pub(super) fn first_line(blocks: &[Block], source: &str) -> Option<String> {
    first_line_of(blocks).map(|line| Prose::new(line, source).text.trim().to_owned())
}

/// The first line of an item.
pub(super) fn first_line_of(blocks: &[Block]) -> Option<&[Inline]> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(content) => super::label::lines(content).next(),
        _ => None,
    })
}

fn details(blocks: &[Block], source: &str) -> Vec<String> {
    let mut details = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let lines = super::label::lines(content).skip(usize::from(at == 0));
                details.extend(lines.map(|line| Prose::new(line, source).text.trim().to_owned()));
            }
            BlockKind::List(list) => details.extend(items(list, source)),
            _ => {}
        }
    }
    details.retain(|detail| !detail.is_empty());
    details
}

fn items(list: &List, source: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for item in &list.items {
        texts.extend(first_line(&item.blocks, source));
        texts.extend(details(&item.blocks, source));
    }
    texts
}
