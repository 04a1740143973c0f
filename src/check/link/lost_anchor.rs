//! `link/lost-anchor`: an address that was published is gone, and nothing stands for it.

use super::super::{Check, Findings, Project, Rule};
use crate::diag::{Label, Level, Message};
use crate::resolve::former::Lost;
use crate::source::{FileId, Span};
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/lost-anchor", level: Level::Error, check: Check::Project(check) };

/// One finding for a page: with a section go those below it.
fn check(project: &Project<'_>, findings: &mut Findings<'_>) {
    let Some(ledger) = project.library.files.ledger().and_then(|ledger| ledger.file) else { return };
    let mut by_page: BTreeMap<&str, Vec<&Lost>> = BTreeMap::new();
    for lost in &project.library.former.lost {
        by_page.entry(&lost.page).or_default().push(lost);
    }
    for (page, all) in by_page {
        let Some(first) = all.first() else { continue };
        let (file, span) = place(project, first).unwrap_or((ledger, first.span));
        let key = match (first.id.is_empty(), first.title.is_empty()) {
            _ if first.is_taken => "link-lost-anchor-taken",
            (true, _) => "link-lost-anchor-page",
            (false, true) => "link-lost-anchor-id",
            (false, false) => "link-lost-anchor",
        };
        let message = Message::new(key).with("page", page).with("id", &first.id).with("title", &first.title);
        let finding = findings.report_in(file, span, message.with("more", all.len() - 1));
        let help = if first.is_taken { "link-lost-anchor-taken-help" } else { "link-lost-anchor-help" };
        finding.help = Some(Message::new(help));
        let published =
            |lost: &&Lost| Label { file: ledger, span: lost.span, message: Message::new("link-lost-anchor-published") };
        let others = all.iter().skip(usize::from(file == ledger));
        finding.related = others.take(5).map(published).collect();
    }
}

/// Where the heading stood: where the document still is, it is what has to be mended.
fn place(project: &Project<'_>, lost: &Lost) -> Option<(FileId, Span)> {
    let (document, span) = lost.document?;
    Some((project.library.runbooks.get(document)?.file?, span))
}
