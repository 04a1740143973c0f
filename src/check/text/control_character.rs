//! `text/control-character`: a control character that moves a terminal's cursor, ends a line or is no text at all.

use super::super::{Check, Context, Findings, Rule};
use super::lines::{Slip, report};
use super::zone::{Unseen, Zone, unseen};
use crate::diag::{Applicability, Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/control-character", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let found = unseen(context, is_control);
    for level in [Level::Error, Level::Warning] {
        let of_level = found.iter().filter(|one| level_of(one) == level);
        let slips = of_level.map(|one| Slip {
            character: one.character,
            span: one.span,
            instead: Some(if is_line_end(one.character) { "\n".to_owned() } else { String::new() }),
        });
        let before = findings.count();
        report(context, findings, slips.collect(), Applicability::Unsafe, &|character| {
            let key = match (is_line_end(character), level) {
                (false, _) => "text-control-character",
                (true, Level::Error) => "text-control-character-line-command",
                (true, _) => "text-control-character-line",
            };
            (Message::new(key), Message::new("text-control-character-help"))
        });
        findings.set_level(before, level);
    }
}

/// What lies behind U+007F are marks of a text in a wrong encoding: `text/garbled-text`.
fn is_control(character: char) -> bool {
    matches!(character, '\0'..='\u{1F}' | '\u{7F}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn level_of(one: &Unseen) -> Level {
    match one.zone {
        Zone::Command | Zone::Remark => Level::Error,
        _ => Level::Warning,
    }
}
