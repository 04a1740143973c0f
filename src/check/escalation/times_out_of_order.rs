//! `escalation/times-out-of-order`: a later step of an escalation comes earlier than the one before.

use super::super::{Check, Context, Findings, Rule};
use super::place;
use crate::diag::{Label, Level, Message};
use crate::model::{Duration, Escalation, Mark};

pub(in crate::check) const RULE: Rule =
    Rule { name: "escalation/times-out-of-order", level: Level::Warning, check: Check::Document(check) };

/// Words of waiting in vain, by which a condition is a step that follows another.
const IN_VAIN: &[&str] = &[
    "なければ",
    "ない",
    "なし",
    "無し",
    "できず",
    "未応答",
    "未対応",
    "未解決",
    "未復旧",
    "不可",
    "経過",
    "超過",
    "を超え",
    "後",
    "no response",
    "unresolved",
    "without",
    "not ",
    "after",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut before: Option<&Escalation> = None;
    for step in context.runbook.escalation.iter().filter(|escalation| escalation.within.is_some()) {
        let Some(last) = before.filter(|last| last.group == step.group) else {
            before = Some(step);
            continue;
        };
        if follows(context, last, step)
            && let Some((earlier, time)) = last.within.as_ref().zip(step.within.as_ref())
            && earlier.seconds > time.seconds
        {
            let message =
                Message::new("escalation-times-out-of-order").with("time", &time.text).with("before", &earlier.text);
            let finding = findings.report(place(context, step.span, &time.text), message);
            finding.help = Some(Message::new("escalation-times-out-of-order-help"));
            let message = Message::new("escalation-times-out-of-order-related");
            let span = place(context, last.span, &earlier.text);
            finding.related.push(Label { file: context.file, span, message });
        }
        before = Some(step);
    }
}

/// Whether a record is the step after another: both wait for a time in vain, or go through tiers. Other conditions
/// (データ損失: 即時) have times of their own.
fn follows(context: &Context<'_>, last: &Escalation, step: &Escalation) -> bool {
    let anchors = [last, step].map(|one| one.within.as_ref().and_then(|within| within.anchor.as_deref()));
    if let [Some(one), Some(other)] = anchors
        && one != other
    {
        return false;
    }
    if let (Some(one), Some(other)) = (last.tier, step.tier) {
        return one < other;
    }
    waits(last) && waits(step) && marks(context, last) == marks(context, step)
}

fn waits(escalation: &Escalation) -> bool {
    let condition = escalation.condition.to_lowercase();
    Duration::find(&condition).is_some_and(|(_, duration)| duration.seconds != Some(0))
        && IN_VAIN.iter().any(|word| condition.contains(word))
}

/// Levels of severity that a record speaks of; each has steps of its own.
fn marks(context: &Context<'_>, escalation: &Escalation) -> Vec<Mark> {
    let mentions = &context.runbook.severity_mentions;
    let from = mentions.partition_point(|mention| mention.span.start < escalation.span.start);
    let inside = mentions.iter().skip(from).take_while(|mention| mention.span.end <= escalation.span.end);
    inside.filter_map(|mention| mention.mark).collect()
}
