//! What stands around a comparison: its metric, its level, its window.

use super::Near;
use crate::model::{Duration, ThresholdLevel};
use crate::source::small;
use std::ops::Range;

/// A metric's name and where it starts; no start where it stands elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Metric {
    pub(super) name: String,
    pub(super) start: Option<usize>,
}

/// Words in front of a colon that say what a number is for, and not what is measured.
const PURPOSES: &[&str] = &[
    "目標",
    "目標値",
    "警告",
    "危険",
    "正常",
    "正常値",
    "正常範囲",
    "閾値",
    "しきい値",
    "critical",
    "warning",
    "error",
    "info",
    "normal",
    "重大度",
    "severity",
    "注意",
    "緊急",
    "slo",
    "target",
    "条件",
    "基準",
    "判断基準",
    "異常",
    "症状",
    "symptoms",
    "要対応",
    "検知",
    "確認",
    "条件式",
    "トリガー",
    "目安",
    "推奨アクション",
    "アクション",
    "確認項目",
    "対応",
    "判断",
    "例",
    "目標値（参考）",
    "指標",
    "監視項目",
    "メトリクス",
];

/// Verbs and particles between a metric and its number.
const BETWEEN: &[&str] =
    &["が常に", "まで", "が", "は", "を", "も", "の", "で", "に", "も含め", "=", "is", "remains", "が連続"];

/// The metric in front of a comparison at `at`; `from` is where an earlier comparison ends.
pub(super) fn before(text: &str, from: usize, at: usize) -> Metric {
    let Some(head) = text.get(..at) else { return Metric::default() };
    let mut start = clause(head).max(from.min(at));
    // 5xx > 5%/5分・認証失敗 > 50%: the rest of the earlier comparison is no name.
    if from > 0
        && start == from.min(at)
        && let Some(dot) = head.get(start..).and_then(|rest| rest.rfind('・'))
    {
        start += dot + '・'.len_utf8();
    }
    let name = trimmed(head.get(start..).unwrap_or_default());
    if !name.is_empty() {
        let start = start + head[start..].find(name).unwrap_or(0);
        return match (is_statistic(name), outwards(head, clause(head))) {
            // API応答時間（目標: 平均200ms以下）: the average is of what stands further out.
            (true, outer) if !outer.name.is_empty() => {
                Metric { name: format!("{} {name}", outer.name), start: outer.start }
            }
            _ => Metric { name: name.to_owned(), start: Some(start) },
        };
    }
    outwards(head, start)
}

/// The metric that stands before the bracket or colon at which a clause starts.
fn outwards(head: &str, mut start: usize) -> Metric {
    const MOST: usize = 3;
    for _ in 0..MOST {
        let opening = head[..start].trim_end();
        let Some(opener) = opening.chars().next_back().filter(|opener| matches!(opener, '(' | '（' | ':' | '：'))
        else {
            break;
        };
        let outer = opening[..opening.len() - opener.len_utf8()].trim_end();
        start = clause(outer);
        let name = trimmed(&outer[start..]);
        if !name.is_empty() && !is_purpose(name) {
            return Metric { name: name.to_owned(), start: Some(start + outer[start..].find(name).unwrap_or(0)) };
        }
    }
    Metric::default()
}

/// The nearest of several titles that names a metric.
pub(super) fn of_titles(titles: &[String]) -> String {
    titles.iter().find(|title| !is_purpose(title)).cloned().unwrap_or_default()
}

pub(super) fn is_purpose(name: &str) -> bool {
    let folded = small(name);
    PURPOSES.contains(&folded.as_str())
}

/// P95, 平均: a way of measuring that needs the row's metric beside it.
pub(super) fn is_statistic(name: &str) -> bool {
    let folded = small(name);
    let percentile = folded
        .strip_prefix('p')
        .is_some_and(|digits| !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit()));
    percentile || ["平均", "最大", "中央値", "avg", "max", "24h 平均"].contains(&folded.as_str()) || is_purpose(name)
}

/// Where the clause that ends a text begins. A bracket that is closed again stays inside (Latency (p95) < 1s).
fn clause(text: &str) -> usize {
    let mut closed = 0usize;
    for (at, character) in text.char_indices().rev() {
        match character {
            ')' | '）' => closed += 1,
            '(' | '（' if closed > 0 => closed -= 1,
            '(' | '（' | '、' | '。' | '，' | ';' | '；' | ':' | '：' | '「' | '\n' | '→' | '|' => {
                return at + character.len_utf8();
            }
            ',' | '/' if text[at + 1..].starts_with(' ') => return at + 1,
            _ => {}
        }
    }
    0
}

