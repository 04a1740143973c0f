//! Tables in document order, each with what it is for.
//!
//! 1. [`grids`] finds every table, also in lists, quotes and details, and names its columns by the vocabulary.
//! 2. [`classify`] says what it is for, by its columns and by the shapes of its cells, the headings above it last.
//! 3. The readers of severity, contacts, escalation and thresholds take the [`Grid`]s; the model keeps their text.

pub(super) mod classify;

use super::run::{Cursor, Run};
use super::vocabulary::column::{Column, Columns};
use crate::model::{Role, Table, TableRole};
use crate::source::Span;
use crate::syntax::{self, Block, BlockKind, Document, Prose};
use std::rc::Rc;

/// What stands above a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SectionContext {
    /// Anchor of the section; empty before the first.
    pub(crate) id: String,
    /// Titles from the nearest section outwards.
    pub(crate) titles: Vec<String>,
    /// Roles of the same sections.
    pub(crate) roles: Vec<Role>,
}

impl SectionContext {
    /// Role of the nearest section.
    pub(crate) fn role(&self) -> Role {
        self.roles.first().copied().unwrap_or_default()
    }

    /// Whether the section or one around it has a role.
    pub(crate) fn within(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Title of the nearest section.
    pub(crate) fn title(&self) -> &str {
        self.titles.first().map_or("", String::as_str)
    }
}

/// A table with its cells' places and the kinds of its columns.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub(crate) role: TableRole,
    pub(crate) span: Span,
    /// Header cells as written.
    pub(crate) headers: Vec<String>,
    /// What each column holds, where its header says so.
    pub(crate) kinds: Vec<Option<Column>>,
    pub(crate) rows: Vec<GridRow>,
    pub(crate) context: Rc<SectionContext>,
}

/// A row below the header.
#[derive(Debug, Clone)]
pub(crate) struct GridRow {
    pub(crate) span: Span,
    pub(crate) cells: Vec<Rc<Prose>>,
    /// What stands between the pipes; empty spans for empty cells.
    pub(crate) places: Vec<Span>,
    /// Link targets of each cell.
    pub(crate) targets: Vec<Vec<String>>,
}

impl GridRow {
    /// Text of a cell, trimmed; empty where there is none.
    pub(crate) fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.trim())
    }
}

impl Grid {
    /// The first column of a kind.
    pub(crate) fn column(&self, kind: Column) -> Option<usize> {
        self.kinds.iter().position(|found| *found == Some(kind))
    }

    /// The first column of one of several kinds, in the order of the kinds.
    pub(crate) fn first_of(&self, kinds: &[Column]) -> Option<usize> {
        kinds.iter().find_map(|kind| self.column(*kind))
    }

    /// Every column of a kind.
    pub(crate) fn columns(&self, kind: Column) -> impl Iterator<Item = usize> {
        self.kinds.iter().enumerate().filter(move |(_, found)| **found == Some(kind)).map(|(at, _)| at)
    }

    /// The table of the model.
    pub(crate) fn table(&self) -> Table {
        let rows =
            self.rows.iter().map(|row| (0..row.cells.len()).map(|at| row.text(at).to_owned()).collect()).collect();
        Table {
            role: self.role,
            section: self.context.id.clone(),
            columns: self.headers.clone(),
            rows,
            span: self.span,
        }
    }
}

/// Every table of a document in source order. `section_at` says what stands above a byte offset.
pub(crate) fn grids(
    document: &Document,
    runs: &[Run<'_>],
    source: &str,
    columns: &Columns,
    section_at: &dyn Fn(u32) -> Rc<SectionContext>,
) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut runs = Cursor::new(runs);
    collect(&document.blocks, &mut |table, span| {
        let mut text = |content: &[syntax::Inline]| runs.text(content, source);
        grids.push(grid(table, span, &mut text, columns, section_at));
    });
    grids
}

fn collect(blocks: &[Block], found: &mut dyn FnMut(&syntax::Table, Span)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) => found(table, block.span),
            BlockKind::Quote(_, inner) | BlockKind::Details(_, inner) | BlockKind::Footnote(_, _, inner) => {
                collect(inner, found)
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| collect(&item.blocks, found)),
            _ => {}
        }
    }
}

fn grid(
    table: &syntax::Table,
    span: Span,
    prose: &mut dyn FnMut(&[syntax::Inline]) -> Rc<Prose>,
    columns: &Columns,
    section_at: &dyn Fn(u32) -> Rc<SectionContext>,
) -> Grid {
    let headers: Vec<String> =
        table.header.cells.iter().map(|cell| prose(&cell.content).text.trim().to_owned()).collect();
    let kinds = headers.iter().map(|header| columns.kind(header)).collect();
    let rows = table
        .rows
        .iter()
        .map(|row| GridRow {
            span: row.span,
            cells: row.cells.iter().map(|cell| prose(&cell.content)).collect(),
            places: row.cells.iter().map(|cell| cell.span).collect(),
            targets: row.cells.iter().map(|cell| targets(&cell.content)).collect(),
        })
        .collect();
    let mut grid = Grid { role: TableRole::Other, span, headers, kinds, rows, context: section_at(span.start) };
    grid.role = classify::role(&grid);
    grid
}

/// Targets of the links in a cell.
fn targets(content: &[syntax::Inline]) -> Vec<String> {
    let mut found = Vec::new();
    for inline in content {
        match &inline.kind {
            syntax::InlineKind::Link { destination, automatic: false, .. } => found.push(destination.target.clone()),
            syntax::InlineKind::Strong(inner) | syntax::InlineKind::Emphasis(inner) => found.extend(targets(inner)),
            _ => {}
        }
    }
    found
}

/// Whether a cell says nothing (`-`, 未定 is no such cell: it says that something is missing).
pub(crate) fn is_empty(text: &str) -> bool {
    text.trim()
        .chars()
        .all(|character| matches!(character, '-' | '—' | '–' | '―' | 'ー' | '−' | '－' | '*' | ' ' | '\u{3000}'))
}
