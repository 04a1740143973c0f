//! `text/html-not-allowed`: HTML that would run or load something.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/html-not-allowed", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    super::shown_tags(context, &mut |tag, span| {
        if super::is_harmful(tag) && !tag.closing {
            let message = Message::new("text-html-not-allowed").with("name", tag.name);
            findings.report(span, message).help = Some(Message::new("text-html-not-allowed-help"));
        }
    });
}
