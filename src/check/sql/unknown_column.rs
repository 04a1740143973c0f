//! `sql/unknown-column`: a column that the database's own view does not have.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::lang::sql::UnknownColumn;
use crate::model::Defect;
use crate::model::DefectKind;
use crate::source::Span;

pub(in crate::check) const RULE: Rule =
    Rule { name: "sql/unknown-column", level: Level::Error, check: Check::Document(check) };

/// What a block takes for columns of one view, each once where it first stands: it is mistaken all along.
struct View<'a> {
    name: &'a str,
    columns: Vec<(&'a UnknownColumn, Span)>,
    edits: Vec<Edit>,
}

/// One finding for a view in a block: whoever takes one view for another has all of its columns wrong.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.runbook.code_blocks.iter().filter(|block| !block.defects.is_empty()) {
        for view in views(&block.defects) {
            report(view, findings);
        }
    }
}

fn views(defects: &[Defect]) -> Vec<View<'_>> {
    let mut views: Vec<View<'_>> = Vec::new();
    for defect in defects {
        let DefectKind::Column(column) = &defect.kind else { continue };
        let at = views.iter().position(|view| view.name == column.view).unwrap_or_else(|| {
            views.push(View { name: &column.view, columns: Vec::new(), edits: Vec::new() });
            views.len() - 1
        });
        let Some(view) = views.get_mut(at) else { continue };
        if !view.columns.iter().any(|(one, _)| one.column.eq_ignore_ascii_case(&column.column)) {
            view.columns.push((column, defect.span));
        }
        if let Some(nearest) = column.nearest {
            view.edits.push(Edit { span: defect.span, new_text: nearest.to_owned() });
        }
    }
    views
}

fn report(view: View<'_>, findings: &mut Findings<'_>) {
    let Some((first, span)) = view.columns.first() else { return };
    let several = view.columns.len() > 1;
    let names: Vec<&str> = view.columns.iter().map(|(one, _)| one.column.as_str()).collect();
    let message = Message::new("sql-unknown-column").with("view", view.name).with("column", names.join(", "));
    let finding = findings.report(*span, message);
    let near: Vec<String> =
        view.columns.iter().filter_map(|(one, _)| Some(format!("{} → {}", one.column, one.nearest?))).collect();
    finding.help = Some(match first.nearest {
        Some(nearest) if !several => Message::new("sql-unknown-column-near").with("nearest", nearest),
        _ if near.len() == view.columns.len() => {
            Message::new("sql-unknown-column-near-all").with("pairs", near.join(", "))
        }
        None if first.setting => Message::new("sql-unknown-column-setting").with("column", &first.column),
        _ => Message::new("sql-unknown-column-help").with("view", view.name),
    });
    if !view.edits.is_empty() {
        finding.fix = Some(Fix { applicability: Applicability::Unsafe, edits: view.edits });
    }
}
