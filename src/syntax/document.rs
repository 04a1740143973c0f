//! The tree of a document. Spans are byte offsets into the whole file, front matter included.

use super::FrontMatter;
use crate::source::Span;

/// One Markdown document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The front matter, where the file begins with one.
    pub front_matter: Option<FrontMatter>,
    /// Blocks in source order.
    pub blocks: Vec<Block>,
}

/// A block and its place, from its first to its last byte, line end excluded.
#[derive(Debug, Clone)]
pub struct Block {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone)]
pub enum BlockKind {
    /// A heading, ATX or setext.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A block quote, a GFM alert when it has a kind.
    Quote(Option<Alert>, Vec<Block>),
    /// A list.
    List(List),
    /// A fenced or indented code block.
    Code(CodeBlock),
    /// A GFM table.
    Table(Table),
    /// `<details>`: its summary and what it hides.
    Details(Vec<Inline>, Vec<Block>),
    /// HTML that does not work here and is shown as text.
    HtmlText(Vec<Inline>),
    /// A comment, shown nowhere; its text without `<!--` and `-->`.
    Comment(String),
    /// A thematic break (also `<hr>`).
    Rule,
    /// A footnote's definition; number is its order of first reference from 1, 0 when nothing refers to it.
    Footnote(String, u32, Vec<Block>),
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Underlined with `===` or `---`.
    pub setext: bool,
    /// Its content.
    pub content: Vec<Inline>,
    /// The id that GitHub gives it, unique in the document; empty when no character of it counts.
    pub id: String,
}

/// Kind of a GFM alert (`> [!NOTE]`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

/// A list.
#[derive(Debug, Clone)]
pub struct List {
    /// Number of the first item of an ordered list.
    pub start: Option<u64>,
    /// Items in order.
    pub items: Vec<Item>,
    /// Whether items are shown without paragraphs.
    pub tight: bool,
}

/// A list item.
#[derive(Debug, Clone)]
pub struct Item {
    /// From its marker to its end.
    pub span: Span,
    /// `Some(checked)` for a task (`- [ ]`).
    pub task: Option<bool>,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A code block.
#[derive(Debug, Clone)]
pub struct CodeBlock {
    /// Whether it has fences.
    pub fenced: bool,
    /// Whether the closing fence is there (true for indented code).
    pub closed: bool,
    /// The info string, as written, trimmed.
    pub info: String,
    /// Place of the info string; empty where there is none.
    pub info_span: Span,
    /// The code, line ends as `\n`, list indentation taken off.
    pub text: String,
    /// Pieces of `text` that stand in the file byte for byte: byte offset there, byte offset in the file. Each line
    /// begins one; where a tab became blanks, the words behind it begin another.
    pub lines: Vec<(u32, u32)>,
}

impl CodeBlock {
    /// The place in the file of a byte offset in [`CodeBlock::text`].
    #[must_use]
    pub fn source_offset(&self, offset: usize) -> u32 {
        self.byte(offset).start
    }

    /// The place in the file of a byte range of [`CodeBlock::text`].
    #[must_use]
    pub fn source_span(&self, range: std::ops::Range<usize>) -> Span {
        let start = self.source_offset(range.start);
        // The end belongs to the line of the last byte inside, not to the line that begins there.
        let end = if range.end > range.start { self.byte(range.end - 1).end } else { start };
        Span { start, end: end.max(start) }
    }

    /// The place of one byte. Of blanks that were a tab all but the first are empty.
    fn byte(&self, offset: usize) -> Span {
        let at = self.lines.partition_point(|&(text, _)| text as usize <= offset).saturating_sub(1);
        let Some(&(text, source)) = self.lines.get(at) else {
            return Span { start: self.info_span.end, end: self.info_span.end };
        };
        let next = self.lines.get(at + 1).map_or(u32::MAX, |&(_, next)| next);
        let start = (source + (offset as u32).saturating_sub(text)).min(next);
        Span { start, end: (start + 1).min(next) }
    }
}

/// Alignment of a table's column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// None given.
    None,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// One for each column.
    pub alignments: Vec<Alignment>,
    /// The header row.
    pub header: Row,
    /// The rows below it.
    pub rows: Vec<Row>,
}

/// A row. It holds as many cells as are written, fewer or more than the table's columns.
#[derive(Debug, Clone)]
pub struct Row {
    /// The row, without the indentation in front.
    pub span: Span,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What stands between the pipes, blanks around it left out.
    pub span: Span,
    /// Its content.
    pub content: Vec<Inline>,
}

/// An inline and its place, delimiters included.
#[derive(Debug, Clone)]
pub struct Inline {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: InlineKind,
}

/// Where a link leads. It stands apart, so that the many pieces of plain text stay small.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Destination {
    /// As written, percent signs and entities as the parser decoded them.
    pub target: String,
    /// Title, empty where there is none.
    pub title: String,
}

/// What an inline is.
#[derive(Debug, Clone)]
pub enum InlineKind {
    /// Text, escapes and entities decoded.
    Text(String),
    /// A code span, its content.
    Code(String),
    /// `*…*`
    Emphasis(Vec<Inline>),
    /// `**…**`
    Strong(Vec<Inline>),
    /// `~~…~~`
    Strikethrough(Vec<Inline>),
    /// A link; `automatic` for `<https://…>` and bare URLs.
    Link {
        /// Where it leads.
        destination: Box<Destination>,
        /// Text.
        content: Vec<Inline>,
        /// Whether the text is the address itself.
        automatic: bool,
    },
    /// An image; `content` is its description.
    Image {
        /// Where it lies.
        destination: Box<Destination>,
        /// Description.
        content: Vec<Inline>,
    },
    /// One of the tags that work (`kbd sub sup mark`), always closed.
    Element(&'static str, Vec<Inline>),
    /// `<a id="…">` or `<a name="…">`: a place, and no element.
    Anchor(String),
    /// HTML that does not work here and is shown as text (`<pod-name>`).
    HtmlText(String),
    /// A comment, shown nowhere.
    Comment(String),
    /// A line end in the source; `true` where it shows as a space, `false` between two characters that are written
    /// without one.
    SoftBreak(bool),
    /// A line break that is meant (`<br>`, two blanks or a backslash at the line's end).
    HardBreak,
    /// `<wbr>`
    WordBreak,
    /// A reference to a footnote: its name, its number from 1, and how many references to it stand before this one.
    FootnoteReference(String, u32, u32),
}
