//! `table/duplicate-column`: two columns of a table have the same header.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Label, Level, Message};
use crate::source::Span;
use std::collections::HashMap;

pub(in crate::check) const RULE: Rule =
    Rule { name: "table/duplicate-column", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.source;
    super::tables(context, &mut |table| {
        let mut first: HashMap<&str, Span> = HashMap::new();
        for cell in &table.header.cells {
            let title = source.slice(cell.span);
            if title.trim_matches(['*', ' ']).is_empty() {
                continue;
            }
            let Some(before) = first.insert(title, cell.span) else { continue };
            let message = Message::new("table-duplicate-column").with("title", title);
            let finding = findings.report(cell.span, message);
            finding.help = Some(Message::new("table-duplicate-column-help"));
            let message = Message::new("table-duplicate-column-first");
            finding.related.push(Label { file: context.file, span: before, message });
        }
    });
}
