//! `contact/unfilled`: a cell or a line about a contact that is still to be filled in.

use super::super::{Check, Context, Findings, Rule, template};
use super::{Fault, faults, has_to_be_filled_in};
use crate::diag::{Level, Message};
use crate::model::{Gap, Want};

pub(in crate::check) const RULE: Rule =
    Rule { name: "contact/unfilled", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !has_to_be_filled_in(context) {
        return;
    }
    for (contact, fault) in faults(context) {
        let Fault::Unfilled(gap) = fault else { continue };
        let message = Message::new("contact-unfilled").with("role", &contact.role);
        report(context, findings, gap, message);
    }
    for gap in &context.runbook.contact_gaps {
        report(context, findings, gap, Message::new("contact-unfilled-line"));
    }
}

fn report(context: &Context<'_>, findings: &mut Findings<'_>, gap: &Gap, message: Message) {
    let help = match gap.want {
        Want::Person => "contact-unfilled-help-person",
        Want::Channel => "contact-unfilled-help-channel",
        Want::Role | Want::Other => "contact-unfilled-help",
    };
    let message = message.with("name", &gap.name).with("text", &gap.text);
    let finding = findings.report(gap.span, message);
    finding.help = Some(Message::new(help));
    template::lower_value(context, finding);
}
