//! `table/no-rows`: a table has a header and nothing below it.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "table/no-rows", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.runbook.template || super::super::template::is_likely(context) {
        return;
    }
    super::tables(context, &mut |table| {
        if table.rows.is_empty() {
            let message = Message::new("table-no-rows");
            findings.report(table.header.span, message).help = Some(Message::new("table-no-rows-help"));
        }
    });
}
