//! One runbook whole: `api/runbooks/<id>.json`.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde_json::{Map, Value, to_value};

use super::value::one_of;
use super::{
    Alert, Checklist, CodeBlock, Contact, Escalation, InlineCommand, Link, Location, Metadata, Placeholder, Places,
    Reference, SCHEMA_VERSION, Scenario, Section, SeverityLevel, SeverityMention, Table, Threshold,
};
use crate::model::{self, Kind};

/// A runbook, or another document.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "rbc runbook")]
pub struct Runbook<'a> {
    /// Version of this shape.
    pub schema_version: u32,
    /// Runbook or document.
    #[schemars(schema_with = "kind")]
    pub kind: &'static str,
    /// Path within the content without its extension.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// Its file, relative to the project's root.
    pub source: &'a str,
    /// Address of its page within the site.
    pub url: &'a str,
    /// Address of its Markdown twin within the site.
    pub markdown: &'a str,
    /// Whether it is a template, unfilled by design; absent where it is not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub template: bool,
    /// What it states of itself.
    pub metadata: Metadata<'a>,
    /// Sections as a tree.
    pub sections: Vec<Section<'a>>,
    /// Levels that its tables define.
    pub severity_levels: Vec<SeverityLevel<'a>>,
    /// Levels met outside such tables.
    pub severity_mentions: Vec<SeverityMention<'a>>,
    /// Who to reach.
    pub contacts: Vec<Contact<'a>>,
    /// When to call whom.
    pub escalation: Vec<Escalation<'a>>,
    /// Failures that it answers.
    pub scenarios: Vec<Scenario<'a>>,
    /// Alert rules that it answers.
    pub alerts: Vec<Alert<'a>>,
    /// Things to tick off.
    pub checklists: Vec<Checklist<'a>>,
    /// Code blocks.
    pub code_blocks: Vec<CodeBlock<'a>>,
    /// Commands in code spans of prose and steps.
    pub inline_commands: Vec<InlineCommand<'a>>,
    /// Comparisons of a metric with a value.
    pub thresholds: Vec<Threshold<'a>>,
    /// Links and mentions.
    pub links: Vec<Link<'a>>,
    /// What an operator has to fill in.
    pub placeholders: Vec<Placeholder<'a>>,
    /// Identifiers of failure modes and the like.
    pub references: Vec<Reference<'a>>,
    /// Tables.
    pub tables: Vec<Table<'a>>,
    /// The title.
    pub location: Location<'a>,
}

/// Where a document stands in the site, ready for a link.
#[derive(Debug, Clone, Copy)]
pub struct Addresses<'a> {
    /// Of its page.
    pub url: &'a str,
    /// Of its Markdown twin.
    pub markdown: &'a str,
    /// Of the pages of its scenarios, in their order; none where they have no pages.
    pub scenarios: &'a [String],
}

impl<'a> Runbook<'a> {
    /// The records of a runbook.
    #[must_use]
    pub fn new(runbook: &'a model::Runbook, places: Places<'a>, addresses: Addresses<'a>) -> Self {
        Runbook {
            schema_version: SCHEMA_VERSION,
            kind: kind_name(runbook.kind),
            id: &runbook.id,
            title: &runbook.title.value,
            source: places.file.path(),
            url: addresses.url,
            markdown: addresses.markdown,
            template: runbook.template,
            metadata: Metadata::new(&runbook.metadata, places),
            sections: Section::tree(&runbook.sections, places),
            severity_levels: SeverityLevel::all(&runbook.severity_levels, places),
            severity_mentions: SeverityMention::all(&runbook.severity_mentions, places),
            contacts: Contact::all(&runbook.contacts, places),
            escalation: Escalation::all(&runbook.escalation, places),
            scenarios: Scenario::all(&runbook.scenarios, places, addresses.scenarios),
            alerts: Alert::all(&runbook.alerts, places),
            checklists: runbook.checklists.iter().map(|checklist| Checklist::new(checklist, places)).collect(),
            code_blocks: CodeBlock::all(&runbook.code_blocks, places),
            inline_commands: InlineCommand::all(&runbook.inline_commands, places),
            thresholds: Threshold::all(&runbook.thresholds, places),
            links: Link::all(&runbook.links, places),
            placeholders: Placeholder::all(&runbook.placeholders, places),
            references: Reference::all(&runbook.references, places),
            tables: Table::all(&runbook.tables, places),
            location: places.of(runbook.title.span),
        }
    }
}

