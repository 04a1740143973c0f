//! Times and dates inside titles, steps and values.

use crate::model::{Date, Duration};

/// A time limit in brackets (（5分以内）).
pub(super) fn in_brackets(title: &str) -> Option<Duration> {
    Duration::in_brackets(title)
}

/// The first duration in a text.
pub(super) fn first(text: &str) -> Option<Duration> {
    Duration::find_all(text).into_iter().next().map(|(_, duration)| duration)
}

/// The first date in a text.
pub(super) fn date(text: &str) -> Option<Date> {
    Date::find(text).map(|(_, date)| date)
}
