//! Files, spans, and the way from byte offsets to lines and columns.

use super::mask::{Masks, Secret, mask};
use super::secret::Known;
use super::unseen::unseen;
use std::sync::Arc;

/// A file of a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A place in one file: byte offsets into [`SourceFile::text`], the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte behind the last one.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end` (bytes, end exclusive).
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Span { start: start as u32, end: end as u32 }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span as a range of indices.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `offset` lies inside.
    #[must_use]
    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether no byte lies inside.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A value and the place that says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spanned<T> {
    /// What is said.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }
}

/// Lines and columns of a span: both start at 1, a column counts Unicode code points, the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// Line of the first character.
    pub line: u32,
    /// Column of the first character.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column behind the last character.
    pub end_column: u32,
}

/// In a text with very long lines the number of characters so far is kept every `CHECKPOINT` bytes, so that a column in
/// one costs no more than a short scan.
const CHECKPOINT: usize = 2048;

/// One text with its line table. Secrets in it are masked from the start, so that nothing that is made of a text can
/// hold one.
#[derive(Debug, Clone)]
pub struct SourceFile {
    path: String,
    text: String,
    line_starts: Vec<u32>,
    characters_before: Vec<u32>,
    unseen: Box<[u32]>,
    masks: Option<Box<Masks>>,
}

impl SourceFile {
    /// Takes a text (UTF-8, without BOM). `path` is relative to the project's root, with `/`.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        SourceFile::with(path, text, &Known::default())
    }

    /// Takes a text as [`SourceFile::new`] does, and masks values that are secrets of other texts too.
    #[must_use]
    pub fn with(path: impl Into<String>, text: impl Into<String>, others: &Known) -> Self {
        let text = text.into();
        match mask(&text, others) {
            None => SourceFile::plain(path.into(), text),
            Some((shown, masks)) => {
                SourceFile { masks: Some(Box::new(masks)), ..SourceFile::plain(path.into(), shown) }
            }
        }
    }

    /// The values of its secrets that stand in no other text by chance.
    #[must_use]
    pub fn unusual(&self) -> Known {
        self.masks.as_ref().map_or_else(Known::default, |masks| masks.unusual())
    }

    /// A text whose secrets, if it has any, are not looked for.
    pub(super) fn plain(path: String, text: String) -> Self {
        let line_starts = line_starts(&text);
        let characters_before = characters_before(&text, &line_starts);
        let unseen = unseen(&text);
        SourceFile { path, text, line_starts, characters_before, unseen, masks: None }
    }

    /// Path relative to the project's root, with `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text without BOM; line ends as they lie on disk, secrets masked. Spans are places in it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Characters that no reader sees, with their places, in order: controls, invisible ones, what turns the direction
    /// of a text. At most a few thousand.
    pub fn unseen(&self) -> impl Iterator<Item = (char, Span)> {
        self.unseen.iter().filter_map(|&at| {
            let character = self.text.get(at as usize..)?.chars().next()?;
            Some((character, Span::new(at as usize, at as usize + character.len_utf8())))
        })
    }

    /// Whether a reader sees every character of the text.
    #[must_use]
    pub fn is_seen(&self) -> bool {
        self.unseen.is_empty()
    }

    /// The secrets that are masked in the text, in order.
    #[must_use]
    pub fn secrets(&self) -> &[Secret] {
        self.masks.as_ref().map_or(&[], |masks| &masks.secrets)
    }

    /// The text with its secrets, as it lies on disk without BOM: only for what writes the file back.
    #[must_use]
    pub fn written(&self) -> &str {
        self.masks.as_ref().map_or(&self.text, |masks| masks.written())
    }

    /// The place in [`SourceFile::written`] of a place in the text; `None` where it touches a masked part.
    #[must_use]
    pub fn written_span(&self, span: Span) -> Option<Span> {
        self.masks.as_ref().map_or(Some(span), |masks| masks.written_span(span))
    }

    /// The text of a span; cut inwards to character boundaries and to the text's length.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let end = floor(&self.text, span.end as usize);
        let start = floor(&self.text, span.start as usize).min(end);
        &self.text[start..end]
    }

    /// Number of lines (a final line end opens one more, empty line).
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// Byte offset of the start of `line` (1-based); the text's length behind the last line.
    #[must_use]
    pub fn line_start(&self, line: usize) -> usize {
        self.line_starts.get(line.saturating_sub(1)).map_or(self.text.len(), |&start| start as usize)
    }

    /// Line (1-based) of a byte offset.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        self.line_starts.partition_point(|&start| start <= offset) as u32
    }

    /// Text of `line` (1-based) without its line end.
    #[must_use]
    pub fn line_text(&self, line: usize) -> &str {
        let start = self.line_start(line);
        let end = self.line_start(line + 1);
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// Lines and columns of a span.
    #[must_use]
    pub fn location(&self, span: Span) -> Location {
        let (line, column) = self.position(span.start);
        let (end_line, end_column) = if span.end == span.start { (line, column) } else { self.position(span.end) };
        Location { line, column, end_line, end_column }
    }

    /// The span of lines and columns: the other way round of [`SourceFile::location`]. What lies behind a line's end is
    /// its end.
    #[must_use]
    pub fn span(&self, location: Location) -> Span {
        let start = self.offset(location.line, location.column);
        let end = self.offset(location.end_line, location.end_column);
        Span { start, end: end.max(start) }
    }

    fn offset(&self, line: u32, column: u32) -> u32 {
        let start = self.line_start(line as usize);
        let end = self.line_start(line as usize + 1);
        // What is counted begins behind the last mask that stands before the column.
        let masks = self.masks.as_ref().map_or_else(Vec::new, |masks| masks.within(start as u32, end as u32));
        let passed = masks.iter().rev().find(|mask| self.position(mask.end).1 <= column);
        let (from, counted) = passed.map_or((start, 1), |mask| (mask.end as usize, self.position(mask.end).1));
        let rest = self.text.get(from..end).unwrap_or_default();
        let nth = column.saturating_sub(counted) as usize;
        let at = from + rest.char_indices().nth(nth).map_or(rest.len(), |(at, _)| at);
        // A column within a hidden part is where the mask ends.
        let inside = masks.iter().find(|mask| from < mask.end as usize && (mask.start as usize) < at);
        inside.map_or(at as u32, |mask| mask.end)
    }

    fn position(&self, offset: u32) -> (u32, u32) {
        let offset = floor(&self.text, offset as usize);
        let line = self.line(offset as u32);
        let start = self.line_starts[line as usize - 1] as usize;
        let bytes = self.text.as_bytes();
        let column = if offset - start <= CHECKPOINT {
            characters(&bytes[start..offset])
        } else {
            self.characters_until(offset) - self.characters_until(start)
        };
        let Some(masks) = &self.masks else { return (line, column + 1) };
        let hidden = masks.characters_before(offset as u32) - masks.characters_before(start as u32);
        (line, (i64::from(column) + 1 + hidden).max(1) as u32)
    }

    fn characters_until(&self, offset: usize) -> u32 {
        let checkpoint = offset / CHECKPOINT;
        let Some(&before) = self.characters_before.get(checkpoint) else {
            return characters(self.text.as_bytes());
        };
        before + characters(&self.text.as_bytes()[checkpoint * CHECKPOINT..offset])
    }
}

