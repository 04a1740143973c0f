//! Checklists: `- [ ]`, □ in prose, in cells and in drawn boxes, tables with a column of boxes.

mod columns;
mod line;

use super::outline::Outline;
use super::run::{Cursor, Run};
use crate::lang::drawing;
use crate::model::{Checklist, ChecklistForm, ChecklistItem, Duration};
use crate::source::Span;
use crate::syntax::{Block, BlockKind, Cell, CodeBlock, Document, Inline, Item, List, Prose, Table, anchor::Anchors};
use line::{BOXES, EMPTY, Line};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// Reads every checklist, in source order.
pub(super) fn read(document: &Document, runs: &[Run<'_>], source: &str, outline: &Outline<'_>) -> Vec<Checklist> {
    let mut reader = Reader { source, runs: Cursor::new(runs), outline, found: Vec::new(), names: HashMap::new() };
    reader.blocks(&document.blocks);
    reader.found
}

struct Reader<'a, 'd> {
    source: &'a str,
    runs: Cursor<'a>,
    outline: &'a Outline<'d>,
    found: Vec<Checklist>,
    names: HashMap<String, u32>,
}

impl Reader<'_, '_> {
    fn blocks(&mut self, blocks: &[Block]) {
        let mut run: Vec<ChecklistItem> = Vec::new();
        for block in blocks {
            let mut items = Vec::new();
            match &block.kind {
                BlockKind::Paragraph(content) => items = self.box_lines(content),
                BlockKind::List(list) if list.items.iter().any(begins_with_box_line) => {
                    self.collect(list, 0, &mut items);
                }
                _ => {}
            }
            if items.is_empty() {
                self.finish(std::mem::take(&mut run), ChecklistForm::Box, None);
            } else {
                run.extend(items);
                continue;
            }
            self.block(block);
        }
        self.finish(run, ChecklistForm::Box, None);
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::List(list) => self.list(list),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Quote(_, blocks) | BlockKind::Details(_, blocks) | BlockKind::Footnote(_, _, blocks) => {
                self.blocks(blocks);
            }
            _ => {}
        }
    }

    /// Consecutive task items are one checklist, nested ones with them.
    fn list(&mut self, list: &List) {
        let mut run = Vec::new();
        for item in &list.items {
            if let Some(task) = self.item(item, 0) {
                run.push(task);
                self.nested(item, 0, &mut run);
            } else {
                self.finish(std::mem::take(&mut run), ChecklistForm::TaskList, None);
                self.blocks(&item.blocks);
            }
        }
        self.finish(run, ChecklistForm::TaskList, None);
    }

    /// The items of a list with boxes and those below them; others are remarks between them.
    fn collect(&mut self, list: &List, depth: u8, run: &mut Vec<ChecklistItem>) {
        for item in &list.items {
            run.extend(self.item(item, depth));
            self.nested(item, depth, run);
        }
    }

    fn nested(&mut self, item: &Item, depth: u8, run: &mut Vec<ChecklistItem>) {
        for block in &item.blocks {
            match &block.kind {
                BlockKind::List(list) => self.collect(list, depth.saturating_add(1), run),
                BlockKind::Code(code) => self.code(code),
                _ => {}
            }
        }
    }

    /// An item with `[ ]` or □ before its first line.
    fn item(&self, item: &Item, depth: u8) -> Option<ChecklistItem> {
        let first = super::step::first_line_of(&item.blocks);
        if item.task.is_none() && !first.is_some_and(begins_with_box) {
            return None;
        }
        let prose = first.map(|line| Prose::new(line, self.source)).unwrap_or_default();
        let span = first_line_span(item.span, self.source);
        let Some(checked) = item.task else {
            let read = line::read(&prose.text)?;
            return Some(ChecklistItem { depth, ..made(read, span, |at| prose.span(at..at).start) });
        };
        let (text, choices) = line::asked(&prose.text);
        let read = Line { text, checked, own: None, choices };
        let made = made(read, span, |at| prose.span(at..at).start);
        Some(ChecklistItem { mark: Some(item.span.start), depth, ..made })
    }

    fn box_lines(&self, content: &[Inline]) -> Vec<ChecklistItem> {
        let mut items = Vec::new();
        for line in super::label::lines(content).filter(|line| begins_with_box(line)) {
            let prose = Prose::new(line, self.source);
            if let Some(read) = line::read(&prose.text) {
                items.push(made(read, prose.whole(), |at| prose.span(at..at).start));
            }
        }
        items
    }

    /// □ lines of a fence: one checklist for each drawn box with a title, titled by it; boxes without one are the steps of
    /// one checklist.
    fn code(&mut self, code: &CodeBlock) {
        // All of them begin with one byte, which most code does not hold.
        if !code.text.as_bytes().contains(&0xE2) || !code.text.contains(EMPTY) {
            return;
        }
        let lists = drawing::frames(&code.text).map_or_else(|| lines_of(code), |frames| drawn(code, frames));
        let mut run: Vec<ChecklistItem> = Vec::new();
        for (title, items) in lists {
            if title.is_none() {
                run.extend(items);
                continue;
            }
            self.finish(std::mem::take(&mut run), ChecklistForm::Box, None);
            self.finish(items, ChecklistForm::Box, title);
        }
        self.finish(run, ChecklistForm::Box, None);
    }

    /// A table with a column of boxes. Beside one of bare boxes, boxes of other columns are choices; several of bare boxes
    /// are choices too, named by their headers.
    fn table(&mut self, table: &Table) {
        let mut cells = |cells: &[Cell]| -> Vec<Rc<Prose>> {
            cells.iter().map(|cell| self.runs.text(&cell.content, self.source)).collect()
        };
        let headers = cells(&table.header.cells);
        let rows: Vec<Vec<Rc<Prose>>> = table.rows.iter().map(|row| cells(&row.cells)).collect();
        let columns = columns::of(&rows, table.alignments.len());
        if columns.is_empty() {
            return;
        }
        let items = table.rows.iter().zip(&rows);
        let items = items.filter_map(|(row, cells)| columns.item(cells, &headers, row.span)).collect();
        self.finish(items, ChecklistForm::Table, None);
    }

    fn finish(&mut self, items: Vec<ChecklistItem>, form: ChecklistForm, title: Option<String>) {
        let Some((first, last)) = items.first().zip(items.last()) else { return };
        let span = first.span.to(last.span);
        let section = self.outline.at(span.start);
        let section_title = section.map(|opener| opener.title.text.clone());
        let title = title
            .map(|title| super::title::take_apart(&title).text)
            .or(section_title)
            .or_else(|| self.outline.title.as_ref().map(|(title, _, _)| title.clone()))
            .unwrap_or_default();
        let within = Duration::in_brackets(&title);
        let slug = match Anchors::default().id(&title) {
            slug if slug.is_empty() => "checklist".to_owned(),
            slug => slug,
        };
        let count = self.names.entry(slug.clone()).or_default();
        let id = if *count == 0 { slug.clone() } else { format!("{slug}-{count}") };
        *count += 1;
        let section = section.map(|opener| opener.id.clone()).unwrap_or_default();
        self.found.push(Checklist { id, title, section, form, within, items, span });
    }
}

