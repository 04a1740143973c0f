//! `bash/syntax`: a command that bash would refuse.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::lang::bash::{HazardKind, MistakeKind};
use crate::model::{CodeBlock, DefectKind};
use crate::source::Span;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/syntax", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in &context.runbook.code_blocks {
        for defect in &block.defects {
            let DefectKind::Shell(kind) = &defect.kind else { continue };
            // `bash/unquoted-url` says the same of that line, and how to mend it.
            if is_address(context, block, defect.span) {
                continue;
            }
            let (message, help) = words(kind);
            let finding = findings.report(defect.span, message);
            finding.help = Some(Message::new(help));
            if kind.is_unread() {
                finding.level = Level::Info;
            }
        }
    }
}

fn is_address(context: &Context<'_>, block: &CodeBlock, span: Span) -> bool {
    let source = context.source;
    let line = source.line(span.start);
    block.defects.iter().any(|defect| {
        matches!(defect.kind, DefectKind::Hazard(HazardKind::UnquotedUrl(_))) && source.line(defect.span.start) == line
    })
}

fn words(kind: &MistakeKind) -> (Message, &'static str) {
    match kind {
        MistakeKind::Quote(quote) => (Message::new("bash-syntax-quote").with("quote", quote), "bash-syntax-quote-help"),
        MistakeKind::Opened(sign) => (Message::new("bash-syntax-opened").with("sign", sign), "bash-syntax-opened-help"),
        MistakeKind::Compound(word, end) => {
            (Message::new("bash-syntax-compound").with("word", word).with("end", end), "bash-syntax-compound-help")
        }
        MistakeKind::Document(word) => {
            (Message::new("bash-syntax-document").with("word", word), "bash-syntax-document-help")
        }
        MistakeKind::Unexpected(sign) => {
            let help = match sign.as_str() {
                "(" | ")" => "bash-syntax-bracket-help",
                _ => "bash-syntax-unexpected-help",
            };
            (Message::new("bash-syntax-unexpected").with("sign", sign), help)
        }
        MistakeKind::Incomplete => (Message::new("bash-syntax-incomplete"), "bash-syntax-incomplete-help"),
        MistakeKind::TooLong => (Message::new("bash-syntax-too-long"), "bash-syntax-too-deep-help"),
        MistakeKind::TooDeep => (Message::new("bash-syntax-too-deep"), "bash-syntax-too-deep-help"),
    }
}
