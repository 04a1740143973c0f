//! Severity levels.

use super::{Duration, Field};
use crate::source::Span;

/// A way of counting levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// SEV1, Severity 1
    Severity,
    /// P1, 優先度1
    Priority,
    /// L1
    Tier,
    /// レベル1
    Level,
}

/// A level by its number: what SEV1, SEV-1 and Severity 1 share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// What it counts by.
    pub scale: Scale,
    /// Its number.
    pub number: u32,
}

/// A level that a table defines.
#[derive(Debug, Clone, Default)]
pub struct SeverityLevel {
    /// The cell without emphasis and remark (SEV1, P1, 高).
    pub name: String,
    /// Its number, where it has one.
    pub mark: Option<Mark>,
    /// How bad its words say it is, 1 the worst; nothing where they say nothing.
    pub weight: Option<u32>,
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
    /// Targets of other columns (封じ込め, 復旧 beside 解決), by column of the table.
    pub further_targets: Vec<(usize, Field<Duration>)>,
    /// Examples.
    pub examples: Option<String>,
    /// The cell of its name.
    pub name_span: Span,
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
    /// Its number, where it has one.
    pub mark: Option<Mark>,
    /// Where it stands.
    pub form: MentionForm,
    /// The name.
    pub span: Span,
}
