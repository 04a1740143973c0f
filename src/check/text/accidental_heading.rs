//! `text/accidental-heading`: a line above `---` becomes a heading.

use super::super::metadata::front_matter_unreadable;
use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::source::Span;
use crate::syntax::{Block, BlockKind, Inline, InlineKind};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/accidental-heading", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let document = context.document;
    let source = context.source.text();
    let hashes = has_hashes(&document.blocks);
    // Said of the front matter itself.
    let matter = front_matter_unreadable::unopened(context);
    each(&document.blocks, &mut |block, content| {
        if matter.is_some_and(|matter| matter.contains(block.span.start)) {
            return;
        }
        let text = source.get(block.span.range()).unwrap_or_default();
        let Some(last) = text.rfind('\n') else { return };
        let underline = text.get(last + 1..).unwrap_or_default().trim_start_matches([' ', '\t', '>']);
        if !(underline.starts_with('-') && (is_sentence(content) || (hashes && underline.trim_end().len() <= 4))) {
            return;
        }
        if is_front_matter(
            source.get(..block.span.start as usize).unwrap_or_default(),
            text.get(..last).unwrap_or_default(),
        ) {
            let words = text.lines().next().unwrap_or_default().trim();
            let message = Message::new("text-accidental-heading-matter").with("text", words);
            let finding = findings.report(block.span, message);
            finding.help = Some(Message::new("text-accidental-heading-matter-help"));
            return;
        }
        // The line right above is the one that lacks a blank line behind it.
        let start = text.get(..last).and_then(|above| above.rfind('\n')).map_or(0, |at| at + 1);
        let words = text.get(start..last).unwrap_or_default().trim();
        let end = block.span.start as usize + text.trim_end().len();
        let message = Message::new("text-accidental-heading").with("text", words);
        let finding = findings.report(Span::new(block.span.start as usize + start, end), message);
        finding.help = Some(Message::new("text-accidental-heading-help"));
        let place = block.span.start as usize + text.len() - underline.len();
        let edits = vec![Edit { span: Span::new(place, place), new_text: "\n".to_owned() }];
        finding.fix = Some(Fix { applicability: Applicability::Unsafe, edits });
    });
}

/// Calls `act` with each underlined heading of level 2.
fn each(blocks: &[Block], act: &mut dyn FnMut(&Block, &[Inline])) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) if heading.setext && heading.level == 2 => act(block, &heading.content),
            BlockKind::Quote(_, inner) | BlockKind::Details(_, inner) | BlockKind::Footnote(_, _, inner) => {
                each(inner, act);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| each(&item.blocks, act)),
            _ => {}
        }
    }
}

/// Whether the document writes its headings with `#`.
fn has_hashes(blocks: &[Block]) -> bool {
    blocks
        .iter()
        .any(|block| matches!(&block.kind, BlockKind::Heading(heading) if !heading.setext && heading.level > 1))
}

/// Whether lines of `key: value` stand between two lines `---`: front matter that is not at the head of the file.
fn is_front_matter(above: &str, lines: &str) -> bool {
    let is_key = |line: &str| {
        let Some((key, value)) = line.split_once(':') else { return false };
        let plain = |one: char| one.is_ascii_alphanumeric() || matches!(one, '_' | '-');
        !key.is_empty() && key.chars().all(plain) && (value.is_empty() || value.starts_with(' '))
    };
    let opened = above.trim_end_matches(['\r', '\n']).lines().next_back().is_some_and(|line| line.trim_end() == "---");
    opened && !lines.is_empty() && lines.lines().all(is_key)
}

/// Several lines, or one that ends as a sentence does.
fn is_sentence(content: &[Inline]) -> bool {
    let breaks = content.iter().any(|inline| matches!(inline.kind, InlineKind::SoftBreak(_) | InlineKind::HardBreak));
    let ends = matches!(content.last().map(|inline| &inline.kind), Some(InlineKind::Text(text)) if text.trim_end().ends_with(['。', '！', '？', '.', '：', ':']));
    breaks || ends
}
