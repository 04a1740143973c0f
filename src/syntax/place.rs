//! Places of the inlines of a block, found by reading its source again along the tree.
//!
//! comrak's own columns go wrong behind `\|` in cells, in a paragraph that begins with link definitions, and behind a
//! link whose target or title runs over a line end. The tree itself is right, so each inline is looked for where the one
//! before has ended: a text with its escapes and entities, emphasis between its delimiters, a link with its brackets.
//! Where the source does not go along with the tree, the parser's own places stay.

use super::document::{Inline, InlineKind};
use super::origin;
use crate::source::Span;

/// A piece of the file that holds the inlines of one block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'t> {
    /// The whole file.
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many quote marks can stand in front of each line.
    pub(super) quotes: usize,
}

/// Gives inlines their places in a field; whether they could be found.
pub(super) fn inlines(inlines: &mut [Inline], field: Field<'_>) -> bool {
    let mut reader = Reader { field, at: field.start, spans: Vec::with_capacity(inlines.len()) };
    reader.blanks();
    if reader.siblings(inlines).is_none() || !reader.is_done() {
        return false;
    }
    let mut spans = reader.spans.into_iter();
    assign(inlines, field.text, &mut spans);
    true
}

/// The words of the line that begins at an offset: what stands behind the marks of containers.
pub(super) fn behind_marks(field: Field<'_>, line: usize, first: Option<&Inline>) -> usize {
    let mut reader = Reader { field, at: line, spans: Vec::new() };
    reader.marks(first);
    reader.at
}

/// How many quote marks a text begins with.
fn leading_marks(text: &str) -> usize {
    text.bytes().take_while(|byte| matches!(byte, b'>' | b' ' | b'\t')).filter(|&byte| byte == b'>').count()
}

fn content(inline: &Inline) -> &[Inline] {
    match &inline.kind {
        InlineKind::Emphasis(content)
        | InlineKind::Strong(content)
        | InlineKind::Link { content, .. }
        | InlineKind::Image { content, .. } => content,
        _ => &[],
    }
}

fn assign(inlines: &mut [Inline], text: &str, spans: &mut impl Iterator<Item = Span>) {
    for inline in inlines {
        if let Some(span) = spans.next() {
            inline.span = span;
        }
        match &mut inline.kind {
            InlineKind::Link { content, automatic, .. } => {
                *automatic = text.as_bytes().get(inline.span.start as usize) == Some(&b'<');
                assign(content, text, spans);
            }
            InlineKind::Emphasis(content) | InlineKind::Strong(content) | InlineKind::Image { content, .. } => {
                assign(content, text, spans);
            }
            _ => {}
        }
    }
}