fn first_line_span(span: Span, source: &str) -> Span {
    let text = source.get(span.range()).unwrap_or_default();
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    Span::new(span.start as usize, span.start as usize + text[..end].trim_end().len())
}

fn strip_frame(line: &str) -> &str {
    line.trim().trim_matches(['│', '┃', '|', '║']).trim()
}

/// The item that a line is; `place` tells where a byte of the line stands in the source.
fn made(line: Line, span: Span, place: impl Fn(usize) -> u32) -> ChecklistItem {
    let (choices, marks): (Vec<String>, Vec<usize>) = line.choices.into_iter().unzip();
    ChecklistItem {
        text: line.text,
        checked: line.checked,
        choices,
        mark: line.own.map(&place),
        choice_marks: marks.into_iter().map(&place).collect(),
        depth: 0,
        span,
    }
}

/// Titles and items of a drawn procedure.
fn drawn(code: &CodeBlock, frames: Vec<drawing::Frame>) -> Vec<(Option<String>, Vec<ChecklistItem>)> {
    let said = |place: &Range<usize>| code.text.get(place.clone()).unwrap_or_default().to_owned();
    let list = |frame: drawing::Frame| {
        let items = frame.rows.iter().filter_map(|row| match row {
            drawing::Row::Item(checked, place) => {
                // The box stands before its text.
                let start = code.text.get(..place.start).and_then(|before| before.rfind(BOXES)).unwrap_or(place.start);
                let span = code.source_span(start..place.end);
                let (text, mark) = (said(place), Some(span.start));
                Some(ChecklistItem { text, checked: *checked, mark, span, ..ChecklistItem::default() })
            }
            drawing::Row::Note(_) => None,
        });
        (Some(said(&frame.title)).filter(|title| !title.is_empty()), items.collect())
    };
    frames.into_iter().map(list).collect()
}

/// □ lines of a text that is not understood as a whole, each run of them titled by the line above it.
fn lines_of(code: &CodeBlock) -> Vec<(Option<String>, Vec<ChecklistItem>)> {
    let mut lists: Vec<(Option<String>, Vec<ChecklistItem>)> = vec![(None, Vec::new())];
    let mut offset = 0;
    for line in code.text.split_inclusive('\n') {
        let content = strip_frame(line);
        let start = offset + (content.as_ptr() as usize - line.as_ptr() as usize);
        offset += line.len();
        if let (Some(read), Some((_, items))) = (line::read(content), lists.last_mut()) {
            let span = code.source_span(start..start + content.len());
            items.push(made(read, span, |at| code.source_offset(start + at)));
            continue;
        }
        let is_rule = content.chars().all(|c| matches!(c, '\u{2500}'..='\u{257F}' | '-' | '=' | '+' | '▼' | '↓' | ' '));
        let is_empty = lists.last().is_none_or(|(_, items)| items.is_empty());
        if is_rule && content.contains(['├', '┤', '─']) && is_empty {
            continue;
        }
        lists.push(((!is_rule && !content.is_empty()).then(|| content.to_owned()), Vec::new()));
    }
    lists
}

/// Whether [`line::read`] can find something in a line; few lines of a runbook begin so.
fn begins_with_box(line: &[Inline]) -> bool {
    Prose::first_character(line).is_some_and(|first| BOXES.contains(&first))
}

/// Whether an item's first line begins so.
fn begins_with_box_line(item: &Item) -> bool {
    item.task.is_none() && super::step::first_line_of(&item.blocks).is_some_and(begins_with_box)
}
