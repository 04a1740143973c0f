//! `severity/conflicting-scales`: two tables count the same levels in different ways.

use super::super::{Check, Findings, Project, Rule};
use super::tables;
use crate::diag::{Label, Level, Message};
use crate::model::{Scale, SeverityLevel};
use crate::source::FileId;
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule =
    Rule { name: "severity/conflicting-scales", level: Level::Warning, check: Check::Project(check) };

/// A scale as one table counts it.
#[derive(Debug, Clone, Copy)]
struct Counted<'a> {
    file: FileId,
    levels: &'a [SeverityLevel],
    scale: Scale,
    first: u32,
    last: u32,
    /// Whether its smallest number is the worst; `None` where nothing says so.
    downwards: Option<bool>,
}

impl<'a> Counted<'a> {
    /// Its levels with the smallest and the largest number.
    fn ends(&self) -> Option<(&'a SeverityLevel, &'a SeverityLevel)> {
        let named = |number| self.levels.iter().find(|level| level.mark.is_some_and(|mark| mark.number == number));
        named(self.first).zip(named(self.last))
    }
}

fn check(project: &Project<'_>, findings: &mut Findings<'_>) {
    let mut known: BTreeMap<Scale, Vec<Counted<'_>>> = BTreeMap::new();
    for runbook in &project.library.runbooks {
        let Some(file) = runbook.file else { continue };
        for counted in tables(runbook).filter_map(|levels| count(file, levels)) {
            let ways = known.entry(counted.scale).or_default();
            match ways.iter().find_map(|other| Some((other, contradiction(&counted, other)?))) {
                Some((other, key)) => report(findings, &counted, other, key),
                // Every way of counting is kept once, and there are few.
                None if ways.iter().all(|other| (other.first, other.last) != (counted.first, counted.last)) => {
                    ways.push(counted);
                }
                None => {}
            }
        }
    }
}

fn count(file: FileId, levels: &[SeverityLevel]) -> Option<Counted<'_>> {
    let scale = levels.first()?.mark?.scale;
    let numbers: Option<Vec<u32>> =
        levels.iter().map(|level| level.mark.filter(|mark| mark.scale == scale).map(|mark| mark.number)).collect();
    let numbers = numbers?;
    let (&first, &last) = (numbers.iter().min()?, numbers.iter().max()?);
    (levels.len() >= 2 && first < last).then(|| Counted {
        file,
        levels,
        scale,
        first,
        last,
        downwards: direction(levels),
    })
}

/// Whether words say that numbers grow towards the mildest level.
fn direction(levels: &[SeverityLevel]) -> Option<bool> {
    let weighed = || levels.iter().filter_map(|level| Some((level.weight?, level.mark?.number)));
    let (worst, mildest) = (weighed().min()?, weighed().max()?);
    (worst.0 < mildest.0 && worst.1 != mildest.1).then_some(worst.1 < mildest.1)
}

/// Which contradiction two tables have. One that lists fewer levels of the same scale has none.
fn contradiction(one: &Counted<'_>, other: &Counted<'_>) -> Option<&'static str> {
    if let (Some(here), Some(there)) = (one.downwards, other.downwards)
        && here != there
    {
        return Some("severity-conflicting-scales-direction");
    }
    let shifted =
        one.first != other.first && one.last != other.last && (one.first < other.first) == (one.last < other.last);
    shifted.then_some("severity-conflicting-scales-base")
}

fn report(findings: &mut Findings<'_>, one: &Counted<'_>, other: &Counted<'_>, key: &'static str) {
    let Some(((first, last), (other_first, other_last))) = one.ends().zip(other.ends()) else { return };
    let message = Message::new(key)
        .with("first", &first.name)
        .with("last", &last.name)
        .with("other_first", &other_first.name)
        .with("other_last", &other_last.name);
    let finding = findings.report_in(one.file, first.name_span, message);
    finding.help = Some(Message::new("severity-conflicting-scales-help"));
    let message = Message::new("severity-conflicting-scales-related");
    finding.related.push(Label { file: other.file, span: other_first.name_span, message });
}
