//! What a document says of itself at its end or in a table of its own, and the dates of its change log.

use super::super::outline::Outline;
use super::super::table::Grid;
use super::super::{label, title};
use super::{is_unfilled, key, parts};
use crate::model::{Date, Entry, EntryKind, Role, TableRole};
use crate::source::Spanned;
use crate::syntax::{Block, BlockKind, Prose};

/// As many blocks at the end are looked at.
const BLOCKS: usize = 4;

/// Entries in the last lines of a document, and in tables of its data that do not stand at its head.
pub(super) fn entries(
    outline: &Outline<'_>,
    grids: &[Grid],
    is_placeholder: &dyn Fn(&str) -> bool,
    source: &str,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for grid in grids.iter().filter(|grid| grid.role == TableRole::Metadata && !super::at_head(grid, outline)) {
        for row in &grid.rows {
            if let ([_, value, ..], Some(kind)) = (row.cells.as_slice(), dated(row.text(0))) {
                push(&mut entries, kind, row.text(0), row.text(1), value.whole(), is_placeholder);
            }
        }
    }
    let Some(last) = outline.openers.last() else { return entries };
    // A label at the end (`**最終更新**: 2025-04-30`) is an opener of its own.
    let labels = outline.openers.iter().rev().take(BLOCKS).filter(|opener| opener.blocks.is_empty());
    let labels: Vec<_> = labels.collect();
    for opener in labels.into_iter().rev() {
        if let (Some(kind), Some(value)) = (dated(&opener.title.text), opener.values.first()) {
            push(&mut entries, kind, &opener.title.text, value, opener.span, is_placeholder);
        }
    }
    let text = |block: &&&Block| {
        matches!(
            block.kind,
            BlockKind::Paragraph(_)
                | BlockKind::List(_)
                | BlockKind::Quote(..)
                | BlockKind::Rule
                | BlockKind::Comment(_)
        )
    };
    let blocks: Vec<&Block> = last.blocks.iter().rev().take_while(text).take(BLOCKS).copied().collect();
    for block in blocks.into_iter().rev() {
        lines(block, &mut |content| {
            let prose = Prose::new(content, source);
            for (name, value, span) in parts(&prose) {
                if let Some(kind) = dated(name) {
                    push(&mut entries, kind, name, value, span, is_placeholder);
                }
            }
        });
    }
    entries
}

fn push(
    entries: &mut Vec<Entry>,
    kind: EntryKind,
    name: &str,
    value: &str,
    span: crate::source::Span,
    is_placeholder: &dyn Fn(&str) -> bool,
) {
    let is_placeholder = is_unfilled(value, is_placeholder);
    entries.push(Entry { kind, is_placeholder, key: name.trim().to_owned(), value: value.trim().to_owned(), span });
}

/// The keys that are wanted at the end: a service or an environment may be anything's there.
fn dated(name: &str) -> Option<EntryKind> {
    key::kind_of(&title::key(name)).filter(|kind| {
        matches!(kind, EntryKind::UpdatedOn | EntryKind::CreatedOn | EntryKind::ReviewBy | EntryKind::Owners)
    })
}

fn lines<'d>(block: &'d Block, act: &mut dyn FnMut(&'d [crate::syntax::Inline])) {
    match &block.kind {
        BlockKind::Paragraph(content) => {
            for line in label::lines(content) {
                // The whole line may be emphasised: *最終更新: 2025-04-30*
                act(line);
            }
        }
        BlockKind::Quote(_, blocks) => blocks.iter().for_each(|block| lines(block, act)),
        BlockKind::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).for_each(|block| lines(block, act));
        }
        _ => {}
    }
}

/// Dates of change logs: cells that are one, and what items under such a heading begin with.
pub(super) fn history(outline: &Outline<'_>, grids: &[Grid], source: &str) -> Vec<Spanned<Date>> {
    let mut dates = Vec::new();
    for grid in grids.iter().filter(|grid| grid.role == TableRole::Changelog) {
        for cell in grid.rows.iter().flat_map(|row| &row.cells) {
            if let Some(date) = Date::parse(&cell.text) {
                dates.push(Spanned::new(date, cell.whole()));
            }
        }
    }
    for opener in outline.openers.iter().filter(|opener| opener.role == Role::Changelog) {
        for block in &opener.blocks {
            let BlockKind::List(list) = &block.kind else { continue };
            for line in list.items.iter().filter_map(|item| super::super::step::first_line_of(&item.blocks)) {
                let prose = Prose::new(line, source);
                if let Some((range, date)) = Date::find(&prose.text).filter(|(range, _)| range.start <= 4) {
                    dates.push(Spanned::new(date, prose.span(range)));
                }
            }
        }
    }
    dates
}
