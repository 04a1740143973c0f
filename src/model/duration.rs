//! Spans of time as runbooks write them.

mod scan;

use std::ops::Range;

/// How a duration bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bound {
    /// 15分以内, 〜2時間
    Within,
    /// 15分
    #[default]
    Exact,
    /// 60分超, 2時間〜
    Over,
}

impl Bound {
    /// Its name in the JSON model.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Bound::Within => "within",
            Bound::Exact => "exact",
            Bound::Over => "over",
        }
    }
}

/// A duration with its text; `seconds` is absent where the text names none (すぐくらい), so that a rule sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Duration {
    /// As written.
    pub text: String,
    /// Seconds; the upper end of a range.
    pub seconds: Option<u64>,
    /// The lower end of a range, in seconds.
    pub from_seconds: Option<u64>,
    /// How it bounds.
    pub bound: Bound,
    /// Counted in business days.
    pub business: bool,
    /// What it counts from (復旧後, 検知から).
    pub anchor: Option<String>,
}

/// Words by which a part of a cell speaks of the end of an incident, and not of the start of work on it.
const RESOLUTION: &[&str] =
    &["復旧", "解決", "是正", "修復", "解消", "完了", "クローズ", "resol", "restor", "recover", "fix", "mitigat"];

impl Duration {
    /// Reads a text as a whole, such as a cell: its first duration, with all of the text kept. Schedules and opening
    /// hours (24/7, 毎週月曜, 平日9-18時) are none. 即時（15分以内） is the time in the brackets.
    #[must_use]
    pub fn parse(text: &str) -> Option<Duration> {
        let text = text.trim();
        if text.starts_with('毎') {
            return None;
        }
        let mut found = scan::iterate(text);
        let (range, first) = found.next()?;
        let next = found.next().filter(|(next, _)| {
            let between = text.get(range.end..next.start).unwrap_or_default();
            first.seconds == Some(0) && between.contains(['(', '（']) && !between.contains([')', '）', '、', '/'])
        });
        let value = next.map_or(first, |(_, value)| value);
        Some(Duration { text: text.to_owned(), ..value })
    }

    /// Every duration in a text with its byte range; the text of each is that of its range.
    #[must_use]
    pub fn find_all(text: &str) -> Vec<(Range<usize>, Duration)> {
        scan::iterate(text).collect()
    }

    /// The first duration in a text with its byte range.
    #[must_use]
    pub fn find(text: &str) -> Option<(Range<usize>, Duration)> {
        scan::iterate(text).next()
    }

    /// A time limit in brackets at the end or inside of a title: 初動確認（5分以内）. Its text is that of the brackets.
    #[must_use]
    pub fn in_brackets(title: &str) -> Option<Duration> {
        let mut rest = title;
        let mut last = None;
        while let Some(open) = rest.find(['(', '（']) {
            let inner = &rest[open..];
            let inner = &inner[inner.chars().next().map_or(0, char::len_utf8)..];
            let Some(close) = inner.find([')', '）']) else { break };
            if let Some(limit) = limit(&inner[..close]) {
                last = Some(limit);
            }
            rest = &inner[close..];
        }
        last
    }

    /// A target cell: until someone acts, and until it is solved. Parts between `、` or `/` are told apart by their
    /// words (即時対応、2時間以内復旧); of each kind the first counts.
    #[must_use]
    pub fn targets(text: &str) -> (Option<Duration>, Option<Duration>) {
        let (mut response, mut resolution) = (None, None);
        for part in parts(text) {
            let slot = if speaks_of_resolution(part) { &mut resolution } else { &mut response };
            if slot.is_none() {
                *slot = Duration::parse(part);
            }
        }
        // One target alone keeps the cell's whole text with its remarks.
        match (&mut response, &mut resolution) {
            (Some(only), None) | (None, Some(only)) => text.trim().clone_into(&mut only.text),
            _ => {}
        }
        (response, resolution)
    }

    /// ISO 8601 form (`PT15M`, `P1D`); days where the text counts in days.
    #[must_use]
    pub fn iso8601(&self) -> Option<String> {
        let seconds = self.seconds?;
        let text = self.text.to_lowercase();
        let in_days = self.business
            || ["日", "週", "月", "年", "day", "week", "month", "year"].iter().any(|word| text.contains(word));
        if in_days && seconds > 0 && seconds % 86_400 == 0 {
            return Some(format!("P{}D", seconds / 86_400));
        }
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let mut iso = String::from("PT");
        for (amount, letter) in [(hours, 'H'), (minutes, 'M'), (rest, 'S')] {
            if amount > 0 {
                iso.push_str(&amount.to_string());
                iso.push(letter);
            }
        }
        if seconds == 0 {
            iso.push_str("0S");
        }
        Some(iso)
    }
}

/// The time limit that a bracket is: a duration at its start with little behind it.
fn limit(inner: &str) -> Option<Duration> {
    const LEAD: &[&str] =
        &["目標", "所要時間", "所要", "目安", "制限時間", "期限", "sla", "発生", "検知", ":", "：", " "];
    const NO_LIMIT: &[&str] = &["前", "保持", "保存", "保管", "分の", "経過した"];
    let (range, duration) = Duration::find(inner)?;
    let mut lead = inner.get(..range.start)?.trim();
    while let Some(rest) = LEAD.iter().find_map(|word| lead.strip_prefix(word)) {
        lead = rest.trim_start();
    }
    let behind = inner.get(range.end..)?.trim_start();
    let fits = lead.is_empty() && behind.chars().count() <= 12 && !NO_LIMIT.iter().any(|word| behind.starts_with(word));
    fits.then(|| Duration { text: inner.trim().to_owned(), ..duration })
}

fn speaks_of_resolution(part: &str) -> bool {
    // A remark in brackets says more of the same target (即時（15分以内に封じ込め）).
    let end = part.find(['(', '（']).unwrap_or(part.len());
    let words = part[..end].to_lowercase();
    RESOLUTION.iter().any(|word| words.contains(word))
}

/// Parts of a cell between separators that stand outside brackets.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0usize;
    text.split(move |character| {
        match character {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(character, '、' | '，' | ',' | '/' | '／' | ';' | '；' | '\n')
    })
}

#[cfg(test)]
mod tests;
