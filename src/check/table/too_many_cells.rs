//! `table/too-many-cells`: a row has more cells than the table has columns.

use super::super::{Check, Context, Findings, Rule};
use super::pipe_in_code::splitting_pipes;
use crate::diag::{Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "table/too-many-cells", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.source;
    super::tables(context, &mut |table| {
        let columns = table.alignments.len();
        for row in &table.rows {
            let Some((first, last)) = row.cells.get(columns).zip(row.cells.last()) else { continue };
            // Cells that a pipe in code makes are the other rule's.
            if !splitting_pipes(row, columns, source.text()).is_empty() {
                continue;
            }
            let lost = first.span.to(last.span);
            let message = Message::new("table-too-many-cells")
                .with("cells", row.cells.len())
                .with("columns", columns)
                .with("text", source.slice(lost));
            findings.report(lost, message).help = Some(Message::new("table-too-many-cells-help"));
        }
    });
}
