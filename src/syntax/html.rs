//! HTML of a document: a fixed list of tags works, everything else is shown as text.
//!
//! `br wbr hr kbd sub sup mark details summary` work, `<a id>` and `<a name>` give a place and no element, comments are
//! shown nowhere. A tag without its partner is text, so what is written from the tree is always well formed.

use super::document::{Block, BlockKind, Inline, InlineKind};
use super::prose::Prose;
use crate::source::Span;

/// A tag as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'t> {
    /// Its name, as written.
    pub name: &'t str,
    /// `</name>`
    pub closing: bool,
    /// What stands between its name and `>`.
    pub attributes: &'t str,
    /// Length with its brackets, in bytes.
    pub length: usize,
}

/// Reads the tag that `text` begins with.
#[must_use]
pub fn tag(text: &str) -> Option<Tag<'_>> {
    let rest = text.strip_prefix('<')?;
    let (closing, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
    if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
    let name = &rest[..end];
    let mut quote = None;
    for (at, character) in rest[end..].char_indices() {
        match (quote, character) {
            (None, '>') => {
                let attributes = rest[end..end + at].trim().trim_end_matches('/').trim_end();
                let length = text.len() - rest.len() + end + at + 1;
                return Some(Tag { name, closing, attributes, length });
            }
            (None, '"' | '\'') => quote = Some(character),
            (None, '<') => return None,
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    None
}

/// Value of an attribute of a tag.
#[must_use]
pub fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let key = &rest[..end];
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(behind) = rest.strip_prefix('=') {
            let behind = behind.trim_start();
            (value, rest) = match behind.chars().next() {
                Some(quote @ ('"' | '\'')) => behind[1..].split_once(quote).unwrap_or((&behind[1..], "")),
                _ => {
                    let end = behind.find(char::is_whitespace).unwrap_or(behind.len());
                    behind.split_at(end)
                }
            };
            rest = rest.trim_start();
        } else if end == 0 {
            return None;
        }
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
    }
    None
}

fn paired(name: &str) -> Option<&'static str> {
    ["kbd", "sub", "sup", "mark"].into_iter().find(|known| known.eq_ignore_ascii_case(name))
}

/// Makes elements, places, breaks and comments of the tags among siblings.
pub(super) fn inlines(siblings: &mut Vec<Inline>) {
    for inline in siblings.iter_mut() {
        match &mut inline.kind {
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. }
            | InlineKind::Image { content, .. } => inlines(content),
            _ => {}
        }
    }
    if !siblings.iter().any(|inline| matches!(inline.kind, InlineKind::HtmlText(_))) {
        return;
    }
    let partners = partners(siblings);
    let mut open: Vec<(&'static str, Span, Vec<Inline>)> = Vec::new();
    let mut output = Vec::with_capacity(siblings.len());
    for (at, inline) in std::mem::take(siblings).into_iter().enumerate() {
        match partners.get(at).copied().flatten() {
            Some(Partner::Open(name)) => open.push((name, inline.span, std::mem::take(&mut output))),
            Some(Partner::Close) => {
                if let Some((name, start, outer)) = open.pop() {
                    let content = std::mem::replace(&mut output, outer);
                    output.push(Inline { span: start.to(inline.span), kind: InlineKind::Element(name, content) });
                }
            }
            Some(Partner::Dropped) => {}
            None => output.push(single(inline)),
        }
    }
    *siblings = output;
}

