//! The files under `api/`.

use super::Artifact;
use super::change::{self, Change};
use super::fault::TemplateFault;
use super::json::index::{File, Index, Summary};
use super::json::{self, Diagnostic, SCHEMA_VERSION, bytes, list, schema};
use super::plan::Links;
use super::site::{Site, count};
use crate::diag::Place;

/// Lists across all runbooks.
const LISTS: &[&str] = &[
    "commands",
    "sql",
    "contacts",
    "checklists",
    "links",
    "severities",
    "thresholds",
    "placeholders",
    "diagnostics",
    "catalog",
    "anchors",
];

type Written = Result<(), TemplateFault>;

fn add(name: &str, bytes: Vec<u8>, artifacts: &mut Vec<Artifact>) -> Written {
    artifacts.push(Artifact { path: format!("api/{name}.json"), bytes });
    Ok(())
}

pub(super) fn runbook(site: &Site<'_>, at: usize, artifacts: &mut Vec<Artifact>) -> Written {
    if let (Some(record), Some(entry)) = (site.record(at), site.entry(at)) {
        artifacts.push(Artifact { path: entry.json().to_owned(), bytes: bytes(record.as_ref()) });
    }
    Ok(())
}

pub(super) fn index(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    let records = site.records().iter().zip(&site.plan.links).enumerate();
    let index = Index {
        schema_version: SCHEMA_VERSION,
        title: &site.title,
        description: site.config.description.as_deref(),
        language: site.config.language.code(),
        time_zone: &site.config.time_zone,
        base_url: site.config.base_url.as_deref(),
        repository: site.config.repository.as_ref().map(|repository| repository.url.as_str()),
        built_at: site.options.built_at,
        commit: site.options.commit,
        generator: concat!("rbc ", env!("CARGO_PKG_VERSION")),
        diagnostics: count(site.options.diagnostics),
        runbooks: records.map(|(at, (record, links))| summary(site, at, record, links)).collect(),
        files: files(),
    };
    add("index", bytes(&index), artifacts)
}

fn summary<'a>(site: &'a Site<'_>, at: usize, record: &json::Runbook<'a>, links: &'a Links) -> Summary<'a> {
    let last_change = change::of_document(site, at).map(Change::record);
    Summary::new(record, &links.json, last_change, site.levels(at))
}

/// Every file that keeps a schema.
pub(super) fn files() -> Vec<File<'static>> {
    let file = |name: &'static str, url: String| File { name, url, schema: format!("api/schema/{name}.schema.json") };
    let lists = LISTS.iter().map(|name| file(name, format!("api/{name}.json")));
    let runbook = file("runbook", "api/runbooks/{id}.json".to_owned());
    [file("index", "api/index.json".to_owned()), runbook].into_iter().chain(lists).collect()
}

pub(super) fn commands(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    add("commands", bytes(&list::Commands::new(list::commands(site.records()))), artifacts)
}

pub(super) fn sql(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    add("sql", bytes(&list::Sql::new(list::statements(site.records()))), artifacts)
}

pub(super) fn contacts(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    let records = list::of(site.records(), |runbook| &runbook.contacts);
    add("contacts", bytes(&list::Contacts::new(records)), artifacts)
}

pub(super) fn checklists(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    let records = site.records().iter().zip(&site.plan.links).flat_map(|(runbook, links)| {
        let lists = runbook.checklists.iter().zip(&links.checklists);
        lists.map(|(checklist, link)| list::ChecklistOf::new(runbook.id, link, checklist))
    });
    add("checklists", bytes(&list::Checklists::new(records)), artifacts)
}

pub(super) fn links(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    let records = list::of(site.records(), |runbook| &runbook.links);
    add("links", bytes(&list::Links::new(records)), artifacts)
}

pub(super) fn severities(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    let records = list::of(site.records(), |runbook| &runbook.severity_levels);
    add("severities", bytes(&list::Severities::new(records)), artifacts)
}

pub(super) fn thresholds(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    let records = list::of(site.records(), |runbook| &runbook.thresholds);
    add("thresholds", bytes(&list::Thresholds::new(records)), artifacts)
}

pub(super) fn placeholders(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    let records = list::of(site.records(), |runbook| &runbook.placeholders);
    add("placeholders", bytes(&list::Placeholders::new(records)), artifacts)
}

pub(super) fn diagnostics(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    let mut records: Vec<Diagnostic<'_>> = site
        .options
        .diagnostics
        .iter()
        .map(|finding| {
            let document = match &finding.place {
                Place::Span(file, _) => site.plan.of_file.get(file),
                Place::Path { .. } => None,
            };
            let runbook = document.and_then(|&at| site.library.runbooks.get(at));
            Diagnostic::new(finding, runbook.map(|runbook| runbook.id.as_str()), site.sources, &site.catalogue)
        })
        .collect();
    records.sort_by(|left, right| order(left).cmp(&order(right)));
    add("diagnostics", bytes(&list::Diagnostics::new(records)), artifacts)
}

fn order<'a>(finding: &'a Diagnostic<'_>) -> (&'a str, u32, u32, &'a str) {
    (finding.location.path, finding.location.line, finding.location.column, finding.rule)
}

pub(super) fn schemas(_: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    for name in schema::names() {
        if let Some(text) = schema::schema(name) {
            artifacts.push(Artifact { path: format!("api/schema/{name}.schema.json"), bytes: text.into_bytes() });
        }
    }
    Ok(())
}
