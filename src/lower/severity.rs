//! Severity levels: those that tables define, and those that are met elsewhere.

pub(super) mod listed;

use super::level::{self, Family, Level};
use super::passage::{Passage, PassageKind};
use super::table::{Grid, GridRow, SectionContext, classify, is_empty};
use super::vocabulary::column::Column;
use crate::model::{Duration, Field, MentionForm, Role, SeverityLevel, SeverityMention, TableRole};
use crate::source::Spanned;
use crate::syntax::PartKind;
use std::rc::Rc;

/// Levels that tables define, in source order. Targets that name no duration stay as their text.
pub(crate) fn levels(grids: &[Grid]) -> Vec<SeverityLevel> {
    let tables = grids.iter().enumerate().filter(|(_, grid)| grid.role == TableRole::Severity);
    tables.flat_map(|(at, grid)| table(grid, at)).collect()
}

fn table(grid: &Grid, index: usize) -> Vec<SeverityLevel> {
    let Some(column) = classify::level_column(grid) else { return Vec::new() };
    let response = response_column(grid);
    let resolution = resolution_column(grid, response);
    let further = further_columns(grid, response, resolution);
    let definition = grid.first_of(&[Column::Definition, Column::Scope, Column::Condition, Column::Symptom]);
    let example = grid.column(Column::Example);
    let name = grid.column(Column::Name).filter(|name| *name != column);
    let cell = |row: &GridRow, column: Option<usize>| {
        column.map(|column| row.text(column).to_owned()).filter(|text| !is_empty(text))
    };
    let mut read: Vec<(Level, SeverityLevel)> = grid
        .rows
        .iter()
        .filter_map(|row| {
            let level = Level::cell(row.text(column))?;
            let (response_target, resolution_target) = targets(row, response, resolution);
            let label = level.label.clone().or_else(|| cell(row, name));
            let severity = SeverityLevel {
                name: level.name.clone(),
                mark: level.mark(),
                weight: level.weight.or_else(|| label.as_deref().and_then(level::weight)),
                label,
                rank: 0,
                definition: cell(row, definition),
                response_target,
                resolution_target,
                further_targets: further.iter().map(|&column| (column, target(row, column))).collect(),
                examples: cell(row, example),
                name_span: row.places.get(column).copied().unwrap_or(row.span),
                span: row.span,
                table: index,
            };
            Some((level, severity))
        })
        .collect();
    rank(&mut read);
    read.into_iter().map(|(_, severity)| severity).collect()
}

fn response_column(grid: &Grid) -> Option<usize> {
    // Of several the one that speaks of the start of work; 検知・報告 comes before it.
    grid.column(Column::Response)
        .or_else(|| grid.column(Column::ReportBy))
        .or_else(|| grid.column(Column::TimeFrame))
        .or_else(|| grid.column(Column::Availability).filter(|&column| holds_durations(grid, column)))
}

fn resolution_column(grid: &Grid, response: Option<usize>) -> Option<usize> {
    let columns: Vec<usize> = grid.columns(Column::Resolution).filter(|column| Some(*column) != response).collect();
    let speaks = |column: &&usize| {
        grid.headers
            .get(**column)
            .is_some_and(|header| header.contains("解決") || header.to_lowercase().contains("resol"))
    };
    columns.iter().find(speaks).or(columns.last()).copied()
}

/// Other columns of targets.
fn further_columns(grid: &Grid, response: Option<usize>, resolution: Option<usize>) -> Vec<usize> {
    let aims = |column: &usize| {
        let kind = grid.kinds.get(*column).copied().flatten();
        matches!(kind, Some(Column::Response | Column::Resolution | Column::Containment | Column::ReportBy))
    };
    let taken = [response, resolution];
    let others = (0..grid.headers.len()).filter(|column| !taken.contains(&Some(*column)));
    others.filter(aims).filter(|column| holds_durations(grid, *column)).collect()
}

/// The target in a cell of one alone.
fn target(row: &GridRow, column: usize) -> Field<Duration> {
    let text = row.text(column);
    if is_empty(text) {
        return Field::Absent;
    }
    let span = row.cells.get(column).map_or(row.span, |cell| cell.whole());
    match Duration::parse(text) {
        Some(duration) => Field::Read(Spanned::new(duration, span)),
        None => Field::Unreadable(Spanned::new(text.to_owned(), span)),
    }
}

fn holds_durations(grid: &Grid, column: usize) -> bool {
    grid.rows.iter().filter(|row| Duration::parse(row.text(column)).is_some()).count() * 2 >= grid.rows.len()
}

fn targets(row: &GridRow, response: Option<usize>, resolution: Option<usize>) -> (Field<Duration>, Field<Duration>) {
    let span = |column: usize| row.cells.get(column).map_or(row.span, |cell| cell.whole());
    let unread = |column: usize| Field::Unreadable(Spanned::new(row.text(column).to_owned(), span(column)));
    let filled = |column: Option<usize>| column.filter(|&column| !is_empty(row.text(column)));
    let (mut first, mut second) = (Field::Absent, Field::Absent);
    if let Some(column) = filled(response) {
        let (acts, solves) = Duration::targets(row.text(column));
        first = acts.map_or(Field::Absent, |duration| Field::Read(Spanned::new(duration, span(column))));
        second = solves.map_or(Field::Absent, |duration| Field::Read(Spanned::new(duration, span(column))));
        if first == Field::Absent && second == Field::Absent {
            first = unread(column);
        }
    }
    if let Some(column) = filled(resolution) {
        let (acts, solves) = Duration::targets(row.text(column));
        second = solves
            .or(acts)
            .map_or_else(|| unread(column), |duration| Field::Read(Spanned::new(duration, span(column))));
    }
    (first, second)
}

