//! Durations in running text.
//!
//! 1. Words that are durations by themselves (即時, 翌営業日, 半日).
//! 2. Amounts: a number or a range of numbers with a unit, unless what stands around makes it a date, a clock time, a
//!    schedule or another word (3分類).
//! 3. Around both: bounds (以内, 超, 〜) and the event from which they count (復旧後).

use super::{Bound, Duration};
use crate::model::scan::Scanned;
use aho_corasick::AhoCorasick;
use std::ops::Range;
use std::sync::LazyLock;

/// Unit, its seconds, whether it counts business days. Longer forms first.
const UNITS: &[(&str, u64, bool)] = &[
    ("秒間", 1, false),
    ("秒", 1, false),
    ("分間", 60, false),
    ("分", 60, false),
    ("時間", 3600, false),
    ("営業日", 86_400, true),
    ("平日", 86_400, true),
    ("日間", 86_400, false),
    ("日", 86_400, false),
    ("週間", 604_800, false),
    ("週", 604_800, false),
    ("ヶ月", 2_592_000, false),
    ("か月", 2_592_000, false),
    ("カ月", 2_592_000, false),
    ("ヵ月", 2_592_000, false),
    ("ケ月", 2_592_000, false),
    ("箇月", 2_592_000, false),
    ("年間", 31_536_000, false),
    ("年", 31_536_000, false),
    ("business days", 86_400, true),
    ("business day", 86_400, true),
    ("bdays", 86_400, true),
    ("bday", 86_400, true),
    ("seconds", 1, false),
    ("second", 1, false),
    ("secs", 1, false),
    ("sec", 1, false),
    ("minutes", 60, false),
    ("minute", 60, false),
    ("mins", 60, false),
    ("min", 60, false),
    ("hours", 3600, false),
    ("hour", 3600, false),
    ("hrs", 3600, false),
    ("hr", 3600, false),
    ("days", 86_400, false),
    ("day", 86_400, false),
    ("weeks", 604_800, false),
    ("week", 604_800, false),
    ("months", 2_592_000, false),
    ("month", 2_592_000, false),
    ("years", 31_536_000, false),
    ("year", 31_536_000, false),
    ("s", 1, false),
    ("m", 60, false),
    ("h", 3600, false),
    ("d", 86_400, false),
    ("w", 604_800, false),
];

/// Words that are durations by themselves.
const WORDS: &[(&str, u64, bool)] = &[
    ("即時", 0, false),
    ("即座", 0, false),
    ("直ちに", 0, false),
    ("ただちに", 0, false),
    ("immediately", 0, false),
    ("immediate", 0, false),
    ("翌々営業日", 172_800, true),
    ("翌営業日", 86_400, true),
    ("次営業日", 86_400, true),
    ("次の営業日", 86_400, true),
    ("next business day", 86_400, true),
    ("next bday", 86_400, true),
    ("next bd", 86_400, true),
    ("nbd", 86_400, true),
    ("翌日", 86_400, false),
    ("当日中", 86_400, false),
    ("当日内", 86_400, false),
    ("本日中", 86_400, false),
    ("即日", 86_400, false),
    ("半日", 43_200, false),
];

/// What follows a unit and makes of the two another word, or a rate, a schedule or a date.
const NOT_BEHIND: &[&str] =
    &["ごと", "毎", "おき", "置き", "あたり", "当たり", "間隔", "に1回", "に一度", "に1度", "目", "周期", "時点", "版"];
const NOT_BEHIND_MINUTE: &[&str] = &[
    "類", "析", "割", "岐", "野", "散", "離", "担", "別", "布", "配", "の1", "の2", "の3", "業", "量", "解析", "解能",
];
const NOT_BEHIND_DAY: &[&str] = &["本", "付", "時", "曜", "常", "々", "程", "報", "次", "誌", "にち"];
const AROUND_THE_CLOCK: &[&str] =
    &["365", "/365", "体制", "対応", "サポート", "稼働", "監視", "受付", "常駐", "有人", "営業"];

const WITHIN_BEHIND: &[&str] = &["以内", "以下", "未満", "までに", "まで", "or less"];
const OVER_BEHIND: &[&str] = &["以上", "超過", "超え", "を超え", "を超過", "超", "を超", "以降", "or more"];

