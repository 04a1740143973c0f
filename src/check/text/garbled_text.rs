//! `text/garbled-text`: what is left of a text that was read in a wrong encoding.

use super::super::{Check, Context, Findings, Rule};
use super::zone::unseen;
use crate::diag::{Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/garbled-text", level: Level::Warning, check: Check::Document(check) };

/// One finding a document: what destroyed one character destroyed more.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let found = unseen(context, is_garbage);
    let Some(first) = found.first() else { return };
    let message = Message::new("text-garbled-text").with("count", found.len());
    findings.report(first.span, message).help = Some(Message::new("text-garbled-text-help"));
}

fn is_garbage(character: char) -> bool {
    matches!(character, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{FFFD}'..='\u{FFFF}')
}
