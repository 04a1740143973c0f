//! Comparisons of a metric with a value.

mod scan;

use super::Duration;
use crate::source::Span;
use std::ops::Range;

/// A comparator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    /// 未満
    Less,
    /// 以下
    LessOrEqual,
    /// 超
    Greater,
    /// 以上
    GreaterOrEqual,
    /// Equal.
    Equal,
}

impl Comparator {
    /// `<`, `<=`, `>`, `>=`, `=`
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Comparator::Less => "<",
            Comparator::LessOrEqual => "<=",
            Comparator::Greater => ">",
            Comparator::GreaterOrEqual => ">=",
            Comparator::Equal => "=",
        }
    }
}

/// A comparison as it stands in a text: no judgement yet whether it compares a measured quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Bytes from its sign or number to its last word (`> 5%`, `5%を超える`).
    pub range: Range<usize>,
    /// How.
    pub comparator: Comparator,
    /// With what.
    pub value: f64,
    /// `ms s min h d % count`, else as written; empty where there is none.
    pub unit: String,
    /// Whether the comparator is a sign (`>`) and no word (以上).
    pub sign: bool,
}

impl Comparison {
    /// Every comparison of a text, in order: signs with a number behind them, numbers with 以上, 超 and the like, and
    /// English words (above 5%). Arrows, versions and ordinals are none.
    #[must_use]
    pub fn find_all(text: &str) -> Vec<Comparison> {
        scan::find_all(text)
    }

    /// A bare amount that is all of a text but for a remark in brackets (`99.9%`): value and unit.
    #[must_use]
    pub fn bare(text: &str) -> Option<(f64, String)> {
        scan::bare(text)
    }

    /// The comparator that a text is as a whole (`>`, 以上).
    #[must_use]
    pub fn operator(text: &str) -> Option<Comparator> {
        scan::operator(text)
    }
}

/// What a threshold is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThresholdLevel {
    /// The normal range.
    Normal,
    /// Warns.
    Warning,
    /// Alarms.
    #[default]
    Critical,
    /// A service level objective.
    Objective,
    /// A symptom of a failure.
    Symptom,
    /// Says that it is over.
    Recovery,
}

impl ThresholdLevel {
    /// Its name in the JSON model.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ThresholdLevel::Normal => "normal",
            ThresholdLevel::Warning => "warning",
            ThresholdLevel::Critical => "critical",
            ThresholdLevel::Objective => "objective",
            ThresholdLevel::Symptom => "symptom",
            ThresholdLevel::Recovery => "recovery",
        }
    }
}

/// A comparison.
#[derive(Debug, Clone, Default)]
pub struct Threshold {
    /// What is measured.
    pub metric: String,
    /// How; absent with a relative value.
    pub comparator: Option<Comparator>,
    /// With what, as written (`0.1`, `1000`); absent for values relative to others.
    pub value: Option<f64>,
    /// `ms s min h % count`, else as written; empty where there is none.
    pub unit: String,
    /// Over how long.
    pub window: Option<Duration>,
    /// What for.
    pub level: ThresholdLevel,
    /// The comparison as written.
    pub text: String,
    /// Its place.
    pub span: Span,
}
