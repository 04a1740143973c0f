//! Places of what the parser finds are right, whatever the document is.

use super::{documents, generate};
use proptest::prelude::*;
use rbc::source::Span;
use rbc::syntax::{Block, BlockKind, Bounds, CodeBlock, Inline, InlineKind, Prose, parse};

/// What is wrong with the places in a document.
struct Inspection<'s> {
    source: &'s str,
    faults: Vec<String>,
}

impl Inspection<'_> {
    fn of(source: &str) -> Vec<String> {
        let (document, _) = parse(source, Bounds::default());
        let mut inspection = Inspection { source, faults: Vec::new() };
        inspection.blocks(&document.blocks, Span::new(0, source.len()));
        inspection.faults
    }

    fn fault(&mut self, what: &str, span: Span) {
        let written = self.source.get(span.range()).unwrap_or("(no boundary)");
        self.faults.push(format!("{what} at {}..{}: {written:?}", span.start, span.end));
    }

    /// One place: on character boundaries, inside what holds it, behind its elder sibling.
    fn place(&mut self, what: &str, span: Span, parent: Span, from: &mut u32) {
        if span.start > span.end || self.source.get(span.range()).is_none() {
            self.fault(&format!("{what} is no range of text"), span);
        }
        if span.start < parent.start || span.end > parent.end {
            self.fault(&format!("{what} reaches out of its parent {parent:?}"), span);
        }
        if span.start < *from {
            self.fault(&format!("{what} begins before {from}, where its elder ends"), span);
        }
        *from = span.end.max(*from);
    }

    fn blocks(&mut self, blocks: &[Block], parent: Span) {
        let mut from = parent.start;
        for block in blocks {
            self.place("block", block.span, parent, &mut from);
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let span = block.span;
        match &block.kind {
            BlockKind::Heading(heading) => self.run(&heading.content, span),
            BlockKind::Paragraph(content) | BlockKind::HtmlText(content) => self.run(content, span),
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) => self.blocks(blocks, span),
            BlockKind::Details(summary, blocks) => {
                self.run(summary, span);
                self.blocks(blocks, span);
            }
            BlockKind::List(list) => {
                let mut from = span.start;
                for item in &list.items {
                    self.place("item", item.span, span, &mut from);
                    self.blocks(&item.blocks, item.span);
                }
            }
            BlockKind::Table(table) => {
                let mut from = span.start;
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    self.place("row", row.span, span, &mut from);
                    let mut from = row.span.start;
                    for cell in &row.cells {
                        self.place("cell", cell.span, row.span, &mut from);
                        self.run(&cell.content, cell.span);
                    }
                }
            }
            BlockKind::Code(code) => self.code(code, span),
            BlockKind::Comment(_) | BlockKind::Rule => {}
        }
    }

    /// Each character of code stands in the file where its place says; a blank may have been a tab.
    fn code(&mut self, code: &CodeBlock, parent: Span) {
        self.place("info", code.info_span, parent, &mut 0);
        for (at, character) in code.text.char_indices().filter(|&(_, character)| character != '\n') {
            let span = code.source_span(at..at + character.len_utf8());
            let written = self.source.get(span.range()).unwrap_or_default();
            let is_tab = character == ' ' && matches!(written, "\t" | "");
            if written != character.to_string() && !is_tab {
                self.fault(&format!("code {character:?} is not there"), span);
            }
            self.place("code", span, parent, &mut 0);
        }
    }

    /// The inlines of one block.
    fn run(&mut self, inlines: &[Inline], parent: Span) {
        self.inlines(inlines, parent);
        let prose = Prose::new(inlines, self.source);
        for (at, part) in prose.parts.iter().enumerate() {
            let start = part.start as usize;
            let end = prose.parts.get(at + 1).map_or(prose.text.len(), |next| next.start as usize);
            let text = &prose.text[start..end];
            if prose.span(start..end) != part.span {
                self.fault("a part of prose has another place than its text", part.span);
            }
            for (offset, character) in text.char_indices() {
                let place = prose.span(start + offset..start + offset + character.len_utf8());
                let written = self.source.get(place.range());
                if part.verbatim && written != Some(character.to_string().as_str()) {
                    self.fault(&format!("prose {character:?} is not there"), place);
                }
                if place.start < part.span.start || place.end > part.span.end || written.is_none() {
                    self.fault("a character of prose reaches out of its part", place);
                }
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline], parent: Span) {
        let mut from = parent.start;
        for inline in inlines {
            self.place("inline", inline.span, parent, &mut from);
            let Some(written) = self.source.get(inline.span.range()) else { continue };
            match &inline.kind {
                InlineKind::Text(text) => {
                    if text != written && !written.contains(['\\', '&', '\0']) {
                        self.fault(&format!("text {text:?} is not there"), inline.span);
                    }
                }
                InlineKind::Code(_) => self.delimited(inline.span, "`"),
                InlineKind::Strikethrough(content) => {
                    self.delimited(inline.span, "~~");
                    self.inlines(content, inline.span);
                }
                InlineKind::Strong(content) => {
                    let mark = if written.starts_with('_') { "__" } else { "**" };
                    self.delimited(inline.span, mark);
                    self.inlines(content, inline.span);
                }
                InlineKind::Emphasis(content) => {
                    let mark = if written.starts_with('_') { "_" } else { "*" };
                    self.delimited(inline.span, mark);
                    self.inlines(content, inline.span);
                }
                InlineKind::Image { content, .. } => {
                    if !written.starts_with("![") || !written.ends_with([')', ']']) {
                        self.fault("an image has another place", inline.span);
                    }
                    self.inlines(content, inline.span);
                }
                InlineKind::Link { content, automatic, .. } => {
                    let is_written = written.starts_with('[') && written.ends_with([')', ']']);
                    if !automatic && !is_written {
                        self.fault("a link has another place", inline.span);
                    }
                    self.inlines(content, inline.span);
                }
                InlineKind::Element(_, content) => {
                    if !written.starts_with('<') || !written.ends_with('>') {
                        self.fault("an element has another place", inline.span);
                    }
                    self.inlines(content, inline.span);
                }
                InlineKind::HtmlText(_) | InlineKind::Anchor(_) | InlineKind::Comment(_) | InlineKind::WordBreak => {
                    if !written.starts_with('<') && !written.is_empty() {
                        self.fault("a tag has another place", inline.span);
                    }
                }
                InlineKind::FootnoteReference(..) => self.delimited(inline.span, ""),
                InlineKind::SoftBreak(_) | InlineKind::HardBreak => {}
            }
        }
    }

    fn delimited(&mut self, span: Span, mark: &str) {
        let written = &self.source[span.range()];
        let (start, end) = if mark.is_empty() { ("[^", "]") } else { (mark, mark) };
        if written.len() < start.len() + end.len() || !written.starts_with(start) || !written.ends_with(end) {
            self.fault("delimiters stand elsewhere", span);
        }
    }
}

