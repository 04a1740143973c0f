//! What a document states of itself.

pub(super) mod front_matter_unreadable;
pub(super) mod future_date;
pub(super) mod impossible_date;
pub(super) mod near_copy;
pub(super) mod no_owner;
pub(super) mod placeholder_value;
pub(super) mod review_overdue;

use super::Context;
use crate::model::{Date, Entry, EntryKind};
use std::cmp::Ordering;

/// Everything that a document states of itself, at its head and at its end.
fn entries<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Entry> + use<'a> {
    let metadata = &context.runbook.metadata;
    metadata.entries.iter().chain(&metadata.closing)
}

/// The date of an entry of one of some kinds.
fn date(entry: &Entry, kinds: &[EntryKind]) -> Option<Date> {
    kinds.contains(&entry.kind).then(|| Date::find(&entry.value)).flatten().map(|(_, date)| date)
}

/// A date beside the day on which the project is looked at; of a month alone, the month. `None` where it is none.
fn beside_today(context: &Context<'_>, date: &Date) -> Option<Ordering> {
    let date = date.date.as_deref()?;
    let today = context.today.to_string();
    today.get(..date.len()).map(|today| date.cmp(today))
}
