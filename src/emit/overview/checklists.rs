//! `checklists.html`: every list that can be ticked.

use serde::Serialize;

use super::super::Artifact;
use super::super::fault::TemplateFault;
use super::super::page::Page;
use super::super::site::Site;
use super::{Link, Sections, document, has, runbooks};

pub(super) const ADDRESS: &str = "checklists.html";

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    groups: Vec<Group<'a>>,
}

#[derive(Debug, Serialize)]
struct Group<'a> {
    document: Link<'a>,
    checklists: Vec<Row<'a>>,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    title: &'a str,
    url: &'a str,
    /// What it stands in.
    place: &'a str,
    items: usize,
    within: Option<&'a str>,
}

pub(in crate::emit) fn write(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    if !has(site, ADDRESS) {
        return Ok(());
    }
    let groups = runbooks(site).filter(|(_, runbook)| !runbook.checklists.is_empty()).map(|(at, runbook)| {
        let sections = Sections::new(site, at);
        let links = site.plan.links.get(at).map_or(&[][..], |links| &links.checklists);
        let lists = runbook.checklists.iter().zip(links);
        let checklists = lists.map(|(checklist, link)| row(checklist, link, &sections)).collect();
        Group { document: document(site, at), checklists }
    });
    let frame = Frame { page: Page::of_site(site.words.get("checklists"), ADDRESS), groups: groups.collect() };
    let bytes = site.frames.render("checklists.html", &frame, 32 << 10)?;
    artifacts.push(Artifact { path: ADDRESS.to_owned(), bytes });
    Ok(())
}

fn row<'a>(checklist: &'a crate::model::Checklist, url: &'a str, sections: &Sections<'a>) -> Row<'a> {
    let section = sections.link(&checklist.section);
    let title = match (checklist.title.as_str(), &section) {
        ("", Some(section)) => section.title,
        (title, _) => title,
    };
    // A list that bears its section's name is told from others by what that stands in.
    let place = section.map_or("", |section| if section.title == title { section.within } else { section.title });
    let within = checklist.within.as_ref().map(|within| within.text.as_str());
    Row { title, url, place, items: checklist.items.len(), within }
}
