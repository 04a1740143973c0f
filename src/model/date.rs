//! Dates as runbooks write them.

use super::scan::Scanned;
use std::ops::Range;

/// A date with its text. `date` is ISO (`2025-04-30`, a month alone `2024-01`), absent for YYYY-MM-DD and the like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Date {
    /// As written.
    pub text: String,
    /// ISO form.
    pub date: Option<String>,
}

/// Japanese eras, and the year before their first.
const ERAS: &[(&str, u32)] = &[("令和", 2018), ("平成", 1988), ("昭和", 1925), ("r", 2018), ("h", 1988)];

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Forms that stand for a date that is not filled in.
const UNFILLED: &[&str] = &[
    "yyyy-mm-dd",
    "yyyy/mm/dd",
    "yyyy.mm.dd",
    "yyyy年mm月dd日",
    "yyyymmdd",
    "yyyy-mm",
    "xxxx-xx-xx",
    "xxxx年xx月xx日",
    "20xx",
];

/// Year, month and day as written (no day for a month alone), and where they end.
type Written = (u32, u32, Option<u32>, usize);

impl Date {
    /// Reads a text that is a date as a whole, a remark behind it allowed; `date` is absent where it is a placeholder
    /// or a day that no calendar has. `None` where the text is no date.
    #[must_use]
    pub fn parse(text: &str) -> Option<Date> {
        let text = text.trim();
        let (range, date) = Date::find(text)?;
        let lead = text.get(..range.start)?;
        let fits = lead.chars().all(|character| !character.is_alphanumeric());
        fits.then(|| Date { text: text.to_owned(), ..date })
    }

    /// The first date in a text, or the first placeholder of one, with its byte range.
    #[must_use]
    pub fn find(text: &str) -> Option<(Range<usize>, Date)> {
        let scanned = Scanned::new(text);
        (0..scanned.len()).find_map(|at| date_at(&scanned, at)).map(|(range, date)| {
            let bytes = scanned.bytes(range);
            let text = text.get(bytes.clone()).unwrap_or_default().to_owned();
            (bytes, Date { text, date })
        })
    }
}

fn date_at(scanned: &Scanned, at: usize) -> Option<(Range<usize>, Option<String>)> {
    let before = scanned.before(at);
    let begins = !before.is_ascii_alphanumeric()
        && (!matches!(before, '-' | '.' | '/') || !scanned.before(at.saturating_sub(1)).is_ascii_digit());
    if !begins {
        return None;
    }
    if let Some((_, end)) = scanned.one_of(at, UNFILLED) {
        return Some((at..end, None));
    }
    let (year, month, day, end) = western(scanned, at)
        .or_else(|| compact(scanned, at))
        .or_else(|| era(scanned, at))
        .or_else(|| english(scanned, at))?;
    Some((at..end, iso(year, month, day)))
}

/// Digits at `at`, at most `most` of them, and where they end.
fn digits(scanned: &Scanned, at: usize, most: usize) -> Option<(u32, usize)> {
    let mut end = at;
    let mut value = 0;
    while let Some(digit) = scanned.at(end).to_digit(10) {
        if end - at == most {
            return None;
        }
        value = value * 10 + digit;
        end += 1;
    }
    (end > at).then_some((value, end))
}

/// 2025-04-30, 2025/4/30, 2025.04.30, 2025年4月30日, 2025年4月, 2025-04.
fn western(scanned: &Scanned, at: usize) -> Option<Written> {
    let (year, end) = digits(scanned, at, 4)?;
    if end - at != 4 || !(1900..2200).contains(&year) {
        return None;
    }
    rest(scanned, year, end)
}

/// What follows a year.
fn rest(scanned: &Scanned, year: u32, end: usize) -> Option<Written> {
    let mark = scanned.skip_blank(end);
    if scanned.at(mark) == '年' {
        let (month, end) = digits(scanned, scanned.skip_blank(mark + 1), 2)?;
        let mark = scanned.skip_blank(end);
        if scanned.at(mark) != '月' {
            return None;
        }
        let day = digits(scanned, scanned.skip_blank(mark + 1), 2)
            .map(|(day, end)| (day, scanned.skip_blank(end)))
            .filter(|&(_, end)| scanned.at(end) == '日');
        return Some(match day {
            Some((day, end)) => (year, month, Some(day), end + 1),
            None => (year, month, None, mark + 1),
        });
    }
    let mark = scanned.at(end);
    if !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let (month, month_end) = digits(scanned, end + 1, 2)?;
    if scanned.at(month_end) == mark
        && let Some((day, day_end)) = digits(scanned, month_end + 1, 2)
    {
        return Some((year, month, Some(day), time_behind(scanned, day_end)));
    }
    // 2025.04 may be a version, 2025-1 a number; 2025-04 and 2025/04 are months.
    let alone = mark != '.'
        && month_end - end == 3
        && !scanned.at(month_end).is_ascii_alphanumeric()
        && scanned.at(month_end) != mark;
    alone.then_some((year, month, None, month_end))
}

