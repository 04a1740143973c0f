//! Thresholds: comparisons of a measured quantity with a number, in prose, headings, items and cells.
//!
//! 1. The comparisons of a text are found by its signs and words.
//! 2. [`judge`] keeps those that measure a system, and no time limits of people, versions or requirements.
//! 3. In tables the columns say what a number is for, and the row names the metric.

mod judge;
mod metric;

use super::passage::Passage;
use super::table::{Grid, GridRow, SectionContext, is_empty};
use super::vocabulary::column::Column;
use crate::model::{Comparator, Comparison, Duration, Role, TableRole, Threshold, ThresholdLevel};
use crate::syntax::Prose;
use std::ops::Range;
use std::rc::Rc;

/// Every threshold of a document, in source order.
pub(crate) fn read(
    passages: &[Passage],
    grids: &[Grid],
    section_at: &dyn Fn(u32) -> Rc<SectionContext>,
) -> Vec<Threshold> {
    let mut found = Vec::new();
    for passage in passages {
        let comparisons = Comparison::find_all(&passage.prose.text);
        if !comparisons.is_empty() {
            let context = section_at(passage.span.start);
            in_prose(&passage.prose, comparisons, &context, &mut found);
        }
    }
    for grid in grids {
        table(grid, &mut found);
    }
    found.sort_by_key(|threshold| threshold.span.start);
    found
}

/// A comparison with the text around it: what stands further off says nothing of it, and a text of a megabyte with
/// thousands of comparisons is read in no more than its length.
pub(super) struct Near<'t> {
    text: &'t str,
    /// The comparison in `text`.
    range: Range<usize>,
    /// Where `text` starts in the whole.
    offset: usize,
}

impl<'t> Near<'t> {
    fn new(text: &'t str, comparison: &Comparison) -> Self {
        const AROUND: usize = 400;
        let range = &comparison.range;
        let offset = text.floor_char_boundary(range.start.saturating_sub(AROUND));
        let end = text.ceil_char_boundary((range.end + AROUND).min(text.len()));
        let near = text.get(offset..end).unwrap_or_default();
        Near { text: near, range: range.start - offset..range.end - offset, offset }
    }

    /// The comparison as written, from its metric on where that stands before it.
    fn written(&self, metric: Option<usize>) -> String {
        let start = metric.unwrap_or(self.range.start);
        self.text.get(start..self.range.end).unwrap_or_default().trim().to_owned()
    }
}

fn in_prose(prose: &Prose, comparisons: Vec<Comparison>, context: &SectionContext, found: &mut Vec<Threshold>) {
    let durations = Duration::find_all(&prose.text);
    let mut behind = 0;
    for comparison in comparisons {
        if judge::is_time_of_people(&prose.text, &comparison) {
            continue;
        }
        let near = Near::new(&prose.text, &comparison);
        let mut metric = metric::before(near.text, behind.max(near.offset) - near.offset, near.range.start);
        behind = comparison.range.end;
        if metric.name.is_empty() {
            metric.name = metric::of_titles(&context.titles);
        }
        if !judge::keeps(prose, &near, &comparison, &metric.name, context) {
            continue;
        }
        let level =
            metric::level_of_words(near.text, &near.range).unwrap_or_else(|| level_of_section(context, near.text));
        let text = near.written(metric.start);
        found.push(Threshold {
            metric: metric.name,
            comparator: Some(comparison.comparator),
            value: Some(comparison.value),
            unit: comparison.unit,
            window: metric::window(&near, &durations),
            level,
            text,
            span: prose.span(comparison.range),
        });
    }
}

