//! The order of a document: headings, their numbers, and the parts that a runbook needs.

pub(super) mod duplicate_heading;
pub(super) mod empty;
pub(super) mod missing_number;
pub(super) mod no_recovery_criteria;
pub(super) mod no_rollback;
pub(super) mod not_written;
mod numbering;
pub(super) use numbering::Break;
pub(super) mod repeated_number;
mod scenarios;
pub(super) mod skipped_level;

use super::Context;
use crate::syntax::{Block, BlockKind};

/// Calls `act` with each run of blocks that headings can structure: the document's own, and those of `<details>`.
fn runs<'a>(context: &Context<'a>, act: &mut dyn FnMut(&'a [Block])) {
    each(&context.document.blocks, act);
}

fn each<'d>(blocks: &'d [Block], act: &mut dyn FnMut(&'d [Block])) {
    act(blocks);
    for block in blocks {
        if let BlockKind::Details(_, inner) = &block.kind {
            each(inner, act);
        }
    }
}
