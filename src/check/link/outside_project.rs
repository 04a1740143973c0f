//! `link/outside-project`: a path leads out of the project.

use super::super::{Check, Context, Findings, Rule, template};
use super::links;
use crate::diag::{Level, Message};
use crate::resolve::Outcome;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/outside-project", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (link, outcome) in links(context) {
        if *outcome == Outcome::Outside {
            let message = Message::new("link-outside-project").with("target", &link.target);
            let finding = findings.report(link.span, message);
            finding.help = Some(Message::new("link-outside-project-help"));
            template::lower_path(context, &link.target, finding);
        }
    }
}
