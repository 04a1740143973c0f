//! What the index holds: pairs of neighbouring kana and kanji, words whole and in parts.

use super::normal::{fold, is_dense, is_hiragana, is_word};

/// Longest word that is kept whole.
const LONGEST: usize = 64;

/// How a token stands in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// Two neighbours; how many of them were hiragana.
    Pair(char, char, u8),
    /// A run of one.
    Single(char),
    /// A word, and whether it ends the text.
    Word(&'a str, bool),
    /// A part of the word before, cut at a sign or where case changes.
    Part(&'a str, bool),
    /// What follows where case changes, parts and all: HighErrorRate of CheckoutHighErrorRate, for who types it without
    /// capitals. The index holds it; a query has its words as they were typed.
    Rest(&'a str),
}

/// Hands over each token of a normalised text.
pub fn tokens(text: &[char], mut take: impl FnMut(Token<'_>)) {
    let mut at = 0;
    let mut letters = String::new();
    while let Some(&character) = text.get(at) {
        let start = at;
        if is_dense(character) {
            at = end_of(text, at, is_dense);
            dense(text.get(start..at).unwrap_or_default(), &mut take);
        } else if is_word(character) {
            at = end_of_word(text, at);
            word(text.get(start..at).unwrap_or_default(), at == text.len(), &mut letters, &mut take);
        } else {
            at += 1;
        }
    }
}

fn end_of(text: &[char], from: usize, belongs: fn(char) -> bool) -> usize {
    text.iter().skip(from).position(|&character| !belongs(character)).map_or(text.len(), |length| from + length)
}

/// A sign belongs to a word where a word goes on behind it.
fn end_of_word(text: &[char], from: usize) -> usize {
    let mut at = end_of(text, from, is_word);
    while text.get(at).is_some_and(|&sign| is_joint(sign)) && text.get(at + 1).is_some_and(|&next| is_word(next)) {
        at = end_of(text, at + 1, is_word);
    }
    at
}

fn is_joint(character: char) -> bool {
    matches!(character, '\'' | '.' | ':' | '/' | '-')
}

fn dense(run: &[char], take: &mut impl FnMut(Token<'_>)) {
    if let [single] = run {
        return take(Token::Single(fold(*single)));
    }
    for pair in run.windows(2) {
        if let [left, right] = *pair {
            let soft = u8::from(is_hiragana(left)) + u8::from(is_hiragana(right));
            take(Token::Pair(fold(left), fold(right), soft));
        }
    }
}

fn word(run: &[char], last: bool, letters: &mut String, take: &mut impl FnMut(Token<'_>)) {
    take(Token::Word(lower(run, letters), last));
    let mut start = 0;
    let mut parts = 0;
    for at in 0..=run.len() {
        let cuts = at == run.len() || !part_of(run, at) || changes(run, at);
        if !cuts {
            continue;
        }
        let ends = at == run.len();
        if let Some(part) = run.get(start..at).filter(|part| !part.is_empty() && part.len() < run.len()) {
            take(Token::Part(lower(part, letters), last && ends));
            parts += 1;
        }
        rest(run, at, letters, take);
        start = if run.get(at).is_some_and(|&sign| part_of_char(sign)) { at } else { at + 1 };
        // A dump that somebody pasted without blanks is no word.
        if parts > LONGEST {
            return;
        }
    }
}

/// The rest behind a change of case, where that is more than one part.
fn rest(run: &[char], at: usize, letters: &mut String, take: &mut impl FnMut(Token<'_>)) {
    if changes(run, at) {
        let end = end_of(run, at, part_of_char);
        if (at + 1..end).any(|further| changes(run, further)) {
            take(Token::Rest(lower(run.get(at..end).unwrap_or_default(), letters)));
        }
    }
}

fn part_of(run: &[char], at: usize) -> bool {
    run.get(at).is_some_and(|&character| part_of_char(character))
}

fn part_of_char(character: char) -> bool {
    character != '_' && is_word(character)
}

/// HighErrorRate and HTTPServer change before E, R and S.
fn changes(run: &[char], at: usize) -> bool {
    let (Some(before), Some(&here)) = (at.checked_sub(1).and_then(|at| run.get(at)), run.get(at)) else { return false };
    let after = run.get(at + 1);
    here.is_uppercase()
        && part_of_char(*before)
        && (before.is_lowercase() || (before.is_uppercase() && after.is_some_and(|after| after.is_lowercase())))
}

/// The word in small letters; `letters` is a place to write it.
fn lower<'a>(run: &[char], letters: &'a mut String) -> &'a str {
    letters.clear();
    for character in run.get(..LONGEST).unwrap_or(run) {
        if character.is_ascii() {
            letters.push(character.to_ascii_lowercase());
        } else {
            letters.extend(character.to_lowercase());
        }
    }
    letters
}