/// A duration before its surroundings are read.
#[derive(Debug, Clone, Copy)]
struct Amount {
    seconds: u64,
    from: Option<u64>,
    business: bool,
    end: usize,
}

/// Durations of a text, found one after the other.
pub(super) struct Durations<'t> {
    text: &'t str,
    /// `None` where a quick look finds nothing.
    scanned: Option<Scanned>,
    at: usize,
}

pub(super) fn iterate(text: &str) -> Durations<'_> {
    Durations { text, scanned: may_hold(text).then(|| Scanned::new(text)), at: 0 }
}

impl Iterator for Durations<'_> {
    type Item = (Range<usize>, Duration);

    fn next(&mut self) -> Option<Self::Item> {
        let scanned = self.scanned.as_ref()?;
        while self.at < scanned.len() {
            let at = self.at;
            if let Some(amount) = word(scanned, at).or_else(|| amount(scanned, at)) {
                let (range, duration) = surround(scanned, self.text, at, amount);
                self.at = range.end.max(amount.end);
                return Some((scanned.bytes(range), duration));
            }
            self.at = scanned.number(at).map_or(at + 1, |(_, end)| end);
        }
        None
    }
}

/// A quick look, so that texts without any time cost no more than a pass over their bytes.
fn may_hold(text: &str) -> bool {
    // Parts of all words: any blank may follow them.
    static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let parts = ["即", "直ちに", "ただちに", "翌", "営業日", "当日", "本日", "半日", "immediate", "next", "nbd"];
        AhoCorasick::builder().ascii_case_insensitive(true).build(parts).ok()
    });
    text.bytes().any(|byte| byte.is_ascii_digit())
        || FINDER.as_ref().is_none_or(|finder| finder.is_match(text))
        || text.contains(|letter| matches!(letter, '\u{FF10}'..='\u{FF5A}'))
}

fn word(scanned: &Scanned, at: usize) -> Option<Amount> {
    if !matches!(scanned.at(at), '即' | '直' | 'た' | 'i' | '翌' | '次' | 'n' | '当' | '本' | '半') {
        return None;
    }
    let &(word, seconds, business) = WORDS.iter().find(|(word, ..)| scanned.is(at, word))?;
    let end = at + word.chars().count();
    if word.is_ascii() && (scanned.before(at).is_ascii_alphanumeric() || scanned.at(end).is_ascii_alphanumeric()) {
        return None;
    }
    if scanned.is(end, "性") || (word == "半日" && scanned.before(at) == '前') {
        return None;
    }
    let amount = Amount { seconds, from: None, business, end };
    Some(range_behind(scanned, amount).unwrap_or(amount))
}

/// 即時〜30分, 30分〜2時間.
fn range_behind(scanned: &Scanned, first: Amount) -> Option<Amount> {
    let wave = scanned.skip_blank(first.end);
    if !matches!(scanned.at(wave), '~' | '-') && !scanned.is(wave, "から") {
        return None;
    }
    let next = scanned.skip_blank(if scanned.is(wave, "から") { wave + 2 } else { wave + 1 });
    let (value, end) = scanned.number(next)?;
    let second = with_unit(scanned, value, end)?;
    (second.seconds >= first.seconds).then_some(Amount { from: Some(first.seconds), ..second })
}

fn amount(scanned: &Scanned, at: usize) -> Option<Amount> {
    let (value, end) = scanned.number(at)?;
    if !starts_amount(scanned, at) {
        return None;
    }
    let amount = match with_unit(scanned, value, end) {
        Some(amount) => range_behind(scanned, amount).unwrap_or_else(|| compound(scanned, amount)),
        None => bare_range(scanned, value, end)?,
    };
    let day = amount.seconds % 86_400 == 0 && scanned.before(amount.end) == '日';
    // 4月30日 and 毎月1日 are dates.
    let date = day && matches!(scanned.before(at), '月' | '年' | '/');
    (!date && !is_schedule(scanned, at, &amount)).then_some(amount)
}

/// 0〜30分: the first number borrows the unit of the second.
fn bare_range(scanned: &Scanned, value: f64, end: usize) -> Option<Amount> {
    let wave = scanned.skip_blank(end);
    let next = if matches!(scanned.at(wave), '~' | '-') {
        scanned.skip_blank(wave + 1)
    } else if scanned.is(wave, "から") {
        wave + 2
    } else {
        return None;
    };
    let (upper, behind) = scanned.number(next)?;
    let amount = with_unit(scanned, upper, behind)?;
    let from = if upper > 0.0 { (amount.seconds as f64 * value / upper).round() as u64 } else { 0 };
    (value <= upper).then_some(Amount { from: Some(from), ..amount })
}

