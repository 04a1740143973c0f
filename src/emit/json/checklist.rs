//! Things to tick off.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::value::one_of;
use super::{Duration, Location, Places};
use crate::model::{self, ChecklistForm};

/// A checklist.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Checklist<'a> {
    /// Unique in the runbook.
    pub id: &'a str,
    /// Title: of its frame, else of its section.
    pub title: &'a str,
    /// Anchor of its section; empty before the first.
    pub section: &'a str,
    /// How it is written.
    #[schemars(schema_with = "form")]
    pub form: &'static str,
    /// A time limit in its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Duration<'a>")]
    pub within: Option<Duration<'a>>,
    /// Items in order.
    pub items: Vec<ChecklistItem<'a>>,
    /// From the first item to the last.
    pub location: Location<'a>,
}

/// One item.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChecklistItem<'a> {
    /// Text without its box.
    pub text: &'a str,
    /// Whether it is ticked in the source.
    pub checked: bool,
    /// Several boxes on one line.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub choices: &'a [String],
    /// Depth of nesting, 0 outside.
    pub depth: u8,
    /// The item's line.
    pub location: Location<'a>,
}

impl<'a> Checklist<'a> {
    pub(in super::super) fn new(checklist: &'a model::Checklist, places: Places<'a>) -> Self {
        Checklist {
            id: &checklist.id,
            title: &checklist.title,
            section: &checklist.section,
            form: checklist.form.name(),
            within: Duration::optional(checklist.within.as_ref()),
            items: checklist.items.iter().map(|item| ChecklistItem::new(item, places)).collect(),
            location: places.of(checklist.span),
        }
    }
}

impl<'a> ChecklistItem<'a> {
    fn new(item: &'a model::ChecklistItem, places: Places<'a>) -> Self {
        ChecklistItem {
            text: &item.text,
            checked: item.checked,
            choices: &item.choices,
            depth: item.depth,
            location: places.of(item.span),
        }
    }
}

pub(super) fn form(_: &mut SchemaGenerator) -> Schema {
    one_of([ChecklistForm::TaskList, ChecklistForm::Box, ChecklistForm::Table].map(ChecklistForm::name))
}
