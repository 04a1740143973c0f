//! `bash/unbounded-remove`: `rm -rf "$DIR"/*`, which is `rm -rf /*` where the variable is empty.

use super::super::{Check, Context, Findings, Rule};
use super::hazards;
use crate::diag::{Level, Message};
use crate::lang::bash::HazardKind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/unbounded-remove", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.sources.file(context.file);
    for (_, span, kind) in hazards(context) {
        let HazardKind::UnboundedRemove(variable) = kind else { continue };
        let (message, help) = match variable {
            Some(name) => (
                Message::new("bash-unbounded-remove").with("name", name).with("path", source.slice(span)),
                Message::new("bash-unbounded-remove-help").with("name", name),
            ),
            None => (
                Message::new("bash-unbounded-remove-root").with("path", source.slice(span)),
                Message::new("bash-unbounded-remove-root-help"),
            ),
        };
        findings.report(span, message).help = Some(help);
    }
}
