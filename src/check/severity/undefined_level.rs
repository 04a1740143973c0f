//! `severity/undefined-level`: a text uses a level that nothing defines.

use super::super::{Check, Findings, Project, Rule};
use crate::diag::{Label, Level, Message};
use crate::model::{Mark, MentionForm, Runbook, Scale, SeverityLevel};
use std::collections::BTreeSet;

pub(in crate::check) const RULE: Rule =
    Rule { name: "severity/undefined-level", level: Level::Warning, check: Check::Project(check) };

fn check(project: &Project<'_>, findings: &mut Findings<'_>) {
    let runbooks = &project.library.runbooks;
    // What any document defines or introduces counts in all of them.
    let defined: BTreeSet<Mark> = runbooks.iter().flat_map(|runbook| marks(runbook)).collect();
    let elsewhere = runbooks
        .iter()
        .find_map(|runbook| Some((runbook, runbook.severity_levels.iter().find(|level| is(level, Scale::Severity))?)));
    for runbook in runbooks {
        let Some(file) = runbook.file else { continue };
        let mut told: BTreeSet<Mark> = BTreeSet::new();
        for mention in runbook.severity_mentions.iter().filter(|mention| mention.form == MentionForm::Prose) {
            let Some(mark) = mention.mark.filter(|mark| !defined.contains(mark)) else { continue };
            // P1 is a priority of many things: only a document's own scale says that it is meant. SEV is unmistakable.
            let own = runbook.severity_levels.iter().find(|level| is(level, mark.scale)).map(|level| (runbook, level));
            let scale = own.or(elsewhere.filter(|_| mark.scale == Scale::Severity));
            let Some((home, level)) = scale.filter(|_| told.insert(mark)) else { continue };
            let message = Message::new("severity-undefined-level").with("name", &mention.name);
            let finding = findings.report_in(file, mention.span, message);
            finding.help = Some(Message::new("severity-undefined-level-help"));
            if let Some(file) = home.file {
                let message = Message::new("severity-undefined-level-related");
                finding.related.push(Label { file, span: level.name_span, message });
            }
        }
    }
}

fn is(level: &SeverityLevel, scale: Scale) -> bool {
    level.mark.is_some_and(|mark| mark.scale == scale)
}

/// Levels that a document defines in a table or introduces in a heading or an item.
fn marks(runbook: &Runbook) -> impl Iterator<Item = Mark> {
    let introduced = runbook.severity_mentions.iter().filter(|mention| mention.form != MentionForm::Prose);
    let tables = runbook.severity_levels.iter().filter_map(|level| level.mark);
    tables.chain(introduced.filter_map(|mention| mention.mark))
}
