//! `link/own-site`: an address of the project's own site or repository leads to nothing.

use super::super::{Check, Findings, Linked, Rule};
use super::{links, path_of};
use crate::diag::{Level, Message};
use crate::model::LinkKind;
use crate::resolve::Outcome;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/own-site", level: Level::Error, check: Check::Linked(check) };

fn check(context: &Linked<'_>, findings: &mut Findings<'_>) {
    for (link, outcome) in links(context).filter(|(link, _)| link.kind == LinkKind::External) {
        let message = match outcome {
            Outcome::NoFile { .. } => Message::new("link-own-site").with("target", &link.target),
            Outcome::NoAnchor { document, anchor } => Message::new("link-own-site-anchor")
                .with("target", &link.target)
                .with("anchor", anchor)
                .with("path", path_of(context, *document)),
            _ => continue,
        };
        findings.report(link.span, message).help = Some(Message::new("link-own-site-help"));
    }
}
