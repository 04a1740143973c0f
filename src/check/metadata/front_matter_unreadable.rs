//! `metadata/front-matter-unreadable`: front matter that is no YAML map, or more than that, or that nothing opens.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::source::Span;
use crate::syntax::front_matter;
use crate::yaml::FaultKind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "metadata/front-matter-unreadable", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report_unopened(context, findings);
    let matter = context.document.front_matter.as_ref();
    let Some(fault) = matter.and_then(|matter| matter.fault.as_ref()) else { return };
    let message = match &fault.reason {
        FaultKind::Syntax(reason) => Message::new("metadata-front-matter-syntax").with("reason", reason),
        FaultKind::DuplicateKey(key) => Message::new("metadata-front-matter-duplicate-key").with("key", key),
        FaultKind::Feature(feature) => Message::new("metadata-front-matter-feature").with("feature", feature),
        FaultKind::Limit | FaultKind::Depth => Message::new("metadata-front-matter-limit"),
    };
    findings.report(fault.span, message).help = Some(Message::new("metadata-front-matter-unreadable-help"));
}

/// Without its first line it is shown as text, the last of it as a heading.
fn report_unopened(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(span) = unopened(context) else { return };
    let finding = findings.report(span, Message::new("metadata-front-matter-unopened"));
    finding.level = Level::Warning;
    finding.help = Some(Message::new("metadata-front-matter-unopened-help"));
    // The lines may be meant to be read.
    let edits = vec![Edit { span: Span::new(0, 0), new_text: "---\n".to_owned() }];
    finding.fix = Some(Fix { applicability: Applicability::Unsafe, edits });
}

/// Front matter whose first line `---` is missing.
pub(in crate::check) fn unopened(context: &Context<'_>) -> Option<Span> {
    let none = context.document.front_matter.is_none();
    none.then(|| front_matter::unopened(context.source.text())).flatten()
}
