//! Error budgets: a time or a share that stands where a text says how much a service may fail, beside its objective.
//!
//! 1. [`scan`] finds percentages, times and periods in a text.
//! 2. A time is a budget where words say so: エラーバジェットは 43.2 分, 99.9%（月間ダウンタイム 43分以内）, 0.1% = 43.2分. What was
//!    used up of a budget (消費, 残り) is none.
//! 3. A row of a table is read as one text, each cell behind its header.

mod scan;

use super::passage::Passage;
use super::table::{Grid, SectionContext};
use crate::model::{BudgetAmount, ErrorBudget};
use crate::source::Span;
use aho_corasick::AhoCorasick;
use scan::{Number, Scan, Time};
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

/// Words for a budget, small.
const BUDGET: [&str; 7] = [
    "エラーバジェット",
    "エラー予算",
    "errorbudget",
    "error budget",
    "error-budget",
    "許容停止時間",
    "許容ダウンタイム",
];

/// Words for the time in which a service is down.
const DOWN: [&str; 6] = ["ダウンタイム", "停止時間", "停止", "downtime", "ダウン", "障害時間"];

/// Every budget of a document, in source order.
pub(crate) fn read(
    source: &str,
    passages: &[Passage],
    grids: &[Grid],
    section_at: &dyn Fn(u32) -> Rc<SectionContext>,
) -> Vec<ErrorBudget> {
    let mut found = Vec::new();
    if !may_hold(source) {
        return found;
    }
    for passage in passages {
        let text = passage.prose.text.as_str();
        if text.contains(['%', '％']) {
            let titled = section_at(passage.span.start).titles.iter().take(1).any(|title| names_budget(title));
            in_text(text, titled, &|range| passage.prose.span(range), &mut found);
        }
    }
    grids.iter().for_each(|grid| in_table(grid, &mut found));
    found.sort_by_key(|budget| budget.span.start);
    found
}

/// Whether a document speaks of budgets at all: most do not.
fn may_hold(source: &str) -> bool {
    static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let words = ["バジェット", "エラー予算", "budget", "ダウンタイム", "downtime", "停止", "障害時間"];
        AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok()
    });
    FINDER.as_ref().is_some_and(|finder| finder.is_match(source))
}

fn names_budget(text: &str) -> bool {
    let lowered = text.to_lowercase();
    BUDGET.iter().any(|word| lowered.contains(word))
}

/// Each row as `header：cell、header：cell`; a budget's place is its part of the cell.
fn in_table(grid: &Grid, found: &mut Vec<ErrorBudget>) {
    let headed = grid.headers.iter().any(|header| names_budget(header) || holds(&header.to_lowercase(), &DOWN));
    for row in &grid.rows {
        let worth = |cell: &std::rc::Rc<crate::syntax::Prose>| cell.text.contains(['%', '％']);
        if !row.cells.iter().any(worth) {
            continue;
        }
        let mut text = String::new();
        let mut cells: Vec<(Range<usize>, usize)> = Vec::new();
        for (column, cell) in row.cells.iter().enumerate() {
            let header = grid.headers.get(column).map_or("", String::as_str);
            let relevant = headed && (names_budget(header) || holds(&header.to_lowercase(), &DOWN));
            if relevant {
                text.push_str(header);
                text.push('：');
            }
            let start = text.len();
            text.push_str(&cell.text);
            cells.push((start..text.len(), column));
            text.push('、');
        }
        let span = |range: Range<usize>| {
            let at = cells.iter().find(|(cell, _)| cell.start <= range.start && range.end <= cell.end);
            let place = at.and_then(|(cell, column)| {
                let prose = row.cells.get(*column)?;
                Some(prose.span(range.start - cell.start..range.end - cell.start))
            });
            place.unwrap_or(row.span)
        };
        let titled = names_budget(grid.context.title());
        in_text(&text, titled, &span, found);
    }
}

/// `titled` where the section is called after budgets.
fn in_text(text: &str, titled: bool, place: &dyn Fn(Range<usize>) -> Span, found: &mut Vec<ErrorBudget>) {
    const LONGEST: usize = 4_000;
    if text.len() > LONGEST {
        return;
    }
    let scan = Scan::new(text);
    let days = scan.days();
    for time in &scan.times {
        if !is_time_of_budget(&scan, time, titled) {
            continue;
        }
        let objectives = objectives(&scan, time.range.start);
        if !objectives.is_empty() {
            found.push(ErrorBudget {
                objectives,
                days,
                amount: BudgetAmount::Seconds { value: time.seconds, step: time.step },
                rounded: time.rounded,
                text: scan.written(&time.range).to_owned(),
                span: place(scan.bytes(&time.range)),
            });
        }
    }
    for share in scan.percents.iter().filter(|share| share.value > 0.0 && share.value <= 10.0) {
        let goals: Vec<f64> = scan.percents.iter().filter(|p| is_objective(p)).map(|p| p.value).collect();
        if !goals.is_empty() && is_called_budget(&scan, share.range.start) && !is_used(&scan, share.range.end) {
            found.push(ErrorBudget {
                objectives: goals,
                days: None,
                amount: BudgetAmount::Percent { value: share.value, step: share.step },
                rounded: false,
                text: scan.written(&share.range).to_owned(),
                span: place(scan.bytes(&share.range)),
            });
        }
    }
}

fn is_objective(percent: &Number) -> bool {
    percent.value >= 90.0 && percent.value < 100.0
}

