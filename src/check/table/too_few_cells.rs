//! `table/too-few-cells`: a row has fewer cells than the table has columns.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "table/too-few-cells", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    super::tables(context, &mut |table| {
        let columns = table.alignments.len();
        for row in table.rows.iter().filter(|row| row.cells.len() < columns) {
            let message = Message::new("table-too-few-cells").with("cells", row.cells.len()).with("columns", columns);
            findings.report(row.span, message).help = Some(Message::new("table-too-few-cells-help"));
        }
    });
}
