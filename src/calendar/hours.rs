//! Opening hours as contact tables write them.

use super::Hours;

const ALL_DAYS: &str = "mon-sun";

/// Words for days, longer ones first, and what they are.
const DAYS: &[(&str, &str)] = &[
    ("土日祝日", "sat,sun,holiday"),
    ("土日・祝日", "sat,sun,holiday"),
    ("土日祝", "sat,sun,holiday"),
    ("土・日・祝", "sat,sun,holiday"),
    ("土日", "sat,sun"),
    ("休日", "sat,sun,holiday"),
    ("週末", "sat,sun"),
    ("祝日", "holiday"),
    ("平日", "mon-fri"),
    ("営業日", "mon-fri"),
    ("weekdays", "mon-fri"),
    ("weekends", "sat,sun"),
    ("毎日", ALL_DAYS),
    ("全日", ALL_DAYS),
    ("年中無休", ALL_DAYS),
    ("daily", ALL_DAYS),
];

/// Forms of all day, every day.
const ALWAYS: &[&str] =
    &["24/7", "24時間", "24h", "24x7", "終日", "常時", "365日", "年中無休", "always", "around the clock"];

/// What follows 24時間 where it is a time limit.
const LIMIT: &[&str] = &["以内", "内", "後", "以上", "経過", "を", "超", "未満", "以下"];

const WEEK: &[(char, &str)] =
    &[('月', "mon"), ('火', "tue"), ('水', "wed"), ('木', "thu"), ('金', "fri"), ('土', "sat"), ('日', "sun")];

/// Zones by the letters behind the hours.
const ZONES: &[(&str, &str)] = &[
    ("jst", "Asia/Tokyo"),
    ("utc", "UTC"),
    ("gmt", "UTC"),
    ("pst", "America/Los_Angeles"),
    ("pdt", "America/Los_Angeles"),
    ("est", "America/New_York"),
    ("edt", "America/New_York"),
    ("cet", "Europe/Paris"),
    ("sgt", "Asia/Singapore"),
];

/// Reads opening hours (`24/7`, 平日9-18時, 月〜金 9:00〜18:00、土 9-12時). `zone` is the IANA name that holds where the
/// text names none. Empty where the text states no hours; hours past midnight end on the next day (`to` before `from`).
#[must_use]
pub fn hours(text: &str, zone: &str) -> Vec<Hours> {
    let folded: String = text.chars().map(fold).collect();
    let folded = without_exceptions(&folded);
    let zone = ZONES.iter().find(|(letters, _)| has_word(&folded, letters)).map_or(zone, |(_, name)| name);
    let mut found: Vec<Hours> = Vec::new();
    let mut days: Option<String> = None;
    for part in folded.split(['、', ',', ';', '/', '\n', '+']) {
        if let Some(named) = days_of(part) {
            days = Some(named);
        }
        if let Some((from, to)) = clock_range(part) {
            let days = days.clone().unwrap_or_else(|| ALL_DAYS.to_owned());
            found.push(Hours { days, from, to, time_zone: zone.to_owned() });
        }
    }
    if found.is_empty() && is_always(&folded) {
        let days = days.unwrap_or_else(|| ALL_DAYS.to_owned());
        found.push(Hours { days, from: "00:00".to_owned(), to: "24:00".to_owned(), time_zone: zone.to_owned() });
    }
    found
}

/// Whether the hours that were read of a text are all that it says: where days or times are taken out that hours cannot
/// hold (年末年始を除く, 昼休みを除く, 第2土曜休み), nobody can tell by them who answers now.
#[must_use]
pub fn are_whole(text: &str, hours: &[Hours]) -> bool {
    let folded: String = text.chars().map(fold).collect();
    let rest = without_exceptions(&folded);
    let working_days = || hours.iter().all(|hours| hours.days == "mon-fri");
    let taken_out = rest.len() != folded.len();
    let plain = rest.replace("無休", "").replace("休日", "").replace("定休", "休");
    !plain.contains(['除', '休', '第', '隔']) && !plain.contains("以外") && (!taken_out || working_days())
}

/// Days that hours of working days leave out anyway.
const FREE_DAYS: &[&str] =
    &["土日祝日", "土・日・祝日", "土日・祝日", "土日祝", "土日", "国民の祝日", "祝祭日", "祝日", "祝", "休日"];