/// 1時間30分, 1h30m.
fn compound(scanned: &Scanned, first: Amount) -> Amount {
    if first.seconds < 60 {
        return first;
    }
    let next = scanned.skip_blank(first.end);
    let Some((value, end)) = scanned.number(next) else { return first };
    let minutes = scanned.at(end) == 'm' && !scanned.at(end + 1).is_ascii_alphanumeric() && next == first.end;
    let second = if minutes {
        Some(Amount { seconds: (value * 60.0) as u64, from: None, business: false, end: end + 1 })
    } else {
        with_unit(scanned, value, end)
    };
    match second {
        Some(second) if second.seconds < first.seconds && second.end > end => {
            Amount { seconds: first.seconds.saturating_add(second.seconds), end: second.end, ..first }
        }
        _ => first,
    }
}

/// Whether the number at `at` begins there, and is no part of a date, a version, a name or a clock time.
fn starts_amount(scanned: &Scanned, at: usize) -> bool {
    let before = scanned.before(at);
    if before.is_ascii_alphanumeric() || matches!(before, '.' | '_' | '#' | '$' | '¥' | '第' | '毎' | ':') {
        // A colon may end a label (目標:15分); after a digit it is a clock.
        return before == ':' && !scanned.before(at - 1).is_ascii_digit();
    }
    if matches!(before, '-' | '/') {
        let earlier = at.checked_sub(1).map_or('\0', |dash| scanned.before(dash));
        return !earlier.is_ascii_alphanumeric() || (before == '/' && !earlier.is_ascii_digit());
    }
    !scanned.ends(at, "毎月") && !scanned.ends(at, "年") || scanned.ends(at, "半年")
}

fn with_unit(scanned: &Scanned, value: f64, end: usize) -> Option<Amount> {
    let at = scanned.skip_blank(end);
    let &(unit, seconds, business) = UNITS.iter().find(|(unit, ..)| scanned.is(at, unit))?;
    let behind = at + unit.chars().count();
    // 1h30m goes on with digits.
    let goes_on = unit == "h" && scanned.at(behind).is_ascii_digit();
    if unit.is_ascii() && scanned.at(behind).is_ascii_alphanumeric() && !goes_on {
        return None;
    }
    let fits = match unit {
        // 100m is a share of a processor, 3d an adjective: letters alone need a bound or the end behind them.
        "m" => WITHIN_BEHIND.iter().chain(&["後", "経過"]).any(|word| scanned.is(scanned.skip_blank(behind), word)),
        "s" | "h" | "d" | "w" => at == end && !matches!(scanned.at(behind), '-' | '_' | '.' | '\''),
        "分" => !NOT_BEHIND_MINUTE.iter().any(|word| scanned.is(behind, word)),
        "日" => {
            !NOT_BEHIND_DAY.iter().any(|word| scanned.is(behind, word))
                && !scanned.at(scanned.skip_blank(behind)).is_ascii_digit()
        }
        "時間" => !scanned.is(behind, "帯") && !scanned.is(behind, "割"),
        "年" | "年間" => {
            value < 200.0 && !scanned.at(scanned.skip_blank(behind)).is_ascii_digit() && !scanned.is(behind, "度")
        }
        _ => true,
    };
    let sought = scanned.skip_blank(behind);
    let other = NOT_BEHIND.iter().any(|word| scanned.is(sought, word))
        && !scanned.is(sought, "目安")
        && !scanned.is(sought, "目標");
    if !fits || other || !(value.is_finite() && value < 1e9) {
        return None;
    }
    Some(Amount { seconds: (value * seconds as f64).round() as u64, from: None, business, end: behind })
}

/// 24時間365日, 24時間体制, 週1回30分.
fn is_schedule(scanned: &Scanned, at: usize, amount: &Amount) -> bool {
    let behind = scanned.skip_blank(amount.end);
    amount.from.is_none()
        && ((amount.seconds == 86_400
            && scanned.ends(amount.end, "時間")
            && AROUND_THE_CLOCK.iter().any(|word| scanned.is(behind, word)))
            || scanned.ends(at, "24時間"))
        // 5回/分 and 1日3回 are rates.
        || scanned.is(behind, "/回")
}

