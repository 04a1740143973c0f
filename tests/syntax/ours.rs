//! rbc's tree in the form that is compared. What rbc does on purpose is undone here, each with its reason in
//! [`super::compare::MEANT`].

use super::tree::{Kind, Node, Tree, merged};
use rbc::syntax::{Alert, Alignment, Block, BlockKind, Bounds, Cell, Inline, InlineKind, Row, html};
use std::ops::Range;

/// The tree of a document.
pub(crate) fn tree(source: &str, bounds: Bounds) -> Tree {
    let (document, _) = rbc::syntax::parse(source, bounds);
    let mut reader = Reader { source, html: Vec::new() };
    let blocks = reader.blocks(&document.blocks);
    Tree { blocks, html: reader.html }
}

struct Reader<'s> {
    source: &'s str,
    html: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> Vec<Node> {
        let mut nodes = Vec::new();
        for block in blocks {
            self.block(block, &mut nodes);
        }
        nodes
    }

    fn block(&mut self, block: &Block, into: &mut Vec<Node>) {
        let span = block.span.range();
        let written = &self.source[span.clone()];
        let mut node = |kind, children| into.push(Node::new(kind, span.clone(), children));
        match &block.kind {
            BlockKind::Heading(heading) => node(Kind::Heading(heading.level), self.inlines(&heading.content)),
            BlockKind::Paragraph(_) if written.starts_with("<summary") => self.html.push(span),
            BlockKind::Paragraph(content) => node(Kind::Paragraph, self.inlines(content)),
            BlockKind::Quote(alert, blocks) => node(Kind::Quote(alert.map(alert_word)), self.blocks(blocks)),
            BlockKind::List(list) => {
                let items = list
                    .items
                    .iter()
                    .map(|item| Node::new(Kind::Item(item.task), item.span.range(), self.blocks(&item.blocks)));
                node(Kind::List(list.start, Some(list.tight)), items.collect());
            }
            BlockKind::Code(code) => {
                node(Kind::Code { info: code.info.clone(), text: code.text.clone() }, Vec::new());
            }
            BlockKind::Table(table) => {
                let columns = table.alignments.len();
                let rows = std::iter::once(&table.header).chain(&table.rows);
                let rows = rows.map(|row| self.row(row, columns)).collect();
                node(Kind::Table(table.alignments.iter().copied().map(alignment_word).collect()), rows);
            }
            BlockKind::Details(_, blocks) => {
                self.details(span);
                let inner = self.blocks(blocks);
                into.extend(inner);
            }
            BlockKind::HtmlText(_) | BlockKind::Comment(_) => self.html.push(span),
            BlockKind::Rule if written.starts_with('<') => self.html.push(span),
            BlockKind::Rule => node(Kind::Rule, Vec::new()),
            BlockKind::Footnote(name, _, blocks) => node(Kind::Footnote(name.clone()), self.blocks(blocks)),
        }
    }

    /// Notes the tags of `<details>` and its summary.
    fn details(&mut self, span: Range<usize>) {
        let written = self.source[span.clone()].to_ascii_lowercase();
        let open = html::tag(&written).unwrap().length;
        self.html.push(span.start..span.start + open);
        self.html.push(span.start + written.rfind("</").unwrap()..span.end);
        let behind = written[open..].trim_start_matches(['\n', '\r', ' ', '\t', '>']);
        if behind.starts_with("<summary") {
            let start = span.start + written.len() - behind.len();
            let length = behind.find("</summary>").map_or(0, |end| end + "</summary>".len());
            self.html.push(start..start + length);
        }
    }

    fn row(&self, row: &Row, columns: usize) -> Node {
        let cell = |cell: &Cell| Node::new(Kind::Cell, cell.span.range(), self.inlines(&cell.content));
        let cells = row.cells.iter().take(columns).map(cell).collect();
        Node::new(Kind::Row, row.span.range(), cells)
    }

    fn inlines(&self, inlines: &[Inline]) -> Vec<Node> {
        let mut nodes = Vec::new();
        for inline in inlines {
            self.inline(inline, &mut nodes);
        }
        nodes.retain(|node| !matches!(&node.kind, Kind::Tag(tag) if tag.eq_ignore_ascii_case("</a>")));
        merged(nodes)
    }

    fn inline(&self, inline: &Inline, into: &mut Vec<Node>) {
        let span = inline.span.range();
        let written = &self.source[span.clone()];
        let mut node = |kind, children| into.push(Node::new(kind, span.clone(), children));
        match &inline.kind {
            InlineKind::Text(text) => node(Kind::Text(text.clone()), Vec::new()),
            InlineKind::Code(code) => node(Kind::CodeSpan(code.clone()), Vec::new()),
            InlineKind::Emphasis(content) => node(Kind::Emphasis, self.inlines(content)),
            InlineKind::Strong(content) => node(Kind::Strong, self.inlines(content)),
            InlineKind::Strikethrough(content) => node(Kind::Strikethrough, self.inlines(content)),
            InlineKind::Link { content, automatic: true, .. } if !written.starts_with('<') => {
                into.extend(self.inlines(content));
            }
            InlineKind::Link { destination, content, .. } => {
                node(
                    Kind::Link { target: destination.target.clone(), title: destination.title.clone() },
                    self.inlines(content),
                );
            }
            InlineKind::Image { destination, content } => {
                node(
                    Kind::Image { target: destination.target.clone(), title: destination.title.clone() },
                    self.inlines(content),
                );
            }
            InlineKind::Element(_, content) => {
                let open = span.start + html::tag(written).unwrap().length;
                let close = span.start + written.rfind("</").unwrap();
                into.push(self.tag(span.start..open));
                into.extend(self.inlines(content));
                into.push(self.tag(close..span.end));
            }
            InlineKind::Anchor(_) | InlineKind::WordBreak | InlineKind::Comment(_) => into.push(self.tag(span)),
            InlineKind::HtmlText(text) => node(Kind::Tag(text.clone()), Vec::new()),
            InlineKind::HardBreak if written.starts_with('<') => into.push(self.tag(span)),
            InlineKind::HardBreak => node(Kind::HardBreak, Vec::new()),
            InlineKind::SoftBreak(_) => node(Kind::SoftBreak, Vec::new()),
            InlineKind::FootnoteReference(name, ..) => node(Kind::Reference(name.clone()), Vec::new()),
        }
    }

    fn tag(&self, span: Range<usize>) -> Node {
        Node::new(Kind::Tag(self.source[span.clone()].to_owned()), span, Vec::new())
    }
}

fn alert_word(alert: Alert) -> &'static str {
    match alert {
        Alert::Note => "note",
        Alert::Tip => "tip",
        Alert::Important => "important",
        Alert::Warning => "warning",
        Alert::Caution => "caution",
    }
}

fn alignment_word(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "none",
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}
