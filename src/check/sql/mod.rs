//! SQL in blocks and in the arguments of clients.

pub(super) mod destructive_without_warning;
pub(super) mod expanded_by_shell;
pub(super) mod syntax;
pub(super) mod unbounded_write;
pub(super) mod unknown_column;

use super::Context;
use crate::model::{CodeBlock, Statement};

/// Statements of blocks and of commands in order, with their blocks.
fn statements<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a CodeBlock, &'a Statement)> {
    context.runbook.code_blocks.iter().flat_map(|block| {
        let embedded = block.commands.iter().flat_map(|command| &command.sql);
        block.statements.iter().chain(embedded).map(move |statement| (block, statement))
    })
}

/// The statement on one line, no longer than a message bears.
fn shown(statement: &Statement) -> String {
    let line = statement.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = line.char_indices().nth(60).map_or(line.len(), |(at, _)| at);
    if cut < line.len() { format!("{}…", &line[..cut]) } else { line }
}