/// A text without 祝日を除く and the like, so that what is taken out is not taken for what is offered.
fn without_exceptions(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('除') {
        let (before, behind) = (rest.get(..at).unwrap_or(rest), rest.get(at..).unwrap_or_default());
        let days = before.strip_suffix(['を', 'は']).unwrap_or(before);
        let free = FREE_DAYS.iter().find_map(|days_off| days.strip_suffix(days_off));
        kept.push_str(free.unwrap_or(before));
        let behind_word = ["除く", "除き", "除外", "除"].iter().find_map(|word| behind.strip_prefix(word));
        if free.is_none() {
            kept.push('除');
        }
        rest = behind_word.unwrap_or_default();
    }
    kept.push_str(rest);
    kept
}

fn fold(character: char) -> char {
    let narrow = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        '\u{301c}' => '~',
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => character,
    };
    narrow.to_ascii_lowercase()
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|character: char| !character.is_ascii_alphabetic()).any(|part| part == word)
}

fn is_always(text: &str) -> bool {
    ALWAYS.iter().any(|word| {
        text.find(word).is_some_and(|at| {
            let behind = text[at + word.len()..].trim_start();
            let before = text[..at].chars().next_back();
            !LIMIT.iter().any(|limit| behind.starts_with(limit)) && !before.is_some_and(|c| c.is_ascii_alphanumeric())
        })
    })
}

/// The days that a part names.
fn days_of(part: &str) -> Option<String> {
    if let Some((_, days)) = DAYS.iter().find(|(word, _)| part.contains(word)) {
        return Some((*days).to_owned());
    }
    week_days(part)
}

/// 月〜金, 月・水・金, 土曜, 日曜日. A day alone needs its 曜, so that 1日 and 4月 are none.
fn week_days(part: &str) -> Option<String> {
    let characters: Vec<char> = part.chars().collect();
    let day = |at: usize| {
        let here = characters.get(at)?;
        let before = at.checked_sub(1).and_then(|before| characters.get(before));
        let (_, name) = WEEK.iter().find(|(day, _)| day == here)?;
        (!before.is_some_and(|before| before.is_ascii_digit() || *before == '曜' || *before == '祝')).then_some(*name)
    };
    let mut days: Vec<String> = Vec::new();
    let mut joined = false;
    let mut named = false;
    let mut at = 0;
    while at < characters.len() {
        if let Some(name) = day(at) {
            let behind = characters.get(at + 1);
            named |= behind == Some(&'曜');
            if joined && let Some(last) = days.last_mut() {
                last.push('-');
                last.push_str(name);
                named = true;
            } else {
                days.push(name.to_owned());
            }
            at += if behind == Some(&'曜') { 2 } else { 1 };
            at += usize::from(behind == Some(&'曜') && characters.get(at) == Some(&'日'));
            joined = matches!(characters.get(at), Some('~' | '-'));
            at += usize::from(joined);
            continue;
        }
        joined = false;
        at += 1;
    }
    let alone = part.trim_start().starts_with(|first| WEEK.iter().any(|(day, _)| *day == first));
    (!days.is_empty() && (named || alone)).then(|| days.join(","))
}

/// 9-18時, 9:00~18:00, 9時から18時30分, 18:00-翌9:00.
fn clock_range(part: &str) -> Option<(String, String)> {
    let mut rest = part;
    while let Some(at) = rest.find(|character: char| character.is_ascii_digit()) {
        let tail = &rest[at..];
        let (from, marked, behind) = clock(tail)?;
        let behind = behind.trim_start();
        let joined = ["~", "-", "から"].iter().find_map(|joint| behind.strip_prefix(joint));
        if let Some(next) = joined {
            let next = next.trim_start();
            let next = next.strip_prefix("翌日").or_else(|| next.strip_prefix('翌')).unwrap_or(next).trim_start();
            if let Some((to, to_marked, end)) = clock(next)
                && (marked || to_marked || !is_other_unit(end))
                && !end.trim_start().starts_with(['間', '分'])
            {
                return Some((text(from), text(to)));
            }
        }
        rest = tail.trim_start_matches(|character: char| character.is_ascii_digit());
    }
    None
}

/// Whether plain numbers are followed by something else than hours (1-3営業日).
fn is_other_unit(end: &str) -> bool {
    let end = end.trim_start();
    let zone = ZONES.iter().any(|(letters, _)| end.starts_with(letters));
    !zone && end.starts_with(|character: char| character.is_alphanumeric() || matches!(character, '%' | '-'))
}

