//! Rows of tables that name whom to call.

use super::addressee::{addressees, is_time, last_phrase, names, without_remark};
use super::{acts, has_addressee, is_worth_reading, limit, reports};
use crate::lower::channel::flaw;
use crate::lower::table::{Grid, GridRow, classify, is_empty};
use crate::lower::vocabulary::column::Column;
use crate::model::{Duration, Escalation, Flaw, Gap, TableRole, Want};

/// Cells that call nobody.
const NOBODY: &[&str] = &[
    "不要",
    "なし",
    "無し",
    "完結",
    "ログ記録",
    "自動対応",
    "自動復旧",
    "対応なし",
    "none",
    "n/a",
    "該当なし",
    "経過観察",
    "issue のみ",
    "issueのみ",
    "記録のみ",
];

/// Records of a table: each row that names whom to call.
pub(super) fn read(grid: &Grid) -> Vec<Escalation> {
    let escalates =
        |column: &usize| grid.headers.get(*column).is_some_and(|header| classify::speaks_of_escalation(header));
    let headed = classify::speaks_of_escalation(grid.context.title());
    let addressee = grid.column(Column::EscalateTo);
    match grid.role {
        TableRole::Escalation => {
            let person =
                grid.first_of(&[Column::EscalateTo, Column::Assignee, Column::Channel, Column::Role, Column::Routing]);
            grid.rows.iter().filter_map(|row| record(grid, row, person)).collect()
        }
        // A level's row may say who is called when (15分でL3).
        TableRole::Severity => match addressee.filter(|column| escalates(column) || headed) {
            Some(column) => grid.rows.iter().filter_map(|row| record(grid, row, Some(column))).collect(),
            None => Vec::new(),
        },
        TableRole::Changelog | TableRole::Checklist | TableRole::Contacts | TableRole::Roster => Vec::new(),
        _ => grid.rows.iter().filter_map(|row| row_that_acts(grid, row, addressee.filter(escalates))).collect(),
    }
}

fn record(grid: &Grid, row: &GridRow, addressee: Option<usize>) -> Option<Escalation> {
    let addressee = addressee?;
    let to = row.text(addressee);
    let gap = gap(grid, row, addressee);
    if let Some(gap) = gap {
        let condition = condition_column(grid).map_or_else(|| row.text(0), |column| row.text(column)).to_owned();
        return Some(Escalation { condition, gap: Some(gap), span: row.span, ..Escalation::default() });
    }
    if is_empty(to) || NOBODY.iter().any(|word| to.to_lowercase().contains(word)) {
        return None;
    }
    let condition = condition_column(grid).map_or_else(|| row.text(0), |column| row.text(column));
    let time = [Column::TimeFrame, Column::ReportBy, Column::Response, Column::Availability];
    // In a table of severities the time column is the level's own target.
    let timed = (grid.role == TableRole::Escalation).then(|| grid.first_of(&time)).flatten();
    let within = limit(to)
        .or_else(|| timed.and_then(|column| Duration::parse(row.text(column))))
        .or_else(|| limit(condition))
        .or_else(|| grid.column(Column::Definition).and_then(|column| limit(row.text(column))));
    let listed = addressees(to);
    let names = if listed.is_empty() { names(chain(without_remark(to))) } else { listed };
    if names.is_empty() && is_time(without_remark(to)) {
        return None;
    }
    Some(Escalation { condition: condition.to_owned(), within, to: names, span: row.span, ..Escalation::default() })
}

fn condition_column(grid: &Grid) -> Option<usize> {
    let kinds = [Column::Condition, Column::Symptom, Column::Metric];
    kinds.into_iter().find_map(|kind| grid.column(kind)).or_else(|| classify::level_column(grid))
}

/// Who is called is still to be filled in, or an empty cell of a table of escalation.
fn gap(grid: &Grid, row: &GridRow, addressee: usize) -> Option<Gap> {
    let text = row.text(addressee);
    let flaw = flaw::person(text)?;
    let counts = flaw == Flaw::Unfilled || (flaw == Flaw::Empty && grid.role == TableRole::Escalation);
    if !counts || (flaw == Flaw::Unfilled && NOBODY.iter().any(|word| text.to_lowercase().contains(word))) {
        return None;
    }
    let span = *row.places.get(addressee)?;
    let name = grid.headers.get(addressee)?.clone();
    Some(Gap { name, want: Want::Person, flaw, text: text.to_owned(), span })
}

/// A cell that is a chain of names (当番→責任者) is taken whole, any other by its last phrase (15分でL3).
fn chain(text: &str) -> &str {
    if text.contains('→') { text } else { last_phrase(text) }
}

/// A row of another table whose cell calls someone with an addressee.
fn row_that_acts(grid: &Grid, row: &GridRow, addressee: Option<usize>) -> Option<Escalation> {
    let cell = row.cells.iter().enumerate().find_map(|(at, cell)| {
        let text = cell.text.trim();
        let own = Some(at) == addressee;
        if !is_worth_reading(text) {
            return None;
        }
        (acts(text) && (own || has_act_addressee(text)) || (own && reports(text, true))).then_some(text)
    })?;
    let first = row.text(usize::from(grid.kinds.first() == Some(&Some(Column::Number))));
    let within = limit(cell).or_else(|| limit(first));
    let to = addressees(cell);
    Some(Escalation { condition: first.to_owned(), within, to, span: row.span, ..Escalation::default() })
}

fn has_act_addressee(text: &str) -> bool {
    text.find("エスカレーション").is_some_and(|at| has_addressee(&text[..at]))
}
