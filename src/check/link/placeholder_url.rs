//! `link/placeholder-url`: an address that is still to be filled in.

use super::super::{Check, Findings, Linked, Rule, template};
use super::{line_before, links};
use crate::diag::{Level, Message};
use crate::model::{Kind, LinkKind, LinkStatus};

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/placeholder-url", level: Level::Warning, check: Check::Linked(check) };

fn check(context: &Linked<'_>, findings: &mut Findings<'_>) {
    if context.runbook.template || template::is_likely(context) {
        return;
    }
    let text = context.source.text();
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
        let finding = findings.report(link.span, message);
        finding.help = Some(Message::new("link-placeholder-url-help"));
        // What explains rather than instructs names examples.
        if context.runbook.kind != Kind::Runbook && link.target.contains("example.") {
            finding.level = Level::Info;
        }
    }
}

/// 例: https://example.com/
fn is_example(text: &str, at: usize) -> bool {
    let line = line_before(text, at);
    // <span class="icon good"></span>
    // It stands at the beginning of the line, however long that is.
    let from = text.floor_char_boundary(at.saturating_sub(2000));
    let long = text.get(from..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    let judged = long.contains("class=\"") && [" good\"", " bad\""].iter().any(|class| long.contains(class));
    let named = ["良い例", "よい例", "悪い例", "わるい例"].iter().any(|word| line.contains(word));
    judged
        || named
        || ["例:", "例：", "例）", "例)", "例えば", "たとえば", "e.g.", "サンプル"]
            .iter()
            .any(|word| line.contains(word))
}
