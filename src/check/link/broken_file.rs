//! `link/broken-file`: a link or picture names a file that is not there.

use super::super::{Check, Context, Findings, Rule};
use super::{links, rewrite};
use crate::diag::{Applicability, Level, Message};
use crate::model::LinkKind;
use crate::resolve::Outcome;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/broken-file", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (link, outcome) in links(context) {
        let Outcome::NoFile { instead } = outcome else { continue };
        // Mentions and addresses of the own site have rules of their own.
        if matches!(link.kind, LinkKind::Mention | LinkKind::External) {
            continue;
        }
        let finding = if link.target.trim().is_empty() {
            findings.report(link.span, Message::new("link-broken-file-empty").with("text", &link.text))
        } else {
            findings.report(link.span, Message::new("link-broken-file").with("target", &link.target))
        };
        if let Some(instead) = instead {
            finding.help = Some(Message::new("link-broken-file-help").with("instead", instead));
            finding.fix = rewrite(context, link, instead, Applicability::Unsafe);
        }
    }
}
