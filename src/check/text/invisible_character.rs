//! `text/invisible-character`: a character of no width, with which a word is another word.

use super::super::{Check, Context, Findings, Rule};
use super::lines::{Slip, report};
use super::zone::{Unseen, Zone, unseen};
use crate::diag::{Applicability, Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/invisible-character", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let found = unseen(context, is_invisible);
    for level in [Level::Error, Level::Warning, Level::Info] {
        let of_level = found.iter().filter(|one| level_of(one) == Some(level));
        let slips = of_level.map(|one| Slip { character: one.character, span: one.span, instead: Some(String::new()) });
        let before = findings.count();
        let key = if level == Level::Error { "text-invisible-character-command" } else { "text-invisible-character" };
        report(context, findings, slips.collect(), Applicability::Safe, &|_| {
            (Message::new(key), Message::new("text-invisible-character-help"))
        });
        findings.set_level(before, level);
    }
}

fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{3164}' | '\u{FFA0}'
    ) || matches!(character, '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
        || matches!(character, '\u{FE00}'..='\u{FE0F}')
}

/// In prose a place to break a line may be meant; where something is copied, followed or made of it, it is not.
fn level_of(one: &Unseen) -> Option<Level> {
    let word = |side: Option<char>| side.is_some_and(|letter| letter.is_ascii_alphanumeric());
    match one.zone {
        Zone::Command => Some(Level::Error),
        // Before a fence within an example it keeps the fence from being one.
        _ if one.after == Some('`') || one.before == Some('`') => None,
        Zone::Code | Zone::Name | Zone::Heading => Some(Level::Warning),
        Zone::Prose if word(one.before) && word(one.after) => Some(Level::Warning),
        // A mark of Markdown that is none any more.
        Zone::Prose if one.before.is_none_or(|before| before == '\n') => {
            one.after.is_some_and(|after| "#-*>|1".contains(after)).then_some(Level::Warning)
        }
        Zone::Remark | Zone::Shown => None,
        Zone::Prose => Some(Level::Info),
    }
}
