//! Contacts and escalation.

use super::Duration;
use crate::calendar::Hours;
use crate::source::Span;

/// Kind of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChannelKind {
    /// `#oncall`
    SlackChannel,
    /// `@sre-lead`
    SlackUser,
    /// A telephone number or extension.
    Phone,
    /// A mail address.
    Email,
    /// PagerDuty.
    Pagerduty,
    /// A web address.
    Url,
    /// Anything else.
    #[default]
    Text,
}

impl ChannelKind {
    /// Its name in the JSON model.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ChannelKind::SlackChannel => "slack_channel",
            ChannelKind::SlackUser => "slack_user",
            ChannelKind::Phone => "phone",
            ChannelKind::Email => "email",
            ChannelKind::Pagerduty => "pagerduty",
            ChannelKind::Url => "url",
            ChannelKind::Text => "text",
        }
    }
}

/// A way to reach someone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Channel {
    /// Kind.
    pub kind: ChannelKind,
    /// Value (`#oncall`, `内線1001`).
    pub value: String,
}

/// What a cell or a line about a contact was to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// What the contact is for.
    Role,
    /// A name.
    Person,
    /// A way to reach someone.
    Channel,
    /// Anything else.
    Other,
}

/// Why a cell or a line about a contact helps nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing stands there, though other rows say something.
    Empty,
    /// A mark or a word for nothing (`-`, なし).
    Dash,
    /// Still to be filled in (TBD, `xxx-xxxx`, `[氏名]`).
    Unfilled,
    /// A means without an address (電話, Slack).
    Means,
    /// A mail address, a number or a web address that cannot be one.
    Malformed(ChannelKind),
}

/// A cell or a line about a contact that helps nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The column's header, or the label of the line.
    pub name: String,
    /// What was to stand there.
    pub want: Want,
    /// What is wrong with it.
    pub flaw: Flaw,
    /// As written.
    pub text: String,
    /// Where; empty between the pipes of an empty cell.
    pub span: Span,
}

/// A row, a sentence or a line that says who answers for a role.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// The role.
    pub role: String,
    /// Who.
    pub assignee: Option<String>,
    /// When, as written.
    pub availability: Option<String>,
    /// When, where it can be read.
    pub hours: Vec<Hours>,
    /// Remarks.
    pub note: Option<String>,
    /// No channel is left that could be used.
    pub is_placeholder: bool,
    /// Channels in the order written.
    pub channels: Vec<Channel>,
    /// Cells of the row that help nobody, from left to right.
    pub gaps: Vec<Gap>,
    /// The cell of the hours, where the table has one.
    pub hours_span: Span,
    /// The row.
    pub span: Span,
    /// Which table of the runbook (index into `tables`); `None` for one that stands in a sentence or a line.
    pub table: Option<usize>,
}

/// A condition under which someone else is called.
#[derive(Debug, Clone, Default)]
pub struct Escalation {
    /// The condition.
    pub condition: String,
    /// After how long.
    pub within: Option<Duration>,
    /// Who is called.
    pub to: Vec<String>,
    /// What is still to be filled in of it.
    pub gap: Option<Gap>,
    /// Its tier where a list goes through tiers one after the other (Level 1, Level 2).
    pub tier: Option<u32>,
    /// Records of one list or table have one number.
    pub group: usize,
    /// The condition's line.
    pub span: Span,
}
