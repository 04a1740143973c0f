//! What a page says against what its document says.

use crate::html::{BREAK, Sourced};
use crate::source::Said;

/// Where the two may differ, and why. Whatever is not here is a fault.
pub(crate) const DIFFERENCES: &[(&str, &str)] = &[
    (
        "line end between Japanese characters",
        "Japanese is written without blanks; the source's text is joined likewise",
    ),
    ("blanks at the edges of cells and lines", "Markdown takes them off: they align the source, not the text"),
    ("last line end of a code block", "the fence has to stand on a line of its own; copying leaves it out too"),
    (
        "delimiters of emphasis next to Japanese",
        "`**「重要」**です` is emphasis to rbc, asterisks to the other library",
    ),
    ("`~~`", "the other library would take a single `~` for a deletion, so that its deletions are off"),
    ("tags that work", "`<br>`, `<kbd>`, `<details>` and the like are elements; one without a partner is text"),
    ("cells beyond the columns", "the other library drops them; they are looked for in their line of the source"),
    ("signs of boxes", "□ and `[ ]` of a checklist are boxes to tick"),
    ("a picture without description", "one that cannot be shown is named by its address"),
];

/// A character with its line; blanks of code are another character than blanks of prose.
type Stream = Vec<(char, u32)>;

const EDGE: char = '\u{E002}';
const CODE_BLANK: char = '\u{E010}';
const CODE_LINE: char = '\u{E011}';

fn code(character: char) -> char {
    match character {
        ' ' => CODE_BLANK,
        '\n' => CODE_LINE,
        other => other,
    }
}

/// Adds the text of a block: no blanks at the edges of prose, no line end at the end of code.
fn add(stream: &mut Stream, text: &str, is_code: bool, first: u32) {
    stream.push((EDGE, first));
    let mut line = first;
    if is_code {
        for character in text.strip_suffix('\n').unwrap_or(text).chars() {
            stream.push((code(character), line));
            line += u32::from(character == '\n');
        }
    } else {
        for character in text.chars() {
            let character = match character {
                '\n' => ' ',
                BREAK => EDGE,
                other => other,
            };
            stream.push((character, line));
        }
    }
    stream.push((EDGE, line));
}

/// The first place where page and document differ: line, the page's text, the document's text.
pub(crate) fn difference(page: &[Sourced], said: &Said) -> Option<(u32, String, String)> {
    let mut shown = Stream::new();
    for element in page.iter().filter(|element| !element.extra) {
        add(&mut shown, &element.text, element.code, element.line);
    }
    let mut written = Stream::new();
    let mut optional = Vec::new();
    for piece in &said.pieces {
        let base = written.len() + 1;
        let place = |byte: usize| base + piece.text[..byte].chars().count();
        optional.extend(piece.optional.iter().map(|range| place(range.start)..place(range.end)));
        add(&mut written, &piece.text, piece.code, piece.line);
    }
    let (mut at, mut source) = (0, 0);
    // Whether an edge was just passed, where blanks mean nothing.
    let mut edge = true;
    let mut next_optional = optional.iter().peekable();
    loop {
        while next_optional.peek().is_some_and(|range| range.start < source) {
            next_optional.next();
        }
        if let Some(range) = next_optional.next_if(|range| range.start == source)
            && !begins(&shown[at..], &written[range.clone()])
        {
            source = range.end;
            edge = true;
            continue;
        }
        let (left, right) = (shown.get(at).map(|pair| pair.0), written.get(source).map(|pair| pair.0));
        match (left, right) {
            (None, None) => return None,
            (Some(EDGE), _) => (at, edge) = (at + 1, true),
            (_, Some(EDGE)) => (source, edge) = (source + 1, true),
            (Some(left), Some(right)) if left == right => {
                (at, source) = (at + 1, source + 1);
                edge &= left == ' ';
            }
            (Some(' '), _) if edge || ends(&written, source) => at += 1,
            (_, Some(' ')) if edge || ends(&shown, at) => source += 1,
            (_, Some('□' | '☐' | '⬜' | '☑' | '☒')) => source += 1,
            (_, Some('[')) if is_box(&written[source..]) => source += 3,
            (_, Some('*' | '_' | '~')) if is_delimiter(&written, source) => source += run(&written[source..]),
            _ => return Some(excerpt(&shown, at, &written, source)),
        }
    }
}

fn begins(stream: &[(char, u32)], with: &[(char, u32)]) -> bool {
    stream.len() >= with.len() && stream.iter().zip(with).all(|(left, right)| left.0 == right.0)
}

/// Whether only blanks stand before the next edge.
fn ends(stream: &Stream, at: usize) -> bool {
    stream[at..].iter().find(|pair| pair.0 != ' ').is_none_or(|pair| pair.0 == EDGE)
}

/// `[ ]` in a cell.
fn is_box(stream: &[(char, u32)]) -> bool {
    let mut characters = stream.iter().map(|pair| pair.0);
    matches!((characters.next(), characters.next(), characters.next()), (Some('['), Some(' ' | 'x' | 'X'), Some(']')))
}

/// Length of the run of one character.
fn run(stream: &[(char, u32)]) -> usize {
    stream.iter().take_while(|pair| pair.0 == stream[0].0).count()
}

/// `~~`, or emphasis next to a character that is not ASCII.
fn is_delimiter(stream: &Stream, at: usize) -> bool {
    let length = run(&stream[at..]);
    if stream[at].0 == '~' {
        return length == 2;
    }
    let before = at.checked_sub(1).and_then(|at| stream.get(at));
    [before, stream.get(at + length)].into_iter().flatten().any(|pair| !pair.0.is_ascii())
}

fn excerpt(shown: &Stream, at: usize, written: &Stream, source: usize) -> (u32, String, String) {
    let text = |stream: &Stream, at: usize| {
        let piece = &stream[at.saturating_sub(20).min(stream.len())..(at + 40).min(stream.len())];
        let readable = |character: char| match character {
            EDGE => '¦',
            CODE_BLANK => ' ',
            CODE_LINE => '⏎',
            other => other,
        };
        piece.iter().map(|pair| readable(pair.0)).collect::<String>()
    };
    let line = written.get(source).or(written.last()).map_or(0, |pair| pair.1);
    (line, text(shown, at), text(written, source))
}

/// Whether a cell beyond the columns stands in its line of the source, delimiters of code and emphasis aside.
pub(crate) fn stands_in_line(cell: &Sourced, text: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| !" *_`~\\<>\u{E001}".contains(*c)).collect::<String>();
    let line = text.lines().nth(cell.line as usize - 1).unwrap_or_default();
    plain(line).contains(&plain(&cell.text))
}
