//! `severity/unreadable-target`: a target of a level that names no time.

use super::super::{Check, Context, Findings, Rule};
use super::{Target, tables};
use crate::diag::{Level, Message};
use crate::model::{Field, Runbook, SeverityLevel};

pub(in crate::check) const RULE: Rule =
    Rule { name: "severity/unreadable-target", level: Level::Warning, check: Check::Document(check) };

/// What says when, or that there is no when, without a number: schedules, work hours, no target at all.
const UNDERSTOOD: &[&str] = &[
    "ベストエフォート",
    "best effort",
    "best-effort",
    "都度",
    "随時",
    "適宜",
    "次第",
    "次回",
    "次の",
    "次期",
    "次々",
    "翌",
    "営業",
    "平日",
    "通常",
    "計画",
    "定期",
    "定例",
    "対象外",
    "不要",
    "なし",
    "無し",
    "なく",
    "必要",
    "任意",
    "該当",
    "経過",
    "静観",
    "様子",
    "監視",
    "週",
    "月",
    "日次",
    "日中",
    "当日",
    "毎",
    "即",
    "スプリント",
    "リリース",
    "メンテナンス",
    "バックログ",
    "ロードマップ",
    "アップデート",
    "相談",
    "協議",
    "個別",
    "別途",
    "契約",
    "参照",
    "業務",
    "勤務",
    "時間内",
    "時間外",
    "時間帯",
    "年度",
    "期末",
    "今期",
    "四半期",
    "next",
    "sprint",
    "release",
    "backlog",
    "business",
    "scheduled",
    "planned",
    "n/a",
    "none",
    "24/7",
];

/// Longer texts are remarks and no targets.
const MOST: usize = 20;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.runbook.template {
        return;
    }
    for levels in tables(context.runbook) {
        for target in Target::all(levels) {
            column(context.runbook, levels, target, findings);
        }
    }
}

fn column(runbook: &Runbook, levels: &[SeverityLevel], target: Target, findings: &mut Findings<'_>) {
    let read = levels.iter().filter(|level| target.read(level).is_some()).count();
    let strange = levels.iter().filter_map(|level| match target.of(level) {
        Some(Field::Unreadable(text)) if !is_understood(&text.value) => Some((level, text)),
        _ => None,
    });
    // A column in which most say something else holds no targets.
    if strange.clone().count() > read {
        return;
    }
    for (level, text) in strange {
        let message = Message::new("severity-unreadable-target").with("name", &level.name).with("text", &text.value);
        let message = target.name(message, runbook, level);
        findings.report(text.span, message).help = Some(Message::new("severity-unreadable-target-help"));
    }
}

fn is_understood(text: &str) -> bool {
    let folded = text.to_lowercase();
    folded.chars().count() > MOST || UNDERSTOOD.iter().any(|word| folded.contains(word))
}
