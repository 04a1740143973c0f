//! Failures that a runbook answers, and the alerts that lead to them.

use schemars::JsonSchema;
use serde::Serialize;

use super::value::role;
use super::{Duration, Location, Places, Step};
use crate::model;

/// One failure that the runbook answers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Scenario<'a> {
    /// Anchor of its heading; empty for the document's title.
    pub id: &'a str,
    /// Its title, without number.
    pub title: &'a str,
    /// Symptoms.
    pub symptoms: &'a [String],
    /// Identifiers of failure modes.
    pub failure_modes: &'a [String],
    /// Causes.
    pub causes: &'a [String],
    /// Its parts in order.
    pub parts: Vec<Part<'a>>,
    /// Address of its page within the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub url: Option<&'a str>,
    /// The heading.
    pub location: Location<'a>,
}

/// A part of a scenario: one section of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Part<'a> {
    /// What it is for.
    #[schemars(schema_with = "role")]
    pub role: &'static str,
    /// Anchor of its section.
    pub section: &'a str,
    /// Time limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Duration<'a>")]
    pub within: Option<Duration<'a>>,
    /// Steps.
    pub steps: Vec<Step<'a>>,
    /// Ids of its code blocks.
    pub code_blocks: &'a [String],
    /// All that belongs to it.
    pub location: Location<'a>,
}

impl<'a> Scenario<'a> {
    /// `pages` are their addresses in the same order.
    pub(super) fn all(scenarios: &'a [model::Scenario], places: Places<'a>, pages: &'a [String]) -> Vec<Self> {
        scenarios
            .iter()
            .enumerate()
            .map(|(at, scenario)| Scenario {
                id: &scenario.id,
                title: &scenario.title,
                symptoms: &scenario.symptoms,
                failure_modes: &scenario.failure_modes,
                causes: &scenario.causes,
                parts: scenario.parts.iter().map(|part| Part::new(part, places)).collect(),
                url: pages.get(at).map(String::as_str),
                location: places.of(scenario.span),
            })
            .collect()
    }
}

impl<'a> Part<'a> {
    fn new(part: &'a model::Part, places: Places<'a>) -> Self {
        Part {
            role: part.role.name(),
            section: &part.section,
            within: Duration::optional(part.within.as_ref()),
            steps: Step::all(&part.steps, places),
            code_blocks: &part.code_blocks,
            location: places.of(part.span),
        }
    }
}

/// An alert rule that the document answers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Alert<'a> {
    /// Name.
    pub name: &'a str,
    /// Id of the scenario that answers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub scenario: Option<&'a str>,
    /// The name.
    pub location: Location<'a>,
}

impl<'a> Alert<'a> {
    pub(super) fn all(alerts: &'a [model::Alert], places: Places<'a>) -> Vec<Self> {
        alerts
            .iter()
            .map(|alert| Alert {
                name: &alert.name,
                scenario: alert.scenario.as_deref(),
                location: places.of(alert.span),
            })
            .collect()
    }
}
