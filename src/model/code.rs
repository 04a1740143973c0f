//! Code blocks, commands, SQL and placeholders, as `lang` reads them, with their places in the file.

use crate::lang::bash;
use crate::lang::effect::Effect;
use crate::lang::placeholder::Form;
use crate::lang::sql::{self, StatementKind};
use crate::source::Span;

/// A code block.
#[derive(Debug, Clone, Default)]
pub struct CodeBlock {
    /// Unique in the runbook (`code-1`).
    pub id: String,
    /// Anchor of its section; empty before the first.
    pub section: String,
    /// Info string as written.
    pub info: String,
    /// What it is in truth, by one name (`bash`, `sql`, `text`).
    pub language: String,
    /// The code.
    pub text: String,
    /// The strongest effect of what stands in it; `None` where it holds neither command nor SQL.
    pub effect: Option<Effect>,
    /// Commands in order.
    pub commands: Vec<Command>,
    /// Statements of an SQL block.
    pub statements: Vec<Statement>,
    /// Names of placeholders in it, each once.
    pub placeholders: Vec<String>,
    /// What comes out of its commands, where the block itself shows it, in order.
    pub outputs: Vec<Span>,
    /// What is wrong with its code, or does harm, in order.
    pub defects: Vec<Defect>,
    /// The whole block, from the opening fence.
    pub span: Span,
}

/// Something in code that fails, does harm or does not do what it says.
#[derive(Debug, Clone)]
pub struct Defect {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: DefectKind,
}

impl Defect {
    /// Why the code was not understood, by its name in the JSON model.
    #[must_use]
    pub fn unread(&self) -> Option<&'static str> {
        match &self.kind {
            DefectKind::Shell(bash::MistakeKind::TooDeep) | DefectKind::Sql(sql::MistakeKind::TooDeep) => {
                Some("too_deep")
            }
            DefectKind::Shell(bash::MistakeKind::TooLong) | DefectKind::Sql(sql::MistakeKind::TooLong) => {
                Some("too_long")
            }
            DefectKind::Sql(sql::MistakeKind::NotUnderstood) => Some("unknown_dialect"),
            _ => None,
        }
    }
}

/// Kinds of defects.
#[derive(Debug, Clone)]
pub enum DefectKind {
    /// Bash would refuse it.
    Shell(bash::MistakeKind),
    /// It runs, and does harm or something else.
    Hazard(bash::HazardKind),
    /// A database would refuse the statement.
    Sql(sql::MistakeKind),
    /// A column that the database's own view does not have.
    Column(sql::UnknownColumn),
}

/// One simple command.
#[derive(Debug, Clone, Default)]
pub struct Command {
    /// As written, from its program to its last word.
    pub text: String,
    /// What does the work (`kubectl`).
    pub program: String,
    /// Sub-commands (`rollout`, `undo`).
    pub path: Vec<String>,
    /// What it would do.
    pub effect: Effect,
    /// From the comment above it.
    pub description: Option<String>,
    /// What must come out, where the document says so.
    pub expected: Option<String>,
    /// Names of placeholders in it.
    pub placeholders: Vec<String>,
    /// SQL inside it.
    pub sql: Vec<Statement>,
    /// The command.
    pub span: Span,
}

/// A command in a code span of prose or of a step.
#[derive(Debug, Clone, Default)]
pub struct InlineCommand {
    /// The command.
    pub command: Command,
    /// Anchor of its section.
    pub section: String,
}

/// An SQL statement.
#[derive(Debug, Clone, Default)]
pub struct Statement {
    /// As written.
    pub text: String,
    /// Kind.
    pub kind: StatementKind,
    /// Tables, those of subqueries and joins too, as written.
    pub tables: Vec<String>,
    /// What it would do.
    pub effect: Effect,
    /// A WHERE or LIMIT stands; `None` where no table is read.
    pub bounded: Option<bool>,
    /// The statement.
    pub span: Span,
}

/// A place of running text that is still to be written (TODO: …, （作成中）, 〇〇).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPlace {
    /// The words that say so.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// Something that an operator has to fill in.
#[derive(Debug, Clone, Default)]
pub struct Placeholder {
    /// Name without brackets.
    pub name: String,
    /// How it is written.
    pub form: Form,
    /// Every place, in order.
    pub occurrences: Vec<Span>,
}