/// Gives ranks: by direction words, else by targets, else by numbers as SEV and P count, else by the rows' order.
fn rank(levels: &mut [(Level, SeverityLevel)]) {
    let weights: Vec<Option<u64>> = levels.iter().map(|(_, severity)| severity.weight.map(u64::from)).collect();
    let seconds = |target: &Field<Duration>| target.read().and_then(|duration| duration.seconds);
    let responses: Vec<Option<u64>> = levels.iter().map(|(_, severity)| seconds(&severity.response_target)).collect();
    let resolutions: Vec<Option<u64>> =
        levels.iter().map(|(_, severity)| seconds(&severity.resolution_target)).collect();
    let numbers: Vec<Option<u64>> =
        levels.iter().map(|(level, _)| level.number.filter(|_| level.family != Family::Level).map(u64::from)).collect();
    let orders = [weights, responses, resolutions, numbers];
    let keys = orders.into_iter().find(|keys| tells_apart(keys));
    let mut order: Vec<usize> = (0..levels.len()).collect();
    if let Some(keys) = keys {
        // A level without a key (no target) keeps its place behind those that have one.
        order.sort_by_key(|&at| keys.get(at).copied().flatten().unwrap_or(u64::MAX));
    }
    for (rank, at) in order.into_iter().enumerate() {
        if let Some((_, severity)) = levels.get_mut(at) {
            severity.rank = rank as u32 + 1;
        }
    }
}

/// Whether most rows have a key, and the first and last of them differ.
fn tells_apart(keys: &[Option<u64>]) -> bool {
    let known: Vec<u64> = keys.iter().flatten().copied().collect();
    known.len() * 2 > keys.len() && known.iter().min() != known.iter().max()
}

/// Levels met outside of tables that define levels, in source order.
pub(crate) fn mentions(
    passages: &[Passage],
    grids: &[Grid],
    section_at: &dyn Fn(u32) -> Rc<SectionContext>,
) -> Vec<SeverityMention> {
    let mut found: Vec<SeverityMention> = Vec::new();
    for passage in passages {
        let introduced = introduced(passage, section_at);
        let skip = introduced.as_ref().map_or(0, |(end, _)| *end);
        found.extend(introduced.map(|(_, mention)| mention));
        in_prose(&passage.prose, skip, &mut found);
    }
    for grid in grids.iter().filter(|grid| grid.role != TableRole::Severity) {
        for cell in grid.rows.iter().flat_map(|row| &row.cells) {
            in_prose(cell, 0, &mut found);
        }
    }
    found.sort_by_key(|mention| mention.span.start);
    found
}

fn in_prose(prose: &crate::syntax::Prose, skip: usize, found: &mut Vec<SeverityMention>) {
    for (range, name) in level::mentions(&prose.text) {
        let written =
            prose.part(range.start).is_none_or(|part| matches!(part.kind, PartKind::Text | PartKind::LinkText));
        if range.start >= skip && written {
            let mark = Level::start(&name).and_then(|level| level.mark());
            found.push(SeverityMention { name, mark, form: MentionForm::Prose, span: prose.span(range) });
        }
    }
}

/// The level that a heading or an item introduces, and the byte of the text behind its name.
fn introduced(passage: &Passage, section_at: &dyn Fn(u32) -> Rc<SectionContext>) -> Option<(usize, SeverityMention)> {
    let form = match passage.kind {
        PassageKind::Heading => MentionForm::Heading,
        PassageKind::Item => MentionForm::List,
        PassageKind::Paragraph => return None,
    };
    let text = passage.prose.text.as_str();
    let body = if form == MentionForm::Heading { super::title::text_of(text) } else { text };
    let level = Level::start(body)?;
    let offset = text.find(body).unwrap_or(0);
    let lead = body.find(|character: char| character.is_alphanumeric()).unwrap_or(0);
    let range = offset + lead..offset + lead + level.bare;
    let behind = text.get(range.end..)?.trim_start();
    let opens = behind.is_empty()
        || behind.starts_with(['(', '（', ':', '：', '-', '–', '—', '【'])
        || passage.bold == range.end;
    let worded = match level.family {
        // 高 and 重大 begin too many sentences: they introduce a level only where they stand out.
        Family::Word if is_admonition(&level.name) => behind.starts_with(['(', '（']),
        Family::Word => opens && (form == MentionForm::Heading || passage.bold > 0 || behind.starts_with(['(', '（'])),
        Family::Sev if level.bare < 4 => opens && level.label.is_some() && level.weight.is_some(),
        Family::Sev | Family::Priority => opens || form == MentionForm::Heading,
        // レベル2: 二次対応 is a tier of support unless its words or its section speak of severity.
        Family::Tier | Family::Level => {
            let context = section_at(passage.span.start);
            opens && !context.within(Role::Escalation) && (level.weight.is_some() || context.within(Role::Severity))
        }
    };
    let name = text.get(range.clone())?.to_owned();
    let mark = level.mark();
    worded.then(|| (range.end, SeverityMention { name, mark, form, span: passage.prose.span(range) }))
}

/// Words that more often open a remark (**注意**: …) than name a level.
fn is_admonition(name: &str) -> bool {
    ["注意", "重要", "警告", "情報", "通常", "大", "小", "error", "info", "information", "normal"]
        .contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests;
