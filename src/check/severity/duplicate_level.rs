//! `severity/duplicate-level`: a table defines one level twice.

use super::super::{Check, Context, Findings, Rule};
use super::tables;
use crate::diag::{Label, Level, Message};
use crate::model::{Mark, SeverityLevel};
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule =
    Rule { name: "severity/duplicate-level", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for levels in tables(context.runbook) {
        let mut seen: BTreeMap<(Option<Mark>, String), &SeverityLevel> = BTreeMap::new();
        for level in levels {
            // SEV1 and SEV-1 are one level; words are told apart by what they say.
            let word = if level.mark.is_some() { String::new() } else { level.name.to_lowercase() };
            let Some(first) = seen.insert((level.mark, word), level) else { continue };
            let message = Message::new("severity-duplicate-level").with("name", &level.name);
            let finding = findings.report(level.name_span, message);
            finding.help = Some(Message::new("severity-duplicate-level-help"));
            let message = Message::new("severity-duplicate-level-first");
            finding.related.push(Label { file: context.file, span: first.name_span, message });
        }
    }
}
