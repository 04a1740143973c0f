//! What a document states of itself: front matter, bold lines and key-value tables at its head.

mod closing;
mod key;

pub(super) use key::is_document_key;

use super::outline::Outline;
use super::table::Grid;
use super::unfilled::is_open_whole;
use crate::model::{Date, Entry, EntryKind, Metadata, Role, TableRole};
use crate::source::Span;
use crate::syntax::{Block, BlockKind, FrontMatter, Inline, InlineKind, Prose};
use crate::yaml::{Node, NodeKind};

/// Reads the metadata of a document.
pub(super) fn read(
    front_matter: Option<&FrontMatter>,
    outline: &Outline<'_>,
    grids: &[Grid],
    is_placeholder: &dyn Fn(&str) -> bool,
    source: &str,
) -> Metadata {
    let mut reader = Reader { metadata: Metadata::default(), is_placeholder };
    if let Some(matter) = front_matter {
        for (key, node) in &matter.entries {
            reader.front_matter(&key.value, node);
        }
    }
    for block in &outline.preface {
        reader.block(block, source);
    }
    for grid in grids.iter().filter(|grid| grid.role == TableRole::Metadata && at_head(grid, outline)) {
        for row in &grid.rows {
            if let [key, value, ..] = row.cells.as_slice() {
                let span = Some(value.whole()).filter(|_| !value.text.trim().is_empty()).unwrap_or(row.span);
                reader.state(&key.text, &value.text, span);
                reader.note_blank();
            }
        }
    }
    if let Some((title, span, _)) = &outline.title {
        reader.title(title, *span);
    }
    reader.metadata.closing = closing::entries(outline, grids, is_placeholder, source);
    reader.metadata.history = closing::history(outline, grids, source);
    reader.metadata
}

/// Before the first heading, or under 概要 and its like as the first section.
fn at_head(table: &Grid, outline: &Outline<'_>) -> bool {
    match outline.at(table.span.start) {
        None => true,
        Some(opener) => {
            let first_sections = outline.openers.iter().take(3).any(|first| first.span == opener.span);
            matches!(opener.role, Role::Overview | Role::Scope) || (first_sections && opener.role == Role::Changelog)
        }
    }
}

/// Where a line stands.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// In an item of a list.
    item: bool,
    /// In a paragraph of which every line is `名: 値`.
    listed: bool,
}

struct Reader<'a> {
    metadata: Metadata,
    is_placeholder: &'a dyn Fn(&str) -> bool,
}

