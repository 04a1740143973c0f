//! `slo/contradicting-thresholds`: two documents give one metric two values.

use super::super::{Check, Findings, Project, Rule};
use crate::diag::{Label, Level, Message};
use crate::model::{Comparator, Runbook, Threshold, ThresholdLevel};
use crate::resolve::{fold, folder_of};
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule =
    Rule { name: "slo/contradicting-thresholds", level: Level::Info, check: Check::Project(check) };

/// What has to be one for two values to contradict each other: the service, the metric, what the value is for, the
/// direction, the unit and the time over which is measured.
type Key = (String, String, &'static str, bool, String, u64);

fn check(project: &Project<'_>, findings: &mut Findings<'_>) {
    let mut values: BTreeMap<Key, Vec<(&Runbook, &Threshold, f64)>> = BTreeMap::new();
    for runbook in project.library.runbooks.iter().filter(|runbook| !runbook.template) {
        for (key, threshold, value) in of_document(runbook) {
            values.entry(key).or_default().push((runbook, threshold, value));
        }
    }
    for found in values.values() {
        let Some(((first, one, value), rest)) = found.split_first() else { continue };
        let Some((other, two, _)) = rest.iter().find(|(_, _, other)| other != value) else { continue };
        let (Some(file), Some(first)) = (other.file, first.file) else { continue };
        let message = Message::new("slo-contradicting-thresholds").with("text", &two.text).with("other", &one.text);
        let finding = findings.report_in(file, two.span, message);
        finding.help = Some(Message::new("slo-contradicting-thresholds-help"));
        let message = Message::new("slo-contradicting-thresholds-other");
        finding.related.push(Label { file: first, span: one.span, message });
    }
}

/// The values of a document that stand for themselves: one that gives a metric several values tells them apart by words
/// that are not known here.
fn of_document(runbook: &Runbook) -> Vec<(Key, &Threshold, f64)> {
    let mut of_document: BTreeMap<Key, Vec<(&Threshold, f64)>> = BTreeMap::new();
    for threshold in &runbook.thresholds {
        if let Some((key, value)) = key(runbook, threshold) {
            of_document.entry(key).or_default().push((threshold, value));
        }
    }
    let single = of_document.into_iter().filter_map(|(key, values)| {
        let (threshold, value) = *values.first()?;
        values.iter().all(|(_, other)| *other == value).then_some((key, threshold, value))
    });
    single.collect()
}

fn key(runbook: &Runbook, threshold: &Threshold) -> Option<(Key, f64)> {
    let value = threshold.value?;
    let above = match threshold.comparator? {
        Comparator::Greater | Comparator::GreaterOrEqual => true,
        Comparator::Less | Comparator::LessOrEqual => false,
        Comparator::Equal => return None,
    };
    let used =
        matches!(threshold.level, ThresholdLevel::Warning | ThresholdLevel::Critical | ThresholdLevel::Objective);
    let metric = fold::words(&threshold.metric);
    if !used || !is_name(&metric) {
        return None;
    }
    let window = threshold.window.as_ref().and_then(|window| window.seconds).unwrap_or(0);
    // Where no service is named, documents side by side are taken to speak of one.
    let service = match &runbook.metadata.service {
        Some(service) => fold::words(service),
        None => format!("{}/", folder_of(&runbook.id)),
    };
    Some(((service, metric, threshold.level.name(), above, threshold.unit.to_lowercase(), window), value))
}

/// Whether folded words name what is measured: not a way of measuring (p95, 平均) and not a bare word of two letters.
fn is_name(metric: &str) -> bool {
    const WAYS: [&str; 12] =
        ["平均", "最大", "最小", "中央値", "average", "avg", "max", "min", "median", "推奨", "目標", "目標値"];
    let percentile = metric.strip_prefix('p').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    let numbered = metric.starts_with(|c: char| c.is_numeric());
    metric.chars().count() >= 4 && !percentile && !numbered && !WAYS.iter().any(|way| metric.ends_with(way))
}
