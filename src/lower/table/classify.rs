//! What a table is for.

use super::super::level::{Family, Level};
use super::{Grid, is_empty};
use crate::lower::vocabulary::column::Column;
use crate::model::{Duration, Role, TableRole};

/// The role of a table: shapes of cells before words of columns, words of headings above it last.
pub(super) fn role(grid: &Grid) -> TableRole {
    type Test = fn(&Grid) -> bool;
    const TESTS: &[(TableRole, Test)] = &[
        (TableRole::Checklist, is_checklist),
        (TableRole::Changelog, is_changelog),
        (TableRole::Severity, is_severity),
        (TableRole::Escalation, is_escalation),
        (TableRole::Contacts, is_contacts),
        (TableRole::Roster, is_roster),
        (TableRole::Thresholds, is_thresholds),
        (TableRole::Causes, is_causes),
        (TableRole::Metadata, is_metadata),
        (TableRole::Logs, is_logs),
        (TableRole::Resources, is_resources),
    ];
    TESTS.iter().find(|(_, test)| test(grid)).map_or(TableRole::Other, |(role, _)| *role)
}

/// Share of the filled cells of a column that pass a test, in percent; 0 where none is filled.
fn share(grid: &Grid, column: usize, test: impl Fn(&str) -> bool) -> usize {
    let filled = grid.rows.iter().map(|row| row.text(column)).filter(|text| !is_empty(text));
    let (passed, all) = filled.fold((0, 0), |(passed, all), text| (passed + usize::from(test(text)), all + 1));
    (passed * 100_usize).checked_div(all).unwrap_or(0)
}

fn has(grid: &Grid, kinds: &[Column]) -> bool {
    grid.first_of(kinds).is_some()
}

pub(in crate::lower) fn is_box(text: &str) -> bool {
    let marks = text.trim().trim_start_matches('-').trim_start();
    // Most cells begin with a word.
    if marks.starts_with(char::is_alphanumeric) {
        return false;
    }
    marks.starts_with(['□', '☐', '⬜', '☑', '☒'])
        || (marks.starts_with(['[', '［'])
            && marks.chars().nth(2).is_some_and(|close| matches!(close, ']' | '］'))
            && { marks.chars().nth(1).is_some_and(|inside| matches!(inside, ' ' | 'x' | 'X' | '\u{3000}' | '✓')) })
        || marks == "[]"
}

fn is_checklist(grid: &Grid) -> bool {
    (0..grid.headers.len()).any(|column| share(grid, column, is_box) >= 50)
}

fn is_changelog(grid: &Grid) -> bool {
    let date = grid.first_of(&[Column::Date, Column::Version]);
    let says = has(grid, &[Column::Change, Column::Value]);
    let who = has(grid, &[Column::Author, Column::Assignee, Column::Version]);
    let both = has(grid, &[Column::Date]) && has(grid, &[Column::Version]);
    let headed = grid.context.within(Role::Changelog);
    date.is_some_and(|at| at <= 1) && ((says && (who || both || headed)) || (both && has(grid, &[Column::Author])))
}

/// The column whose cells are the levels that the table speaks of, where it stands at the table's head.
pub(in crate::lower) fn level_column(grid: &Grid) -> Option<usize> {
    let candidates = (0..grid.headers.len()).take(3).filter(|&column| {
        // Nothing but numbers and names may stand before it.
        (0..column).all(|before| matches!(grid.kinds.get(before), Some(Some(Column::Number | Column::Name))))
    });
    let named = |column: &usize| grid.kinds.get(*column) == Some(&Some(Column::Level));
    let mut candidates: Vec<usize> = candidates.collect();
    candidates.sort_by_key(|column| !named(column));
    candidates.into_iter().find(|&column| {
        let aimed = named(&column) && grid.kinds.iter().any(|kind| is_target(*kind));
        // A name that is not known takes no other level with it.
        let least = if aimed { 50 } else { 90 - 30 * usize::from(named(&column)) };
        let first = grid.rows.iter().filter(|row| Level::is_cell(row.text(column))).count();
        first >= if aimed { 1 } else { 2 } && share(grid, column, Level::is_cell) >= least
    })
}

