//! `contact/unfilled`: a cell or a line about a contact that is still to be filled in.

use super::super::{Check, Context, Findings, Rule, template};
use super::{Fault, faults, has_to_be_filled_in, open};
use crate::diag::{Diagnostic, Level, Message};
use crate::model::{Gap, Want};

pub(in crate::check) const RULE: Rule =
    Rule { name: "contact/unfilled", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !has_to_be_filled_in(context) {
        return;
    }
    for (contact, fault) in faults(context) {
        let Fault::Unfilled(gap) = fault else { continue };
        let message = open::message(contact, gap, ["contact-unfilled", "contact-unfilled-several"]);
        open::relate(context, contact, gap, report(context, findings, gap, message));
    }
    for gap in &context.runbook.contact_gaps {
        let message = Message::new("contact-unfilled-line").with("name", &gap.name).with("text", &gap.text);
        report(context, findings, gap, message.with("why", open::why(&[gap])));
    }
}

fn report<'f>(
    context: &Context<'_>,
    findings: &'f mut Findings<'_>,
    gap: &Gap,
    message: Message,
) -> &'f mut Diagnostic {
    let help = match gap.want {
        Want::Person => "contact-unfilled-help-person",
        Want::Channel => "contact-unfilled-help-channel",
        Want::Role | Want::Other => "contact-unfilled-help",
    };
    let finding = findings.report(gap.span, message);
    finding.help = Some(Message::new(help));
    template::lower_value(context, finding);
    finding
}
