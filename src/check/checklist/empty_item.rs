//! `checklist/empty-item`: an item of a checklist has no text.

use super::super::{Check, Context, Findings, Rule, template};
use crate::diag::{Level, Message};
use crate::model::ChecklistForm;

pub(in crate::check) const RULE: Rule =
    Rule { name: "checklist/empty-item", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.runbook.template {
        return;
    }
    for list in context.runbook.checklists.iter().filter(|list| list.form == ChecklistForm::TaskList) {
        let empty = |text: &str| text.trim().is_empty();
        let mut items = list.items.iter().filter(|item| empty(&item.text));
        let Some(first) = items.next() else { continue };
        let whole = list.items.iter().all(|item| empty(&item.text));
        let message = Message::new(if whole { "checklist-empty" } else { "checklist-empty-item" });
        let mut report = |span, message| {
            let finding = findings.report(span, message);
            finding.help = Some(Message::new("checklist-empty-item-help"));
            template::lower_value(context, finding);
        };
        report(first.span, message);
        if !whole {
            for item in items {
                report(item.span, Message::new("checklist-empty-item"));
            }
        }
    }
}
