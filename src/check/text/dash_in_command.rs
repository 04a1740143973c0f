//! `text/dash-in-command`: a dash that no program takes for the hyphen of an option.

use super::super::{Check, Context, Findings, Rule};
use super::command::{Language, Odd, Search, characters, is_japanese};
use super::lines::{Slip, report};
use crate::diag::{Applicability, Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/dash-in-command", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut slips = Vec::new();
    let search = Search { wanted: is_dash, fails };
    characters(context, &search, &mut |odd| {
        slips.push(Slip::new(odd, meant(odd)));
    });
    report(context, findings, slips, Applicability::Unsafe, &|character| {
        let message = Message::new("text-dash-in-command").with("dash", character);
        (message, Message::new("text-dash-in-command-help"))
    });
}

fn is_dash(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' | '\u{30FC}' | '\u{FF70}')
}

/// Editors make a long dash of two hyphens.
fn meant(odd: &Odd<'_>) -> &'static str {
    let long = matches!(odd.character, '\u{2014}' | '\u{2015}');
    let word = odd.after().is_some_and(|letter| letter.is_ascii_alphabetic());
    if long && word && odd.word().chars().count() > 2 { "--" } else { "-" }
}

fn fails(odd: &Odd<'_>) -> bool {
    let (before, after) = (odd.before(), odd.after());
    match odd.language {
        Language::Shell => {
            let begins = before.is_none_or(|letter| letter.is_ascii_whitespace() || is_dash(letter) || letter == '-');
            let option = after.is_some_and(|letter| letter.is_ascii_alphanumeric() || is_dash(letter) || letter == '-');
            begins && option && !odd.prints && !odd.is_in_prose() && !odd.word().contains(is_kana_or_kanji)
        }
        // In names of columns ー is a letter.
        Language::Sql => !matches!(odd.character, '\u{30FC}' | '\u{FF70}') && !odd.word().contains(is_japanese),
    }
}

fn is_kana_or_kanji(character: char) -> bool {
    is_japanese(character) && !is_dash(character)
}
