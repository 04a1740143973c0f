//! Pages over all documents: who answers, how bad it is, what to tick, what can be typed, what is not right.
//!
//! Templates are no runbooks: what stands in them is filled in elsewhere, so they are left out, but not of the report.

mod alerts;
mod api;
mod checklists;
mod commands;
mod contacts;
mod report;
mod severity;

pub(super) use alerts::write as alerts;
pub(super) use api::write as api;
pub(super) use checklists::write as checklists;
pub(super) use commands::{commands, sql};
pub(super) use contacts::write as contacts;
pub(super) use report::write as report;
pub(super) use severity::write as severity;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::incident;
use super::site::Site;
use crate::model::{Kind, Runbook, Section};
use crate::resolve::url;

/// A link with its name.
#[derive(Debug, Clone, Serialize)]
struct Link<'a> {
    title: &'a str,
    /// Title of what holds it, where that tells it from others of its name.
    within: &'a str,
    url: String,
}

/// The pages of this kind that a site has, for the home page and the foot of each page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Listing {
    pub(super) title: String,
    /// From the site's root.
    pub(super) url: &'static str,
}

/// Name of the word, address, and whether there is anything to list.
type Known = (&'static str, &'static str, fn(&Runbook) -> bool);

const ALL: &[Known] = &[
    ("contacts", contacts::ADDRESS, |runbook| !runbook.contacts.is_empty() || !runbook.listed_contacts.is_empty()),
    ("severity", severity::ADDRESS, |runbook| !runbook.severity_levels.is_empty()),
    ("incident", incident::ADDRESS, |runbook| runbook.kind == Kind::Runbook),
    ("checklists", checklists::ADDRESS, |runbook| !runbook.checklists.is_empty()),
    ("commands", commands::COMMANDS, commands::has_commands),
    ("sql", commands::SQL, commands::has_statements),
    ("report", report::ADDRESS, |_| true),
    ("api", api::ADDRESS, |_| true),
];

/// The pages that have something to show.
pub(super) fn listings(runbooks: &[Arc<Runbook>], word: impl Fn(&str) -> String) -> Vec<Listing> {
    let any = |has: fn(&Runbook) -> bool| runbooks.iter().any(|runbook| has(runbook) && !runbook.template);
    let with_content = ALL.iter().filter(|(name, _, has)| any(*has) || matches!(*name, "report" | "api"));
    with_content.map(|&(name, url, _)| Listing { title: word(name), url }).collect()
}

fn has(site: &Site<'_>, address: &str) -> bool {
    site.listings.iter().any(|listing| listing.url == address)
}

/// Runbooks with their place in the library, templates left out.
fn runbooks<'a>(site: &Site<'a>) -> impl Iterator<Item = (usize, &'a Runbook)> {
    let runbooks = site.library.runbooks.iter().map(Arc::as_ref);
    runbooks.enumerate().filter(|(_, runbook)| !runbook.template)
}

/// The page of a document from the site's root.
fn page<'a>(site: &Site<'a>, at: usize) -> &'a str {
    site.plan.links.get(at).map_or("", |links| &links.page)
}

fn document<'a>(site: &Site<'a>, at: usize) -> Link<'a> {
    let title = site.library.runbooks.get(at).map_or("", |runbook| &runbook.title.value);
    Link { title, within: "", url: page(site, at).to_owned() }
}

/// Titles of the sections of a document, and links to them.
struct Sections<'a> {
    page: &'a str,
    /// By id: title, and that of the section around it.
    titles: BTreeMap<&'a str, (&'a str, &'a str)>,
}

impl<'a> Sections<'a> {
    fn new(site: &Site<'a>, at: usize) -> Self {
        let mut titles = BTreeMap::new();
        if let Some(runbook) = site.library.runbooks.get(at) {
            gather(&runbook.sections, "", &mut titles);
        }
        Sections { page: page(site, at), titles }
    }

    fn link(&self, id: &str) -> Option<Link<'a>> {
        let &(title, within) = self.titles.get(id)?;
        Some(Link { title, within, url: format!("{}#{}", self.page, url::fragment(id)) })
    }
}

fn gather<'a>(sections: &'a [Section], above: &'a str, titles: &mut BTreeMap<&'a str, (&'a str, &'a str)>) {
    for section in sections {
        titles.insert(&section.id, (&section.title, above));
        gather(&section.children, &section.title, titles);
    }
}
