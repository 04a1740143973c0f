//! `text/unclosed-fence`: a code block that ends with the file.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::source::Span;
use crate::syntax::{Block, BlockKind};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/unclosed-fence", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(document) = context.library.documents.get(context.at) else { return };
    let source = context.sources.file(context.file);
    unclosed(&document.blocks, &mut |span| {
        // The opening line is where the mistake is; the block is all the rest.
        let first = source.slice(span).lines().next().unwrap_or_default().len();
        let opening = Span::new(span.start as usize, span.start as usize + first);
        let lines = source.location(span).end_line - source.location(span).line;
        let message = Message::new("text-unclosed-fence").with("lines", lines);
        findings.report(opening, message).help = Some(Message::new("text-unclosed-fence-help"));
    });
}

fn unclosed(blocks: &[Block], act: &mut dyn FnMut(Span)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Code(code) if !code.closed => act(block.span),
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) | BlockKind::Details(_, blocks) => {
                unclosed(blocks, act);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| unclosed(&item.blocks, act)),
            _ => {}
        }
    }
}
