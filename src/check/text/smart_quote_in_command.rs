//! `text/smart-quote-in-command`: a quotation mark that no shell and no database takes for one.

use super::super::{Check, Context, Findings, Rule};
use super::command::{Odd, Search, characters, is_japanese};
use super::lines::{Slip, report};
use crate::diag::{Applicability, Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/smart-quote-in-command", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut slips = Vec::new();
    let search = Search { wanted: is_quote, fails };
    characters(context, &search, &mut |odd| {
        let double = matches!(odd.character, '\u{201C}'..='\u{201F}');
        slips.push(Slip::new(odd, if double { "\"" } else { "'" }));
    });
    report(context, findings, slips, Applicability::Unsafe, &|character| {
        let message = Message::new("text-smart-quote-in-command").with("quote", character);
        (message, Message::new("text-smart-quote-in-command-help"))
    });
}

fn is_quote(character: char) -> bool {
    matches!(character, '\u{2018}'..='\u{201F}')
}

/// An apostrophe within a word, and quotes that a program prints around Japanese, quote nothing for the shell.
fn fails(odd: &Odd<'_>) -> bool {
    let letter = |side: Option<char>| side.is_some_and(char::is_alphabetic);
    let apostrophe = odd.character == '\u{2019}' && letter(odd.before()) && letter(odd.after());
    let printed = odd.prints && odd.word().contains(is_japanese);
    !apostrophe && !printed && !odd.is_in_prose()
}
