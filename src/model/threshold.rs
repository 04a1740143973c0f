//! Comparisons of a metric with a value.

use super::Duration;
use crate::source::Span;

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