/// Whether the levels of a column are tiers of support (L1, L2) and no severities.
pub(in crate::lower) fn are_tiers(grid: &Grid, column: usize) -> bool {
    let levels: Vec<Level> = grid.rows.iter().filter_map(|row| Level::cell(row.text(column))).collect();
    let labelled = levels.iter().filter(|level| level.weight.is_some()).count() * 2 >= levels.len();
    levels.iter().all(|level| matches!(level.family, Family::Tier | Family::Level)) && !labelled
}

fn is_target(kind: Option<Column>) -> bool {
    matches!(kind, Some(Column::Response | Column::Resolution | Column::Containment))
}

fn is_severity(grid: &Grid) -> bool {
    let Some(column) = level_column(grid) else { return false };
    let levels: Vec<Level> = grid.rows.iter().filter_map(|row| Level::cell(row.text(column))).collect();
    let mut keys: Vec<String> = levels.iter().map(Level::key).collect();
    keys.sort();
    keys.dedup();
    // The levels of logs are no severities of incidents.
    let of_logs =
        grid.rows.iter().any(|row| matches!(row.text(column).to_lowercase().as_str(), "debug" | "trace" | "fatal"));
    let targets = (0..grid.headers.len()).any(|at| {
        is_target(grid.kinds.get(at).copied().flatten())
            && share(grid, at, |cell| Duration::parse(cell).is_some()) >= 50
    });
    // Priorities of what is to be built say when it is built.
    let of_plans = !targets && (0..grid.headers.len()).any(|at| at != column && share(grid, at, is_planned) >= 75);
    let definition = has(grid, &[Column::Definition, Column::Scope, Column::Example, Column::Condition]);
    let reached = has(grid, &[Column::Channel, Column::Phone, Column::Email]);
    let called = has(grid, &[Column::Assignee, Column::EscalateTo]);
    let defines = has(grid, &[Column::Definition]) && has(grid, &[Column::Scope, Column::Example]);
    let kept = if has(grid, &[Column::Condition]) || reached {
        targets && !called && !reached
    } else {
        targets || defines || (definition && !called)
    };
    // One level twice is a slip in a table that defines levels; more are cases of each level.
    let slip = keys.len() >= 2 && keys.len() + 1 == levels.len() && kept;
    if (keys.len() < levels.len() && !slip)
        || of_logs
        || of_plans
        || grid.column(Column::Condition).is_some_and(|at| at > column) && are_tiers(grid, column)
    {
        return false;
    }
    let deadline =
        has(grid, &[Column::ReportBy]) && !has(grid, &[Column::EscalateTo, Column::Routing, Column::Channel]);
    if are_tiers(grid, column) {
        // L1 is a severity only where the table gives it targets or a definition, and nobody to call.
        let headed = grid.context.titles.iter().any(|title| speaks_of_severity(title))
            || grid.headers.get(column).is_some_and(|header| speaks_of_severity(header));
        return (definition || targets) && !reached && !has(grid, &[Column::Assignee]) && (headed || targets);
    }
    let routed = has(grid, &[Column::Routing]) && !targets;
    (targets || deadline || (definition && !reached)) && !routed
}

/// リリース前に実装, 次期バージョンで検討
fn is_planned(cell: &str) -> bool {
    ["実装", "リリース", "バージョン", "スプリント", "フェーズ", "マイルストーン"]
        .iter()
        .any(|word| cell.contains(word))
}

/// Words of a heading or a header that announce severities and not tiers or other levels.
fn speaks_of_severity(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "重大度",
        "重要度",
        "障害レベル",
        "インシデント",
        "severity",
        "緊急度",
        "優先度",
        "障害分類",
        "sla",
        "レベル分類",
        "レベル定義",
    ]
    .iter()
    .any(|word| text.contains(word))
}