struct Reader<'t> {
    field: Field<'t>,
    at: usize,
    /// Of each inline, itself before what it holds.
    spans: Vec<Span>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.field.text.get(self.at..self.field.end).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.rest().bytes().next()
    }

    fn take(&mut self, expected: &str) -> Option<()> {
        self.rest().starts_with(expected).then(|| self.at += expected.len())
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// Nothing is left but blanks and the closing marks of a heading.
    fn is_done(&self) -> bool {
        let rest = self.rest();
        rest.trim_start().bytes().all(|byte| matches!(byte, b'#' | b' ' | b'\t' | b'\n' | b'\r'))
    }

    /// A line end; the marks of containers in front of the next line are skipped. Gives the offset behind the line end.
    fn line_end(&mut self, next: Option<&Inline>) -> Option<usize> {
        let rest = self.rest();
        self.at += if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) };
        let end = self.at;
        if !rest.starts_with(['\n', '\r']) {
            return None;
        }
        self.marks(next);
        Some(end)
    }

    /// Quote marks and blanks in front of a line. A text can begin with marks of its own: the line goes on without those
    /// of its containers then.
    fn marks(&mut self, next: Option<&Inline>) {
        let own = match next.map(|inline| &inline.kind) {
            Some(InlineKind::Text(text)) => leading_marks(text),
            _ => 0,
        };
        let most = if own > 0 { leading_marks(self.rest()).saturating_sub(own) } else { usize::MAX };
        for _ in 0..self.field.quotes.min(most) {
            let rest = self.rest();
            let words = rest.trim_start_matches([' ', '\t']);
            if !words.starts_with('>') {
                break;
            }
            self.at += rest.len() - words.len() + 1;
        }
        self.blanks();
    }

    fn siblings(&mut self, inlines: &[Inline]) -> Option<()> {
        let mut inlines = inlines.iter().peekable();
        while let Some(inline) = inlines.next() {
            self.inline(inline, inlines.peek().copied())?;
        }
        Some(())
    }

    fn inline(&mut self, inline: &Inline, next: Option<&Inline>) -> Option<()> {
        let index = self.spans.len();
        let mut start = self.at;
        self.spans.push(Span::default());
        let mut end = None;
        match &inline.kind {
            InlineKind::Text(text) => self.text(text)?,
            InlineKind::Code(_) => self.code()?,
            InlineKind::SoftBreak(_) => {
                self.blanks();
                start = self.at;
                end = Some(self.line_end(next)?);
            }
            InlineKind::HardBreak => {
                if self.take("\\").is_none() {
                    self.blanks();
                }
                end = Some(self.line_end(next)?);
            }
            InlineKind::HtmlText(tag) => self.tag(tag)?,
            InlineKind::Emphasis(content) => self.delimited(content, 1)?,
            InlineKind::Strong(content) => self.delimited(content, 2)?,
            InlineKind::Link { .. } if self.peek() == Some(b'<') => self.address(content(inline))?,
            InlineKind::Link { content, .. } => self.link(content, "[")?,
            InlineKind::Image { content, .. } => self.link(content, "![")?,
            InlineKind::FootnoteReference(..) => {
                self.take("[^")?;
                self.at += self.rest().find(']')? + 1;
            }
            _ => return None,
        }
        let end = end.unwrap_or(self.at);
        *self.spans.get_mut(index)? = Span::new(start, end.max(start));
        Some(())
    }

    fn text(&mut self, text: &str) -> Option<()> {
        let rest = self.rest();
        // Mostly the text stands as it is.
        let is_plain = |byte: u8| byte != b'\\' && byte != b'&';
        if rest.starts_with(text) && text.bytes().all(is_plain) {
            self.at += text.len();
            return Some(());
        }
        let same = text.bytes().zip(rest.bytes()).take_while(|&(shown, written)| shown == written && is_plain(written));
        let plain = text.floor_char_boundary(same.count());
        let (mut shown, mut at) = (plain, plain);
        while shown < text.len() {
            let (more, length) = origin::decoded(rest.get(at..)?, text.get(shown..)?)?;
            shown += more;
            at += length;
        }
        self.at += at;
        Some(())
    }

    fn code(&mut self) -> Option<()> {
        let rest = self.rest();
        let fence = rest.bytes().take_while(|&byte| byte == b'`').count();
        let mut at = fence;
        loop {
            at += rest.get(at..)?.find('`')?;
            let run = rest[at..].bytes().take_while(|&byte| byte == b'`').count();
            at += run;
            if run == fence {
                self.at += at;
                return Some(());
            }
        }
    }

    /// A tag or comment, which may run over line ends.
    fn tag(&mut self, tag: &str) -> Option<()> {
        let mut rest = tag;
        while let Some(character) = rest.chars().next() {
            if matches!(character, '\n' | '\r') {
                rest = rest.strip_prefix("\r\n").unwrap_or(&rest[1..]).trim_start_matches([' ', '\t']);
                self.line_end(None)?;
                continue;
            }
            // In a cell a pipe has a backslash.
            if character == '|' && self.rest().starts_with("\\|") {
                self.at += 1;
            }
            let mut buffer = [0; 4];
            self.take(character.encode_utf8(&mut buffer))?;
            rest = &rest[character.len_utf8()..];
        }
        Some(())
    }

    fn delimited(&mut self, content: &[Inline], length: usize) -> Option<()> {
        let mark = if self.peek()? == b'_' { "__" } else { "**" }.get(..length)?;
        self.take(mark)?;
        self.siblings(content)?;
        self.take(mark)
    }

    /// `<https://…>`: its text stands between the brackets.
    fn address(&mut self, content: &[Inline]) -> Option<()> {
        self.take("<")?;
        let length = self.rest().find('>')?;
        if content.len() != 1 {
            return None;
        }
        self.spans.push(Span::new(self.at, self.at + length));
        self.at += length + 1;
        Some(())
    }

    fn link(&mut self, content: &[Inline], open: &str) -> Option<()> {
        self.take(open)?;
        self.siblings(content)?;
        self.space();
        self.take("]")?;
        let end = self.at;
        let is_whole = match self.peek() {
            Some(b'(') => self.target().is_some(),
            Some(b'[') => self.label().is_some(),
            _ => true,
        };
        if !is_whole {
            self.at = end;
        }
        Some(())
    }

    /// `(target "title")`
    fn target(&mut self) -> Option<()> {
        self.take("(")?;
        self.space();
        if self.peek() == Some(b'<') {
            self.up_to(b'>')?;
        } else {
            self.bare_target();
        }
        self.space();
        match self.peek()? {
            quote @ (b'"' | b'\'') => self.up_to(quote)?,
            b'(' => self.up_to(b')')?,
            _ => {}
        }
        self.space();
        self.take(")")
    }

    /// A target without brackets: up to a blank, or to a bracket that it did not open.
    fn bare_target(&mut self) {
        let rest = self.rest().as_bytes();
        let mut depth = 0_usize;
        let mut at = 0;
        while let Some(&byte) = rest.get(at) {
            match byte {
                b'\\' if rest.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
                b'(' => depth += 1,
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                byte if byte.is_ascii_whitespace() || byte.is_ascii_control() => break,
                _ => {}
            }
            at += 1;
        }
        self.at += at.min(rest.len());
    }

    /// From one mark to the next of the kind `close` that has no backslash.
    fn up_to(&mut self, close: u8) -> Option<()> {
        let rest = self.rest().as_bytes();
        let mut at = 1;
        while *rest.get(at)? != close {
            at += if rest[at] == b'\\' { 2 } else { 1 };
        }
        self.at += at + 1;
        Some(())
    }

    /// `[label]` behind a link's text; a label holds no other bracket.
    fn label(&mut self) -> Option<()> {
        let start = self.at;
        self.up_to(b']')?;
        let label = self.field.text.get(start + 1..self.at)?;
        let mut before = b' ';
        label.bytes().all(|byte| byte != b'[' || std::mem::replace(&mut before, byte) == b'\\').then_some(())
    }

    /// Blanks and line ends.
    fn space(&mut self) {
        self.blanks();
        while self.line_end(None).is_some() {}
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::{BlockKind, Bounds, Inline, InlineKind, Prose, parse};

    /// What stands where the parser finds the paragraph's links, code spans and text.
    fn written(text: &str) -> Vec<&str> {
        fn walk<'t>(inlines: &[Inline], text: &'t str, into: &mut Vec<&'t str>) {
            for inline in inlines {
                match &inline.kind {
                    InlineKind::SoftBreak(_) => {}
                    InlineKind::Strong(content) => walk(content, text, into),
                    _ => into.push(&text[inline.span.range()]),
                }
            }
        }
        let (document, _) = parse(text, Bounds::default());
        let mut found = Vec::new();
        for block in &document.blocks {
            match &block.kind {
                BlockKind::Paragraph(content) => walk(content, text, &mut found),
                BlockKind::Quote(_, blocks) => {
                    let Some(BlockKind::Paragraph(content)) = blocks.first().map(|block| &block.kind) else { continue };
                    walk(content, text, &mut found);
                }
                BlockKind::Table(table) => {
                    table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| walk(&cell.content, text, &mut found));
                }
                _ => {}
            }
        }
        found
    }

    #[test]
    fn behind_link_definitions() {
        assert_eq!(written("[参照]: /u \"題\"\n  手順 [参照]\n次\n"), ["手順 ", "[参照]", "次"]);
    }

    #[test]
    fn behind_links_over_line_ends() {
        let text = "> 前 [手順](\n>   ./a.md\n>   \"題\" ) の **次\n> 行** `x`\n";
        assert_eq!(written(text), ["前 ", "[手順](\n>   ./a.md\n>   \"題\" )", " の ", "次", "行", " ", "`x`"]);
    }

    #[test]
    fn in_cells_with_pipes() {
        let text = "| a |\n|---|\n| `あ\\|い` 、\\| [x](y\\|z) <b a=\"\\|\"> 終 |\n";
        assert_eq!(written(text), ["`あ\\|い`", " 、\\| ", "[x](y\\|z)", " ", "<b a=\"\\|\">", " 終"]);
    }

    #[test]
    fn escapes_belong_to_their_text() {
        assert_eq!(written("\\*あ\\* &amp;amp; **\\_い** \\\\"), ["\\*あ\\* &amp;amp; ", "\\_い", " \\\\"]);
        let text = "前 &lt;名前&gt; \\> 500ms";
        let (document, _) = parse(text, Bounds::default());
        let BlockKind::Paragraph(content) = &document.blocks[0].kind else { panic!() };
        let prose = Prose::new(content, text);
        let at = prose.text.find("500").unwrap();
        assert_eq!(&text[prose.span(at..at + 5).range()], "500ms");
        assert_eq!(&text[prose.span(at - 2..at + 5).range()], "\\> 500ms");
    }
}
