//! `text/blank-after-backslash`: a line that should go on and does not, because a blank follows its backslash.

use super::super::{Check, Context, Findings, Rule};
use super::command::{blocks, is_quoted};
use crate::diag::{Applicability, Edit, Fix, Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/blank-after-backslash", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (code, block) in blocks(context).filter(|(_, block)| block.language == "bash") {
        if !code.text.contains("\\ ") && !code.text.contains("\\\t") {
            continue;
        }
        let mut at = 0;
        let mut lines = code.text.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            let body = line.trim_end();
            let blanks = line.trim_end_matches('\n').len() - body.len();
            let slashes = body.len() - body.trim_end_matches('\\').len();
            let goes_on = lines.peek().is_some_and(|next| !next.trim().is_empty());
            let comment = body.trim_start().starts_with('#');
            if blanks > 0 && slashes % 2 == 1 && goes_on && !comment && !is_quoted(block, at + body.len() - 1) {
                let start = at + body.len();
                let span = code.source_span(start..start + blanks);
                let finding = findings.report(span, Message::new("text-blank-after-backslash"));
                finding.help = Some(Message::new("text-blank-after-backslash-help"));
                let edits = vec![Edit { span, new_text: String::new() }];
                finding.fix = Some(Fix { applicability: Applicability::Safe, edits });
            }
            at += line.len();
        }
    }
}
