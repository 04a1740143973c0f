//! `bash/destructive-without-warning`: data is gone behind a command, and nothing around it says so.

use super::super::around::{is_kept, is_warned};
use super::super::{Check, Context, Findings, Rule, template};
use super::grave::{is_grave, is_mild};
use crate::diag::{Level, Message};
use std::collections::HashSet;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/destructive-without-warning", level: Level::Warning, check: Check::Document(check) };

/// One finding for each thing that a block does: commands alike are one.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in &context.runbook.code_blocks {
        let mut grave = block.commands.iter().filter(|command| is_grave(command)).peekable();
        if grave.peek().is_none() || is_warned(context, block) {
            continue;
        }
        let mut told = HashSet::new();
        for command in grave.filter(|command| told.insert((command.program.as_str(), command.path.first()))) {
            let shown = command.text.lines().next().unwrap_or_default().trim_end_matches('\\').trim_end();
            let message = Message::new("bash-destructive-without-warning").with("command", shown);
            let finding = findings.report(command.span, message);
            finding.help = Some(Message::new("bash-destructive-without-warning-help"));
            if is_mild(command) || is_kept(context, block, command.span) || template::is_likely(context) {
                finding.level = Level::Info;
            }
        }
    }
}
