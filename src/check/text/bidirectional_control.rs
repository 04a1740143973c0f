//! `text/bidirectional-control`: a character that turns the direction of what follows, so that a text reads otherwise
//! than it runs.

use super::super::{Check, Context, Findings, Rule};
use super::lines::{Slip, report};
use super::zone::{Unseen, Zone, unseen};
use crate::diag::{Applicability, Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/bidirectional-control", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let found = unseen(context, is_control);
    let slips = |level: Level| {
        let of_level = found.iter().filter(|one| level_of(one) == Some(level));
        of_level.map(|one| Slip { character: one.character, span: one.span, instead: Some(String::new()) }).collect()
    };
    for level in [Level::Error, Level::Warning] {
        let before = findings.count();
        report(context, findings, slips(level), Applicability::Unsafe, &|_| {
            let key =
                if level == Level::Error { "text-bidirectional-control-code" } else { "text-bidirectional-control" };
            (Message::new(key), Message::new("text-bidirectional-control-help"))
        });
        findings.set_level(before, level);
    }
}

fn is_control(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// The marks that turn nothing but themselves belong to prose in Hebrew or Arabic.
fn level_of(one: &Unseen) -> Option<Level> {
    match one.zone {
        Zone::Command | Zone::Remark | Zone::Code | Zone::Name => Some(Level::Error),
        _ if matches!(one.character, '\u{200E}' | '\u{200F}' | '\u{61C}') => None,
        _ => Some(Level::Warning),
    }
}
