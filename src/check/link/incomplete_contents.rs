//! `link/incomplete-contents`: a table of contents leaves a section out.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Label, Level, Message};
use crate::model::Role;
use crate::resolve::fold;
use crate::source::Span;
use crate::syntax::destination::percent_decode;
use crate::syntax::{Block, BlockKind, Heading, Inline, InlineKind, List, anchor};
use std::collections::{HashMap, HashSet};

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/incomplete-contents", level: Level::Warning, check: Check::Document(check) };

/// Entries that a table of contents has at least.
const ENTRIES: usize = 3;

/// An entry: its item, what its link leads to, its words.
struct Entry {
    span: Span,
    anchor: String,
    words: String,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let document = context.document;
    let Some((place, entries)) = contents(&document.blocks) else { return };
    let behind: Vec<(&Heading, Span)> = document.blocks[place..].iter().filter_map(heading).collect();
    let Some(missing) = missing(context, &entries, &behind) else { return };
    let Some((first, _)) = missing.first() else { return };
    let titles: Vec<String> = missing.iter().map(|(heading, _)| anchor::heading_text(&heading.content)).collect();
    let span = place_of_entry(&entries, &behind, &first.id);
    let message = Message::new("link-incomplete-contents").with("titles", titles.join("」「"));
    let finding = findings.report(span, message);
    finding.help = Some(Message::new("link-incomplete-contents-help").with("id", &first.id));
    for (_, span) in missing {
        let message = Message::new("link-incomplete-contents-section");
        finding.related.push(Label { file: context.file, span, message });
    }
}

fn heading(block: &Block) -> Option<(&Heading, Span)> {
    match &block.kind {
        BlockKind::Heading(heading) => Some((heading, block.span)),
        _ => None,
    }
}

/// The first list at the head of the document, or under a heading 目次, whose every item begins with a link to a heading
/// of the document; and the place of the block behind it.
fn contents(blocks: &[Block]) -> Option<(usize, Vec<Entry>)> {
    let mut parts = 0;
    let mut named = false;
    for (at, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Heading(heading) => {
                parts += usize::from(heading.level >= 2);
                named = is_contents(&fold::words(&anchor::heading_text(&heading.content)));
            }
            BlockKind::List(list) if parts == 0 || named => {
                let mut entries = Vec::new();
                if entries_of(list, &mut entries) && list.items.len() >= ENTRIES {
                    return Some((at + 1, entries));
                }
            }
            _ => {}
        }
        if parts > 1 && !named {
            return None;
        }
    }
    None
}

fn is_contents(title: &str) -> bool {
    ["目次", "もくじ", "tableofcontents", "contents", "toc"].contains(&title)
}

/// Whether every item begins with a link to an anchor; nested lists count too.
fn entries_of(list: &List, entries: &mut Vec<Entry>) -> bool {
    list.items.iter().all(|item| {
        let Some((BlockKind::Paragraph(content), rest)) =
            item.blocks.split_first().map(|(first, rest)| (&first.kind, rest))
        else {
            return false;
        };
        let Some((target, text)) = first_link(content) else { return false };
        let Some(fragment) = target.strip_prefix('#') else { return false };
        let anchor = fold::composed(&percent_decode(fragment)).into_owned();
        entries.push(Entry { span: item.blocks[0].span, anchor, words: fold::words(&anchor::heading_text(text)) });
        rest.iter().all(|block| match &block.kind {
            BlockKind::List(inner) => entries_of(inner, entries),
            _ => true,
        })
    })
}

fn first_link(content: &[Inline]) -> Option<(&str, &[Inline])> {
    content.iter().find_map(|inline| match &inline.kind {
        InlineKind::Link { destination, content, .. } => Some((destination.target.as_str(), content.as_slice())),
        InlineKind::Strong(content) | InlineKind::Emphasis(content) => first_link(content),
        _ => None,
    })
}

