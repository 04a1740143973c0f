//! Dates as runbooks write them.

/// A date with its text. `date` is ISO (`2025-04-30`, a month alone `2024-01`), absent for YYYY-MM-DD and the like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Date {
    /// As written.
    pub text: String,
    /// ISO form.
    pub date: Option<String>,
}
