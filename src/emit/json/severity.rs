//! Severity levels.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::value::one_of;
use super::{Duration, Location, Places};
use crate::model::{self, MentionForm};

/// A level that a table defines.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeverityLevel<'a> {
    /// SEV1, P1, 高
    pub name: &'a str,
    /// What stands in brackets behind the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub label: Option<&'a str>,
    /// 1 is the worst.
    pub rank: u32,
    /// What it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub definition: Option<&'a str>,
    /// Until someone has to act.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Duration<'a>")]
    pub response_target: Option<Duration<'a>>,
    /// Until it has to be solved.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Duration<'a>")]
    pub resolution_target: Option<Duration<'a>>,
    /// Examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub examples: Option<&'a str>,
    /// The row.
    pub location: Location<'a>,
}

impl<'a> SeverityLevel<'a> {
    pub(super) fn all(levels: &'a [model::SeverityLevel], places: Places<'a>) -> Vec<Self> {
        levels
            .iter()
            .map(|level| SeverityLevel {
                name: &level.name,
                label: level.label.as_deref(),
                rank: level.rank,
                definition: level.definition.as_deref(),
                response_target: Duration::field(&level.response_target),
                resolution_target: Duration::field(&level.resolution_target),
                examples: level.examples.as_deref(),
                location: places.of(level.span),
            })
            .collect()
    }
}

/// A level met outside a table that defines levels.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeverityMention<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where it stands; a heading and a list introduce it.
    #[schemars(schema_with = "form")]
    pub form: &'static str,
    /// The name.
    pub location: Location<'a>,
}

impl<'a> SeverityMention<'a> {
    pub(super) fn all(mentions: &'a [model::SeverityMention], places: Places<'a>) -> Vec<Self> {
        mentions
            .iter()
            .map(|mention| SeverityMention {
                name: &mention.name,
                form: form_name(mention.form),
                location: places.of(mention.span),
            })
            .collect()
    }
}

fn form_name(form: MentionForm) -> &'static str {
    match form {
        MentionForm::Heading => "heading",
        MentionForm::List => "list",
        MentionForm::Prose => "prose",
    }
}

fn form(_: &mut SchemaGenerator) -> Schema {
    one_of([MentionForm::Heading, MentionForm::List, MentionForm::Prose].map(form_name))
}
