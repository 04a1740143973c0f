//! Failures that a runbook answers, and the alerts that lead to them.

use super::{Duration, Role, Spanned, Step};
use crate::source::Span;

/// One failure that the runbook answers.
#[derive(Debug, Clone, Default)]
pub struct Scenario {
    /// Anchor of its heading; empty for the document's title.
    pub id: String,
    /// Its title, without number.
    pub title: String,
    /// Symptoms, one each.
    pub symptoms: Vec<String>,
    /// Identifiers of failure modes (FM-…).
    pub failure_modes: Vec<String>,
    /// Causes, one each.
    pub causes: Vec<String>,
    /// Its parts in order.
    pub parts: Vec<Part>,
    /// The heading.
    pub span: Span,
    /// All that belongs to it.
    pub extent: Span,
}

impl Scenario {
    /// Whether the whole document answers it, with this title.
    #[must_use]
    pub fn is_whole(&self, title: &Spanned<String>) -> bool {
        self.id.is_empty() || self.extent.contains(title.span.start)
    }
}

/// A part of a scenario: one section of it.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// What it is for.
    pub role: Role,
    /// Anchor of its section.
    pub section: String,
    /// Time limit.
    pub within: Option<Duration>,
    /// Steps.
    pub steps: Vec<Step>,
    /// Ids of its code blocks.
    pub code_blocks: Vec<String>,
    /// All that belongs to it.
    pub span: Span,
}

/// An alert rule that the document answers.
#[derive(Debug, Clone, Default)]
pub struct Alert {
    /// Name.
    pub name: String,
    /// Id of the scenario that answers it, where one does.
    pub scenario: Option<String>,
    /// The name.
    pub span: Span,
}
