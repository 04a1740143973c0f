//! `metadata/placeholder-value`: a value that is still to be filled in.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::model::{EntryKind, Kind};

pub(in crate::check) const RULE: Rule =
    Rule { name: "metadata/placeholder-value", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let runbook = context.runbook;
    if runbook.template || runbook.kind != Kind::Runbook || super::super::template::is_likely(context) {
        return;
    }
    for entry in super::entries(context) {
        if entry.is_placeholder && !matches!(entry.kind, EntryKind::Other | EntryKind::Tags) {
            let message =
                Message::new("metadata-placeholder-value").with("key", &entry.key).with("value", &entry.value);
            findings.report(entry.span, message).help = Some(Message::new("metadata-placeholder-value-help"));
        }
    }
}
