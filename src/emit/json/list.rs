//! The records of all runbooks, one file for each kind: `api/commands.json` and its like.

use schemars::JsonSchema;
use serde::Serialize;

use super::value::effect;
use super::{
    Command, Contact, Diagnostic, Duration, Link, Location, Placeholder, Runbook, SCHEMA_VERSION, SeverityLevel,
    SqlStatement, Threshold, checklist,
};

/// A record with the runbook that it stands in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Of<'a, T> {
    /// Id of the runbook.
    pub id: &'a str,
    /// The record.
    #[serde(flatten)]
    pub record: &'a T,
}

/// A command with its places.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CommandOf<'a> {
    /// Id of the runbook.
    pub id: &'a str,
    /// Anchor of its section; empty before the first.
    pub section: &'a str,
    /// Id of its code block; absent for a command in prose.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub code_block: Option<&'a str>,
    /// The command.
    #[serde(flatten)]
    pub command: &'a Command<'a>,
}

/// A statement with its places.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StatementOf<'a> {
    /// Id of the runbook.
    pub id: &'a str,
    /// Anchor of its section; empty before the first.
    pub section: &'a str,
    /// Id of its code block; absent for a command in prose.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub code_block: Option<&'a str>,
    /// The program that runs it; absent for a block of SQL.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub program: Option<&'a str>,
    /// Effect of the command that runs it; absent for a block of SQL.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "effect")]
    pub command_effect: Option<&'static str>,
    /// The statement.
    #[serde(flatten)]
    pub statement: &'a SqlStatement<'a>,
}

/// A checklist with the runbook that it stands in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChecklistOf<'a> {
    /// Id of the runbook.
    pub id: &'a str,
    /// Id of the checklist, unique in the runbook.
    pub checklist: &'a str,
    /// Title.
    pub title: &'a str,
    /// Anchor of its section; empty before the first.
    pub section: &'a str,
    /// How it is written.
    #[schemars(schema_with = "checklist::form")]
    pub form: &'static str,
    /// A time limit in its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Duration<'a>")]
    pub within: Option<&'a Duration<'a>>,
    /// Address of its page within the site.
    pub url: &'a str,
    /// Items in order.
    pub items: &'a [super::ChecklistItem<'a>],
    /// From the first item to the last.
    pub location: &'a Location<'a>,
}

impl<'a> ChecklistOf<'a> {
    /// A checklist of the runbook `id`; `url` is the address of its page.
    pub(in super::super) fn new(id: &'a str, url: &'a str, checklist: &'a super::Checklist<'a>) -> Self {
        ChecklistOf {
            id,
            checklist: checklist.id,
            title: checklist.title,
            section: checklist.section,
            form: checklist.form,
            within: checklist.within.as_ref(),
            url,
            items: &checklist.items,
            location: &checklist.location,
        }
    }
}

macro_rules! lists {
    ($($name:ident $field:ident $title:literal $record:ty, $what:literal;)*) => {
        $(
            #[doc = concat!("`api/", stringify!($field), ".json`")]
            #[derive(Debug, Clone, Serialize, JsonSchema)]
            #[schemars(title = $title)]
            pub struct $name<'a> {
                /// Version of this shape.
                pub schema_version: u32,
                #[doc = $what]
                pub $field: Vec<$record>,
            }

            impl<'a> $name<'a> {
                /// The list.
                pub(in super::super) fn new($field: impl IntoIterator<Item = $record>) -> Self {
                    $name { schema_version: SCHEMA_VERSION, $field: $field.into_iter().collect() }
                }
            }
        )*
    };
}

lists! {
    Commands commands "rbc commands" CommandOf<'a>, "Commands of all runbooks, in code blocks and in prose.";
    Sql sql "rbc SQL statements" StatementOf<'a>, "Statements of all runbooks, alone and inside commands.";
    Contacts contacts "rbc contacts" Of<'a, Contact<'a>>, "Contacts of all runbooks.";
    Checklists checklists "rbc checklists" ChecklistOf<'a>, "Checklists of all runbooks.";
    Links links "rbc links" Of<'a, Link<'a>>, "Links and mentions of all runbooks.";
    Severities severities "rbc severity levels" Of<'a, SeverityLevel<'a>>, "Levels that tables of all runbooks define.";
    Thresholds thresholds "rbc thresholds" Of<'a, Threshold<'a>>, "Thresholds of all runbooks.";
    Placeholders placeholders "rbc placeholders" Of<'a, Placeholder<'a>>, "Placeholders of all runbooks.";
    Diagnostics diagnostics "rbc diagnostics of a site" Diagnostic<'a>, "Findings, sorted by path, line, column, rule.";
}

/// Records of one kind of all runbooks.
pub(in super::super) fn of<'a, T: 'a>(
    runbooks: &'a [Runbook<'a>],
    records: impl Fn(&'a Runbook<'a>) -> &'a [T] + 'a,
) -> impl Iterator<Item = Of<'a, T>> {
    runbooks.iter().flat_map(move |runbook| records(runbook).iter().map(|record| Of { id: runbook.id, record }))
}

/// Commands of all runbooks.
pub(in super::super) fn commands<'a>(runbooks: &'a [Runbook<'a>]) -> impl Iterator<Item = CommandOf<'a>> {
    runbooks.iter().flat_map(|runbook| {
        let id = runbook.id;
        let blocks = runbook.code_blocks.iter().flat_map(move |block| {
            let entry = move |command| CommandOf { id, section: block.section, code_block: Some(block.id), command };
            block.commands.iter().map(entry)
        });
        let inline = runbook.inline_commands.iter().map(move |inline| CommandOf {
            id,
            section: inline.section,
            code_block: None,
            command: &inline.command,
        });
        blocks.chain(inline)
    })
}

/// Statements of all runbooks.
pub(in super::super) fn statements<'a>(runbooks: &'a [Runbook<'a>]) -> Vec<StatementOf<'a>> {
    let mut statements = Vec::new();
    for runbook in runbooks {
        for block in &runbook.code_blocks {
            let alone = block.statements.iter().map(|statement| StatementOf {
                id: runbook.id,
                section: block.section,
                code_block: Some(block.id),
                program: None,
                command_effect: None,
                statement,
            });
            statements.extend(alone);
        }
    }
    for command in commands(runbooks) {
        statements.extend(command.command.sql.iter().map(|statement| StatementOf {
            id: command.id,
            section: command.section,
            code_block: command.code_block,
            program: Some(command.command.program),
            command_effect: Some(command.command.effect),
            statement,
        }));
    }
    let order: std::collections::HashMap<&str, usize> =
        runbooks.iter().enumerate().map(|(at, runbook)| (runbook.id, at)).collect();
    // One order for both kinds: that of the documents, then of their lines.
    statements.sort_by_key(|entry| {
        let place = &entry.statement.location;
        (order.get(entry.id).copied(), place.line, place.column)
    });
    statements
}