fn is_escalation(grid: &Grid) -> bool {
    let headed = grid.context.within(Role::Escalation) || speaks_of_escalation(grid.context.title());
    let addressee = grid.column(Column::EscalateTo);
    let person = grid.first_of(&[Column::EscalateTo, Column::Assignee, Column::Channel, Column::Role]);
    let condition = grid.column(Column::Condition);
    if let (Some(condition), Some(_)) = (condition, addressee) {
        return condition <= 1;
    }
    if condition.is_some() && headed && has(grid, &[Column::Assignee, Column::Channel, Column::Role]) {
        return true;
    }
    let Some(level) = level_column(grid) else {
        return headed && addressee.is_some() && has(grid, &[Column::Symptom, Column::Metric, Column::Level]);
    };
    if are_tiers(grid, level) {
        return has(grid, &[Column::Condition, Column::TimeFrame]) && person.is_some();
    }
    // Severities with whom to call: who is called when.
    person.is_some()
}

/// Whether a title is about calling someone in.
pub(in crate::lower) fn speaks_of_escalation(title: &str) -> bool {
    const WORD: &[u8] = b"escalation";
    title.contains("エスカレーション")
        || title.as_bytes().windows(WORD.len()).any(|word| word.eq_ignore_ascii_case(WORD))
}

fn is_channel_shape(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['#', '@', '+'])
        || text.contains("Slack")
        || text.contains("PagerDuty")
        || (text.contains('@') && text.contains('.'))
        || text.contains("内線")
        || is_phone_shape(text)
}

fn is_phone_shape(text: &str) -> bool {
    let digits = text.chars().filter(|character| character.is_ascii_digit() || matches!(character, 'x' | 'X')).count();
    let other = text
        .chars()
        .filter(|character| {
            !(character.is_ascii_digit() || matches!(character, 'x' | 'X' | '-' | '+' | ' ' | '(' | ')'))
        })
        .count();
    (9..=15).contains(&digits) && text.contains('-') && other == 0
}

fn is_contacts(grid: &Grid) -> bool {
    let reach = grid.first_of(&[Column::Channel, Column::Phone, Column::Email]);
    let shaped = (0..grid.headers.len())
        .find(|&at| grid.kinds.get(at).copied().flatten().is_none() && share(grid, at, is_channel_shape) >= 60);
    let headed = grid.context.within(Role::Contacts);
    let Some(reach) = reach.or(if headed { shaped } else { None }) else { return false };
    // Users with passwords are accounts for a test.
    if grid.headers.iter().any(|header| header.contains("パスワード") || header.to_lowercase().contains("password"))
    {
        return false;
    }
    let who = grid.first_of(&[Column::Role, Column::Assignee]);
    if who.is_some_and(|who| who != reach) {
        return true;
    }
    // Whatever stands first names who is reached, if the cells are ways to reach someone.
    reach > 0
        && (headed || share(grid, reach, is_channel_shape) >= 50)
        && !has(grid, &[Column::Action, Column::Metric, Column::Symptom])
}

fn is_roster(grid: &Grid) -> bool {
    let person = has(grid, &[Column::Assignee, Column::Duty, Column::Role])
        || share(grid, 1, |cell| cell.contains("担当")) >= 50;
    let duty = grid.kinds.iter().filter(|kind| **kind == Some(Column::Duty)).count() > 0;
    let day = grid.column(Column::Day).is_some_and(|at| at <= 1);
    let times = has(grid, &[Column::Availability]) && !has(grid, &[Column::Action]);
    day && (duty || (person && (times || grid.context.within(Role::Contacts) || grid.context.within(Role::Escalation))))
}

/// Whether a cell compares, or holds a bare amount of a measured quantity.
fn is_comparison(text: &str) -> bool {
    let amount = text.chars().any(|character| character.is_ascii_digit());
    let signs = text.contains(['<', '>', '≥', '≤', '≧', '≦', '＜', '＞', '%', '％'])
        || ["以上", "以下", "未満", "超", "以内"].iter().any(|word| text.contains(word));
    let bare = text.trim().starts_with(|character: char| character.is_ascii_digit());
    amount && (signs || bare) && text.chars().count() <= 60
}

