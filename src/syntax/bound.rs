//! Bounds of a document's size and depth, and the faults that tell where one is passed. What is too deep or too wide is
//! kept as text; what is too much is read all the same.

use super::document::{Block, BlockKind};
use crate::source::Span;

/// Bounds of what is turned into a tree; beyond them the text is kept as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Depth of nested blocks, and of nested inlines.
    pub nesting: usize,
    /// Columns of a table.
    pub table_columns: usize,
    /// Headings of a document.
    pub headings: usize,
    /// Blocks of a document.
    pub blocks: usize,
    /// Task items of a document.
    pub tasks: usize,
    /// Bytes of a line.
    pub line_bytes: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            nesting: 64,
            table_columns: 256,
            headings: 10_000,
            blocks: 200_000,
            tasks: 20_000,
            line_bytes: 1 << 20,
        }
    }
}

/// A bound that a document passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// `source/nesting-limit`, `source/table-columns-limit`, `source/heading-limit`, `source/block-limit`,
    /// `source/task-limit` or `source/line-limit`.
    pub rule: &'static str,
    /// Where it is passed.
    pub span: Span,
    /// The bound.
    pub limit: usize,
}

/// Notes where the bound of nesting is passed: the first place of a document, no more.
pub(super) fn too_deep(faults: &mut Vec<Fault>, span: Span, bounds: Bounds) {
    let rule = "source/nesting-limit";
    if !faults.iter().any(|fault| fault.rule == rule) {
        faults.push(Fault { rule, span, limit: bounds.nesting });
    }
}

#[derive(Default)]
struct Counts {
    headings: usize,
    blocks: usize,
    tasks: usize,
}

/// Reports the first line, heading, block and task item beyond the bounds.
pub(super) fn check(blocks: &[Block], text: &str, bounds: Bounds, faults: &mut Vec<Fault>) {
    if text.len() > bounds.line_bytes {
        long_line(text, bounds.line_bytes, faults);
    }
    // Every block, item and heading has at least two bytes.
    if text.len() / 2 > bounds.headings.min(bounds.blocks).min(bounds.tasks) {
        count(blocks, bounds, &mut Counts::default(), faults);
    }
}

fn long_line(text: &str, limit: usize, faults: &mut Vec<Fault>) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let length = line.trim_end_matches(['\n', '\r']).len();
        if length > limit {
            faults.push(Fault { rule: "source/line-limit", span: Span::new(at, at), limit });
            return;
        }
        at += line.len();
    }
}

fn count(blocks: &[Block], bounds: Bounds, counts: &mut Counts, faults: &mut Vec<Fault>) {
    let pass = |counted: &mut usize, limit: usize, rule, span, faults: &mut Vec<Fault>| {
        *counted += 1;
        if *counted == limit + 1 {
            faults.push(Fault { rule, span, limit });
        }
    };
    for block in blocks {
        pass(&mut counts.blocks, bounds.blocks, "source/block-limit", block.span, faults);
        match &block.kind {
            BlockKind::Heading(_) => {
                pass(&mut counts.headings, bounds.headings, "source/heading-limit", block.span, faults);
            }
            BlockKind::List(list) => {
                for item in &list.items {
                    if item.task.is_some() {
                        pass(&mut counts.tasks, bounds.tasks, "source/task-limit", item.span, faults);
                    }
                    count(&item.blocks, bounds, counts, faults);
                }
            }
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) | BlockKind::Details(_, blocks) => {
                count(blocks, bounds, counts, faults);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Bounds, parse};

    #[test]
    fn the_first_beyond_a_bound_is_reported() {
        let bounds = Bounds { headings: 2, tasks: 1, blocks: 5, line_bytes: 12, ..Bounds::default() };
        let text = "# 一\n\n## 二\n\n## 三\n\n- [ ] a\n- [ ] b\n\nこれは長い行です\n";
        let (_, faults) = parse(text, bounds);
        let found: Vec<(&str, usize)> =
            faults.iter().map(|fault| (fault.rule, text[..fault.span.start as usize].lines().count())).collect();
        // The sixth block is the paragraph of the second item.
        let expected = [
            ("source/line-limit", 9),
            ("source/heading-limit", 4),
            ("source/task-limit", 7),
            ("source/block-limit", 8),
        ];
        assert_eq!(found, expected);
    }
}
