//! `link/unpublished-file`: a file is there, but is not copied into the site.

use super::super::{Check, Context, Findings, Rule};
use super::links;
use crate::diag::{Level, Message};
use crate::resolve::{Outcome, PUBLISHED};

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/unpublished-file", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (link, outcome) in links(context) {
        let Outcome::Unpublished { path } = outcome else { continue };
        let outside = context.library.files.in_content(path).is_none();
        let message = Message::new(if outside { "link-unpublished-file-outside" } else { "link-unpublished-file" });
        let finding = findings.report(link.span, message.with("path", path));
        finding.help = Some(if outside {
            Message::new("link-unpublished-file-outside-help")
        } else {
            Message::new("link-unpublished-file-help").with("extensions", PUBLISHED.join(" "))
        });
    }
}
