//! pulldown-cmark's events as the tree that is compared.

use super::tree::{Kind, Node, Tree, merged};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, OffsetIter, Options, Parser, Tag};
use std::ops::Range;

/// GitHub's extensions.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// The tree of a document. `base` is the length of its front matter.
pub(crate) fn tree(source: &str, base: usize) -> Tree {
    let events = Parser::new_ext(&source[base..], options()).into_offset_iter();
    let mut reader = Reader { source, base, events, html: Vec::new(), lists: Vec::new() };
    let blocks = reader.siblings();
    Tree { blocks, html: reader.html }
}

struct Reader<'s> {
    source: &'s str,
    base: usize,
    events: OffsetIter<'s>,
    html: Vec<Range<usize>>,
    /// Of each open list: whether words of an item stand in it without a paragraph, and whether some have one.
    lists: Vec<(bool, bool)>,
}

impl<'s> Reader<'s> {
    /// Nodes up to the end of the tag that is open.
    fn siblings(&mut self) -> Vec<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            let span = range.start + self.base..range.end + self.base;
            let leaf = |kind| Node::new(kind, span.clone(), Vec::new());
            match event {
                Event::Start(tag) => self.element(tag, span, &mut nodes),
                Event::End(_) => break,
                Event::Text(text) => {
                    let start = self.with_backslash(span.start);
                    nodes.push(Node::new(Kind::Text(text.to_string()), start..span.end, Vec::new()));
                }
                Event::Code(code) => nodes.push(leaf(Kind::CodeSpan(code.to_string()))),
                Event::Html(html) | Event::InlineHtml(html) => nodes.push(leaf(Kind::Tag(html.to_string()))),
                Event::FootnoteReference(name) => nodes.push(leaf(Kind::Reference(name.to_string()))),
                Event::SoftBreak => nodes.push(leaf(Kind::SoftBreak)),
                Event::HardBreak => nodes.push(leaf(Kind::HardBreak)),
                Event::Rule => nodes.push(leaf(Kind::Rule)),
                Event::TaskListMarker(done) => nodes.push(leaf(Kind::Item(Some(done)))),
                Event::InlineMath(_) | Event::DisplayMath(_) => unreachable!("mathematics are off"),
            }
        }
        nodes.retain(|node| !matches!(&node.kind, Kind::Tag(tag) if tag.eq_ignore_ascii_case("</a>")));
        merged(nodes)
    }

    /// An escaped character's range begins behind the backslash; ours holds it.
    fn with_backslash(&self, start: usize) -> usize {
        let before = &self.source[..start];
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        let escapes = self.source[start..].starts_with(|first: char| first.is_ascii_punctuation());
        if backslashes % 2 == 1 && escapes { start - 1 } else { start }
    }

    fn element(&mut self, tag: Tag<'s>, span: Range<usize>, into: &mut Vec<Node>) {
        let kind = match tag {
            Tag::HtmlBlock => {
                self.siblings();
                self.html.push(span);
                return;
            }
            Tag::Item => return self.item(span, into),
            Tag::CodeBlock(kind) => return self.code(&kind, span, into),
            Tag::Strikethrough if !self.source[span.clone()].starts_with("~~") => return self.tildes(span, into),
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(level as u8),
            Tag::BlockQuote(alert) => Kind::Quote(alert.map(alert_word)),
            Tag::List(start) => return self.list(start, span, into),
            Tag::FootnoteDefinition(name) => Kind::Footnote(name.to_string()),
            Tag::Table(alignments) => Kind::Table(alignments.into_iter().map(alignment_word).collect()),
            Tag::TableHead | Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strikethrough,
            Tag::Link { link_type, dest_url, title, .. } => {
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                Kind::Link { target: format!("{mail}{dest_url}"), title: title.to_string() }
            }
            Tag::Image { dest_url, title, .. } => {
                Kind::Image { target: dest_url.to_string(), title: title.to_string() }
            }
            other => unreachable!("{other:?} is off"),
        };
        let mut children = self.siblings();
        if kind == Kind::Row {
            // A cell that is not written stands at the row's end.
            let end = span.start + self.source[span.clone()].trim_end().len();
            children.retain(|cell| cell.span.start < end);
        }
        into.push(Node::new(kind, span, children));
    }

    fn list(&mut self, start: Option<u64>, span: Range<usize>, into: &mut Vec<Node>) {
        self.lists.push((false, false));
        let items = self.siblings();
        let tight = match self.lists.pop() {
            Some((true, false)) => Some(true),
            Some((false, true)) => Some(false),
            _ => None,
        };
        into.push(Node::new(Kind::List(start, tight), span, items));
    }

    /// In a tight list an item's inlines have no paragraph around them; ours do.
    fn item(&mut self, span: Range<usize>, into: &mut Vec<Node>) {
        let mut task = None;
        let mut blocks: Vec<Node> = Vec::new();
        let mut paragraph: Vec<Node> = Vec::new();
        let (mut tight, mut loose) = (false, false);
        let mut close = |paragraph: &mut Vec<Node>, blocks: &mut Vec<Node>| {
            if let Some((first, last)) = paragraph.first().zip(paragraph.last()) {
                let span = first.span.start..last.span.end;
                blocks.push(Node::new(Kind::Paragraph, span, std::mem::take(paragraph)));
                tight = true;
            }
        };
        for mut node in self.siblings() {
            if let Kind::Item(done @ Some(_)) = node.kind {
                task = done;
            } else if node.is_inline() {
                paragraph.push(node);
            } else {
                close(&mut paragraph, &mut blocks);
                loose |= node.kind == Kind::Paragraph;
                if let (Kind::Paragraph, Some(Node { kind: Kind::Item(done @ Some(_)), span, .. })) =
                    (&node.kind, node.children.first())
                {
                    task = *done;
                    node.span.start = span.end;
                    node.children.remove(0);
                }
                blocks.push(node);
            }
        }
        close(&mut paragraph, &mut blocks);
        if let Some(list) = self.lists.last_mut() {
            *list = (list.0 | tight, list.1 | loose);
        }
        into.push(Node::new(Kind::Item(task), span, blocks));
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>, span: Range<usize>, into: &mut Vec<Node>) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.trim().to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        let text = self.siblings().into_iter().map(|node| match node.kind {
            Kind::Text(text) => text,
            other => unreachable!("{other:?} in a code block"),
        });
        let text = text.collect::<String>();
        into.push(Node::new(Kind::Code { info, text }, span, Vec::new()));
    }

    /// One tilde is a tilde.
    fn tildes(&mut self, span: Range<usize>, into: &mut Vec<Node>) {
        let tilde = |at: usize| Node::new(Kind::Text("~".to_owned()), at..at + 1, Vec::new());
        into.push(tilde(span.start));
        into.extend(self.siblings());
        into.push(tilde(span.end - 1));
    }
}

fn alert_word(alert: BlockQuoteKind) -> &'static str {
    match alert {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
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
