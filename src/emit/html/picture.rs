//! A drawing of characters as a picture: lines are lines, and each word stands at its columns, so that all of it aligns
//! whatever the fonts. Nothing in it has a colour or a style of its own: it is read by day and by night, under any policy.

use super::writer::Html;
use crate::text::width::{Ambiguous, width};

/// Width and height of a cell.
const CELL: (usize, usize) = (10, 22);

/// Where the foot of a letter stands in its cell.
const BASE: usize = 16;

/// What goes from the middle of a cell to its sides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Arms {
    up: bool,
    right: bool,
    down: bool,
    left: bool,
    /// Whether the lines are thick, or double.
    heavy: bool,
}

/// Words of a row: the first column, how many there are, and the text.
type Run<'t> = (usize, usize, &'t str);

/// Writes the picture of a drawing. `class` sets how small it may become, `name` says what it is.
pub(super) fn write(html: &mut Html, text: &str, class: &str, name: &str) {
    let rows: Vec<&str> = text.trim_end().lines().collect();
    let columns = rows.iter().map(|row| cells(row)).max().unwrap_or_default();
    let (wide, high) = (columns * CELL.0, rows.len() * CELL.1);
    html.start("svg").attribute("class", class).attribute("role", "img").attribute("aria-label", name);
    html.attribute("viewBox", &format!("0 0 {wide} {high}")).attribute("width", &wide.to_string());
    html.attribute("height", &high.to_string()).end();
    let mut light = Strokes::default();
    let mut heavy = Strokes::default();
    let mut runs = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        runs.extend(read(row, at, &mut light, &mut heavy).into_iter().map(|run| (at, run)));
    }
    for (strokes, width) in [(light, "1.5"), (heavy, "3")] {
        let path = strokes.path();
        if !path.is_empty() {
            html.start("path").attribute("d", &path).attribute("stroke-width", width).end().close("path");
        }
    }
    for (at, (column, columns, words)) in runs {
        html.start("text").attribute("x", &(column * CELL.0).to_string());
        html.attribute("y", &(at * CELL.1 + BASE).to_string());
        html.attribute("textLength", &(columns * CELL.0).to_string());
        // Japanese is never stretched; a sign that a font draws too wide is.
        if words.chars().all(|c| one(c) < 2) {
            html.attribute("lengthAdjust", "spacingAndGlyphs");
        }
        html.end().text(words).close("text");
    }
    html.close("svg").line();
}

/// Takes a row apart: its lines go into the strokes, its words are given.
fn read<'t>(row: &'t str, at: usize, light: &mut Strokes, heavy: &mut Strokes) -> Vec<Run<'t>> {
    let mut runs: Vec<Run<'t>> = Vec::new();
    // Where the words that are being read began: byte and column.
    let mut open: Option<(usize, usize)> = None;
    let mut column = 0;
    let mut close = |open: &mut Option<(usize, usize)>, end: usize| {
        if let Some((start, first)) = open.take() {
            let words = row.get(start..end).unwrap_or_default().trim_end();
            runs.push((first, cells(words), words));
        }
    };
    let mut blank = 0;
    for (byte, character) in row.char_indices() {
        match (arms(character), character) {
            (Some(arms), _) => {
                close(&mut open, byte);
                let strokes = if arms.heavy { &mut *heavy } else { &mut *light };
                strokes.add(arms, column, at);
            }
            // A single blank parts no words; what stands on both sides of a post belongs to two of them.
            (None, ' ') if blank >= 1 => close(&mut open, byte),
            (None, ' ') => {}
            (None, '|') => {
                close(&mut open, byte);
                open = Some((byte, column));
                close(&mut open, byte + 1);
            }
            _ if open.is_none() => open = Some((byte, column)),
            _ => {}
        }
        blank = if character == ' ' { blank + 1 } else { 0 };
        column += one(character);
    }
    close(&mut open, row.len());
    runs
}

/// Lines between the middles and the sides of cells, in halves of a cell.
#[derive(Default)]
struct Strokes {
    /// Row, first and last half column.
    across: Vec<(usize, usize, usize)>,
    /// Column, first and last half row.
    along: Vec<(usize, usize, usize)>,
}

impl Strokes {
    fn add(&mut self, arms: Arms, column: usize, row: usize) {
        let halves =
            |before: bool, after: bool, at: usize| (2 * at + usize::from(!before), 2 * at + 1 + usize::from(after));
        if arms.left || arms.right {
            let (from, to) = halves(arms.left, arms.right, column);
            match self.across.last_mut() {
                Some((known, _, end)) if *known == row && *end == from => *end = to,
                _ => self.across.push((row, from, to)),
            }
        }
        if arms.up || arms.down {
            let (from, to) = halves(arms.up, arms.down, row);
            self.along.push((column, from, to));
        }
    }