/// The end of a clock time behind a date (`T09:30:00+09:00`).
fn time_behind(scanned: &Scanned, end: usize) -> usize {
    if scanned.at(end) != 't' || !scanned.at(end + 1).is_ascii_digit() {
        return end;
    }
    let mut behind = end + 1;
    while scanned.at(behind).is_ascii_digit() || matches!(scanned.at(behind), ':' | '.' | '+' | '-' | 'z') {
        behind += 1;
    }
    behind
}

/// 20260215.
fn compact(scanned: &Scanned, at: usize) -> Option<Written> {
    let (number, end) = digits(scanned, at, 8)?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    let plausible =
        end - at == 8 && (1990..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    (plausible && !scanned.at(end).is_ascii_alphanumeric()).then_some((year, month, Some(day), end))
}

/// 令和7年4月30日, R7.4.30.
fn era(scanned: &Scanned, at: usize) -> Option<Written> {
    let &(name, before) = ERAS.iter().find(|(name, _)| scanned.is(at, name))?;
    let at = scanned.skip_blank(at + name.chars().count());
    let (year, end) = if scanned.at(at) == '元' { (1, at + 1) } else { digits(scanned, at, 2)? };
    let written = rest(scanned, before + year, end)?;
    // A letter alone needs the whole date behind it: R2.1 is a version.
    (name.len() > 1 || written.2.is_some()).then_some(written)
}

/// April 30, 2025; 30 Apr 2025.
fn english(scanned: &Scanned, at: usize) -> Option<Written> {
    let month_at = |at: usize| {
        let month = MONTHS.iter().position(|name| scanned.is(at, name))?;
        let mut end = at + 3;
        while scanned.at(end).is_ascii_alphabetic() {
            end += 1;
        }
        (end - at <= 9).then_some((month as u32 + 1, end))
    };
    let year_at =
        |at: usize| digits(scanned, at, 4).filter(|&(year, end)| end - at == 4 && (1900..2200).contains(&year));
    if let Some((month, end)) = month_at(at) {
        let (day, end) = digits(scanned, scanned.skip_blank(end), 2)?;
        let end = if scanned.at(end) == ',' { end + 1 } else { end };
        let (year, end) = year_at(scanned.skip_blank(end))?;
        return Some((year, month, Some(day), end));
    }
    let (day, end) = digits(scanned, at, 2)?;
    let (month, end) = month_at(scanned.skip_blank(end))?;
    let (year, end) = year_at(scanned.skip_blank(end))?;
    Some((year, month, Some(day), end))
}

/// The ISO form of a day that the calendar has.
fn iso(year: u32, month: u32, day: Option<u32>) -> Option<String> {
    if !(1..=12).contains(&month) {
        return None;
    }
    let Some(day) = day else { return Some(format!("{year:04}-{month:02}")) };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=last).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso_of(text: &str) -> Option<String> {
        Date::parse(text).and_then(|date| date.date)
    }

    #[test]
    fn dates_in_all_their_spellings() {
        for (text, expected) in [
            ("2025-04-30", "2025-04-30"),
            ("２０２５年４月３０日", "2025-04-30"),
            ("2025年4月30日（初版）", "2025-04-30"),
            ("2024年1月", "2024-01"),
            ("2025-04", "2025-04"),
            ("2025/4/3", "2025-04-03"),
            ("2025.04.30", "2025-04-30"),
            ("令和7年4月30日", "2025-04-30"),
            ("令和元年5月1日", "2019-05-01"),
            ("R7.4.30", "2025-04-30"),
            ("20260215", "2026-02-15"),
            ("2026-02-15T09:30:00+09:00", "2026-02-15"),
            ("2026-02-15 09:30", "2026-02-15"),
            ("April 3, 2025", "2025-04-03"),
            ("3 Apr 2025", "2025-04-03"),
            ("2024-02-29", "2024-02-29"),
        ] {
            assert_eq!(iso_of(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn placeholders_and_impossible_days_give_text_only() {
        for text in ["YYYY-MM-DD", "YYYY年MM月DD日", "2025-02-30", "2025-13-01", "2023年2月29日"] {
            assert_eq!(Date::parse(text), Some(Date { text: text.to_owned(), date: None }), "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in ["", "1.2.3", "v2025", "R2.1", "123456789", "99999999", "4月30日", "-", "未定", "10.0.0.1"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_inside_a_text() {
        let text = "最終更新：2025年4月30日、次回は未定";
        let found = Date::find(text).map(|(range, date)| (&text[range], date.date));
        assert_eq!(found, Some(("2025年4月30日", Some("2025-04-30".to_owned()))));
    }
}
