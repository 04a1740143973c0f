//! `bash/destructive-without-warning`: data is gone behind a command, and nothing around it says so.

use super::super::around::is_warned;
use super::super::{Check, Context, Findings, Rule, is_among_templates};
use super::grave::is_grave;
use crate::diag::{Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/destructive-without-warning", level: Level::Warning, check: Check::Document(check) };

/// One finding a block: one warning serves for all of it.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.runbook.template || is_among_templates(&context.runbook.id) {
        return;
    }
    for block in &context.runbook.code_blocks {
        let Some(command) = block.commands.iter().find(|command| is_grave(command)) else { continue };
        if is_warned(context, block) {
            continue;
        }
        let shown = command.text.lines().next().unwrap_or_default().trim_end_matches('\\').trim_end();
        let message = Message::new("bash-destructive-without-warning").with("command", shown);
        findings.report(command.span, message).help = Some(Message::new("bash-destructive-without-warning-help"));
    }
}
