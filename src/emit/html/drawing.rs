//! Drawings of characters (boxes, trees, tables of a terminal): their columns have to stay under one another, so their
//! lines are never broken. They are set as small as the page is narrow, and a wide character takes two columns whatever
//! font it comes from.

use super::writer::Html;
use crate::text::width::{Ambiguous, width};

/// Longer texts are no drawings for eyes.
const LIMIT: usize = 64 << 10;

/// The class that sets a drawing of so many columns to the width of the page; the widest may scroll.
const FITS: [(usize, &str); 11] = [
    (32, "code drawing fit-32"),
    (40, "code drawing fit-40"),
    (48, "code drawing fit-48"),
    (56, "code drawing fit-56"),
    (64, "code drawing fit-64"),
    (72, "code drawing fit-72"),
    (80, "code drawing fit-80"),
    (88, "code drawing fit-88"),
    (96, "code drawing fit-96"),
    (104, "code drawing fit-104"),
    (usize::MAX, "code drawing fit-112"),
];

/// Classes of a block that is a drawing; `None` for any other code.
pub(super) fn class(language: &str, text: &str) -> Option<&'static str> {
    if !matches!(language, "" | "text") || text.len() > LIMIT {
        return None;
    }
    let lines = text.lines().filter(|line| is_drawn(line)).count();
    let ruled = text.lines().any(is_rule);
    if lines < 2 && !ruled {
        return None;
    }
    let columns = text.lines().map(|line| width(line, Ambiguous::Narrow)).max().unwrap_or(0);
    FITS.iter().find(|&&(most, _)| columns <= most).map(|&(_, class)| class)
}

/// Of the classes of a drawing the one that says how wide it is.
pub(super) fn fit(class: &'static str) -> &'static str {
    class.rsplit(' ').next().unwrap_or(class)
}

/// Whether a telephone shows only a part of it.
pub(super) fn is_wide(class: &str) -> bool {
    FITS.iter().any(|&(columns, known)| known == class && columns > 64)
}

/// A line with lines in it, or one of `+----+`.
fn is_drawn(line: &str) -> bool {
    let line = line.trim();
    line.contains(|c: char| matches!(c, '\u{2500}'..='\u{257F}'))
        || (line.starts_with('+') && line.contains("--") && line.chars().all(|c| "+-=| ".contains(c)))
}

/// The rule below the header of a table that a terminal prints: `----+----`.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains("-+-") && line.chars().all(|c| "+-".contains(c))
}

/// Writes a line of a drawing, runs of wide characters in elements of their own.
pub(super) fn line(html: &mut Html, text: &str) {
    let mut start = 0;
    let mut wide = false;
    let mut buffer = [0; 4];
    for (at, character) in text.char_indices() {
        let columns = width(character.encode_utf8(&mut buffer), Ambiguous::Narrow);
        // A mark without a width of its own belongs to what it stands on.
        if columns == 0 || (columns == 2) == wide {
            continue;
        }
        run(html, text.get(start..at).unwrap_or_default(), wide);
        (start, wide) = (at, columns == 2);
    }
    run(html, text.get(start..).unwrap_or_default(), wide);
}

fn run(html: &mut Html, text: &str, wide: bool) {
    match (text.is_empty(), wide) {
        (true, _) => {}
        (_, true) => {
            html.start("span").attribute("class", "w").end().text(text).close("span");
        }
        (_, false) => {
            html.text(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_are_told_from_texts() {
        assert_eq!(class("text", "┌────┐\n│受領│\n└────┘\n"), Some("code drawing fit-32"));
        assert_eq!(class("", " 名前 | 数\n------+----\n 予約 |  3\n"), Some("code drawing fit-32"));
        assert_eq!(class("text", "+-----+\n| 受領 |\n+-----+\n"), Some("code drawing fit-32"));
        assert_eq!(class("text", &format!("┌{}┐\n│\n", "─".repeat(65))), Some("code drawing fit-72"));
        assert_eq!(class("text", "ログ ─ エラー\n次の行\n"), None);
        assert_eq!(class("text", "a + b\n--option\n---\n"), None);
        assert_eq!(class("bash", "echo ────\necho ────\n"), None);
    }

    #[test]
    fn wide_characters_stand_apart() {
        let mut html = Html::default();
        line(&mut html, "│ □ 受領した<5分> が\u{3099} │\n");
        let expected = "│ □ <span class=\"w\">受領した</span>&lt;5<span class=\"w\">分</span>&gt; \
                        <span class=\"w\">が\u{3099}</span> │\n";
        assert_eq!(html.into_string(), expected);
    }
}
