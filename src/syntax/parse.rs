//! Markdown to a tree: the one file that names the Markdown crate.
//!
//! 1. Front matter is taken off and read.
//! 2. comrak parses the rest; [`Converter`] turns its tree into ours, with byte spans. Cells are split again from the
//!    source, because comrak drops those beyond the header's columns.
//! 3. Passes over our tree: HTML ([`super::html`]), `~~…~~` ([`super::strikethrough`]), bare addresses
//!    ([`super::autolink`]), line ends ([`super::line_end`]), heading ids ([`super::anchor`]), numbers of footnotes
//!    ([`super::footnote`]).
//!
//! Addresses are ours because comrak lets them swallow the Japanese behind them. Strikethrough is ours because comrak
//! pairs single tildes: in `5~10分、**約~20分**` that would cost the bold as well.

use super::bound::{Bounds, Fault};
use super::document::{
    Alert, Alignment, Block, BlockKind, Cell, CodeBlock, Destination, Document, Heading, Inline, InlineKind, Item,
    List, Row, Table,
};
use super::lines::Lines;
use super::place::Field;
use super::{bound, front_matter, line_end, lines, passes, place, quotes, row};
use crate::source::Span;
use comrak::nodes::{AlertType, AstNode, ListType, NodeHeading, NodeLink, NodeValue, Sourcepos, TableAlignment};
use comrak::{Arena, Options};

/// Reads a file's text, front matter included. Whatever the text is, a tree comes back; what passes `bounds` stays text.
#[must_use]
pub fn parse(text: &str, bounds: Bounds) -> (Document, Vec<Fault>) {
    let (front_matter, base) = front_matter::take(text);
    let mut faults = Vec::new();
    let mut document = Document { front_matter, blocks: Vec::new() };
    if let Some(span) = row::too_many_columns(&text[base..], base, bounds.table_columns) {
        faults.push(Fault { rule: "source/table-columns-limit", span, limit: bounds.table_columns });
        document.blocks.push(whole_as_code(text, base));
        return (document, faults);
    }
    if let Some(span) = quotes::too_many(&text[base..], base) {
        bound::too_deep(&mut faults, span, bounds);
        document.blocks.push(whole_as_code(text, base));
        return (document, faults);
    }
    document.blocks = blocks_of(&text[base..], text, base, bounds, &mut faults);
    if let Some(span) = passes::run(&mut document, text, bounds.nesting) {
        bound::too_deep(&mut faults, span, bounds);
    }
    bound::check(&document.blocks, text, bounds, &mut faults);
    (document, faults)
}

/// A text that is not parsed, kept as one code block.
fn whole_as_code(text: &str, base: usize) -> Block {
    let mut code = String::with_capacity(text.len() - base);
    let mut lines = Vec::new();
    let mut at = base;
    for line in line_end::lines(&text[base..]) {
        lines.push((code.len() as u32, at as u32));
        code.push_str(line.trim_end_matches(['\n', '\r']));
        code.push('\n');
        at += line.len();
    }
    let span = Span::new(base, text.len());
    let info_span = Span::new(base, base);
    let code = CodeBlock { fenced: false, closed: true, info: "text".to_owned(), info_span, text: code, lines };
    Block { span, kind: BlockKind::Code(code) }
}

/// How many places are tried for the first line of a paragraph behind link definitions. The first is right but for links
/// that run over line ends.
const MOST_TRIES: usize = 4;

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.cjk_friendly_emphasis = true;
    options.parse.leave_footnote_definitions = true;
    options
}

fn blocks_of(markdown: &str, text: &str, base: usize, bounds: Bounds, faults: &mut Vec<Fault>) -> Vec<Block> {
    let lines = Lines::new(markdown, text, base);
    // A line is a text and its end, or a block and its text. An arena that grows as it is filled takes half as much again.
    let arena = Arena::with_capacity(2 * lines.count() + 2);
    // A line end is one character for comrak: CR would stay in code spans. Lines and columns are the same.
    let root = comrak::parse_document(&arena, &line_end::unified(markdown), &options());
    let mut converter = Converter { text, lines, quotes: 0, bounds, faults };
    let mut blocks = Vec::new();
    for child in root.children() {
        converter.block(child, 0, &mut blocks);
    }
    blocks
}

/// Inlines of a piece of the file that stands on one line (a cell that comrak dropped).
fn fragment(text: &str, span: Span, bounds: Bounds, faults: &mut Vec<Fault>) -> Vec<Inline> {
    let mut blocks = blocks_of(&text[span.range()], text, span.start as usize, bounds, faults);
    match blocks.pop() {
        Some(Block { kind: BlockKind::Paragraph(content), .. }) if blocks.is_empty() => content,
        Some(_) => vec![Inline { span, kind: InlineKind::Text(text[span.range()].to_owned()) }],
        None => Vec::new(),
    }
}

