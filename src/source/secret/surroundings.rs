//! What stands around a value: that it is an example, or for the reader's own machine.

use std::ops::Range;

use super::Grade;
use super::human;
use super::sample::is_random;
use super::value::line_before;

/// How much of a line is looked at.
const MOST: usize = 400;

/// Words that say that what stands beside them is an example.
const EXAMPLES: [&str; 26] = [
    "例:",
    "例：",
    "例)",
    "例）",
    "(例",
    "（例",
    "例えば",
    "たとえば",
    "サンプル",
    "ダミー",
    "架空",
    "悪い例",
    "ng例",
    "❌",
    "✗",
    "🚫",
    "e.g.",
    "for example",
    "example:",
    "// bad",
    "# bad",
    "-- bad",
    "のような",
    "などの弱い",
    "推測されやすい",
    "危険な例",
];

/// Hosts that are the machine on which a command runs.
const LOCAL: [&str; 5] = ["localhost", "127.0.0.1", "0.0.0.0", "host.docker.internal", "[::1]"];

/// Words that say that a value is the one of a fresh installation.
const DEFAULTS: [&str; 5] = ["デフォルト", "既定の", "出荷時", "default password", "default user"];

/// The grade of a value where it stands. `None` where it is an example.
pub(super) fn settle(text: &str, range: &Range<usize>, value: &str, grade: Grade) -> Option<Grade> {
    // What a machine made was never made for an example.
    if is_random(value, 8) {
        return Some(grade);
    }
    let line = around(text, range);
    let lower = line.to_lowercase();
    if EXAMPLES.iter().any(|word| lower.contains(word)) || is_titled(text, range) || in_example_column(text, range) {
        return None;
    }
    if is_demo(text, range, &lower) {
        return Some(Grade::Possible);
    }
    let mild = LOCAL.iter().chain(&DEFAULTS).any(|word| lower.contains(word));
    Some(if mild { grade.max(Grade::Likely) } else { grade })
}

/// Whether a value is said to be for everybody who tries a demonstration.
fn is_demo(text: &str, range: &Range<usize>, line: &str) -> bool {
    const DEMOS: [&str; 10] = [
        "デモユーザー",
        "デモアカウント",
        "デモ用",
        "デモログイン",
        "demo user",
        "demo account",
        "demo login",
        "シード済み",
        "seed 投入",
        "seed data",
    ];
    let holds = |text: &str| DEMOS.iter().any(|word| text.contains(word));
    let from = text.floor_char_boundary(range.start.saturating_sub(1500));
    let above = text.get(from..range.start).unwrap_or_default();
    let heading = above.rsplit('\n').find(|line| line.starts_with('#'));
    holds(line) || heading.is_some_and(|heading| holds(&heading.to_lowercase()))
}

/// The line of a value without the value.
fn around(text: &str, range: &Range<usize>) -> String {
    let behind = text.get(range.end..).unwrap_or_default();
    let behind = behind.get(..behind.floor_char_boundary(MOST.min(behind.len()))).unwrap_or_default();
    let behind = behind.get(..behind.find('\n').unwrap_or(behind.len())).unwrap_or_default();
    [line_before(text, range.start), behind].concat()
}

/// Whether a comment or a heading just above says that an example follows.
fn is_titled(text: &str, range: &Range<usize>) -> bool {
    const TITLES: [&str; 8] = ["❌", "✗", "悪い例", "ng例", "ngの例", "よくない例", "// bad", "# bad"];
    let from = text.floor_char_boundary(range.start.saturating_sub(MOST));
    let before = text.get(from..range.start).unwrap_or_default();
    let mut above = before.rsplit('\n').skip(1).take(6).take_while(|line| !line.trim().is_empty());
    above.any(|line| {
        let lower = line.to_lowercase();
        TITLES.iter().any(|title| lower.contains(title))
    })
}

/// Whether the head of a value's column says that examples stand in it.
fn in_example_column(text: &str, range: &Range<usize>) -> bool {
    const HEADS: [&str; 7] = ["例", "サンプル", "example", "sample", "既定値", "デフォルト", "default"];
    const ROWS: usize = 60;
    let before = line_before(text, range.start);
    if !before.trim_start_matches([' ', '\t', '>']).starts_with('|') {
        return false;
    }
    let column = before.matches('|').count();
    let from = text.floor_char_boundary(range.start.saturating_sub(ROWS * 100));
    let above = text.get(from..range.start).unwrap_or_default();
    let mut lines = above.rsplit('\n').skip(1).take(ROWS);
    let is_marks = |line: &&str| line.contains('-') && line.bytes().all(|byte| b"|-: \t\r>".contains(&byte));
    if lines.by_ref().take_while(|line| line.contains('|')).find(is_marks).is_none() {
        return false;
    }
    let head = lines.next().and_then(|head| head.split('|').nth(column)).unwrap_or_default().to_lowercase();
    HEADS.iter().any(|word| head.contains(word))
}

/// How sure it is that a value is a password that somebody uses, where nothing but a password stands.
pub(super) fn password_only(text: &str, range: &Range<usize>, value: &str) -> Option<Grade> {
    settle(text, range, value, human::password(value, true)?)
}
