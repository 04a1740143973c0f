//! The blocks of a document.

use std::collections::BTreeMap;

use super::boxes::Label;
use super::flag::Flag;
use super::link::Links;
use super::writer::{Html, Place};
use crate::config::Config;
use crate::emit::single::Alone;
use crate::emit::task::Keys;
use crate::emit::words::Words;
use crate::model::{Form, Runbook};
use crate::resolve::Library;
use crate::source::{SourceFile, Span};
use crate::syntax::{Alert, Block, BlockKind, Document, Heading, Inline, Item, List};

/// What a text is written for.
#[derive(Clone, Copy)]
pub(in super::super) struct Setting<'a> {
    pub(in super::super) library: &'a Library,
    pub(in super::super) config: &'a Config,
    pub(in super::super) words: &'a Words,
    /// Path within the site of the page that shows the text.
    pub(in super::super) address: &'a str,
}

/// A document that is being written.
pub(in super::super) struct Content<'a> {
    pub(super) html: Html,
    pub(super) source: &'a SourceFile,
    pub(super) runbook: &'a Runbook,
    pub(super) words: &'a Words,
    pub(super) links: Links<'a>,
    /// Whether a link is open: none may stand in another.
    pub(super) in_link: bool,
    /// Whether the text stands in a table, where room is scarce.
    pub(super) in_table: bool,
    /// Whether the text is one whose lines break between phrases only.
    pub(super) in_phrases: bool,
    /// Whether the page shows this text only, so that ids of the site's own are unique on it.
    pub(super) owns_ids: bool,
    /// Place and id of each label, in order, and the first that is not yet written.
    labels: Vec<(u32, &'a str)>,
    next_label: usize,
    /// The ids that headings were published with before, by the id of today.
    former: BTreeMap<&'a str, Vec<&'a str>>,
    /// Start of each code block and its place in the model, in order.
    pub(super) codes: Vec<(u32, usize)>,
    /// What was found in the text, in order, and the first that is not yet written.
    pub(super) flags: &'a [Flag],
    pub(super) next_flag: usize,
    footnotes: Vec<(u32, &'a [Block])>,
    /// What boxes are known by.
    pub(super) tasks: Keys,
    /// Whether the text stands in a label of a box.
    pub(super) label: Label,
    /// Whether the inline that is being written is the last of its line.
    pub(super) ends_line: bool,
}

/// A written document.
#[derive(Debug, Default)]
pub(in super::super) struct Written {
    /// The first heading, where the document begins with one of the first level.
    pub(in super::super) heading: String,
    /// All the rest.
    pub(in super::super) body: String,
    /// Whether there is a heading of the first level somewhere.
    pub(in super::super) has_title: bool,
    /// Where in the source each block of the body begins, and where in the body; in order.
    pub(super) blocks: Vec<(u32, usize)>,
    /// Places of the body that depend on the page, in order.
    pub(super) places: Vec<Place>,
}

impl<'a> Content<'a> {
    pub(in super::super) fn new(setting: Setting<'a>, runbook: &'a Runbook, source: &'a SourceFile) -> Self {
        let Setting { library, config, words, address } = setting;
        let label = |section: &&crate::model::Section| section.form == Form::Label;
        let mut labels: Vec<(u32, &str)> =
            runbook.all_sections().filter(label).map(|section| (section.span.start, section.id.as_str())).collect();
        labels.sort_unstable();
        let mut codes: Vec<(u32, usize)> =
            runbook.code_blocks.iter().enumerate().map(|(at, block)| (block.span.start, at)).collect();
        codes.sort_unstable();
        let mut former: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let at = library.position(&runbook.id);
        for (id, now) in at.into_iter().flat_map(|at| library.former.of_document(at)) {
            former.entry(now).or_default().push(id);
        }
        Content {
            html: Html::with_capacity(source.text().len() * 3),
            source,
            runbook,
            words,
            links: Links::new(library, config, runbook, address),
            in_link: false,
            in_table: false,
            in_phrases: false,
            owns_ids: true,
            labels,
            next_label: 0,
            former,
            codes,
            flags: &[],
            next_flag: 0,
            footnotes: Vec::new(),
            tasks: Keys::new(runbook),
            label: Label::None,
            ends_line: false,
        }
    }

    /// Marks what was found; the list is in order of places.
    pub(in super::super) fn with_flags(mut self, flags: &'a [Flag]) -> Self {
        self.flags = flags;
        self
    }

    /// Writes the document for a file of its own.
    pub(in super::super) fn alone(mut self, alone: &'a Alone) -> Self {
        self.links.alone = Some(alone);
        self
    }

    /// Writes the whole document.
    pub(in super::super) fn write(mut self, document: &'a Document) -> Written {
        let is_title = |block: &Block| matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 1);
        let mut blocks = document.blocks.as_slice();
        let first = blocks.iter().position(|block| !matches!(block.kind, BlockKind::Comment(_)));
        let mut written = Written { has_title: blocks.iter().any(is_title), ..Written::default() };
        if let Some(at) = first.filter(|&at| blocks.get(at).is_some_and(is_title)) {
            let (front, rest) = blocks.split_at(at + 1);
            let body = std::mem::take(&mut self.html);
            self.blocks(front);
            written.heading = std::mem::replace(&mut self.html, body).into_string();
            blocks = rest;
        }
        written.blocks.reserve(blocks.len() + 1);
        for block in blocks {
            written.blocks.push((block.span.start, self.html.len()));
            self.block(block);
        }
        written.blocks.push((u32::MAX, self.html.len()));
        self.flags(u32::MAX);
        self.write_footnotes();
        (written.body, written.places) = self.html.into_parts();
        written
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(content) => self.paragraph(None, content),
            BlockKind::HtmlText(content) => self.paragraph(Some("html-text"), content),
            BlockKind::Quote(None, blocks) => {
                self.html.open("blockquote").line();
                self.blocks(blocks);
                self.html.close("blockquote").line();
            }
            BlockKind::Quote(Some(alert), blocks) => self.alert(*alert, blocks),
            BlockKind::List(list) => self.list(list),
            BlockKind::Code(code) => self.code(block.span, code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Details(summary, blocks) => {
                self.html.open("details").line();
                self.in_phrases = true;
                self.text_element("summary", None, summary);
                self.in_phrases = false;
                self.blocks(blocks);
                self.html.close("details").line();
            }
            BlockKind::Rule => {
                self.html.open("hr").line();
            }
            // They stand at the end of the page.
            BlockKind::Footnote(_, number, blocks) => self.footnotes.push((*number, blocks)),
            BlockKind::Comment(_) => {}
        }
    }

    /// `data-source` of the text that begins at a span's start.
    pub(super) fn data_source(&mut self, span: Span) {
        let place = self.source.location(Span { start: span.start, end: span.start });
        self.html.place("data-source", place.line, place.column);
    }

    /// An element whose text is text of the source.
    fn text_element(&mut self, tag: &'static str, class: Option<&str>, content: &'a [Inline]) {
        self.open_text(tag, class, content);
        self.html.close(tag).line();
    }

    /// The same, not yet closed.
    fn open_text(&mut self, tag: &'static str, class: Option<&str>, content: &'a [Inline]) {
        self.html.start(tag);
        if let Some(class) = class {
            self.html.attribute("class", class);
        }
        if let Some(first) = content.first() {
            self.data_source(first.span);
        }
        self.html.end();
        self.inlines(content);
    }

    fn paragraph(&mut self, class: Option<&str>, content: &'a [Inline]) {
        let class = class.or_else(|| self.has_boxes(content).then_some("tasks"));
        let shown = |inline: &Inline| !matches!(inline.kind, crate::syntax::InlineKind::Comment(_));
        if content.iter().any(shown) {
            self.open_text("p", class, content);
            self.flags_of(content);
            self.html.close("p").line();
        }
    }

    fn heading(&mut self, heading: &'a Heading) {
        let tag = match heading.level {
            1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        self.html.start(tag).level(0);
        if !heading.id.is_empty() {
            self.html.attribute("id", &heading.id);
        }
        self.html.end();
        for former in self.former.get(heading.id.as_str()).into_iter().flatten() {
            self.html.start("span").attribute("id", former).end().close("span");
        }
        self.html.start("span");
        if let Some(first) = heading.content.first() {
            self.data_source(first.span);
        }
        self.html.end();
        self.in_phrases = true;
        self.inlines(&heading.content);
        self.in_phrases = false;
        self.html.close("span");
        if !heading.id.is_empty() {
            let href = format!("#{}", crate::resolve::url::fragment(&heading.id));
            self.html.start("a").attribute("class", "anchor").attribute("href", &href);
            self.html.attribute("aria-label", self.words.get("heading_link")).end().close("a");
        }
        self.flags_of(&heading.content);
        self.html.close(tag).level(1).line();
    }

    /// Writes the ids of labels that begin before `end`: a label is no element of its own.
    pub(super) fn label_anchors(&mut self, end: u32) {
        while let Some(&(start, id)) = self.labels.get(self.next_label)
            && start < end
        {
            self.html.start("span").attribute("class", "label").attribute("id", id).end().close("span");
            self.next_label += 1;
        }
    }

    fn alert(&mut self, alert: Alert, blocks: &'a [Block]) {
        let (class, word) = match alert {
            Alert::Note => ("alert alert-note", "alert_note"),
            Alert::Tip => ("alert alert-tip", "alert_tip"),
            Alert::Important => ("alert alert-important", "alert_important"),
            Alert::Warning => ("alert alert-warning", "alert_warning"),
            Alert::Caution => ("alert alert-caution", "alert_caution"),
        };
        self.html.start("div").attribute("class", class).attribute("role", "note").end().line();
        self.html.start("p").attribute("class", "alert-title").end();
        self.html.text(self.words.get(word)).close("p").line();
        self.blocks(blocks);
        self.html.close("div").line();
    }

    fn list(&mut self, list: &'a List) {
        let tag = if list.start.is_some() { "ol" } else { "ul" };
        self.html.start(tag);
        if let Some(start) = list.start.filter(|&start| start != 1) {
            self.html.attribute("start", &start.to_string());
        }
        if list.items.iter().any(|item| item.task.is_some() || self.begins_with_box(item)) {
            self.html.attribute("class", "tasks");
        }
        self.html.end().line();
        for item in &list.items {
            self.item(item, list.tight);
        }
        self.html.close(tag).line();
    }

    fn item(&mut self, item: &'a Item, tight: bool) {
        let mut blocks = item.blocks.as_slice();
        match item.task {
            Some(checked) => {
                self.html.start("li").attribute("class", "task").end();
                blocks = self.task(checked, item.span.start, blocks);
            }
            None => {
                self.html.open("li");
            }
        }
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) if tight => {
                    self.text_element("span", None, content);
                    self.flags_of(content);
                }
                _ => self.block(block),
            }
        }
        self.html.close("li").line();
    }

    /// A box with its first paragraph as its label; gives what follows.
    fn task(&mut self, checked: bool, place: u32, blocks: &'a [Block]) -> &'a [Block] {
        let label = match blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph(content), .. }, rest)) => Some((content, rest)),
            _ => None,
        };
        // Boxes of choices bring labels of their own.
        let whole = label.is_some_and(|(content, _)| self.boxes_in(content).is_empty());
        if label.is_some() {
            self.html.start("label");
            if !whole {
                self.html.attribute("class", "box");
            }
            self.html.end();
        }
        self.box_of(place, checked);
        let Some((content, rest)) = label else {
            self.html.attribute("aria-label", self.words.get("task")).end();
            return blocks;
        };
        if !whole {
            let said = self.tasks.within(Span { start: place, end: place + 1 }).first();
            let said = said.map(|mark| mark.text.clone()).unwrap_or_default();
            self.html.attribute("class", "box").attribute("aria-label", &said).end().close("label");
        } else {
            self.html.end();
        }
        self.label = if whole { Label::Around } else { Label::None };
        self.text_element("span", None, content);
        self.label = Label::None;
        if whole {
            self.html.close("label");
        }
        self.html.line();
        self.flags_of(content);
        rest
    }

    /// The box of an item at a place of the source; attributes can follow.
    pub(super) fn box_of(&mut self, place: u32, checked: bool) {
        self.html.start("input").attribute("type", "checkbox").attribute("autocomplete", "off");
        if let Some(key) = self.tasks.at(place) {
            self.html.attribute("data-task", key);
        }
        if checked {
            self.html.flag("checked");
        }
    }

    fn write_footnotes(&mut self) {
        let mut footnotes = std::mem::take(&mut self.footnotes);
        if footnotes.is_empty() {
            return;
        }
        // Those that nothing refers to stand last: their text is kept too.
        footnotes.sort_by_key(|&(number, _)| if number == 0 { u32::MAX } else { number });
        self.html.start("section").attribute("class", "footnotes").attribute("aria-label", self.words.get("footnotes"));
        self.html.end().open("ol").line();
        for (number, blocks) in footnotes {
            self.html.start("li");
            if number > 0 && self.owns_ids {
                self.html.attribute("id", &format!("RBC-footnote-{number}"));
            }
            self.html.end();
            self.blocks(blocks);
            if number > 0 {
                self.html.start("a").attribute("class", "back").attribute("href", &format!("#RBC-footnote-{number}-0"));
                self.html.attribute("aria-label", self.words.get("footnote_back")).end().close("a");
            }
            self.html.close("li").line();
        }
        self.html.close("ol").close("section").line();
        // A footnote in a footnote.
        self.footnotes.clear();
    }
}
