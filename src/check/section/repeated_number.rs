//! `section/repeated-number`: two headings or steps of one series have the same number.

use super::super::{Check, Context, Findings, Rule};
use super::numbering::{BreakKind, breaks};
use crate::diag::{Label, Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "section/repeated-number", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for found in breaks(context) {
        let BreakKind::Repeated(first) = &found.kind else { continue };
        let message = Message::new("section-repeated-number").with("number", &found.number);
        let finding = findings.report(found.span, message);
        finding.help = Some(Message::new("section-repeated-number-help"));
        let message = Message::new("section-repeated-number-first");
        finding.related.push(Label { file: context.file, span: *first, message });
    }
}
