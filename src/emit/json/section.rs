//! Sections and steps.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::value::{one_of, role};
use super::{Duration, Location, Places};
use crate::model::{self, Form};

/// A part of a document, opened by a heading or by a label.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Section<'a> {
    /// Its anchor on the page.
    pub id: &'a str,
    /// Title without number and markup.
    pub title: &'a str,
    /// `6.1`
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub number: Option<&'a str>,
    /// Level of its heading; a label has the level of the heading above it plus one.
    pub level: u8,
    /// Heading or label.
    #[schemars(schema_with = "form")]
    pub form: &'static str,
    /// What it is for.
    #[schemars(schema_with = "role")]
    pub role: &'static str,
    /// A time limit in its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Duration<'a>")]
    pub within: Option<Duration<'a>>,
    /// Its own steps.
    pub steps: Vec<Step<'a>>,
    /// Sections below it.
    pub children: Vec<Section<'a>>,
    /// The heading, or the label's text.
    pub location: Location<'a>,
}

impl<'a> Section<'a> {
    /// The tree below a list of sections. Depth is bounded by the levels of headings and labels.
    pub(super) fn tree(sections: &'a [model::Section], places: Places<'a>) -> Vec<Self> {
        sections
            .iter()
            .map(|section| Section {
                id: &section.id,
                title: &section.title,
                number: section.number.as_deref(),
                level: section.level,
                form: form_name(section.form),
                role: section.role.name(),
                within: Duration::optional(section.within.as_ref()),
                steps: Step::all(&section.steps, places),
                children: Section::tree(&section.children, places),
                location: places.of(section.span),
            })
            .collect()
    }
}

fn form_name(form: Form) -> &'static str {
    match form {
        Form::Heading => "heading",
        Form::Label => "label",
    }
}

fn form(_: &mut SchemaGenerator) -> Schema {
    one_of([Form::Heading, Form::Label].map(form_name))
}

/// An item of an ordered list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Step<'a> {
    /// Its number as shown.
    pub number: &'a str,
    /// Its first line, markup left out.
    pub text: &'a str,
    /// A time limit in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Duration<'a>")]
    pub within: Option<Duration<'a>>,
    /// What stands below it.
    pub details: &'a [String],
    /// Ids of its code blocks.
    pub code_blocks: &'a [String],
    /// Id of a checklist in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub checklist: Option<&'a str>,
    /// The item.
    pub location: Location<'a>,
}

impl<'a> Step<'a> {
    pub(super) fn all(steps: &'a [model::Step], places: Places<'a>) -> Vec<Self> {
        steps
            .iter()
            .map(|step| Step {
                number: &step.number,
                text: &step.text,
                within: Duration::optional(step.within.as_ref()),
                details: &step.details,
                code_blocks: &step.code_blocks,
                checklist: step.checklist.as_deref(),
                location: places.of(step.span),
            })
            .collect()
    }
}
