//! Violations of one runbook as diagnostics: each at the Markdown at fault, and one for one cause.
//!
//! What a table's rows lack, the table lacks: it is told once, at the header, however many rows there are.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

use super::describe::Describe;
use super::file::PolicyFile;
use super::name::intern;
use super::sentence::{About, Sentence};
use super::subject::{Record, Subject};
use super::trail::{Trail, follow};
use super::words::Words;
use crate::config::Language;
use crate::diag::{Diagnostic, Label, Level, Message};
use crate::source::Span;

/// Most rows that a finding about a table points to.
const ROWS: usize = 5;

/// Turns the violations of a runbook into diagnostics.
pub(super) struct Findings<'a> {
    pub(super) files: &'a [PolicyFile],
    pub(super) file: &'a PolicyFile,
    pub(super) subject: &'a Subject<'a>,
    pub(super) words: Words<'a>,
    pub(super) language: Language,
}

/// Violations of several rows by the same keyword.
struct Group<'e> {
    path: String,
    list: String,
    rest: String,
    header: Span,
    property: Option<&'e str>,
    rows: Vec<(usize, &'e ValidationError<'e>)>,
}

impl Findings<'_> {
    /// The diagnostics of these violations, in their order.
    pub(super) fn of(&self, errors: &[ValidationError<'_>]) -> Vec<Diagnostic> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        let mut found = Vec::new();
        for error in errors {
            match self.subject.row(error.instance_path().as_str()) {
                Some(row) if lacks(error.kind()) => self.gather(&mut groups, row, error),
                _ => found.extend(self.single(error)),
            }
        }
        for group in &groups {
            found.extend(self.group(group));
        }
        found
    }

    fn gather<'e>(&self, groups: &mut Vec<Group<'e>>, row: Record, error: &'e ValidationError<'e>) {
        let header = self.subject.header(&row);
        let path = error.evaluation_path().as_str();
        let property = property(error.kind());
        let same = |group: &&mut Group<'_>| {
            group.path == path && group.header == header && group.rest == row.rest && group.property == property
        };
        // A policy has few keywords, and a runbook few tables with contacts or levels.
        match groups.iter_mut().find(same) {
            Some(group) => group.rows.push((row.index, error)),
            None => groups.push(Group {
                path: path.to_owned(),
                list: row.list,
                rest: row.rest,
                header,
                property,
                rows: vec![(row.index, error)],
            }),
        }
    }

    fn group(&self, group: &Group<'_>) -> Vec<Diagnostic> {
        let all = group.rows.len() == self.subject.rows_of(&group.list, group.header);
        let whole_row = group.rest.is_empty() && group.property.is_some();
        let Some(&(_, first)) = group.rows.first() else { return Vec::new() };
        let at_header = whole_row || (all && group.rows.len() > 1);
        if !at_header {
            return group.rows.iter().filter_map(|(_, error)| self.single(error)).collect();
        }
        let trail = self.trail(first);
        let pointer =
            if group.rest.is_empty() { format!("/{}", group.list) } else { format!("/{}/{}", group.list, group.rest) };
        let mut sentence = self.about(&trail, &pointer).sentence(first.kind());
        if let (true, Some(property)) = (whole_row, group.property) {
            sentence.message = self.lacking(group, property, all);
        }
        let Some(mut diagnostic) = self.diagnostic(&trail, sentence, group.header) else { return Vec::new() };
        if !all {
            for (index, _) in group.rows.iter().take(ROWS) {
                let span = self.subject.place(&format!("/{}/{index}", group.list));
                let label = Label { file: self.subject.id, span, message: Message::new("schema-this-row") };
                diagnostic.related.push(label);
            }
        }
        vec![diagnostic]
    }

    /// That rows lack a property, with the names of the rows where they are not all.
    fn lacking(&self, group: &Group<'_>, property: &str, all: bool) -> Message {
        let (part, property) = (self.words.property(&group.list), self.words.property(property));
        let message = if all { Message::new("schema-required-all") } else { Message::new("schema-required-rows") };
        let message = message.with("part", part).with("property", property);
        if all {
            return message;
        }
        let names = group.rows.iter().map(|(index, _)| {
            let record = self.subject.value.pointer(&format!("/{}/{index}", group.list));
            record.and_then(super::words::name).unwrap_or_else(|| (index + 1).to_string())
        });
        message.with("rows", self.words.names(names))
    }

    fn single(&self, error: &ValidationError<'_>) -> Option<Diagnostic> {
        let trail = self.trail(error);
        let pointer = error.instance_path().as_str();
        let sentence = self.about(&trail, pointer).sentence(error.kind());
        self.diagnostic(&trail, sentence, self.subject.place(pointer))
    }

    fn trail(&self, error: &ValidationError<'_>) -> Trail<'_> {
        follow(self.files, self.file, error.evaluation_path().as_str(), self.language)
    }

    fn about<'s>(&'s self, trail: &'s Trail<'s>, pointer: &'s str) -> About<'s> {
        let describe = Describe { files: self.files, words: self.words };
        About { subject: self.subject, trail, pointer, words: self.words, describe }
    }

    /// The finding in the policy's own words, level and name where it gives them; `None` where it is switched off there.
    fn diagnostic(&self, trail: &Trail<'_>, sentence: Sentence, span: Span) -> Option<Diagnostic> {
        let level = match trail.level {
            Some("off") => return None,
            Some("info") => Level::Info,
            Some("warning") => Level::Warning,
            _ => Level::Error,
        };
        let rule = trail.rule.as_deref().map_or(sentence.rule, intern);
        let message = match trail.message {
            Some(text) => Message::new("schema-own").with("text", text.trim()),
            None => sentence.message,
        };
        let mut diagnostic = Diagnostic::new(rule, level, self.subject.id, span, message);
        let described = trail.description.map(|text| Message::new("schema-description").with("text", text.trim()));
        diagnostic.help = described.or(sentence.help);
        let policy = &trail.file.path;
        match trail.keyword.file {
            Some(file) => {
                let message = Message::new("schema-demanded").with("policy", policy);
                diagnostic.related.push(Label { file, span: trail.keyword.span, message });
            }
            // A built-in policy has no text in the project.
            None => {
                let named = Message::new("schema-built-in").with("policy", policy);
                diagnostic.help = diagnostic.help.or(Some(named));
            }
        }
        Some(diagnostic)
    }
}

/// Whether a violation says that something is not there.
fn lacks(kind: &Kind) -> bool {
    matches!(kind, Kind::Required { .. } | Kind::MinItems { .. } | Kind::Contains | Kind::AnyOf { .. })
}

fn property(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Required { property } => property.as_str(),
        _ => None,
    }
}