#[derive(Debug, Clone, Copy)]
enum Partner {
    Open(&'static str),
    Close,
    /// The closing tag of a place.
    Dropped,
}

/// For each sibling, whether it is a tag that has its partner.
fn partners(siblings: &[Inline]) -> Vec<Option<Partner>> {
    let mut partners = vec![None; siblings.len()];
    let mut open: Vec<(&'static str, usize)> = Vec::new();
    for (at, inline) in siblings.iter().enumerate() {
        let InlineKind::HtmlText(text) = &inline.kind else { continue };
        let Some(tag) = tag(text).filter(|tag| tag.length == text.len()) else { continue };
        let name = match paired(tag.name) {
            Some(name) => name,
            None if tag.name.eq_ignore_ascii_case("a") => "a",
            None => continue,
        };
        if !tag.closing {
            if name != "a" || is_place(&tag) {
                open.push((name, at));
            } else {
                // A link in HTML stays text, and so does its end.
                open.push(("", at));
            }
            continue;
        }
        let Some(back) = open.iter().rposition(|&(opened, _)| opened == name || (name == "a" && opened.is_empty()))
        else {
            continue;
        };
        let (opened, start) = open[back];
        open.truncate(back);
        match opened {
            "" => {}
            "a" => partners[at] = Some(Partner::Dropped),
            _ => {
                partners[start] = Some(Partner::Open(name));
                partners[at] = Some(Partner::Close);
            }
        }
    }
    partners
}

fn is_place(tag: &Tag<'_>) -> bool {
    attribute(tag.attributes, "href").is_none() && place(tag).is_some()
}

fn place<'t>(tag: &Tag<'t>) -> Option<&'t str> {
    attribute(tag.attributes, "id").or_else(|| attribute(tag.attributes, "name")).filter(|name| !name.is_empty())
}

/// A tag that needs no partner, or text.
fn single(mut inline: Inline) -> Inline {
    let InlineKind::HtmlText(text) = &inline.kind else { return inline };
    if let Some(comment) = text.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")) {
        inline.kind = InlineKind::Comment(comment.to_owned());
        return inline;
    }
    let kind = tag(text).filter(|tag| tag.length == text.len() && !tag.closing).and_then(|tag| {
        match tag.name.to_ascii_lowercase().as_str() {
            "br" | "hr" => Some(InlineKind::HardBreak),
            "wbr" => Some(InlineKind::WordBreak),
            "a" if is_place(&tag) => place(&tag).map(|name| InlineKind::Anchor(name.to_owned())),
            _ => None,
        }
    });
    if let Some(kind) = kind {
        inline.kind = kind;
    }
    inline
}

/// Makes `<details>`, comments and rulers of the HTML blocks among siblings, at every depth.
pub(super) fn blocks(siblings: &mut Vec<Block>, source: &str) {
    for block in siblings.iter_mut() {
        match &mut block.kind {
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) => self::blocks(blocks, source),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| self::blocks(&mut item.blocks, source)),
            _ => {}
        }
    }
    if !siblings.iter().any(|block| matches!(block.kind, BlockKind::HtmlText(_))) {
        return;
    }
    let mut pieces = Vec::with_capacity(siblings.len());
    for block in std::mem::take(siblings) {
        match &block.kind {
            BlockKind::HtmlText(lines) => take_apart(&Prose::new(lines, source), source, &mut pieces),
            _ => pieces.push(Piece::Block(block)),
        }
    }
    *siblings = nest(pieces);
}

enum Piece {
    Block(Block),
    /// `<details>`
    Open(Inline),
    /// `</details>`
    Close(Inline),
    Summary(Span, Vec<Inline>),
}

/// Tags, comments and text of one HTML block.
fn take_apart(prose: &Prose, source: &str, pieces: &mut Vec<Piece>) {
    let text = prose.text.as_str();
    let mut run: Vec<Inline> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = if let Some(length) = comment_length(rest) {
            flush(&mut run, pieces);
            let comment = rest[4..length].trim_end_matches("-->").to_owned();
            let span = prose.span(at..at + length);
            pieces.push(Piece::Block(Block { span, kind: BlockKind::Comment(comment) }));
            length
        } else if let Some(tag) = tag(rest) {
            let inline = Inline {
                span: prose.span(at..at + tag.length),
                kind: InlineKind::HtmlText(rest[..tag.length].to_owned()),
            };
            match tag.name.to_ascii_lowercase().as_str() {
                "details" => {
                    flush(&mut run, pieces);
                    pieces.push(if tag.closing { Piece::Close(inline) } else { Piece::Open(inline) });
                    tag.length
                }
                "hr" => {
                    flush(&mut run, pieces);
                    pieces.push(Piece::Block(Block { span: inline.span, kind: BlockKind::Rule }));
                    tag.length
                }
                "summary" if !tag.closing && run.is_empty() && matches!(pieces.last(), Some(Piece::Open(_))) => {
                    let (length, content) = summary(prose, at, tag.length, source);
                    pieces.push(Piece::Summary(prose.span(at..at + length), content));
                    length
                }
                _ => {
                    run.push(inline);
                    tag.length
                }
            }
        } else {
            let next = rest.char_indices().skip(1).find(|&(_, c)| c == '<').map_or(rest.len(), |(next, _)| next);
            let words = &rest[..next];
            if !(run.is_empty() && words.trim().is_empty()) {
                run.push(Inline { span: prose.span(at..at + next), kind: InlineKind::Text(words.to_owned()) });
            }
            next
        };
        at += length;
    }
    flush(&mut run, pieces);
}

