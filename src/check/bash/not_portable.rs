//! `bash/not-portable`: an option that GNU's tools know and those of macOS and BSD do not. Off by default.

use super::super::{Check, Context, Findings, Rule};
use super::hazards;
use crate::diag::{Level, Message};
use crate::lang::bash::HazardKind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/not-portable", level: Level::Info, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (_, span, kind) in hazards(context) {
        let HazardKind::NotPortable(program, option) = kind else { continue };
        let message = Message::new("bash-not-portable").with("program", program).with("option", option);
        findings.report(span, message).help = Some(Message::new("bash-not-portable-help"));
    }
}
