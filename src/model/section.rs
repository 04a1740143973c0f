//! Sections and steps.

use super::Duration;
use crate::source::Span;

/// Whether a section is opened by a heading or by a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// `## 症状`
    #[default]
    Heading,
    /// `**症状**:` or 症状: alone on its line
    Label,
}

macro_rules! roles {
    ($($variant:ident $name:literal,)*) => {
        /// What a section is for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        #[allow(missing_docs)]
        pub enum Role { $($variant,)* #[default] Other }

        impl Role {
            /// Every role, in the model's order.
            pub const ALL: &[Role] = &[$(Role::$variant,)* Role::Other];

            /// Its name in the JSON model and in rbc.yaml.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Role::$variant => $name,)* Role::Other => "other" }
            }
        }
    };
}

roles! {
    Overview "overview",
    Scope "scope",
    Contacts "contacts",
    Escalation "escalation",
    Resources "resources",
    Severity "severity",
    Prerequisites "prerequisites",
    Procedure "procedure",
    Scenario "scenario",
    Symptoms "symptoms",
    Causes "causes",
    Detection "detection",
    Diagnosis "diagnosis",
    Mitigation "mitigation",
    Recovery "recovery",
    RecoveryCriteria "recovery_criteria",
    Rollback "rollback",
    Verification "verification",
    PermanentFix "permanent_fix",
    Communication "communication",
    Postmortem "postmortem",
    Monitoring "monitoring",
    Slo "slo",
    Maintenance "maintenance",
    Backup "backup",
    Security "security",
    Faq "faq",
    Appendix "appendix",
    References "references",
    Changelog "changelog",
    Impact "impact",
    Caution "caution",
}

/// A part of a document.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Its anchor on the page.
    pub id: String,
    /// Title without number and markup.
    pub title: String,
    /// `6.1`, `1`, `Step 2`'s `2`.
    pub number: Option<String>,
    /// Level of its heading; a label has the level of the heading above it plus one.
    pub level: u8,
    /// Heading or label.
    pub form: Form,
    /// What it is for.
    pub role: Role,
    /// A time limit in its title (（5分以内）).
    pub within: Option<Duration>,
    /// Its own steps, not those of its children.
    pub steps: Vec<Step>,
    /// Sections below it.
    pub children: Vec<Section>,
    /// The heading, or the label's text.
    pub span: Span,
    /// All that belongs to it, heading and children included.
    pub extent: Span,
}

/// An item of an ordered list.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// Its number as shown.
    pub number: String,
    /// Its first line, markup left out.
    pub text: String,
    /// A time limit in it.
    pub within: Option<Duration>,
    /// What stands below it: nested items, or sibling bullets that follow a numbered line.
    pub details: Vec<String>,
    /// Ids of code blocks that belong to it.
    pub code_blocks: Vec<String>,
    /// Id of a checklist in it.
    pub checklist: Option<String>,
    /// The item.
    pub span: Span,
}
