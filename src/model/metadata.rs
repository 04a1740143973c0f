//! What a document states of itself.

use super::Date;
use crate::source::{Span, Spanned};

/// What a key is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EntryKind {
    /// The service.
    Service,
    /// Environments.
    Environments,
    /// Who answers for the document.
    Owners,
    /// Version.
    Version,
    /// Last change.
    UpdatedOn,
    /// When it was written.
    CreatedOn,
    /// When it has to be looked at again.
    ReviewBy,
    /// Tags.
    Tags,
    /// Anything else.
    #[default]
    Other,
}

/// A key and a value, as written.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// What it is about.
    pub kind: EntryKind,
    /// Whether the value is something to fill in (TBD, YYYY-MM-DD, 未定).
    pub is_placeholder: bool,
    /// Key.
    pub key: String,
    /// Value.
    pub value: String,
    /// Place of the value.
    pub span: Span,
}

/// Metadata.
#[derive(Debug, Clone, Default)]
pub struct Metadata {
    /// The service that it is about.
    pub service: Option<String>,
    /// Environments (`Production`).
    pub environments: Vec<String>,
    /// Who answers for the document.
    pub owners: Vec<String>,
    /// Version.
    pub version: Option<String>,
    /// Last change as the document states it.
    pub updated_on: Option<Date>,
    /// When it has to be looked at again.
    pub review_by: Option<Date>,
    /// Tags of the front matter.
    pub tags: Vec<String>,
    /// All of them, as written.
    pub entries: Vec<Entry>,
    /// What stands in the same way at the document's end (`最終更新: 2025-04-30`) or in a table further down.
    pub closing: Vec<Entry>,
    /// Dates of its change log.
    pub history: Vec<Spanned<Date>>,
}