#[test]
fn places_in_documents_are_right() {
    let mut report = String::new();
    for sample in documents::all() {
        for fault in Inspection::of(&sample.text) {
            report += &format!("{}: {fault}\n", sample.path);
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// `text` with each LF as CRLF, and the tree with its places moved likewise.
fn as_lines_feed(source: &str, text: &str) -> String {
    let (document, _) = parse(source, Bounds::default());
    let crlf = source != text;
    let before = |offset: u32| -> u32 {
        if !crlf {
            return offset;
        }
        let bytes = &source.as_bytes()[..(offset as usize).min(source.len())];
        offset - bytes.iter().filter(|&&byte| byte == b'\r').count() as u32
    };
    let mut lines = String::new();
    for line in format!("{:#?}", document.blocks).lines() {
        // Places are printed as `start: 12,` and `end: 12,`; in `lines` they stand alone.
        let number = line.trim().trim_start_matches("start: ").trim_start_matches("end: ").trim_end_matches(',');
        match number.parse::<u32>() {
            Ok(offset) if line.trim().starts_with("start:") || line.trim().starts_with("end:") => {
                lines += &format!("{}\n", before(offset));
            }
            Ok(_) => lines += "number\n",
            Err(_) => lines += &format!("{line}\n"),
        }
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: generate::cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_are_right_in_any_document(text in generate::document()) {
        let faults = Inspection::of(&text);
        prop_assert!(faults.is_empty(), "{}\n{text:?}", faults.join("\n"));
    }

    #[test]
    fn line_ends_change_nothing(text in generate::lines()) {
        let crlf = text.replace('\n', "\r\n");
        prop_assert_eq!(as_lines_feed(&crlf, &text), as_lines_feed(&text, &text), "{:?}", text);
    }
}
