//! The columns of a table that hold boxes.

use super::line::{self, EMPTY, Line};
use crate::model::ChecklistItem;
use crate::source::Span;
use crate::syntax::Prose;
use std::rc::Rc;

/// Which columns of a table hold boxes; empty where none does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// Bare boxes, nothing but □.
    bare: Vec<usize>,
    /// Boxes with words behind them.
    worded: Vec<usize>,
}

type Cells = [Rc<Prose>];

fn text(cells: &Cells, column: usize) -> &str {
    cells.get(column).map_or("", |cell| cell.text.trim())
}

fn is_bare(text: &str) -> bool {
    matches!(text, "□" | "☐" | "⬜" | "[ ]" | "[x]" | "[X]" | "☑" | "☒" | "✅")
}

fn is_ticked(text: &str) -> bool {
    matches!(text, "[x]" | "[X]" | "☑" | "☒" | "✅")
}

/// The columns whose cells are boxes or nothing, with an empty box among them.
pub(super) fn of(rows: &[Vec<Rc<Prose>>], columns: usize) -> Columns {
    let mut found = Columns::default();
    for column in 0..columns {
        let texts = || rows.iter().map(|row| text(row, column));
        let has_box = texts().any(|text| text.contains(EMPTY) || text == "[ ]");
        if !has_box || !texts().all(|text| text.is_empty() || is_bare(text) || text.starts_with(EMPTY)) {
            continue;
        }
        let bare = texts().all(|text| text.is_empty() || is_bare(text));
        if bare { &mut found.bare } else { &mut found.worded }.push(column);
    }
    found
}

impl Columns {
    pub(super) fn is_empty(&self) -> bool {
        self.bare.is_empty() && self.worded.is_empty()
    }

    /// The item that a row is; `None` where it has no box.
    pub(super) fn item(&self, cells: &Cells, headers: &Cells, span: Span) -> Option<ChecklistItem> {
        let place = |column: usize, at: usize| cells.get(column).map(|cell| cell.span(at..at).start);
        let mut item = ChecklistItem { span, ..ChecklistItem::default() };
        let mut words: Vec<String> = Vec::new();
        for &column in &self.bare {
            let mark = text(cells, column);
            let at = cells.get(column).map_or(0, |cell| cell.text.len() - cell.text.trim_start().len());
            let Some(place) = place(column, at).filter(|_| !mark.is_empty()) else { continue };
            if let [_] = self.bare.as_slice() {
                item.mark = Some(place);
                item.checked = is_ticked(mark);
            } else {
                item.choices.push(text(headers, column).to_owned());
                item.choice_marks.push(place);
            }
        }
        for &column in &self.worded {
            let Some(cell) = cells.get(column) else { continue };
            let Some(line) = line::read(&cell.text) else { continue };
            self.worded(line, &mut item, &mut words, |at| place(column, at));
        }
        if item.mark.is_none() && item.choice_marks.is_empty() {
            return None;
        }
        let has_box = |column: &usize| self.bare.contains(column) || self.worded.contains(column);
        let told = (0..cells.len()).filter(|column| !has_box(column)).map(|column| text(cells, column));
        words.extend(told.filter(|text| !text.is_empty()).map(str::to_owned));
        item.text = words.join(" / ");
        Some(item)
    }

    /// Adds what a cell with words says: its choices, or the item's own box.
    fn worded(
        &self,
        line: Line,
        item: &mut ChecklistItem,
        words: &mut Vec<String>,
        place: impl Fn(usize) -> Option<u32>,
    ) {
        let own = line.own.and_then(&place);
        let choices = line.choices.into_iter().filter_map(|(name, at)| Some((name, place(at)?)));
        let (choices, marks): (Vec<String>, Vec<u32>) = choices.unzip();
        match own {
            // A second box that stands alone is one more choice.
            Some(own) if item.mark.is_some() || self.worded.len() > 1 => {
                item.choices.push(line.text);
                item.choice_marks.push(own);
            }
            Some(own) => {
                item.mark = Some(own);
                item.checked = line.checked;
                words.push(line.text);
            }
            None => {}
        }
        item.choices.extend(choices);
        item.choice_marks.extend(marks);
    }
}
