//! HTML blocks: `<details>`, comments and rulers among text.

use super::{Depth, comment, tag};
use crate::source::Span;
use crate::syntax::document::{Block, BlockKind, Inline, InlineKind};
use crate::syntax::prose::{PartKind, Prose};
use std::ops::Range;

/// Makes `<details>`, comments and rulers of the HTML blocks among siblings, at every depth. `at` is how deep they stand.
pub(in crate::syntax) fn blocks(siblings: &mut Vec<Block>, at: usize, source: &str, depth: &mut Depth) {
    if siblings.iter().any(|block| matches!(block.kind, BlockKind::HtmlText(_))) {
        let mut pieces = Vec::with_capacity(siblings.len());
        for block in std::mem::take(siblings) {
            match &block.kind {
                BlockKind::HtmlText(lines) => Reader::new(&Prose::new(lines, source), &mut pieces).read(),
                _ => pieces.push(Piece::Block(block)),
            }
        }
        *siblings = nest(pieces, at, depth);
    }
    descend(siblings, at, source, depth);
}

/// Reads what stands inside siblings. What `<details>` hides stood among them and has been read.
fn descend(siblings: &mut [Block], at: usize, source: &str, depth: &mut Depth) {
    for block in siblings {
        match &mut block.kind {
            BlockKind::Quote(_, inner) | BlockKind::Footnote(_, _, inner) => blocks(inner, at + 1, source, depth),
            BlockKind::List(list) => {
                list.items.iter_mut().for_each(|item| blocks(&mut item.blocks, at + 1, source, depth));
            }
            BlockKind::Details(_, hidden) => descend(hidden, at + 1, source, depth),
            _ => {}
        }
    }
}

enum Piece {
    Block(Block),
    /// `<details>`
    Open(Inline),
    /// `</details>`
    Close(Inline),
    /// `<summary>…</summary>` right behind `<details>`.
    Summary(Span, Vec<Inline>),
}

/// Takes one HTML block apart.
struct Reader<'p> {
    prose: &'p Prose,
    pieces: &'p mut Vec<Piece>,
    /// Text and tags that belong to no piece yet.
    run: Vec<Inline>,
    /// Where the next `</summary>` stands. Summaries may be many: each looks on where the one before has ended.
    next_end: Option<Range<usize>>,
}

impl<'p> Reader<'p> {
    fn new(prose: &'p Prose, pieces: &'p mut Vec<Piece>) -> Self {
        Reader { prose, pieces, run: Vec::new(), next_end: None }
    }

    fn read(mut self) {
        let mut at = 0;
        while at < self.prose.text.len() {
            at = self.piece(at);
        }
        self.flush();
    }

    /// Reads what stands at an offset of the text; gives the offset behind it.
    fn piece(&mut self, at: usize) -> usize {
        let rest = &self.prose.text[at..];
        if let Some((length, said)) = comment(rest) {
            self.block(self.prose.span(at..at + length), BlockKind::Comment(said.to_owned()));
            return at + length;
        }
        let Some(tag) = tag(rest) else {
            return self.words(at, self.prose.text.len());
        };
        let end = at + tag.length;
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        let inline = self.tag(at..end);
        if is("details") {
            self.flush();
            self.pieces.push(if tag.closing { Piece::Close(inline) } else { Piece::Open(inline) });
        } else if is("hr") {
            self.block(inline.span, BlockKind::Rule);
        } else if is("summary")
            && !tag.closing
            && self.run.is_empty()
            && matches!(self.pieces.last(), Some(Piece::Open(_)))
        {
            return self.summary(at, end);
        } else {
            self.run.push(inline);
        }
        end
    }

    fn block(&mut self, span: Span, kind: BlockKind) {
        self.flush();
        self.pieces.push(Piece::Block(Block { span, kind }));
    }

    fn tag(&self, range: Range<usize>) -> Inline {
        let written = self.prose.text[range.clone()].to_owned();
        Inline { span: self.prose.span(range), kind: InlineKind::HtmlText(written) }
    }

    /// Words up to the next `<`, or to `limit`.
    fn words(&mut self, at: usize, limit: usize) -> usize {
        let text = &self.prose.text[at..limit];
        let length = text.char_indices().skip(1).find(|&(_, c)| c == '<').map_or(text.len(), |(next, _)| next);
        let mut from = at;
        while from < at + length {
            let next = self.prose.part_end(from).min(at + length);
            let words = &self.prose.text[from..next];
            let is_break = self.prose.part(from).is_some_and(|part| part.kind == PartKind::Break);
            if !(self.run.is_empty() && words.trim().is_empty()) {
                let kind = if is_break { InlineKind::SoftBreak(true) } else { InlineKind::Text(words.to_owned()) };
                self.run.push(Inline { span: self.prose.span(from..next), kind });
            }
            from = next;
        }
        at + length
    }

    /// Reads `<summary>…</summary>`, whose content begins at `inner`, as a paragraph.
    fn summary(&mut self, at: usize, inner: usize) -> usize {
        let length = self.prose.text.len();
        if self.next_end.as_ref().is_none_or(|end| end.start < inner) {
            self.next_end = Some(find_end(&self.prose.text, inner).unwrap_or(length..length));
        }
        let Range { start: until, end } = self.next_end.clone().unwrap_or(length..length);
        let mut from = inner;
        while from < until {
            from = match tag(&self.prose.text[from..until]) {
                Some(tag) => {
                    let inline = self.tag(from..from + tag.length);
                    self.run.push(inline);
                    from + tag.length
                }
                None => self.words(from, until),
            };
        }
        trim_breaks(&mut self.run);
        let content = std::mem::take(&mut self.run);
        self.pieces.push(Piece::Summary(self.prose.span(at..end), content));
        end
    }

