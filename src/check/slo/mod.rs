//! Objectives and thresholds that do not fit together.

pub(super) mod contradicting_thresholds;
pub(super) mod error_budget;
