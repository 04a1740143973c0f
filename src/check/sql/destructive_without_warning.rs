//! `sql/destructive-without-warning`: data is gone behind a statement, and nothing around it says so.

use super::super::around::{is_kept, is_warned};
use super::super::bash::grave::is_grave_statement;
use super::super::{Check, Context, Findings, Rule, template};
use super::{shown, statements};
use crate::diag::{Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "sql/destructive-without-warning", level: Level::Warning, check: Check::Document(check) };

/// One finding a block: one warning serves for all of it.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut told = None;
    for (block, statement) in statements(context).filter(|(_, statement)| is_grave_statement(statement)) {
        if told == Some(block.span) || is_warned(context, block) {
            continue;
        }
        told = Some(block.span);
        let message = Message::new("sql-destructive-without-warning").with("statement", shown(statement));
        let finding = findings.report(statement.span, message);
        finding.help = Some(Message::new("sql-destructive-without-warning-help"));
        if is_kept(context, block, statement.span) || template::is_likely(context) {
            finding.level = Level::Info;
        }
    }
}
