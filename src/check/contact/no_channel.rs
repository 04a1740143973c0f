//! `contact/no-channel`: a contact that cannot be reached.

use super::super::{Check, Context, Findings, Rule, template};
use super::{Fault, faults, has_to_be_filled_in, open};
use crate::diag::{Level, Message};
use crate::model::Flaw;

pub(in crate::check) const RULE: Rule =
    Rule { name: "contact/no-channel", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !has_to_be_filled_in(context) {
        return;
    }
    for (contact, fault) in faults(context) {
        let Fault::NoChannel(gap) = fault else { continue };
        let message = match gap.flaw {
            Flaw::Unfilled => {
                open::message(contact, gap, ["contact-no-channel-unfilled", "contact-no-channel-several"])
            }
            Flaw::Means => Message::new("contact-no-channel-means").with("role", &contact.role).with("text", &gap.text),
            _ => Message::new("contact-no-channel").with("role", &contact.role),
        };
        let finding = findings.report(gap.span, message);
        open::relate(context, contact, gap, finding);
        finding.help = Some(Message::new("contact-no-channel-help"));
        template::lower_value(context, finding);
    }
}
