//! `secret/token`: a token, key or webhook that a known service gave out.

use super::super::{Check, Context, Findings, Rule};
use super::report;
use crate::diag::Level;
use crate::source::secret::Kind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "secret/token", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report(context, findings, Kind::Token, "secret-token", "secret-help");
}
