//! `placeholder/unfilled`: a place of a runbook that is still to be written.

use super::super::{Check, Context, Findings, Rule, template};
use crate::diag::{Level, Message};
use crate::model::Kind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "placeholder/unfilled", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let runbook = context.runbook;
    if runbook.kind != Kind::Runbook || runbook.template || template::is_likely(context) {
        return;
    }
    for place in &runbook.open_places {
        let message = Message::new("placeholder-unfilled").with("text", &place.text);
        findings.report(place.span, message).help = Some(Message::new("placeholder-unfilled-help"));
    }
}
