//! Comments in a document that silence findings, and what is wrong with such comments.
//!
//! 1. [`comment`] reads what a comment says; [`scope`] finds which part of the document it speaks of.
//! 2. [`Suppressions::apply`] takes the findings away whose place begins in such a part and whose rule or category is
//!    named. Other places that belong to a finding do not count: a finding is silenced where it is reported.
//! 3. [`Suppressions::faults`] reports comments that cannot be read, have no reason, are over, or silence nothing. These
//!    findings come last and no comment silences them.

mod comment;
mod scope;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::config::nearest;
use crate::diag::{Applicability, Diagnostic, Edit, Fix, Level, Message, Place};
use crate::source::{FileId, SourceFile, SourceMap, Span};
use crate::syntax::Document;
use comment::{Comment, Malformed};

/// What comments are judged by.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    /// The day on which the project is looked at.
    pub today: Date,
    /// Every rule.
    pub rules: &'a [&'a str],
    /// Whether a rule was looked for in a file (by path): what was not cannot be said to be missing.
    pub looked_for: &'a (dyn Fn(&str, &str) -> bool + Sync),
}

/// The comments of all documents.
#[derive(Debug, Default)]
pub struct Suppressions<'d> {
    files: HashMap<FileId, OfFile<'d>>,
    /// Files in the order given.
    order: Vec<FileId>,
}

#[derive(Debug, Default)]
struct OfFile<'d> {
    path: &'d str,
    comments: Vec<Said<'d>>,
    /// Parts of the document that are spoken of, with the names that are silenced there and whether one has been.
    parts: Vec<Part<'d>>,
    part_of: HashMap<Span, usize>,
}

#[derive(Debug)]
struct Part<'d> {
    span: Span,
    names: HashMap<&'d str, bool>,
}

#[derive(Debug)]
struct Said<'d> {
    span: Span,
    what: Result<Comment<'d>, Malformed<'d>>,
    /// Its part; `None` where nothing follows.
    part: Option<usize>,
}

impl<'d> Suppressions<'d> {
    /// Reads the comments of documents.
    pub fn new(documents: impl Iterator<Item = (FileId, &'d Document)>, sources: &'d SourceMap, today: Date) -> Self {
        let mut suppressions = Suppressions::default();
        for (id, document) in documents {
            let file = sources.file(id);
            if !file.text().contains(comment::WORD) {
                continue;
            }
            let of_file = OfFile::new(document, file, today);
            if !of_file.comments.is_empty() {
                suppressions.order.push(id);
                suppressions.files.insert(id, of_file);
            }
        }
        suppressions
    }

    /// Takes silenced findings away.
    pub fn apply(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        if self.files.is_empty() {
            return;
        }
        let ids: HashMap<&str, FileId> = self.files.iter().map(|(id, file)| (file.path, *id)).collect();
        let mut of_files: HashMap<FileId, Vec<(u32, usize)>> = HashMap::new();
        for (at, finding) in diagnostics.iter().enumerate() {
            match &finding.place {
                Place::Span(file, span) if self.files.contains_key(file) => {
                    of_files.entry(*file).or_default().push((span.start, at));
                }
                // A file whose text is not looked at is silenced as a whole only.
                Place::Path { path, .. } => {
                    if let Some(file) = ids.get(path.as_str()) {
                        of_files.entry(*file).or_default().push((u32::MAX, at));
                    }
                }
                Place::Span(..) => {}
            }
        }
        drop(ids);
        let mut silenced = HashSet::new();
        for (id, mut findings) in of_files {
            findings.sort_unstable();
            if let Some(file) = self.files.get_mut(&id) {
                file.silence(&findings, diagnostics, &mut silenced);
            }
        }
        let mut at = 0;
        diagnostics.retain(|_| {
            at += 1;
            !silenced.contains(&(at - 1))
        });
    }

    /// What is wrong with the comments, after [`Suppressions::apply`].
    #[must_use]
    pub fn faults(&self, sources: &SourceMap, terms: Terms<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for id in &self.order {
            let Some(file) = self.files.get(id) else { continue };
            for said in &file.comments {
                let judge = Judge { id: *id, source: sources.file(*id), file, said, terms };
                judge.report(&mut found);
            }
        }
        found
    }
}

impl<'d> OfFile<'d> {
    fn new(document: &'d Document, file: &'d SourceFile, today: Date) -> Self {
        let mut of_file = OfFile { path: file.path(), ..OfFile::default() };
        for place in scope::places(&document.blocks, file) {
            let Some(what) = comment::read(place.said) else { continue };
            let part = what.as_ref().ok().and_then(|comment| {
                // A finding of a file without a place in its text counts as one behind all of it.
                let whole = Span { start: 0, end: u32::MAX };
                let scope = if comment.whole_file { Some(whole) } else { place.scope }?;
                Some(of_file.part(scope, comment, today))
            });
            of_file.comments.push(Said { span: place.span, what, part });
        }
        of_file.parts_by_start();
        of_file
    }

