//! What a comment says: `rbc-ignore RULE[, RULE] [until DATE]: reason`.

use jiff::civil::Date;

/// How a comment that silences begins.
pub(super) const WORD: &str = "rbc-ignore";

/// What stands behind the word where the whole file is meant.
const WHOLE_FILE: &str = "-file";

/// What stands before the last day.
const UNTIL: &str = "until";

/// A comment that silences, or wants to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment<'t> {
    /// Whether it speaks of the whole file.
    pub(super) whole_file: bool,
    /// Rules and categories, as written, each once.
    pub(super) names: Vec<&'t str>,
    /// The last day on which it holds.
    pub(super) until: Option<Date>,
    /// Whether it says why.
    pub(super) has_reason: bool,
}

/// Why a comment that begins with the word silences nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Malformed<'t> {
    /// The word goes on (`rbc-ignore-next-line`).
    Word(&'t str),
    /// No rule is named: silencing everything would hide what nobody knows of yet.
    NoRule,
    /// What stands behind `until` is no day.
    Until(&'t str),
}

/// Reads the text of a comment. `None` where it does not speak to rbc.
pub(super) fn read(text: &str) -> Option<Result<Comment<'_>, Malformed<'_>>> {
    let text = text.trim();
    let rest = text.strip_prefix(WORD)?;
    let (whole_file, rest) = rest.strip_prefix(WHOLE_FILE).map_or((false, rest), |rest| (true, rest));
    if rest.chars().next().is_some_and(|next| !next.is_whitespace() && !is_colon(next)) {
        let end = text.find(|next: char| next.is_whitespace() || is_colon(next)).unwrap_or(text.len());
        return Some(Err(Malformed::Word(&text[..end])));
    }
    Some(body(rest, whole_file))
}

fn body(text: &str, whole_file: bool) -> Result<Comment<'_>, Malformed<'_>> {
    let (head, reason) = match text.find(is_colon) {
        Some(at) => (&text[..at], text[at..].trim_start_matches(is_colon)),
        None => (names_only(text), ""),
    };
    let (names, until) = match split_until(head) {
        Some((names, day)) => (names, Some(self::day(day).ok_or(Malformed::Until(day))?)),
        None => (head, None),
    };
    let mut named: Vec<&str> = Vec::new();
    for name in names.split(is_separator).filter(|name| !name.is_empty()) {
        // A list of thousands is no list of rules; the bound keeps the search below cheap.
        if named.len() < 64 && !named.contains(&name) {
            named.push(name);
        }
    }
    if named.is_empty() {
        return Err(Malformed::NoRule);
    }
    Ok(Comment { whole_file, names: named, until, has_reason: reason.chars().any(char::is_alphanumeric) })
}

/// A day as 2027-03-31: the library would also take one with an hour.
fn day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == 10)
}

/// Where the colon is missing, the words that can be names: what follows was meant as the reason.
fn names_only(text: &str) -> &str {
    let end = text.find(|next: char| !next.is_ascii() && !is_separator(next)).unwrap_or(text.len());
    &text[..end]
}

/// The names before `until` and the day behind it.
fn split_until(head: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    while let Some(at) = head[from..].find(UNTIL).map(|at| from + at) {
        let (before, behind) = (&head[..at], &head[at + UNTIL.len()..]);
        let stands_alone =
            before.chars().next_back().is_none_or(is_separator) && behind.chars().next().is_none_or(is_separator);
        if stands_alone {
            return Some((before, behind.trim_matches(is_separator)));
        }
        from = at + UNTIL.len();
    }
    None
}

/// Japanese input methods give the wide colon.
fn is_colon(character: char) -> bool {
    matches!(character, ':' | '：')
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | '，' | '、')
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn good(text: &str) -> Comment<'_> {
        read(text).unwrap().unwrap()
    }

    #[test]
    fn rules_days_and_reasons_are_read() {
        let comment = good(" rbc-ignore link/broken-file, table until 2027-03-31: 移行が済むまで: 3月末 ");
        assert_eq!(comment.names, ["link/broken-file", "table"]);
        assert_eq!(comment.until, Some(date(2027, 3, 31)));
        assert!(comment.has_reason && !comment.whole_file);
        let wide = good("rbc-ignore-file　link、slo：旧版のため");
        assert_eq!((wide.names, wide.whole_file, wide.has_reason), (vec!["link", "slo"], true, true));
        assert_eq!(good("rbc-ignore\n  link/broken-file\n  : 理由\n").names, ["link/broken-file"]);
        assert_eq!(good("rbc-ignore text/until-x: 名前の中の until").names, ["text/until-x"]);
    }

    #[test]
    fn a_missing_reason_is_seen() {
        assert!(!good("rbc-ignore link/broken-file").has_reason);
        assert!(!good("rbc-ignore link/broken-file: -").has_reason);
        let without_colon = good("rbc-ignore link/broken-file 移行中 のため");
        assert_eq!((without_colon.names, without_colon.has_reason), (vec!["link/broken-file"], false));
    }

    #[test]
    fn what_cannot_be_meant_is_malformed() {
        assert_eq!(read("rbc-ignore"), Some(Err(Malformed::NoRule)));
        assert_eq!(read("rbc-ignore: 全部"), Some(Err(Malformed::NoRule)));
        assert_eq!(read("rbc-ignore-next-line link: x"), Some(Err(Malformed::Word("rbc-ignore-next-line"))));
        assert_eq!(read("rbc-ignored"), Some(Err(Malformed::Word("rbc-ignored"))));
        for day in ["2027-02-30", "3月末", "", "2027-03-31 12:00", "2027/03/31"] {
            let text = format!("rbc-ignore link until {day}: x");
            assert!(matches!(read(&text), Some(Err(Malformed::Until(_)))), "{day}");
        }
        assert_eq!(read("手順を rbc-ignore で止める"), None);
        assert_eq!(read("TODO: 後で直す"), None);
    }
}