impl Reader<'_> {
    fn front_matter(&mut self, key: &str, node: &Node) {
        match &node.kind {
            NodeKind::Scalar(value, _) => self.state(key, value, node.span),
            NodeKind::Sequence(items) => {
                for item in items {
                    if let NodeKind::Scalar(value, _) = &item.kind {
                        self.state(key, value, item.span);
                    }
                }
            }
            NodeKind::Null | NodeKind::Mapping(_) => {}
        }
    }

    fn block(&mut self, block: &Block, source: &str) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let lines: Vec<_> = super::label::lines(content).collect();
                let listed = super::label::is_list(&lines);
                for line in lines {
                    self.line(line, source, Line { item: false, listed });
                }
            }
            BlockKind::Quote(_, blocks) => {
                for block in blocks {
                    self.block(block, source);
                }
            }
            BlockKind::List(list) => {
                for item in &list.items {
                    for block in &item.blocks {
                        if let BlockKind::Paragraph(content) = &block.kind {
                            super::label::lines(content)
                                .for_each(|line| self.line(line, source, Line { item: true, listed: false }));
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// `**更新日**: 2025-04-30`, `更新日: …`
    fn line(&mut self, line: &[Inline], source: &str, place: Line) {
        let prose = Prose::new(line, source);
        // Several on one line: **作成者**: A | **更新日**: B
        let bold = matches!(line.first().map(|inline| &inline.kind), Some(InlineKind::Strong(_)));
        for (key, value, span) in parts(&prose) {
            let known = key::kind_of(&super::title::key(key)).is_some();
            if (bold && !place.item) || place.listed || known {
                self.state(key, value, span);
            }
        }
    }

    /// `(v0.1)` in the title.
    fn title(&mut self, title: &str, span: Span) {
        if self.metadata.version.is_some() {
            return;
        }
        let version = title.rsplit(['(', '（', ' ']).find_map(|part| {
            let part = part.trim().trim_end_matches([')', '）']);
            let number =
                part.strip_prefix('v').or_else(|| part.strip_prefix('V')).or_else(|| part.strip_prefix("Ver."))?;
            (number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || c == '.'))
                .then_some(number)
        });
        if let Some(version) = version {
            self.metadata.version = Some(version.to_owned());
            let (key, value) = ("version".to_owned(), version.to_owned());
            self.metadata.entries.push(Entry { kind: EntryKind::Version, is_placeholder: false, key, value, span });
        }
    }

    /// A cell that should say who or when and says nothing is one to fill in.
    fn note_blank(&mut self) {
        if let Some(entry) = self.metadata.entries.last_mut()
            && matches!(entry.kind, EntryKind::Owners | EntryKind::UpdatedOn)
            && super::table::is_empty(&entry.value)
        {
            entry.is_placeholder = true;
        }
    }

    fn state(&mut self, key: &str, value: &str, span: Span) {
        let key = key.trim();
        let value = value.trim();
        if key.is_empty() {
            return;
        }
        let kind = key::kind_of(&super::title::key(key)).unwrap_or_default();
        let is_placeholder = is_unfilled(value, self.is_placeholder);
        self.metadata.entries.push(Entry { kind, is_placeholder, key: key.to_owned(), value: value.to_owned(), span });
        if value.is_empty() || value == "-" || (self.is_placeholder)(value) {
            return;
        }
        let metadata = &mut self.metadata;
        match kind {
            EntryKind::Service if metadata.service.is_none() => metadata.service = Some(value.to_owned()),
            EntryKind::Environments => add(&mut metadata.environments, list(value).map(without_remark)),
            EntryKind::Owners => add(&mut metadata.owners, list(value).map(str::to_owned)),
            EntryKind::Version if metadata.version.is_none() => {
                let value = value.trim_start_matches(['v', 'V']);
                metadata.version = Some(value.to_owned());
            }
            EntryKind::UpdatedOn if metadata.updated_on.is_none() => {
                metadata.updated_on = Date::find(value).map(|(_, date)| date)
            }
            EntryKind::ReviewBy if metadata.review_by.is_none() => {
                metadata.review_by = Date::find(value).map(|(_, date)| date)
            }
            EntryKind::Tags => add(&mut metadata.tags, list(value).map(str::to_owned)),
            _ => {}
        }
    }
}

/// `key: value` pairs of a line, with the place of each value, or of the line where it has none.
fn parts(prose: &Prose) -> impl Iterator<Item = (&str, &str, Span)> {
    let start = prose.text.as_ptr() as usize;
    prose.text.split(" | ").filter_map(move |part| {
        let (key, value) = part.split_once([':', '：'])?;
        let value = value.trim();
        let at = value.as_ptr() as usize - start;
        let span = if value.is_empty() { prose.whole() } else { prose.span(at..at + value.len()) };
        Some((key, value, span))
    })
}

/// Whether a value says that there is none yet.
fn is_unfilled(value: &str, is_placeholder: &dyn Fn(&str) -> bool) -> bool {
    let bare = value.trim().trim_matches(['(', ')', '（', '）', '[', ']', '【', '】', '「', '」', '*', '。']);
    let small = bare.to_lowercase();
    !bare.is_empty()
        && (is_open_whole(&small) || matches!(bare, "記入" | "???" | "？？？") || is_placeholder(value.trim()))
}

fn add(into: &mut Vec<String>, values: impl Iterator<Item = String>) {
    for value in values {
        if !value.is_empty() && !into.contains(&value) {
            into.push(value);
        }
    }
}

/// `A + B`, `A、B`, `A, B` are two.
fn list(value: &str) -> impl Iterator<Item = &str> {
    value.split(['、', ',', '，']).flat_map(|part| part.split(" + ")).map(str::trim).filter(|part| !part.is_empty())
}

/// `Production (prod)` is Production.
fn without_remark(value: &str) -> String {
    match value.find(['(', '（']) {
        Some(at) if at > 0 => value[..at].trim().to_owned(),
        _ => value.to_owned(),
    }
}
