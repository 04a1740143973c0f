//! Comparisons in running text.

use super::{Comparator, Comparison};
use crate::model::scan::Scanned;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// Unit as written (folded) and its one spelling. Longer forms first.
const UNITS: &[(&str, &str)] = &[
    ("ミリ秒", "ms"),
    ("msec", "ms"),
    ("ms", "ms"),
    ("秒間", "s"),
    ("秒", "s"),
    ("seconds", "s"),
    ("second", "s"),
    ("secs", "s"),
    ("sec", "s"),
    ("分間", "min"),
    ("分", "min"),
    ("minutes", "min"),
    ("minute", "min"),
    ("mins", "min"),
    ("min", "min"),
    ("時間", "h"),
    ("hours", "h"),
    ("hour", "h"),
    ("営業日", "d"),
    ("日間", "d"),
    ("日", "d"),
    ("days", "d"),
    ("day", "d"),
    ("週間", "w"),
    ("週", "w"),
    ("ヶ月", "month"),
    ("か月", "month"),
    ("カ月", "month"),
    ("年", "y"),
    ("%", "%"),
    ("パーセント", "%"),
    ("件", "count"),
    ("回", "count"),
    ("個", "count"),
    ("人", "count"),
    ("台", "count"),
    ("名", "count"),
    ("本", "count"),
    ("つ", "count"),
    ("倍", "倍"),
    ("点", "点"),
    ("文字", "文字"),
    ("世代", "世代"),
    ("通", "count"),
    ("s", "s"),
    ("h", "h"),
    ("d", "d"),
];

/// Words behind a number that compare; longer forms first.
const BEHIND: &[(&str, Comparator)] = &[
    ("以上", Comparator::GreaterOrEqual),
    ("以下", Comparator::LessOrEqual),
    ("以内", Comparator::LessOrEqual),
    ("未満", Comparator::Less),
    ("を超過", Comparator::Greater),
    ("を超え", Comparator::Greater),
    ("を超", Comparator::Greater),
    ("超過", Comparator::Greater),
    ("超え", Comparator::Greater),
    ("超", Comparator::Greater),
    ("を上回", Comparator::Greater),
    ("を下回", Comparator::Less),
    ("下回", Comparator::Less),
    ("上回", Comparator::Greater),
    ("より大き", Comparator::Greater),
    ("より多", Comparator::Greater),
    ("より長", Comparator::Greater),
    ("より小さ", Comparator::Less),
    ("より少な", Comparator::Less),
    ("より短", Comparator::Less),
    ("を割", Comparator::Less),
    ("or more", Comparator::GreaterOrEqual),
    ("or higher", Comparator::GreaterOrEqual),
    ("or less", Comparator::LessOrEqual),
];

/// English words in front of a number that compare.
const BEFORE: &[(&str, Comparator)] = &[
    ("greater than", Comparator::Greater),
    ("more than", Comparator::Greater),
    ("above", Comparator::Greater),
    ("over", Comparator::Greater),
    ("exceeds", Comparator::Greater),
    ("exceed", Comparator::Greater),
    ("exceeding", Comparator::Greater),
    ("less than", Comparator::Less),
    ("below", Comparator::Less),
    ("under", Comparator::Less),
    ("at least", Comparator::GreaterOrEqual),
    ("at most", Comparator::LessOrEqual),
];

pub(super) fn find_all(text: &str) -> Vec<Comparison> {
    let mut found = Vec::new();
    if !text.bytes().any(|byte| byte.is_ascii_digit() || byte == 0xef) {
        return found;
    }
    if !may_compare(text) {
        return found;
    }
    let scanned = Scanned::new(text);
    let mut at = 0;
    while at < scanned.len() {
        let Some((value, end)) = scanned.number(at) else {
            at += 1;
            continue;
        };
        if let Some(comparison) = at_number(&scanned, at, value, end) {
            at = end.max(scanned.index(comparison.range.end));
            found.push(comparison);
        } else {
            at = end;
        }
    }
    found
}

/// Whether a sign or a word that compares can stand in a text: of the words their first parts, since any blank may follow.
fn may_compare(text: &str) -> bool {
    static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let parts = [
            "<", ">", "≤", "≥", "≦", "≧", "＜", "＞", "以上", "以下", "以内", "未満", "超", "上回", "下回", "より",
            "を割", "or", "greater", "more", "above", "over", "exceed", "less", "below", "under", "at",
        ];
        AhoCorasick::builder().ascii_case_insensitive(true).build(parts).ok()
    });
    let wide = || text.contains(|letter| matches!(letter, '\u{FF21}'..='\u{FF5A}'));
    FINDER.as_ref().is_none_or(|finder| finder.is_match(text)) || wide()
}

