//! Contacts: rows that say who answers for a role, and what sentences and lines about contacts say of it.

pub(super) mod listed;
pub(super) mod said;

use super::channel::{self, flaw};
use super::passage::{Passage, PassageKind};
use super::table::{Grid, GridRow, SectionContext, is_empty};
use super::vocabulary::column::{Column, Columns};
use crate::calendar;
use crate::model::{Channel, ChannelKind, Contact, Duration, Flaw, Gap, Role, TableRole, Want};
use crate::source::Span;
use std::rc::Rc;

/// Columns that hold ways to reach someone.
const REACH: &[Column] = &[Column::Channel, Column::Phone, Column::Email];

/// Contacts of all contact tables, in source order. `zone` is the IANA name of the project's time zone.
pub(crate) fn read(grids: &[Grid], zone: &str) -> Vec<Contact> {
    let tables = grids.iter().enumerate().filter(|(_, grid)| grid.role == TableRole::Contacts);
    tables.flat_map(|(at, grid)| table(grid, at, zone)).collect()
}

/// Which column of a table says what.
struct Layout {
    role: usize,
    assignee: Option<usize>,
    reach: Vec<usize>,
    availability: Option<usize>,
    note: Option<usize>,
    /// Of each column whether any row says something there.
    used: Vec<bool>,
}

fn layout(grid: &Grid) -> Layout {
    let mut reach: Vec<usize> = (0..grid.headers.len())
        .filter(|&at| grid.kinds.get(at).copied().flatten().is_some_and(|kind| REACH.contains(&kind)))
        .collect();
    let assignee = grid.first_of(&[Column::Assignee, Column::Duty]);
    // A column 連絡先 at the table's head names who is reached.
    if reach.len() > 1 && reach.first() == Some(&0) {
        reach.remove(0);
    }
    let role = grid
        .column(Column::Role)
        .or(assignee)
        .or_else(|| {
            (0..grid.headers.len()).find(|at| !reach.contains(at) && grid.kinds.get(*at) != Some(&Some(Column::Number)))
        })
        .unwrap_or(0);
    if reach.is_empty() {
        reach.push(grid.headers.len().saturating_sub(1).max(role + 1));
    }
    Layout {
        role,
        assignee: assignee.filter(|column| *column != role),
        reach,
        availability: availability(grid),
        note: grid.first_of(&[Column::Note, Column::Responsibility, Column::Condition, Column::TimeFrame]),
        used: (0..grid.headers.len()).map(|at| grid.rows.iter().any(|row| !row.text(at).is_empty())).collect(),
    }
}

/// The column of hours: 対応時間 too, which elsewhere is a target.
fn availability(grid: &Grid) -> Option<usize> {
    grid.first_of(&[Column::Availability, Column::Response])
}

fn table(grid: &Grid, index: usize, zone: &str) -> Vec<Contact> {
    let layout = layout(grid);
    let mut contacts: Vec<Contact> = Vec::new();
    for row in &grid.rows {
        let said =
            |column: Option<usize>| column.map(|column| row.text(column).to_owned()).filter(|text| !is_empty(text));
        let named = said(Some(layout.role));
        if named.is_none() && layout.reach.iter().all(|column| is_empty(row.text(*column))) {
            continue;
        }
        let previous = contacts.last();
        // An empty role goes on with the one above; 同上 takes over its channels.
        let role = named.unwrap_or_else(|| previous.map(|contact| contact.role.clone()).unwrap_or_default());
        let same = layout.reach.iter().any(|column| row.text(*column) == "同上");
        let channels = match previous {
            Some(previous) if same => previous.channels.clone(),
            _ => channels(grid, row, &layout),
        };
        // 対応時間 may be the hours or, as elsewhere, how soon someone answers: 5分 is no time of day.
        let availability = said(layout.availability)
            .filter(|text| !calendar::hours(text, zone).is_empty() || Duration::parse(text).is_none());
        let note = said(layout.note);
        let hours =
            availability.as_deref().or(note.as_deref()).map(|text| calendar::hours(text, zone)).unwrap_or_default();
        contacts.push(Contact {
            role,
            assignee: said(layout.assignee).filter(|assignee| !channel::is_placeholder(assignee)),
            availability,
            hours,
            note,
            is_placeholder: channels.is_empty(),
            gaps: gaps(grid, row, &layout, channels.is_empty()),
            channels,
            hours_span: place(row, layout.availability),
            span: row.span,
            table: Some(index),
        });
    }
    contacts
}

