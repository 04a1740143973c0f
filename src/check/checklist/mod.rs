//! Things to tick off that nobody can tick off.

pub(super) mod empty_item;
pub(super) mod unreadable_marker;
