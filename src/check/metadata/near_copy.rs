//! `metadata/near-copy`: a document in another folder says almost the same.

use super::super::{Check, Findings, Project, Rule};
use crate::diag::{Label, Level, Message};
use crate::model::Runbook;
use crate::source::FileId;
use std::collections::HashMap;

pub(in crate::check) const RULE: Rule =
    Rule { name: "metadata/near-copy", level: Level::Info, check: Check::Project(check) };

/// Documents of so many sections, all of the same titles, are compared: shorter ones are alike by chance.
const SECTIONS: usize = 3;

/// Lines that are not blank, of which a document has at least so many.
const LINES: usize = 20;

/// More documents with the same headings follow one form, and are no copies of each other. It keeps the comparison
/// linear, too.
const ALIKE: usize = 3;

/// So many copies are told one by one: of a folder that is kept twice nobody reads the list.
const MANY: usize = 20;

/// A document with its place in the project.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    runbook: &'a Runbook,
    file: FileId,
    path: &'a str,
    text: &'a str,
}

fn check(project: &Project<'_>, findings: &mut Findings<'_>) {
    let mut copies: Vec<(Candidate<'_>, Candidate<'_>, [usize; 2])> = Vec::new();
    for mut alike in alike(project) {
        // A copy lies deeper than what it is made of: docs/old/db.md of docs/db.md.
        alike.sort_by_key(|document| (document.path.matches('/').count(), document.path));
        for (at, copy) in alike.iter().enumerate() {
            let before = alike.iter().take(at).filter(|other| folder(other.path) != folder(copy.path));
            if let Some((other, lines)) = before.filter_map(|other| Some((*other, shared(other, copy)?))).next() {
                copies.push((*copy, other, lines));
            }
        }
    }
    let many = copies.len() > MANY;
    copies.sort_by_key(|(copy, ..)| copy.path);
    for (copy, other, [same, all]) in copies {
        let message = Message::new("metadata-near-copy").with("path", other.path).with("same", same).with("all", all);
        let finding = findings.report_in(copy.file, copy.runbook.title.span, message);
        finding.help = Some(Message::new("metadata-near-copy-help"));
        let message = Message::new("metadata-near-copy-other");
        finding.related.push(Label { file: other.file, span: other.runbook.title.span, message });
        finding.together = many.then(|| Message::new("metadata-near-copy-all"));
    }
}

/// Documents whose headings are the same, in groups of a few.
fn alike<'a>(project: &Project<'a>) -> Vec<Vec<Candidate<'a>>> {
    let mut groups: HashMap<Vec<&str>, Vec<Candidate<'a>>> = HashMap::new();
    for runbook in &project.library.runbooks {
        let Some(file) = runbook.file.filter(|_| !runbook.template) else { continue };
        let titles: Vec<&str> = runbook.all_sections().map(|section| section.title.as_str()).collect();
        if titles.len() >= SECTIONS {
            let source = project.sources.file(file);
            let candidate = Candidate { runbook, file, path: source.path(), text: source.text() };
            groups.entry(titles).or_default().push(candidate);
        }
    }
    groups.into_values().filter(|group| (2..=ALIKE).contains(&group.len())).collect()
}

/// How many lines of how many two documents share, where these are more than nine of ten.
fn shared(one: &Candidate<'_>, other: &Candidate<'_>) -> Option<[usize; 2]> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    let mut count = 0;
    for line in written(one.text) {
        *left.entry(line).or_default() += 1;
        count += 1;
    }
    let (mut same, mut all) = (0, 0);
    for line in written(other.text) {
        all += 1;
        if let Some(rest) = left.get_mut(line).filter(|rest| **rest > 0) {
            *rest -= 1;
            same += 1;
        }
    }
    let longest = all.max(count);
    (longest >= LINES && same * 10 > longest * 9).then_some([same, longest])
}

/// Lines that say something.
fn written(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
