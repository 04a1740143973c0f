//! `sql/unknown-column`: a column that the database's own view does not have.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::model::DefectKind;
use std::collections::HashSet;

pub(in crate::check) const RULE: Rule =
    Rule { name: "sql/unknown-column", level: Level::Error, check: Check::Document(check) };

/// One finding for a column and a view in a block: it is mistaken all along.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.runbook.code_blocks.iter().filter(|block| !block.defects.is_empty()) {
        let mut seen = HashSet::new();
        for defect in &block.defects {
            let DefectKind::Column(column) = &defect.kind else { continue };
            if !seen.insert((column.view.as_str(), column.column.to_ascii_lowercase())) {
                continue;
            }
            let message = Message::new("sql-unknown-column").with("view", &column.view).with("column", &column.column);
            let finding = findings.report(defect.span, message);
            finding.help = Some(match column.nearest {
                Some(nearest) => Message::new("sql-unknown-column-near").with("nearest", nearest),
                None if column.setting => Message::new("sql-unknown-column-setting").with("column", &column.column),
                None => Message::new("sql-unknown-column-help").with("view", &column.view),
            });
            if let Some(nearest) = column.nearest {
                let edits = vec![Edit { span: defect.span, new_text: nearest.to_owned() }];
                finding.fix = Some(Fix { applicability: Applicability::Unsafe, edits });
            }
        }
    }
}
