//! Tables: a box of their own on a wide screen, stacked rows on a telephone.

use super::content::Content;
use crate::syntax::{Alignment, Cell, Prose, Row, Table};

/// Up to so many columns a table fits on a telephone as it is.
const NARROW: usize = 2;

/// Widest label that stands beside a value on two lines, in half-width columns.
const LABEL_COLUMNS: usize = 20;

fn is_long(label: &str) -> bool {
    label.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum::<usize>() > LABEL_COLUMNS
}

impl<'a> Content<'a> {
    pub(super) fn table(&mut self, table: &'a Table) {
        let source = self.source.text();
        let labels: Vec<String> =
            table.header.cells.iter().map(|cell| Prose::new(&cell.content, source).text).collect();
        let class = match labels.len() > NARROW {
            false => "table",
            true if labels.iter().any(|label| is_long(label)) => "table stack long-labels",
            true => "table stack",
        };
        let ticked = table.rows.iter().any(|row| row.cells.iter().any(|cell| !self.boxes_in(&cell.content).is_empty()));
        let class = if ticked { format!("{class} tasks") } else { class.to_owned() };
        self.html.start("div").attribute("class", &class).attribute("tabindex", "0").end();
        self.html.open("table").line().open("thead").line();
        self.in_table = true;
        self.in_phrases = true;
        self.row(&table.header, table, None);
        self.in_phrases = false;
        self.html.close("thead").line();
        if !table.rows.is_empty() {
            self.html.open("tbody").line();
            for row in &table.rows {
                self.row(row, table, Some(&labels));
            }
            self.html.close("tbody").line();
        }
        self.in_table = false;
        self.html.close("table").close("div").line();
    }

    /// A row; `labels` are the header's words for a row below it.
    fn row(&mut self, row: &'a Row, table: &'a Table, labels: Option<&[String]>) {
        self.html.open("tr");
        for (at, cell) in row.cells.iter().enumerate() {
            self.cell(cell, at, table, labels);
        }
        // Cells that are left out at a row's end are empty ones.
        for _ in row.cells.len()..table.header.cells.len() {
            self.html.open("td").close("td");
        }
        self.html.close("tr").line();
    }

    fn cell(&mut self, cell: &'a Cell, at: usize, table: &Table, labels: Option<&[String]>) {
        let tag = if labels.is_some() { "td" } else { "th" };
        self.html.start(tag);
        let extra = at >= table.header.cells.len();
        let class = match table.alignments.get(at) {
            _ if extra => "extra",
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            _ => "",
        };
        if !class.is_empty() {
            self.html.attribute("class", class);
        }
        match labels {
            None => {
                self.html.attribute("scope", "col");
            }
            Some(labels) => {
                if let Some(label) = labels.get(at).filter(|label| !label.is_empty() && labels.len() > NARROW) {
                    self.html.attribute("data-label", label);
                }
            }
        }
        if !cell.content.is_empty() {
            self.data_source(cell.span);
        }
        self.html.end();
        self.inlines(&cell.content);
        self.flags_in(cell.span);
        self.html.close(tag);
    }
}
