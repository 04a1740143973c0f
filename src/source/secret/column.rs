//! Values in the cells under a head such as パスワード, `Password` or `ID/PW`.

use std::ops::Range;

use super::assignment::{is_labelled, plain};
use super::name::{Class, Name};
use super::value::{self, Word};
use super::{Found, Kind, human, surroundings};

/// The tables whose heads were read.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Where the last head that was asked about begins, and the cells of its rows, if it is the head of a table.
    head: Option<(usize, Option<Table>)>,
    /// Where the rows end that were read: no head stands before.
    read: usize,
}

#[derive(Debug)]
struct Table {
    /// The cells of the head.
    head: Vec<Range<usize>>,
    /// Where its first row begins.
    rows: usize,
    /// How many of its columns were read.
    columns: usize,
    /// Whether it lists what a test puts in and gets out.
    tests: bool,
}

/// How many rows of a table are read.
const ROWS: usize = 500;

/// How many columns of a table are read, and how far its head goes.
const COLUMNS: usize = 8;
const HEAD: usize = 2048;

impl Columns {
    /// Reads the column whose head a name is.
    pub(super) fn read(&mut self, text: &str, name: &Name, found: &mut Vec<Found>) {
        let from = text.floor_char_boundary(name.range.start.saturating_sub(HEAD));
        let Some(before) = text.get(from..name.range.start) else { return };
        let start = match before.rfind('\n') {
            Some(at) => from + at + 1,
            None if from == 0 => 0,
            None => return,
        };
        let known = self.head.as_ref().is_some_and(|(known, _)| *known == start);
        if !before.contains('|') || !known && start < self.read {
            return;
        }
        if !known {
            self.head = Some((start, table(text, start)));
        }
        let Some((_, Some(table))) = &mut self.head else { return };
        let Some(column) = table.head.iter().position(|cell| cell.contains(&name.range.start)) else { return };
        let ends = table.head.get(column).and_then(|cell| text.get(name.range.end..cell.end)).is_some_and(is_end);
        if ends && !table.tests && table.columns < COLUMNS {
            table.columns += 1;
            self.read = cells(text, table.rows, column, name, found).max(self.read);
        }
    }
}

/// Whether nothing follows a name in its cell but a note in brackets.
fn is_end(rest: &str) -> bool {
    let rest = rest.trim_matches(|letter: char| value::is_blank(letter) || "*`_".contains(letter));
    rest.is_empty() || rest.starts_with(['(', '（']) && rest.ends_with([')', '）'])
}

fn table(text: &str, start: usize) -> Option<Table> {
    let head = line(text, start);
    let marks = line(text, start + head.len());
    let bare = marks.trim_matches(|letter: char| letter.is_whitespace() || letter == '>');
    let is_marks = bare.contains('-') && bare.bytes().all(|byte| b"|-: ".contains(&byte));
    if !is_marks {
        return None;
    }
    const TESTS: [&str; 8] = ["期待", "テストケース", "入力値", "expected", "検証内容", "判定", "test case", "設定例"];
    let lower = head.to_lowercase();
    let tests = TESTS.iter().any(|word| lower.contains(word));
    Some(Table { head: split(head, start), rows: start + head.len() + marks.len(), columns: 0, tests })
}

/// The line that begins at a place, with its end.
fn line(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    rest.get(..rest.find('\n').map_or(rest.len(), |at| at + 1)).unwrap_or_default()
}

/// The cells of a row.
fn split(row: &str, start: usize) -> Vec<Range<usize>> {
    let body = row.trim_end();
    let lead = body.len() - body.trim_start_matches([' ', '\t', '>']).len();
    let first = lead + usize::from(body.get(lead..).is_some_and(|rest| rest.starts_with('|')));
    let mut from = first;
    let mut cells = Vec::new();
    let bytes = body.as_bytes();
    for (at, _) in bytes.iter().enumerate().skip(first).filter(|(_, byte)| **byte == b'|') {
        if bytes.get(at.wrapping_sub(1)) != Some(&b'\\') {
            cells.push(start + from..start + at);
            from = at + 1;
        }
    }
    if from < bytes.len() {
        cells.push(start + from..start + bytes.len());
    }
    cells
}