/// Objectives of a text, those in front of a budget first, and what a share (0.1% = 43.2分) leaves.
fn objectives(scan: &Scan<'_>, at: usize) -> Vec<f64> {
    let share = scan.percents.iter().rfind(|percent| percent.range.end <= at && percent.value <= 10.0);
    if let Some(share) = share
        && scan.is_filler(share.range.end, at)
    {
        return vec![100.0 - share.value];
    }
    let before = scan.percents.iter().rev().filter(|percent| percent.range.end <= at);
    let behind = scan.percents.iter().filter(|percent| percent.range.start >= at);
    before.chain(behind).filter(|percent| is_objective(percent)).map(|percent| percent.value).collect()
}

fn is_time_of_budget(scan: &Scan<'_>, time: &Time, titled: bool) -> bool {
    let (start, end) = (time.range.start, time.range.end);
    if is_used(scan, end) {
        return false;
    }
    let after = scan.skip_filler(end);
    let down_behind = scan.starts(after, &DOWN);
    let allowed = scan.holds("許容") || scan.holds("許す") || scan.holds("まで許");
    let bounded = scan.starts(scan.skip_blank(end), &["以内", "以下", "まで"]);
    let in_bracket = scan.is_right_behind(start, is_objective);
    let down = down_behind || scan.word_before(start, &DOWN);
    is_called_budget(scan, start)
        || (down && (allowed || in_bracket || (bounded && scan.percents.iter().any(is_objective))))
        || (titled
            && scan
                .percents
                .iter()
                .any(|percent| percent.range.end <= start && scan.is_filler(percent.range.end, start)))
}

/// Whether nothing but particles, periods and brackets stands between a word for a budget and what is at `at`.
fn is_called_budget(scan: &Scan<'_>, at: usize) -> bool {
    scan.word_before(at, &BUDGET)
}

/// 50% 消費, 10分を使い切る, 残り 20分
fn is_used(scan: &Scan<'_>, end: usize) -> bool {
    const USED: [&str; 14] =
        ["消費", "使", "残", "を消", "を使", "を超", "超", "以上", "減", "未満", "を切", "を下", "が残", "の消費"];
    scan.starts(scan.skip_blank(end), &USED)
}

fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use crate::lower::sample;
    use crate::model::BudgetAmount;

    /// `objectives days amount text` of every budget.
    fn read(text: &str) -> Vec<String> {
        let budgets = sample::read(&format!("# 目標\n\n{text}\n")).0.error_budgets;
        budgets
            .into_iter()
            .map(|budget| {
                let days = budget.days.map_or_else(|| "-".to_owned(), |(least, most)| format!("{least}-{most}"));
                let amount = match budget.amount {
                    BudgetAmount::Seconds { value, step } => format!("{value:.0}s±{step:.0}"),
                    BudgetAmount::Percent { value, .. } => format!("{value}%"),
                };
                format!("{:?} {days} {amount} {}", budget.objectives, budget.text)
            })
            .collect()
    }

    #[test]
    fn budgets_in_all_forms() {
        for (text, found) in [
            ("可用性の目標は 99.9%（30日）で、エラーバジェットは 86.4 分です。", "[99.9] 30-30 5184s±6 86.4 分"),
            ("SLO は月間 99.95 % なので、エラーバジェットは月 43.2 分です。", "[99.95] 28-31 2592s±6 43.2 分"),
            ("- **30日間のError Budget**: 0.1% = 43.2分のダウンタイム許容", "[99.9] 30-30 2592s±6 43.2分"),
            ("- 可用性: 99.9%以上（月間ダウンタイム43分以内）", "[99.9] 28-31 2580s±60 43分"),
            ("稼働率 99.5％（年間の停止は 43時間48分まで）", "[99.5] 365-366 157680s±60 43時間48分"),
            ("99.5% monthly (= 約 3.65 時間 downtime/月)", "[99.5] 28-31 13140s±36 3.65 時間"),
            ("エラーバジェット 43.2分/月（SLO 99.9%）", "[99.9] 28-31 2592s±6 43.2分"),
            ("SLO 99.9%、エラーバジェット 0.1%", "[99.9] - 0.1% 0.1%"),
            ("99.9%（四半期あたりエラーバジェット 2時間10分）", "[99.9] 90-92 7800s±60 2時間10分"),
            ("|指標|目標|エラーバジェット（28日）|\n|--|--|--|\n|可用性|99.9%|40分|", "[99.9] 28-28 2400s±60 40分"),
        ] {
            assert_eq!(read(text), [found], "{text}");
        }
        assert_eq!(read("## エラーバジェット\n\n- 99.9%: 28日で約 43 分"), ["[99.9] 28-28 2580s±60 43 分"]);
    }

    #[test]
    fn what_is_no_budget() {
        for text in [
            "エラーバジェットを 50% 消費したら、変更を止めます。",
            "可用性 99.9% に対し、ダウンタイムは 75分だった。",
            "稼働率 99.9%、一次応答は 15分以内。",
            "エラーバジェット残り 10分で SLO 99.9% を割る。",
            "99.9% のリクエストが 30秒以内に返る。停止時間は別紙。",
            "リリース後24時間の稼働率は 99.9%以上、ダウンタイムなし",
            "エラーバジェットの消費が 2時間で 5% を超えたら呼ぶ。SLO は 99.9%。",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