/// The sections that are left out, where the list holds most of them; `None` where it is made by another rule, or where
/// an entry leads nowhere and may mean any of them.
fn missing<'d>(
    context: &Context<'_>,
    entries: &[Entry],
    behind: &[(&'d Heading, Span)],
) -> Option<Vec<(&'d Heading, Span)>> {
    let ids: HashMap<String, u8> =
        behind.iter().map(|(heading, _)| (fold::composed(&heading.id).into_owned(), heading.level)).collect();
    let listed: HashSet<&str> = entries.iter().map(|entry| entry.anchor.as_str()).collect();
    // Every level is held by itself: a list may name parts of the second level and, for some, of the third.
    let level = entries.iter().filter_map(|entry| ids.get(&entry.anchor)).min().copied()?;
    let words = |heading: &Heading| fold::words(&anchor::heading_text(&heading.content));
    let lost: Vec<&Entry> = entries.iter().filter(|entry| !ids.contains_key(&entry.anchor)).collect();
    let meant = |heading: &Heading| {
        let words = words(heading);
        lost.iter().any(|entry| !entry.words.is_empty() && is_called(&words, &entry.words))
    };
    let optional: HashSet<&str> = context
        .runbook
        .all_sections()
        .filter(|section| matches!(section.role, Role::Changelog | Role::References | Role::Appendix))
        .map(|section| section.id.as_str())
        .collect();
    let parts: Vec<_> = behind.iter().filter(|(heading, _)| heading.level == level && !heading.id.is_empty()).collect();
    if behind.iter().any(|(heading, _)| heading.level < level) {
        return None;
    }
    let missing: Vec<_> = parts
        .iter()
        .filter(|(heading, _)| !listed.contains(fold::composed(&heading.id).as_ref()))
        .filter(|(heading, _)| !meant(heading) && !optional.contains(heading.id.as_str()) && !closes(&words(heading)))
        .map(|part| **part)
        .collect();
    let unexplained =
        lost.iter().filter(|entry| !parts.iter().any(|(heading, _)| words(heading).contains(&entry.words)));
    let most = missing.len() * 4 <= parts.len() && parts.len() >= ENTRIES;
    (most && unexplained.count() == 0).then_some(missing)
}

/// Whether an entry calls a section by its words, or by some of them.
fn is_called(title: &str, entry: &str) -> bool {
    title.contains(entry) || (!title.is_empty() && entry.contains(title))
}

/// What closes a document needs no entry.
fn closes(words: &str) -> bool {
    const CLOSING: [&str; 8] = ["まとめ", "おわりに", "終わりに", "次のステップ", "承認", "承認欄", "結論", "目次"];
    CLOSING.contains(&words) || words.ends_with("まとめ")
}

/// The entry of the section in front of one that is left out: the new entry belongs behind it. An entry whose anchor is
/// broken is known by its words.
fn place_of_entry(entries: &[Entry], behind: &[(&Heading, Span)], id: &str) -> Span {
    let before = behind.iter().take_while(|(heading, _)| heading.id != id);
    let known: HashMap<&str, Span> = entries.iter().map(|entry| (entry.anchor.as_str(), entry.span)).collect();
    let ids: HashSet<String> = behind.iter().map(|(heading, _)| fold::composed(&heading.id).into_owned()).collect();
    let lost: Vec<&Entry> =
        entries.iter().filter(|entry| !ids.contains(&entry.anchor) && !entry.words.is_empty()).collect();
    let called = |heading: &Heading| {
        let words = fold::words(&anchor::heading_text(&heading.content));
        lost.iter().find(|entry| is_called(&words, &entry.words)).map(|entry| entry.span)
    };
    let entry =
        |heading: &Heading| known.get(fold::composed(&heading.id).as_ref()).copied().or_else(|| called(heading));
    let last = before.filter_map(|(heading, _)| entry(heading)).last();
    last.or_else(|| entries.first().map(|entry| entry.span)).unwrap_or_default()
}
