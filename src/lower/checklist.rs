//! Checklists: `- [ ]`, □ in prose, in cells and in drawn boxes, tables with a column of boxes.

use super::outline::Outline;
use super::run::{Cursor, Run};
use crate::model::{Checklist, ChecklistForm, ChecklistItem, Duration};
use crate::source::Span;
use crate::syntax::{Block, BlockKind, CodeBlock, Document, Inline, Item, List, Prose, Table, anchor::Anchors};
use std::collections::HashMap;
use std::rc::Rc;

const BOXES: &[char] = &['□', '☐', '⬜', '☑', '☒', '✅'];
const EMPTY_BOXES: &[char] = &['□', '☐', '⬜'];

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
            let items = match &block.kind {
                BlockKind::Paragraph(content) => box_lines(content, self.source),
                BlockKind::List(list) => box_items(list, self.source),
                _ => Vec::new(),
            };
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
            if item.task.is_some() {
                self.task(item, 0, &mut run);
            } else {
                self.finish(std::mem::take(&mut run), ChecklistForm::TaskList, None);
                self.blocks(&item.blocks);
            }
        }
        self.finish(run, ChecklistForm::TaskList, None);
    }

    fn task(&mut self, item: &Item, depth: u8, run: &mut Vec<ChecklistItem>) {
        let text = super::step::first_line(&item.blocks, self.source).unwrap_or_default();
        run.push(ChecklistItem {
            choices: choices(&text),
            text,
            checked: item.task == Some(true),
            depth,
            span: first_line_span(item.span, self.source),
        });
        for block in &item.blocks {
            match &block.kind {
                BlockKind::List(list) => {
                    for nested in &list.items {
                        if nested.task.is_some() {
                            self.task(nested, depth.saturating_add(1), run);
                        }
                    }
                }
                BlockKind::Code(code) => self.code(code),
                _ => {}
            }
        }
    }

    /// □ lines of a fence: one checklist for each drawn box, titled by the box's first line.
    fn code(&mut self, code: &CodeBlock) {
        // All of them begin with one byte, which most code does not hold.
        if !code.text.as_bytes().contains(&0xE2) || !code.text.contains(EMPTY_BOXES) {
            return;
        }
        let mut run: Vec<ChecklistItem> = Vec::new();
        let mut title: Option<String> = None;
        let mut offset = 0;
        for line in code.text.split_inclusive('\n') {
            let content = strip_frame(line);
            let start = offset + (content.as_ptr() as usize - line.as_ptr() as usize);
            offset += line.len();
            if let Some((checked, text)) = boxed(content) {
                let span = code.source_span(start..start + content.len());
                run.push(ChecklistItem { choices: choices(content), text, checked, depth: 0, span });
                continue;
            }
            let is_rule =
                content.chars().all(|c| matches!(c, '\u{2500}'..='\u{257F}' | '-' | '=' | '+' | '▼' | '↓' | ' '));
            if is_rule && content.contains(['├', '┤', '─']) && run.is_empty() {
                continue;
            }
            self.finish(std::mem::take(&mut run), ChecklistForm::Box, title.take());
            title = (!is_rule && !content.is_empty()).then(|| content.to_owned());
        }
        self.finish(run, ChecklistForm::Box, title);
    }

    /// A table with a column of boxes.
    fn table(&mut self, table: &Table) {
        let columns = table.alignments.len();
        let rows: Vec<Vec<Rc<Prose>>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| self.runs.text(&cell.content, self.source)).collect())
            .collect();
        let cell =
            |row: usize, at: usize| rows.get(row).and_then(|row| row.get(at)).map_or("", |cell| cell.text.trim());
        let is_box = |text: &str| matches!(text, "□" | "☐" | "⬜" | "[ ]" | "[x]" | "[X]" | "☑" | "✅");
        let box_column = (0..columns).find(|&at| {
            let texts = || (0..rows.len()).map(|row| cell(row, at));
            texts().any(|text| text.contains(EMPTY_BOXES) || text == "[ ]")
                && texts().all(|text| text.is_empty() || is_box(text) || text.starts_with(EMPTY_BOXES))
        });
        let Some(box_column) = box_column.filter(|_| !table.rows.is_empty()) else { return };
        let mut items = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let mark = cell(at, box_column);
            if mark.is_empty() {
                continue;
            }
            let texts = (0..columns)
                .filter(|&column| column != box_column)
                .map(|column| cell(at, column))
                .filter(|text| !text.is_empty());
            let own = boxed(mark).map(|(_, text)| text).filter(|text| !text.is_empty() && choices(mark).is_empty());
            items.push(ChecklistItem {
                text: own.as_deref().into_iter().chain(texts).collect::<Vec<_>>().join(" / "),
                checked: matches!(mark, "[x]" | "[X]" | "☑" | "✅"),
                choices: choices(mark),
                depth: 0,
                span: row.span,
            });
        }
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

/// A line that begins with a box: whether it is ticked, and its text.
fn boxed(line: &str) -> Option<(bool, String)> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|mark| BOXES.contains(mark))?;
    // ✅ alone is a status, not a box.
    if mark == '✅' {
        return None;
    }
    let text = line[mark.len_utf8()..].trim_start_matches('\u{FE0F}').trim();
    (!text.is_empty()).then(|| (!EMPTY_BOXES.contains(&mark), text.to_owned()))
}

/// Several boxes on one line: what each stands before.
fn choices(line: &str) -> Vec<String> {
    if line.matches(EMPTY_BOXES).count() < 2 {
        return Vec::new();
    }
    // `□ 電源: □ 正常 □ 異常`: the first box is the item's own.
    let named = line.split(EMPTY_BOXES).nth(1).is_some_and(|first| first.trim_end().ends_with([':', '：']));
    line.split(EMPTY_BOXES)
        .skip(1 + usize::from(named))
        .map(|choice| choice.trim().to_owned())
        .filter(|choice| !choice.is_empty())
        .collect()
}

/// Whether [`boxed`] can find something in a line; few lines of a runbook begin so.
fn begins_with_box(line: &[Inline]) -> bool {
    Prose::first_character(line).is_some_and(|first| BOXES.contains(&first))
}

fn box_lines(content: &[Inline], source: &str) -> Vec<ChecklistItem> {
    let mut items = Vec::new();
    for line in super::label::lines(content).filter(|line| begins_with_box(line)) {
        let prose = Prose::new(line, source);
        if let Some((checked, text)) = boxed(&prose.text) {
            items.push(ChecklistItem { choices: choices(&prose.text), text, checked, depth: 0, span: prose.whole() });
        }
    }
    items
}

fn box_items(list: &List, source: &str) -> Vec<ChecklistItem> {
    let mut items = Vec::new();
    for item in list.items.iter().filter(|item| item.task.is_none()) {
        let line = super::step::first_line_of(&item.blocks).filter(|line| begins_with_box(line));
        let Some(line) = line.map(|line| Prose::new(line, source).text) else { continue };
        if let Some((checked, text)) = boxed(&line) {
            let span = first_line_span(item.span, source);
            items.push(ChecklistItem { choices: choices(&line), text, checked, depth: 0, span });
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_on_one_line_are_choices() {
        assert_eq!(choices("□ 正常 □ 異常"), ["正常", "異常"]);
        assert_eq!(choices("□ 正常"), Vec::<String>::new());
        assert_eq!(boxed("□ ログを確認"), Some((false, "ログを確認".to_owned())));
        assert_eq!(boxed("✅ 完了"), None);
    }
}
