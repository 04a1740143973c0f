//! What a document states of itself.

use super::Date;
use crate::source::Span;

/// A key and a value, as written.
#[derive(Debug, Clone, Default)]
pub struct Entry {
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
}