/// What a comparison is for by the sections that it stands in, the nearest first.
fn level_of_section(context: &SectionContext, text: &str) -> ThresholdLevel {
    for (role, title) in context.roles.iter().zip(&context.titles) {
        let by_role = match role {
            Role::Symptoms | Role::Scenario | Role::Causes => Some(ThresholdLevel::Symptom),
            Role::RecoveryCriteria | Role::Verification | Role::Recovery => Some(ThresholdLevel::Recovery),
            Role::Slo => Some(ThresholdLevel::Objective),
            Role::Detection | Role::Monitoring => {
                Some(metric::level_of_title(title).unwrap_or(ThresholdLevel::Critical))
            }
            _ => metric::level_of_title(title),
        };
        if let Some(level) = by_role {
            return level;
        }
    }
    if text.contains("SLO") { ThresholdLevel::Objective } else { ThresholdLevel::Critical }
}

fn table(grid: &Grid, found: &mut Vec<Threshold>) {
    if matches!(grid.role, TableRole::Changelog | TableRole::Contacts | TableRole::Roster) {
        return;
    }
    for row in &grid.rows {
        let combined = operator_and_value(grid, row);
        if combined.is_some() {
            found.extend(combined);
            continue;
        }
        for (column, prose) in row.cells.iter().enumerate() {
            let kind = grid.kinds.get(column).copied().flatten();
            if !matches!(kind, Some(kind) if NO_VALUES.contains(&kind)) {
                cell(grid, row, column, prose, found);
            }
        }
    }
}

/// Columns whose numbers are targets of people, names or times.
const NO_VALUES: &[Column] = &[
    Column::Number,
    Column::Level,
    Column::Response,
    Column::Resolution,
    Column::Containment,
    Column::ReportBy,
    Column::TimeFrame,
    Column::Availability,
    Column::Window,
    Column::Date,
    Column::Version,
    Column::Example,
    Column::Path,
    Column::Url,
];

fn cell(grid: &Grid, row: &GridRow, column: usize, prose: &Prose, found: &mut Vec<Threshold>) {
    let text = prose.text.as_str();
    let graded = graded(grid, column);
    let comparisons = Comparison::find_all(text);
    if comparisons.is_empty() && graded.is_none() {
        return;
    }
    let owner = row_metric(grid, row, column);
    if comparisons.is_empty() {
        found.extend(graded.and_then(|level| bare(grid, row, column, &owner, level)));
        return;
    }
    let durations = Duration::find_all(text);
    let mut behind = 0;
    for comparison in comparisons {
        let near = Near::new(text, &comparison);
        let mut metric = metric::before(near.text, behind.max(near.offset) - near.offset, near.range.start);
        behind = comparison.range.end;
        // In a column of values the row names the metric, unless the cell names one itself (P95 > 2秒).
        let own = !metric.name.is_empty() && (graded.is_none() || !metric::is_statistic(&metric.name));
        if !own {
            metric.name = format!("{owner} {}", metric.name).trim().to_owned();
        }
        // What defines a level is a threshold where a sign is written; 50%以上影響 is an example.
        if judge::is_relative(&near) || (grid.role == TableRole::Severity && !comparison.sign) {
            continue;
        }
        let kept = if graded.is_some() {
            judge::keeps_graded(&comparison, &format!("{owner} {}", metric.name))
        } else {
            !metric.name.is_empty() && judge::keeps(prose, &near, &comparison, &metric.name, &grid.context)
        };
        if !kept {
            continue;
        }
        let level = metric::level_of_words(near.text, &near.range)
            .or_else(|| row_level(grid, row).filter(|_| grid.kinds.get(column) == Some(&Some(Column::Threshold))))
            .or(graded)
            .or_else(|| row_level(grid, row))
            .unwrap_or_else(|| level_of_section(&grid.context, near.text));
        let written = near.written(metric.start);
        found.push(Threshold {
            text: if own { written } else { format!("{owner} {written}").trim().to_owned() },
            metric: metric.name,
            comparator: Some(comparison.comparator),
            value: Some(comparison.value),
            unit: comparison.unit,
            window: window_of_row(grid, row).or_else(|| metric::window(&near, &durations)),
            level,
            span: prose.span(comparison.range),
        });
    }
}

