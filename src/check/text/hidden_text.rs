//! `text/hidden-text`: letters that people do not see and programs read.

use super::super::{Check, Context, Findings, Rule};
use super::zone::unseen;
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::source::Span;

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/hidden-text", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let found = unseen(context, is_hidden);
    for run in found.chunk_by(|left, right| left.span.end == right.span.start) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let span: Span = first.span.to(last.span);
        let said: String = run.iter().filter_map(|one| letter(one.character)).collect();
        let key = if said.is_empty() { "text-hidden-text-other" } else { "text-hidden-text" };
        let message = Message::new(key).with("count", run.len()).with("text", said);
        let finding = findings.report(span, message);
        finding.help = Some(Message::new("text-hidden-text-help"));
        let edits = vec![Edit { span, new_text: String::new() }];
        finding.fix = Some(Fix { applicability: Applicability::Unsafe, edits });
    }
}

/// Tags, and selectors of variants, in which bytes can be hidden too.
fn is_hidden(character: char) -> bool {
    matches!(character, '\u{E0000}'..='\u{E0FFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{206A}'..='\u{206F}')
}

/// The letter that a tag stands for.
fn letter(character: char) -> Option<char> {
    char::from_u32(u32::from(character).checked_sub(0xE0000)?)
        .filter(|letter| letter.is_ascii_graphic() || *letter == ' ')
}