/// A clock time at the start of a text: hour and minute, whether it is marked as one (`:`, 時), and what follows.
fn clock(text: &str) -> Option<((u32, u32), bool, &str)> {
    let (hour, rest) = number(text)?;
    let (minute, marked, rest) = if let Some(minutes) = rest.strip_prefix(':') {
        let (minute, rest) = number(minutes)?;
        (minute, true, rest)
    } else if let Some(minutes) = rest.strip_prefix('時') {
        match number(minutes).and_then(|(minute, rest)| rest.strip_prefix('分').map(|rest| (minute, rest))) {
            Some((minute, rest)) => (minute, true, rest),
            None if minutes.starts_with('半') => (30, true, minutes.trim_start_matches('半')),
            None => (0, true, minutes),
        }
    } else {
        (0, false, rest)
    };
    (hour <= 30 && minute < 60).then_some(((hour, minute), marked, rest))
}

fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    (1..=2).contains(&end).then(|| text.split_at(end)).and_then(|(digits, rest)| Some((digits.parse().ok()?, rest)))
}

fn text((hour, minute): (u32, u32)) -> String {
    // 25時 is one in the morning of the next day.
    let hour = if hour > 24 { hour - 24 } else { hour };
    format!("{hour:02}:{minute:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, String)> {
        hours(text, "Asia/Tokyo").into_iter().map(|hours| (hours.days, hours.from, hours.to)).collect()
    }

    fn one(days: &str, from: &str, to: &str) -> Vec<(String, String, String)> {
        vec![(days.to_owned(), from.to_owned(), to.to_owned())]
    }

    #[test]
    fn all_day_every_day() {
        for text in ["24/7", "24時間", "24時間365日", "24時間365日（交代制）", "２４時間対応", "常時", "終日"]
        {
            assert_eq!(read(text), one("mon-sun", "00:00", "24:00"), "{text}");
        }
        assert_eq!(read("平日24時間"), one("mon-fri", "00:00", "24:00"));
    }

    #[test]
    fn days_and_clock_times() {
        assert_eq!(read("平日9-18時"), one("mon-fri", "09:00", "18:00"));
        assert_eq!(read("平日 9:00〜18:00"), one("mon-fri", "09:00", "18:00"));
        assert_eq!(read("月〜金 8:30-17:30"), one("mon-fri", "08:30", "17:30"));
        assert_eq!(read("月曜日〜土曜日 10時から19時"), one("mon-sat", "10:00", "19:00"));
        assert_eq!(read("月・水・金 9-12時"), one("mon,wed,fri", "09:00", "12:00"));
        assert_eq!(read("土日祝 10-17時"), one("sat,sun,holiday", "10:00", "17:00"));
        assert_eq!(read("9-22 JST"), one("mon-sun", "09:00", "22:00"));
        assert_eq!(read("平日 18:00-翌9:00"), one("mon-fri", "18:00", "09:00"));
        assert_eq!(read("平日9-18時、土曜9-12時").len(), 2);
        assert_eq!(hours("9-18 PST", "Asia/Tokyo")[0].time_zone, "America/Los_Angeles");
    }

    #[test]
    fn what_is_taken_out_is_not_offered() {
        for text in [
            "平日9-18時（祝日を除く）",
            "平日（祝日除く）9:00-18:00",
            "祝日を除く平日 9時〜18時",
            "月〜金、土日祝を除く 9-18時",
        ] {
            assert_eq!(read(text), one("mon-fri", "09:00", "18:00"), "{text}");
            assert!(are_whole(text, &hours(text, "Asia/Tokyo")), "{text}");
        }
        for text in [
            "毎日9-18時（祝日を除く）",
            "平日9-18時（12-13時を除く）",
            "24時間（年末年始を除く）",
            "平日9-18時、第2水曜休み",
        ] {
            assert!(!are_whole(text, &hours(text, "Asia/Tokyo")), "{text}");
        }
        for text in ["24時間365日（交代制）", "休日 10-17時", "年中無休", "平日9-18時"] {
            assert!(are_whole(text, &hours(text, "Asia/Tokyo")), "{text}");
        }
        assert_eq!(read("障害の排除 9-18時"), one("mon-sun", "09:00", "18:00"));
    }

    #[test]
    fn what_states_no_hours() {
        for text in [
            "",
            "-",
            "オンコール",
            "24時間以内",
            "通常営業時間",
            "1-3営業日",
            "平日",
            "2025-04-30",
            "090-1234-5678",
            "15分",
            "30-60分",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