fn comment_length(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("<!--")?;
    Some(rest.find("-->").map_or(text.len(), |end| end + 7))
}

/// Length of `<summary>…</summary>` at `at`, and its content.
fn summary(prose: &Prose, at: usize, open: usize, source: &str) -> (usize, Vec<Inline>) {
    let rest = &prose.text[at + open..];
    let lower = rest.to_ascii_lowercase();
    let (inner, length) = match lower.find("</summary>") {
        Some(end) => (end, open + end + 10),
        None => (rest.len(), open + rest.len()),
    };
    let mut pieces = Vec::new();
    let part = Prose { text: rest[..inner].to_owned(), parts: Vec::new() };
    let mut run = Vec::new();
    let mut offset = 0;
    // Tags inside a summary are read as in a paragraph.
    while offset < part.text.len() {
        let piece = &part.text[offset..];
        let end = match tag(piece) {
            Some(tag) => tag.length,
            None => piece.char_indices().skip(1).find(|&(_, c)| c == '<').map_or(piece.len(), |(end, _)| end),
        };
        let from = at + open + offset;
        let kind = if tag(piece).is_some() { InlineKind::HtmlText } else { InlineKind::Text };
        run.push(Inline { span: prose.span(from..from + end), kind: kind(piece[..end].to_owned()) });
        offset += end;
    }
    flush(&mut run, &mut pieces);
    let mut content = match pieces.pop() {
        Some(Piece::Block(Block { kind: BlockKind::HtmlText(content), .. })) => content,
        _ => Vec::new(),
    };
    let _ = source;
    inlines(&mut content);
    (length, content)
}

fn flush(run: &mut Vec<Inline>, pieces: &mut Vec<Piece>) {
    let Some((first, last)) = run.first().zip(run.last()) else { return };
    let span = first.span.to(last.span);
    pieces.push(Piece::Block(Block { span, kind: BlockKind::HtmlText(std::mem::take(run)) }));
}

/// Puts what stands between `<details>` and `</details>` into one block; a tag without partner is text.
fn nest(pieces: Vec<Piece>) -> Vec<Block> {
    let mut closes = vec![false; pieces.len()];
    let mut opens = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(_) => opens.push(at),
            Piece::Close(_) => {
                if let Some(open) = opens.pop() {
                    closes[at] = true;
                    closes[open] = true;
                }
            }
            _ => {}
        }
    }
    let mut open: Vec<(Span, Vec<Inline>, Vec<Block>)> = Vec::new();
    let mut output = Vec::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        match piece {
            Piece::Block(block) => output.push(block),
            Piece::Open(inline) if closes[at] => open.push((inline.span, Vec::new(), std::mem::take(&mut output))),
            Piece::Close(inline) if closes[at] => {
                if let Some((start, summary, outer)) = open.pop() {
                    let hidden = std::mem::replace(&mut output, outer);
                    let span = start.to(inline.span);
                    output.push(Block { span, kind: BlockKind::Details(summary, hidden) });
                }
            }
            Piece::Open(inline) | Piece::Close(inline) => {
                output.push(Block { span: inline.span, kind: BlockKind::HtmlText(vec![inline]) });
            }
            Piece::Summary(span, content) => match open.last_mut() {
                Some((_, summary, _)) if output.is_empty() && summary.is_empty() => *summary = content,
                _ => output.push(Block { span, kind: BlockKind::Paragraph(content) }),
            },
        }
    }
    output
}
