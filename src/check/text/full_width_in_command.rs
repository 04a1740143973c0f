//! `text/full-width-in-command`: a full-width letter, digit or sign where a command needs that of ASCII.

use super::super::{Check, Context, Findings, Rule};
use super::command::{Language, Odd, Search, characters, is_japanese};
use super::lines::{Slip, report};
use crate::diag::{Applicability, Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/full-width-in-command", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut slips = Vec::new();
    let search = Search { wanted: is_full_width, fails };
    characters(context, &search, &mut |odd| {
        slips.push(Slip::new(odd, narrow(odd.character).to_string()));
    });
    report(context, findings, slips, Applicability::Unsafe, &|character| {
        let message = Message::new("text-full-width-in-command").with("wide", character);
        let help = Message::new("text-full-width-in-command-help").with("narrow", narrow(character));
        (message, help)
    });
}

/// The hyphen is one of the dashes.
fn is_full_width(character: char) -> bool {
    matches!(character, '\u{FF01}'..='\u{FF5E}' | '\u{301C}') && character != '\u{FF0D}'
}

fn narrow(character: char) -> char {
    match character {
        '\u{301C}' => '~',
        _ => char::from_u32(u32::from(character).wrapping_sub(0xFEE0)).unwrap_or(character),
    }
}

/// In a word of Japanese such a sign is its punctuation; in brackets ＜…＞ something is to be filled in.
fn fails(odd: &Odd<'_>) -> bool {
    let word = odd.word();
    if word.contains(is_japanese) || word.contains(['＜', '＞', '…', '【']) || odd.is_in_prose() {
        return false;
    }
    let operator = matches!(odd.character, '＄' | '｜' | '＞' | '＆' | '；');
    // nodeuser（UID：1001）として実行される: brackets and signs of a remark.
    if !operator && !odd.character.is_alphanumeric() && odd.is_among_japanese() {
        return false;
    }
    odd.language == Language::Sql || !odd.prints || operator
}
