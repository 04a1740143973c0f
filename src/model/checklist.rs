//! Things to tick off.

use super::Duration;
use crate::source::Span;

/// How a checklist is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChecklistForm {
    /// `- [ ]`
    #[default]
    TaskList,
    /// □ in prose or in a drawn box
    Box,
    /// A table with a column of boxes
    Table,
}

impl ChecklistForm {
    /// Its name in the JSON model.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ChecklistForm::TaskList => "task_list",
            ChecklistForm::Box => "box",
            ChecklistForm::Table => "table",
        }
    }
}

/// A checklist.
#[derive(Debug, Clone, Default)]
pub struct Checklist {
    /// Unique in the runbook, fit for a file name.
    pub id: String,
    /// Title: of its frame, else of its section.
    pub title: String,
    /// Anchor of its section; empty before the first.
    pub section: String,
    /// How it is written.
    pub form: ChecklistForm,
    /// A time limit in its title.
    pub within: Option<Duration>,
    /// Items in order.
    pub items: Vec<ChecklistItem>,
    /// From the first item to the last.
    pub span: Span,
}

/// One item.
#[derive(Debug, Clone, Default)]
pub struct ChecklistItem {
    /// Text without its box.
    pub text: String,
    /// Whether it is ticked in the source.
    pub checked: bool,
    /// Several boxes on one line (□ 正常 □ 異常).
    pub choices: Vec<String>,
    /// Where its own box stands in the source (`- [ ]`: its item); `None` where each box is a choice's.
    pub mark: Option<u32>,
    /// Where the boxes of `choices` stand, one for each.
    pub choice_marks: Vec<u32>,
    /// Depth of nesting, 0 outside.
    pub depth: u8,
    /// The item's line.
    pub span: Span,
}
