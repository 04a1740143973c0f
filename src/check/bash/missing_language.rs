//! `bash/missing-language`: commands or SQL in a fence without a label.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::lang::bash::HazardKind;
use crate::model::{CodeBlock, DefectKind};
use crate::source::Span;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/missing-language", level: Level::Info, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.source;
    for block in context.runbook.code_blocks.iter().filter(|block| block.info.is_empty()) {
        let language = match block.language.as_str() {
            "bash" if is_transcript(block) => "console",
            "bash" => "bash",
            "sql" => "sql",
            _ => continue,
        };
        // Indented code has no fence that could bear a label.
        let opening = source.slice(block.span).lines().next().unwrap_or_default();
        let fence = opening.trim_end().len();
        if fence < 3 || !opening.trim_end().bytes().all(|byte| byte == b'`' || byte == b'~') {
            continue;
        }
        let start = block.span.start as usize;
        let message = Message::new("bash-missing-language").with("language", language);
        let finding = findings.report(Span::new(start, start + fence), message);
        finding.help = Some(Message::new("bash-missing-language-help").with("language", language));
        let edit = Edit { span: Span::new(start + fence, start + fence), new_text: language.to_owned() };
        finding.fix = Some(Fix { applicability: Applicability::Unsafe, edits: vec![edit] });
    }
}

/// Whether commands stand behind prompts in a block.
pub(super) fn is_transcript(block: &CodeBlock) -> bool {
    block.defects.iter().any(|defect| matches!(defect.kind, DefectKind::Hazard(HazardKind::Prompt)))
}