/// Reads the cells of a column; gives where its rows end.
fn cells(text: &str, rows: usize, column: usize, name: &Name, found: &mut Vec<Found>) -> usize {
    let mut at = rows;
    for _ in 0..ROWS {
        let row = line(text, at);
        if !row.contains('|') {
            return at;
        }
        if let Some(cell) = split(row, at).get(column) {
            read(text, cell.clone(), name, found);
        }
        at += row.len();
    }
    at
}

/// The values of a cell: one, or two of which the first can be a name.
fn read(text: &str, cell: Range<usize>, name: &Name, found: &mut Vec<Found>) {
    let Some(first) = value::word(text, cell.start).filter(|word| word.end <= cell.end) else { return };
    let written = text.get(first.range.clone()).unwrap_or_default();
    let rest = text.get(first.end..cell.end).unwrap_or_default().trim();
    if let Some(password) = rest.strip_prefix(['/', '／']) {
        found.extend(judge(text, name, "", &first));
        if let Some(word) = value::word(text, cell.end - trailing(text, &cell) - password.len()) {
            found.extend(judge(text, name, written, &word));
        }
        return;
    }
    if !rest.is_empty() && !rest.starts_with(['(', '（', '※', '<']) {
        return;
    }
    let two = written.split_once(['/', ':']).filter(|(_, password)| {
        !password.contains(['/', ':']) && (is_labelled(text, name) || human::is_distinct(password))
    });
    match two {
        Some((user, password)) => {
            let start = first.range.end - password.len();
            found.extend(judge(text, name, user, &Word { range: start..first.range.end, ..first }));
        }
        None => found.extend(judge(text, name, "", &first)),
    }
}

/// Bytes of blanks at the end of a cell.
fn trailing(text: &str, cell: &Range<usize>) -> usize {
    let inside = text.get(cell.clone()).unwrap_or_default();
    inside.len() - inside.trim_end().len()
}

fn judge(text: &str, name: &Name, user: &str, word: &Word) -> Option<Found> {
    let password = plain(text.get(word.range.clone())?);
    if password.eq_ignore_ascii_case(user) {
        return None;
    }
    let grade = match name.class {
        Class::Key => human::key(&password)?,
        Class::Pin if human::shape(&password) == Some(human::Shape::Digits) => super::Grade::Likely,
        Class::Pair if user.is_empty() => return None,
        _ => human::password(&password, false)?,
    };
    let grade = surroundings::settle(text, &word.range, &password, grade)?;
    Some(Found::new(Kind::Credential, name.written.clone(), grade, word.range.clone()))
}

#[cfg(test)]
mod tests {
    fn found(text: &str) -> Vec<&str> {
        super::super::find(text).into_iter().map(|one| &text[one.range]).collect()
    }

    #[test]
    fn values_stand_under_their_head() {
        let value = ["Tanuki", "88prod"].concat();
        for head in
            ["パスワード", "Password", "**PW**", "パスワード（本番）", "ユーザー名/パスワード", "パスワード | 備考"]
        {
            for cell in ["@", "`@`", "admin / @", "admin/@", "@（本番）"] {
                let text = format!("| 環境 | {head} |\n|---|---|\n| 本番 | {cell} |\n| 検証 | 別紙参照 |\n")
                    .replace('@', &value);
                assert_eq!(found(&text), [value.as_str()], "{text}");
            }
        }
    }

    #[test]
    fn other_columns_and_other_cells_pass() {
        let value = ["Tanuki", "88prod"].concat();
        for text in [
            "| パスワード | ホスト |\n|---|---|\n| 別紙 | @ |\n",
            "| パスワード | 期待結果 |\n|---|---|\n| @ | 200 |\n",
            "| パスワードの規則 | 例 |\n|---|---|\n| @ | 8文字 |\n",
            "| パスワード |\n|---|\n| @ を参照 |\n",
        ] {
            assert_eq!(found(&text.replace('@', &value)), Vec::<&str>::new(), "{text}");
        }
    }
}
