//! Contacts: rows that say who answers for a role.

use super::channel;
use super::table::{Grid, GridRow, is_empty};
use super::vocabulary::column::Column;
use crate::calendar;
use crate::model::{Channel, ChannelKind, Contact, Duration, TableRole};

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
            channels,
            span: row.span,
            table: index,
        });
    }
    contacts
}

fn channels(grid: &Grid, row: &GridRow, layout: &Layout) -> Vec<Channel> {
    let mut found: Vec<Channel> = Vec::new();
    for &column in &layout.reach {
        let kind = match grid.kinds.get(column).copied().flatten() {
            Some(Column::Phone) => ChannelKind::Phone,
            Some(Column::Email) => ChannelKind::Email,
            _ => ChannelKind::Text,
        };
        let targets = row.targets.get(column).map_or(&[][..], Vec::as_slice);
        for channel in channel::read(row.text(column), targets, kind) {
            if !found.contains(&channel) {
                found.push(channel);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
