//! One finding for one line: what was typed wrong once was typed wrong all along it.

use super::super::{Context, Findings};
use super::command::Odd;
use crate::diag::{Applicability, Edit, Fix, Message};
use crate::source::Span;

/// A character with what it should have been, where that is known.
pub(super) struct Slip {
    pub(super) character: char,
    pub(super) span: Span,
    pub(super) instead: Option<String>,
}

impl Slip {
    pub(super) fn new(odd: &Odd<'_>, instead: impl Into<String>) -> Slip {
        Slip { character: odd.character, span: odd.span, instead: Some(instead.into()) }
    }
}

/// Reports slips, those of one line together at the first; `message` is given its character.
pub(super) fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    mut slips: Vec<Slip>,
    applicability: Applicability,
    message: &dyn Fn(char) -> (Message, Message),
) {
    slips.sort_by_key(|slip| slip.span.start);
    slips.dedup_by_key(|slip| slip.span.start);
    let source = context.source;
    for line in slips.chunk_by(|left, right| source.line(left.span.start) == source.line(right.span.start)) {
        let Some(first) = line.first() else { continue };
        let (said, help) = message(first.character);
        let finding = findings.report(first.span, said.with("code", code(first.character)));
        finding.help = Some(help);
        let edits: Option<Vec<Edit>> =
            line.iter().map(|slip| Some(Edit { span: slip.span, new_text: slip.instead.clone()? })).collect();
        finding.fix = edits.map(|edits| Fix { applicability, edits });
    }
}

/// `U+3000`
pub(super) fn code(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}