type Node<'a> = &'a AstNode<'a>;

struct Converter<'t, 'f> {
    text: &'t str,
    lines: Lines<'t>,
    /// How many block quotes are open.
    quotes: usize,
    bounds: Bounds,
    faults: &'f mut Vec<Fault>,
}

impl Converter<'_, '_> {
    /// Byte span of a source position (1-based lines, 1-based byte columns, end inclusive), snapped to characters.
    fn span(&self, position: Sourcepos) -> Span {
        let (start, end) = (position.start, position.end);
        let start = self.lines.offset(start.line, start.column.saturating_sub(1));
        let end = self.lines.offset(end.line, end.column);
        let start = self.text.floor_char_boundary(start);
        Span::new(start, self.text.ceil_char_boundary(end.max(start)))
    }

    fn raw(&self, span: Span) -> Vec<Inline> {
        vec![Inline { span, kind: InlineKind::Text(self.text[span.range()].to_owned()) }]
    }

    fn children(&mut self, node: Node<'_>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::with_capacity(node.children().count());
        for child in node.children() {
            self.block(child, depth + 1, &mut blocks);
        }
        blocks
    }

    fn quoted(&mut self, node: Node<'_>, depth: usize) -> Vec<Block> {
        self.quotes += 1;
        let blocks = self.children(node, depth);
        self.quotes -= 1;
        blocks
    }