/// What the numbers of a column are for, where its header says so.
fn graded(grid: &Grid, column: usize) -> Option<ThresholdLevel> {
    match grid.kinds.get(column).copied().flatten()? {
        Column::Normal => Some(ThresholdLevel::Normal),
        Column::Warning => Some(ThresholdLevel::Warning),
        Column::Critical => Some(ThresholdLevel::Critical),
        Column::Objective => Some(ThresholdLevel::Objective),
        Column::Threshold => Some(ThresholdLevel::Critical),
        _ => None,
    }
}

/// A number without a comparator: an availability to be reached is a lower bound, an alert level keeps its value alone.
fn bare(grid: &Grid, row: &GridRow, column: usize, owner: &str, level: ThresholdLevel) -> Option<Threshold> {
    let text = row.text(column);
    if is_empty(text) || judge::is_limit_of_people(owner) {
        return None;
    }
    let relative = text.contains(['<', '>']) && text.contains('*');
    let amount = Comparison::bare(text);
    let (comparator, value, unit) = match (&amount, level) {
        (Some((value, unit)), ThresholdLevel::Objective) if judge::is_availability(owner, *value, unit) => {
            (Some(Comparator::GreaterOrEqual), Some(*value), unit.clone())
        }
        (Some((value, unit)), ThresholdLevel::Warning | ThresholdLevel::Critical) if judge::is_measure(unit) => {
            (None, Some(*value), unit.clone())
        }
        _ if relative => (None, None, String::new()),
        _ => return None,
    };
    Some(Threshold {
        metric: owner.to_owned(),
        comparator,
        value,
        unit,
        window: window_of_row(grid, row),
        level,
        text: format!("{owner} {text}").trim().to_owned(),
        span: row.cells.get(column).map_or(row.span, |cell| cell.whole()),
    })
}

/// A comparator in one column and its number in another (条件 `>`, 閾値 90).
fn operator_and_value(grid: &Grid, row: &GridRow) -> Option<Threshold> {
    let at = (0..row.cells.len()).find(|&column| Comparison::operator(row.text(column)).is_some())?;
    let comparator = Comparison::operator(row.text(at))?;
    let (value_column, (value, unit)) = (at + 1..row.cells.len())
        .find_map(|column| Comparison::bare(row.text(column)).map(|amount| (column, amount)))?;
    let metric = row_metric(grid, row, at);
    let percent = unit.is_empty() && (metric.contains("percent") || metric.contains('率'));
    Some(Threshold {
        text: format!("{metric} {} {}", comparator.name(), row.text(value_column)).trim().to_owned(),
        metric,
        comparator: Some(comparator),
        value: Some(value),
        unit: if percent { "%".to_owned() } else { unit },
        window: window_of_row(grid, row),
        level: row_level(grid, row).unwrap_or(ThresholdLevel::Critical),
        span: row.cells.get(value_column).map_or(row.span, |cell| cell.whole()),
    })
}

fn row_metric(grid: &Grid, row: &GridRow, column: usize) -> String {
    // Its own header may be what is measured (誤検知率 | 推奨アクション).
    if let Some(header) = grid.headers.get(column).filter(|_| grid.kinds.get(column) == Some(&None))
        && judge::names_measure(header)
    {
        return header.clone();
    }
    let named = grid.columns(Column::Metric).filter(|at| *at < column).last();
    let other =
        || (0..column).find(|at| grid.kinds.get(*at) != Some(&Some(Column::Number)) && !is_empty(row.text(*at)));
    named.or_else(other).map_or_else(String::new, |at| row.text(at).to_owned())
}

fn row_level(grid: &Grid, row: &GridRow) -> Option<ThresholdLevel> {
    let column = grid.column(Column::Level)?;
    let weight = super::level::Level::cell(row.text(column))?.weight?;
    Some(if weight <= 2 { ThresholdLevel::Critical } else { ThresholdLevel::Warning })
}

fn window_of_row(grid: &Grid, row: &GridRow) -> Option<Duration> {
    Duration::parse(row.text(grid.column(Column::Window)?))
}

#[cfg(test)]
mod tests;
