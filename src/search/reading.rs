//! How headings are read: 連絡先 is れんらくさき. A dictionary of words with their costs, and the cheapest way through
//! them; only the index asks, and only when it is built.

use std::sync::LazyLock;

use super::normal::{fold, is_dense, is_hiragana, is_kana, is_word};

static DATA: &[u8] = include_bytes!("readings/ipadic.bin");

/// Words that operations use and the dictionary lacks, or reads otherwise.
static OWN: &str = include_str!("readings/own.txt");

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::new(DATA, OWN));

/// Cost of what no dictionary knows: a run of letters, digits or katakana; a sign; a single kana or kanji.
const RUN: i32 = 4000;
const SIGN: i32 = 1000;
const STRANGE: i32 = 13_000;

/// Cost of own words: less than that of any other.
const OWN_COST: i32 = -4000;

/// Longest word.
const LONGEST: usize = 15;

/// A character of a reading, and whether it stands for a kanji.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// Hiragana, or what stood there.
    pub character: char,
    /// Whether it is not written so in the text.
    pub is_read: bool,
}

struct Word {
    /// Where it begins among the characters of all, and how long surface and reading are.
    start: u32,
    length: u8,
    reading: u8,
    /// How many of its characters the reading stands for: the rest is kana and reads itself.
    read: u8,
    class: u8,
    cost: i32,
}

/// Classes of what stands in no dictionary.
#[derive(Default)]
struct Classes {
    noun: u8,
    number: u8,
    sign: u8,
}

struct Dictionary {
    classes: usize,
    /// Cost of a class behind another.
    joints: Vec<i16>,
    known: Classes,
    /// Sorted by surface.
    words: Vec<Word>,
    /// Surface and reading of each word.
    characters: Vec<char>,
    /// First word of each first character.
    firsts: std::collections::HashMap<char, (u32, u32), foldhash::fast::RandomState>,
}

/// Reads the bytes that `make.py` wrote: how many classes there are, costs between them, four classes by name, words.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    fn letter(&mut self) -> Option<char> {
        let first = u32::from(self.next()?);
        let code = match first {
            0..86 => 0x3041 + first,
            86..172 => 0x30a1 + first - 86,
            0xfe => 0x3005,
            _ => 0x4e00 + ((first - 172) << 8) + u32::from(self.next()?),
        };
        char::from_u32(code)
    }

    fn pair(&mut self) -> Option<i16> {
        Some(i16::from_le_bytes([self.next()?, self.next()?]))
    }
}

impl Dictionary {
    fn new(data: &[u8], own: &str) -> Self {
        let mut dictionary = Dictionary {
            classes: 0,
            joints: Vec::new(),
            known: Classes::default(),
            words: Vec::new(),
            characters: Vec::new(),
            firsts: std::collections::HashMap::default(),
        };
        let mut bytes = Bytes(data);
        if dictionary.head(&mut bytes).is_some() {
            while dictionary.word(&mut bytes).is_some() {}
        }
        for line in own.lines().filter(|line| !line.starts_with('#')) {
            if let Some((surface, reading)) = line.split_once(' ') {
                dictionary.own(surface, reading);
            }
        }
        dictionary.sort();
        dictionary
    }

    fn head(&mut self, bytes: &mut Bytes<'_>) -> Option<()> {
        self.classes = usize::from(bytes.pair()?.unsigned_abs());
        for _ in 0..self.classes * self.classes {
            self.joints.push(bytes.pair()?);
        }
        self.known = Classes { noun: bytes.next()?, number: bytes.next()?, sign: bytes.next()? };
        Some(())
    }

    /// Lengths of what is shared with the word before and of what is not, of what is read and of its reading; the letters
    /// of both; class; cost.
    fn word(&mut self, bytes: &mut Bytes<'_>) -> Option<()> {
        let (lengths, reads) = (bytes.next()?, bytes.next()?);
        let (shared, further) = (lengths >> 4, lengths & 15);
        let start = self.characters.len();
        let last = self.words.last().map_or(start, |word| word.start as usize);
        for at in last..last + usize::from(shared) {
            let character = self.characters.get(at).copied()?;
            self.characters.push(character);
        }
        for _ in 0..further + (reads & 15) {
            self.characters.push(bytes.letter()?);
        }
        let class = bytes.next()?;
        let cost = i32::from(bytes.next()?) * 100 - 8000;
        let (length, reading, read) = (shared + further, reads & 15, reads >> 4);
        self.words.push(Word { start: start as u32, length, reading, read, class, cost });
        Some(())
    }

    fn own(&mut self, surface: &str, reading: &str) {
        let start = self.characters.len() as u32;
        let (surface, reading): (Vec<char>, Vec<char>) = (surface.chars().collect(), reading.chars().collect());
        self.characters.extend(surface.iter().chain(&reading));
        let [length, reading] = [surface.len(), reading.len()].map(|length| length.min(LONGEST) as u8);
        self.words.push(Word { start, length, reading, read: length, class: self.known.noun, cost: OWN_COST });
    }

    fn surface(&self, word: &Word) -> &[char] {
        self.characters.get(word.start as usize..word.start as usize + usize::from(word.length)).unwrap_or_default()
    }

    fn reading(&self, word: &Word) -> &[char] {
        let start = word.start as usize + usize::from(word.length);
        self.characters.get(start..start + usize::from(word.reading)).unwrap_or_default()
    }

    fn sort(&mut self) {
        let mut words = std::mem::take(&mut self.words);
        words.sort_by(|left, right| self.surface(left).cmp(self.surface(right)));
        for (at, word) in words.iter().enumerate() {
            if let Some(&first) = self.surface(word).first() {
                let range = self.firsts.entry(first).or_insert((at as u32, at as u32));
                range.1 = at as u32 + 1;
            }
        }
        self.words = words;
    }

