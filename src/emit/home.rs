//! The home page: the introduction that the content gives, then every document by folder.

use serde::Serialize;
use tera::Value;

use super::Artifact;
use super::fault::TemplateFault;
use super::finding::{self, Findings};
use super::frame::html;
use super::html::Content;
use super::json;
use super::navigation::section_id;
use super::page::Page;
use super::site::{Entry, Site};
use super::symptom::{self, Code, Symptom};
use crate::diag::{Level, Place};

const ADDRESS: &str = "index.html";

/// Up to so many failures the home page names all of them.
const MOST_SCENARIOS: usize = 300;

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    heading: Value,
    has_heading: bool,
    findings: Findings<'a>,
    introduction: Value,
    groups: Vec<Group<'a>>,
    /// Alerts with their pages.
    alerts: Vec<Alert<'a>>,
    /// What is seen first, with the failure that it tells of.
    symptoms: Vec<Symptom<'a>>,
    /// Status codes with the failures that show them.
    codes: Vec<Code<'a>>,
    /// Files that have no page because they could not be read.
    unread: Vec<Unread<'a>>,
}

#[derive(Debug, Serialize)]
struct Unread<'a> {
    path: &'a str,
    reason: String,
}

#[derive(Debug, Serialize)]
struct Alert<'a> {
    name: &'a str,
    url: &'a str,
}

/// Documents of a folder.
#[derive(Debug, Serialize)]
struct Group<'a> {
    id: String,
    title: &'a str,
    /// Page of the folder's index.
    url: Option<String>,
    documents: Vec<Document<'a>>,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    title: &'a str,
    /// What tells it from another one of the same title.
    id: Option<&'a str>,
    url: &'a str,
    kind: &'a str,
    template: bool,
    service: Option<&'a str>,
    updated_on: Option<&'a str>,
    errors: usize,
    warnings: usize,
    scenarios: Vec<Scenario<'a>>,
}

#[derive(Debug, Serialize)]
struct Scenario<'a> {
    title: &'a str,
    url: String,
}

pub(super) fn write(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    let introduction = site.navigation.introduction().and_then(|at| site.entry(at));
    let (findings, flags) = introduction.map(|entry| finding::of_document(site, entry.at)).unwrap_or_default();
    let write = |entry: Entry<'_>| {
        let content = Content::new(site.setting(ADDRESS), entry.runbook, entry.source).with_flags(&flags);
        content.write(entry.document)
    };
    let written = introduction.map(write).unwrap_or_default();
    let scenarios: usize = site.library.runbooks.iter().map(|runbook| runbook.scenarios.len()).sum();
    let (mut symptoms, codes) = symptom::symptoms(site);
    symptoms.truncate(MOST_SCENARIOS);
    let frame = Frame {
        page: Page::of_site(&site.title, ADDRESS),
        heading: html(&written.heading),
        has_heading: written.has_title,
        findings,
        introduction: html(&written.body),
        groups: groups(site, scenarios <= MOST_SCENARIOS),
        alerts: site.plan.alerts.iter().take(MOST_SCENARIOS).map(|(name, url)| Alert { name, url }).collect(),
        symptoms,
        codes,
        unread: unread(site),
    };
    let bytes = site.frames.render("index.html", &frame, written.body.len() + (64 << 10))?;
    artifacts.push(Artifact { path: ADDRESS.to_owned(), bytes });
    Ok(())
}

/// What a reader would miss without a word.
fn unread<'a>(site: &Site<'a>) -> Vec<Unread<'a>> {
    let errors = site.options.diagnostics.iter().filter(|finding| finding.level == Level::Error);
    errors
        .filter_map(|finding| match &finding.place {
            Place::Path { path, .. } => Some(Unread { path, reason: site.catalogue.message(&finding.message) }),
            Place::Span(..) => None,
        })
        .collect()
}

fn groups<'a>(site: &'a Site<'_>, with_scenarios: bool) -> Vec<Group<'a>> {
    let folders = site.navigation.folders.iter().enumerate();
    folders
        .filter(|(_, folder)| !folder.is_bare())
        .map(|(at, folder)| {
            let index = folder.index.and_then(|index| site.plan.links.get(index));
            let documents = folder.documents.iter();
            Group {
                id: section_id(at),
                title: &folder.title,
                url: index.map(|links| links.page.clone()),
                documents: documents.filter_map(|&at| document(site, at, with_scenarios)).collect(),
            }
        })
        .collect()
}

fn document<'a>(site: &'a Site<'_>, at: usize, with_scenarios: bool) -> Option<Document<'a>> {
    let runbook = site.library.runbooks.get(at)?;
    let url = &site.plan.links.get(at)?.page;
    let levels = site.levels(at);
    let pages = site.plan.links.get(at).map_or(&[][..], |links| &links.scenarios);
    let scenarios = runbook
        .scenarios
        .iter()
        .zip(pages)
        .filter(|(scenario, _)| with_scenarios && !scenario.is_whole(&runbook.title));
    Some(Document {
        title: &runbook.title.value,
        id: site.navigation.id_of_twin(site.library, at),
        url,
        kind: json::kind_name(runbook.kind),
        template: runbook.template,
        service: runbook.metadata.service.as_deref(),
        updated_on: runbook.metadata.updated_on.as_ref().map(|date| date.text.as_str()),
        errors: levels.errors,
        warnings: levels.warnings,
        scenarios: scenarios.map(|(scenario, page)| Scenario { title: &scenario.title, url: page.clone() }).collect(),
    })
}
