//! `bash/destructive-without-check`: nobody looks before or behind a destructive command, and no way leads back.

use super::super::around::{is_guarded, is_warned};
use super::super::{Check, Context, Findings, Rule, template};
use super::grave::is_grave;
use crate::diag::{Level, Message};
use crate::model::Kind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/destructive-without-check", level: Level::Warning, check: Check::Document(check) };

/// One finding a block. Without so much as a warning, that is said first: one finding for one command.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.runbook.kind != Kind::Runbook || context.runbook.template || template::is_likely(context) {
        return;
    }
    for block in &context.runbook.code_blocks {
        let Some(command) = block.commands.iter().find(|command| is_grave(command)) else { continue };
        if !is_warned(context, block) || is_guarded(context, block, command.span) {
            continue;
        }
        let shown = command.text.lines().next().unwrap_or_default().trim_end_matches('\\').trim_end();
        let message = Message::new("bash-destructive-without-check").with("command", shown);
        findings.report(command.span, message).help = Some(Message::new("bash-destructive-without-check-help"));
    }
}
