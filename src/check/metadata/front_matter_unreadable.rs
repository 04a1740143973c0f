//! `metadata/front-matter-unreadable`: front matter that is no YAML map, or more than that.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::yaml::FaultKind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "metadata/front-matter-unreadable", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
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
