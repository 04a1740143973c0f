//! Lines that would be headings but stand in a code block, mostly because it is not closed where it should be: what a
//! broken anchor may mean.

use super::fold;
use crate::source::Span;
use crate::syntax::{CodeBlock, Document, anchor, walk};
use std::collections::HashMap;

/// A line in a code block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadingInCode {
    /// The line.
    pub line: Span,
    /// Where the block begins.
    pub block: Span,
}

/// The first line of each id that it would have as a heading.
pub(super) fn headings_in_code(document: &Document) -> HashMap<String, HeadingInCode> {
    let mut found = HashMap::new();
    walk::code(&document.blocks, &mut |block, code| {
        let mut start = 0;
        for line in code.text.split_inclusive('\n') {
            let written = line.trim_end();
            let id = title(code, written).map(anchor::slug).filter(|id| !id.is_empty());
            if let Some(id) = id {
                let line = code.source_span(start..start + written.len());
                let heading = HeadingInCode { line, block: block.span };
                found.entry(fold::composed(&id).into_owned()).or_insert(heading);
            }
            start += line.len();
        }
    });
    found
}

/// The words of a line that would be a heading. `# …` alone is a remark in most languages.
fn title<'l>(code: &CodeBlock, line: &'l str) -> Option<&'l str> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let least = if code.info.is_empty() || code.info.starts_with("markdown") { 1 } else { 2 };
    let heading = code.fenced && (least..=6).contains(&level) && words.starts_with(' ');
    heading.then(|| words.trim().trim_end_matches('#').trim_end())
}
