//! Which part of a document a comment speaks of.
//!
//! A comment on lines of its own speaks of the block that follows it in the document: a heading, a paragraph, a table, a
//! code block, a whole list. One that ends a list item speaks of the next item: it is the only way to stand before an item
//! without parting the list. A comment within a line speaks of what it stands in: the paragraph, the heading, the row.

use super::comment::WORD;
use crate::source::{SourceFile, Span};
use crate::syntax::{Block, BlockKind, Inline, InlineKind};

/// A comment that begins with the word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'d> {
    /// The comment.
    pub(super) span: Span,
    /// Its text.
    pub(super) said: &'d str,
    /// Whole lines that it speaks of; `None` where nothing follows.
    pub(super) scope: Option<Span>,
}

/// Comments of a document that begin with the word, in source order.
pub(super) fn places<'d>(blocks: &'d [Block], file: &SourceFile) -> Vec<Place<'d>> {
    let mut walk = Walk { file, places: Vec::new(), waiting: Vec::new() };
    walk.blocks(blocks);
    walk.places
}

struct Walk<'d, 's> {
    file: &'s SourceFile,
    places: Vec<Place<'d>>,
    /// Those that wait for what follows.
    waiting: Vec<usize>,
}

impl<'d> Walk<'d, '_> {
    fn blocks(&mut self, blocks: &'d [Block]) {
        for block in blocks {
            if let BlockKind::Comment(said) = &block.kind {
                self.comment(block.span, said, None);
                continue;
            }
            self.arrive(block.span);
            match &block.kind {
                BlockKind::Heading(heading) => self.words(&heading.content, block.span),
                BlockKind::Paragraph(content) | BlockKind::HtmlText(content) => self.words(content, block.span),
                BlockKind::Quote(_, inner) | BlockKind::Footnote(_, _, inner) => self.blocks(inner),
                BlockKind::Details(summary, inner) => {
                    self.words(summary, block.span);
                    self.blocks(inner);
                }
                BlockKind::List(list) => {
                    for item in &list.items {
                        self.arrive(item.span);
                        self.blocks(&item.blocks);
                    }
                }
                BlockKind::Table(table) => {
                    for row in std::iter::once(&table.header).chain(&table.rows) {
                        row.cells.iter().for_each(|cell| self.words(&cell.content, row.span));
                    }
                }
                BlockKind::Code(_) | BlockKind::Rule | BlockKind::Comment(_) => {}
            }
        }
    }

    /// Something follows the comments that wait.
    fn arrive(&mut self, span: Span) {
        if self.waiting.is_empty() {
            return;
        }
        let scope = self.lines(span);
        for at in std::mem::take(&mut self.waiting) {
            if let Some(place) = self.places.get_mut(at) {
                place.scope = Some(scope);
            }
        }
    }

    fn comment(&mut self, span: Span, said: &'d str, scope: Option<Span>) {
        if said.trim_start().starts_with(WORD) {
            if scope.is_none() {
                self.waiting.push(self.places.len());
            }
            self.places.push(Place { span, said, scope });
        }
    }

    /// Comments in running text.
    fn words(&mut self, content: &'d [Inline], holder: Span) {
        let mut found = Vec::new();
        comments(content, &mut found);
        let last = content.last().map(|inline| inline.span.end);
        for (span, said) in found {
            // Indented so far that it is no block of its own, and yet it ends the text on a line of its own.
            let follows = last == Some(span.end) && self.alone(span);
            self.comment(span, said, (!follows).then(|| self.lines(holder)));
        }
    }

    fn alone(&self, span: Span) -> bool {
        let line = self.file.line_text(self.file.line(span.start) as usize).trim();
        line == self.file.slice(span).trim()
    }

    /// Whole lines: what stands before a block on its first line (the marker of its item) is found with it.
    fn lines(&self, span: Span) -> Span {
        let start = self.file.line_start(self.file.line(span.start) as usize);
        let last = self.file.line(span.end.max(span.start)) as usize;
        let end = self.file.line_start(last) + self.file.line_text(last).len();
        Span { start: start as u32, end: (end as u32).max(span.end) }
    }
}

