//! `table/pipe-in-code`: a pipe inside a code span splits a cell.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::source::Span;
use crate::syntax::Row;

pub(in crate::check) const RULE: Rule =
    Rule { name: "table/pipe-in-code", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.source.text();
    super::tables(context, &mut |table| {
        let columns = table.alignments.len();
        for row in &table.rows {
            let pipes = splitting_pipes(row, columns, source);
            let Some(first) = pipes.first() else { continue };
            let message = Message::new("table-pipe-in-code").with("code", &source[first.code.clone()]);
            let finding = findings.report(Span::new(first.at, first.at + 1), message);
            finding.help = Some(Message::new("table-pipe-in-code-help"));
            let edit = |pipe: &Pipe| Edit { span: Span::new(pipe.at, pipe.at), new_text: "\\".to_owned() };
            let edits = pipes.iter().map(edit).collect();
            finding.fix = Some(Fix { applicability: Applicability::Safe, edits });
        }
    });
}

/// A pipe that splits a code span.
pub(super) struct Pipe {
    /// Where it stands.
    at: usize,
    /// The code span, backticks included.
    code: std::ops::Range<usize>,
}

/// The pipes inside code spans of a row that would have as many cells as its table has columns without them.
pub(super) fn splitting_pipes(row: &Row, columns: usize, source: &str) -> Vec<Pipe> {
    let Some(text) = source.get(row.span.range()) else { return Vec::new() };
    if row.cells.len() < columns || !text.contains('`') {
        return Vec::new();
    }
    let base = row.span.start as usize;
    let mut pipes = Vec::new();
    let mut at = 0;
    while let Some(code) = code_span(text, at) {
        at = code.end;
        let inside = &text[code.clone()];
        if inside.chars().all(|c| matches!(c, '`' | '|' | ' ')) {
            continue;
        }
        let bytes = inside.as_bytes();
        let splits =
            |place: &usize| bytes[*place] == b'|' && place.checked_sub(1).is_some_and(|before| bytes[before] != b'\\');
        let code = base + code.start..base + code.end;
        pipes.extend((0..bytes.len()).filter(splits).map(|place| Pipe { at: code.start + place, code: code.clone() }));
    }
    if row.cells.len() == columns + pipes.len() { pipes } else { Vec::new() }
}

/// The next code span of a line, as it would stand outside of a table.
fn code_span(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let run = |at: usize| bytes[at..].iter().take_while(|byte| **byte == b'`').count();
    let mut at = from;
    while at < bytes.len() {
        let ticks = run(at);
        if ticks == 0 {
            at += 1;
            continue;
        }
        let mut end = at + ticks;
        while end < bytes.len() {
            match run(end) {
                0 => end += 1,
                same if same == ticks => return Some(at..end + same),
                other => end += other,
            }
        }
        at += ticks;
    }
    None
}
