//! Numbers of footnotes: by their first reference, as GitHub counts them.

use super::document::{Block, BlockKind, Inline, InlineKind};
use super::passes::each_inlines;
use std::collections::HashMap;

/// Numbers references and definitions.
pub(super) fn number(blocks: &mut [Block]) {
    let mut numbers: HashMap<String, (u32, u32)> = HashMap::new();
    each_inlines(blocks, &mut |inlines| references(inlines, &mut numbers));
    if !numbers.is_empty() {
        definitions(blocks, &numbers);
    }
}

fn references(inlines: &mut [Inline], numbers: &mut HashMap<String, (u32, u32)>) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::FootnoteReference(name, number, before) => {
                let next = numbers.len() as u32 + 1;
                let entry = numbers.entry(name.clone()).or_insert((next, 0));
                (*number, *before) = *entry;
                entry.1 += 1;
            }
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. }
            | InlineKind::Image { content, .. } => references(content, numbers),
            _ => {}
        }
    }
}

fn definitions(blocks: &mut [Block], numbers: &HashMap<String, (u32, u32)>) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Footnote(name, number, _) => *number = numbers.get(name).map_or(0, |&(number, _)| number),
            BlockKind::Quote(_, blocks) | BlockKind::Details(_, blocks) => definitions(blocks, numbers),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| definitions(&mut item.blocks, numbers)),
            _ => {}
        }
    }
}
