//! Japanese public holidays, computed as the law on holidays has them since 2020.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Years for which the formulas of the equinoxes and today's law hold.
const YEARS: std::ops::RangeInclusive<i16> = 2020..=2099;

/// The public holidays of a year, sorted: with those moved from a Sunday and those between two others. Empty for years
/// of other laws.
#[must_use]
pub fn holidays(year: i16) -> Vec<Date> {
    if !YEARS.contains(&year) {
        return Vec::new();
    }
    let mut days = national(year);
    let own = days.clone();
    for &day in &own {
        if day.weekday() == Weekday::Sunday {
            let mut next = following(day);
            while own.contains(&next) {
                next = following(next);
            }
            days.push(next);
        }
        let between = following(day);
        if !own.contains(&between) && own.contains(&following(between)) {
            days.push(between);
        }
    }
    days.sort_unstable();
    days.dedup();
    days
}

fn following(day: Date) -> Date {
    day.saturating_add(1.day())
}

/// The days that the law names.
fn national(year: i16) -> Vec<Date> {
    let day = |month: i8, day: i8| Date::new(year, month, day).ok();
    let monday =
        |month: i8, nth: i8| day(month, 1).and_then(|first| first.nth_weekday_of_month(nth, Weekday::Monday).ok());
    // For the games of Tokyo three days were moved, for these two years only.
    let (marine, sports, mountain) = match year {
        2020 => (day(7, 23), day(7, 24), day(8, 10)),
        2021 => (day(7, 22), day(7, 23), day(8, 8)),
        _ => (monday(7, 3), monday(10, 2), day(8, 11)),
    };
    let all = [
        day(1, 1),
        monday(1, 2),
        day(2, 11),
        day(2, 23),
        day(3, equinox(year, 20_843_100)),
        day(4, 29),
        day(5, 3),
        day(5, 4),
        day(5, 5),
        marine,
        mountain,
        monday(9, 3),
        day(9, equinox(year, 23_248_800)),
        sports,
        day(11, 3),
        day(11, 23),
    ];
    all.into_iter().flatten().collect()
}

/// The day of the month of an equinox in Japan, from its place in 1980 (in millionths of a day): the formula of almanacs
/// for 1980 to 2099. The day of the law is named in the February before; the two have not differed.
fn equinox(year: i16, place: i64) -> i8 {
    let years = i64::from(year) - 1980;
    let day = (place + 242_194 * years) / 1_000_000 - years / 4;
    i8::try_from(day).unwrap_or(i8::MAX)
}

/// The holidays of a year and of the two after it, which a page needs that is read until it is built anew, with `own`
/// days; `2026-12-29` each, sorted.
#[must_use]
pub fn coming_holidays(year: i16, own: &[String]) -> Vec<String> {
    let mut days: Vec<Date> = (0..3).flat_map(|later| holidays(year.saturating_add(later))).collect();
    days.extend(own.iter().filter_map(|day| day.parse::<Date>().ok()));
    days.sort_unstable();
    days.dedup();
    days.into_iter().map(|day| day.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the Cabinet Office published them.
    const OFFICIAL: &[(i16, &str)] = &[
        (2020, "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/23 7/24 8/10 9/21 9/22 11/3 11/23"),
        (2021, "1/1 1/11 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/22 7/23 8/8 8/9 9/20 9/23 11/3 11/23"),
        (2022, "1/1 1/10 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/23 10/10 11/3 11/23"),
        (2023, "1/1 1/2 1/9 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/23 10/9 11/3 11/23"),
        (2024, "1/1 1/8 2/11 2/12 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/22 9/23 10/14 11/3 11/4 11/23"),
        (2025, "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/21 8/11 9/15 9/23 10/13 11/3 11/23 11/24"),
        (2026, "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23"),
        (2027, "1/1 1/11 2/11 2/23 3/21 3/22 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23"),
    ];

    #[test]
    fn holidays_are_the_official_ones() {
        for (year, official) in OFFICIAL {
            let days: Vec<String> =
                holidays(*year).into_iter().map(|day| format!("{}/{}", day.month(), day.day())).collect();
            assert_eq!(days.join(" "), *official, "{year}");
        }
        assert!(holidays(2019).is_empty() && holidays(2100).is_empty());
        let days = coming_holidays(2025, &["2025-12-29".to_owned(), "2026-01-01".to_owned(), "未定".to_owned()]);
        assert_eq!(days.len(), 19 + 18 + 17 + 1);
        assert_eq!((days[0].as_str(), days[19].as_str()), ("2025-01-01", "2025-12-29"));
    }
}
