//! `secret/credential`: a password, or a token of no known form.

use super::super::{Check, Context, Findings, Rule};
use super::report;
use crate::diag::Level;
use crate::source::secret::Kind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "secret/credential", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report(context, findings, Kind::Credential, "secret-credential", "secret-credential-help");
}
