//! The tokens of a document, counted section by section.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::index::Document;
use super::normal::{fold, is_dense, is_kana, normal};
use super::reading::{self, Readings};
use super::token::{Token, tokens};

/// Tokens of a document, counted.
#[derive(Debug, Default)]
pub struct Counted {
    /// Its words, each once.
    pub(super) words: Vec<String>,
    /// What each section holds.
    pub(super) postings: Vec<Posting>,
    /// How many tokens title, heading and text of each section have.
    pub(super) lengths: Vec<[u32; 3]>,
}

/// A section that holds a term.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    /// Of the document's words, else the characters themselves.
    pub(super) term: u64,
    /// Within the document.
    pub(super) section: u32,
    /// How often.
    pub(super) counts: Counts,
}

/// How often a term stands in title, heading, text and the heading's reading; beyond 255 nobody counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    title: u8,
    heading: u8,
    text: u8,
    reading: u8,
}

impl Counts {
    fn add(&mut self, field: u64) {
        match field {
            0 => self.title = self.title.saturating_add(1),
            1 => self.heading = self.heading.saturating_add(1),
            2 => self.text = self.text.saturating_add(1),
            _ => self.reading = self.reading.saturating_add(1),
        }
    }

    /// Once in the text.
    pub(super) fn of_text() -> Self {
        Counts { text: 1, ..Counts::default() }
    }

    /// Whether it stands there as it is written, not only as a heading is read.
    pub(super) fn is_written(self) -> bool {
        self.title > 0 || self.heading > 0 || self.text > 0
    }

    /// As numbers to calculate with.
    pub(super) fn fields(self) -> [f64; 4] {
        [self.title, self.heading, self.text, self.reading].map(f64::from)
    }
}

/// Terms of words bear this bit and a place in the list of words; others are their characters.
pub(super) const WORD: u64 = 1 << 60;

/// First characters, by which a heading is found before its second one is typed.
const FIRST: u64 = 1 << 59;

/// How a term that is no word is written.
pub(super) fn characters(term: u64) -> String {
    let character = |code: u64| char::from_u32((code & 0x1f_ffff) as u32).unwrap_or(' ');
    match (term & FIRST, (term & !FIRST) >> 21) {
        (0, 0) => character(term).to_string(),
        (0, left) => [character(left), character(term)].iter().collect(),
        _ => format!("{BEGINNING}{}", character(term)),
    }
}

/// Stands in front of what a term begins with.
pub(super) const BEGINNING: char = '^';

#[derive(Default)]
struct Counter {
    words: HashMap<String, u64, RandomState>,
    result: Counted,
    /// Terms of a section with their field in the lowest bits.
    seen: Vec<u64>,
}

impl Counter {
    fn word(&mut self, word: &str) -> u64 {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let term = WORD | self.result.words.len() as u64;
        self.result.words.push(word.to_owned());
        self.words.insert(word.to_owned(), term);
        term
    }

    fn field(&mut self, text: &[char], field: u64) -> u32 {
        let mut length = 0;
        tokens(text, |token| {
            length += u32::from(!matches!(token, Token::Rest(_)));
            let term = match token {
                Token::Pair(left, right, _) => (left as u64) << 21 | right as u64,
                Token::Single(single) => single as u64,
                Token::Word(word, _) | Token::Part(word, _) => {
                    if field == 1 {
                        self.beginnings(word);
                    }
                    self.word(word)
                }
                Token::Rest(rest) => self.word(rest),
            };
            self.seen.push(term << 2 | field);
        });
        if field == 1 {
            let firsts = text.iter().filter(|&&character| is_dense(character));
            self.seen.extend(firsts.map(|&character| (FIRST | fold(character) as u64) << 2 | 1));
        }
        length
    }

    /// Pairs of a heading's reading that are not written there, and those of kanji that iteration marks stand for.
    fn reading(&mut self, heading: &[char], readings: &Readings) {
        if !heading.iter().any(|&character| is_dense(character) && !is_kana(character)) {
            return;
        }
        let letters = readings.of(heading);
        for pair in letters.windows(2) {
            if let [left, right] = *pair
                && (left.is_read || right.is_read)
                && is_dense(left.character)
                && is_dense(right.character)
            {
                self.seen.push(((left.character as u64) << 21 | right.character as u64) << 2 | 3);
            }
        }
        let expanded = reading::expanded(heading);
        for (pair, written) in expanded.windows(2).zip(heading.windows(2)) {
            if let [left, right] = *pair
                && pair != written
                && is_dense(left)
                && is_dense(right)
            {
                self.seen.push(((fold(left) as u64) << 21 | fold(right) as u64) << 2 | 3);
            }
        }
    }

    /// The first letters of a heading's word.
    fn beginnings(&mut self, word: &str) {
        for length in [1, 2] {
            let beginning: String = std::iter::once(BEGINNING).chain(word.chars().take(length)).collect();
            let term = self.word(&beginning);
            self.seen.push(term << 2 | 1);
        }
    }

    fn section(&mut self, section: u32, length: [u32; 3]) {
        self.seen.sort_unstable();
        for entries in self.seen.chunk_by(|left, right| left >> 2 == right >> 2) {
            let Some(first) = entries.first() else { continue };
            let mut counts = Counts::default();
            entries.iter().for_each(|entry| counts.add(entry & 3));
            self.result.postings.push(Posting { term: first >> 2, section, counts });
        }
        self.seen.clear();
        self.result.lengths.push(length);
    }
}

impl Counted {
    /// Counts the tokens of a document.
    #[must_use]
    pub fn new(document: &Document, readings: &Readings) -> Self {
        let mut counter = Counter::default();
        let title = normal(&document.title);
        for (at, section) in document.sections.iter().enumerate() {
            let heading = if at == 0 { title.clone() } else { normal(&section.title) };
            let fields = [&title, &heading, &normal(&section.text)];
            let mut length = [0; 3];
            for (field, (text, length)) in fields.into_iter().zip(&mut length).enumerate() {
                *length = counter.field(text, field as u64);
            }
            counter.reading(&heading, readings);
            counter.section(at as u32, length);
        }
        counter.result
    }
}
