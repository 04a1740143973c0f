//! `contact/malformed-channel`: a mail address, a number or a web address that cannot be one.

use super::super::{Check, Context, Findings, Rule};
use super::{Fault, faults};
use crate::diag::{Level, Message};
use crate::model::{ChannelKind, Flaw};

pub(in crate::check) const RULE: Rule =
    Rule { name: "contact/malformed-channel", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (contact, fault) in faults(context) {
        let Fault::Malformed(gap) = fault else { continue };
        let (key, help) = match gap.flaw {
            Flaw::Malformed(ChannelKind::Phone) => ("contact-malformed-phone", "contact-malformed-phone-help"),
            Flaw::Malformed(ChannelKind::Email) => ("contact-malformed-email", "contact-malformed-email-help"),
            _ => ("contact-malformed-url", "contact-malformed-url-help"),
        };
        let message = Message::new(key).with("role", &contact.role).with("text", &gap.text);
        findings.report(gap.span, message).help = Some(Message::new(help));
    }
}
