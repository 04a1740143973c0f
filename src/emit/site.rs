//! What all outputs read.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::fault::TemplateFault;
use super::frame::Frames;
use super::html::Setting;
use super::json::index::Levels;
use super::json::{self, Addresses, Places};
use super::navigation::Navigation;
use super::overview::{self, Listing};
use super::plan::Plan;
use super::private::Private;
use super::words::Words;
use super::{EmitOptions, change, feed, frame, machine};
use crate::config::Config;
use crate::diag::{Diagnostic, Level, Place};
use crate::model::Runbook;
use crate::resolve::{Library, Page};
use crate::source::{SourceFile, SourceMap};
use crate::syntax::Document;
use crate::text::{Catalogue, own};

/// The compilation, and what was prepared of it for the outputs.
pub(super) struct Site<'a> {
    pub(super) library: &'a Library,
    pub(super) sources: &'a SourceMap,
    pub(super) config: &'a Config,
    pub(super) options: EmitOptions<'a>,
    pub(super) plan: &'a Plan,
    pub(super) catalogue: Catalogue,
    pub(super) words: Words,
    pub(super) frames: Frames,
    pub(super) navigation: Navigation,
    /// The published records of each document, made when the first output asks for them.
    records: OnceLock<Vec<json::Runbook<'a>>>,
    /// Findings of each document: places in the options' list.
    findings: Vec<Vec<usize>>,
    /// Title of the site.
    pub(super) title: String,
    /// The address of the hosted site, without a slash at its end.
    pub(super) base: Option<String>,
    /// Numbers and addresses that are not published.
    pub(super) private: Option<Private>,
    /// Pages over all documents.
    pub(super) listings: Vec<Listing>,
    /// The only document that defines levels, templates left out.
    pub(super) only_levels: Option<usize>,
}

impl<'a> Site<'a> {
    pub(super) fn new(
        library: &'a Library,
        sources: &'a SourceMap,
        config: &'a Config,
        options: EmitOptions<'a>,
        plan: &'a Plan,
    ) -> Result<Self, TemplateFault> {
        let own_words = options.templates.iter().filter(|(name, _)| own::language(name) == Some(config.language));
        let catalogue = Catalogue::with_own(config.language, own_words.map(|(_, text)| text.as_str()));
        let words = Words::new(&catalogue);
        let title = config.title.clone().unwrap_or_else(|| words.get("title").to_owned());
        let listings = overview::listings(&library.runbooks, |name| words.get(name).to_owned());
        let base = machine::base(config);
        let shared = frame::Shared {
            title: &title,
            base_url: base.as_deref(),
            feed: feed::exists(base.as_deref(), &options),
            description: config.description.as_deref(),
            language: config.language.code(),
            built_at: options.built_at,
            dated_by_commit: options.dated_by_commit,
            commit: options.commit.map(change::short),
            search: !options.without_search,
            offline: options.offline,
            listings: &listings,
        };
        let frames = Frames::new(options.templates, &shared, &words)?;
        let navigation = Navigation::new(library, &title);
        let mut findings = vec![Vec::new(); library.runbooks.len()];
        for (at, finding) in options.diagnostics.iter().enumerate() {
            if let Place::Span(file, _) = &finding.place
                && let Some(list) = plan.of_file.get(file).and_then(|&document| findings.get_mut(document))
            {
                list.push(at);
            }
        }
        Ok(Site {
            library,
            sources,
            config,
            options,
            plan,
            catalogue,
            words,
            frames,
            navigation,
            records: OnceLock::new(),
            findings,
            title,
            base,
            private: config.private.then(|| Private::new(&library.runbooks)).flatten(),
            listings,
            only_levels: only_levels(&library.runbooks),
        })
    }

    /// The published records of each document.
    pub(super) fn records(&self) -> &[json::Runbook<'a>] {
        let (library, sources, plan) = (self.library, self.sources, self.plan);
        let all = 0..library.runbooks.len();
        self.records.get_or_init(|| all.into_par_iter().map(|at| record(library, sources, plan, at)).collect())
    }

    /// Those of one document, which need not wait for the others.
    pub(super) fn record(&self, at: usize) -> Option<Cow<'_, json::Runbook<'a>>> {
        match self.records.get() {
            Some(all) => all.get(at).map(Cow::Borrowed),
            None => self.entry(at).map(|_| Cow::Owned(record(self.library, self.sources, self.plan, at))),
        }
    }

    /// A document with all that belongs to it; `None` for a place that the library does not have.
    pub(super) fn entry(&self, at: usize) -> Option<Entry<'a>> {
        let (library, plan) = (self.library, self.plan);
        let runbook = library.runbooks.get(at)?;
        Some(Entry {
            runbook,
            document: library.documents.get(at)?,
            page: library.pages.get(at)?,
            source: source(runbook, self.sources, plan),
            plan,
            at,
        })
    }

    /// What the text of a document is written for, on the page of this address.
    pub(super) fn setting<'s>(&'s self, address: &'s str) -> Setting<'s> {
        Setting { library: self.library, config: self.config, words: &self.words, address }
    }

    /// Findings of a document.
    pub(super) fn findings(&self, at: usize) -> impl Iterator<Item = &'a Diagnostic> {
        let all = self.options.diagnostics;
        self.findings.get(at).into_iter().flatten().filter_map(move |&finding| all.get(finding))
    }

    /// How many findings a document has.
    pub(super) fn levels(&self, at: usize) -> Levels {
        count(self.findings(at))
    }
}

/// How many findings there are of each level.
pub(super) fn count<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>) -> Levels {
    let mut levels = Levels::default();
    for finding in findings {
        match finding.level {
            Level::Error => levels.errors += 1,
            Level::Warning => levels.warnings += 1,
            Level::Info => levels.infos += 1,
        }
    }
    levels
}

/// A document with all that belongs to it.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) runbook: &'a Runbook,
    pub(super) document: &'a Document,
    pub(super) page: &'a Page,
    pub(super) source: &'a SourceFile,
    pub(super) plan: &'a Plan,
    pub(super) at: usize,
}

impl<'a> Entry<'a> {
    pub(super) fn json(self) -> &'a str {
        self.plan.json.get(self.at).map_or("", String::as_str)
    }

    /// Paths of its checklists without ending.
    pub(super) fn checklists(self) -> &'a [String] {
        self.plan.checklists.get(self.at).map_or(&[], Vec::as_slice)
    }
}

fn source<'a>(runbook: &Runbook, sources: &'a SourceMap, plan: &'a Plan) -> &'a SourceFile {
    runbook.file.map_or(&plan.blank, |file| sources.file(file))
}

fn record<'a>(library: &'a Library, sources: &'a SourceMap, plan: &'a Plan, at: usize) -> json::Runbook<'a> {
    let runbook = &library.runbooks[at];
    let file = source(runbook, sources, plan);
    let links = plan.links.get(at);
    let addresses = Addresses {
        url: links.map_or("", |links| &links.page),
        markdown: links.map_or("", |links| &links.twin),
        scenarios: links.map_or(&[], |links| &links.scenarios),
    };
    json::Runbook::new(runbook, Places { file }, addresses)
}

/// The document that defines levels, where there is one only.
fn only_levels(runbooks: &[Arc<Runbook>]) -> Option<usize> {
    let with_levels =
        |(at, runbook): (usize, &Runbook)| (!runbook.template && !runbook.severity_levels.is_empty()).then_some(at);
    let mut found = runbooks.iter().map(Arc::as_ref).enumerate().filter_map(with_levels);
    found.next().filter(|_| found.next().is_none())
}
