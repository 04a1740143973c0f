//! `reference/defined-twice`: a catalogue defines an identifier twice.

use super::super::{Check, Findings, Project, Rule};
use super::{catalogues, definitions, is_whole};
use crate::diag::{Label, Level, Message};
use crate::model::Definition;
use crate::source::Span;
use std::collections::HashMap;

pub(in crate::check) const RULE: Rule =
    Rule { name: "reference/defined-twice", level: Level::Warning, check: Check::Project(check) };

fn check(project: &Project<'_>, findings: &mut Findings<'_>) {
    for (kind, pattern) in &project.config.references {
        for runbook in catalogues(project, kind, pattern) {
            let Some(file) = runbook.file else { continue };
            // A table above the headings sums them up: only two headings, or two rows of one table, are one too many.
            let mut first: HashMap<(&str, Option<Definition>), Span> = HashMap::new();
            for reference in definitions(runbook, kind).filter(|reference| is_whole(&reference.id)) {
                let key = (reference.id.as_str(), reference.definition);
                let Some(&span) = first.get(&key) else {
                    first.insert(key, reference.span);
                    continue;
                };
                let message = Message::new("reference-defined-twice").with("id", &reference.id);
                let finding = findings.report_in(file, reference.span, message);
                finding.help = Some(Message::new("reference-defined-twice-help"));
                finding.related.push(Label { file, span, message: Message::new("reference-defined-twice-first") });
            }
        }
    }
}