/// The properties of a runbook that `wanted` names, as they are published: what [`Runbook`] gives as JSON, without the
/// work for the others.
#[must_use]
pub fn properties(
    runbook: &model::Runbook,
    places: Places<'_>,
    addresses: Addresses<'_>,
    wanted: impl Fn(&str) -> bool,
) -> Map<String, Value> {
    let mut object = Map::new();
    let mut put = |name: &str, value: &dyn Fn() -> serde_json::Result<Value>| {
        // Own structs become values without fail: their maps have no other keys than strings.
        if wanted(name)
            && let Ok(value) = value()
        {
            object.insert(name.to_owned(), value);
        }
    };
    put("schema_version", &|| to_value(SCHEMA_VERSION));
    put("kind", &|| to_value(kind_name(runbook.kind)));
    put("id", &|| to_value(&runbook.id));
    put("title", &|| to_value(&runbook.title.value));
    put("source", &|| to_value(places.file.path()));
    put("url", &|| to_value(addresses.url));
    put("markdown", &|| to_value(addresses.markdown));
    if runbook.template {
        put("template", &|| to_value(true));
    }
    put("metadata", &|| to_value(Metadata::new(&runbook.metadata, places)));
    put("sections", &|| to_value(Section::tree(&runbook.sections, places)));
    put("severity_levels", &|| to_value(SeverityLevel::all(&runbook.severity_levels, places)));
    put("severity_mentions", &|| to_value(SeverityMention::all(&runbook.severity_mentions, places)));
    put("contacts", &|| to_value(Contact::all(&runbook.contacts, places)));
    put("escalation", &|| to_value(Escalation::all(&runbook.escalation, places)));
    put("scenarios", &|| to_value(Scenario::all(&runbook.scenarios, places, addresses.scenarios)));
    put("alerts", &|| to_value(Alert::all(&runbook.alerts, places)));
    let checklists = || runbook.checklists.iter().map(|checklist| Checklist::new(checklist, places));
    put("checklists", &|| to_value(checklists().collect::<Vec<_>>()));
    put("code_blocks", &|| to_value(CodeBlock::all(&runbook.code_blocks, places)));
    put("inline_commands", &|| to_value(InlineCommand::all(&runbook.inline_commands, places)));
    put("thresholds", &|| to_value(Threshold::all(&runbook.thresholds, places)));
    put("links", &|| to_value(Link::all(&runbook.links, places)));
    put("placeholders", &|| to_value(Placeholder::all(&runbook.placeholders, places)));
    put("references", &|| to_value(Reference::all(&runbook.references, places)));
    put("tables", &|| to_value(Table::all(&runbook.tables, places)));
    put("location", &|| to_value(places.of(runbook.title.span)));
    object
}

/// `runbook` or `document`.
pub(in super::super) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Runbook => "runbook",
        Kind::Document => "document",
    }
}

pub(super) fn kind(_: &mut SchemaGenerator) -> Schema {
    one_of([Kind::Runbook, Kind::Document].map(kind_name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn properties_are_those_of_the_whole() {
        let text = "---\ntitle: 決済\ntemplate: true\n---\n# 決済\n\n## 連絡先\n\n| 役割 | 電話 |\n| --- | --- |\n| 一次 | 03-5555-0100 |\n\n\
                    ## 復旧\n\n1. 戻す\n\n```bash\nkubectl get pods\n```\n";
        let mut sources = crate::source::SourceMap::default();
        let file = sources.add(SourceFile::new("a.md", text));
        let (document, _) = crate::syntax::parse(text, crate::syntax::Bounds::default());
        let config = crate::config::Config::default();
        let input =
            crate::lower::Input { source: sources.file(file), file, id: "a", path: "a.md", document: &document };
        let runbook = crate::lower::Lowering::new(&config).read(input);
        let places = Places { file: sources.file(file) };
        let addresses = Addresses { url: "a.html", markdown: "a.md", scenarios: &[] };
        let whole = to_value(Runbook::new(&runbook, places, addresses)).unwrap();
        assert_eq!(Value::Object(properties(&runbook, places, addresses, |_| true)), whole);
        assert_eq!(whole["contacts"][0]["channels"][0]["kind"], "phone");
        let contacts = properties(&runbook, places, addresses, |name| name == "contacts");
        assert_eq!(contacts.keys().collect::<Vec<_>>(), ["contacts"]);
    }
}
