//! `link/broken-anchor`: `#…` names a heading that is not there.

use super::super::{Check, Findings, Linked, Rule};
use super::nearest::Near;
use super::{broken_anchors, path_of, rewrite_anchor};
use crate::diag::{Applicability, Diagnostic, Label, Level, Message};
use crate::resolve::{HeadingInCode, fold};

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/broken-anchor", level: Level::Error, check: Check::Linked(check) };

fn check(context: &Linked<'_>, findings: &mut Findings<'_>) {
    let text = context.source.text();
    for mut broken in broken_anchors(context) {
        for (link, anchor) in broken.anchors {
            // Said by link/look-alike-letter.
            if broken.neighbours.look_alike(anchor).is_some() {
                continue;
            }
            let message = Message::new("link-broken-anchor")
                .with("anchor", anchor)
                .with("path", path_of(context, broken.document));
            let finding = findings.report(link.span, message);
            if broken.neighbours.is_given(anchor) || (broken.neighbours.has_in_mkdocs(anchor) && is_for_mkdocs(context))
            {
                finding.level = Level::Info;
            } else if text.get(link.span.range()).is_some_and(|written| written.starts_with("[[")) {
                // A link in some tools only, whose headings have other names.
                finding.level = Level::Warning;
            }
            let near = broken.neighbours.nearest(anchor);
            let hidden = context.library.heading_in_code(broken.document, anchor);
            if let Some(hidden) = hidden.filter(|_| !near.is_some_and(|near| is_called(near, anchor))) {
                say_in_code(context, broken.document, hidden, finding);
                continue;
            }
            let Some(near) = near else {
                finding.help = broken
                    .neighbours
                    .some(anchor)
                    .map(|(ids, more)| Message::new("link-broken-anchor-some").with("ids", ids).with("more", more));
                continue;
            };
            let heading = near.heading;
            finding.help =
                Some(Message::new("link-broken-anchor-help").with("title", &heading.text).with("id", &heading.id));
            // The near heading may not be the one that was meant.
            let applicability = if near.sure { Applicability::Safe } else { Applicability::Unsafe };
            finding.fix = rewrite_anchor(context, link, &heading.id, applicability);
        }
    }
}

/// Whether a heading has the words of an anchor, and differs in signs alone.
fn is_called(near: Near<'_>, anchor: &str) -> bool {
    fold::words(&near.heading.text) == fold::words(anchor)
}

/// The heading is there, but a code block has swallowed it: no other one is meant.
fn say_in_code(context: &Linked<'_>, document: usize, hidden: &HeadingInCode, finding: &mut Diagnostic) {
    let Some(file) = context.library.runbooks.get(document).and_then(|runbook| runbook.file) else { return };
    let line = context.sources.file(file).location(hidden.block).line;
    finding.help = Some(Message::new("link-broken-anchor-in-code").with("line", line));
    let message = Message::new("link-broken-anchor-in-code-heading");
    finding.related.push(Label { file, span: hidden.line, message });
}

/// Whether a document is written for MkDocs, which makes other anchors: by the boxes that only it draws.
fn is_for_mkdocs(context: &Linked<'_>) -> bool {
    let files = &context.library.files;
    let text = context.source.text();
    ["mkdocs.yml", "mkdocs.yaml"].iter().any(|name| !files.named(name).is_empty())
        || ["\n!!! ", "\n??? "].iter().any(|mark| text.contains(mark))
}