fn trimmed(text: &str) -> &str {
    let mut name = text.trim_matches(|character: char| {
        character.is_whitespace() || matches!(character, '*' | '-' | '・' | '•' | '~' | '〜')
    });
    name = name.trim_start_matches(|character: char| {
        !character.is_alphanumeric() && !matches!(character, '/' | '`' | '_' | '(' | '（')
    });
    while let Some(rest) = BETWEEN.iter().find_map(|word| name.strip_suffix(word)) {
        name = rest.trim_end();
    }
    for word in ["OR ", "AND ", "or ", "and "] {
        name = name.strip_prefix(word).unwrap_or(name);
    }
    name
}

/// The level that words right around a comparison name (警告: 80%以上, 5秒以上で警告).
pub(super) fn level_of_words(text: &str, range: &Range<usize>) -> Option<ThresholdLevel> {
    let behind = text.get(range.end..)?;
    for (word, level) in [
        ("で警告", ThresholdLevel::Warning),
        ("で危険", ThresholdLevel::Critical),
        ("が正常", ThresholdLevel::Normal),
        ("で異常", ThresholdLevel::Critical),
    ] {
        if behind.trim_start().starts_with(word) {
            return Some(level);
        }
    }
    let head = text.get(..range.start)?;
    // The label of the line holds for all of it (Critical: A OR B).
    if let Some((label, _)) = head.split_once([':', '：'])
        && let Some(level) = label_level(label)
    {
        return Some(level);
    }
    let near = small(head.char_indices().rev().nth(24).map_or(head, |(at, _)| &head[at..]));
    [
        ("警告", ThresholdLevel::Warning),
        ("warning", ThresholdLevel::Warning),
        ("危険", ThresholdLevel::Critical),
        ("critical", ThresholdLevel::Critical),
        ("緊急", ThresholdLevel::Critical),
        ("正常", ThresholdLevel::Normal),
        ("目標", ThresholdLevel::Objective),
        ("slo", ThresholdLevel::Objective),
    ]
    .into_iter()
    .filter_map(|(word, level)| near.rfind(word).map(|at| (at, level)))
    .max_by_key(|(at, _)| *at)
    .map(|(_, level)| level)
}

fn label_level(label: &str) -> Option<ThresholdLevel> {
    match label.trim().to_lowercase().as_str() {
        "critical" | "危険" | "緊急" | "重大" | "異常" => Some(ThresholdLevel::Critical),
        "warning" | "警告" | "注意" => Some(ThresholdLevel::Warning),
        "正常" | "正常値" | "正常範囲" | "normal" => Some(ThresholdLevel::Normal),
        "目標" | "目標値" | "slo" | "target" => Some(ThresholdLevel::Objective),
        _ => None,
    }
}

/// The level that a title names.
pub(super) fn level_of_title(title: &str) -> Option<ThresholdLevel> {
    let folded = small(title);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if has(&["警告", "warning"]) {
        Some(ThresholdLevel::Warning)
    } else if has(&["critical", "緊急", "危険", "error", "アラート", "監視", "ロールバック", "重大"])
    {
        Some(ThresholdLevel::Critical)
    } else if has(&["症状", "symptom"]) {
        Some(ThresholdLevel::Symptom)
    } else if has(&["slo", "目標", "品質指標"]) {
        Some(ThresholdLevel::Objective)
    } else if has(&["復旧確認", "復旧判定", "完了条件", "成功基準"]) {
        Some(ThresholdLevel::Recovery)
    } else {
        None
    }
}

/// Over how long is measured: the duration behind (or else before) a comparison that says so (5分間, 5分継続, /5分).
/// `durations` are those of the whole text, in which `near` lies.
pub(super) fn window(near: &Near<'_>, durations: &[(Range<usize>, Duration)]) -> Option<Duration> {
    let (text, range) = (near.text, &near.range);
    let first = durations.partition_point(|(place, _)| place.start < near.offset);
    let mut before = None;
    for (place, duration) in durations.get(first..).unwrap_or_default() {
        let place = place.start - near.offset..place.end - near.offset;
        if place.start >= text.len() {
            break;
        }
        if place.start < range.end && range.start < place.end {
            continue;
        }
        let behind = text.get(place.end..).unwrap_or_default().trim_start();
        let written = text.get(place.clone()).unwrap_or_default();
        let head = text.get(..place.start).unwrap_or_default().trim_end();
        let lasts = written.contains('間') && !written.contains("時間") || written.ends_with("時間間");
        let says = ["継続", "続", "平均", "間", "連続", "にわた", "以上継続", "の間", "で"]
            .iter()
            .any(|word| behind.starts_with(word));
        let rate = head.ends_with('/') || head.ends_with("last") || head.ends_with("直近");
        if !(lasts || says || rate) {
            continue;
        }
        if place.start >= range.end {
            return Some(duration.clone());
        }
        before = Some(duration);
    }
    before.cloned()
}