fn comments<'d>(content: &'d [Inline], found: &mut Vec<(Span, &'d str)>) {
    for inline in content {
        match &inline.kind {
            InlineKind::Comment(said) => found.push((inline.span, said)),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Image { content, .. }
            | InlineKind::Link { content, .. } => comments(content, found),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Bounds, parse};

    /// What each comment speaks of.
    fn scopes(text: &str) -> Vec<String> {
        let file = SourceFile::new("a.md", text);
        let (document, _) = parse(text, Bounds::default());
        let scope = |place: Place<'_>| place.scope.map_or("-".to_owned(), |span| file.slice(span).to_owned());
        places(&document.blocks, &file).into_iter().map(scope).collect()
    }

    #[test]
    fn a_comment_speaks_of_the_block_that_follows() {
        assert_eq!(scopes("<!-- rbc-ignore a: x -->\n\n<!-- メモ -->\n## 連絡先\n\n本文\n"), ["## 連絡先"]);
        assert_eq!(scopes("前\n<!-- rbc-ignore a: x -->\n本文の\n続き\n\n次\n"), ["本文の\n続き"]);
        let table = "| 名前 | 電話 |\n| --- | --- |\n| 田中 | |";
        assert_eq!(scopes(&format!("<!-- rbc-ignore a: x -->\n{table}\n\n後\n")), [table]);
        let code = "```bash\nrm -rf /tmp/x\n```";
        assert_eq!(scopes(&format!("<!-- rbc-ignore a: x -->\n<!-- rbc-ignore b: y -->\n{code}\n")), [code, code]);
        assert_eq!(scopes("<!-- rbc-ignore a: x --> 同じ行の文\n"), ["<!-- rbc-ignore a: x --> 同じ行の文"]);
        assert_eq!(scopes("本文\n\n<!-- rbc-ignore a: x -->\n"), ["-"]);
        assert_eq!(scopes("```\n<!-- rbc-ignore a: x -->\n```\n\n`<!-- rbc-ignore a: x -->`\n"), [""; 0]);
    }

    #[test]
    fn comments_in_lists_speak_of_the_next_block_or_item() {
        assert_eq!(scopes("<!-- rbc-ignore a: x -->\n- 一\n- 二\n"), ["- 一\n- 二"]);
        assert_eq!(scopes("- 一\n  <!-- rbc-ignore a: x -->\n- 二\n- 三\n"), ["- 二"]);
        let nested = "1. 一\n   <!-- rbc-ignore a: x -->\n   ```bash\n   ls\n   ```\n2. 二\n";
        assert_eq!(scopes(nested), ["   ```bash\n   ls\n   ```"]);
        assert_eq!(scopes("- 一\n      <!-- rbc-ignore a: x -->\n\n  本文\n"), ["  本文"]);
        assert_eq!(scopes("- 一\n  <!-- rbc-ignore a: x -->\n\n後の段落\n"), ["後の段落"]);
        assert_eq!(scopes("> <!-- rbc-ignore a: x -->\n> 引用\n"), ["> 引用"]);
    }

    #[test]
    fn comments_within_a_line_speak_of_what_they_stand_in() {
        let table = "| 名前 | 電話 |\n| --- | --- |\n| 田中 <!-- rbc-ignore a: x --> | |\n| 鈴木 | |\n";
        assert_eq!(scopes(table), ["| 田中 <!-- rbc-ignore a: x --> | |"]);
        assert_eq!(scopes("- [ ] 確認 <!-- rbc-ignore a: x -->\n- 次\n"), ["- [ ] 確認 <!-- rbc-ignore a: x -->"]);
        assert_eq!(scopes("## 節 <!-- rbc-ignore a: x -->\n\n本文\n"), ["## 節 <!-- rbc-ignore a: x -->"]);
        assert_eq!(scopes("**太字 <!-- rbc-ignore a: x -->** の\n行\n"), ["**太字 <!-- rbc-ignore a: x -->** の\n行"]);
    }
}
