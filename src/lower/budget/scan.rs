//! Percentages, times and periods of a text.

use crate::model::scan::Scanned;
use std::ops::Range;

/// A text with what was found in it. Ranges count characters.
pub(super) struct Scan<'t> {
    text: &'t str,
    scanned: Scanned,
    pub(super) percents: Vec<Number>,
    /// Times that are no period.
    pub(super) times: Vec<Time>,
    periods: Vec<(Range<usize>, (f64, f64))>,
}

/// A percentage.
pub(super) struct Number {
    pub(super) range: Range<usize>,
    pub(super) value: f64,
    /// One unit of its last digit.
    pub(super) step: f64,
}

/// A time (43.2分, 8時間46分).
pub(super) struct Time {
    pub(super) range: Range<usize>,
    pub(super) seconds: f64,
    /// One unit of its last digit.
    pub(super) step: f64,
    pub(super) rounded: bool,
}

/// Units of a time, the longer words first.
const UNITS: [(&str, f64); 15] = [
    ("時間", 3600.0),
    ("分間", 60.0),
    ("分", 60.0),
    ("秒", 1.0),
    ("minutes", 60.0),
    ("minute", 60.0),
    ("mins", 60.0),
    ("min", 60.0),
    ("hours", 3600.0),
    ("hour", 3600.0),
    ("hrs", 3600.0),
    ("seconds", 1.0),
    ("sec", 1.0),
    ("h", 3600.0),
    ("m", 60.0),
];

/// Periods without a number.
const PERIODS: [(&str, (f64, f64)); 14] = [
    ("四半期", (90.0, 92.0)),
    ("quarter", (90.0, 92.0)),
    ("月間", MONTH),
    ("月次", MONTH),
    ("毎月", MONTH),
    ("monthly", MONTH),
    ("month", MONTH),
    ("年間", YEAR),
    ("yearly", YEAR),
    ("annual", YEAR),
    ("year", YEAR),
    ("週間", (7.0, 7.0)),
    ("weekly", (7.0, 7.0)),
    ("week", (7.0, 7.0)),
];

const MONTH: (f64, f64) = (28.0, 31.0);
const YEAR: (f64, f64) = (365.0, 366.0);

