//! Checklists on pages of their own, as Markdown and as JSON.

use serde::Serialize;

use super::Artifact;
use super::fault::TemplateFault;
use super::json::{self, Places, SCHEMA_VERSION, bytes, list};
use super::navigation::Shown;
use super::page::{Page, root};
use super::site::{Entry, Site};
use super::task::Keys;
use crate::model;
use crate::resolve::url;

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    navigation: Shown<'a>,
    /// The document that it stands in, and its place there.
    document: &'a str,
    url: String,
    within: Option<&'a str>,
    items: Vec<Item<'a>>,
}

#[derive(Debug, Serialize)]
struct Item<'a> {
    #[serde(flatten)]
    item: &'a json::ChecklistItem<'a>,
    /// What its box is known by.
    key: &'a str,
    /// Whether it has a box beside those of its choices.
    own: bool,
}

#[derive(Debug, Serialize)]
struct File<'a> {
    schema_version: u32,
    #[serde(flatten)]
    checklist: list::ChecklistOf<'a>,
}

pub(super) fn write(site: &Site<'_>, at: usize, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    let Some(entry) = site.entry(at) else { return Ok(()) };
    let links = site.plan.links.get(at).map_or(&[][..], |links| &links.checklists);
    let lists = entry.runbook.checklists.iter().zip(entry.checklists());
    let keys = Keys::new(entry.runbook);
    for ((checklist, stem), link) in lists.zip(links) {
        let record = json::Checklist::new(checklist, Places { file: entry.source });
        let address = format!("{stem}.html");
        let page = page(site, entry, (checklist, &record, &keys), &address)?;
        artifacts.push(Artifact { path: address, bytes: page });
        artifacts.push(Artifact { path: format!("{stem}.md"), bytes: markdown(checklist, entry).into_bytes() });
        let checklist = list::ChecklistOf::new(&entry.runbook.id, link, &record);
        let file = File { schema_version: SCHEMA_VERSION, checklist };
        artifacts.push(Artifact { path: format!("{stem}.json"), bytes: bytes(&file) });
    }
    Ok(())
}

fn page(
    site: &Site<'_>,
    entry: Entry<'_>,
    (checklist, record, keys): (&model::Checklist, &json::Checklist<'_>, &Keys),
    address: &str,
) -> Result<Vec<u8>, TemplateFault> {
    let navigation = site.navigation.way_up(site.library, entry.at, address);
    let mut back = url::relative(address, &entry.page.address);
    if !checklist.section.is_empty() {
        back.push('#');
        back.push_str(&url::fragment(&checklist.section));
    }
    let stem = address.strip_suffix(".html").unwrap_or(address);
    let page = Page {
        root: root(address),
        source: entry.source.path(),
        markdown: Some(url::relative(address, &format!("{stem}.md"))),
        json: Some(url::relative(address, &format!("{stem}.json"))),
        ..Page::of_site(title(checklist, entry), address)
    };
    let frame = Frame {
        page,
        navigation,
        document: &entry.runbook.title.value,
        url: back,
        within: checklist.within.as_ref().map(|within| within.text.as_str()),
        items: record
            .items
            .iter()
            .zip(&checklist.items)
            .map(|(item, own)| Item { item, key: keys.of(own), own: own.mark.is_some() })
            .collect(),
    };
    site.frames.render("checklist.html", &frame, 8 << 10)
}

fn title<'a>(checklist: &'a model::Checklist, entry: Entry<'a>) -> &'a str {
    if checklist.title.is_empty() { &entry.runbook.title.value } else { &checklist.title }
}

fn markdown(checklist: &model::Checklist, entry: Entry<'_>) -> String {
    let mut text = format!("# {}\n\n{}\n\n", title(checklist, entry), entry.runbook.title.value);
    for item in &checklist.items {
        let mark = if item.checked { 'x' } else { ' ' };
        text.push_str(&"  ".repeat(usize::from(item.depth)));
        text.push_str(&format!("- [{mark}] {}", item.text.replace('\n', " ")));
        if !item.choices.is_empty() {
            text.push_str(&format!(" ({})", item.choices.join(" / ")));
        }
        text.push('\n');
    }
    text
}
