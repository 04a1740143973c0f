//! Tables that do not show what they hold.

pub(super) mod duplicate_column;
pub(super) mod no_rows;
pub(super) mod not_a_table;
pub(super) mod pipe_in_code;
pub(super) mod too_few_cells;
pub(super) mod too_many_cells;

use super::Context;
use crate::syntax::{Block, BlockKind, Table};

/// Calls `act` with each table of the document.
fn tables<'a>(context: &Context<'a>, act: &mut dyn FnMut(&'a Table)) {
    each(&context.document.blocks, act);
}

fn each<'d>(blocks: &'d [Block], act: &mut dyn FnMut(&'d Table)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) => act(table),
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) | BlockKind::Details(_, blocks) => {
                each(blocks, act);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| each(&item.blocks, act)),
            _ => {}
        }
    }
}
