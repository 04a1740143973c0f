//! `contact/no-channel`: a contact that cannot be reached.

use super::super::{Check, Context, Findings, Rule, template};
use super::{Fault, faults, has_to_be_filled_in};
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
        let key = match gap.flaw {
            Flaw::Unfilled => "contact-no-channel-unfilled",
            Flaw::Means => "contact-no-channel-means",
            _ => "contact-no-channel",
        };
        let message = Message::new(key).with("role", &contact.role).with("text", &gap.text);
        let finding = findings.report(gap.span, message);
        finding.help = Some(Message::new("contact-no-channel-help"));
        template::lower_value(context, finding);
    }
}
