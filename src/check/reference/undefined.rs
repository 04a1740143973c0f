//! `reference/undefined`: an identifier that the project's catalogue does not define.

use super::super::{Check, Findings, Project, Rule};
use super::{catalogues, is_whole};
use crate::diag::{Level, Message};
use std::collections::HashSet;

pub(in crate::check) const RULE: Rule =
    Rule { name: "reference/undefined", level: Level::Warning, check: Check::Project(check) };

fn check(project: &Project<'_>, findings: &mut Findings<'_>) {
    for (kind, pattern) in &project.config.references {
        let catalogues = catalogues(project, kind, pattern);
        let Some(place) = catalogues.first().and_then(|runbook| runbook.file) else { continue };
        // What any document introduces is defined, wherever it stands; in a catalogue that is named, all that it speaks of.
        let mut defined: HashSet<&str> = HashSet::new();
        let named = pattern.catalogue.is_some();
        let shapes = |reference: &&crate::model::Reference| reference.definition.is_some();
        for runbook in &project.library.runbooks {
            defined.extend(runbook.references.iter().filter(shapes).map(|reference| reference.id.as_str()));
        }
        let shapeless = named && catalogues.iter().all(|runbook| !runbook.references.iter().any(|one| shapes(&one)));
        if shapeless {
            let all = catalogues.iter().flat_map(|runbook| &runbook.references);
            defined.extend(all.map(|reference| reference.id.as_str()));
        }
        if defined.is_empty() {
            continue;
        }
        for runbook in project.library.runbooks.iter().filter(|runbook| !runbook.template) {
            let Some(file) = runbook.file else { continue };
            let mut said: HashSet<&str> = HashSet::new();
            for reference in runbook.references.iter().filter(|reference| reference.kind == *kind) {
                let id = reference.id.as_str();
                if defined.contains(id) || !is_whole(id) || !said.insert(id) {
                    continue;
                }
                let message = Message::new("reference-undefined").with("id", id);
                let path = project.sources.file(place).path();
                let help = Message::new("reference-undefined-help").with("path", path);
                findings.report_in(file, reference.span, message).help = Some(help);
            }
        }
    }
}
