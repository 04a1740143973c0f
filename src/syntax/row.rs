//! Rows of tables: where cells begin and end in the source.

use crate::source::Span;
use std::ops::Range;

/// Byte ranges of the cells of a row, blanks around them left out. A backslash keeps the character behind it; a pipe
/// inside a code span splits, as GFM says.
#[must_use]
pub(super) fn split(row: &str) -> Vec<Range<usize>> {
    let bytes = row.as_bytes();
    let mut cells = Vec::new();
    let mut start = usize::from(bytes.first() == Some(&b'|'));
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'|' => {
                cells.push(trimmed(row, start..at));
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    if start < row.len() && !row[start..].trim().is_empty() {
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

/// Where `\|` became `|` before the parser counted positions: in cells, and in the lines of a paragraph that a table
/// follows directly.
#[derive(Debug, Default)]
pub(super) struct Escapes {
    /// For each line or cell with one: where it begins, and the parser's positions of the pipes.
    regions: Vec<(u32, Vec<u32>)>,
}

impl Escapes {
    /// Adds a line or a cell that stands at `start`; regions are added in order.
    pub(super) fn add(&mut self, start: usize, written: &str) {
        let bytes = written.as_bytes();
        let mut pipes = Vec::new();
        let mut at = 0;
        while at + 1 < bytes.len() {
            match (bytes[at], bytes[at + 1]) {
                (b'\\', b'|') => {
                    pipes.push((start + at - pipes.len()) as u32);
                    at += 2;
                }
                (b'\\', _) => at += 2,
                _ => at += 1,
            }
        }
        // An empty region ends the one before.
        if !pipes.is_empty() || !self.regions.is_empty() {
            self.regions.push((start as u32, pipes));
        }
    }

    /// The place in the file of a position of the parser.
    pub(super) fn offset(&self, position: usize) -> usize {
        let at = self.regions.partition_point(|&(start, _)| start as usize <= position);
        let Some((_, pipes)) = at.checked_sub(1).and_then(|at| self.regions.get(at)) else { return position };
        position + pipes.partition_point(|&pipe| (pipe as usize) < position)
    }
}

/// The delimiter row with more than `limit` columns, where there is one. `base` is added to the offsets.
#[must_use]
pub(super) fn too_many_columns(markdown: &str, base: usize, limit: usize) -> Option<Span> {
    let mut at = 0;
    for stretch in markdown.split_inclusive('\n') {
        // A lone CR ends a line too; most stretches are too short to ask.
        if stretch.len() > limit
            && let Some(span) = delimiter_row(stretch, base + at, limit)
        {
            return Some(span);
        }
        at += stretch.len();
    }
    None
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
        assert_eq!(cells("| `dmesg | grep` | 再起動 |"), ["`dmesg", "grep`", "再起動"]);
        assert_eq!(cells("|"), Vec::<&str>::new());
    }

    #[test]
    fn positions_behind_an_escaped_pipe_are_found() {
        let mut escapes = Escapes::default();
        let cell = "`a\\|い\\|う` \\* 次";
        escapes.add(10, cell);
        let seen = cell.replace("\\|", "|");
        for word in ["い", "う", "次"] {
            assert_eq!(escapes.offset(10 + seen.find(word).unwrap()), 10 + cell.find(word).unwrap(), "{word}");
        }
        // A span that begins with the pipe holds its backslash, and so does one that ends with it.
        assert_eq!((escapes.offset(12), escapes.offset(13)), (12, 14));
    }
}
