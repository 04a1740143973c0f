//! `severity/no-targets`: a table of levels without a column of targets.

use super::super::{Check, Context, Findings, Rule};
use super::{Target, tables};
use crate::diag::{Level, Message};
use crate::model::{Duration, Field, Kind, Scale, SeverityLevel};

pub(in crate::check) const RULE: Rule =
    Rule { name: "severity/no-targets", level: Level::Info, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.runbook.kind != Kind::Runbook {
        return;
    }
    // A second table may give the targets of the levels that the first defines.
    if tables(context.runbook).any(has_targets) {
        return;
    }
    let scale =
        |level: &SeverityLevel| level.mark.is_some_and(|mark| matches!(mark.scale, Scale::Severity | Scale::Priority));
    let Some(levels) = tables(context.runbook).find(|levels| levels.iter().all(scale)) else { return };
    let Some(first) = levels.first() else { return };
    // Another column may say it in words (1時間以内に調査).
    let table = context.runbook.tables.get(first.table);
    let cells = || table.into_iter().flat_map(|table| &table.rows).flatten();
    if cells().any(|cell| Duration::find(cell).is_some()) {
        return;
    }
    let message = Message::new("severity-no-targets").with("name", &first.name);
    findings.report(first.name_span, message).help = Some(Message::new("severity-no-targets-help"));
}

fn has_targets(levels: &[SeverityLevel]) -> bool {
    levels
        .iter()
        .any(|level| Target::all(levels).any(|target| target.of(level).is_some_and(|field| *field != Field::Absent)))
}
