//! Tables with what they are.

use crate::source::Span;

/// What a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub enum TableRole {
    Severity,
    Contacts,
    Escalation,
    Roster,
    Resources,
    Thresholds,
    Causes,
    Checklist,
    Metadata,
    Changelog,
    Logs,
    #[default]
    Other,
}

impl TableRole {
    /// Its name in the JSON model.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TableRole::Severity => "severity",
            TableRole::Contacts => "contacts",
            TableRole::Escalation => "escalation",
            TableRole::Roster => "roster",
            TableRole::Resources => "resources",
            TableRole::Thresholds => "thresholds",
            TableRole::Causes => "causes",
            TableRole::Checklist => "checklist",
            TableRole::Metadata => "metadata",
            TableRole::Changelog => "changelog",
            TableRole::Logs => "logs",
            TableRole::Other => "other",
        }
    }
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// What it is for.
    pub role: TableRole,
    /// Anchor of its section; empty before the first.
    pub section: String,
    /// Header cells.
    pub columns: Vec<String>,
    /// Cells of the rows below.
    pub rows: Vec<Vec<String>>,
    /// The table.
    pub span: Span,
}
