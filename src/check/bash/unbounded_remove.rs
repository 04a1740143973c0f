//! `bash/unbounded-remove`: `rm -rf "$DIR"/*`, which is `rm -rf /*` where the variable is empty, and `rm -rf
//! /var/spool/$DATE/`, which then is the whole folder.

use super::super::{Check, Context, Findings, Rule};
use super::hazards;
use crate::diag::{Level, Message};
use crate::lang::bash::HazardKind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/unbounded-remove", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.source;
    for (_, span, kind) in hazards(context) {
        let (message, help) = match kind {
            HazardKind::UnboundedRemove(Some(name)) => (
                Message::new("bash-unbounded-remove").with("name", name).with("path", source.slice(span)),
                Message::new("bash-unbounded-remove-help").with("name", name),
            ),
            HazardKind::FolderRemove(name) if !super::is_set(context, name) => (
                Message::new("bash-unbounded-remove-folder").with("name", name).with("path", source.slice(span)),
                Message::new("bash-unbounded-remove-help").with("name", name),
            ),
            HazardKind::UnboundedRemove(None) => (
                Message::new("bash-unbounded-remove-root").with("path", source.slice(span)),
                Message::new("bash-unbounded-remove-root-help"),
            ),
            _ => continue,
        };
        findings.report(span, message).help = Some(help);
    }
}
