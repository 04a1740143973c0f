//! `secret/private-key`: the private half of a pair of keys.

use super::super::{Check, Context, Findings, Rule};
use super::report;
use crate::diag::Level;
use crate::source::secret::Kind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "secret/private-key", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report(context, findings, Kind::PrivateKey, "secret-private-key", "secret-help");
}
