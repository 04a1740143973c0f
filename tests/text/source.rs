//! The text nodes of a document, read with another Markdown library than the one that rbc is built on.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::html::BREAK;

/// A line end of the source inside a paragraph; whether it shows is decided by its neighbours.
const SOFT: char = '\u{E000}';

/// What a document says.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// The text of one block after the other.
    pub(crate) pieces: Vec<Piece>,
}

/// The text of a block.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    pub(crate) line: u32,
    pub(crate) code: bool,
    pub(crate) text: String,
    /// Byte ranges of `text` that a page may leave out.
    pub(crate) optional: Vec<Range<usize>>,
}

/// Tags that work in a document; their names are not its text.
const WORKING: [&str; 9] = ["br", "wbr", "hr", "kbd", "sub", "sup", "mark", "details", "summary"];

struct Reader<'t> {
    said: Said,
    piece: Piece,
    lines: Vec<usize>,
    base: usize,
    html: Option<(usize, String)>,
    image: Option<(CowStr<'t>, usize)>,
}

pub(crate) fn read(text: &str) -> Said {
    let base = front_matter(text);
    let lines = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let mut reader = Reader { said: Said::default(), piece: Piece::default(), lines, base, html: None, image: None };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM;
    for (event, range) in Parser::new_ext(&text[base..], options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush();
    reader.said
}

/// Length of the front matter: from a first line `---` to the next such line.
fn front_matter(text: &str) -> usize {
    let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let mut lines = text[start..].split_inclusive('\n');
    let mut length = start;
    if lines.next().is_none_or(|first| first.trim_end() != "---") {
        return start;
    }
    length += text[start..].split_inclusive('\n').next().map_or(0, str::len);
    for line in lines {
        length += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return length;
        }
    }
    start
}

impl<'t> Reader<'t> {
    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        let start = self.base + range.start;
        match event {
            Event::Start(tag) => self.start(tag, start),
            Event::End(end) => self.end(end),
            Event::Text(text) => match &mut self.html {
                Some((_, html)) => html.push_str(&text),
                None => self.push(&text, start),
            },
            Event::Code(code) => self.push(&code, start),
            Event::Html(html) => match &mut self.html {
                Some((_, gathered)) => gathered.push_str(&html),
                None => self.html_text(&html, start),
            },
            Event::InlineHtml(html) => self.html_text(&html, start),
            Event::SoftBreak => self.piece.text.push(SOFT),
            Event::HardBreak => self.piece.text.push(BREAK),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'t>, start: usize) {
        match tag {
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some((start, String::new()));
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                self.piece.code = true;
                let fenced = matches!(kind, CodeBlockKind::Fenced(_));
                self.piece.line = self.line(start) + u32::from(fenced);
            }
            Tag::Image { dest_url, .. } => self.image = Some((dest_url, self.piece.text.len())),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::HtmlBlock => {
                if let Some((start, html)) = self.html.take() {
                    self.html_text(&html, start);
                }
                self.flush();
            }
            TagEnd::Image => {
                // A picture without a description that cannot be shown is named by its address.
                if let Some((target, from)) = self.image.take()
                    && self.piece.text.len() == from
                {
                    self.piece.text.push_str(&target);
                    self.piece.optional.push(from..self.piece.text.len());
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
            _ => self.flush(),
        }
    }

    fn push(&mut self, text: &str, start: usize) {
        if self.piece.line == 0 {
            self.piece.line = self.line(start);
        }
        self.piece.text.push_str(text);
    }

    /// HTML: comments say nothing, tags that work are no text, the rest is.
    fn html_text(&mut self, html: &str, start: usize) {
        if self.piece.line == 0 {
            self.piece.line = self.line(start);
        }
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            self.html_words(&rest[..at]);
            rest = &rest[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            let length = if works(rest) { rest.find('>').map_or(rest.len(), |end| end + 1) } else { 1 };
            let from = self.piece.text.len();
            if length > 1 {
                self.piece.text.push_str(&rest[..length]);
                self.piece.optional.push(from..self.piece.text.len());
                self.piece.text.push(BREAK);
            } else {
                self.piece.text.push('<');
            }
            rest = &rest[length..];
        }
        self.html_words(rest);
    }

    fn html_words(&mut self, words: &str) {
        for (at, line) in words.split('\n').enumerate() {
            if at > 0 {
                self.piece.text.push(BREAK);
            }
            self.piece.text.push_str(line);
        }
    }

    fn line(&self, offset: usize) -> u32 {
        self.lines.partition_point(|&start| start <= offset) as u32 + 1
    }

    fn flush(&mut self) {
        let mut piece = std::mem::take(&mut self.piece);
        if !piece.code {
            piece.text = with_line_ends(&piece.text, &mut piece.optional);
        }
        if !piece.text.is_empty() {
            self.said.pieces.push(piece);
        }
    }
}

/// Whether `text` begins with a tag that works.
fn works(text: &str) -> bool {
    let name = text.trim_start_matches('<').trim_start_matches('/');
    let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let (name, rest) = name.split_at(length);
    let place =
        name.eq_ignore_ascii_case("a") && (text.starts_with("</") || rest.contains("id=") || rest.contains("name="));
    place || WORKING.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Line ends between two Japanese characters are nothing, all others a blank.
fn with_line_ends(text: &str, optional: &mut [Range<usize>]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut moved = vec![0; text.len() + 1];
    for (at, character) in text.char_indices() {
        moved[at] = result.len();
        if character != SOFT {
            result.push(character);
            continue;
        }
        // Emphasis that only rbc sees is no neighbour.
        let before = text[..at].trim_end_matches('*').chars().next_back();
        let behind = text[at + SOFT.len_utf8()..].trim_start_matches('*').chars().next();
        if !(before.is_some_and(is_japanese) && behind.is_some_and(is_japanese)) {
            result.push(' ');
        }
    }
    moved[text.len()] = result.len();
    for range in optional {
        *range = moved[range.start]..moved[range.end];
    }
    result
}

/// Kana, kanji, their punctuation and full-width forms; not Hangul, which is written with blanks.
fn is_japanese(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}
