//! `table/too-many-cells`: a row has more cells than the table has columns.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "table/too-many-cells", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.sources.file(context.file);
    super::tables(context, &mut |table| {
        let columns = table.alignments.len();
        for row in &table.rows {
            let Some((first, last)) = row.cells.get(columns).zip(row.cells.last()) else { continue };
            let lost = first.span.to(last.span);
            let message = Message::new("table-too-many-cells")
                .with("cells", row.cells.len())
                .with("columns", columns)
                .with("text", source.slice(lost));
            // A pipe inside a code span splits a cell, though it does not look like it.
            let split = source.slice(row.span).split('|').any(|part| part.matches('`').count() % 2 == 1);
            let help = if split { "table-too-many-cells-help-code" } else { "table-too-many-cells-help" };
            findings.report(lost, message).help = Some(Message::new(help));
        }
    });
}
