//! Contacts and escalation.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::value::one_of;
use super::{Duration, Location, Places};
use crate::model::{self, ChannelKind};

/// Who answers for a role.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Contact<'a> {
    /// The role.
    pub role: &'a str,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub assignee: Option<&'a str>,
    /// When, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub availability: Option<&'a str>,
    /// When, where it can be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Hours<'a>>,
    /// Remarks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub note: Option<&'a str>,
    /// No channel is left that could be used.
    pub is_placeholder: bool,
    /// Channels in the order written.
    pub channels: Vec<Channel<'a>>,
    /// The row.
    pub location: Location<'a>,
}

/// Opening hours.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Hours<'a> {
    /// `mon-fri`
    pub days: &'a str,
    /// `09:00`
    pub from: &'a str,
    /// `18:00`
    pub to: &'a str,
    /// Name of the time zone.
    pub tz: &'a str,
}

/// A way to reach someone.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Channel<'a> {
    /// Kind.
    #[schemars(schema_with = "channel_kind")]
    pub kind: &'static str,
    /// `#oncall`
    pub value: &'a str,
}

impl<'a> Contact<'a> {
    pub(super) fn all(contacts: &'a [model::Contact], places: Places<'a>) -> Vec<Self> {
        contacts
            .iter()
            .map(|contact| Contact {
                role: &contact.role,
                assignee: contact.assignee.as_deref(),
                availability: contact.availability.as_deref(),
                hours: contact.hours.iter().map(hours).collect(),
                note: contact.note.as_deref(),
                is_placeholder: contact.is_placeholder,
                channels: contact
                    .channels
                    .iter()
                    .map(|channel| Channel { kind: channel.kind.name(), value: &channel.value })
                    .collect(),
                location: places.of(contact.span),
            })
            .collect()
    }
}

fn hours(hours: &crate::calendar::Hours) -> Hours<'_> {
    Hours { days: &hours.days, from: &hours.from, to: &hours.to, tz: &hours.time_zone }
}

fn channel_kind(_: &mut SchemaGenerator) -> Schema {
    use ChannelKind::{Email, Pagerduty, Phone, SlackChannel, SlackUser, Text, Url};
    one_of([SlackChannel, SlackUser, Phone, Email, Pagerduty, Url, Text].map(ChannelKind::name))
}

/// A condition under which someone else is called.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Escalation<'a> {
    /// The condition.
    pub condition: &'a str,
    /// After how long.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Duration<'a>")]
    pub within: Option<Duration<'a>>,
    /// Who is called.
    pub to: &'a [String],
    /// The condition's line.
    pub location: Location<'a>,
}

impl<'a> Escalation<'a> {
    pub(super) fn all(escalation: &'a [model::Escalation], places: Places<'a>) -> Vec<Self> {
        escalation
            .iter()
            .map(|step| Escalation {
                condition: &step.condition,
                within: Duration::optional(step.within.as_ref()),
                to: &step.to,
                location: places.of(step.span),
            })
            .collect()
    }
}
