//! Code blocks, commands, SQL and placeholders.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::value::{effect, one_of};
use super::{Location, Places};
use crate::lang::placeholder::Form;
use crate::lang::sql::StatementKind;
use crate::model;

/// A code block.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CodeBlock<'a> {
    /// Unique in the runbook.
    pub id: &'a str,
    /// Anchor of its section; empty before the first.
    pub section: &'a str,
    /// Info string as written.
    pub info: &'a str,
    /// What it is in truth, by one name.
    pub language: &'a str,
    /// The code.
    pub text: &'a str,
    /// The strongest effect of what stands in it; absent where it holds neither command nor SQL.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "effect")]
    pub effect: Option<&'static str>,
    /// Commands in order.
    pub commands: Vec<Command<'a>>,
    /// Statements of an SQL block.
    pub statements: Vec<SqlStatement<'a>>,
    /// Names of placeholders in it.
    pub placeholders: &'a [String],
    /// What of it was not understood, and why: whether it would run is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_understood: Vec<NotUnderstood<'a>>,
    /// The whole block, from the opening fence.
    pub location: Location<'a>,
}

/// A part of a code block that was not understood.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NotUnderstood<'a> {
    /// Why.
    #[schemars(schema_with = "reason")]
    pub reason: &'static str,
    /// From where on.
    pub location: Location<'a>,
}

impl<'a> NotUnderstood<'a> {
    fn all(defects: &'a [model::Defect], places: Places<'a>) -> Vec<Self> {
        let of = |defect: &'a model::Defect| {
            Some(NotUnderstood { reason: defect.unread()?, location: places.of(defect.span) })
        };
        defects.iter().filter_map(of).collect()
    }
}

fn reason(_: &mut SchemaGenerator) -> Schema {
    one_of(["too_deep", "too_long", "unknown_dialect"])
}

impl<'a> CodeBlock<'a> {
    pub(super) fn all(blocks: &'a [model::CodeBlock], places: Places<'a>) -> Vec<Self> {
        blocks
            .iter()
            .map(|block| CodeBlock {
                id: &block.id,
                section: &block.section,
                info: &block.info,
                language: &block.language,
                text: &block.text,
                effect: block.effect.map(|effect| effect.name()),
                commands: block.commands.iter().map(|command| Command::new(command, places)).collect(),
                statements: SqlStatement::all(&block.statements, places),
                placeholders: &block.placeholders,
                not_understood: NotUnderstood::all(&block.defects, places),
                location: places.of(block.span),
            })
            .collect()
    }
}

/// One simple command.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Command<'a> {
    /// As written, from its program to its last word.
    pub text: &'a str,
    /// What does the work.
    pub program: &'a str,
    /// Sub-commands.
    pub path: &'a [String],
    /// What it would do.
    #[schemars(schema_with = "effect")]
    pub effect: &'static str,
    /// From the comment above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub description: Option<&'a str>,
    /// What must come out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub expected: Option<&'a str>,
    /// Names of placeholders in it.
    pub placeholders: &'a [String],
    /// SQL inside it.
    pub sql: Vec<SqlStatement<'a>>,
    /// The command.
    pub location: Location<'a>,
}

impl<'a> Command<'a> {
    fn new(command: &'a model::Command, places: Places<'a>) -> Self {
        Command {
            text: &command.text,
            program: &command.program,
            path: &command.path,
            effect: command.effect.name(),
            description: command.description.as_deref(),
            expected: command.expected.as_deref(),
            placeholders: &command.placeholders,
            sql: SqlStatement::all(&command.sql, places),
            location: places.of(command.span),
        }
    }
}

/// A command in a code span of prose or of a step.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InlineCommand<'a> {
    /// Anchor of its section.
    pub section: &'a str,
    /// The command.
    #[serde(flatten)]
    pub command: Command<'a>,
}

impl<'a> InlineCommand<'a> {
    pub(super) fn all(commands: &'a [model::InlineCommand], places: Places<'a>) -> Vec<Self> {
        commands
            .iter()
            .map(|inline| InlineCommand { section: &inline.section, command: Command::new(&inline.command, places) })
            .collect()
    }
}

/// An SQL statement.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SqlStatement<'a> {
    /// As written.
    pub text: &'a str,
    /// Kind.
    #[schemars(schema_with = "statement_kind")]
    pub kind: &'static str,
    /// Tables, as written.
    pub tables: &'a [String],
    /// What it would do.
    #[schemars(schema_with = "effect")]
    pub effect: &'static str,
    /// Whether a WHERE or LIMIT stands; absent where no table is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "bool")]
    pub bounded: Option<bool>,
    /// The statement.
    pub location: Location<'a>,
}

impl<'a> SqlStatement<'a> {
    fn all(statements: &'a [model::Statement], places: Places<'a>) -> Vec<Self> {
        statements
            .iter()
            .map(|statement| SqlStatement {
                text: &statement.text,
                kind: statement.kind.name(),
                tables: &statement.tables,
                effect: statement.effect.name(),
                bounded: statement.bounded,
                location: places.of(statement.span),
            })
            .collect()
    }
}

fn statement_kind(_: &mut SchemaGenerator) -> Schema {
    use StatementKind::{Call, Ddl, Delete, Insert, Other, Select, Transaction, Update};
    one_of([Select, Insert, Update, Delete, Ddl, Call, Transaction, Other].map(StatementKind::name))
}

/// Something that an operator has to fill in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Placeholder<'a> {
    /// Name without brackets.
    pub name: &'a str,
    /// How it is written.
    #[schemars(schema_with = "form")]
    pub form: &'static str,
    /// Every place, in order.
    pub occurrences: Vec<Occurrence<'a>>,
    /// The first place.
    pub location: Location<'a>,
}

/// One place of a placeholder.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Occurrence<'a> {
    /// The place.
    pub location: Location<'a>,
}

impl<'a> Placeholder<'a> {
    pub(super) fn all(placeholders: &'a [model::Placeholder], places: Places<'a>) -> Vec<Self> {
        placeholders
            .iter()
            .map(|placeholder| {
                let first = placeholder.occurrences.first().copied().unwrap_or_default();
                let occurrences = placeholder.occurrences.iter();
                Placeholder {
                    name: &placeholder.name,
                    form: placeholder.form.name(),
                    occurrences: occurrences.map(|&span| Occurrence { location: places.of(span) }).collect(),
                    location: places.of(first),
                }
            })
            .collect()
    }
}

fn form(_: &mut SchemaGenerator) -> Schema {
    use Form::{Angle, Braces, Env, Sample, Square, Upper};
    one_of([Angle, Env, Braces, Square, Upper, Sample].map(Form::name))
}