/// The number of characters before each checkpoint; empty where no line is so long that one is asked for.
fn characters_before(text: &str, line_starts: &[u32]) -> Vec<u32> {
    let ends = line_starts.iter().skip(1).copied().chain([text.len() as u32]);
    if line_starts.iter().zip(ends).all(|(start, end)| (end - start) as usize <= CHECKPOINT) {
        return Vec::new();
    }
    let mut before = Vec::with_capacity(text.len() / CHECKPOINT + 1);
    let mut count = 0;
    for chunk in text.as_bytes().chunks(CHECKPOINT) {
        before.push(count);
        count += characters(chunk);
    }
    before
}

/// Largest character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    if offset >= text.len() { text.len() } else { text.floor_char_boundary(offset) }
}

fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

/// Offsets of line starts; LF, CRLF and a lone CR end a line, as CommonMark says.
pub(crate) fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    // Lines of real documents are some forty bytes long.
    let mut starts = Vec::with_capacity(text.len() / 32 + 1);
    starts.push(0);
    if memchr::memchr(b'\r', bytes).is_none() {
        starts.extend(memchr::memchr_iter(b'\n', bytes).map(|at| at as u32 + 1));
        return starts;
    }
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
            starts.push(at as u32 + 1);
        }
    }
    starts
}

/// All files of a compilation, in the fixed order in which they were found.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<Arc<SourceFile>>,
}

impl SourceMap {
    /// Adds a file.
    pub fn add(&mut self, file: impl Into<Arc<SourceFile>>) -> FileId {
        self.files.push(file.into());
        FileId(self.files.len() as u32 - 1)
    }

