//! `text/fragile-emphasis`: emphasis beside Japanese punctuation, which plain CommonMark does not read.
//!
//! CommonMark's rule: a run of `*` opens nothing between a letter and a sign, and closes nothing between a sign and a
//! letter. `**「重要」**です` has both marks where a reader expects them, and keeps its asterisks on GitHub.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::source::Span;
use crate::syntax::{Inline, InlineKind, walk};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/fragile-emphasis", level: Level::Info, check: Check::Document(check) };

/// One finding a document: it is a matter of where the document is read.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let document = context.document;
    let source = context.source;
    let mut fragile = Vec::new();
    walk::each(&document.blocks, &mut |content, _| gather(content, source.text(), &mut fragile));
    let Some(&(first, _)) = fragile.first() else { return };
    let message = Message::new("text-fragile-emphasis")
        .with("count", fragile.len())
        .with("text", on_one_line(source.slice(first)));
    let finding = findings.report(first, message);
    finding.help = Some(Message::new("text-fragile-emphasis-help"));
    let mut places: Vec<u32> = fragile.into_iter().flat_map(|(_, places)| places).collect();
    places.sort_unstable();
    places.dedup();
    let blank = |at| Edit { span: Span { start: at, end: at }, new_text: " ".to_owned() };
    finding.fix = Some(Fix { applicability: Applicability::Unsafe, edits: places.into_iter().map(blank).collect() });
}

/// A text without its line ends: nothing stands in their place beside Japanese, else a blank.
fn on_one_line(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.lines().map(|line| line.trim_start_matches(['>', ' ', '\t']).trim_end()) {
        let ascii = |one: char| one.is_ascii();
        if joined.ends_with(ascii) && line.starts_with(ascii) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

/// Emphasis with the places where a blank would mend it.
fn gather(content: &[Inline], text: &str, found: &mut Vec<(Span, Vec<u32>)>) {
    for inline in content {
        let inner = match &inline.kind {
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) => {
                let places = places(text, inline.span);
                if !places.is_empty() {
                    found.push((inline.span, places));
                }
                inner
            }
            InlineKind::Strikethrough(inner) | InlineKind::Element(_, inner) => inner,
            InlineKind::Link { content, .. } | InlineKind::Image { content, .. } => content,
            _ => continue,
        };
        gather(inner, text, found);
    }
}

fn places(text: &str, span: Span) -> Vec<u32> {
    let Some(mark) = text.get(span.range()).and_then(|written| written.chars().next()) else { return Vec::new() };
    if mark != '*' {
        return Vec::new();
    }
    let (start, end) = (span.start as usize, span.end as usize);
    let (head, tail) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let inside = text.get(span.range()).unwrap_or_default();
    let first = inside.trim_start_matches(mark).chars().next();
    let last = inside.trim_end_matches(mark).chars().next_back();
    let before = head.trim_end_matches(mark);
    let after = tail.trim_start_matches(mark);
    let mut places = Vec::new();
    if first.is_some_and(is_sign) && before.chars().next_back().is_some_and(is_letter) {
        places.push(before.len() as u32);
    }
    if last.is_some_and(is_sign) && after.chars().next().is_some_and(is_letter) {
        places.push((end + tail.len() - after.len()) as u32);
    }
    places
}

/// A sign in the sense of CommonMark: punctuation or a symbol.
fn is_sign(character: char) -> bool {
    let mark = matches!(character, '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}' | '\u{200B}'..='\u{200F}')
        || matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}');
    !character.is_alphanumeric() && !character.is_whitespace() && !character.is_control() && !mark
}

fn is_letter(character: char) -> bool {
    !is_sign(character) && !character.is_whitespace()
}
