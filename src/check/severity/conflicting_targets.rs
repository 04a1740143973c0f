//! `severity/conflicting-targets`: one level has different targets in two places.

use super::super::{Check, Findings, Project, Rule};
use super::{Target, tables};
use crate::diag::{Label, Level, Message};
use crate::model::{Mark, Runbook, SeverityLevel};
use crate::source::FileId;
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule =
    Rule { name: "severity/conflicting-targets", level: Level::Info, check: Check::Project(check) };

fn check(project: &Project<'_>, findings: &mut Findings<'_>) {
    // Of the two targets that every table means alike.
    const COMPARED: [Target; 2] = [Target::Response, Target::Resolution];
    let mut first: BTreeMap<(Mark, bool), (FileId, &SeverityLevel)> = BTreeMap::new();
    let key = |mark: Mark, target: Target| (mark, target == Target::Response);
    for runbook in &project.library.runbooks {
        let Some(file) = runbook.file else { continue };
        for levels in tables(runbook) {
            // One finding for each table: its levels differ for one reason.
            let found = levels.iter().find_map(|level| {
                let mark = level.mark?;
                COMPARED.iter().find_map(|target| {
                    let &(other_file, other) = first.get(&key(mark, *target))?;
                    differs(level, other, *target).then_some((level, *target, other_file, other))
                })
            });
            if let Some((level, target, other_file, other)) = found {
                report(findings, runbook, level, target, other_file, other);
            }
            for level in levels {
                let Some(mark) = level.mark else { continue };
                for target in COMPARED.iter().filter(|target| target.read(level).is_some()) {
                    first.entry(key(mark, *target)).or_insert((file, level));
                }
            }
        }
    }
}

fn differs(level: &SeverityLevel, other: &SeverityLevel, target: Target) -> bool {
    let times = target.read(level).zip(target.read(other));
    times.is_some_and(|(one, other)| {
        one.value.seconds.is_some()
            && other.value.seconds.is_some()
            && one.value.anchor == other.value.anchor
            && (one.value.seconds != other.value.seconds)
    })
}

fn report(
    findings: &mut Findings<'_>,
    runbook: &Runbook,
    level: &SeverityLevel,
    target: Target,
    other_file: FileId,
    other: &SeverityLevel,
) {
    let Some(file) = runbook.file else { return };
    let Some((time, other_time)) = target.read(level).zip(target.read(other)) else { return };
    let message = Message::new("severity-conflicting-targets")
        .with("name", &level.name)
        .with("time", &time.value.text)
        .with("other_time", &other_time.value.text);
    let message = target.name(message, runbook, level);
    let finding = findings.report_in(file, time.span, message);
    finding.help = Some(Message::new("severity-conflicting-targets-help"));
    let message = Message::new("severity-conflicting-targets-related");
    finding.related.push(Label { file: other_file, span: other_time.span, message });
}
