//! Levels of severity that contradict themselves or each other.

pub(super) mod conflicting_scales;
pub(super) mod conflicting_targets;
pub(super) mod duplicate_level;
pub(super) mod no_table;
pub(super) mod no_targets;
mod order;
pub(super) mod response_after_resolution;
pub(super) mod targets_out_of_order;
pub(super) mod undefined_level;
pub(super) mod unreadable_target;

use crate::diag::Message;
use crate::model::{Duration, Field, Runbook, SeverityLevel};
use crate::source::Spanned;

/// The levels of each table that defines some, in source order.
fn tables(runbook: &Runbook) -> impl Iterator<Item = &[SeverityLevel]> {
    runbook.severity_levels.chunk_by(|one, next| one.table == next.table)
}

/// Which target of a level is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Response,
    Resolution,
    /// That of another column of the table.
    Further(usize),
}

impl Target {
    /// Every target that the levels of a table have.
    fn all(levels: &[SeverityLevel]) -> impl Iterator<Item = Target> + use<> {
        let further: Vec<usize> = levels
            .first()
            .map(|level| level.further_targets.iter().map(|(column, _)| *column).collect())
            .unwrap_or_default();
        [Target::Response, Target::Resolution].into_iter().chain(further.into_iter().map(Target::Further))
    }

    /// The message with what names the target: a word of the catalogue, or the column's header.
    fn name(self, message: Message, runbook: &Runbook, level: &SeverityLevel) -> Message {
        let (word, column) = match self {
            Target::Response => ("response", ""),
            Target::Resolution => ("resolution", ""),
            Target::Further(column) => {
                let table = runbook.tables.get(level.table);
                ("other", table.and_then(|table| table.columns.get(column)).map_or("", String::as_str))
            }
        };
        message.with("target", word).with("column", column)
    }

    fn of(self, level: &SeverityLevel) -> Option<&Field<Duration>> {
        match self {
            Target::Response => Some(&level.response_target),
            Target::Resolution => Some(&level.resolution_target),
            Target::Further(column) => {
                level.further_targets.iter().find(|(at, _)| *at == column).map(|(_, target)| target)
            }
        }
    }

    /// The target with its place, where it was read.
    fn read(self, level: &SeverityLevel) -> Option<&Spanned<Duration>> {
        match self.of(level) {
            Some(Field::Read(target)) => Some(target),
            _ => None,
        }
    }
}

/// Whether one time is surely longer than another. Business days may have a weekend and a holiday between them, and what
/// has no upper end can be compared with nothing.
fn is_longer(one: &Duration, other: &Duration) -> bool {
    let (Some(long), Some(short)) = (one.seconds, other.seconds) else { return false };
    let open = |duration: &Duration| duration.bound == crate::model::Bound::Over;
    let weekend = if other.business && !one.business { 3 * 86_400 } else { 0 };
    long > short.saturating_add(weekend) && !open(one) && !open(other)
}
