//! `link/placeholder-url`: an address that is still to be filled in.

use super::super::{Check, Context, Findings, Rule};
use super::links;
use crate::diag::{Level, Message};
use crate::model::{LinkKind, LinkStatus};

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/placeholder-url", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if is_template(context) {
        return;
    }
    let text = context.sources.file(context.file).text();
    for (link, _) in links(context) {
        let address = match link.kind {
            LinkKind::External => link.target.starts_with("http"),
            LinkKind::File => true,
            // A mention may say how files are named.
            _ => false,
        };
        if link.status != LinkStatus::Placeholder || !address || is_example(text, link.span.start as usize) {
            continue;
        }
        let message = Message::new("link-placeholder-url").with("target", &link.target);
        findings.report(link.span, message).help = Some(Message::new("link-placeholder-url-help"));
    }
}

/// Unfilled by design: marked so, called so, or kept in a folder of templates.
fn is_template(context: &Context<'_>) -> bool {
    let title = context.runbook.title.value.to_lowercase();
    let folders = context.runbook.id.rsplit_once('/').map_or("", |(folders, _)| folders);
    context.runbook.template
        || ["テンプレート", "ひな形", "雛形", "template"].iter().any(|word| title.contains(word))
        || folders.split('/').any(|folder| folder.to_lowercase().trim_end_matches('s').ends_with("template"))
}

/// 例: https://example.com/
fn is_example(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let line = head.rsplit('\n').next().unwrap_or_default();
    ["例:", "例：", "例）", "例)", "例えば", "たとえば", "e.g.", "サンプル"].iter().any(|word| line.contains(word))
}