fn at_number(scanned: &Scanned, at: usize, value: f64, end: usize) -> Option<Comparison> {
    let (unit, unit_end) = unit(scanned, end);
    // 1.21.1 is a version, 2026-08 a date.
    if scanned.at(end) == '.' && scanned.at(end + 1).is_ascii_digit() {
        return None;
    }
    // <1a> is a tag or a name.
    if unit.is_empty() && (scanned.at(end).is_ascii_alphabetic() || scanned.at(end) == '_') {
        return None;
    }
    if let Some((start, comparator)) = sign_before(scanned, at).or_else(|| word_before(scanned, at, &unit)) {
        let sign = !scanned.at(start).is_ascii_alphabetic();
        return Some(Comparison { range: scanned.bytes(start..unit_end), comparator, value, unit, sign });
    }
    if !begins(scanned, at) {
        return None;
    }
    let word = scanned.skip_blank(unit_end);
    let (behind, comparator) = behind(scanned, word)?;
    // A negation says the opposite, and what it means is for people to say.
    let negated = ["ない", "なければ", "ません", "らない", "らなければ", "りません"]
        .iter()
        .any(|ending| scanned.is(behind, ending));
    if negated {
        return None;
    }
    Some(Comparison { range: scanned.bytes(at..behind), comparator, value, unit, sign: false })
}

fn behind(scanned: &Scanned, at: usize) -> Option<(usize, Comparator)> {
    let (word, comparator) = BEHIND.iter().find(|(word, _)| scanned.is(at, word))?;
    Some((at + word.chars().count(), *comparator))
}

/// Whether a number begins at `at`, and is no part of a name, a version or a date (P3, 2026-08-01, v18).
fn begins(scanned: &Scanned, at: usize) -> bool {
    let before = scanned.before(at);
    let joined = before.is_ascii_alphabetic() || matches!(before, '.' | '_' | '#' | '$' | '¥' | '第');
    let dash = matches!(before, '-' | '/' | ':')
        && at.checked_sub(1).is_some_and(|dash| scanned.before(dash).is_ascii_alphanumeric());
    // p95が and the like leave a particle between; レベル2以上 counts levels.
    let counted = [
        "レベル",
        "phase",
        "フェーズ",
        "重要度",
        "重大度",
        "優先度",
        "step",
        "バージョン",
        "version",
        "ver",
        "tls",
        "tier",
        "level",
        "java",
        "node",
        "python",
        "node.js",
        "php",
        "ruby",
        "go",
        "docker",
        "postgresql",
        "mysql",
        "コード",
        "番",
    ];
    let edge = scanned.back_over_blank(at);
    !joined && !dash && !counted.iter().any(|word| scanned.ends(edge, word))
}

/// A sign in front of a number: its start and what it compares.
fn sign_before(scanned: &Scanned, at: usize) -> Option<(usize, Comparator)> {
    let edge = scanned.back_over_blank(at);
    let equal = scanned.before(edge) == '=';
    let sign = if equal { edge.checked_sub(1)? } else { edge };
    let start = sign.checked_sub(1)?;
    let comparator = match (scanned.at(start), equal) {
        ('<', false) => Comparator::Less,
        ('<', true) | ('≤', false) => Comparator::LessOrEqual,
        ('>', false) => Comparator::Greater,
        ('>', true) | ('≥', false) => Comparator::GreaterOrEqual,
        _ => return None,
    };
    let earlier = scanned.before(start);
    // Arrows, shifts and closing tags.
    (!matches!(earlier, '-' | '=' | '<' | '>' | '|' | '─' | '"' | '\'' | '/')).then_some((start, comparator))
}

fn word_before(scanned: &Scanned, at: usize, unit: &str) -> Option<(usize, Comparator)> {
    if !matches!(unit, "%" | "ms" | "s" | "gb" | "mb" | "GB" | "MB" | "messages") {
        return None;
    }
    let edge = scanned.back_over_blank(at);
    BEFORE.iter().find_map(|(word, comparator)| {
        let start = edge.checked_sub(word.chars().count())?;
        (scanned.is(start, word) && !scanned.before(start).is_ascii_alphanumeric() && edge < at)
            .then_some((start, *comparator))
    })
}

/// The unit behind a number, in its one spelling, and where it ends.
fn unit(scanned: &Scanned, end: usize) -> (String, usize) {
    let at = scanned.skip_blank(end);
    for (written, unit) in UNITS {
        if !scanned.is(at, written) {
            continue;
        }
        let behind = at + written.chars().count();
        if !(written.is_ascii() && *written != "%" && scanned.at(behind).is_ascii_alphanumeric()) {
            return ((*unit).to_owned(), rate(scanned, behind));
        }
    }
    // A size or a rate as written (GB, rps, req/s, messages).
    let mut behind = at;
    let mut word = String::new();
    while scanned.at(behind).is_ascii_alphabetic() || (scanned.at(behind) == '/' && !word.is_empty()) {
        word.push(scanned.at(behind));
        behind += 1;
    }
    let known = matches!(
        word.as_str(),
        "b" | "kb"
            | "mb"
            | "gb"
            | "tb"
            | "kib"
            | "mib"
            | "gib"
            | "tib"
            | "rps"
            | "qps"
            | "tps"
            | "req/s"
            | "req/sec"
            | "req/min"
            | "rpm"
            | "iops"
            | "messages"
            | "pp"
            | "mbps"
            | "gbps"
            | "errors"
            | "requests"
            | "connections"
            | "items"
            | "bytes"
            | "points"
            | "mb/s"
            | "gb/s"
            | "kb/s"
    );
    if known { (spelled(&word), behind) } else { (String::new(), end) }
}

