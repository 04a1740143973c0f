//! `escalation/nobody-on-call`: the worst level asks for an answer at once, and at night or on holidays nobody is there.

use super::super::{Check, Context, Findings, Rule};
use crate::calendar::Hours;
use crate::diag::{Label, Level, Message};
use crate::model::{Contact, Duration, Kind, SeverityLevel};
use crate::source::Spanned;

pub(in crate::check) const RULE: Rule =
    Rule { name: "escalation/nobody-on-call", level: Level::Warning, check: Check::Document(check) };

/// A target longer than this can wait for the morning.
const SOON: u64 = 4 * 3600;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let runbook = context.runbook;
    if runbook.kind != Kind::Runbook || runbook.template {
        return;
    }
    let Some((level, target)) = runbook.severity_levels.iter().filter(|level| level.rank == 1).find_map(urgent) else {
        return;
    };
    let Some(first) = runbook.contacts.iter().find(|contact| contact.table.is_some()) else { return };
    // Who does not say when may be there at any time.
    if runbook.contacts.iter().any(|contact| contact.hours.is_empty() || is_on_call(contact)) {
        return;
    }
    let zone = context.config.time_zone.as_str();
    let hours = || runbook.contacts.iter().flat_map(|contact| &contact.hours);
    if hours().any(|hours| hours.time_zone != zone) {
        return;
    }
    let night = hours().any(|hours| covers(hours, "wed", 2));
    let holiday = hours().any(|hours| covers(hours, "sun", 14));
    let key = match (night, holiday) {
        (true, true) => return,
        (false, true) => "escalation-nobody-on-call-night",
        (true, false) => "escalation-nobody-on-call-holiday",
        (false, false) => "escalation-nobody-on-call-both",
    };
    let message = Message::new(key).with("name", &level.name).with("target", &target.value.text);
    let finding = findings.report(first.hours_span, message);
    finding.help = Some(Message::new("escalation-nobody-on-call-help"));
    let message = Message::new("escalation-nobody-on-call-related");
    finding.related.push(Label { file: context.file, span: target.span, message });
}

/// A level with a target that holds at night too.
fn urgent(level: &SeverityLevel) -> Option<(&SeverityLevel, &Spanned<Duration>)> {
    let crate::model::Field::Read(target) = &level.response_target else { return None };
    let limited =
        ["営業", "平日", "業務", "時間内", "日中", "business"].iter().any(|word| target.value.text.contains(word));
    let soon = target.value.seconds.is_some_and(|seconds| seconds <= SOON);
    (soon && !limited && !target.value.business).then_some((level, target))
}

/// 平日9-18時 (緊急時は24時間): hours with a word of being called outside of them.
fn is_on_call(contact: &Contact) -> bool {
    let said = [contact.availability.as_deref(), contact.note.as_deref()];
    said.into_iter().flatten().any(|text| {
        let text = text.to_lowercase();
        ["オンコール", "緊急", "on-call", "oncall", "24", "夜間", "時間外", "休日", "随時"]
            .iter()
            .any(|word| text.contains(word))
    })
}

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Whether hours hold a full hour of a day.
fn covers(hours: &Hours, day: &str, hour: u32) -> bool {
    let clock =
        |text: &str| text.split_once(':').and_then(|(hour, minute)| Some((hour.parse().ok()?, minute.parse().ok()?)));
    let (Some(from), Some(to)) = (clock(&hours.from), clock(&hours.to)) else { return true };
    let (from, to): ((u32, u32), (u32, u32)) = (from, to);
    let now = (hour, 0);
    let inside = if from < to { from <= now && now < to } else { now >= from || now < to };
    inside && hours.days.split(',').any(|part| names(part, day))
}

/// Whether `mon-fri` or `sat` names a day.
fn names(part: &str, day: &str) -> bool {
    let at = |name: &str| WEEK.iter().position(|known| *known == name);
    match part.split_once('-') {
        Some((first, last)) => match (at(first), at(last), at(day)) {
            (Some(first), Some(last), Some(day)) if first <= last => (first..=last).contains(&day),
            (Some(first), Some(last), Some(day)) => day >= first || day <= last,
            _ => false,
        },
        None => part == day,
    }
}
