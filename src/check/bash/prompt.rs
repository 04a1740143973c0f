//! `bash/prompt`: a prompt that is copied with its command.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::lang::bash::HazardKind;
use crate::lang::language;
use crate::model::{CodeBlock, DefectKind};
use crate::source::Span;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/prompt", level: Level::Warning, check: Check::Document(check) };

/// One finding a block. A block that calls itself a transcript may have prompts; one without a label is told about its
/// label. Where output stands below a command, a transcript lacks its label only: nobody copies output.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.runbook.code_blocks.iter().filter(|block| !block.defects.is_empty()) {
        let labelled = language::named(&block.info).is_some_and(|label| label == "bash");
        if language::is_console(&block.info) || !labelled {
            continue;
        }
        let prompts: Vec<Span> = block
            .defects
            .iter()
            .filter(|defect| matches!(defect.kind, DefectKind::Hazard(HazardKind::Prompt)))
            .map(|defect| defect.span)
            .collect();
        let Some(first) = prompts.first() else { continue };
        let shown = context.source.slice(*first).trim_end();
        let finding = findings.report(*first, Message::new("bash-prompt").with("prompt", shown));
        // Without its prompts output would look like commands.
        let plain = has_no_output(block, &prompts);
        finding.help = Some(Message::new(if plain { "bash-prompt-help" } else { "bash-prompt-help-output" }));
        if plain {
            let edits = prompts.into_iter().map(|span| Edit { span, new_text: String::new() }).collect();
            finding.fix = Some(Fix { applicability: Applicability::Safe, edits });
        } else {
            finding.level = Level::Info;
        }
    }
}

/// Whether every line is a command behind a prompt, its continuation, a comment or blank.
fn has_no_output(block: &CodeBlock, prompts: &[Span]) -> bool {
    let mut continues = false;
    let mut prompted = 0;
    for line in block.text.lines().map(str::trim) {
        let prompt = line.starts_with("$ ") || line.contains("$ ") && line.contains('@');
        prompted += usize::from(prompt);
        if !(prompt || continues || line.is_empty() || line.starts_with('#')) || line.contains("<<") {
            return false;
        }
        continues = line.ends_with('\\');
    }
    prompted == prompts.len()
}
