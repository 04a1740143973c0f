//! Rows of tables: where cells begin and end in the source.

use super::line_end;
use crate::source::Span;
use std::ops::Range;

/// Byte ranges of the cells of a row, blanks around them left out. A backslash right before it keeps a pipe,
/// whatever stands in front; a pipe inside a code span splits, as GFM says.
#[must_use]
pub(super) fn split(row: &str) -> Vec<Range<usize>> {
    let bytes = row.as_bytes();
    let mut cells = Vec::new();
    let mut start = usize::from(bytes.first() == Some(&b'|'));
    for (at, _) in bytes.iter().enumerate().skip(start).filter(|&(_, &byte)| byte == b'|') {
        if at.checked_sub(1).is_none_or(|before| bytes[before] != b'\\') {
            cells.push(trimmed(row, start..at));
            start = at + 1;
        }
    }
    if start < row.len() && !row[start..].trim_matches([' ', '\t']).is_empty() {
        cells.push(trimmed(row, start..row.len()));
    }
    cells
}

fn trimmed(row: &str, range: Range<usize>) -> Range<usize> {
    let cell = &row[range.clone()];
    let start = range.start + (cell.len() - cell.trim_start_matches([' ', '\t']).len());
    let end = range.end - (cell.len() - cell.trim_end_matches([' ', '\t']).len());
    if start > end { range.start..range.start } else { start..end }
}

/// The delimiter row with more than `limit` columns, where there is one. `base` is added to the offsets.
#[must_use]
pub(super) fn too_many_columns(markdown: &str, base: usize, limit: usize) -> Option<Span> {
    // A lone CR ends a line too; most stretches are too short to ask.
    line_end::stretches(markdown, limit)
        .find_map(|stretch| delimiter_row(&markdown[stretch.clone()], base + stretch.start, limit))
}

fn delimiter_row(stretch: &str, base: usize, limit: usize) -> Option<Span> {
    let mut at = 0;
    for line in stretch.split_inclusive(['\n', '\r']) {
        let written = line.trim_end();
        let delimiter = |byte: u8| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t' | b'>');
        if written.len() > limit && written.bytes().all(delimiter) && split(written).len() > limit {
            return Some(Span::new(base + at, base + at + written.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &str) -> Vec<&str> {
        split(row).into_iter().map(|range| &row[range]).collect()
    }

    #[test]
    fn cells_end_at_pipes_that_no_backslash_keeps() {
        assert_eq!(cells("| 症状 | `a \\| b` | |"), ["症状", "`a \\| b`", ""]);
        assert_eq!(cells("症状 | 対応"), ["症状", "対応"]);
        assert_eq!(cells("| a \\\\| b |"), ["a \\\\| b"]);
        assert_eq!(cells("\\| a | b"), ["\\| a", "b"]);
        assert_eq!(cells("| `dmesg | grep` | 再起動 |"), ["`dmesg", "grep`", "再起動"]);
        assert_eq!(cells("|"), Vec::<&str>::new());
    }
}
