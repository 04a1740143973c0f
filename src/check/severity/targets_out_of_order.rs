//! `severity/targets-out-of-order`: a worse level has more time than a milder one.

use super::super::{Check, Context, Findings, Rule};
use super::order::{Aimed, misplaced, weights};
use super::{Target, tables};
use crate::diag::{Label, Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "severity/targets-out-of-order", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let known = weights(&context.runbook.severity_levels);
    for levels in tables(context.runbook) {
        // A row that stands at a wrong place has both of its targets wrong.
        let mut told = Vec::new();
        for target in Target::all(levels) {
            let aimed: Vec<Aimed<'_>> = levels.iter().filter_map(|level| Some((level, target.read(level)?))).collect();
            for found in misplaced(&aimed, &known) {
                let ((level, time), (other, other_time)) = (found.level, found.other);
                if told.contains(&level.span) {
                    continue;
                }
                told.push(level.span);
                let key = if found.other_is_worse {
                    "severity-targets-out-of-order-short"
                } else {
                    "severity-targets-out-of-order-long"
                };
                let message = Message::new(key)
                    .with("name", &level.name)
                    .with("time", &time.value.text)
                    .with("other", &other.name)
                    .with("other_time", &other_time.value.text);
                let message = target.name(message, context.runbook, level);
                let finding = findings.report(time.span, message);
                finding.help = Some(Message::new("severity-targets-out-of-order-help"));
                let message = Message::new("severity-targets-out-of-order-related").with("name", &other.name);
                finding.related.push(Label { file: context.file, span: other_time.span, message });
            }
        }
    }
}
