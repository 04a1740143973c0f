//! What mending changes, as a unified diff.

use std::fmt::Write as _;
use std::ops::Range;

use super::mend::Draft;
use crate::source::SourceFile;
use crate::source::secret::Known;

/// Lines around a change.
const CONTEXT: usize = 3;

/// Lines of both texts that are not the same: numbers from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Lines {
    old: Range<usize>,
    new: Range<usize>,
}

/// The changes of a draft, as `patch` and `git apply -p0` read them; empty where there are none. A file that begins with
/// a byte order mark keeps it: `mark` says that one stands before the text. Secrets are masked here too, at the price that
/// a diff which shows one cannot be applied; `known` are those of other files.
#[must_use]
pub fn unified(path: &str, draft: &Draft, mark: bool, known: &Known) -> String {
    let mut old = Text::new(draft.original());
    let mut new = Text::new(draft.text());
    let changes = changed_lines(draft, &old, &new);
    // Masks leave lines what they are.
    let shown = [draft.original(), draft.text()].map(|text| SourceFile::with(path, text, known));
    old.lines = shown[0].text().split_inclusive('\n').collect();
    new.lines = shown[1].text().split_inclusive('\n').collect();
    let mut output = String::new();
    if changes.is_empty() {
        return output;
    }
    let name = quoted(path);
    let _ = writeln!(output, "--- {name}\n+++ {name}");
    let mut at = 0;
    while at < changes.len() {
        let mut last = at;
        while changes.get(last + 1).is_some_and(|next| next.old.start - changes[last].old.end <= 2 * CONTEXT) {
            last += 1;
        }
        hunk(&mut output, &changes[at..=last], &old, &new, mark);
        at = last + 1;
    }
    output
}

fn hunk(output: &mut String, changes: &[Lines], old: &Text<'_>, new: &Text<'_>, mark: bool) {
    let Some((first, last)) = changes.first().zip(changes.last()) else { return };
    let before = first.old.start.min(CONTEXT);
    let behind = (old.lines.len() - last.old.end).min(CONTEXT);
    let of_old = first.old.start - before..last.old.end + behind;
    let of_new = first.new.start - before..last.new.end + behind;
    let _ = writeln!(output, "@@ -{} +{} @@", numbers(&of_old), numbers(&of_new));
    let mut at = of_old.start;
    for change in changes {
        old.write(output, ' ', at..change.old.start, mark);
        old.write(output, '-', change.old.clone(), mark);
        new.write(output, '+', change.new.clone(), mark);
        at = change.old.end;
    }
    old.write(output, ' ', at..of_old.end, mark);
}

/// First line and count; of no line the one before it.
fn numbers(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        count => format!("{},{count}", lines.start + 1),
    }
}

/// Lines that changes touch, those on common lines joined.
fn changed_lines(draft: &Draft, old: &Text<'_>, new: &Text<'_>) -> Vec<Lines> {
    let mut found: Vec<Lines> = Vec::new();
    for change in draft.changes() {
        // Where both ends stand at the start of a line, that line is the same in both.
        let whole = old.begins_line(change.old.end) && new.begins_line(change.new.end);
        let last = usize::from(!whole);
        let end = |text: &Text<'_>, at: usize| (text.line(at) + last).min(text.lines.len());
        let lines = Lines {
            old: old.line(change.old.start)..end(old, change.old.end),
            new: new.line(change.new.start)..end(new, change.new.end),
        };
        match found.last_mut() {
            Some(before) if lines.old.start < before.old.end || lines.new.start < before.new.end => {
                before.old.end = lines.old.end;
                before.new.end = lines.new.end;
            }
            _ => found.push(lines),
        }
    }
    found
}

struct Text<'t> {
    lines: Vec<&'t str>,
    starts: Vec<usize>,
    length: usize,
}

