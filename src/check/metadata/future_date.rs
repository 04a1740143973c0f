//! `metadata/future-date`: a date of writing or change lies ahead.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::model::EntryKind;
use crate::source::Span;
use std::cmp::Ordering;

pub(in crate::check) const RULE: Rule =
    Rule { name: "metadata/future-date", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let kinds = [EntryKind::UpdatedOn, EntryKind::CreatedOn];
    for entry in super::entries(context) {
        if let Some(date) = super::date(entry, &kinds)
            && super::beside_today(context, &date) == Some(Ordering::Greater)
        {
            report(context, findings, entry.span, &date.text);
        }
    }
    for date in &context.runbook.metadata.history {
        if super::beside_today(context, &date.value) == Some(Ordering::Greater) {
            report(context, findings, date.span, &date.value.text);
        }
    }
}

fn report(context: &Context<'_>, findings: &mut Findings<'_>, span: Span, date: &str) {
    let message = Message::new("metadata-future-date").with("date", date).with("today", context.today);
    findings.report(span, message).help = Some(Message::new("metadata-future-date-help"));
}