/// Reads bounds and anchor around an amount; the range is in characters.
fn surround(scanned: &Scanned, text: &str, at: usize, amount: Amount) -> (Range<usize>, Duration) {
    let (start, before) = prefix(scanned, at);
    let (end, behind) = suffix(scanned, amount.end);
    let bound = behind.or(before).unwrap_or_default();
    let range = start..end.max(amount.end);
    let duration = Duration {
        text: text.get(scanned.bytes(range.clone())).unwrap_or_default().trim().to_owned(),
        seconds: Some(amount.seconds),
        from_seconds: amount.from,
        bound: if amount.from.is_some() && behind.is_none() { Bound::Within } else { bound },
        business: amount.business,
        anchor: anchor(scanned, text, start),
    };
    (range, duration)
}

fn prefix(scanned: &Scanned, at: usize) -> (usize, Option<Bound>) {
    let edge = scanned.back_over_blank(at);
    for (word, bound) in [
        ("最大", Some(Bound::Within)),
        ("最長", Some(Bound::Within)),
        ("within", Some(Bound::Within)),
        ("up to", Some(Bound::Within)),
        ("約", None),
        ("およそ", None),
        ("おおよそ", None),
    ] {
        if scanned.ends(edge, word) {
            return (edge - word.chars().count(), bound);
        }
    }
    let sign = if scanned.before(edge) == '=' { edge - 1 } else { edge };
    let earlier = sign.checked_sub(1).map_or('\0', |at| scanned.before(at));
    match scanned.before(sign) {
        '~' if sign == edge => (edge - 1, Some(Bound::Within)),
        '<' | '≤' => (sign - 1, Some(Bound::Within)),
        '>' | '≥' if !matches!(earlier, '-' | '=' | '>') => (sign - 1, Some(Bound::Over)),
        _ => (at, None),
    }
}

fn suffix(scanned: &Scanned, end: usize) -> (usize, Option<Bound>) {
    let at = scanned.skip_blank(end);
    if let Some((_, behind)) = scanned.one_of(at, WITHIN_BEHIND) {
        return (behind, Some(Bound::Within));
    }
    if let Some((_, behind)) = scanned.one_of(at, OVER_BEHIND) {
        return (behind, Some(Bound::Over));
    }
    // 15分内, but not 内容 or 内線.
    if scanned.at(at) == '内' && !scanned.is(at, "内容") && !scanned.is(at, "内線") && !scanned.is(at, "内部") {
        return (at + 1, Some(Bound::Within));
    }
    let open = scanned.at(at) == '~' || (scanned.at(at) == '-' && matches!(scanned.at(at + 1), '\0' | ')' | '|'));
    if open { (at + 1, Some(Bound::Over)) } else { (end, None) }
}

/// The event from which the time counts: the words that end in 後 or から in front of it.
fn anchor(scanned: &Scanned, text: &str, start: usize) -> Option<String> {
    const MOST: usize = 16;
    let edge = scanned.back_over_blank(start);
    if !["後", "から", "後、"].iter().any(|word| scanned.ends(edge, word)) {
        return None;
    }
    let edge = if scanned.before(edge) == '、' { edge - 1 } else { edge };
    let tail = if scanned.ends(edge, "から") { 2 } else { 1 };
    let mut first = edge - tail;
    while first > 0 && edge - first < MOST && !is_break(scanned.before(first)) {
        first -= 1;
    }
    (first < edge - tail).then(|| text.get(scanned.bytes(first..edge)).unwrap_or_default().trim().to_owned())
}

fn is_break(character: char) -> bool {
    matches!(character, 'は' | 'を' | 'が' | 'で' | 'に' | 'も' | '、' | '。' | '「' | '」' | '・' | '→' | '*')
        || character.is_whitespace()
        || (character.is_ascii_punctuation() && character != '-')
}

#[cfg(test)]
mod tests {
    use super::{WORDS, may_hold};

    #[test]
    fn the_quick_look_sees_every_word() {
        for (word, ..) in WORDS {
            assert!(may_hold(word) && may_hold(&word.to_uppercase()), "{word}");
        }
        assert!(may_hold("５分") && may_hold("ｎｂｄ") && !may_hold("Slack に報告する"));
    }
}
