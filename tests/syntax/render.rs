//! Plain HTML of a document, as the specifications write it. HTML stays HTML here.

use rbc::syntax::{Alignment, Block, BlockKind, Bounds, Cell, Inline, InlineKind, Item, List, Row, Table, parse};

/// What becomes of bare addresses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Addresses {
    Links,
    Text,
}

pub(crate) fn html(markdown: &str, addresses: Addresses) -> String {
    let (document, _) = parse(markdown, Bounds::default());
    let mut writer = Writer { source: markdown, addresses, raw: false, output: String::new() };
    writer.blocks(&document.blocks, false);
    writer.output
}

struct Writer<'s> {
    source: &'s str,
    addresses: Addresses,
    /// Whether HTML is written.
    raw: bool,
    output: String,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block], tight: bool) {
        blocks.iter().for_each(|block| self.block(block, tight));
    }

    fn enclosed(&mut self, tag: &str, blocks: &[Block]) {
        self.output += &format!("<{tag}>\n");
        self.blocks(blocks, false);
        self.output += &format!("</{tag}>\n");
    }

    fn block(&mut self, block: &Block, tight: bool) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                self.output += &format!("<h{}>", heading.level);
                self.inlines(&heading.content);
                self.output += &format!("</h{}>\n", heading.level);
            }
            BlockKind::Paragraph(content) if tight => {
                self.inlines(content);
                self.output.push('\n');
            }
            BlockKind::Paragraph(content) => {
                self.output += "<p>";
                self.inlines(content);
                self.output += "</p>\n";
            }
            BlockKind::Quote(_, blocks) => self.enclosed("blockquote", blocks),
            BlockKind::List(list) => self.list(list),
            BlockKind::Code(code) => {
                let class = match code.info.split_whitespace().next() {
                    Some(word) => format!(" class=\"language-{}\"", escaped(word.trim_start_matches("language-"))),
                    None => String::new(),
                };
                self.output += &format!("<pre><code{class}>{}</code></pre>\n", escaped(&code.text));
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::HtmlText(content) => {
                self.raw = true;
                self.inlines(content);
                self.raw = false;
                self.output.push('\n');
            }
            BlockKind::Details(..) | BlockKind::Comment(_) => {
                self.output += &self.source[block.span.range()];
                self.output.push('\n');
            }
            BlockKind::Rule if self.source[block.span.range()].starts_with('<') => {
                self.output += &self.source[block.span.range()];
            }
            BlockKind::Rule => self.output += "<hr />\n",
            BlockKind::Footnote(..) => {}
        }
    }

    fn list(&mut self, list: &List) {
        let (open, close) = match list.start {
            Some(1) => ("<ol>".to_owned(), "</ol>"),
            Some(start) => (format!("<ol start=\"{start}\">"), "</ol>"),
            None => ("<ul>".to_owned(), "</ul>"),
        };
        self.output += &format!("{open}\n");
        list.items.iter().for_each(|item| self.item(item, list.tight));
        self.output += &format!("{close}\n");
    }

    fn item(&mut self, item: &Item, tight: bool) {
        self.output += "<li>";
        match item.task {
            Some(true) => self.output += "<input checked=\"\" disabled=\"\" type=\"checkbox\"> ",
            Some(false) => self.output += "<input disabled=\"\" type=\"checkbox\"> ",
            None => {}
        }
        self.blocks(&item.blocks, tight);
        self.output += "</li>\n";
    }

    fn table(&mut self, table: &Table) {
        self.output += "<table>\n<thead>\n";
        self.row(&table.header, "th", &table.alignments);
        self.output += "</thead>\n";
        if !table.rows.is_empty() {
            self.output += "<tbody>\n";
            table.rows.iter().for_each(|row| self.row(row, "td", &table.alignments));
            self.output += "</tbody>\n";
        }
        self.output += "</table>\n";
    }

    fn row(&mut self, row: &Row, tag: &str, alignments: &[Alignment]) {
        let empty = Cell { span: row.span, content: Vec::new() };
        self.output += "<tr>\n";
        for (at, alignment) in alignments.iter().enumerate() {
            let align = match alignment {
                Alignment::None => "",
                Alignment::Left => " align=\"left\"",
                Alignment::Center => " align=\"center\"",
                Alignment::Right => " align=\"right\"",
            };
            self.output += &format!("<{tag}{align}>");
            self.inlines(&row.cells.get(at).unwrap_or(&empty).content);
            self.output += &format!("</{tag}>\n");
        }
        self.output += "</tr>\n";
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        inlines.iter().for_each(|inline| self.inline(inline));
    }

    fn within(&mut self, tag: &str, content: &[Inline]) {
        self.output += &format!("<{tag}>");
        self.inlines(content);
        self.output += &format!("</{tag}>");
    }

    fn inline(&mut self, inline: &Inline) {
        let written = &self.source[inline.span.range()];
        match &inline.kind {
            // Words in HTML stand as they are.
            InlineKind::Text(text) if self.raw => self.output += text,
            InlineKind::Text(text) => self.output += &escaped(text),
            InlineKind::Code(text) => self.output += &format!("<code>{}</code>", escaped(text)),
            InlineKind::Emphasis(content) => self.within("em", content),
            InlineKind::Strong(content) => self.within("strong", content),
            InlineKind::Strikethrough(content) => self.within("del", content),
            InlineKind::Link { content, automatic: true, .. }
                if self.addresses == Addresses::Text && !written.starts_with('<') =>
            {
                self.inlines(content);
            }
            InlineKind::Link { destination, content, .. } => {
                self.output +=
                    &format!("<a href=\"{}\"{}>", address(&destination.target), title_of(&destination.title));
                self.inlines(content);
                self.output += "</a>";
            }
            InlineKind::Image { destination, content } => {
                let mut inner =
                    Writer { source: self.source, addresses: self.addresses, raw: false, output: String::new() };
                inner.inlines(content);
                let words = without_tags(&inner.output);
                self.output += &format!(
                    "<img src=\"{}\" alt=\"{words}\"{} />",
                    address(&destination.target),
                    title_of(&destination.title)
                );
            }
            InlineKind::HardBreak if !written.starts_with('<') => self.output += "<br />\n",
            InlineKind::SoftBreak(_) => self.output.push('\n'),
            InlineKind::FootnoteReference(..) => self.output += &escaped(written),
            InlineKind::Element(..)
            | InlineKind::HardBreak
            | InlineKind::Anchor(_)
            | InlineKind::HtmlText(_)
            | InlineKind::Comment(_)
            | InlineKind::WordBreak => self.output += written,
        }
    }
}

/// Words of an image's description, which hold no tags.
fn without_tags(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        words += before;
        let (tag, behind) = tag.split_once('>').unwrap_or(("", ""));
        words += tag.split_once("alt=\"").and_then(|(_, alt)| alt.split('"').next()).unwrap_or_default();
        rest = behind;
    }
    words + rest
}

fn title_of(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(title)) }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A target with percent signs, as the specifications write it.
fn address(target: &str) -> String {
    let mut output = String::new();
    for byte in target.bytes() {
        match byte {
            b'&' => output += "&amp;",
            b'\'' => output += "&#x27;",
            byte if byte.is_ascii_alphanumeric() || b"-_.+!*(),%#@?=;:/$~".contains(&byte) => output.push(byte as char),
            byte => output += &format!("%{byte:02X}"),
        }
    }
    output
}
