//! `checklist/unreadable-marker`: `-[ ]`, `- []`, `- ［ ］` and their like are no boxes.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::source::Span;
use crate::syntax::{Block, BlockKind};

pub(in crate::check) const RULE: Rule =
    Rule { name: "checklist/unreadable-marker", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let document = context.document;
    let source = context.source.text();
    blocks(&document.blocks, false, source, &mut |found| {
        let written = source.get(found.span.range()).unwrap_or_default().trim_end();
        let message = Message::new("checklist-unreadable-marker").with("marker", written);
        let finding = findings.report(found.span, message);
        finding.help = Some(Message::new("checklist-unreadable-marker-help").with("marker", found.right.trim_end()));
        let edits = vec![Edit { span: found.span, new_text: found.right }];
        finding.fix = Some(Fix { applicability: Applicability::Safe, edits });
    });
}

/// A marker that is not read, and how it would be.
struct Found {
    span: Span,
    right: String,
}

fn blocks(all: &[Block], item: bool, source: &str, act: &mut dyn FnMut(Found)) {
    for (at, block) in all.iter().enumerate() {
        match &block.kind {
            BlockKind::Paragraph(_) => paragraph(block.span, item && at == 0, source, act),
            BlockKind::Quote(_, inner) | BlockKind::Details(_, inner) | BlockKind::Footnote(_, _, inner) => {
                blocks(inner, false, source, act);
            }
            BlockKind::List(list) => {
                for item in &list.items {
                    // The box of a task is read; the lines behind it may not be.
                    blocks(&item.blocks, item.task.is_none(), source, act);
                }
            }
            _ => {}
        }
    }
}

/// Looks at each line of a paragraph. The first line of an item has its bullet in front of it already.
fn paragraph(span: Span, item: bool, source: &str, act: &mut dyn FnMut(Found)) {
    let text = source.get(span.range()).unwrap_or_default();
    if !text.contains(['[', '［']) {
        return;
    }
    let mut at = span.start as usize;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let words = line.trim_start_matches([' ', '\t', '>']);
        let start = at + line.len() - words.len();
        at += line.len();
        let (bullet, rest) = if item && number == 0 { ("", words) } else { bullet(words) };
        if bullet.is_empty() && !(item && number == 0) {
            continue;
        }
        let Some((mark, length)) = marker(rest) else { continue };
        let right = if bullet.is_empty() { format!("{mark} ") } else { format!("{bullet} {mark} ") };
        let written = bullet_length(words, rest) + length;
        if words.get(..written) != Some(right.as_str()) {
            act(Found { span: Span::new(start, start + written), right });
        }
    }
}

fn bullet_length(words: &str, rest: &str) -> usize {
    words.len() - rest.len()
}

/// The bullet in front of a line, and the rest.
fn bullet(line: &str) -> (&str, &str) {
    match line.as_bytes().first() {
        Some(b'-' | b'*' | b'+') => (&line[..1], line[1..].trim_start_matches([' ', '\t'])),
        _ => ("", line),
    }
}

/// The box that is meant by what a text begins with, and the length of what is written, blanks behind it included.
fn marker(text: &str) -> Option<(&'static str, usize)> {
    let inner = text.strip_prefix(['[', '［'])?;
    let close = inner.find([']', '］']).filter(|close| *close <= 6)?;
    let mark = match inner.get(..close)?.trim() {
        "" => "[ ]",
        "x" | "X" | "ｘ" | "Ｘ" | "✓" | "✔" | "✅" | "☑" => "[x]",
        _ => return None,
    };
    let behind = inner.get(close..)?.chars().next().map_or("", |bracket| &inner[close + bracket.len_utf8()..]);
    // A link's text and a name in brackets are no boxes.
    let words = behind.trim_start();
    if behind.starts_with(['(', '[', ':', '（']) || words.is_empty() {
        return None;
    }
    Some((mark, text.len() - words.len()))
}
