//! `text/non-ascii-space-in-command`: a space that no shell and no database takes for one.

use super::super::{Check, Context, Findings, Rule};
use super::command::{Language, Odd, Search, characters, is_japanese};
use super::lines::{Slip, report};
use crate::diag::{Applicability, Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/non-ascii-space-in-command", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut slips = Vec::new();
    let search = Search { wanted: is_space, fails };
    characters(context, &search, &mut |odd| {
        slips.push(Slip::new(odd, " "));
    });
    report(context, findings, slips, Applicability::Safe, &|character| {
        let kind = match character {
            '\u{3000}' => "full-width",
            '\u{A0}' | '\u{202F}' | '\u{2007}' => "no-break",
            _ => "other",
        };
        let message = Message::new("text-non-ascii-space-in-command").with("kind", kind);
        (message, Message::new("text-non-ascii-space-in-command-help"))
    });
}

fn is_space(character: char) -> bool {
    matches!(character, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Between two words of Japanese a wide space belongs to the text of an argument.
fn fails(odd: &Odd<'_>) -> bool {
    if odd.language == Language::Sql {
        return true;
    }
    let text = |side: Option<char>| side.is_some_and(|letter| !letter.is_ascii() && !is_space(letter));
    let (before, after) = (odd.before(), odd.after());
    let argument = text(before) && text(after) || odd.prints && (text(before) || text(after));
    let prose = odd.is_in_prose() || before.is_some_and(is_japanese) && odd.character == '\u{3000}' && odd.prints;
    !argument && !prose
}
