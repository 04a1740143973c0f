//! `contact/empty-cell`: an empty cell in a column that other contacts fill.

use super::super::{Check, Context, Findings, Rule};
use super::{Fault, faults, has_to_be_filled_in};
use crate::diag::{Level, Message};
use crate::model::Want;

pub(in crate::check) const RULE: Rule =
    Rule { name: "contact/empty-cell", level: Level::Info, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !has_to_be_filled_in(context) {
        return;
    }
    for (contact, fault) in faults(context) {
        let Fault::Empty(gap) = fault else { continue };
        let key = if gap.want == Want::Role { "contact-empty-cell-role" } else { "contact-empty-cell" };
        let message = Message::new(key).with("role", &contact.role).with("name", &gap.name);
        findings.report(gap.span, message).help = Some(Message::new("contact-empty-cell-help"));
    }
}
