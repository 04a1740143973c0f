//! What a document states of itself.

pub(super) mod front_matter_unreadable;
