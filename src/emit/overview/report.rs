//! `report.html`: what `rbc check` says, for those who review: by rule, by document, one by one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::Artifact;
use super::super::change;
use super::super::fault::TemplateFault;
use super::super::page::Page;
use super::super::site::Site;
use super::{Link, document, runbooks};
use crate::diag::{Diagnostic, Level, Place};
use crate::emit::json::index::Levels;

pub(super) const ADDRESS: &str = "report.html";

/// More findings are counted, not listed.
const MOST: usize = 1_000;

/// The same of documents that are old.
const MOST_STALE: usize = 100;

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    levels: Levels,
    rules: Vec<Rule<'a>>,
    documents: Vec<Row<'a>>,
    more: usize,
    stale: Vec<Stale<'a>>,
    stale_more: usize,
}

/// A document that nobody has changed for long.
#[derive(Debug, Serialize)]
struct Stale<'a> {
    document: Link<'a>,
    day: &'a str,
    /// What it says itself.
    updated_on: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Rule<'a> {
    name: &'a str,
    level: &'static str,
    word: &'a str,
    count: usize,
    documents: usize,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    document: Link<'a>,
    levels: Levels,
    findings: Vec<Finding<'a>>,
}

#[derive(Debug, Serialize)]
struct Finding<'a> {
    level: &'static str,
    word: &'a str,
    rule: &'a str,
    message: String,
    line: u32,
}

pub(in crate::emit) fn write(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    let mut left = MOST;
    let mut rows = Vec::new();
    for at in 0..site.library.runbooks.len() {
        let levels = site.levels(at);
        if levels.errors + levels.warnings + levels.infos == 0 {
            continue;
        }
        let findings: Vec<Finding<'_>> = site.findings(at).take(left).map(|found| finding(site, found)).collect();
        left -= findings.len();
        rows.push(Row { document: document(site, at), levels, findings });
    }
    // Where most has to be done stands first.
    rows.sort_by_key(|row| std::cmp::Reverse((row.levels.errors, row.levels.warnings)));
    let levels = super::super::site::count(site.options.diagnostics);
    let more = (levels.errors + levels.warnings + levels.infos).saturating_sub(MOST - left);
    let mut stale = stale(site);
    let stale_more = stale.len().saturating_sub(MOST_STALE);
    stale.truncate(MOST_STALE);
    let frame = Frame {
        page: Page::of_site(site.words.get("report"), ADDRESS),
        levels,
        rules: rules(site),
        documents: rows,
        more,
        stale,
        stale_more,
    };
    let bytes = site.frames.render("report.html", &frame, 64 << 10)?;
    artifacts.push(Artifact { path: ADDRESS.to_owned(), bytes });
    Ok(())
}

/// Documents whose last change is long ago, the oldest first.
fn stale<'a>(site: &'a Site<'_>) -> Vec<Stale<'a>> {
    let Some(long_ago) = site.options.long_ago else { return Vec::new() };
    let mut stale: Vec<Stale<'_>> = runbooks(site)
        .filter_map(|(at, runbook)| {
            let day = change::of_document(site, at)?.day();
            let updated_on = runbook.metadata.updated_on.as_ref().map(|date| date.text.as_str());
            (day < long_ago).then(|| Stale { document: document(site, at), day, updated_on })
        })
        .collect();
    stale.sort_by_key(|stale| stale.day);
    stale
}

fn rules<'a>(site: &'a Site<'_>) -> Vec<Rule<'a>> {
    let mut counts: BTreeMap<(Level, &str), (usize, std::collections::BTreeSet<u32>)> = BTreeMap::new();
    for found in site.options.diagnostics {
        let entry = counts.entry((found.level, found.rule)).or_default();
        entry.0 += 1;
        if let Place::Span(file, _) = &found.place {
            entry.1.insert(file.0);
        }
    }
    let rule = |((level, name), (count, files)): ((Level, &'a str), (usize, std::collections::BTreeSet<u32>))| Rule {
        name,
        level: level.name(),
        word: site.words.get(level.name()),
        count,
        documents: files.len(),
    };
    let mut rules: Vec<Rule<'_>> = counts.into_iter().map(rule).collect();
    let rank = |level: &str| ["error", "warning", "info"].iter().position(|name| *name == level);
    rules.sort_by_key(|rule| (rank(rule.level), std::cmp::Reverse(rule.count)));
    rules
}

fn finding<'a>(site: &'a Site<'_>, found: &'a Diagnostic) -> Finding<'a> {
    let line = match &found.place {
        Place::Span(file, span) => site.sources.file(*file).location(*span).line,
        Place::Path { line, .. } => *line,
    };
    Finding {
        level: found.level.name(),
        word: site.words.get(found.level.name()),
        rule: found.rule,
        message: site.catalogue.message(&found.message),
        line,
    }
}