impl<'t> Text<'t> {
    fn new(text: &'t str) -> Self {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let starts = lines.iter().scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some(start)
        });
        Text { starts: starts.collect(), lines, length: text.len() }
    }

    /// The line that an offset stands in; the end of a text that ends with a line end is a line of its own.
    fn line(&self, offset: usize) -> usize {
        let line = self.starts.partition_point(|&start| start <= offset).saturating_sub(1);
        if offset == self.length && self.begins_line(offset) { self.lines.len() } else { line }
    }

    fn begins_line(&self, offset: usize) -> bool {
        let ends_with_line_end = self.lines.last().is_none_or(|last| last.ends_with('\n'));
        self.starts.binary_search(&offset).is_ok() || (offset == self.length && ends_with_line_end)
    }

    fn write(&self, output: &mut String, sign: char, range: Range<usize>, mark: bool) {
        for number in range {
            let Some(line) = self.lines.get(number) else { continue };
            output.push(sign);
            if mark && number == 0 {
                output.push('\u{feff}');
            }
            output.push_str(line);
            if !line.ends_with('\n') {
                output.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
}

/// A path as `git` writes it in a diff: with marks around it where it holds what would end it.
fn quoted(path: &str) -> String {
    if !path.contains(|character: char| character.is_control() || matches!(character, '"' | '\\')) {
        // A blank would end the name for `patch`; a tab behind it says that it does not.
        return if path.contains(' ') { format!("{path}\t") } else { path.to_owned() };
    }
    let mut quoted = String::from('"');
    for byte in path.bytes() {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', byte as char]),
            0x20..0x7F => quoted.push(byte as char),
            _ => {
                let _ = write!(quoted, "\\{byte:03o}");
            }
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Applicability, Edit, Fix};
    use crate::source::Span;
    use proptest::prelude::*;

    fn draft(text: &str, edits: &[(usize, usize, &str)]) -> Draft {
        let mut draft = Draft::new(text);
        let fixes: Vec<Fix> = edits
            .iter()
            .map(|&(start, end, new_text)| {
                let edit = Edit { span: Span::new(start, end), new_text: new_text.to_owned() };
                Fix { applicability: Applicability::Safe, edits: vec![edit] }
            })
            .collect();
        draft.mend(&fixes);
        draft
    }

    #[test]
    fn a_change_stands_between_its_neighbours() {
        let text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        assert_eq!(
            unified("content/障害 対応.md", &draft(text, &[(8, 9, "五")]), false, &Known::default()),
            "--- content/障害 対応.md\t\n+++ content/障害 対応.md\t\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+五\n 6\n 7\n 8\n"
        );
        let two = unified("a.md", &draft(text, &[(0, 2, ""), (16, 17, "九")]), false, &Known::default());
        assert_eq!(two, "--- a.md\n+++ a.md\n@@ -1,4 +1,3 @@\n-1\n 2\n 3\n 4\n@@ -6,4 +5,4 @@\n 6\n 7\n 8\n-9\n+九\n");
        assert_eq!(unified("a.md", &draft(text, &[]), false, &Known::default()), "");
    }

    #[test]
    fn ends_of_files_and_marks_before_them() {
        assert_eq!(
            unified("a\"\n.md", &draft("甲\r\n乙", &[(5, 8, "丙")]), true, &Known::default()),
            "--- \"a\\\"\\012.md\"\n+++ \"a\\\"\\012.md\"\n@@ -1,2 +1,2 @@\n \u{feff}甲\r\n-乙\n\\ No newline at end of file\n+丙\n\\ No newline at end of file\n"
        );
        assert_eq!(
            unified("a", &draft("甲\n", &[(4, 4, "乙\n")]), false, &Known::default()),
            "--- a\n+++ a\n@@ -1 +1,2 @@\n 甲\n+乙\n"
        );
        assert_eq!(
            unified("a", &draft("甲\n", &[(0, 4, "")]), false, &Known::default()),
            "--- a\n+++ a\n@@ -1 +0,0 @@\n-甲\n"
        );
        assert_eq!(
            unified("a", &draft("甲", &[(3, 3, "\n")]), false, &Known::default()),
            "--- a\n+++ a\n@@ -1 +1 @@\n-甲\n\\ No newline at end of file\n+甲\n"
        );
    }

    /// Applies a diff; `None` where it does not fit.
    fn patched(old: &str, diff: &str) -> Option<String> {
        let lines: Vec<&str> = old.split_inclusive('\n').collect();
        let (mut new, mut at) = (String::new(), 0);
        let mut diff_lines = diff.split_inclusive('\n').skip(2).peekable();
        while let Some(line) = diff_lines.next() {
            if let Some(head) = line.strip_prefix("@@ -") {
                let (range, _) = head.split_once(' ')?;
                let (first, count) = range.split_once(',').unwrap_or((range, "1"));
                let first = first.parse::<usize>().ok()? - usize::from(count != "0");
                new.extend(lines.get(at..first)?.iter().copied());
                at = first;
                continue;
            }
            let (sign, words) = line.split_at(1);
            let cut = diff_lines.next_if(|next| next.starts_with('\\')).is_some();
            let words = if cut { words.trim_end_matches('\n') } else { words };
            if sign != "+" {
                (lines.get(at) == Some(&words)).then_some(())?;
                at += 1;
            }
            if sign != "-" {
                new.push_str(words);
            }
        }
        new.extend(lines.get(at..)?.iter().copied());
        Some(new)
    }

    proptest! {
        #[test]
        fn the_diff_makes_the_new_text_of_the_old(
            original in "[ab手\r\n]{0,60}",
            edits in proptest::collection::vec((0usize..80, 0usize..9, "[c\n]{0,3}"), 0..6),
        ) {
            let mut draft = Draft::new(original.clone());
            for (start, length, text) in &edits {
                let edit = Edit { span: Span::new(*start, start + length), new_text: text.clone() };
                draft.mend(&[Fix { applicability: Applicability::Safe, edits: vec![edit] }]);
            }
            let diff = unified("a.md", &draft, false, &Known::default());
            prop_assert_eq!(patched(&original, &diff), Some(draft.text().to_owned()), "{}", diff);
        }
    }
}