/// The kind of channel that a column says.
fn channel_kind(grid: &Grid, column: usize) -> ChannelKind {
    match grid.kinds.get(column).copied().flatten() {
        Some(Column::Phone) => ChannelKind::Phone,
        Some(Column::Email) => ChannelKind::Email,
        _ => ChannelKind::Text,
    }
}

fn channels(grid: &Grid, row: &GridRow, layout: &Layout) -> Vec<Channel> {
    let mut found: Vec<Channel> = Vec::new();
    for &column in &layout.reach {
        let kind = channel_kind(grid, column);
        let targets = row.targets.get(column).map_or(&[][..], Vec::as_slice);
        for channel in channel::read(row.text(column), targets, kind) {
            if !found.contains(&channel) {
                found.push(channel);
            }
        }
    }
    found
}

/// The place of a cell; the row's, where it has no such cell.
fn place(row: &GridRow, column: Option<usize>) -> Span {
    column.and_then(|column| row.places.get(column)).copied().unwrap_or(row.span)
}

/// What the cells of a row lack, from left to right. An empty cell in a column that nobody uses lacks nothing, unless the
/// row names no channel at all.
fn gaps(grid: &Grid, row: &GridRow, layout: &Layout, unreachable: bool) -> Vec<Gap> {
    let mut found = Vec::new();
    for (column, cell) in row.cells.iter().enumerate() {
        let Some(name) = grid.headers.get(column) else { break };
        let text = cell.text.as_str();
        let linked = row.targets.get(column).is_some_and(|targets| !targets.is_empty());
        let (want, flaw) = if layout.reach.contains(&column) && text.trim() != "同上" && !linked {
            (Want::Channel, flaw::channel(text, channel_kind(grid, column)))
        } else if layout.assignee == Some(column) {
            (Want::Person, flaw::person(text).map(|flaw| (0..text.len(), flaw)))
        } else if column == layout.role {
            let flaw = if text.trim().is_empty() { Some(Flaw::Empty) } else { flaw::other(text) };
            (Want::Role, flaw.map(|flaw| (0..text.len(), flaw)))
        } else if linked {
            continue;
        } else {
            (Want::Other, flaw::other(text).map(|flaw| (0..text.len(), flaw)))
        };
        let Some((range, flaw)) = flaw else { continue };
        let used = layout.used.get(column).copied().unwrap_or(false);
        if flaw == Flaw::Empty && !used && !(unreachable && want == Want::Channel) {
            continue;
        }
        let whole = range == (0..text.len());
        let span = if whole { place(row, Some(column)) } else { cell.span(range.clone()) };
        let text = text.get(range).unwrap_or_default().trim().to_owned();
        found.push(Gap { name: name.clone(), want, flaw, text, span });
    }
    found
}

/// Lines of sections about contacts whose value is still to be filled in (- 電話: 内線xxxx). Of a list that says how to
/// reach one person the first.
pub(crate) fn lines(
    passages: &[Passage],
    columns: &Columns,
    section_at: &dyn Fn(u32) -> Rc<SectionContext>,
) -> Vec<Gap> {
    let mut found = Vec::new();
    let mut told = 0;
    for passage in passages.iter().filter(|passage| passage.kind == PassageKind::Item) {
        let text = passage.prose.text.as_str();
        let Some(colon) = text.find([':', '：']) else { continue };
        if section_at(passage.span.start).role() != Role::Contacts {
            continue;
        }
        let value = text[colon..].trim_start_matches([':', '：', ' ', '\u{3000}']).trim_end();
        let Some((range, Flaw::Unfilled)) = flaw::channel(value, ChannelKind::Text) else { continue };
        let name = text[..colon].trim().to_owned();
        let of_one = columns.kind(&name).is_some_and(|kind| REACH.contains(&kind) || kind == Column::Assignee);
        if of_one && told == passage.list {
            continue;
        }
        if of_one {
            told = passage.list;
        }
        let start = text.len() - text[colon..].trim_start_matches([':', '：', ' ', '\u{3000}']).len();
        let span = passage.prose.span(start + range.start..start + range.end);
        let text = value.get(range).unwrap_or_default().to_owned();
        found.push(Gap { name, want: Want::Channel, flaw: Flaw::Unfilled, text, span });
    }
    found
}

#[cfg(test)]
mod tests;
