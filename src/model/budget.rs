//! Error budgets: how much a service may fail while it keeps its objective.

use crate::source::Span;

/// A budget beside the objective that it follows from.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorBudget {
    /// Objectives that it may follow from, as percentages (`99.9`), the nearest first.
    pub objectives: Vec<f64>,
    /// Days over which is measured, least and most (a month: 28 and 31); none where the text does not say.
    pub days: Option<(f64, f64)>,
    /// How much.
    pub amount: BudgetAmount,
    /// Whether the text says that it is rounded (約).
    pub rounded: bool,
    /// As written.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// How a budget is stated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BudgetAmount {
    /// A time, and one unit of its last digit.
    Seconds {
        /// The time.
        value: f64,
        /// What its last digit counts.
        step: f64,
    },
    /// A share of all, as a percentage, and one unit of its last digit.
    Percent {
        /// The share.
        value: f64,
        /// What its last digit counts.
        step: f64,
    },
}
