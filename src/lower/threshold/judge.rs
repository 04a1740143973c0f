//! Which comparisons measure a system.

use super::Near;
use crate::lower::table::SectionContext;
use crate::lower::words::Words;
use crate::model::{Comparison, Role};
use crate::syntax::{PartKind, Prose};

/// What people are given time for: durations, no thresholds.
static PEOPLE: Words = Words::new(&[
    "rto",
    "rpo",
    "mttr",
    "mttd",
    "mtta",
    "mtbf",
    "復旧時間",
    "対応時間",
    "解決時間",
    "復旧目標",
    "復旧時点",
    "応答sla",
    "初動",
    "リードタイム",
    "対応完了",
    "所要時間",
]);
/// Times that a system takes, in units in which people take theirs too.
static MACHINE_TIMES: Words = Words::new(&[
    "遅延",
    "ラグ",
    "lag",
    "レイテンシ",
    "latency",
    "応答時間",
    "レスポンス",
    "実行時間",
    "処理時間",
    "経過時間",
    "滞留",
    "uptime",
    "age",
    "有効期限",
    "残日数",
    "鮮度",
    "遅れ",
    "delay",
    "キュー",
]);
/// Words of what is counted or measured.
static MEASURES: Words = Words::new(&[
    "数",
    "値",
    "スコア",
    "率",
    "量",
    "件",
    "深さ",
    "サイズ",
    "エラー",
    "失敗",
    "アラート",
    "接続",
    "リクエスト",
    "再起動",
    "ログイン",
    "タイムアウト",
    "発生",
    "検知",
    "障害",
    "メッセージ",
    "キュー",
    "試行",
    "報告",
    "アクセス",
    "ユーザー",
    "利用者",
    "台数",
    "未解決",
    "パケット",
    "score",
    "rate",
    "count",
    "depth",
    "lag",
    "size",
    "connections",
    "requests",
    "errors",
    "streams",
    "queue",
    "load",
    "usage",
    "ratio",
    "total",
    "number",
    "latency",
    "depth",
    "retries",
    "fail",
    "p50",
    "p95",
    "p99",
    "連続",
    "同一",
    "エンドポイント",
    "誤検知",
    "cpu",
    "memory",
    "メモリ",
    "5xx",
    "4xx",
    "restarts",
    "replicas",
    "accuracy",
    "重複",
]);
/// What makes of a number a version, a price or a rule for texts.
static OTHER: Words = Words::new(&[
    "バージョン",
    "version",
    "パスワード",
    "文字",
    "予算",
    "料金",
    "無料枠",
    "価格",
    "円",
    "¥",
    "$",
    "カーネル",
    "kernel",
    "tls",
    "ssl ",
    "解像度",
]);
/// Words of comparison with another time.
const RELATIVE: &[&str] = &[
    "前月比",
    "前日比",
    "前週比",
    "前年比",
    "通常の",
    "通常時の",
    "平常時の",
    "普段の",
    "平常の",
    "ベースラインの",
    "上限の",
    "既定の",
];

/// 15分以内, 3ヶ月以上: what needs no look at its surroundings to be no threshold.
pub(super) fn is_time_of_people(text: &str, comparison: &Comparison) -> bool {
    match comparison.unit.as_str() {
        "min" | "h" | "d" => {
            !comparison.sign && text.get(comparison.range.clone()).is_some_and(|text| text.ends_with("以内"))
        }
        "w" | "month" | "y" => true,
        _ => false,
    }
}

/// Whether a comparison in running text is a threshold.
pub(super) fn keeps(
    prose: &Prose,
    near: &Near<'_>,
    comparison: &Comparison,
    metric: &str,
    context: &SectionContext,
) -> bool {
    let before = near.text.get(..near.range.start).unwrap_or_default();
    let behind = near.text.get(near.range.end..).unwrap_or_default().trim_start();
    let kind = prose.part(comparison.range.start).map(|part| part.kind);
    // A predicate in code is none; with a unit of measure it is an alert's condition as operators read it.
    let written = match kind {
        Some(PartKind::Code) => matches!(comparison.unit.as_str(), "%" | "ms" | "s"),
        Some(PartKind::Html | PartKind::Address) => false,
        _ => true,
    };
    let folded = metric.to_lowercase();
    let skipped = matches!(context.role(), Role::Changelog | Role::References);
    if !written || skipped || is_relative(near) || OTHER.are_in(&folded) {
        return false;
    }
    let spoken = before.trim_end_matches(['(', '（', ' ']);
    let priced = ["予算", "料金", "課金", "無料枠", "例:", "例："].iter().any(|word| before.contains(word))
        || spoken.ends_with('例');
    if priced || is_requirement(comparison, &folded, behind) {
        return false;
    }
    let required = context.within(Role::Prerequisites) || requirements(context);
    let instructs =
        ["で目視", "で確認", "を確認し", "の条件", "を指定", "を設定", "が必要", "を推奨", "を入力", "を確保"]
            .iter()
            .any(|word| behind.starts_with(word));
    match comparison.unit.as_str() {
        "%" => true,
        "ms" | "s" => {
            !is_limit_of_people(&folded) && (comparison.sign || !is_within(prose, comparison) || measures(&folded))
        }
        // 目標: ≤ 15分 is an objective, written as one.
        "min" | "h" if comparison.sign && before.trim_end().ends_with(['標', ':', '：']) && before.contains("目標") => {
            true
        }
        "min" | "h" => !is_within(prose, comparison) && is_machine_time(&folded) && !is_limit_of_people(&folded),
        "d" => comparison.sign && is_machine_time(&folded),
        "w" | "month" | "y" | "倍" | "文字" | "世代" => false,
        "count" => comparison.sign || (!instructs && !required && counts(before, metric, &folded)),
        "" => measures(&folded) && !instructs && !required && (comparison.sign || ends_in_measure(before)),
        _ => !required && !instructs,
    }
}

