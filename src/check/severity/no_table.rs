//! `severity/no-table`: a runbook speaks of levels, and no document says what they are.

use super::super::{Check, Findings, Project, Rule};
use crate::diag::{Level, Message};
use crate::model::{Kind, MentionForm, Scale};

pub(in crate::check) const RULE: Rule =
    Rule { name: "severity/no-table", level: Level::Info, check: Check::Project(check) };

fn check(project: &Project<'_>, findings: &mut Findings<'_>) {
    let runbooks = &project.library.runbooks;
    let of_tables = runbooks.iter().flat_map(|runbook| &runbook.severity_levels).filter_map(|level| level.mark);
    let introduced = runbooks
        .iter()
        .flat_map(|runbook| &runbook.severity_mentions)
        .filter(|mention| mention.form != MentionForm::Prose)
        .filter_map(|mention| mention.mark);
    if of_tables.chain(introduced).any(|mark| mark.scale == Scale::Severity) {
        return;
    }
    for runbook in runbooks.iter().filter(|runbook| runbook.kind == Kind::Runbook) {
        let Some(file) = runbook.file else { continue };
        let unknown = runbook
            .severity_mentions
            .iter()
            // Small letters name a field of some tool (severity 3).
            .filter(|mention| mention.name.starts_with(char::is_uppercase))
            // P1 is a priority of many things, SEV1 is none.
            .find(|mention| mention.mark.is_some_and(|mark| mark.scale == Scale::Severity));
        let Some(mention) = unknown else { continue };
        let message = Message::new("severity-no-table").with("name", &mention.name);
        findings.report_in(file, mention.span, message).help = Some(Message::new("severity-no-table-help"));
    }
}
