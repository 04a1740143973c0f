//! `metadata/review-overdue`: the day of the next review has gone by.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::model::EntryKind;
use std::cmp::Ordering;

pub(in crate::check) const RULE: Rule =
    Rule { name: "metadata/review-overdue", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // What stands at the head and again at the end is one cause.
    let overdue = super::entries(context).find_map(|entry| {
        let date = super::date(entry, &[EntryKind::ReviewBy])?;
        (super::beside_today(context, &date) == Some(Ordering::Less)).then_some((entry, date))
    });
    if let Some((entry, date)) = overdue {
        let message = Message::new("metadata-review-overdue").with("date", date.text).with("today", context.today);
        findings.report(entry.span, message).help = Some(Message::new("metadata-review-overdue-help"));
    }
}
