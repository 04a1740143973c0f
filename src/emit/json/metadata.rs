//! What a document states of itself.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Date, Location, Places};
use crate::model;

/// Metadata.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Metadata<'a> {
    /// The service that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub service: Option<&'a str>,
    /// Environments.
    pub environments: &'a [String],
    /// Who answers for the document.
    pub owners: &'a [String],
    /// Version.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub version: Option<&'a str>,
    /// Last change as the document states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Date<'a>")]
    pub updated_on: Option<Date<'a>>,
    /// When it has to be looked at again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Date<'a>")]
    pub review_by: Option<Date<'a>>,
    /// Tags.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub tags: &'a [String],
    /// All of them, as written.
    pub entries: Vec<Entry<'a>>,
}

/// A key and a value, as written.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Entry<'a> {
    /// Key.
    pub key: &'a str,
    /// Value.
    pub value: &'a str,
    /// Place of the value.
    pub location: Location<'a>,
}

impl<'a> Metadata<'a> {
    pub(super) fn new(metadata: &'a model::Metadata, places: Places<'a>) -> Self {
        let entries = metadata.entries.iter();
        Metadata {
            service: metadata.service.as_deref(),
            environments: &metadata.environments,
            owners: &metadata.owners,
            version: metadata.version.as_deref(),
            updated_on: Date::optional(metadata.updated_on.as_ref()),
            review_by: Date::optional(metadata.review_by.as_ref()),
            tags: &metadata.tags,
            entries: entries
                .map(|entry| Entry { key: &entry.key, value: &entry.value, location: places.of(entry.span) })
                .collect(),
        }
    }
}
