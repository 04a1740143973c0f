//! What there is: `api/index.json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Change, Date, Location, Runbook, runbook};

/// The site and its runbooks.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "rbc index")]
pub struct Index<'a> {
    /// Version of this shape.
    pub schema_version: u32,
    /// Title of the site.
    pub title: &'a str,
    /// Description of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub description: Option<&'a str>,
    /// `ja` or `en`.
    pub language: &'a str,
    /// Time zone of dates and hours.
    pub time_zone: &'a str,
    /// Address of the hosted site.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub base_url: Option<&'a str>,
    /// Address of the repository.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub repository: Option<&'a str>,
    /// Time of the build: the commit's, absent without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub built_at: Option<&'a str>,
    /// The commit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub commit: Option<&'a str>,
    /// The version of rbc.
    pub generator: &'a str,
    /// How many findings there are.
    pub diagnostics: Levels,
    /// Every document.
    pub runbooks: Vec<Summary<'a>>,
    /// Lists across all runbooks, by name: addresses within the site.
    pub files: Vec<File<'a>>,
}

/// A file of the API with the schema that it keeps.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct File<'a> {
    /// `commands`
    pub name: &'a str,
    /// Address within the site; `{id}` in it stands for an id.
    pub url: String,
    /// Address of its JSON Schema within the site.
    pub schema: String,
}

/// How many findings of each level there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Levels {
    /// Of level error.
    pub errors: usize,
    /// Of level warning.
    pub warnings: usize,
    /// Of level info.
    pub infos: usize,
}

/// A document in short.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Summary<'a> {
    /// Path within the content without its extension.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// Runbook or document.
    #[schemars(schema_with = "runbook::kind")]
    pub kind: &'static str,
    /// Address of its page within the site.
    pub url: &'a str,
    /// Address of its JSON within the site.
    pub json: &'a str,
    /// Address of its Markdown twin within the site.
    pub markdown: &'a str,
    /// Its file, relative to the project's root.
    pub source: &'a str,
    /// The service that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub service: Option<&'a str>,
    /// Last change as the document states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Date<'a>")]
    pub updated_on: Option<Date<'a>>,
    /// The last commit that changed it; absent where git does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Change<'a>")]
    pub last_change: Option<Change<'a>>,
    /// Failures that it answers, with their pages.
    pub scenarios: Vec<ScenarioPage<'a>>,
    /// How many records of each kind it has.
    pub counts: Counts,
    /// How many findings it has.
    pub diagnostics: Levels,
    /// The title.
    pub location: Location<'a>,
}

/// A failure with its page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ScenarioPage<'a> {
    /// Anchor of its heading; empty for the document's title.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Address of its page within the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub url: Option<&'a str>,
}

/// How many records of each kind a document has.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Counts {
    pub sections: usize,
    pub severity_levels: usize,
    pub contacts: usize,
    pub escalation: usize,
    pub scenarios: usize,
    pub alerts: usize,
    pub checklists: usize,
    pub code_blocks: usize,
    pub commands: usize,
    pub sql: usize,
    pub thresholds: usize,
    pub links: usize,
    pub placeholders: usize,
    pub references: usize,
    pub tables: usize,
}

impl<'a> Summary<'a> {
    pub(in super::super) fn new(
        runbook: &Runbook<'a>,
        json: &'a str,
        last_change: Option<Change<'a>>,
        diagnostics: Levels,
    ) -> Self {
        Summary {
            id: runbook.id,
            title: runbook.title,
            kind: runbook.kind,
            url: runbook.url,
            json,
            markdown: runbook.markdown,
            source: runbook.source,
            service: runbook.metadata.service,
            updated_on: runbook.metadata.updated_on.clone(),
            last_change,
            scenarios: runbook.scenarios.iter().map(ScenarioPage::of).collect(),
            counts: Counts::of(runbook),
            diagnostics,
            location: runbook.location.clone(),
        }
    }
}

impl<'a> ScenarioPage<'a> {
    fn of(scenario: &super::Scenario<'a>) -> Self {
        ScenarioPage { id: scenario.id, title: scenario.title, url: scenario.url }
    }
}

impl Counts {
    fn of(runbook: &Runbook<'_>) -> Self {
        let blocks = || runbook.code_blocks.iter();
        let commands = || {
            let inline = runbook.inline_commands.iter().map(|inline| &inline.command);
            blocks().flat_map(|block| &block.commands).chain(inline)
        };
        Counts {
            sections: count_sections(&runbook.sections),
            severity_levels: runbook.severity_levels.len(),
            contacts: runbook.contacts.len(),
            escalation: runbook.escalation.len(),
            scenarios: runbook.scenarios.len(),
            alerts: runbook.alerts.len(),
            checklists: runbook.checklists.len(),
            code_blocks: runbook.code_blocks.len(),
            commands: commands().count(),
            sql: blocks().map(|block| block.statements.len()).sum::<usize>()
                + commands().map(|command| command.sql.len()).sum::<usize>(),
            thresholds: runbook.thresholds.len(),
            links: runbook.links.len(),
            placeholders: runbook.placeholders.len(),
            references: runbook.references.len(),
            tables: runbook.tables.len(),
        }
    }
}

fn count_sections(sections: &[super::Section<'_>]) -> usize {
    sections.iter().map(|section| 1 + count_sections(&section.children)).sum()
}
