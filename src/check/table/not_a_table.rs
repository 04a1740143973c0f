//! `table/not-a-table`: lines that look like a table and are shown as pipes.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::source::Span;
use crate::syntax::{Block, BlockKind};

pub(in crate::check) const RULE: Rule =
    Rule { name: "table/not-a-table", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let document = context.document;
    let source = context.source.text();
    each(&document.blocks, source, &mut |span, message, help| {
        findings.report(span, message).help = Some(Message::new(help));
    });
}

fn each(blocks: &[Block], source: &str, act: &mut dyn FnMut(Span, Message, &'static str)) {
    for (at, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Paragraph(_) => {
                let before = at.checked_sub(1).and_then(|at| blocks.get(at)).map(|before| &before.kind);
                let behind_table = matches!(before, Some(BlockKind::Table(_) | BlockKind::Comment(_)));
                paragraph(block.span, behind_table, source, act);
            }
            BlockKind::Quote(_, inner) | BlockKind::Details(_, inner) | BlockKind::Footnote(_, _, inner) => {
                each(inner, source, act);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| each(&item.blocks, source, act)),
            _ => {}
        }
    }
}

/// Looks for lines that begin and end with a pipe: two of them, or one right behind a table.
fn paragraph(span: Span, behind_table: bool, source: &str, act: &mut dyn FnMut(Span, Message, &'static str)) {
    let text = source.get(span.range()).unwrap_or_default();
    if !text.contains('|') {
        return;
    }
    let mut at = span.start as usize;
    let mut rows: Vec<(Span, &str)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let row = line.trim_start_matches([' ', '\t', '>']);
        let start = at + line.len() - row.len();
        at += line.len();
        let row = row.trim_end();
        let framed = row.len() > 2 && row.starts_with('|') && row.ends_with('|');
        if framed && (row.matches('|').count() > 2 || is_delimiter(row)) {
            rows.push((Span::new(start, start + row.len()), row));
        } else if !rows.is_empty() {
            break;
        }
    }
    let enough = rows.len() > 1 || (behind_table && rows.len() == 1);
    let Some(&(first, row)) = rows.first().filter(|_| enough) else { return };
    let delimiter = rows.iter().position(|(_, row)| is_delimiter(row));
    let columns = cells(row);
    match delimiter.and_then(|at| rows.get(at).map(|row| (at, row))) {
        Some((1, (place, row))) => {
            let message = Message::new("table-not-a-table-columns").with("columns", columns).with("cells", cells(row));
            act(*place, message, "table-not-a-table-columns-help");
        }
        None if behind_table => {
            let message = Message::new("table-not-a-table-apart").with("rows", rows.len());
            act(first, message, "table-not-a-table-apart-help");
        }
        _ => act(first, Message::new("table-not-a-table"), "table-not-a-table-help"),
    }
}

/// `| --- | :-: |`
fn is_delimiter(row: &str) -> bool {
    row.contains('-') && row.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

fn cells(row: &str) -> usize {
    let bytes = row.as_bytes();
    let pipe = |at: &usize| bytes[*at] == b'|' && at.checked_sub(1).is_none_or(|before| bytes[before] != b'\\');
    (0..bytes.len()).filter(pipe).count().saturating_sub(1)
}
