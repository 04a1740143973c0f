//! A runbook as rbc understands it: typed, every record with its span. Not serializable: `emit` has its own structs.
//!
//! One file for each noun. Values keep the text as written beside what was read.

mod budget;
mod checklist;
mod code;
mod contact;
mod date;
mod duration;
mod link;
mod metadata;
pub(crate) mod scan;
mod scenario;
mod section;
mod severity;
mod table;
mod threshold;

pub use budget::{BudgetAmount, ErrorBudget};
pub use checklist::{Checklist, ChecklistForm, ChecklistItem};
pub use code::{CodeBlock, Command, Defect, DefectKind, InlineCommand, OpenPlace, Placeholder, Statement};
pub use contact::{Channel, ChannelKind, Contact, Escalation, Flaw, Gap, Want};
pub use date::Date;
pub use duration::{Bound, Duration};
pub use link::{Definition, Link, LinkKind, LinkStatus, Reference, Resolved};
pub use metadata::{Entry, EntryKind, Metadata};
pub use scenario::{Alert, Part, Scenario};
pub use section::{Form, Role, Section, Step};
pub use severity::{Mark, MentionForm, Scale, SeverityLevel, SeverityMention};
pub use table::{Table, TableRole};
pub use threshold::{Comparator, Comparison, Threshold, ThresholdLevel};

use crate::source::{FileId, Spanned};

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Operators act by it.
    Runbook,
    /// Anything else: a README, an ADR, a design.
    #[default]
    Document,
}

/// A value that a document states, or not, or in a way that can't be read. Keeps two rules from reporting one fault.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Field<T> {
    /// Not stated.
    #[default]
    Absent,
    /// Stated and not readable; the text as written.
    Unreadable(Spanned<String>),
    /// Read.
    Read(Spanned<T>),
}

impl<T> Field<T> {
    /// The value, where it was read.
    pub fn read(&self) -> Option<&T> {
        match self {
            Field::Read(value) => Some(&value.value),
            _ => None,
        }
    }
}

/// One document with everything that was understood of it. Spans are byte offsets into the file `file`.
#[derive(Debug, Clone, Default)]
pub struct Runbook {
    /// Path within the content root without its extension (`ops/db`).
    pub id: String,
    /// Its file.
    pub file: Option<FileId>,
    /// Runbook or document.
    pub kind: Kind,
    /// Whether it is a template, unfilled by design.
    pub template: bool,
    /// The title: front matter, else the first H1, else the file's name.
    pub title: Spanned<String>,
    /// What it states of itself.
    pub metadata: Metadata,
    /// Sections as a tree.
    pub sections: Vec<Section>,
    /// Levels that its tables define.
    pub severity_levels: Vec<SeverityLevel>,
    /// Levels met outside such tables.
    pub severity_mentions: Vec<SeverityMention>,
    /// Levels that a list names (`- SEV1: …`); pages offer them where no table defines levels.
    pub listed_levels: Vec<SeverityLevel>,
    /// Who to reach.
    pub contacts: Vec<Contact>,
    /// Who is named in lists of sections about contacts (rotations, channels of teams): known to pages, no rows.
    pub listed_contacts: Vec<Contact>,
    /// Lines about contacts, outside of tables, that are still to be filled in.
    pub contact_gaps: Vec<Gap>,
    /// When to call whom.
    pub escalation: Vec<Escalation>,
    /// Failures that it answers.
    pub scenarios: Vec<Scenario>,
    /// Alert rules that it answers.
    pub alerts: Vec<Alert>,
    /// Things to tick off.
    pub checklists: Vec<Checklist>,
    /// Code blocks, read.
    pub code_blocks: Vec<CodeBlock>,
    /// Commands in code spans of prose and steps.
    pub inline_commands: Vec<InlineCommand>,
    /// How much may fail while an objective is kept.
    pub error_budgets: Vec<ErrorBudget>,
    /// Comparisons of a metric with a value.
    pub thresholds: Vec<Threshold>,
    /// Links, mentions of files and of sections.
    pub links: Vec<Link>,
    /// What an operator has to fill in.
    pub placeholders: Vec<Placeholder>,
    /// Places of its running text that are still to be written.
    pub open_places: Vec<OpenPlace>,
    /// Identifiers of failure modes and the like.
    pub references: Vec<Reference>,
    /// Tables with what they are.
    pub tables: Vec<Table>,
}

impl Runbook {
    /// Every section, depth first, in source order.
    pub fn all_sections(&self) -> impl Iterator<Item = &Section> {
        let mut stack: Vec<&Section> = self.sections.iter().rev().collect();
        std::iter::from_fn(move || {
            let section = stack.pop()?;
            stack.extend(section.children.iter().rev());
            Some(section)
        })
    }
}
