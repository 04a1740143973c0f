//! `bash/destructive-without-warning`: data is gone behind a command, and nothing around it says so.

use super::super::around::{is_kept, is_warned};
use super::super::{Check, Context, Findings, Rule, template};
use super::grave::{is_grave, is_mild, is_own_scratch};
use crate::diag::{Level, Message};
use crate::lang::bash::HazardKind;
use crate::model::{Command, DefectKind};
use std::collections::HashSet;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/destructive-without-warning", level: Level::Warning, check: Check::Document(check) };

/// One finding for each thing that a block does: commands alike are one.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in &context.runbook.code_blocks {
        // Of what an unset variable would remove there is a rule of its own: one finding for one command.
        let unbounded = |command: &Command| {
            let mut within = block.defects.iter().filter(|defect| command.span.contains(defect.span.start));
            within.any(|defect| match &defect.kind {
                DefectKind::Hazard(HazardKind::UnboundedRemove(_)) => true,
                DefectKind::Hazard(HazardKind::FolderRemove(name)) => !super::is_set(context, name),
                _ => false,
            })
        };
        let grave = block.commands.iter().filter(|command| is_grave(command) && !unbounded(command));
        let mut grave: Vec<&Command> = grave.filter(|command| !is_own_scratch(command, block)).collect();
        // What `ssh` runs is told, and not `ssh` too.
        let starts: Vec<u32> = grave.iter().map(|command| command.span.start).collect();
        let holds = |command: &Command| {
            let next = starts.partition_point(|start| *start <= command.span.start);
            starts.get(next).is_some_and(|start| *start < command.span.end)
        };
        grave.retain(|command| command.program != "ssh" || !holds(command));
        if grave.is_empty() || is_warned(context, block) {
            continue;
        }
        let mut told = HashSet::new();
        for command in grave.into_iter().filter(|command| told.insert((command.program.as_str(), command.path.first())))
        {
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