    fn block(&mut self, node: Node<'_>, depth: usize, into: &mut Vec<Block>) {
        let position = node.data().sourcepos;
        let mut span = self.span(position);
        if depth >= self.bounds.nesting {
            bound::too_deep(self.faults, span, self.bounds);
            into.push(Block { span, kind: BlockKind::Paragraph(self.raw(span)) });
            return;
        }
        let data = node.data();
        let kind = match &data.value {
            NodeValue::Heading(heading) => {
                let (start, heading) = self.heading(node, heading, position);
                span.start = start as u32;
                BlockKind::Heading(heading)
            }
            NodeValue::Paragraph => {
                let (start, content) = self.lines_of_text(node, position, false);
                span.start = start as u32;
                BlockKind::Paragraph(content)
            }
            NodeValue::BlockQuote => BlockKind::Quote(None, self.quoted(node, depth)),
            NodeValue::Alert(alert) => BlockKind::Quote(Some(alert_kind(alert.alert_type)), self.quoted(node, depth)),
            NodeValue::List(list) => {
                let start = (list.list_type == ListType::Ordered).then_some(list.start as u64);
                BlockKind::List(List { start, tight: list.tight, items: self.items(node, depth) })
            }
            NodeValue::CodeBlock(code) => BlockKind::Code(self.code(code, position)),
            NodeValue::Table(table) => BlockKind::Table(self.table(node, &table.alignments)),
            NodeValue::HtmlBlock(html) => BlockKind::HtmlText(self.html_lines(&html.literal, position)),
            NodeValue::ThematicBreak => BlockKind::Rule,
            NodeValue::FootnoteDefinition(footnote) => {
                BlockKind::Footnote(footnote.name.clone(), 0, self.children(node, depth))
            }
            _ => BlockKind::Paragraph(self.raw(span)),
        };
        let span = match &kind {
            BlockKind::List(list) => around(span, list.items.iter().map(|item| item.span)),
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) => {
                around(span, blocks.iter().map(|block| block.span))
            }
            // The parser ends an open block of an item with the item's marker.
            BlockKind::Code(code) => {
                span.to(code.info_span).to(code.source_span(0..code.text.trim_end_matches('\n').len()))
            }
            _ => span,
        };
        into.push(Block { span, kind });
    }

    fn items(&mut self, node: Node<'_>, depth: usize) -> Vec<Item> {
        let mut items = Vec::with_capacity(node.children().count());
        for child in node.children() {
            let (span, task) = {
                let data = child.data();
                let task = match &data.value {
                    NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
                    _ => None,
                };
                (self.span(data.sourcepos), task)
            };
            let blocks = self.children(child, depth);
            let span = if blocks.is_empty() {
                self.with_line(span)
            } else {
                around(span, blocks.iter().map(|block| block.span))
            };
            items.push(Item { span, task, blocks });
        }
        items
    }

    /// The parser ends an item that holds nothing but link definitions with its marker; its line belongs to it.
    fn with_line(&self, span: Span) -> Span {
        let rest = &self.text[span.end as usize..self.lines.end()];
        let line = rest.split(['\n', '\r']).next().unwrap_or_default().trim_end();
        Span { start: span.start, end: span.end + line.len() as u32 }
    }

    fn code(&self, code: &comrak::nodes::NodeCodeBlock, position: Sourcepos) -> CodeBlock {
        let first = position.start.line + usize::from(code.fenced);
        let (text, lines) = self.lines.literal(&code.literal, first);
        let (info_span, info) = self.info(code, self.span(position), position.start.line);
        CodeBlock { fenced: code.fenced, closed: !code.fenced || code.closed, info, info_span, text, lines }
    }

    /// Place and text of an info string: what stands behind the fence on its line.
    fn info(&self, code: &comrak::nodes::NodeCodeBlock, span: Span, line: usize) -> (Span, String) {
        let (start, text) = self.lines.line(line);
        let fence: String = std::iter::repeat_n(code.fence_char as char, code.fence_length.max(1)).collect();
        let info = code.info.trim().to_owned();
        let Some(at) = text.find(&fence).filter(|_| code.fenced) else {
            return (Span { start: span.start, end: span.start }, info);
        };
        let behind = &text[at + fence.len()..];
        let from = start + at + fence.len() + (behind.len() - behind.trim_start().len());
        (Span::new(from, from + behind.trim().len()), info)
    }

    /// Lines of an HTML block; what they mean is decided in `html`.
    fn html_lines(&self, literal: &str, position: Sourcepos) -> Vec<Inline> {
        let (text, pieces) = self.lines.literal(literal, position.start.line);
        let mut inlines = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let words = line.trim();
            let start = lines::place(&pieces, at + (line.len() - line.trim_start().len())).min(self.text.len());
            if at > 0 {
                inlines.push(Inline { span: Span::new(start, start), kind: InlineKind::SoftBreak(true) });
            }
            let end = start + words.len();
            if let Some(written) = self.text.get(start..end).filter(|written| !written.is_empty()) {
                let kind = InlineKind::HtmlText(written.to_owned());
                inlines.push(Inline { span: Span::new(start, end), kind });
            }
            at += line.len();
        }
        // Blank lines at the end of an open comment belong to nothing.
        let words = inlines.iter().rposition(|inline| matches!(inline.kind, InlineKind::HtmlText(_)));
        inlines.truncate(words.map_or(0, |last| last + 1));
        inlines
    }

    fn table(&mut self, node: Node<'_>, alignments: &[TableAlignment]) -> Table {
        let alignments = alignments.iter().map(|&alignment| column_alignment(alignment)).collect();
        let mut rows = node.children().map(|row| self.row(row)).collect::<Vec<_>>().into_iter();
        let empty = Row { span: self.span(node.data().sourcepos), cells: Vec::new() };
        Table { alignments, header: rows.next().unwrap_or(empty), rows: rows.collect() }
    }

    fn row(&mut self, node: Node<'_>) -> Row {
        let position = node.data().sourcepos;
        let (line_start, line) = self.lines.line(position.start.line);
        let start = line_start + position.start.column.saturating_sub(1).min(line.len());
        let start = self.text.floor_char_boundary(start);
        // A wide blank is a character of its cell.
        let written = self.text[start..line_start + line.len()].trim_end_matches([' ', '\t']);
        let span = Span::new(start, start + written.len());
        let mut parsed = node.children();
        let ranges = row::split(written);
        let mut cells = Vec::with_capacity(ranges.len());
        for range in ranges {
            let cell = Span::new(start + range.start, start + range.end);
            let content = match parsed.next() {
                Some(node) => self.cell(node, cell),
                None => fragment(self.text, cell, self.bounds, self.faults),
            };
            cells.push(Cell { span: cell, content });
        }
        Row { span, cells }
    }

    fn cell(&mut self, node: Node<'_>, span: Span) -> Vec<Inline> {
        let mut content = self.inlines(node, 0);
        let (start, end) = (span.start as usize, span.end as usize);
        place::inlines(&mut content, Field { text: self.text, start, end, quotes: 0 });
        content
    }

    /// Inlines of a paragraph or heading, and where they begin. `underline` is a line that belongs to a heading.
    fn lines_of_text(&mut self, node: Node<'_>, position: Sourcepos, underline: bool) -> (usize, Vec<Inline>) {
        let span = self.span(position);
        let mut content = self.inlines(node, 0);
        // The parser leaves blanks in front of the words that follow link definitions.
        if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut() {
            text.drain(..text.len() - text.trim_start_matches([' ', '\t']).len());
        }
        let last_line = position.end.line - usize::from(underline);
        let end = if underline { self.lines.start(position.end.line) } else { span.end as usize };
        let mut field = Field { text: self.text, start: span.start as usize, end, quotes: self.quotes };
        if place::inlines(&mut content, field) {
            return (field.start, content);
        }
        // Lines of link definitions stand in front of the words, and the parser counts lines without them.
        let seen = node.last_child().map_or(last_line, |last| last.data().sourcepos.end.line);
        let gone = last_line.saturating_sub(seen);
        for lines in (1..=gone).rev().take(MOST_TRIES) {
            field.start = place::behind_marks(field, self.lines.start(position.start.line + lines), content.first());
            if field.start < end && place::inlines(&mut content, field) {
                return (field.start, content);
            }
        }
        (span.start as usize, content)
    }

    fn heading(&mut self, node: Node<'_>, heading: &NodeHeading, position: Sourcepos) -> (usize, Heading) {
        let (level, setext, id) = (heading.level, heading.setext, String::new());
        if setext {
            let (start, content) = self.lines_of_text(node, position, position.end.line > position.start.line);
            return (start, Heading { level, setext, content, id });
        }
        let span = self.span(position);
        let mut content = self.inlines(node, 0);
        let marks = self.text[span.range()].bytes().take_while(|&byte| byte == b'#').count();
        let (start, end) = (span.start as usize + marks, span.end as usize);
        place::inlines(&mut content, Field { text: self.text, start, end, quotes: 0 });
        (span.start as usize, Heading { level, setext, content, id })
    }

    fn inlines(&mut self, node: Node<'_>, depth: usize) -> Vec<Inline> {
        let mut inlines = Vec::with_capacity(node.children().count());
        for child in node.children() {
            self.inline(child, depth, &mut inlines);
        }
        inlines
    }

    fn inline(&mut self, node: Node<'_>, depth: usize, into: &mut Vec<Inline>) {
        let span = self.span(node.data().sourcepos);
        if depth >= self.bounds.nesting {
            bound::too_deep(self.faults, span, self.bounds);
            into.push(Inline { span, kind: InlineKind::Text(self.text[span.range()].to_owned()) });
            return;
        }
        // Taken, not copied: a document is made of thousands of small texts, and nobody asks the parser's tree again.
        let value = std::mem::replace(&mut node.data_mut().value, NodeValue::Document);
        let kind = match value {
            NodeValue::Text(text) => InlineKind::Text(text.into_owned()),
            NodeValue::Code(code) => InlineKind::Code(code.literal),
            NodeValue::SoftBreak => InlineKind::SoftBreak(true),
            NodeValue::LineBreak => InlineKind::HardBreak,
            NodeValue::HtmlInline(html) => InlineKind::HtmlText(html),
            NodeValue::Emph => InlineKind::Emphasis(self.inlines(node, depth + 1)),
            NodeValue::Strong => InlineKind::Strong(self.inlines(node, depth + 1)),
            NodeValue::Link(link) => InlineKind::Link {
                destination: destination(*link),
                automatic: self.text[span.range()].starts_with('<'),
                content: self.inlines(node, depth + 1),
            },
            NodeValue::Image(image) => {
                InlineKind::Image { destination: destination(*image), content: self.inlines(node, depth + 1) }
            }
            NodeValue::FootnoteReference(reference) => InlineKind::FootnoteReference(reference.name, 0, 0),
            _ => InlineKind::Text(self.text[span.range()].to_owned()),
        };
        into.push(Inline { span, kind });
    }
}

fn destination(link: NodeLink) -> Box<Destination> {
    Box::new(Destination { target: link.url, title: link.title })
}

/// A span that holds those of its last child.
fn around(span: Span, mut children: impl DoubleEndedIterator<Item = Span>) -> Span {
    children.next_back().map_or(span, |last| span.to(last))
}

fn alert_kind(kind: AlertType) -> Alert {
    match kind {
        AlertType::Note => Alert::Note,
        AlertType::Tip => Alert::Tip,
        AlertType::Important => Alert::Important,
        AlertType::Warning => Alert::Warning,
        AlertType::Caution => Alert::Caution,
    }
}

fn column_alignment(alignment: TableAlignment) -> Alignment {
    match alignment {
        TableAlignment::None => Alignment::None,
        TableAlignment::Left => Alignment::Left,
        TableAlignment::Center => Alignment::Center,
        TableAlignment::Right => Alignment::Right,
    }
}
