//! `link/wrong-case`: a path differs from the file's name in case.

use super::super::{Check, Findings, Linked, Rule};
use super::{links, rewrite};
use crate::diag::{Applicability, Level, Message};
use crate::model::LinkKind;
use crate::resolve::Outcome;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/wrong-case", level: Level::Error, check: Check::Linked(check) };

fn check(context: &Linked<'_>, findings: &mut Findings<'_>) {
    for (link, outcome) in links(context) {
        let Outcome::WrongCase { instead } = outcome else { continue };
        let message = Message::new("link-wrong-case").with("target", &link.target);
        let finding = findings.report(link.span, message);
        finding.help = Some(Message::new("link-wrong-case-help").with("instead", instead));
        if link.kind == LinkKind::File {
            finding.fix = rewrite(context, link, instead, Applicability::Safe);
        }
    }
}
