//! `link/duplicate-anchor`: a place has a name that another place has too.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Label, Level, Message};
use crate::source::Span;
use crate::syntax::{Block, BlockKind, Inline, InlineKind, walk};
use std::collections::HashMap;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/duplicate-anchor", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let document = context.document;
    let mut named: Vec<(&str, Span)> = Vec::new();
    walk::each(&document.blocks, &mut |content, _| anchors(content, &mut named));
    if named.is_empty() {
        return;
    }
    let mut headings: HashMap<&str, Span> = HashMap::new();
    heading_places(&document.blocks, &mut headings);
    let text = context.source.text();
    let mut first: HashMap<&str, Span> = HashMap::new();
    for (name, span) in named {
        let heading = headings.get(name).filter(|place| !is_beside(text, span, **place));
        let Some(&other) = first.get(name).or(heading) else {
            first.insert(name, span);
            continue;
        };
        let message = Message::new("link-duplicate-anchor").with("anchor", name);
        let finding = findings.report(span, message);
        finding.help = Some(Message::new("link-duplicate-anchor-help"));
        let message = Message::new("link-duplicate-anchor-other");
        finding.related.push(Label { file: context.file, span: other, message });
    }
}

/// `<a id="連絡先"></a>` in or right above the heading 連絡先 is the same place.
fn is_beside(text: &str, anchor: Span, heading: Span) -> bool {
    let inside = heading.start <= anchor.start && anchor.end <= heading.end;
    let between = text.get(anchor.end as usize..heading.start as usize);
    inside || between.is_some_and(|between| between.replace("</a>", "").trim().is_empty())
}

fn anchors<'d>(content: &'d [Inline], named: &mut Vec<(&'d str, Span)>) {
    for inline in content {
        match &inline.kind {
            InlineKind::Anchor(name) => named.push((name, inline.span)),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. } => anchors(content, named),
            _ => {}
        }
    }
}

fn heading_places<'d>(blocks: &'d [Block], places: &mut HashMap<&'d str, Span>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) if !heading.id.is_empty() => {
                places.entry(&heading.id).or_insert(block.span);
            }
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) | BlockKind::Details(_, blocks) => {
                heading_places(blocks, places);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| heading_places(&item.blocks, places)),
            _ => {}
        }
    }
}
