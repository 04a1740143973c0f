//! How words with kanji are read: れんらくさき for 連絡先. A heading is found by its kana without a dictionary in the page.
//!
//! The words are reduced from the IPA dictionary by `readings/make.py`, which reads them as this file does. Of all ways to
//! cut a text into words the cheapest counts; suffixes and counters are dear where they do not stand behind something,
//! prefixes where they do not stand before something.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::normal::{fold, is_dense, is_kana, is_word};

/// Words, deflated; `readings/make.py` says how a line looks, and their licence lies beside it.
static DATA: &[u8] = include_bytes!("readings/words.bin");

const PER_WORD: i32 = 3000;
const MISPLACED: i32 = 5000;
const INNER: i32 = 2000;
const OKURIGANA: i32 = 1200;
const UNKNOWN: i32 = 30_000;
const COUNTED: i32 = -4000;
const STEP: i32 = 300;

/// Characters of the longest word.
const LONGEST: usize = 12;

/// Longer texts are no headings that somebody types from memory.
const MOST: usize = 120;

/// A character of a reading, and whether it stands for a kanji.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// Hiragana, or what stood there.
    pub character: char,
    /// Whether it is not written so in the text.
    pub is_read: bool,
}

/// A word.
struct Word {
    letters: Vec<char>,
    reading: String,
    /// As in the data: n, v, s, c, p, d.
    kind: char,
    cost: i32,
}

/// All words in order, and where those that begin with a character stand.
#[derive(Default)]
struct Words {
    words: Vec<Word>,
    beginnings: HashMap<char, Range<usize>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let text = miniz_oxide::inflate::decompress_to_vec_zlib(DATA).unwrap_or_default();
    Words::parse(&String::from_utf8(text).unwrap_or_default())
});

impl Words {
    fn parse(text: &str) -> Self {
        let mut all = Words::default();
        let mut before: Vec<char> = Vec::new();
        for line in text.lines() {
            let Some(word) = Words::line(line, &before) else { continue };
            before.clone_from(&word.letters);
            if let Some(&first) = word.letters.first() {
                let at = all.words.len();
                all.beginnings.entry(first).or_insert(at..at).end = at + 1;
            }
            all.words.push(word);
        }
        all
    }

    fn line(line: &str, before: &[char]) -> Option<Word> {
        let mut fields = line.split(' ');
        let (written, reading, rest) = (fields.next()?, fields.next()?, fields.next()?);
        let mut written = written.chars();
        let shared = written.next()?.to_digit(36)? as usize;
        let letters = before.get(..shared)?.iter().copied().chain(written).collect();
        let mut rest = rest.chars();
        let kind = rest.next()?;
        let cost = super::code::read(&mut rest.as_str().as_bytes()).map_or(0, |steps| steps as i32 * STEP);
        Some(Word { letters, reading: reading.to_owned(), kind, cost })
    }

    /// Words that stand at the beginning of a text.
    fn at<'a>(&'a self, text: &[char], mut act: impl FnMut(&'a Word)) {
        let Some(range) = text.first().and_then(|first| self.beginnings.get(first)) else { return };
        let mut words = self.words.get(range.clone()).unwrap_or_default();
        for length in 1..=text.len().min(LONGEST) {
            let same = words.partition_point(|word| word.letters.len() == length);
            words.iter().take(same).for_each(&mut act);
            words = words.get(same..).unwrap_or_default();
            let Some(next) = text.get(length) else { return };
            let from = words.partition_point(|word| word.letters.get(length).is_some_and(|letter| letter < next));
            words = words.get(from..).unwrap_or_default();
            let to = words.partition_point(|word| word.letters.get(length).is_some_and(|letter| letter <= next));
            words = words.get(..to).unwrap_or_default();
        }
    }
}

/// The best way to a place in the text.
#[derive(Clone, Copy, Default)]
struct Way<'a> {
    cost: i32,
    from: usize,
    /// The last word; none where a character is said as it stands.
    word: Option<&'a Word>,
}

/// A normalised text with its kanji in hiragana, as it is most likely read. Of a very long one the beginning is read.
#[must_use]
pub fn reading(text: &[char]) -> Vec<Letter> {
    let text = text.get(..MOST).unwrap_or(text);
    let mut ways: Vec<Option<Way<'_>>> = vec![None; text.len() + 1];
    if let Some(first) = ways.first_mut() {
        *first = Some(Way::default());
    }
    for (at, &letter) in text.iter().enumerate() {
        let Some(here) = ways.get(at).copied().flatten() else { continue };
        let mut step = |length: usize, cost: i32, word| {
            if let Some(way) = ways.get_mut(at + length) {
                let cost = here.cost + cost;
                if way.is_none_or(|known| cost < known.cost) {
                    *way = Some(Way { cost, from: at, word });
                }
            }
        };
        step(1, if is_kanji(letter) { UNKNOWN } else { 0 }, None);
        let before = at.checked_sub(1).and_then(|at| text.get(at)).copied();
        let rest = text.get(at..).unwrap_or_default();
        WORDS.at(rest, |word| {
            let behind = rest.get(word.letters.len()).copied();
            step(word.letters.len(), cost(word, before, behind), Some(word));
        });
    }
    spoken(&ways, text)
}

