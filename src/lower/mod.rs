//! A [`Document`] read as what it means: always a [`Runbook`], whatever it is fed.
//!
//! 1. [`outline`] finds headings and labels, [`section`] says what each is for.
//! 2. [`code`] reads code blocks, [`checklist`] things to tick off, [`step`] ordered lists.
//! 3. [`scenario`] finds the failures that are answered.
//! 4. [`table`] classifies tables; [`severity`], [`contact`], [`escalation`], [`threshold`] and [`budget`] read what they hold.
//! 5. [`link`], [`mod@reference`], [`alert`], [`placeholder`] and [`metadata`] collect the rest.

mod alert;
mod budget;
mod channel;
mod checklist;
pub mod code;
mod contact;
mod escalation;
mod failure;
mod file_name;
mod kind;
mod label;
mod level;
mod link;
mod mention;
mod metadata;
mod outline;
mod passage;
pub mod placeholder;
mod reference;
mod run;
#[cfg(test)]
mod sample;
mod scenario;
mod section;
mod section_mention;
mod severity;
mod step;
mod table;
mod target;
mod threshold;
pub(crate) mod title;
mod unfilled;
pub mod vocabulary;
mod words;

pub(crate) use channel::{Sample, sample};

use crate::config::Config;
use crate::lang::effect::Table;
use crate::lang::placeholder::Context;
use crate::model::Runbook;
use crate::source::{FileId, SourceFile, Span, Spanned};
use crate::syntax::Document;
use outline::Outline;
use std::borrow::Cow;
use std::collections::BTreeSet;
use vocabulary::{Vocabulary, column::Columns};

/// What the configuration says about reading, prepared once for all documents.
#[derive(Debug)]
pub struct Lowering<'c> {
    config: &'c Config,
    vocabulary: Vocabulary,
    columns: Columns,
    globs: kind::Globs,
    references: reference::Patterns,
    alerts: alert::Pattern,
    effects: Cow<'static, Table>,
}

/// One document to read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its text.
    pub source: &'a SourceFile,
    /// Its file.
    pub file: FileId,
    /// Path within the content root without extension.
    pub id: &'a str,
    /// Path within the content root, with `/`.
    pub path: &'a str,
    /// Its tree.
    pub document: &'a Document,
}

impl<'c> Lowering<'c> {
    /// Prepares words, globs and patterns of the configuration.
    #[must_use]
    pub fn new(config: &'c Config) -> Self {
        Lowering {
            config,
            vocabulary: Vocabulary::new(&config.vocabulary),
            columns: Columns::new(&config.vocabulary),
            globs: kind::Globs::new(config),
            references: reference::Patterns::new(config),
            alerts: alert::Pattern::new(config),
            effects: code::effects(config),
        }
    }

