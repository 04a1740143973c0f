//! What the check found in a document, for the pages that show its text: a list, and marks at the places.

use serde::Serialize;

use super::html::Flag;
use super::json;
use super::site::Site;
use crate::diag::{Diagnostic, Place};

/// Most findings that a page lists.
const MOST: usize = 50;

/// A finding for people.
#[derive(Debug, Serialize)]
struct Finding<'a> {
    /// From 1; the list's entry and the mark in the text bear it.
    number: usize,
    level: &'a str,
    word: &'a str,
    rule: &'a str,
    message: String,
    help: Option<String>,
    line: u32,
    /// The mark in the text; empty where the finding has no place in it.
    url: String,
}

/// The findings of a page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Findings<'a> {
    errors: usize,
    warnings: usize,
    infos: usize,
    shown: Vec<Finding<'a>>,
    more: usize,
}

/// The findings of a document, the worst first, and their marks in the order of the text.
pub(super) fn of_document<'a>(site: &'a Site<'_>, at: usize) -> (Findings<'a>, Vec<Flag>) {
    let json::index::Levels { errors, warnings, infos } = site.levels(at);
    let mut found: Vec<&Diagnostic> = site.findings(at).collect();
    found.sort_by_key(|found| std::cmp::Reverse(found.level));
    found.truncate(MOST);
    let more = (errors + warnings + infos).saturating_sub(found.len());
    let mut flags = Vec::new();
    let shown = found
        .iter()
        .enumerate()
        .map(|(at, found)| {
            let finding = finding(site, at + 1, found);
            if let Place::Span(_, span) = &found.place {
                flags.push(Flag {
                    start: span.start,
                    number: finding.number,
                    level: found.level,
                    name: format!("{} {}", finding.word, finding.rule),
                    message: finding.message.clone(),
                });
            }
            finding
        })
        .collect();
    flags.sort_by_key(|flag| flag.start);
    (Findings { errors, warnings, infos, shown, more }, flags)
}

fn finding<'a>(site: &'a Site<'_>, number: usize, found: &Diagnostic) -> Finding<'a> {
    let (line, url) = match &found.place {
        Place::Span(file, span) => (site.sources.file(*file).location(*span).line, format!("#{}", Flag::id(number))),
        Place::Path { line, .. } => (*line, String::new()),
    };
    Finding {
        number,
        level: found.level.name(),
        word: site.words.get(found.level.name()),
        rule: found.rule,
        message: site.catalogue.message(&found.message),
        help: found.help.as_ref().map(|help| site.catalogue.message(help)),
        line,
        url,
    }
}
