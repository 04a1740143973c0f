//! `escalation/unfilled`: a condition is stated, and whom to call is still to be filled in.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::model::{Flaw, Kind};

pub(in crate::check) const RULE: Rule =
    Rule { name: "escalation/unfilled", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.runbook.template || context.runbook.kind != Kind::Runbook {
        return;
    }
    for escalation in &context.runbook.escalation {
        let Some(gap) = &escalation.gap else { continue };
        let key = if gap.flaw == Flaw::Empty { "escalation-unfilled-empty" } else { "escalation-unfilled" };
        let message = Message::new(key).with("condition", &escalation.condition).with("text", &gap.text);
        findings.report(gap.span, message).help = Some(Message::new("escalation-unfilled-help"));
    }
}