/// Whether a comparison in a column of values is a threshold: the column says so, times of people apart.
pub(super) fn keeps_graded(comparison: &Comparison, metric: &str) -> bool {
    let folded = metric.to_lowercase();
    // With a sign it is written as an objective, also where people are measured (RTO | ≤ 1時間).
    if comparison.sign {
        return !OTHER.are_in(&folded);
    }
    if is_limit_of_people(&folded) {
        return false;
    }
    match comparison.unit.as_str() {
        "min" | "h" | "d" => is_machine_time(&folded),
        "w" | "month" | "y" | "倍" | "文字" => false,
        _ => !OTHER.are_in(&folded),
    }
}

/// メモリ 16GB以上: what a machine must have.
fn is_requirement(comparison: &Comparison, folded: &str, behind: &str) -> bool {
    let size = matches!(comparison.unit.as_str(), "GB" | "TB" | "MB" | "GiB" | "MiB");
    let part = ["メモリ", "ram", "ディスク", "ストレージ", "cpu", "memory"].iter().any(|word| folded.contains(word));
    let used = ["空き", "残", "使用", "利用", "free", "available", "消費"].iter().any(|word| folded.contains(word));
    (size && part && !used && comparison.comparator == crate::model::Comparator::GreaterOrEqual && !comparison.sign)
        || behind.starts_with("の空き容量")
}

/// Whether a header says what is measured.
pub(super) fn names_measure(header: &str) -> bool {
    let folded = header.to_lowercase();
    let open = folded.find(['(', '（']).unwrap_or(folded.len());
    let folded = folded[..open].trim_end();
    ["率", "数", "件数", "レイテンシ", "latency", "rate", "count"].iter().any(|word| folded.ends_with(word))
}

fn is_within(prose: &Prose, comparison: &Comparison) -> bool {
    prose.text.get(comparison.range.clone()).is_some_and(|text| text.ends_with("以内"))
}

/// Whether a metric is a time limit of people.
pub(super) fn is_limit_of_people(metric: &str) -> bool {
    let folded = metric.to_lowercase();
    PEOPLE.are_in(&folded)
}

fn is_machine_time(folded: &str) -> bool {
    MACHINE_TIMES.are_in(folded)
}

fn measures(folded: &str) -> bool {
    MEASURES.are_in(folded) || MACHINE_TIMES.are_in(folded)
}

/// Counts: 3件以上の失敗, but not 年1回以上 or 1台以上で確認する.
fn counts(before: &str, metric: &str, folded: &str) -> bool {
    let frequency = before.trim_end().ends_with(['年', '月', '週', '日', '時']) || before.trim_end().ends_with("必ず");
    !frequency && (metric.is_empty() || measures(folded))
}

/// The number stands right behind what it measures (メッセージ数が1000以下).
fn ends_in_measure(before: &str) -> bool {
    let head = before.trim_end().trim_end_matches(['が', 'は', 'も']);
    ["数", "値", "スコア", "率", "量", "件数", "サイズ", "score", "count"].iter().any(|word| head.ends_with(word))
}

/// Whether a comparison is with another time or a share of something else (通常の10倍以上).
pub(super) fn is_relative(near: &Near<'_>) -> bool {
    let before = near.text.get(..near.range.start).unwrap_or_default().trim_end();
    let behind = near.text.get(near.range.end..).unwrap_or_default().trim_start();
    RELATIVE.iter().any(|word| before.ends_with(word.trim_end())) || behind.starts_with(['*', '×'])
}

fn requirements(context: &SectionContext) -> bool {
    context.titles.iter().any(|title| {
        let folded = title.to_lowercase();
        ["要件", "スペック", "動作環境", "必要な環境", "requirement"].iter().any(|word| folded.contains(word))
    })
}

/// A bare objective that is a lower bound: an availability, or a share near the whole of it.
pub(super) fn is_availability(metric: &str, value: f64, unit: &str) -> bool {
    let folded = metric.to_lowercase();
    let named = ["可用性", "稼働率", "成功率", "availability", "uptime", "達成率", "完了率"]
        .iter()
        .any(|word| folded.contains(word));
    unit == "%"
        && (named || (value >= 99.0 && !["エラー", "error", "失敗", "使用率"].iter().any(|word| folded.contains(word))))
}

/// Whether a unit is one of measured quantities; bare numbers of people's times are none.
pub(super) fn is_measure(unit: &str) -> bool {
    !matches!(unit, "min" | "h" | "d" | "w" | "month" | "y" | "倍" | "文字")
}