    /// The lines as a path: those of one column that touch are one.
    fn path(mut self) -> String {
        self.along.sort_unstable();
        let mut joined: Vec<(usize, usize, usize)> = Vec::with_capacity(self.along.len());
        for (column, from, to) in self.along {
            match joined.last_mut() {
                Some((known, _, end)) if *known == column && *end == from => *end = to,
                _ => joined.push((column, from, to)),
            }
        }
        let half = (CELL.0 / 2, CELL.1 / 2);
        let across = self
            .across
            .iter()
            .map(|&(row, from, to)| format!("M{} {}H{}", from * half.0, row * CELL.1 + half.1, to * half.0));
        let along = joined
            .iter()
            .map(|&(column, from, to)| format!("M{} {}V{}", column * CELL.0 + half.0, from * half.1, to * half.1));
        across.chain(along).collect()
    }
}

/// The sides that a line sign reaches, four letters a sign in their order of Unicode: `r` right, `l` left, `d` down, `u` up.
const SIDES: [&str; 128] = [
    "lr", "lr", "ud", "ud", "lr", "lr", "ud", "ud", "lr", "lr", "ud", "ud", "rd", "rd", "rd", "rd", //
    "ld", "ld", "ld", "ld", "ru", "ru", "ru", "ru", "lu", "lu", "lu", "lu", "udr", "udr", "udr", "udr", //
    "udr", "udr", "udr", "udr", "udl", "udl", "udl", "udl", "udl", "udl", "udl", "udl", "lrd", "lrd", "lrd",
    "lrd", //
    "lrd", "lrd", "lrd", "lrd", "lru", "lru", "lru", "lru", "lru", "lru", "lru", "lru", "udlr", "udlr", "udlr",
    "udlr", //
    "udlr", "udlr", "udlr", "udlr", "udlr", "udlr", "udlr", "udlr", "udlr", "udlr", "udlr", "udlr", //
    "lr", "lr", "ud", "ud", "lr", "ud", "rd", "rd", "rd", "ld", "ld", "ld", "ru", "ru", "ru", "lu", "lu", "lu", //
    "udr", "udr", "udr", "udl", "udl", "udl", "lrd", "lrd", "lrd", "lru", "lru", "lru", "udlr", "udlr", "udlr", //
    "rd", "ld", "lu", "ru", "", "", "", "l", "u", "r", "d", "l", "u", "r", "d", "lr", "ud", "lr", "ud",
];

/// What a sign draws; `None` for one that is written.
fn arms(character: char) -> Option<Arms> {
    let at = (character as usize).checked_sub(0x2500)?;
    let sides = SIDES.get(at).filter(|sides| !sides.is_empty())?;
    let has = |side: char| sides.contains(side);
    // Of a sign with thin and thick sides the whole is thin.
    let heavy = "━┃┏┓┗┛┣┫┳┻╋╸╹╺╻┅┇┉┋╍╏".contains(character) || matches!(at, 0x50..=0x6C);
    Some(Arms { up: has('u'), right: has('r'), down: has('d'), left: has('l'), heavy })
}

fn cells(text: &str) -> usize {
    text.chars().map(one).sum()
}

/// Columns of a character.
fn one(character: char) -> usize {
    width(character.encode_utf8(&mut [0; 4]), Ambiguous::Narrow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str) -> String {
        let mut html = Html::default();
        write(&mut html, text, "c", "図");
        html.into_string()
    }

    #[test]
    fn sides_that_meet_are_one_line() {
        let picture = drawn("┌──┬─┐\n│受│a│\n└──┴─┘\n");
        assert!(picture.contains("viewBox=\"0 0 60 66\" width=\"60\" height=\"66\""), "{picture}");
        let lines = "M5 11H55M5 55H55M5 11V55M35 11V55M55 11V55";
        assert!(picture.contains(&format!("d=\"{lines}\" stroke-width=\"1.5\"")), "{picture}");
        assert!(picture.contains("<text x=\"10\" y=\"38\" textLength=\"20\">受</text>"), "{picture}");
        assert!(picture.contains("<text x=\"40\" y=\"38\" textLength=\"10\" lengthAdjust=\"spacingAndGlyphs\">a<"));
    }

    #[test]
    fn thick_and_double_lines_are_thick() {
        assert!(drawn("╔═╗\n").contains("stroke-width=\"3\"") && drawn("┏━┓\n").contains("stroke-width=\"3\""));
        assert!(!drawn("╭─╮\n").contains("stroke-width=\"3\""));
        assert_eq!(arms('╱'), None, "a slant is written");
        assert_eq!(arms('╴').map(|arms| (arms.left, arms.right)), Some((true, false)));
    }

    #[test]
    fn words_stand_at_their_columns() {
        let runs = |row: &'static str| read(row, 0, &mut Strokes::default(), &mut Strokes::default());
        assert_eq!(runs("LB  → API 1号機"), [(0, 2, "LB"), (4, 11, "→ API 1号機")]);
        assert_eq!(runs("| 受領 | b |"), [(0, 1, "|"), (2, 4, "受領"), (7, 1, "|"), (9, 1, "b"), (11, 1, "|")]);
        assert_eq!(runs("│ が\u{3099} │  "), [(2, 2, "が\u{3099}")]);
        assert_eq!(runs("+--+"), [(0, 4, "+--+")]);
        assert_eq!(runs(""), []);
    }
}
