//! A runbook as a policy sees it, and the way from a value's pointer back to the Markdown.

use serde_json::{Map, Value};

use super::compile::Needs;
use super::tree::segments;
use crate::emit::json::{Addresses, Places, properties};
use crate::model::{Field, Role, Runbook, Section};
use crate::resolve::{Library, url};
use crate::source::{FileId, Location, SourceFile, SourceMap, Span};

/// One runbook with its JSON.
pub(super) struct Subject<'a> {
    pub(super) runbook: &'a Runbook,
    pub(super) id: FileId,
    pub(super) file: &'a SourceFile,
    pub(super) value: Value,
}

/// A record that stands in a list of the runbook: the row of a table, a section, a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// Property of the whole that holds it, such as `contacts`.
    pub(super) list: String,
    /// Its place in that list.
    pub(super) index: usize,
    /// What follows in the pointer.
    pub(super) rest: String,
}

/// Lists whose records are rows (or items) and no parts of their own: what all of them lack is lacking once.
const ROWS: &[&str] = &["contacts", "severity_levels", "escalation", "thresholds"];

impl<'a> Subject<'a> {
    /// The runbook at a place of the library, with the properties that are needed.
    pub(super) fn new(library: &'a Library, sources: &'a SourceMap, at: usize, needs: &Needs) -> Option<Self> {
        let runbook = library.runbooks.get(at)?;
        let id = runbook.file?;
        let file = sources.file(id);
        let address = |path: &str| url::relative("index.html", path);
        let page = library.pages.get(at);
        let (page, twin) = if needs.wants("url") || needs.wants("markdown") {
            (page.map(|page| address(&page.address)), page.map(|page| address(&page.twin)))
        } else {
            (None, None)
        };
        let addresses = Addresses {
            url: page.as_deref().unwrap_or_default(),
            markdown: twin.as_deref().unwrap_or_default(),
            scenarios: &[],
        };
        let value = properties(runbook, Places { file }, addresses, |name| needs.wants(name));
        Some(Subject { runbook, id, file, value: Value::Object(value) })
    }

    /// The row that a pointer leads to or into.
    pub(super) fn row(&self, pointer: &str) -> Option<Record> {
        let mut parts = pointer.splitn(4, '/').skip(1);
        let (list, index) = (parts.next()?, parts.next()?.parse().ok()?);
        let rest = parts.next().unwrap_or_default().to_owned();
        ROWS.contains(&list).then(|| Record { list: list.to_owned(), index, rest })
    }

    /// What a row belongs to: the header of its table, else the heading of its section, else the title.
    pub(super) fn header(&self, record: &Record) -> Span {
        let row = self.location(&format!("/{}/{}", record.list, record.index)).unwrap_or_default();
        let table = self.runbook.tables.iter().find(|table| table.span.contains(row.start));
        table.map(|table| self.first_line(table.span)).unwrap_or_else(|| self.heading_of(row))
    }

    /// Every row of a list that belongs to the same header.
    pub(super) fn rows_of(&self, list: &str, header: Span) -> usize {
        let count = self.value.get(list).and_then(Value::as_array).map_or(0, Vec::len);
        let record = |index| Record { list: list.to_owned(), index, rest: String::new() };
        (0..count).filter(|&index| self.header(&record(index)) == header).count()
    }

    /// The place in the Markdown of a value, or of what would hold it where it is missing.
    pub(super) fn place(&self, pointer: &str) -> Span {
        let parts: Vec<String> = segments(pointer).collect();
        let names: Vec<&str> = parts.iter().map(String::as_str).collect();
        match names.as_slice() {
            [] | ["title"] => self.title(),
            ["metadata", ..] => self.stated(pointer).unwrap_or_else(|| self.title()),
            [list] => self.list(list),
            ["severity_levels", index, target @ ("response_target" | "resolution_target"), ..] => {
                let place = self.target(index, target);
                place.unwrap_or_else(|| self.record(pointer))
            }
            _ => self.record(pointer),
        }
    }

    /// The title; where the file's name is the title, the start of the text.
    fn title(&self) -> Span {
        self.runbook.title.span
    }

