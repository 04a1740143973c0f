//! `metadata/no-owner`: nobody answers for the runbook.

use super::super::{Check, Findings, Project, Rule};
use crate::diag::{Level, Message};
use crate::model::{EntryKind, Kind, Runbook};
use std::sync::Arc;

pub(in crate::check) const RULE: Rule =
    Rule { name: "metadata/no-owner", level: Level::Info, check: Check::Project(check) };

fn check(project: &Project<'_>, findings: &mut Findings<'_>) {
    let runbooks = || {
        let all = project.library.runbooks.iter().map(Arc::as_ref);
        all.filter(|runbook| runbook.kind == Kind::Runbook && !runbook.template)
    };
    let lacking: Vec<&Runbook> = runbooks().filter(|runbook| !states_owner(runbook)).collect();
    // Where none has one, the project does not name owners: not to be said at each.
    let none = lacking.len() == runbooks().count();
    for runbook in lacking {
        let Some(file) = runbook.file else { continue };
        let finding = findings.report_in(file, runbook.title.span, Message::new("metadata-no-owner"));
        finding.help = Some(Message::new("metadata-no-owner-help"));
        finding.together = none.then(|| Message::new("metadata-no-owner-all"));
    }
}

/// An owner that is stated and not filled in is the finding of another rule.
fn states_owner(runbook: &Runbook) -> bool {
    let metadata = &runbook.metadata;
    let stated = || metadata.entries.iter().chain(&metadata.closing).any(|entry| entry.kind == EntryKind::Owners);
    !metadata.owners.is_empty() || stated()
}
