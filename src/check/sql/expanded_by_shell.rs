//! `sql/expanded-by-shell`: `$1`, `$$` or a name in backticks that the shell takes for its own before the client sees it.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::lang::bash::HazardKind;
use crate::model::DefectKind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "sql/expanded-by-shell", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.source;
    let defects = context.runbook.code_blocks.iter().flat_map(|block| &block.defects);
    for defect in defects.filter(|defect| matches!(defect.kind, DefectKind::Hazard(HazardKind::Expanded))) {
        let written = source.slice(defect.span);
        let key = match written {
            "$$" => "sql-expanded-by-shell-process",
            _ if written.starts_with('`') => "sql-expanded-by-shell-command",
            _ => "sql-expanded-by-shell",
        };
        let finding = findings.report(defect.span, Message::new(key).with("text", written));
        finding.help = Some(Message::new("sql-expanded-by-shell-help"));
    }
}