    /// A value of the metadata, which stands in one of the entries as written.
    fn stated(&self, pointer: &str) -> Option<Span> {
        let needle = self.words(pointer)?;
        let entries = self.runbook.metadata.entries.iter();
        let entry = entries.into_iter().find(|entry| entry.value.contains(needle) && !entry.span.is_empty())?;
        Some(self.find(entry.span, needle).unwrap_or(entry.span))
    }

    /// A list as a whole: the heading of the section that holds it, else of one that is meant for it, else the title.
    fn list(&self, list: &str) -> Span {
        if let Some(first) = self.location(&format!("/{list}/0")) {
            return self.heading_of(first);
        }
        let role = match list {
            "contacts" => Role::Contacts,
            "escalation" => Role::Escalation,
            "severity_levels" => Role::Severity,
            "thresholds" => Role::Slo,
            "references" => Role::References,
            _ => return self.title(),
        };
        let section = self.runbook.all_sections().find(|section| section.role == role);
        section.map_or_else(|| self.title(), |section| self.first_line(section.span))
    }

    fn heading_of(&self, span: Span) -> Span {
        let mut sections: &[Section] = &self.runbook.sections;
        let mut found = None;
        while let Some(section) = sections.iter().find(|section| section.extent.contains(span.start)) {
            found = Some(section.span);
            sections = &section.children;
        }
        found.map_or_else(|| self.title(), |span| self.first_line(span))
    }

    fn target(&self, index: &str, name: &str) -> Option<Span> {
        let level = self.runbook.severity_levels.get(index.parse::<usize>().ok()?)?;
        let field = if name == "response_target" { &level.response_target } else { &level.resolution_target };
        match field {
            Field::Read(value) => Some(value.span),
            Field::Unreadable(text) => Some(text.span),
            Field::Absent => None,
        }
        .filter(|span| !span.is_empty())
    }

    /// A value in a record: its own words where the record holds them, else the record's first line.
    fn record(&self, pointer: &str) -> Span {
        let mut at = pointer;
        loop {
            if let Some(span) = self.location(at) {
                let words = if at.len() < pointer.len() { self.words(pointer) } else { None };
                let found = words.and_then(|words| self.find(span, words));
                return found.unwrap_or_else(|| self.first_line(span));
            }
            match at.rfind('/') {
                Some(slash) if slash > 0 => at = at.get(..slash).unwrap_or_default(),
                _ => return self.title(),
            }
        }
    }

    /// The `location` of the record at a pointer.
    fn location(&self, pointer: &str) -> Option<Span> {
        let place = self.value.pointer(pointer)?.get("location")?.as_object()?;
        let number = |name: &str| number(place, name);
        let location = Location {
            line: number("line")?,
            column: number("column")?,
            end_line: number("end_line")?,
            end_column: number("end_column")?,
        };
        Some(self.file.span(location))
    }

    /// The words of a value as the Markdown has them: a string, or the text of a duration or date.
    pub(super) fn words(&self, pointer: &str) -> Option<&str> {
        let text = |value: &'_ Value| -> bool { value.is_string() };
        let value = self.value.pointer(pointer)?;
        let found = if text(value) {
            Some(value)
        } else if value.is_object() {
            value.get("text")
        } else {
            let (parent, _) = pointer.rsplit_once('/')?;
            self.value.pointer(parent)?.get("text")
        };
        found?.as_str().filter(|words| !words.is_empty())
    }

    fn find(&self, within: Span, words: &str) -> Option<Span> {
        let start = within.start as usize + self.file.slice(within).find(words)?;
        Some(Span::new(start, start + words.len()))
    }

    /// The part of a span on its first line, line end left out.
    fn first_line(&self, span: Span) -> Span {
        let length = self.file.slice(span).find(['\n', '\r']);
        let end = length.map_or(span.end, |length| span.start + length as u32);
        Span { start: span.start, end: end.max(span.start) }
    }
}

fn number(place: &Map<String, Value>, name: &str) -> Option<u32> {
    place.get(name)?.as_u64().and_then(|number| u32::try_from(number).ok())
}
