//! `text/code-outside-step`: code that is not indented under its step, so that the numbers begin anew behind it.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Label, Level, Message};
use crate::source::Span;
use crate::syntax::{Block, BlockKind, List};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/code-outside-step", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let document = context.document;
    let source = context.source;
    each(&document.blocks, &mut |code, step| {
        let opening = source.slice(code).lines().next().unwrap_or_default().len();
        let span = Span::new(code.start as usize, code.start as usize + opening);
        let finding = findings.report(span, Message::new("text-code-outside-step"));
        finding.help = Some(Message::new("text-code-outside-step-help"));
        let first = source.slice(step).lines().next().unwrap_or_default().len();
        let span = Span::new(step.start as usize, step.start as usize + first);
        let message = Message::new("text-code-outside-step-next");
        finding.related.push(Label { file: context.file, span, message });
    });
}

/// Calls `act` with the first code block of each run of such steps, and the step that follows it.
fn each(blocks: &[Block], act: &mut dyn FnMut(Span, Span)) {
    let mut told = false;
    for (at, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Heading(_) => told = false,
            BlockKind::Quote(_, inner) | BlockKind::Details(_, inner) | BlockKind::Footnote(_, _, inner) => {
                each(inner, act);
            }
            BlockKind::List(list) => {
                list.items.iter().for_each(|item| each(&item.blocks, act));
                if !told && let Some((code, step)) = restart(list, blocks.get(at + 1..).unwrap_or_default()) {
                    act(code, step);
                    told = true;
                }
            }
            _ => {}
        }
    }
}

/// A list of the one step `1.`, code behind it, and a list that begins with 1 again.
fn restart(list: &List, behind: &[Block]) -> Option<(Span, Span)> {
    if list.start != Some(1) || list.items.len() != 1 {
        return None;
    }
    let code = behind.first().filter(|block| matches!(block.kind, BlockKind::Code(_)))?;
    let next = behind.iter().find(|block| !matches!(block.kind, BlockKind::Code(_) | BlockKind::Comment(_)))?;
    let BlockKind::List(following) = &next.kind else { return None };
    let step = following.items.first().filter(|_| following.start == Some(1))?;
    Some((code.span, step.span))
}
