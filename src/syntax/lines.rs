//! Lines of a file as the parser counts them, and the places of literal text that spans lines.

use super::line_end;
use crate::source::line_starts;

/// Starts of lines (LF, CRLF and a lone CR end one) of the part of `text` that is parsed.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<u32>,
    end: usize,
}

/// A literal and its pieces: offset in the literal, offset in the file.
pub(super) type Pieces = (String, Vec<(u32, u32)>);

impl<'t> Lines<'t> {
    /// Lines of `markdown`, which stands in `text` at `base`.
    pub(super) fn new(markdown: &str, text: &'t str, base: usize) -> Self {
        let starts = line_starts(markdown).into_iter().map(|start| start + base as u32).collect();
        Lines { text, starts, end: base + markdown.len() }
    }

    /// How many lines there are.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// Where the last line ends.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// Where a line (1-based) begins; the end of the text behind the last one.
    pub(super) fn start(&self, line: usize) -> usize {
        let at = line.checked_sub(1).and_then(|at| self.starts.get(at));
        at.map_or(self.end, |&start| start as usize)
    }

    /// Offset of a byte of a line, at most the line's end: where tabs stand, the parser counts too many.
    pub(super) fn offset(&self, line: usize, bytes: usize) -> usize {
        let (start, next) = (self.start(line), self.start(line + 1));
        if start.saturating_add(bytes) + 2 <= next {
            return start + bytes;
        }
        start + bytes.min(self.line(line).1.len())
    }

    /// Offset and text of a line (1-based) without its end.
    pub(super) fn line(&self, line: usize) -> (usize, &'t str) {
        let start = self.start(line);
        (start, self.text[start..self.start(line + 1)].trim_end_matches(['\n', '\r']))
    }

    /// A literal of the parser, which took the prefixes of containers off its lines, with line ends as `\n`. `first` is
    /// the line of its first line. Every piece stands in the file byte for byte, but for blanks that were a tab.
    pub(super) fn literal(&self, literal: &str, first: usize) -> Pieces {
        let mut text = String::with_capacity(literal.len());
        let mut pieces = Vec::new();
        for (at, line) in line_end::lines(literal).enumerate() {
            let content = line.trim_end_matches(['\n', '\r']);
            let (start, written) = self.line(first + at);
            for (skipped, offset) in places(written, content) {
                pieces.push(((text.len() + skipped) as u32, (start + offset) as u32));
            }
            text.push_str(content);
            if line.len() > content.len() {
                text.push('\n');
            }
        }
        (text, pieces)
    }
}

/// The place in the file of an offset in a literal.
pub(super) fn place(pieces: &[(u32, u32)], offset: usize) -> usize {
    let at = pieces.partition_point(|&(text, _)| text as usize <= offset);
    let Some(&(text, source)) = at.checked_sub(1).and_then(|at| pieces.get(at)) else { return 0 };
    source as usize + (offset - text as usize)
}

/// Where the pieces of a line's content begin: offset in the content, offset in the line as written. Prefixes of
/// containers stand in front; a tab that reaches over such a prefix was taken apart into blanks.
fn places(written: &str, content: &str) -> impl Iterator<Item = (usize, usize)> {
    let (whole, words) = if written.ends_with(content) {
        (written.len() - content.len(), None)
    } else {
        let words = content.trim_start_matches(' ');
        let blanks = content.len() - words.len();
        let at = if written.ends_with(words) {
            written.len() - words.len()
        } else {
            written.len() - written.trim_start().len()
        };
        (at.saturating_sub(blanks.min(1)), (blanks > 0).then_some((blanks, at)))
    };
    std::iter::once((0, whole)).chain(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_stand_in_the_file() {
        let file = "> - ```\n>   手順\n>   \tkubectl\n> - ```\n";
        let lines = Lines::new(file, file, 0);
        let (text, pieces) = lines.literal("手順\n\tkubectl\n", 2);
        assert_eq!(text, "手順\n\tkubectl\n");
        assert_eq!(pieces, [(0, 12), (7, 23)]);
    }

    #[test]
    fn a_tab_that_became_blanks_is_one_byte() {
        let file = "- ```\n\techo 一\n  ```\n";
        let lines = Lines::new(file, file, 0);
        assert_eq!(lines.literal("  echo 一\n", 2).1, [(0, 6), (2, 7)]);
    }
}
