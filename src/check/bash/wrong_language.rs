//! `bash/wrong-language`: a label that says another language than the code is in.

use super::super::{Check, Context, Findings, Rule};
use super::missing_language::is_transcript;
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::source::Span;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/wrong-language", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.source;
    for block in context.runbook.code_blocks.iter().filter(|block| !block.info.is_empty()) {
        let label = crate::lang::language::named(&block.info);
        let Some(label) = label.filter(|label| *label != block.language) else { continue };
        // Only what is run does harm where it is taken for something else, or something else for it.
        if !matches!(label.as_str(), "bash" | "sql") && !matches!(block.language.as_str(), "bash" | "sql") {
            continue;
        }
        let opening = source.slice(block.span).lines().next().unwrap_or_default();
        let Some(at) = opening.find(block.info.as_str()) else { continue };
        let word = block.info.split([' ', ',', '{']).next().unwrap_or(&block.info);
        let start = block.span.start as usize + at;
        let span = Span::new(start, start + word.len());
        let transcript = block.language == "bash" && is_transcript(block);
        let language = if transcript { "console" } else { block.language.as_str() };
        let message = Message::new("bash-wrong-language").with("label", word).with("language", language);
        let finding = findings.report(span, message);
        finding.help = Some(Message::new("bash-wrong-language-help").with("language", language));
        let edit = Edit { span, new_text: language.to_owned() };
        finding.fix = Some(Fix { applicability: Applicability::Unsafe, edits: vec![edit] });
    }
}