/// The part behind a slash of a rate (5件/日) belongs to the comparison.
fn rate(scanned: &Scanned, behind: usize) -> usize {
    if scanned.at(behind) != '/' {
        return behind;
    }
    ["日", "分", "時間", "時", "秒", "月", "週", "day", "min", "h", "s"]
        .iter()
        .find(|word| scanned.is(behind + 1, word))
        .map_or(behind, |word| behind + 1 + word.chars().count())
}

/// Sizes are written in capitals.
fn spelled(word: &str) -> String {
    match word {
        "b" | "kb" | "mb" | "gb" | "tb" => word.to_uppercase(),
        "kib" => "KiB".to_owned(),
        "mib" => "MiB".to_owned(),
        "gib" => "GiB".to_owned(),
        "tib" => "TiB".to_owned(),
        _ => word.to_owned(),
    }
}

pub(super) fn bare(text: &str) -> Option<(f64, String)> {
    let scanned = Scanned::new(text.trim());
    let (value, end) = scanned.number(0)?;
    let (unit, behind) = unit(&scanned, end);
    let rest = scanned.skip_blank(behind);
    (matches!(scanned.at(rest), '\0' | '(') && !(scanned.at(rest) == '\0' && rest < scanned.len()))
        .then_some((value, unit))
}

pub(super) fn operator(text: &str) -> Option<Comparator> {
    match text.trim().trim_matches('`') {
        "<" | "＜" | "未満" => Some(Comparator::Less),
        "<=" | "≤" | "≦" | "以下" => Some(Comparator::LessOrEqual),
        ">" | "＞" | "超" | "超過" => Some(Comparator::Greater),
        ">=" | "≥" | "≧" | "以上" => Some(Comparator::GreaterOrEqual),
        "=" | "==" => Some(Comparator::Equal),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        find_all(text)
            .into_iter()
            .map(|found| format!("{}{}{}|{}", found.comparator.name(), found.value, found.unit, &text[found.range]))
            .collect()
    }

    #[test]
    fn signs_and_words() {
        assert_eq!(read("P99 > 500ms"), [">500ms|> 500ms"]);
        assert_eq!(read("エラー率 ＜ ０．５ ％"), ["<0.5%|＜ ０．５ ％"]);
        assert_eq!(read("≥99.9%"), [">=99.9%|≥99.9%"]);
        assert_eq!(read("CPU<70%, メモリ<80%"), ["<70%|<70%", "<80%|<80%"]);
        assert_eq!(read("99.9%以上"), [">=99.9%|99.9%以上"]);
        assert_eq!(read("使用率が 90% を超える"), [">90%|90% を超え"]);
        assert_eq!(read("10件未満、1GB超"), ["<10count|10件未満", ">1GB|1GB超"]);
        assert_eq!(read("p95が2秒を超過"), [">2s|2秒を超過"]);
        assert_eq!(read("depth > 10,000 messages"), [">10000messages|> 10,000 messages"]);
        assert_eq!(read("error rate above 5%"), [">5%|above 5%"]);
        assert_eq!(read("> 5件/日"), [">5count|> 5件/日"]);
    }

    #[test]
    fn every_comparison_passes_the_quick_look() {
        for (word, _) in BEHIND.iter().chain(BEFORE) {
            assert!(may_compare(word), "{word}");
        }
        assert!(may_compare("５％　Ｏｒ　Ｍｏｒｅ") && !may_compare("5件の失敗"));
    }

    #[test]
    fn no_comparisons() {
        for text in [
            "A -> 5",
            "x => 3",
            "P3以下",
            "レベル2以上",
            "1.21.1以上",
            "TLS 1.2以上",
            "<1a>",
            "7人を超えないように",
            "以下の3件",
            "2026-08-01以降",
            "v18以上",
            "over 3 teams",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn bare_amounts() {
        assert_eq!(bare("99.9%"), Some((99.9, "%".to_owned())));
        assert_eq!(bare("99.9%（月次）"), Some((99.9, "%".to_owned())));
        assert_eq!(bare("200ms"), Some((200.0, "ms".to_owned())));
        assert_eq!(bare("0-70"), None);
        assert_eq!(bare("3台で構成"), None);
        assert_eq!(bare(""), None);
    }
}