    fn part(&mut self, span: Span, comment: &Comment<'d>, today: Date) -> usize {
        let parts = &mut self.parts;
        let at = *self.part_of.entry(span).or_insert_with(|| {
            parts.push(Part { span, names: HashMap::new() });
            parts.len() - 1
        });
        if let Some(part) = self.parts.get_mut(at).filter(|_| !is_over(comment, today)) {
            for name in &comment.names {
                part.names.entry(name).or_insert(false);
            }
        }
        at
    }

    /// Sorts the parts, so that one pass over findings meets each.
    fn parts_by_start(&mut self) {
        let mut order: Vec<usize> = (0..self.parts.len()).collect();
        order.sort_by_key(|&at| self.parts.get(at).map(|part| part.span));
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, &old)| place[old] = new);
        for said in &mut self.comments {
            said.part = said.part.and_then(|part| place.get(part).copied());
        }
        self.parts.sort_by_key(|part| part.span);
    }

    /// Findings come by their start. Parts nest, so few of them are open at one place.
    fn silence(&mut self, findings: &[(u32, usize)], diagnostics: &[Diagnostic], silenced: &mut HashSet<usize>) {
        let mut open: Vec<usize> = Vec::new();
        let mut next = 0;
        for &(start, at) in findings {
            while self.parts.get(next).is_some_and(|part| part.span.start <= start) {
                open.push(next);
                next += 1;
            }
            open.retain(|&part| self.parts.get(part).is_some_and(|part| start <= part.span.end));
            let Some(finding) = diagnostics.get(at) else { continue };
            let category = finding.rule.split('/').next().unwrap_or_default();
            for &part in &open {
                let Some(part) = self.parts.get_mut(part) else { continue };
                for name in [finding.rule, category] {
                    if let Some(used) = part.names.get_mut(name) {
                        *used = true;
                        silenced.insert(at);
                    }
                }
            }
        }
    }
}

fn is_over(comment: &Comment<'_>, today: Date) -> bool {
    comment.until.is_some_and(|until| until < today)
}

/// Judges one comment.
struct Judge<'a, 'd> {
    id: FileId,
    source: &'a SourceFile,
    file: &'a OfFile<'d>,
    said: &'a Said<'d>,
    terms: Terms<'a>,
}

impl Judge<'_, '_> {
    fn report(&self, found: &mut Vec<Diagnostic>) {
        let comment = match &self.said.what {
            Ok(comment) => comment,
            Err(fault) => return found.push(self.malformed(*fault)),
        };
        if !comment.has_reason {
            let message = Message::new("config-suppression-without-reason");
            let help = Message::new("config-suppression-without-reason-help").with("form", form(comment));
            found.push(self.finding("config/suppression-without-reason", message).with_help(help));
        }
        let (known, unknown): (Vec<&str>, Vec<&str>) = comment.names.iter().partition(|name| self.is_known(name));
        found.extend(unknown.into_iter().map(|name| self.unknown(name)));
        if let Some(until) = comment.until.filter(|_| is_over(comment, self.terms.today)) {
            let message = Message::new("config-expired-suppression").with("date", until);
            let help = Message::new("config-expired-suppression-help");
            return found.push(self.finding("config/expired-suppression", message).with_help(help));
        }
        let unused: Vec<&str> = known.iter().copied().filter(|name| self.is_unused(name)).collect();
        if !unused.is_empty() {
            found.push(self.unused(&unused, unused.len() == comment.names.len()));
        }
    }

