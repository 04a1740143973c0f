//! `text/look-alike-in-command`: a Cyrillic or Greek letter in a word of Latin ones.

use super::super::{Check, Context, Findings, Rule};
use super::command::{Odd, Search, characters};
use super::lines::{Slip, report};
use crate::diag::{Applicability, Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/look-alike-in-command", level: Level::Error, check: Check::Document(check) };

/// Letters with the Latin ones that they look like.
const LETTERS: &[(char, char)] = &[
    ('а', 'a'),
    ('А', 'A'),
    ('В', 'B'),
    ('с', 'c'),
    ('С', 'C'),
    ('е', 'e'),
    ('Е', 'E'),
    ('Н', 'H'),
    ('і', 'i'),
    ('І', 'I'),
    ('ј', 'j'),
    ('К', 'K'),
    ('М', 'M'),
    ('о', 'o'),
    ('О', 'O'),
    ('р', 'p'),
    ('Р', 'P'),
    ('ѕ', 's'),
    ('Ѕ', 'S'),
    ('Т', 'T'),
    ('х', 'x'),
    ('Х', 'X'),
    ('у', 'y'),
    ('ԁ', 'd'),
    ('ո', 'n'),
    ('ɡ', 'g'),
    ('ο', 'o'),
    ('Ο', 'O'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ν', 'v'),
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut slips = Vec::new();
    let search = Search { wanted: |character| latin(character).is_some(), fails };
    characters(context, &search, &mut |odd| {
        if let Some(instead) = latin(odd.character) {
            slips.push(Slip::new(odd, instead));
        }
    });
    report(context, findings, slips, Applicability::Unsafe, &|character| {
        let message = Message::new("text-look-alike-in-command").with("letter", character);
        let help = Message::new("text-look-alike-in-command-help").with("latin", latin(character).unwrap_or(character));
        (message, help)
    });
}

fn latin(character: char) -> Option<char> {
    LETTERS.iter().find(|(letter, _)| *letter == character).map(|(_, latin)| *latin)
}

/// A word in another script is one; a word in two scripts is a slip or a trap.
fn fails(odd: &Odd<'_>) -> bool {
    let signs = |letter: char| letter.is_ascii_punctuation();
    let word = odd.word().split(signs).find(|part| part.contains(odd.character)).unwrap_or_default();
    word.contains(|letter: char| letter.is_ascii_alphabetic())
        && !word.contains(|letter: char| letter.is_alphabetic() && !letter.is_ascii() && latin(letter).is_none())
}
