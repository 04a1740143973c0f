//! `metadata/impossible-date`: a date that no calendar has.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::model::Date;
use crate::source::Span;
use crate::syntax::{Inline, InlineKind, walk};

pub(in crate::check) const RULE: Rule =
    Rule { name: "metadata/impossible-date", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let document = context.document;
    let source = context.source.text();
    let mut report = |span: Span, date: &str| {
        let message = Message::new("metadata-impossible-date").with("date", date);
        findings.report(span, message).help = Some(Message::new("metadata-impossible-date-help"));
    };
    let matter = document.front_matter.as_ref().map(|_| &context.runbook.metadata.entries);
    for entry in matter.into_iter().flatten() {
        // Values of the front matter stand before all text of the document.
        if document.blocks.first().is_none_or(|block| entry.span.end <= block.span.start) {
            dates(&entry.value, &mut |_, date| report(entry.span, date));
        }
    }
    if may_hold(source) {
        walk::each(&document.blocks, &mut |content, _| texts(content, source, &mut report));
    }
}

/// Whether a text, markup and all, holds a date that does not exist: few do.
fn may_hold(text: &str) -> bool {
    let parted = |at: usize| text.get(at..).and_then(date_at);
    years(text).any(|at| parted(at).is_some_and(|date| Date::parse(date).is_some_and(|date| date.date.is_none())))
}

/// Where years begin.
fn years(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'1', b'2', bytes).filter(|&at| matches!(bytes.get(at..at + 2), Some(b"19" | b"20")))
}

/// Dates in words; not in code and not in addresses.
fn texts(content: &[Inline], source: &str, report: &mut dyn FnMut(Span, &str)) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) => dates(text, &mut |at, date| {
                let verbatim = source.get(inline.span.range()) == Some(text.as_str());
                let start = inline.span.start as usize + at;
                let span = if verbatim { Span::new(start, start + date.len()) } else { inline.span };
                report(span, date);
            }),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Element(_, inner)
            | InlineKind::Link { content: inner, automatic: false, .. } => texts(inner, source, report),
            _ => {}
        }
    }
}

/// Calls `act` with each whole date (2025-02-30, 2025/13/01, 2025年4月31日) that does not exist, and its place.
fn dates(text: &str, act: &mut dyn FnMut(usize, &str)) {
    let mut at = 0;
    for start in years(text) {
        if start < at {
            continue;
        }
        at = start + 2;
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        if before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '_')) {
            continue;
        }
        let end = text.floor_char_boundary((start + LONGEST).min(text.len()));
        let Some(written) = text.get(start..end).and_then(whole_date) else { continue };
        if Date::parse(written).is_some_and(|date| date.date.is_none()) {
            act(start, written);
        }
        at = start + written.len();
    }
}

/// As many bytes at most has a date.
const LONGEST: usize = 24;

/// The date that a text begins with, where nothing goes on behind it.
fn whole_date(text: &str) -> Option<&str> {
    let date = date_at(text)?;
    let behind = text.get(date.len()..)?.chars().next();
    let goes_on = behind.is_some_and(|c| c.is_ascii_alphanumeric() && c != 'T' || matches!(c, '-' | '/' | '_'));
    (date.ends_with('日') || !goes_on).then_some(date)
}

/// The date that a text begins with: year, month and day, with the same sign between them.
fn date_at(text: &str) -> Option<&str> {
    let digits = |text: &str, most: usize| {
        let count = text.bytes().take_while(u8::is_ascii_digit).count();
        (1..=most).contains(&count).then_some(count)
    };
    let year = digits(text, 4).filter(|count| *count == 4)?;
    let sign = text.get(year..)?.chars().next()?;
    let (second, last) = match sign {
        '-' | '/' => (sign, None),
        '年' => ('月', Some('日')),
        _ => return None,
    };
    let month_at = year + sign.len_utf8();
    let month = digits(text.get(month_at..)?, 2)?;
    let rest = text.get(month_at + month..)?;
    let day_at = month_at + month + second.len_utf8();
    let day = rest.strip_prefix(second).and_then(|rest| digits(rest, 2))?;
    let end = day_at + day;
    match last {
        Some(last) => text.get(end..)?.starts_with(last).then(|| text.get(..end + last.len_utf8()))?,
        None => text.get(..end),
    }
}

#[cfg(test)]
mod tests {
    fn found(text: &str) -> Vec<&str> {
        let mut all = Vec::new();
        super::dates(text, &mut |at, date| all.push(&text[at..at + date.len()]));
        all
    }

    #[test]
    fn days_that_no_calendar_has() {
        assert_eq!(
            found("更新日: 2025-02-30、初版 2025/13/01、2025年4月31日に見直し"),
            ["2025-02-30", "2025/13/01", "2025年4月31日"]
        );
        assert_eq!(found("2023-02-29T09:00"), ["2023-02-29"]);
    }

    #[test]
    fn what_exists_or_is_no_date() {
        for text in [
            "2024-02-29",
            "2025年4月30日",
            "ISO 2025-99-999",
            "v2025-13-01",
            "2025-13-01-beta",
            "2020/21",
            "1920x1080",
            "2000-13-4567",
            "図2025-1",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