    fn finding(&self, rule: &'static str, message: Message) -> Diagnostic {
        Diagnostic::new(rule, Level::Warning, self.id, self.said.span, message)
    }

    fn malformed(&self, fault: Malformed<'_>) -> Diagnostic {
        let (message, help) = match fault {
            Malformed::Word(word) => {
                (Message::new("config-suppression-word").with("word", word), "config-suppression-form")
            }
            Malformed::NoRule => (Message::new("config-suppression-no-rule"), "config-suppression-form"),
            Malformed::Until(day) => {
                (Message::new("config-suppression-until").with("date", day), "config-suppression-until-help")
            }
        };
        self.finding("config/malformed-suppression", message).with_help(Message::new(help))
    }

    fn is_known(&self, name: &str) -> bool {
        self.terms.rules.contains(&name) || self.terms.rules.iter().any(|rule| category(rule) == name)
    }

    fn unknown(&self, name: &str) -> Diagnostic {
        let message = Message::new("config-unknown-rule").with("name", name);
        let finding = self.finding("config/unknown-rule", message);
        match nearest_rule(name, self.terms.rules) {
            Some(near) => finding.with_help(Message::new("config-nearest").with("name", near)),
            None => finding,
        }
    }

    fn is_unused(&self, name: &str) -> bool {
        let part = self.said.part.and_then(|part| self.file.parts.get(part));
        if part.is_some_and(|part| part.names.get(name) == Some(&true)) {
            return false;
        }
        let mut meant = self.terms.rules.iter().filter(|rule| **rule == name || category(rule) == name);
        meant.any(|rule| (self.terms.looked_for)(self.file.path, rule))
    }

    fn unused(&self, names: &[&str], all: bool) -> Diagnostic {
        let key =
            if self.said.part.is_some() { "config-unused-suppression" } else { "config-unused-suppression-at-end" };
        let message = Message::new(key).with("names", names.join(", "));
        let mut finding = self.finding("config/unused-suppression", message);
        finding.help = Some(Message::new("config-unused-suppression-help"));
        if all {
            // Without the comment two lists can become one: that is for a person to see.
            let edits = vec![Edit { span: self.whole_lines(), new_text: String::new() }];
            finding.fix = Some(Fix { applicability: Applicability::Unsafe, edits });
        }
        finding
    }

    /// The comment, with its lines where nothing else stands on them.
    fn whole_lines(&self) -> Span {
        let span = self.said.span;
        let line = self.source.line(span.start) as usize;
        let start = self.source.line_start(line);
        let next = self.source.line_start(self.source.line(span.end) as usize + 1);
        let before = self.source.slice(Span { start: start as u32, end: span.start });
        let behind = self.source.slice(Span { start: span.end, end: next as u32 });
        if before.trim().is_empty() && behind.trim().is_empty() { Span::new(start, next) } else { span }
    }
}

fn category(rule: &str) -> &str {
    rule.split('/').next().unwrap_or(rule)
}

/// How the comment looks with a reason.
fn form(comment: &Comment<'_>) -> String {
    let file = if comment.whole_file { "-file" } else { "" };
    let until = comment.until.map(|day| format!(" until {day}")).unwrap_or_default();
    format!("{}{file} {}{until}", comment::WORD, comment.names.join(", "))
}

/// The rule or category that was probably meant. A rule's name without its category means the rule.
#[must_use]
pub fn nearest_rule<'r>(name: &str, rules: &[&'r str]) -> Option<&'r str> {
    let bare = rules.iter().find(|rule| rule.split('/').nth(1) == Some(name)).copied();
    bare.or_else(|| {
        let categories = rules.iter().map(|rule| category(rule));
        nearest(name, categories.chain(rules.iter().copied()))
    })
}

#[cfg(test)]
mod tests;
