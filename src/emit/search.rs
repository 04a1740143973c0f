//! The index of the site's search: what the pages show, section by section.

mod page;
mod severity;

use std::borrow::Cow;
use std::collections::HashMap;

use rayon::prelude::*;

use super::Artifact;
use super::json;
use super::site::{Entry, Site};
use crate::lang::effect::Effect;
use crate::model::{Form, Role};
use crate::search::code::Stamp;
use crate::search::count::Counted;
use crate::search::index::{self, Document, Section};
use crate::search::reading::Readings;
use crate::search::synonyms;
use crate::source::seen;
use crate::syntax::{Block, BlockKind, Inline, InlineKind};

pub(super) use page::write as write_page;

/// Where the index lies.
pub(super) const FOLDER: &str = "search/";

/// Hands the files over one by one, the texts as soon as they are counted: together they are as large as the content.
pub(super) fn write(site: &Site<'_>, put: &(dyn Fn(Artifact) + Sync)) {
    if site.options.without_search {
        return;
    }
    let put =
        |(name, text): (String, String)| put(Artifact { path: format!("{FOLDER}{name}"), bytes: text.into_bytes() });
    let entries: Vec<(Entry<'_>, &str)> = (0..site.library.runbooks.len())
        .filter_map(|at| Some((site.entry(at)?, site.plan.links.get(at)?.page.as_str())))
        .collect();
    let edition = edition(site, &entries);
    let readings = Readings::default();
    let read = |(number, chunk): (usize, &[(Entry<'_>, &str)])| {
        let mut documents: Vec<Document> = chunk.iter().map(|(entry, url)| document(*entry, url)).collect();
        if let Some(private) = &site.private {
            // Before anything is counted: a part of a number finds nobody.
            for section in documents.iter_mut().flat_map(|document| &mut document.sections) {
                section.title = private.text(&section.title).into_owned();
                section.text = private.text(&section.text).into_owned();
            }
        }
        let counted: Vec<Counted> = documents.iter().map(|document| Counted::new(document, &readings)).collect();
        put(index::texts(number, &edition, &documents));
        documents
            .iter_mut()
            .flat_map(|document| &mut document.sections)
            .for_each(|section| section.text = String::new());
        (documents, counted)
    };
    let read: Vec<_> = entries.par_chunks(index::TEXTS).enumerate().map(read).collect();
    let (mut documents, mut counted) = (Vec::new(), Vec::new());
    for (chunk, of_chunk) in read {
        documents.extend(chunk);
        counted.extend(of_chunk);
    }
    let mut groups = synonyms();
    groups.extend(site.config.synonyms.iter().cloned());
    index::write(&documents, counted, &groups, &edition, &mut |name, text| put((name, text)));
}

/// What the index is made of, in a few letters: texts, addresses, words of the configuration and the program.
fn edition(site: &Site<'_>, entries: &[(Entry<'_>, &str)]) -> String {
    let of_entry = |(entry, url): &(Entry<'_>, &str)| {
        let mut stamp = Stamp::of(entry.source.text());
        stamp.add(Stamp::of(url));
        stamp
    };
    let stamps: Vec<Stamp> = entries.par_iter().map(of_entry).collect();
    let mut edition = Stamp::of(env!("CARGO_PKG_VERSION"));
    edition.add(Stamp::of(&format!("{:?} {:?}", site.config.synonyms, site.config.vocabulary)));
    stamps.into_iter().for_each(|stamp| edition.add(stamp));
    edition.to_string()
}

fn document(entry: Entry<'_>, url: &str) -> Document {
    let runbook = entry.runbook;
    let kind = json::kind_name(runbook.kind);
    let mut text = Text { sections: vec![Section { kind, level: 1, ..Section::default() }], is_start: true };
    text.blocks(&entry.document.blocks);
    let mut sections = text.sections;
    let holds = Holds::new(entry);
    for section in sections.iter_mut().skip(1) {
        (section.kind, section.effect) = holds.of(&section.anchor);
    }
    let mut severities = severity::of(runbook);
    for section in &mut sections {
        section.severities = severities.remove(&section.anchor).unwrap_or_default();
    }
    if let Some(first) = sections.first_mut() {
        first.title.clone_from(&runbook.title.value);
        // The page shows it, so it is found.
        if let Some(service) = runbook.metadata.service.as_deref().filter(|service| !first.text.contains(service)) {
            first.text.push_str(service);
        }
    }
    // An entity can be such a character too, so it is not enough to ask the source.
    for section in &mut sections {
        for text in [&mut section.title, &mut section.text] {
            if let Cow::Owned(seen) = seen(text) {
                *text = seen;
            }
        }
    }
    let service = runbook.metadata.service.clone();
    Document {
        id: runbook.id.clone(),
        url: url.to_owned(),
        title: seen(&runbook.title.value).into_owned(),
        kind,
        service,
        sections,
    }
}

/// What stands in which section.
struct Holds<'a> {
    /// Headings, and the heading that each label stands under.
    of: HashMap<&'a str, (&'static str, Option<Effect>)>,
}