/// What may stand between a word and its amount.
const FILLERS: [&str; 31] = [
    "およそ",
    "あたり",
    "当たり",
    "ごと",
    "につき",
    "相当",
    "つまり",
    "は",
    "が",
    "の",
    "で",
    "を",
    "と",
    "約",
    ":",
    "=",
    "≒",
    "≈",
    "→",
    "(",
    ")",
    "「",
    "」",
    " ",
    "/",
    "、",
    ",",
    "-",
    "*",
    "~",
    "per",
];

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut scan =
            Scan { text, scanned: Scanned::new(text), percents: Vec::new(), times: Vec::new(), periods: Vec::new() };
        let mut at = 0;
        while at < scan.scanned.len() {
            at = scan.at_number(at).or_else(|| scan.at_period(at)).unwrap_or(at + 1);
        }
        scan
    }

    fn at_number(&mut self, at: usize) -> Option<usize> {
        let inside = self.scanned.before(at).is_ascii_alphanumeric() || self.scanned.before(at) == '.';
        let (value, end) = self.scanned.number(at).filter(|_| !inside)?;
        let step = self.step(at, end);
        let behind = self.scanned.skip_blank(end);
        if self.scanned.at(behind) == '%' {
            self.percents.push(Number { range: at..behind + 1, value, step });
            return Some(behind + 1);
        }
        if let Some((days, end)) = self.counted_period(value, behind) {
            self.periods.push((at..end, days));
            return Some(end);
        }
        let (mut seconds, mut last, mut end) = self.time(value, step, behind)?;
        // 8時間46分 is one time.
        while let Some((value, stop)) = self.scanned.number(self.scanned.skip_blank(end)) {
            let step = self.step(self.scanned.skip_blank(end), stop);
            let Some((more, unit, stop)) =
                self.time(value, step, self.scanned.skip_blank(stop)).filter(|next| next.1 < last)
            else {
                break;
            };
            (seconds, last, end) = (seconds + more, unit, stop);
        }
        let before = self.scanned.back_over_blank(at);
        let rounded = ["約", "およそ", "ほぼ", "~", "≒", "≈"].iter().any(|word| self.scanned.ends(before, word));
        self.times.push(Time { range: at..end, seconds, step: last, rounded });
        Some(end)
    }

    /// Seconds, one unit of the last digit and the end of a number with a unit of time behind it.
    fn time(&self, value: f64, step: f64, at: usize) -> Option<(f64, f64, usize)> {
        let (word, unit) = UNITS.iter().find(|(word, _)| self.scanned.is(at, word))?;
        let end = at + word.chars().count();
        let goes_on = word.is_ascii() && self.scanned.at(end).is_ascii_alphanumeric();
        // 5分の1, 99.9分位
        let share = *word == "分" && (self.scanned.is(end, "の1") || self.scanned.at(end) == '位');
        (!goes_on && !share).then(|| (value * unit, step * unit, end))
    }

    /// 30日, 4週間, 3ヶ月, 1年
    fn counted_period(&self, value: f64, at: usize) -> Option<((f64, f64), usize)> {
        let words: [(&str, (f64, f64)); 12] = [
            ("日間", (1.0, 1.0)),
            ("日", (1.0, 1.0)),
            ("days", (1.0, 1.0)),
            ("day", (1.0, 1.0)),
            ("週間", (7.0, 7.0)),
            ("weeks", (7.0, 7.0)),
            ("ヶ月", MONTH),
            ("か月", MONTH),
            ("カ月", MONTH),
            ("ヵ月", MONTH),
            ("年間", YEAR),
            ("年", YEAR),
        ];
        let (word, (least, most)) = words.iter().find(|(word, _)| self.scanned.is(at, word))?;
        // 2025年4月30日 is a date.
        let date = (matches!(*word, "年") && value > 10.0) || (value - value.floor()).abs() > f64::EPSILON;
        (!date && (1.0..=400.0).contains(&value)).then(|| {
            let days = (least * value, most * value);
            // A year has no four months of 31 days: many months are 30.4 days each.
            let days = if *least == 28.0 && value > 1.0 { (30.0 * value, 31.0 * value) } else { days };
            (days, at + word.chars().count())
        })
    }

    fn at_period(&mut self, at: usize) -> Option<usize> {
        if let Some((word, days)) = PERIODS.iter().find(|(word, _)| self.scanned.is(at, word)) {
            let end = at + word.chars().count();
            self.periods.push((at..end, *days));
            return Some(end);
        }
        // /月, 月 43.2 分, but not 4月 and not 正月.
        let days = match self.scanned.at(at) {
            '月' => MONTH,
            '年' => YEAR,
            '週' => (7.0, 7.0),
            _ => return None,
        };
        let before = self.scanned.before(at);
        let behind = self.scanned.at(self.scanned.skip_blank(at + 1));
        let alone = matches!(before, '\0' | ' ' | '/' | '(' | 'は' | 'が' | 'の' | '、' | '1' | ',' | ':' | '=')
            && (behind.is_ascii_digit()
                || matches!(behind, '\0' | ')' | '(' | '、' | '。' | '約' | ',' | '/' | 'に' | 'あ' | 'で' | ' '));
        let date = before == '1' && self.scanned.before(at - 1) != ' ';
        if !alone || date {
            return None;
        }
        self.periods.push((at..at + 1, days));
        Some(at + 1)
    }

    /// One unit of the last digit of a number.
    fn step(&self, start: usize, end: usize) -> f64 {
        let point = (start..end).find(|&at| self.scanned.at(at) == '.');
        let decimals = point.map_or(0, |point| end - point - 1);
        10_f64.powi(-i32::try_from(decimals).unwrap_or(0))
    }

    /// The period of a text, where it names one; the widest where it names a month and 30 days.
    pub(super) fn days(&self) -> Option<(f64, f64)> {
        let mut periods = self.periods.iter().map(|(_, days)| *days);
        let first = periods.next()?;
        let all = periods.fold(first, |(least, most), days| (least.min(days.0), most.max(days.1)));
        // Two periods (月 43分、年 8.8時間) are not told apart here.
        (all.1 <= all.0 * 1.2).then_some(all)
    }

    pub(super) fn skip_blank(&self, at: usize) -> usize {
        self.scanned.skip_blank(at)
    }

    pub(super) fn starts(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.scanned.is(at, word))
    }

    pub(super) fn holds(&self, word: &str) -> bool {
        self.text.contains(word)
    }

    /// Behind particles, signs and periods.
    pub(super) fn skip_filler(&self, mut at: usize) -> usize {
        while let Some(end) = self.filler_at(at) {
            at = end;
        }
        at
    }

    fn filler_at(&self, at: usize) -> Option<usize> {
        let period = self.periods.iter().find(|(range, _)| range.start == at).map(|(range, _)| range.end);
        period.or_else(|| self.scanned.one_of(at, &FILLERS).map(|(_, end)| end))
    }

    /// Whether only particles, signs and periods stand between two places.
    pub(super) fn is_filler(&self, from: usize, to: usize) -> bool {
        let mut at = from;
        while at < to {
            match self.filler_at(at).or_else(|| self.scanned.is(at, "以上").then_some(at + 2)) {
                Some(end) => at = end,
                None => return false,
            }
        }
        at == to
    }

    /// Whether one of the words stands in front of a place, with nothing but fillers and a share (0.1%) between.
    pub(super) fn word_before(&self, at: usize, words: &[&str]) -> bool {
        const FARTHEST: usize = 40;
        (at.saturating_sub(FARTHEST)..at).rev().any(|start| {
            let Some((_, end)) = self.scanned.one_of(start, words) else { return false };
            let share = self.percents.iter().find(|percent| percent.range.start >= end && percent.range.end <= at);
            match share {
                Some(share) if share.value <= 10.0 => {
                    self.is_filler(end, share.range.start) && self.is_filler(share.range.end, at)
                }
                _ => end <= at && self.is_filler(end, at),
            }
        })
    }

    /// Whether a place stands in a bracket that opens right behind a percentage of a kind.
    pub(super) fn is_right_behind(&self, at: usize, kind: fn(&Number) -> bool) -> bool {
        let before = self.percents.iter().rfind(|percent| percent.range.end <= at && kind(percent));
        let Some(percent) = before else { return false };
        let between = percent.range.end..at;
        let opens = between.clone().find(|&at| self.scanned.at(at) == '(');
        let closes = between.clone().any(|at| self.scanned.at(at) == ')');
        opens.is_some_and(|open| open - percent.range.end <= 12) && !closes
    }

    pub(super) fn written(&self, range: &Range<usize>) -> &'t str {
        self.text.get(self.scanned.bytes(range.clone())).unwrap_or_default()
    }

    pub(super) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        self.scanned.bytes(range.clone())
    }
}