    /// Hands over each word that begins here.
    fn beginning<'a>(&'a self, text: &[char], mut take: impl FnMut(&'a Word)) {
        let Some(&(from, to)) = text.first().and_then(|first| self.firsts.get(first)) else { return };
        let mut words = self.words.get(from as usize..to as usize).unwrap_or_default();
        for length in 1..=text.len().min(LONGEST) {
            let wanted = text.get(..length).unwrap_or_default();
            let before = words.partition_point(|word| self.surface(word) < wanted);
            words = words.get(before..).unwrap_or_default();
            let same = words.partition_point(|word| self.surface(word) == wanted);
            words.iter().take(same).for_each(&mut take);
            let further = words.partition_point(|word| self.surface(word).starts_with(wanted));
            words = words.get(same..further).unwrap_or_default();
            if words.is_empty() {
                return;
            }
        }
    }

    fn joint(&self, left: u8, right: u8) -> i32 {
        self.joints.get(usize::from(left) * self.classes + usize::from(right)).copied().map_or(0, i32::from)
    }
}

/// A word at a place of the text, with the cheapest way to it.
struct Step<'a> {
    word: Option<&'a Word>,
    class: u8,
    start: usize,
    cost: i32,
    before: usize,
}

/// The ways through a text.
struct Ways<'a> {
    dictionary: &'a Dictionary,
    steps: Vec<Step<'a>>,
    /// The steps that end at each place.
    ends: Vec<Vec<usize>>,
}

impl<'a> Ways<'a> {
    fn add(&mut self, start: usize, length: usize, word: Option<&'a Word>, class: u8, cost: i32) {
        let joined = |&before: &usize| {
            let step = self.steps.get(before)?;
            Some((step.cost + self.dictionary.joint(step.class, class), before))
        };
        let Some((way, before)) = self.ends.get(start).and_then(|ends| ends.iter().filter_map(joined).min()) else {
            return;
        };
        let number = self.steps.len();
        self.steps.push(Step { word, class, start, cost: way + cost, before });
        if let Some(ends) = self.ends.get_mut(start + length) {
            ends.push(number);
        }
    }

    /// What no dictionary knows.
    fn strange(&mut self, text: &[char], at: usize) {
        let Some(&first) = text.get(at) else { return };
        let run = |belongs: fn(char) -> bool| {
            text.get(at..).unwrap_or_default().iter().take_while(|&&character| belongs(character)).count()
        };
        let Classes { noun, number, sign } = self.dictionary.known;
        if first.is_ascii_digit() {
            self.add(at, run(|character| character.is_ascii_digit()), None, number, RUN);
        } else if is_kana(first) && !is_hiragana(first) {
            self.add(at, run(|character| is_kana(character) && !is_hiragana(character)), None, noun, RUN);
        } else if is_word(first) {
            self.add(at, run(|character| is_word(character) && !character.is_ascii_digit()), None, noun, RUN);
        } else if !is_dense(first) {
            self.add(at, 1, None, sign, SIGN);
        }
        if is_dense(first) {
            self.add(at, 1, None, noun, STRANGE);
        }
    }
}

/// The reading of a normalised text; its iteration marks are [`expanded`].
#[must_use]
pub fn reading(text: &[char]) -> Vec<Letter> {
    let dictionary = &*DICTIONARY;
    let steps = vec![Step { word: None, class: 0, start: 0, cost: 0, before: 0 }];
    let mut ways = Ways { dictionary, steps, ends: vec![Vec::new(); text.len() + 1] };
    if let Some(first) = ways.ends.first_mut() {
        first.push(0);
    }
    for at in 0..text.len() {
        if ways.ends.get(at).is_none_or(Vec::is_empty) {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        dictionary.beginning(rest, |word| ways.add(at, usize::from(word.length), Some(word), word.class, word.cost));
        ways.strange(text, at);
    }
    let cost = |&step: &usize| ways.steps.get(step).map(|step| step.cost + dictionary.joint(step.class, 0));
    let last = ways.ends.last().and_then(|ends| ends.iter().copied().min_by_key(cost));
    spoken(&ways, text, last.unwrap_or(0))
}

/// The letters of the way that ends with this step.
fn spoken(ways: &Ways<'_>, text: &[char], last: usize) -> Vec<Letter> {
    let mut path = Vec::new();
    let (mut at, mut end) = (last, text.len());
    while at > 0 {
        let Some(step) = ways.steps.get(at) else { break };
        path.push((step.word, text.get(step.start..end).unwrap_or_default()));
        (at, end) = (step.before, step.start);
    }
    let mut letters = Vec::with_capacity(text.len() * 2);
    let as_written = |character: &char| Letter { character: fold(*character), is_read: false };
    for (word, written) in path.into_iter().rev() {
        let read = word.map_or(0, |word| usize::from(word.read));
        if let Some(word) = word.filter(|word| word.read > 0) {
            let reading = ways.dictionary.reading(word).iter();
            letters.extend(reading.map(|&character| Letter { character, is_read: true }));
        }
        letters.extend(written.iter().skip(read).map(as_written));
    }
    letters
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
            ("閾値の変更", "しきいちのへんこう"),
            ("切り戻し手順", "きりもどしてじゅん"),
            ("障害対応", "しょうがいたいおう"),
            ("", ""),
            ("🐛 ", "🐛 "),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn iteration_marks_stand_for_what_is_before_them() {
        let expanded = |text: &str| expanded(&text.chars().collect::<Vec<_>>()).into_iter().collect::<String>();
        assert_eq!(expanded("時々こゝろいすゞ々"), "時時こころいすず々");
        assert_eq!(expanded("々"), "々");
    }
}
