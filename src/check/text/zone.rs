//! What the unseen characters of a document stand in.

use super::super::Context;
use super::command::{blocks, comments};
use crate::model;
use crate::source::Span;
use crate::syntax::walk::{self, Holder};
use crate::syntax::{Inline, InlineKind};

/// What a place of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// Shell code, SQL, or a code span with a command.
    Command,
    /// A comment in such code.
    Remark,
    /// Any other code: a configuration, a program.
    Code,
    /// Code that shows what is not run: output, drawings, Markdown.
    Shown,
    /// A code span that is no command.
    Name,
    Heading,
    Prose,
}

/// An unseen character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unseen {
    pub(super) character: char,
    pub(super) span: Span,
    pub(super) zone: Zone,
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
}

/// The unseen characters of a document that pass `wanted`, in order. Almost every document has none.
pub(super) fn unseen(context: &Context<'_>, wanted: fn(char) -> bool) -> Vec<Unseen> {
    let source = context.source;
    let found: Vec<(char, Span)> = source.unseen().filter(|(character, _)| wanted(*character)).collect();
    if found.is_empty() {
        return Vec::new();
    }
    let zones = zones(context);
    let text = source.text();
    let with_zone = |(character, span): (char, Span)| Unseen {
        character,
        span,
        zone: zone(&zones, span.start),
        before: text.get(..span.start as usize).and_then(|before| before.chars().next_back()),
        after: text.get(span.end as usize..).and_then(|after| after.chars().next()),
    };
    found.into_iter().map(with_zone).collect()
}

/// Places that are no prose, by their start; what lies within another comes behind it.
fn zones(context: &Context<'_>) -> Vec<(Span, Zone)> {
    let mut zones = Vec::new();
    for (code, block) in blocks(context) {
        zones.push((block.span, of_block(block)));
        let remarks = comments(block).into_iter().map(|range| (code.source_span(range), Zone::Remark));
        zones.extend(remarks);
    }
    walk::each(&context.document.blocks, &mut |content, holder| {
        if let (Holder::Heading, Some(first), Some(last)) = (holder, content.first(), content.last()) {
            zones.push((first.span.to(last.span), Zone::Heading));
        }
        names(content, &mut zones);
    });
    zones.extend(context.runbook.inline_commands.iter().map(|inline| (inline.command.span, Zone::Command)));
    zones.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    zones
}

fn of_block(block: &model::CodeBlock) -> Zone {
    match block.language.as_str() {
        "bash" | "sql" | "powershell" | "batch" => Zone::Command,
        "text" | "mermaid" | "markdown" | "log" | "diff" | "plantuml" => Zone::Shown,
        _ => Zone::Code,
    }
}

fn names(content: &[Inline], zones: &mut Vec<(Span, Zone)>) {
    for inline in content {
        match &inline.kind {
            InlineKind::Code(_) => zones.push((inline.span, Zone::Name)),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. } => names(content, zones),
            _ => {}
        }
    }
}

/// The innermost zone around an offset: the last that begins before it and has not ended. Zones lie at most three deep.
fn zone(zones: &[(Span, Zone)], at: u32) -> Zone {
    let behind = zones.partition_point(|(span, _)| span.start <= at);
    let around = zones.get(..behind).unwrap_or_default().iter().rev().take(64);
    around.into_iter().find(|(span, _)| span.contains(at)).map_or(Zone::Prose, |(_, zone)| *zone)
}
