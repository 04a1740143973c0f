//! Titles that name a failure, told from titles of tasks, lists and documents about failures. The words are data.

use aho_corasick::AhoCorasick;
use std::cell::LazyCell;
use std::sync::LazyLock;

struct Words {
    /// `None` only where the list could not be built.
    failures: Option<AhoCorasick>,
    endings: Vec<&'static str>,
    starts: Vec<&'static str>,
    general: Vec<&'static str>,
    closing: Vec<&'static str>,
    alerts: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let text = include_str!("failure.txt");
    Words {
        failures: AhoCorasick::new(list(text, "failures")).ok(),
        endings: list(text, "endings"),
        starts: list(text, "starts"),
        general: list(text, "general"),
        closing: list(text, "closing"),
        alerts: list(text, "alerts"),
    }
});

/// Words of one paragraph: `name:` and lines of words, separated by commas.
fn list(text: &'static str, name: &str) -> Vec<&'static str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let paragraph = lines.skip_while(|line| line.strip_suffix(':') != Some(name)).skip(1);
    let words = paragraph.take_while(|line| !line.is_empty()).flat_map(|line| line.split(','));
    words.map(str::trim).filter(|word| !word.is_empty()).collect()
}

/// Whether a folded title names one failure.
pub(super) fn names_failure(key: &str) -> bool {
    if is_negated(key) {
        return true;
    }
    let bare = LazyCell::new(|| without_answer(key));
    let counts = |range: std::ops::Range<usize>| {
        let word = key.get(range.clone()).unwrap_or_default();
        is_whole(key, range) && (!WORDS.closing.contains(&word) || closes(&bare, word))
    };
    let mut failures = WORDS.failures.iter().flat_map(|finder| finder.find_overlapping_iter(key));
    if !failures.any(|word| counts(word.range())) {
        return false;
    }
    if WORDS.starts.iter().any(|start| key.starts_with(start)) {
        return false;
    }
    let bare = *bare;
    if bare.is_empty() || WORDS.general.contains(&bare) || WORDS.endings.iter().any(|end| key.ends_with(end)) {
        return false;
    }
    !WORDS.endings.iter().any(|end| bare.ends_with(end)) && !key.contains('?')
}

/// セキュリティインシデント; インシデント一覧, 新しいインシデント and 世界中のインシデント name no single one.
fn closes(bare: &str, word: &str) -> bool {
    let bare = bare.trim_end_matches(|mark: char| !mark.is_alphanumeric());
    let Some(kind) = bare.strip_suffix(word).map(str::trim_end) else { return false };
    kind.ends_with(|last: char| last.is_alphanumeric()) && !kind.ends_with(['の', 'な', 'い'])
}

/// 通知が送信されない, DBファイルが存在しない場合: what does not work is a failure.
fn is_negated(key: &str) -> bool {
    let key = key.strip_suffix("場合").unwrap_or(key);
    let negated = ["ない", "ません", "なくなった", "なくなる"].iter().any(|end| key.ends_with(end));
    let told = [
        "いけない",
        "ではない",
        "必要ない",
        "問題ない",
        "復旧しない",
        "解決しない",
        "改善しない",
        "対象にしない",
        "少ない",
        "扱わない",
    ];
    negated && !told.iter().any(|end| key.ends_with(end))
}

/// 〜対応, 〜時, 〜の場合 taken off.
fn without_answer(key: &str) -> &str {
    let mut bare = key;
    loop {
        let before = bare;
        for end in [
            "対応手順",
            "対応",
            "手順",
            "の対処",
            "対処",
            "への",
            "時の",
            "時",
            "の場合",
            "場合",
            "発生",
            "が",
            "の",
            "復旧",
            "runbook",
            "シナリオ",
        ] {
            bare = bare.strip_suffix(end).unwrap_or(bare).trim_end();
        }
        if bare == before {
            return bare;
        }
    }
}

/// Latin words count whole only.
fn is_whole(key: &str, range: std::ops::Range<usize>) -> bool {
    if !key[range.clone()].is_ascii() {
        return true;
    }
    let before = key[..range.start].chars().next_back();
    let behind = key[range.end..].chars().next();
    !before.is_some_and(|c| c.is_ascii_alphanumeric()) && !behind.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// `ケース1: …`, `シナリオ2: …`, `パターンA: …`
pub(super) fn is_case(key: &str) -> bool {
    ["ケース", "シナリオ", "障害パターン", "パターン", "scenario", "case"].iter().any(|word| {
        key.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start();
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            end > 0 && end <= 2 && rest[end..].trim_start().starts_with([':', '.', '-', '—', '：'])
        })
    })
}

/// `PostgresDown`, `HighErrorRate`
pub(super) fn is_alert_name(title: &str) -> bool {
    let name = title.split([' ', '（', '(', ':', '：']).next().unwrap_or_default();
    let behind = title[name.len()..].trim_start();
    if !behind.is_empty() && !behind.starts_with(['（', '(', ':', '：']) {
        return false;
    }
    let capitals = name.chars().filter(char::is_ascii_uppercase).count();
    let smalls = name.chars().filter(char::is_ascii_lowercase).count();
    name.len() >= 8
        && capitals >= 2
        && smalls > capitals
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && is_alarm(name)
}

/// Whether a name in one word says what is wrong, as names of alerts do.
pub(super) fn is_alarm(name: &str) -> bool {
    WORDS.alerts.iter().any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_told_from_tasks_about_them() {
        let names = |title: &str| names_failure(&super::super::title::take_apart(title).key);
        for title in [
            "6.1 高レイテンシ",
            "DBに繋がらない",
            "決済サービス障害時",
            "セキュリティインシデント対応",
            "DLQ / FAILED が増える",
            "P1 インシデント対応手順",
            "L1（重大）インシデント対応",
            "データ悪用インシデント",
            "インシデントの自動生成が多すぎる",
            "証明書の失効",
            "メモリ/CPU枯渇",
            "デプロイ後に問題が発生",
        ] {
            assert!(names(title), "{title}");
        }
        for title in [
            "障害対応",
            "インシデント対応手順",
            "障害レベル定義",
            "エラー率の確認",
            "障害対応フロー",
            "障害パターン別対応",
            "エラーログ確認",
            "インシデントとは",
            "インシデント一覧を見る",
            "新しいインシデントを登録する",
            "UAT-003: インシデント起票から解決まで",
            "インシデント会議の手順と用語",
            "世界中のインシデント対応",
            "Q3-4. インシデントを間違って登録しました",
            "端末の失効（利用停止）",
            "障害報告テンプレート",
        ] {
            assert!(!names(title), "{title}");
        }
    }
}
