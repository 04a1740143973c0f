//! `link/swallowed-text`: a line `[問題]: 対処` that Markdown takes for a link's definition, so that nobody reads it.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::source::Span;
use crate::syntax::{Block, BlockKind};

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/swallowed-text", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let text = context.source.text();
    if !text.contains("]:") {
        return;
    }
    let document = context.document;
    let from = document.front_matter.as_ref().map_or(0, |matter| matter.span.end);
    let mut shown: Option<Vec<Span>> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let here = start;
        start += line.len();
        let Some((lead, definition)) = definition(line).filter(|_| here >= from as usize) else { continue };
        let span = Span::new(here + lead, here + lead + definition.len());
        let shown = shown.get_or_insert_with(|| {
            let mut spans = Vec::new();
            shown_spans(&document.blocks, &mut spans);
            spans
        });
        let before = shown.partition_point(|shown| shown.start <= span.start);
        // What is shown was no definition.
        if before.checked_sub(1).and_then(|at| shown.get(at)).is_some_and(|last| last.end > span.start) {
            continue;
        }
        let message = Message::new("link-swallowed-text").with("text", definition);
        findings.report(span, message).help = Some(Message::new("link-swallowed-text-help"));
    }
}

/// The definition on a line and the bytes in front of it, where what it would lead to is no address.
fn definition(line: &str) -> Option<(usize, &str)> {
    let line = line.trim_end();
    let content = line.trim_start_matches([' ', '\t', '>']);
    let marker = content.len() - content.trim_start_matches(['-', '*', '+', '.', ' ', '\t']).len();
    let numbered = content.trim_start_matches(|c: char| c.is_ascii_digit());
    let content = match () {
        () if content.starts_with('[') => content,
        () if numbered.starts_with(". [") => numbered.get(2..)?,
        () => content.get(marker..)?,
    };
    let (label, rest) = content.strip_prefix('[')?.split_once("]:")?;
    let target = rest.trim();
    let task = label.trim().is_empty() || matches!(label, "x" | "X");
    let comment = matches!(label, "//" | "comment" | "#") || label.starts_with('^');
    if task || comment || label.contains(['[', ']']) || target.is_empty() || target.contains(char::is_whitespace) {
        return None;
    }
    // `[r]: <手順 書.md>`, `[r]: #連絡先`, `[r]: db.md`
    let address = target.starts_with('<') || target.contains(['/', '#', '.', ':', '?', '%', '@']);
    (!address).then(|| (line.len() - content.len(), content))
}

/// Places of all blocks that hold text, in order.
fn shown_spans(blocks: &[Block], spans: &mut Vec<Span>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) => shown_spans(blocks, spans),
            BlockKind::List(list) => list.items.iter().for_each(|item| shown_spans(&item.blocks, spans)),
            _ => spans.push(block.span),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::definition;

    #[test]
    fn lines_that_would_vanish() {
        for (line, found) in [
            ("[問題2]: [解決策]", Some((0, "[問題2]: [解決策]"))),
            ("> - [症状]: 再起動する\n", Some((4, "[症状]: 再起動する"))),
            ("1. [対処]:切り戻し", Some((3, "[対処]:切り戻し"))),
            ("[重要]: この手順は 二人で行う", None),
            ("[r]: ../db.md", None),
            ("[r]: https://kawasemi.jp/", None),
            ("[//]: #", None),
            ("[^1]: 注釈", None),
            ("- [ ]: 確認", None),
            ("本文の[手順]: 復旧", None),
        ] {
            assert_eq!(definition(line), found, "{line}");
        }
    }
}
