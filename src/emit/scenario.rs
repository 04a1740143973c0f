//! `<id>/<scenario>.html`: one failure with all that belongs to it and nothing else, and the ways to what it needs of the
//! document: who is called, how bad it is, when it is over. One that is the whole document leads to that.

use serde::Serialize;
use tera::Value;

use super::Artifact;
use super::change;
use super::fault::TemplateFault;
use super::frame::html;
use super::html::Written;
use super::incident;
use super::json;
use super::navigation::Shown;
use super::page::{self, Page, root};
use super::redirect;
use super::site::{Entry, Site};
use crate::model::{Role, Scenario, Section};
use crate::resolve::url;

/// Parts of a document that are needed whatever fails.
const NEEDED: &[Role] =
    &[Role::Escalation, Role::Contacts, Role::Severity, Role::RecoveryCriteria, Role::Rollback, Role::Communication];

/// Most of them on a page.
const MOST: usize = 8;

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    navigation: Shown<'a>,
    document: Link<'a>,
    alerts: Vec<Link<'a>>,
    failure_modes: &'a [String],
    /// Whether the text begins with the page's heading.
    has_heading: bool,
    content: Value,
    /// Deadlines and calls for a script.
    incident: Option<String>,
    needed: Vec<Link<'a>>,
    previous: Option<Link<'a>>,
    next: Option<Link<'a>>,
}

#[derive(Debug, Serialize)]
struct Link<'a> {
    title: &'a str,
    url: String,
}

pub(super) fn write(
    site: &Site<'_>,
    entry: Entry<'_>,
    written: &Written,
    incident: Option<&str>,
    artifacts: &mut Vec<Artifact>,
) -> Result<(), TemplateFault> {
    let scenarios: Vec<(&Scenario, &String)> = entry.runbook.scenarios.iter().zip(&entry.page.scenarios).collect();
    for (at, &(scenario, address)) in scenarios.iter().enumerate() {
        let own = url::relative(address, &entry.page.address);
        if scenario.is_whole(&entry.runbook.title) {
            artifacts.push(redirect::page(site, address, own, &entry.runbook.title.value)?);
            continue;
        }
        let (content, has_heading) = written.excerpt(scenario.extent, &own).unwrap_or_default();
        let beside = |at: Option<usize>| {
            let &(scenario, page) = scenarios.get(at?)?;
            (!scenario.is_whole(&entry.runbook.title))
                .then(|| Link { title: &scenario.title, url: url::relative(address, page) })
        };
        let in_document = |title, id: &str| Link { title, url: format!("{own}#{}", url::fragment(id)) };
        let frame = Frame {
            page: page(site, entry, scenario, address),
            navigation: site.navigation.way_up(site.library, entry.at, address),
            document: in_document(&entry.runbook.title.value, &scenario.id),
            alerts: alerts(site, entry, scenario, address),
            failure_modes: &scenario.failure_modes,
            has_heading,
            incident: match incident {
                Some(_) if incident::differs(entry.runbook, scenario) => {
                    incident::plan(site, entry.runbook, Some(scenario))
                }
                same => same.map(str::to_owned),
            },
            needed: needed(entry, scenario).map(|section| in_document(&section.title, &section.id)).collect(),
            previous: beside(at.checked_sub(1)),
            next: beside(Some(at + 1)),
            content: html(&content),
        };
        let bytes = site.frames.render("scenario.html", &frame, content.len() + (8 << 10))?;
        artifacts.push(Artifact { path: address.clone(), bytes });
    }
    Ok(())
}

fn page<'a>(site: &'a Site<'_>, entry: Entry<'a>, scenario: &'a Scenario, address: &str) -> Page<'a> {
    Page {
        title: &scenario.title,
        root: root(address),
        address: page::from_root(address),
        description: scenario.symptoms.first().cloned().or_else(|| page::description(site, entry.at)),
        kind: json::kind_name(entry.runbook.kind),
        template: entry.runbook.template,
        source: entry.source.path(),
        markdown: Some(url::relative(address, &entry.page.twin)),
        json: Some(url::relative(address, entry.json())),
        edit: page::edit(site, entry.source.path()),
        changed: change::shown(site, entry.at),
    }
}

fn alerts<'a>(site: &'a Site<'_>, entry: Entry<'a>, scenario: &Scenario, address: &str) -> Vec<Link<'a>> {
    let own = entry.runbook.alerts.iter().filter(|alert| alert.scenario.as_deref() == Some(scenario.id.as_str()));
    own.filter_map(|alert| {
        let page = site.plan.alerts.get(&alert.name)?;
        Some(Link { title: &alert.name, url: format!("{}{page}", root(address)) })
    })
    .collect()
}

/// Sections outside of the scenario that it needs, in the order of the document.
fn needed<'a>(entry: Entry<'a>, scenario: &'a Scenario) -> impl Iterator<Item = &'a Section> {
    let outside = entry.runbook.all_sections().filter(|section| !scenario.extent.contains(section.span.start));
    let of_others = |section: &&Section| {
        let mut others = entry.runbook.scenarios.iter().filter(|other| !other.is_whole(&entry.runbook.title));
        others.any(|other| other.extent.contains(section.span.start))
    };
    outside
        .filter(|section| NEEDED.contains(&section.role) && !section.id.is_empty() && !section.title.is_empty())
        .filter(move |section| !of_others(section))
        .take(MOST)
}
