//! Severity levels.

use super::{Duration, Field};
use crate::source::Span;

/// A level that a table defines.
#[derive(Debug, Clone, Default)]
pub struct SeverityLevel {
    /// The cell without emphasis and remark (SEV1, P1, 高).
    pub name: String,
    /// What stands in brackets behind the name (P1（緊急）: 緊急).
    pub label: Option<String>,
    /// 1 is the worst.
    pub rank: u32,
    /// What it means.
    pub definition: Option<String>,
    /// Until someone has to act.
    pub response_target: Field<Duration>,
    /// Until it has to be solved.
    pub resolution_target: Field<Duration>,
    /// Examples.
    pub examples: Option<String>,
    /// The row.
    pub span: Span,
    /// Which table of the runbook (index into `tables`) defines it.
    pub table: usize,
}

/// Where a level is met outside a table that defines levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MentionForm {
    /// A heading introduces it.
    Heading,
    /// A list item introduces it.
    List,
    /// In running text.
    #[default]
    Prose,
}

/// A level met outside such a table.
#[derive(Debug, Clone, Default)]
pub struct SeverityMention {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub form: MentionForm,
    /// The name.
    pub span: Span,
}
