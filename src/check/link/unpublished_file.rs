//! `link/unpublished-file`: a file is there, but is not copied into the site.

use super::super::{Check, Findings, Linked, Rule};
use super::links;
use crate::diag::{Level, Message};
use crate::resolve::url::is_of_site;
use crate::resolve::{Outcome, PUBLISHED, is_published};

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/unpublished-file", level: Level::Warning, check: Check::Linked(check) };

fn check(context: &Linked<'_>, findings: &mut Findings<'_>) {
    for (link, outcome) in links(context) {
        let Outcome::Unpublished { path } = outcome else { continue };
        let (key, help) = match context.library.files.in_content(path) {
            None => ("link-unpublished-file-outside", Message::new("link-unpublished-file-outside-help")),
            Some(inner) if is_published(inner) && is_of_site(inner) => {
                ("link-unpublished-file-taken", Message::new("link-unpublished-file-taken-help"))
            }
            Some(_) => {
                let help = Message::new("link-unpublished-file-help").with("extensions", PUBLISHED.join(" "));
                ("link-unpublished-file", help)
            }
        };
        findings.report(link.span, Message::new(key).with("path", path)).help = Some(help);
    }
}