    fn flush(&mut self) {
        trim_breaks(&mut self.run);
        let Some((first, last)) = self.run.first().zip(self.run.last()) else { return };
        let span = first.span.to(last.span);
        self.pieces.push(Piece::Block(Block { span, kind: BlockKind::HtmlText(std::mem::take(&mut self.run)) }));
    }
}

/// The next `</summary>`.
fn find_end(text: &str, from: usize) -> Option<Range<usize>> {
    const END: &str = "</summary>";
    let mut at = from;
    while let Some(found) = text[at..].find("</").map(|found| at + found) {
        let end = found + END.len();
        if text.get(found..end).is_some_and(|written| written.eq_ignore_ascii_case(END)) {
            return Some(found..end);
        }
        at = found + 2;
    }
    None
}

/// Line ends behind the last word show nothing.
fn trim_breaks(run: &mut Vec<Inline>) {
    while matches!(run.last(), Some(Inline { kind: InlineKind::SoftBreak(_), .. })) {
        run.pop();
    }
}

/// Puts what stands between `<details>` and `</details>` into one block; a tag without partner is text.
fn nest(pieces: Vec<Piece>, at: usize, depth: &mut Depth) -> Vec<Block> {
    let has_partner = partners(&pieces, at, depth);
    let mut open: Vec<(Span, Vec<Inline>, Vec<Block>)> = Vec::new();
    let mut output = Vec::new();
    for (piece, has_partner) in pieces.into_iter().zip(has_partner) {
        match piece {
            Piece::Block(block) => output.push(block),
            Piece::Open(inline) if has_partner => open.push((inline.span, Vec::new(), std::mem::take(&mut output))),
            Piece::Close(inline) if has_partner => {
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

/// For each piece, whether it is a `<details>` or `</details>` that has its partner.
fn partners(pieces: &[Piece], at: usize, depth: &mut Depth) -> Vec<bool> {
    let mut has_partner = vec![false; pieces.len()];
    let mut opens = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(inline) if depth.admits(at + opens.len(), inline.span) => opens.push(index),
            Piece::Close(_) => {
                if let Some(open) = opens.pop() {
                    has_partner[index] = true;
                    has_partner[open] = true;
                }
            }
            _ => {}
        }
    }
    has_partner
}

#[cfg(test)]
mod tests {
    use crate::syntax::{Block, BlockKind, Bounds, Inline, Prose, parse};

    fn shown(blocks: &[Block], source: &str) -> String {
        let words = |content: &[Inline]| Prose::new(content, source).text;
        let one = |block: &Block| match &block.kind {
            BlockKind::Details(summary, blocks) => format!("[{}: {}]", words(summary), shown(blocks, source)),
            BlockKind::Paragraph(content) => words(content),
            BlockKind::HtmlText(content) => format!("‹{}›", words(content)),
            BlockKind::Comment(said) => format!("({said})"),
            BlockKind::Rule => "--".to_owned(),
            BlockKind::Quote(_, blocks) => format!("> {}", shown(blocks, source)),
            other => format!("{other:?}"),
        };
        blocks.iter().map(one).collect::<Vec<_>>().join(" | ")
    }

    fn read(text: &str) -> (String, usize) {
        let (document, faults) = parse(text, Bounds { nesting: 4, ..Bounds::default() });
        (shown(&document.blocks, text), faults.len())
    }

    #[test]
    fn details_hide_the_blocks_up_to_their_end() {
        let text = "<details>\n<summary>ログ <code>x</code></summary>\n\n本文\n\n> 引用\n\n</details>\n\n後\n";
        assert_eq!(read(text).0, "[ログ <code>x</code>: 本文 | > 引用] | 後");
        assert_eq!(
            read("<details><summary>一</summary></details><DETAILS><Summary>二</SUMMARY></details>").0,
            "[一: ] | [二: ]"
        );
        assert_eq!(
            read("> <details>\n> <summary>二\n> 行</summary>\n>\n> 本文\n>\n> </details>\n").0,
            "> [二行: 本文]"
        );
    }

    #[test]
    fn tags_without_partner_are_text() {
        assert_eq!(read("<details>\n\n本文\n").0, "‹<details>› | 本文");
        assert_eq!(read("<summary>題</summary>\n").0, "‹<summary>題</summary>›");
        assert_eq!(read("<div>\nx\n</div>\n<!-- メモ --><hr>\n").0, "‹<div> x </div>› | ( メモ ) | --");
    }

    #[test]
    fn details_nest_as_deep_as_blocks() {
        let text = format!("{}\n\n本文\n\n{}\n", "<details>".repeat(5), "</details>".repeat(5));
        assert_eq!(read(&text), ("[: [: [: [: ‹<details>› | 本文]]]] | ‹</details>›".to_owned(), 1));
    }

    #[test]
    fn lines_of_text_stand_apart() {
        let text = "<div>\n  手順の\n  説明\n</div>\n";
        let (document, _) = parse(text, Bounds::default());
        let BlockKind::HtmlText(content) = &document.blocks[0].kind else { panic!() };
        let written = content.iter().map(|inline| &text[inline.span.range()]).filter(|written| !written.is_empty());
        assert_eq!(written.collect::<Vec<_>>(), ["<div>", "手順の", "説明", "</div>"]);
    }
}
