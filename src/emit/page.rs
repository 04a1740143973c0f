//! The page of a document.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::Artifact;
use super::change::{self, Changed};
use super::fault::TemplateFault;
use super::finding::{self, Findings};
use super::frame::html;
use super::html::{Content, outline};
use super::incident;
use super::json;
use super::machine;
use super::navigation::Shown;
use super::scenario;
use super::site::{Entry, Site};
use crate::model;
use crate::resolve::url;

/// What a template sees of the page itself.
#[derive(Debug, Serialize)]
pub(super) struct Page<'a> {
    pub(super) title: &'a str,
    /// The way to the site's root: empty, `../`, …
    pub(super) root: String,
    /// Its address as a link from the site's root bears it.
    pub(super) address: String,
    /// What it is about, in a line.
    pub(super) description: Option<String>,
    pub(super) kind: &'a str,
    pub(super) template: bool,
    pub(super) source: &'a str,
    pub(super) markdown: Option<String>,
    pub(super) json: Option<String>,
    pub(super) edit: Option<String>,
    pub(super) changed: Option<Changed<'a>>,
}

impl<'a> Page<'a> {
    /// A page of the site's own.
    pub(super) fn of_site(title: &'a str, address: &str) -> Self {
        Page {
            title,
            root: root(address),
            address: from_root(address),
            description: None,
            kind: "site",
            template: false,
            source: "",
            markdown: None,
            json: None,
            edit: None,
            changed: None,
        }
    }
}

/// An address as a link from the site's root bears it.
pub(super) fn from_root(address: &str) -> String {
    url::relative("index.html", address)
}

/// What a document says first, where the site has an address to be shown at.
pub(super) fn description(site: &Site<'_>, at: usize) -> Option<String> {
    site.base.as_ref()?;
    machine::description(site, at)
}

/// The way from a page to the site's root.
pub(super) fn root(address: &str) -> String {
    "../".repeat(address.matches('/').count())
}

/// A name and a value of the card.
#[derive(Debug, Serialize)]
struct Fact<'a> {
    name: &'a str,
    value: String,
}

/// A failure that the document answers.
#[derive(Debug, Serialize)]
struct Scenario<'a> {
    title: &'a str,
    url: String,
    symptoms: &'a [String],
}

/// A link to a checklist.
#[derive(Debug, Serialize)]
struct Checklist<'a> {
    title: String,
    /// What it stands in, where another one has its title.
    within: Option<&'a str>,
    url: String,
}

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    navigation: Shown<'a>,
    facts: Vec<Fact<'a>>,
    findings: Findings<'a>,
    /// Deadlines and calls for a script.
    incident: Option<String>,
    scenarios: Vec<Scenario<'a>>,
    checklists: Vec<Checklist<'a>>,
    outline: Value,
    heading: Value,
    has_heading: bool,
    content: Value,
}

pub(super) fn write(site: &Site<'_>, at: usize, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    let Some(entry) = site.entry(at) else { return Ok(()) };
    let address = entry.page.address.as_str();
    let (findings, flags) = finding::of_document(site, at);
    let content = Content::new(site.setting(address), entry.runbook, entry.source).with_flags(&flags);
    let written = content.write(entry.document);
    let incident = incident::plan(site, entry.runbook, None);
    scenario::write(site, entry, &written, incident.as_deref(), artifacts)?;
    let frame = Frame {
        page: page(site, entry),
        navigation: site.navigation.shown(site.library, at, address),
        facts: facts(site, entry),
        findings,
        incident,
        scenarios: scenarios(entry),
        checklists: checklists(entry),
        outline: html(&outline(&entry.runbook.sections)),
        heading: html(&written.heading),
        has_heading: written.has_title,
        content: html(&written.body),
    };
    let bytes = site.frames.render("runbook.html", &frame, written.body.len() + (16 << 10))?;
    artifacts.push(Artifact { path: address.to_owned(), bytes });
    Ok(())
}

fn page<'a>(site: &'a Site<'_>, entry: Entry<'a>) -> Page<'a> {
    let Entry { runbook, page, source, .. } = entry;
    Page {
        title: &runbook.title.value,
        root: root(&page.address),
        address: from_root(&page.address),
        description: description(site, entry.at),
        kind: json::kind_name(runbook.kind),
        template: runbook.template,
        source: source.path(),
        markdown: Some(url::relative(&page.address, &page.twin)),
        json: Some(url::relative(&page.address, entry.json())),
        edit: edit(site, source.path()),
        changed: change::shown(site, entry.at),
    }
}

/// Where the source can be changed.
pub(super) fn edit(site: &Site<'_>, path: &str) -> Option<String> {
    let repository = site.config.repository.as_ref()?;
    let path = url::relative("", &repository.path(path));
    let address = repository.edit_address(&path);
    url::safe_destination(&address).filter(|address| address.contains("://"))
}

fn facts<'a>(site: &'a Site<'_>, entry: Entry<'a>) -> Vec<Fact<'a>> {
    // What stands in the text is read there; only front matter is shown nowhere else.
    if entry.document.front_matter.is_none() {
        return Vec::new();
    }
    let metadata = &entry.runbook.metadata;
    let joined = |values: &[String]| (!values.is_empty()).then(|| values.join("、"));
    let date = |date: &Option<crate::model::Date>| date.as_ref().map(|date| date.text.clone());
    let values = [
        ("service", metadata.service.clone()),
        ("environments", joined(&metadata.environments)),
        ("owners", joined(&metadata.owners)),
        ("version", metadata.version.clone()),
        ("updated_on", date(&metadata.updated_on)),
        ("review_by", date(&metadata.review_by)),
    ];
    values
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| Fact { name: site.words.get(name), value }))
        .collect()
}

fn scenarios(entry: Entry<'_>) -> Vec<Scenario<'_>> {
    let scenarios = &entry.runbook.scenarios;
    // One that is the whole document needs no way to it.
    let with_place = scenarios.iter().filter(|scenario| !scenario.id.is_empty());
    with_place
        .map(|scenario| Scenario {
            title: &scenario.title,
            url: format!("#{}", url::fragment(&scenario.id)),
            symptoms: scenario.symptoms.get(..3).unwrap_or(&scenario.symptoms),
        })
        .collect()
}

fn checklists(entry: Entry<'_>) -> Vec<Checklist<'_>> {
    let runbook = entry.runbook;
    let title = |checklist: &'_ model::Checklist| match checklist.title.as_str() {
        "" => runbook.title.value.clone(),
        title => title.to_owned(),
    };
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for checklist in &runbook.checklists {
        *times.entry(title(checklist)).or_default() += 1;
    }
    let mut places = BTreeMap::new();
    titles_of_sections(&runbook.sections, "", &mut places);
    let lists = runbook.checklists.iter().zip(entry.checklists());
    lists
        .map(|(checklist, stem)| {
            let title = title(checklist);
            // Lists of one name are told apart by what they stand in.
            let within = (times.get(&title) > Some(&1)).then(|| places.get(checklist.section.as_str())).flatten();
            let within = within.map(|&(own, above)| if own == title { above } else { own });
            Checklist {
                within: within.filter(|within| !within.is_empty()),
                title,
                url: url::relative(&entry.page.address, &format!("{stem}.html")),
            }
        })
        .collect()
}

/// Title of each section by its id, and of the one that holds it.
fn titles_of_sections<'a>(
    sections: &'a [model::Section],
    above: &'a str,
    into: &mut BTreeMap<&'a str, (&'a str, &'a str)>,
) {
    for section in sections {
        into.insert(&section.id, (&section.title, above));
        titles_of_sections(&section.children, &section.title, into);
    }
}
