//! Spans of time as runbooks write them.

/// How a duration bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bound {
    /// 15分以内, 〜2時間
    Within,
    /// 15分
    #[default]
    Exact,
    /// 60分超, 2時間〜
    Over,
}

/// A duration with its text; `seconds` is absent where the text names none (すぐくらい), so that a rule sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Duration {
    /// As written.
    pub text: String,
    /// Seconds; the upper end of a range.
    pub seconds: Option<u64>,
    /// The lower end of a range, in seconds.
    pub from_seconds: Option<u64>,
    /// How it bounds.
    pub bound: Bound,
    /// Counted in business days.
    pub business: bool,
    /// What it counts from (復旧後, 検知から).
    pub anchor: Option<String>,
}
