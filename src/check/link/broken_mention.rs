//! `link/broken-mention`: prose names a file that is not there.

use super::super::{Check, Context, Findings, Rule};
use super::links;
use crate::diag::{Level, Message};
use crate::model::LinkKind;
use crate::resolve::Outcome;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/broken-mention", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (link, outcome) in links(context) {
        if link.kind != LinkKind::Mention || !matches!(outcome, Outcome::NoFile { .. }) {
            continue;
        }
        let message = Message::new("link-broken-mention").with("target", &link.target);
        findings.report(link.span, message).help = Some(Message::new("link-broken-mention-help"));
    }
}
