//! `section/missing-number`: numbers of headings or steps leave one out.

use super::super::{Check, Context, Findings, Rule};
use super::numbering::{BreakKind, breaks};
use crate::diag::{Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "section/missing-number", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for found in breaks(context) {
        let BreakKind::Missing(missing) = &found.kind else { continue };
        let message = Message::new("section-missing-number").with("number", &found.number).with("missing", missing);
        findings.report(found.span, message).help = Some(Message::new("section-missing-number-help"));
    }
}
