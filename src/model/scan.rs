//! A text folded character by character, so that scanners need not know full-width forms and still give byte ranges.

use std::ops::Range;

/// Folded characters with the byte offset of each in the text.
#[derive(Debug)]
pub(crate) struct Scanned {
    characters: Vec<char>,
    offsets: Vec<usize>,
}

/// One character folded: full-width ASCII to ASCII, upper case to lower, all waves to `~`, all dashes to `-`.
pub(crate) fn fold(character: char) -> char {
    let narrow = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        '\u{301c}' => '~',
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '≦' => '≤',
        '≧' => '≥',
        _ => character,
    };
    narrow.to_ascii_lowercase()
}

impl Scanned {
    pub(crate) fn new(text: &str) -> Self {
        let length = text.chars().count();
        let mut characters = Vec::with_capacity(length);
        let mut offsets = Vec::with_capacity(length + 1);
        for (offset, character) in text.char_indices() {
            characters.push(fold(character));
            offsets.push(offset);
        }
        offsets.push(text.len());
        Scanned { characters, offsets }
    }

    pub(crate) fn len(&self) -> usize {
        self.characters.len()
    }

    /// The folded character; `\0` outside the text.
    pub(crate) fn at(&self, at: usize) -> char {
        self.characters.get(at).copied().unwrap_or('\0')
    }

    /// The folded character before `at`; `\0` at the start.
    pub(crate) fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\0', |before| self.at(before))
    }

    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(step, character)| self.at(at + step) == character)
    }

    /// Whether `word` ends right before `at`.
    pub(crate) fn ends(&self, at: usize, word: &str) -> bool {
        at.checked_sub(word.chars().count()).is_some_and(|start| self.is(start, word))
    }

    /// The first of `words` that stands at `at`, and where it ends.
    pub(crate) fn one_of<'w>(&self, at: usize, words: &[&'w str]) -> Option<(&'w str, usize)> {
        words.iter().find(|word| self.is(at, word)).map(|word| (*word, at + word.chars().count()))
    }

    pub(crate) fn skip_blank(&self, mut at: usize) -> usize {
        while self.at(at) == ' ' {
            at += 1;
        }
        at
    }

    /// Index behind the last character that is no blank, going back from `at`.
    pub(crate) fn back_over_blank(&self, mut at: usize) -> usize {
        while at > 0 && self.before(at) == ' ' {
            at -= 1;
        }
        at
    }

    /// A number (`1,000`, `0.5`) at `at`, and where it ends.
    #[inline]
    pub(crate) fn number(&self, at: usize) -> Option<(f64, usize)> {
        if !self.at(at).is_ascii_digit() {
            return None;
        }
        let mut end = at;
        let mut digits = String::with_capacity(16);
        while self.at(end).is_ascii_digit() || (self.at(end) == ',' && end > at && self.is_group(end + 1)) {
            if self.at(end) != ',' {
                digits.push(self.at(end));
            }
            end += 1;
        }
        if self.at(end) == '.' && self.at(end + 1).is_ascii_digit() {
            digits.push('.');
            end += 1;
            while self.at(end).is_ascii_digit() {
                digits.push(self.at(end));
                end += 1;
            }
        }
        digits.parse().ok().map(|value| (value, end))
    }

    fn is_group(&self, at: usize) -> bool {
        (0..3).all(|step| self.at(at + step).is_ascii_digit()) && !self.at(at + 3).is_ascii_digit()
    }

    /// Byte range of the characters from `start` to `end`.
    pub(crate) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let last = self.offsets.last().copied().unwrap_or(0);
        let offset = |at: usize| self.offsets.get(at).copied().unwrap_or(last);
        offset(range.start)..offset(range.end).max(offset(range.start))
    }

    /// Index of the character that holds a byte offset.
    pub(crate) fn index(&self, offset: usize) -> usize {
        self.offsets.partition_point(|&start| start < offset)
    }
}
