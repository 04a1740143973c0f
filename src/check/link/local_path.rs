//! `link/local-path`: a link leads to a place on somebody's machine.

use super::super::{Check, Findings, Linked, Rule};
use super::links;
use crate::diag::{Level, Message};
use crate::resolve::Outcome;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/local-path", level: Level::Error, check: Check::Linked(check) };

fn check(context: &Linked<'_>, findings: &mut Findings<'_>) {
    for (link, outcome) in links(context) {
        if *outcome == Outcome::Machine {
            let message = Message::new("link-local-path").with("target", &link.target);
            findings.report(link.span, message).help = Some(Message::new("link-local-path-help"));
        }
    }
}