    /// Reads a document.
    #[must_use]
    pub fn read(&self, input: Input<'_>) -> Runbook {
        let Input { source, file, id, path, document } = input;
        let text = source.text();
        let mut outline = Outline::new(document, text, &self.vocabulary);
        let matter = document.front_matter.as_ref();
        let title = title(&outline, document, id);
        section::roles_by_title(&mut outline, &self.vocabulary, &title.value);
        let mut runbook = Runbook {
            id: id.to_owned(),
            file: Some(file),
            title,
            template: self.globs.is_template([path, source.path()], matter),
            ..Runbook::default()
        };
        let runs = run::all(document, text);
        runbook.links = link::collect(&runs, text);
        runbook.references = reference::collect(document, &runs, text, &self.references);
        let whole = scenario::mark(&mut outline, text, &runbook.title.value);
        let anchor_at = |offset| outline.at(offset).map(|opener| opener.id.clone()).unwrap_or_default();
        let code = code::Reader::new(&self.effects, self.config, document, &anchor_at);
        let found: Vec<_>;
        (runbook.code_blocks, found) = code.read(text).into_iter().unzip();
        runs.iter().for_each(|run| code.inline(run.content, text, &mut runbook.inline_commands));
        runbook.placeholders = placeholder::collect(&runs, text, &code, found);
        section::roles_by_content(&mut outline, &runbook.code_blocks);
        let contexts = outline.contexts();
        let section_at = |offset| contexts.at(offset);
        let grids = table::grids(document, &runs, text, &self.columns, &section_at);
        let passages = passage::all(document, &runs, text);
        runbook.tables = grids.iter().map(table::Grid::table).collect();
        runbook.severity_levels = severity::levels(&grids);
        runbook.listed_levels = severity::listed::levels(&passages, &section_at);
        runbook.severity_mentions = severity::mentions(&passages, &grids, &section_at);
        runbook.contacts = contact::read(&grids, &self.config.time_zone);
        runbook.contacts.extend(contact::said::read(&passages, &section_at, &self.config.time_zone));
        runbook.contacts.extend(contact::listed::blocks(document, &section_at));
        runbook.listed_contacts = contact::listed::items(&passages, &section_at);
        runbook.contact_gaps = contact::lines(&passages, &self.columns, &section_at);
        runbook.escalation = escalation::read(&passages, &grids, &section_at);
        runbook.thresholds = threshold::read(&passages, &grids, &section_at);
        runbook.error_budgets = budget::read(text, &passages, &grids, &section_at);
        runbook.checklists = checklist::read(document, &runs, text, &outline);
        runbook.metadata = metadata::read(matter, &outline, &grids, &is_placeholder, text);
        let is_told = |span: Span| {
            runbook.metadata.entries.iter().any(|entry| entry.span.contains(span.start))
                || runbook.contact_gaps.iter().any(|gap| gap.span.contains(span.start))
        };
        runbook.open_places = unfilled::places(&passages, &section_at, &is_told);
        step::read(&mut outline, text, &runbook.code_blocks, &runbook.checklists);
        runbook.sections = section::tree(&outline);
        runbook.scenarios = scenario::read(&outline, whole, &runbook, text);
        runbook.alerts = alert::collect(document, &runs, text, &runbook.scenarios, &self.alerts);
        scenario::link_alerts(&mut runbook.alerts, &runbook.scenarios);
        runbook.kind = self.globs.kind([path, source.path()], matter, &runbook);
        shrink(&mut runbook);
        runbook
    }
}

/// Gives back the room that lists kept for more: thousands of runbooks stay in memory at once.
fn shrink(runbook: &mut Runbook) {
    runbook.severity_levels.shrink_to_fit();
    runbook.severity_mentions.shrink_to_fit();
    runbook.contacts.shrink_to_fit();
    runbook.escalation.shrink_to_fit();
    runbook.scenarios.shrink_to_fit();
    runbook.alerts.shrink_to_fit();
    runbook.checklists.shrink_to_fit();
    runbook.code_blocks.shrink_to_fit();
    runbook.inline_commands.shrink_to_fit();
    runbook.thresholds.shrink_to_fit();
    runbook.links.shrink_to_fit();
    runbook.placeholders.shrink_to_fit();
    runbook.open_places.shrink_to_fit();
    runbook.references.shrink_to_fit();
}

/// Whether a value is nothing but something to fill in.
fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    let found = crate::lang::placeholder::find(value, Context::Prose, &BTreeSet::new());
    let covered: usize = found.iter().map(|one| one.range.len()).sum();
    covered > 0 && covered == value.len()
}

/// Front matter, else the first H1, else the file's name.
fn title(outline: &Outline<'_>, document: &Document, id: &str) -> Spanned<String> {
    if let Some(node) = document.front_matter.as_ref().and_then(|matter| matter.get("title"))
        && let crate::yaml::NodeKind::Scalar(title, _) = &node.kind
        && !title.trim().is_empty()
    {
        return Spanned::new(title.trim().to_owned(), node.span);
    }
    match &outline.title {
        Some((title, span, _)) if !title.trim().is_empty() => Spanned::new(title.trim().to_owned(), *span),
        _ => Spanned::new(id.rsplit('/').next().unwrap_or(id).to_owned(), crate::source::Span::default()),
    }
}

/// Tells whether the header of a column is a word that rbc or the configuration knows.
pub(crate) fn known_column(config: &Config) -> impl Fn(&str) -> bool {
    let columns = Columns::new(&config.vocabulary);
    move |header| columns.kind(header).is_some()
}
