//! `link/unsafe-scheme`: an address of a scheme that pages do not lead to.

use super::super::{Check, Findings, Linked, Rule};
use super::links;
use crate::diag::{Level, Message};
use crate::resolve::Outcome;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/unsafe-scheme", level: Level::Error, check: Check::Linked(check) };

fn check(context: &Linked<'_>, findings: &mut Findings<'_>) {
    for (link, outcome) in links(context) {
        let Outcome::Unsafe { scheme } = outcome else { continue };
        let message = Message::new("link-unsafe-scheme").with("scheme", scheme);
        findings.report(link.span, message).help = Some(Message::new("link-unsafe-scheme-help"));
    }
}
