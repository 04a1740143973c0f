//! `slo/error-budget`: a budget does not follow from its objective.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::model::{BudgetAmount, ErrorBudget};

pub(in crate::check) const RULE: Rule =
    Rule { name: "slo/error-budget", level: Level::Warning, check: Check::Document(check) };

const DAY: f64 = 86_400.0;

/// Periods that a text may leave out: a day, a week, a month, a quarter, a year.
const PERIODS: [(f64, f64); 5] = [(1.0, 1.0), (7.0, 7.0), (28.0, 31.0), (90.0, 92.0), (365.0, 366.0)];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for budget in &context.runbook.error_budgets {
        let Some(nearest) = budget.objectives.first() else { continue };
        if budget.objectives.iter().any(|objective| adds_up(budget, *objective)) {
            continue;
        }
        let message =
            Message::new("slo-error-budget").with("budget", &budget.text).with("objective", shown(*nearest, 4));
        findings.report(budget.span, message).help = Some(help(budget, *nearest));
    }
}

fn adds_up(budget: &ErrorBudget, objective: f64) -> bool {
    let share = (100.0 - objective) / 100.0;
    match budget.amount {
        BudgetAmount::Percent { value, step } => (value - share * 100.0).abs() < step * 0.499,
        BudgetAmount::Seconds { value, step } => {
            let fits = |(least, most): (f64, f64)| {
                let (least, most) = (share * least * DAY, share * most * DAY);
                // A digit may be rounded up, down or cut off; 約 allows more.
                let room = if budget.rounded { step.max(most * 0.05) } else { step * 0.999 };
                value >= least - room && value <= most + room
            };
            budget.days.map_or_else(|| PERIODS.into_iter().any(fits), fits)
        }
    }
}

/// What would add up: a share, or a time over the period, over 30 days where there is none.
fn help(budget: &ErrorBudget, objective: f64) -> Message {
    let share = 100.0 - objective;
    if matches!(budget.amount, BudgetAmount::Percent { .. }) {
        return Message::new("slo-error-budget-help-share")
            .with("objective", shown(objective, 4))
            .with("share", shown(share, 4));
    }
    let days = match budget.days {
        Some((28.0, 31.0)) | None => 30.0,
        Some((least, _)) => least,
    };
    let seconds = share / 100.0 * days * DAY;
    let (unit, value) = match seconds {
        small if small < 120.0 => ("seconds", small),
        medium if medium < 18_000.0 => ("minutes", medium / 60.0),
        large => ("hours", large / 3600.0),
    };
    Message::new("slo-error-budget-help")
        .with("objective", shown(objective, 4))
        .with("days", shown(days, 1))
        .with("value", shown(value, 1))
        .with("unit", unit)
}

/// A number with so many decimals at most.
fn shown(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn budget(days: Option<(f64, f64)>, seconds: f64, step: f64, rounded: bool) -> ErrorBudget {
        let amount = BudgetAmount::Seconds { value: seconds, step };
        ErrorBudget { objectives: vec![99.9], days, amount, rounded, text: String::new(), span: Span::default() }
    }

    #[test]
    fn rounded_and_cut_budgets_add_up() {
        let month = Some((28.0, 31.0));
        for (days, minutes, step, rounded, fits) in [
            (Some((30.0, 30.0)), 43.2, 6.0, false, true),
            (Some((30.0, 30.0)), 43.0, 60.0, false, true),
            (Some((30.0, 30.0)), 43.0, 6.0, false, false),
            (Some((30.0, 30.0)), 86.4, 6.0, false, false),
            (month, 43.8, 6.0, false, true),
            (month, 40.3, 6.0, false, true),
            (month, 21.6, 6.0, false, false),
            (Some((28.0, 28.0)), 43.0, 60.0, true, false),
            (Some((28.0, 28.0)), 40.0, 60.0, true, true),
            (None, 525.6, 6.0, false, true),
            (None, 10.1, 6.0, false, true),
            (None, 1.0, 60.0, false, true),
            (None, 30.0, 60.0, false, false),
        ] {
            assert_eq!(adds_up(&budget(days, minutes * 60.0, step, rounded), 99.9), fits, "{days:?} {minutes}");
        }
    }

    #[test]
    fn shares() {
        let share = |value, step| ErrorBudget {
            amount: BudgetAmount::Percent { value, step },
            ..budget(None, 0.0, 0.0, false)
        };
        assert!(adds_up(&share(0.1, 0.1), 99.9));
        assert!(adds_up(&share(0.05, 0.01), 99.95));
        assert!(!adds_up(&share(0.1, 0.1), 99.95));
        assert!(!adds_up(&share(1.0, 1.0), 99.9));
        assert_eq!(shown(99.95, 4), "99.95");
        assert_eq!(shown(30.0, 1), "30");
    }
}