fn is_thresholds(grid: &Grid) -> bool {
    let graded = [Column::Normal, Column::Warning, Column::Critical];
    let columns: Vec<usize> = (1..grid.headers.len())
        .filter(|&at| {
            matches!(
                grid.kinds.get(at),
                Some(Some(Column::Normal | Column::Warning | Column::Critical | Column::Objective | Column::Threshold))
            )
        })
        .collect();
    let compares = columns.iter().any(|&at| share(grid, at, is_comparison) >= 40);
    let alerts = has(grid, &[Column::Metric])
        && grid.column(Column::Condition).is_some_and(|at| share(grid, at, is_comparison) >= 50);
    let two_grades = graded.iter().filter(|kind| grid.column(**kind).is_some()).count() >= 2;
    compares || alerts || (two_grades && has(grid, &[Column::Metric]))
}

fn is_causes(grid: &Grid) -> bool {
    // A log of incidents has dates, a list of actions begins with them.
    if matches!(grid.kinds.first(), Some(Some(Column::Date | Column::Action))) {
        return false;
    }
    let symptom = has(grid, &[Column::Symptom, Column::Condition]);
    let cause = has(grid, &[Column::Cause]);
    let answer = has(grid, &[Column::Action, Column::Check, Column::Value]);
    (cause && (answer || symptom)) || (symptom && has(grid, &[Column::Action]))
}

fn is_metadata(grid: &Grid) -> bool {
    let two = grid.headers.len() == 2;
    let key = matches!(grid.kinds.first(), Some(Some(Column::Metric | Column::Key | Column::Role)))
        || grid.headers.first().is_some_and(|header| header.is_empty());
    let value = matches!(grid.kinds.get(1), Some(Some(Column::Value)))
        || grid.headers.get(1).is_some_and(|header| header.is_empty());
    // Where it speaks of the document is for the reader of metadata to see; here its keys must be single words.
    let keys = grid.rows.iter().filter(|row| row.text(0).chars().count() <= 16).count();
    two && key && value && keys * 2 > grid.rows.len() && (is_plain_item(grid) || at_head(grid))
}

fn is_plain_item(grid: &Grid) -> bool {
    let header = grid.headers.first().map_or("", String::as_str);
    ["項目", "キー", "属性", "フィールド"].contains(&header)
        || header.eq_ignore_ascii_case("item")
        || header.eq_ignore_ascii_case("key")
        || header.eq_ignore_ascii_case("field")
        || header.is_empty()
}

fn at_head(grid: &Grid) -> bool {
    grid.context.titles.is_empty()
}

fn is_logs(grid: &Grid) -> bool {
    let named = grid.headers.iter().any(|header| header.contains("ログ") || header.to_lowercase().contains("log"));
    let headed = grid.context.title().contains("ログ");
    has(grid, &[Column::Path])
        && (named || headed || share(grid, 1, |cell| cell.contains(".log") || cell.contains("/log")) >= 50)
}

fn is_resources(grid: &Grid) -> bool {
    let address = |text: &str| text.starts_with("http") || text.contains("://");
    let addressed = (1..grid.headers.len()).any(|at| {
        share(grid, at, address) >= 50
            || grid.rows.iter().filter(|row| row.targets.get(at).is_some_and(|targets| !targets.is_empty())).count() * 2
                > grid.rows.len()
    });
    let named = has(grid, &[Column::Url]) && has(grid, &[Column::Resource, Column::Name, Column::Role]);
    named
        || (addressed && grid.headers.len() <= 4)
        || (grid.context.role() == Role::Resources
            && grid.headers.len() <= 3
            && !has(grid, &[Column::Action, Column::EscalateTo]))
}

#[cfg(test)]
mod tests;