    /// The file of an id that this map gave out, to be kept longer than the map.
    #[must_use]
    pub fn shared(&self, id: FileId) -> &Arc<SourceFile> {
        &self.files[id.0 as usize]
    }

    /// The file of an id that this map gave out.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Every file with its id, in order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId(at as u32), file.as_ref()))
    }

    /// The values of all secrets that stand in no other text by chance.
    #[must_use]
    pub fn unusual(&self) -> Known {
        Known::joined(self.files.iter().map(|file| file.unusual()))
    }

    /// Number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points_and_lines_end_three_ways() {
        let file = SourceFile::new("a.md", "あい\r\nう\rえ🚨お\n");
        let at = |needle: &str| {
            let start = file.text().find(needle).unwrap();
            let place = file.location(Span::new(start, start + needle.len()));
            (place.line, place.column, place.end_line, place.end_column)
        };
        assert_eq!(at("い"), (1, 2, 1, 3));
        assert_eq!(at("う"), (2, 1, 2, 2));
        assert_eq!(at("お"), (3, 3, 3, 4));
    }

    #[test]
    fn lines_and_columns_lead_back_to_the_span() {
        let file = SourceFile::new("a.md", "あい\r\nう\rえ🚨お\n");
        for (start, _) in file.text().char_indices() {
            for (end, _) in file.text().char_indices().filter(|&(end, _)| end >= start) {
                let span = Span::new(start, end);
                assert_eq!(file.span(file.location(span)), span);
            }
        }
        let nowhere = Location { line: 99, column: 9, end_line: 1, end_column: 1 };
        assert_eq!(file.span(nowhere), Span::new(file.text().len(), file.text().len()));
    }

    #[test]
    fn secrets_are_masked_and_places_stay_those_of_the_file() {
        let key = ["AK", "IA", "Q3EGRU7KXW2PNT5V"].concat();
        let written = format!("一行目\n鍵 {key} と {key} の後\n三行目\n");
        let file = SourceFile::new("a.md", written.clone());
        assert_eq!(file.text(), "一行目\n鍵 AKIA•••• と AKIA•••• の後\n三行目\n");
        assert!(!format!("{file:?}").contains(&key));
        assert_eq!(file.written(), written);
        for (needle, column) in [("鍵", 1), (" と", 23), ("の後", 47)] {
            let start = file.text().find(needle).unwrap();
            let span = Span::new(start, start + needle.len());
            assert_eq!((file.location(span).line, file.location(span).column), (2, column), "{needle}");
            assert_eq!(&written[file.written_span(span).unwrap().range()], needle);
        }
        let secrets: Vec<Span> = file.secrets().iter().map(|secret| secret.span).collect();
        assert_eq!(file.slice(secrets[1]), "AKIA••••");
        let place = file.location(secrets[1]);
        assert_eq!((place.column, place.end_column), (26, 46));
        assert_eq!(file.written_span(secrets[1]), None);
        let behind = Span { start: secrets[1].end, end: secrets[1].end };
        assert_eq!(file.written_span(behind).unwrap().start as usize, written.rfind(" の後").unwrap());
        for (at, _) in file.text().char_indices().filter(|(_, letter)| *letter != '•') {
            let span = Span::new(at, at);
            assert_eq!(file.span(file.location(span)), span);
        }
        let third = file.text().find("三行目").unwrap();
        assert_eq!(file.location(Span::new(third, third + 3)).line, 3);
    }

    #[test]
    fn a_key_of_many_lines_is_masked_line_by_line() {
        let body = ["k9Xv2mQ7rT4wLp8zN3cB5", "hJ6dF1sAyE0uGqVtRiWoKx"].concat();
        let begin = ["-----", "BEGIN PRIVATE KEY-----"].concat();
        let end = ["-----", "END PRIVATE KEY-----"].concat();
        let file = SourceFile::new("a.md", format!("> {begin}\n> {body}\n> {body}\n> {end}\n後\n"));
        assert_eq!(file.text(), format!("> {begin}\n> k9Xv••••\n> ••••\n> {end}\n後\n"));
        assert_eq!(file.secrets().len(), 1);
    }

    #[test]
    fn a_long_line_has_right_columns() {
        let file = SourceFile::new("a.md", format!("x\n{}終", "長い".repeat(5000)));
        let end = file.text().len() as u32;
        assert_eq!(file.location(Span { start: end - 3, end }).column, 10_001);
    }
}
