//! Scenarios that lack a part: told once, where none of a document's scenarios has it.

use super::super::{Context, Findings};
use crate::diag::Message;
use crate::model::{Kind, Role, Scenario};

/// A part that every scenario needs.
pub(super) struct Wanted {
    /// Sections that are it.
    pub(super) roles: &'static [Role],
    /// Words that say the same without a section.
    pub(super) words: &'static [&'static str],
    /// Whether a scenario needs it at all.
    pub(super) needs: fn(&Context<'_>, &Scenario) -> bool,
    /// Message for one scenario.
    pub(super) one: &'static str,
    /// Message for a document in which no scenario has it.
    pub(super) all: &'static str,
    /// What to do.
    pub(super) help: &'static str,
}

/// Reports the scenarios that lack a part.
pub(super) fn report(context: &Context<'_>, wanted: &Wanted, findings: &mut Findings<'_>) {
    let runbook = context.runbook;
    if runbook.kind != Kind::Runbook || runbook.template || runbook.scenarios.is_empty() {
        return;
    }
    let parts: Vec<u32> = runbook
        .all_sections()
        .filter(|section| wanted.roles.contains(&section.role))
        .map(|section| section.span.start)
        .collect();
    let holds = |scenario: &Scenario| {
        let before = |offset: u32| parts.partition_point(|start| *start < offset);
        before(scenario.extent.end) - before(scenario.extent.start)
    };
    // A section beside the scenarios is for all of them.
    if runbook.scenarios.iter().map(holds).sum::<usize>() < parts.len() {
        return;
    }
    let needing: Vec<&Scenario> =
        runbook.scenarios.iter().filter(|scenario| (wanted.needs)(context, scenario)).collect();
    let lacks = |scenario: &&Scenario| holds(scenario) == 0 && !says(context, wanted, scenario);
    let lacking: Vec<&Scenario> = needing.iter().copied().filter(lacks).collect();
    let Some(first) = lacking.first() else { return };
    // Where another scenario has the part, its absence may be meant: not every failure has a way back.
    if lacking.len() < needing.len() || (needing.len() == 1 && runbook.scenarios.len() > 1) {
        return;
    }
    let message = match lacking.len() {
        1 => Message::new(wanted.one).with("title", &first.title),
        count => Message::new(wanted.all).with("count", count),
    };
    findings.report(first.span, message).help = Some(Message::new(wanted.help));
}

/// Whether a scenario says it in words.
fn says(context: &Context<'_>, wanted: &Wanted, scenario: &Scenario) -> bool {
    let text = context.source.text().get(scenario.extent.range()).unwrap_or_default();
    wanted.words.iter().any(|word| text.contains(word))
}