/// The letters of the best way to the end.
fn spoken(ways: &[Option<Way<'_>>], text: &[char]) -> Vec<Letter> {
    let mut parts = Vec::new();
    let mut end = text.len();
    while let Some(way) = ways.get(end).copied().flatten().filter(|way| way.from < end) {
        parts.push((way.word, text.get(way.from..end).unwrap_or_default()));
        end = way.from;
    }
    let mut letters = Vec::with_capacity(text.len() * 2);
    for (word, written) in parts.into_iter().rev() {
        let kana = written.iter().rev().take_while(|&&letter| is_kana(letter)).count();
        let read = word.map_or(0, |word| word.reading.chars().count().saturating_sub(kana));
        letters.extend(
            word.into_iter()
                .flat_map(|word| word.reading.chars())
                .take(read)
                .map(|character| Letter { character, is_read: true }),
        );
        let rest = if word.is_some() { written.len() - kana } else { 0 };
        letters.extend(written.iter().skip(rest).map(|&letter| Letter { character: fold(letter), is_read: false }));
    }
    letters
}

fn cost(word: &Word, before: Option<char>, behind: Option<char>) -> i32 {
    let okurigana = word.letters.iter().filter(|&&letter| !is_kanji(letter)).count() as i32;
    let joined = before.is_some_and(joins);
    let place = match word.kind {
        's' if !joined => MISPLACED,
        'c' if before.is_some_and(|before| before.is_numeric() && !is_kanji(before)) => COUNTED,
        'c' if before.is_some_and(|before| "数何ヶヵか一二三四五六七八九十百千万".contains(before)) => {
            0
        }
        'c' => MISPLACED + INNER,
        'p' if !behind.is_some_and(joins) => MISPLACED,
        'n' if joined && word.letters.len() == 1 => MISPLACED,
        'v' if joined && word.letters.len() == 1 => INNER,
        _ => 0,
    };
    word.cost + PER_WORD - OKURIGANA * okurigana + place
}

fn is_kanji(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '々')
}

/// Whether a word goes on over a character.
fn joins(letter: char) -> bool {
    is_kanji(letter)
        || matches!(letter, '\u{30a1}'..='\u{30fa}' | 'ー')
        || (letter.is_ascii() && is_word(letter) && letter != '_')
}

/// The text with what its iteration marks stand for: 時々 as 時時, こゝろ as こころ, いすゞ as いすず.
#[must_use]
pub fn expanded(text: &[char]) -> Vec<char> {
    let mut result: Vec<char> = Vec::with_capacity(text.len());
    for &character in text {
        let last = result.last().copied().filter(|&last| is_dense(last));
        result.push(match (character, last) {
            ('々', Some(last)) if !is_kana(last) => last,
            ('ゝ' | 'ヽ', Some(last)) if is_kana(last) => last,
            // Behind each of these stands its voiced twin.
            ('ゞ' | 'ヾ', Some(last)) if is_kana(last) => {
                let voiced = char::from_u32(u32::from(last) + 1);
                voiced.filter(|_| "かきくけこさしすせそたちつてとはひふへほ".contains(fold(last))).unwrap_or(last)
            }
            (other, _) => other,
        });
    }
    result
}

/// Readings of headings that come again and again.
#[derive(Default)]
pub struct Readings {
    known: Mutex<HashMap<Vec<char>, Arc<[Letter]>>>,
}

impl Readings {
    /// See [`reading`].
    #[must_use]
    pub fn of(&self, text: &[char]) -> Arc<[Letter]> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(letters) = known().get(text) {
            return Arc::clone(letters);
        }
        let letters: Arc<[Letter]> = reading(text).into();
        known().insert(text.to_vec(), Arc::clone(&letters));
        letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        reading(&text.chars().collect::<Vec<_>>()).into_iter().map(|letter| letter.character).collect()
    }

    #[test]
    fn headings_are_read_as_people_read_them() {
        for (text, expected) in [
            ("連絡先", "れんらくさき"),
            ("DBに繋がらない", "DBにつながらない"),
            ("切り戻し手順", "きりもどしてじゅん"),
            ("一次切り分け", "いちじきりわけ"),
            ("夜間・休日の連絡先", "やかん・きゅうじつのれんらくさき"),
            ("15分以内", "15ふんいない"),
            ("高負荷時の対応", "こうふかじのたいおう"),
            ("閾値を超えた場合", "しきいちをこえたばあい"),
            ("様々な障害", "さまざまなしょうがい"),
            ("別の手で行う", "べつのてでおこなう"),
            ("龘龘", "龘龘"),
            ("", ""),
            ("🐛 ", "🐛 "),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn only_kanji_are_read() {
        let letters = reading(&"切り戻しDB".chars().collect::<Vec<_>>());
        let said: String = letters.iter().filter(|letter| letter.is_read).map(|letter| letter.character).collect();
        assert_eq!(said, "きもど");
    }

    #[test]
    fn iteration_marks_stand_for_what_is_before_them() {
        let expanded = |text: &str| expanded(&text.chars().collect::<Vec<_>>()).into_iter().collect::<String>();
        assert_eq!(expanded("時々こゝろいすゞ々"), "時時こころいすず々");
        assert_eq!(expanded("々"), "々");
    }
}