impl<'a> Holds<'a> {
    fn new(entry: Entry<'a>) -> Self {
        let runbook = entry.runbook;
        let mut of = HashMap::new();
        let mut heading_of: HashMap<&str, &str> = HashMap::new();
        let mut heading = "";
        for section in runbook.all_sections() {
            if section.form == Form::Heading {
                heading = &section.id;
                let kind = match section.role {
                    Role::Contacts | Role::Escalation => "contact",
                    Role::Severity => "severity",
                    _ => "section",
                };
                of.insert(heading, (kind, None));
            }
            heading_of.insert(&section.id, heading);
        }
        let mut mark = |section: &str, kind: &'static str, effect: Option<Effect>| {
            if let Some(known) = heading_of.get(section).and_then(|heading| of.get_mut(heading)) {
                if known.0 == "section" {
                    known.0 = kind;
                }
                known.1 = known.1.max(effect);
            }
        };
        for scenario in &runbook.scenarios {
            mark(&scenario.id, "scenario", None);
        }
        for checklist in &runbook.checklists {
            mark(&checklist.section, "checklist", None);
        }
        for block in runbook.code_blocks.iter().filter(|block| !block.commands.is_empty()) {
            mark(&block.section, "command", block.effect);
        }
        Holds { of }
    }

    fn of(&self, anchor: &str) -> (&'static str, &'static str) {
        let (kind, effect) = self.of.get(anchor).copied().unwrap_or(("section", None));
        (kind, effect.map_or("", Effect::name))
    }
}

/// The text of a document, cut at its headings.
struct Text {
    sections: Vec<Section>,
    /// Whether nothing but comments was met.
    is_start: bool,
}

impl Text {
    fn here(&mut self) -> Option<&mut String> {
        self.sections.last_mut().map(|section| &mut section.text)
    }

    fn push(&mut self, text: &str) {
        if let Some(here) = self.here() {
            here.push_str(text);
        }
    }

    /// Ends a line, where one was begun.
    fn line(&mut self) {
        if let Some(here) = self.here().filter(|here| !here.is_empty() && !here.ends_with('\n')) {
            here.push('\n');
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        let is_start = self.is_start;
        self.is_start &= matches!(block.kind, BlockKind::Comment(_));
        match &block.kind {
            // It is the title of the document.
            BlockKind::Heading(heading) if is_start && heading.level == 1 => {}
            BlockKind::Heading(heading) => {
                let mut title = String::new();
                words(&heading.content, &mut title);
                let section = Section { anchor: heading.id.clone(), title, level: heading.level, ..Section::default() };
                self.sections.push(section);
            }
            BlockKind::Paragraph(content) | BlockKind::HtmlText(content) => self.words(content),
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) => self.blocks(blocks),
            BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
            BlockKind::Code(code) => self.push(&code.text),
            BlockKind::Details(summary, blocks) => {
                self.words(summary);
                self.blocks(blocks);
            }
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    for cell in &row.cells {
                        if let Some(here) = self.here() {
                            words(&cell.content, here);
                            here.push_str("  ");
                        }
                    }
                    self.line();
                }
            }
            BlockKind::Comment(_) | BlockKind::Rule => {}
        }
        self.line();
    }

    fn words(&mut self, content: &[Inline]) {
        if let Some(here) = self.here() {
            words(content, here);
        }
        self.line();
    }
}

/// The words of a line as the page shows them.
fn words(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::HtmlText(words) | InlineKind::Code(words) => text.push_str(words),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. }
            | InlineKind::Image { content, .. } => words(content, text),
            InlineKind::SoftBreak(true) | InlineKind::HardBreak => text.push(' '),
            InlineKind::SoftBreak(false)
            | InlineKind::WordBreak
            | InlineKind::Anchor(_)
            | InlineKind::Comment(_)
            | InlineKind::FootnoteReference(..) => {}
        }
    }
}
