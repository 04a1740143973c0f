//! `~~…~~` among the inlines of a block.
//!
//! Two tildes and two only: one tilde is a range in Japanese (`10~20分`). Delimiters open and close as emphasis does, and
//! both stand on one level: `**a ~~b** c~~` strikes nothing out.

use super::document::{Inline, InlineKind};
use super::line_end::is_japanese;
use super::origin::Origin;
use crate::source::Span;

/// What stands on both sides of what is struck out.
pub(super) const DELIMITER: &str = "~~";

/// Finds what is struck out, at every depth.
pub(super) fn find(inlines: &mut Vec<Inline>, source: &str) {
    for inline in inlines.iter_mut() {
        match &mut inline.kind {
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. }
            | InlineKind::Image { content, .. } => find(content, source),
            _ => {}
        }
    }
    if inlines.iter().any(|inline| matches!(&inline.kind, InlineKind::Text(text) if text.contains(DELIMITER))) {
        let pieces = std::mem::take(inlines).into_iter().flat_map(|inline| split(inline, source)).collect();
        *inlines = pair(pieces);
    }
}

enum Piece {
    Inline(Inline),
    Delimiter { span: Span, opens: bool, closes: bool },
}

/// Takes a text apart at its delimiters.
fn split(inline: Inline, source: &str) -> Vec<Piece> {
    let InlineKind::Text(text) = &inline.kind else { return vec![Piece::Inline(inline)] };
    if !text.contains(DELIMITER) {
        return vec![Piece::Inline(inline)];
    }
    let origin = Origin::new(text, source, inline.span);
    let mut pieces = Vec::new();
    let mut from = 0;
    let text_piece = |range: std::ops::Range<usize>| {
        let span = origin.span(range.clone()).unwrap_or(inline.span);
        (!range.is_empty()).then(|| Piece::Inline(Inline { span, kind: InlineKind::Text(text[range].to_owned()) }))
    };
    let mut at = 0;
    while let Some(start) = text[at..].find('~').map(|found| at + found) {
        at = start + text[start..].bytes().take_while(|&byte| byte == b'~').count();
        let Some(delimiter) = origin.span(start..at).and_then(|span| delimiter(source, span)) else { continue };
        pieces.extend(text_piece(from..start));
        pieces.push(delimiter);
        from = at;
    }
    pieces.extend(text_piece(from..text.len()));
    pieces
}

/// A run of tildes in the file, where it can open or close. An escaped one is none.
fn delimiter(source: &str, span: Span) -> Option<Piece> {
    if source.get(span.range()) != Some(DELIMITER) {
        return None;
    }
    let before = source[..span.start as usize].chars().next_back().unwrap_or('\n');
    let behind = source[span.end as usize..].chars().next().unwrap_or('\n');
    if before == '~' || behind == '~' {
        return None;
    }
    let punctuation = |character: char| !character.is_alphanumeric() && !character.is_whitespace();
    let japanese = is_japanese(before) || is_japanese(behind);
    let free = |outside: char, inside: char| {
        !inside.is_whitespace() && (!punctuation(inside) || outside.is_whitespace() || punctuation(outside) || japanese)
    };
    let (opens, closes) = (free(before, behind), free(behind, before));
    (opens || closes).then_some(Piece::Delimiter { span, opens, closes })
}

/// Puts what stands between two delimiters into one inline. A delimiter without partner is text.
fn pair(pieces: Vec<Piece>) -> Vec<Inline> {
    let tildes = |span: Span| Inline { span, kind: InlineKind::Text("~~".to_owned()) };
    let mut output: Vec<Inline> = Vec::with_capacity(pieces.len());
    // Where the delimiter that could open stands in the output. Only the last one counts, so that nothing nests.
    let mut open: Option<usize> = None;
    for piece in pieces {
        match (piece, open) {
            (Piece::Inline(inline), _) => output.push(inline),
            (Piece::Delimiter { span, closes: true, .. }, Some(at)) => {
                let content = output.split_off(at + 1);
                if let Some(start) = output.pop() {
                    let kind = InlineKind::Strikethrough(content);
                    output.push(Inline { span: start.span.to(span), kind });
                }
                open = None;
            }
            (Piece::Delimiter { span, opens, .. }, _) => {
                if opens {
                    open = Some(output.len());
                }
                output.push(tildes(span));
            }
        }
    }
    output
}

#[cfg(test)]
mod tests {
    use crate::syntax::{BlockKind, Bounds, Inline, InlineKind, parse};

    fn shown(inlines: &[Inline], text: &str, into: &mut String) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Strikethrough(content) => {
                    into.push('[');
                    shown(content, text, into);
                    into.push(']');
                }
                InlineKind::Strong(content) => {
                    into.push('{');
                    shown(content, text, into);
                    into.push('}');
                }
                _ => into.push_str(&text[inline.span.range()]),
            }
        }
    }

    fn struck(text: &str) -> String {
        let (document, _) = parse(text, Bounds::default());
        let BlockKind::Paragraph(content) = &document.blocks[0].kind else { panic!("{text}") };
        let mut result = String::new();
        shown(content, text, &mut result);
        result
    }

    #[test]
    fn two_tildes_strike_out_and_one_is_a_range() {
        assert_eq!(struck("~~古い~~手順と~~「別」~~です"), "[古い]手順と[「別」]です");
        assert_eq!(struck("10~20分、**約~30分**、5~6回"), "10~20分、{約~30分}、5~6回");
        assert_eq!(struck("5~10分 ~~不要~~ **必須**"), "5~10分 [不要] {必須}");
        assert_eq!(struck("~~a **b** `c`\nd~~"), "[a {b} `c`\nd]");
    }

    #[test]
    fn delimiters_without_partner_are_text() {
        assert_eq!(struck("~~閉じない"), "~~閉じない");
        assert_eq!(struck("a ~~ b ~~ c"), "a ~~ b ~~ c");
        assert_eq!(struck("a ~~~b~~~ c"), "a ~~~b~~~ c");
        assert_eq!(struck("\\~~b~~"), "\\~~b~~");
        assert_eq!(struck("**a ~~b** c~~"), "{a ~~b} c~~");
        assert_eq!(struck("~~a ~~b~~ c~~"), "~~a [b] c~~");
    }
}
