//! `secret/json-web-token`: a signed token; many have expired, so a team can disagree.

use super::super::{Check, Context, Findings, Rule};
use super::report;
use crate::diag::Level;
use crate::source::secret::Kind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "secret/json-web-token", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report(context, findings, Kind::WebToken, "secret-json-web-token", "secret-json-web-token-help");
}
