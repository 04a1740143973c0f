//! Times and dates inside titles, steps and values.

use crate::model::{Date, Duration};

/// A time limit in brackets (（5分以内）).
pub(super) fn in_brackets(_title: &str) -> Option<Duration> {
    None
}

/// The first duration in a text.
pub(super) fn first(_text: &str) -> Option<Duration> {
    None
}

/// The first date in a text.
pub(super) fn date(_text: &str) -> Option<Date> {
    None
}
