//! `placeholder/undeclared`: a command asks for a value that the document says nothing about.

use super::super::{Check, Context, Findings, Rule, template};
use crate::diag::{Level, Message};
use crate::lang::placeholder::Form;
use crate::model::Placeholder;
use crate::source::Span;

pub(in crate::check) const RULE: Rule =
    Rule { name: "placeholder/undeclared", level: Level::Info, check: Check::Document(check) };

/// One finding a name, where a command first asks for it.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let runbook = context.runbook;
    if runbook.template || template::is_likely(context) || runbook.placeholders.is_empty() {
        return;
    }
    let code: Vec<Span> = runbook.code_blocks.iter().map(|block| block.span).collect();
    let in_code = |span: Span| {
        let next = code.partition_point(|block| block.end <= span.start);
        code.get(next).is_some_and(|block| block.contains(span.start))
    };
    let mut prose: Option<String> = None;
    for placeholder in runbook.placeholders.iter().filter(|one| is_named(one)) {
        if placeholder.occurrences.iter().any(|span| !in_code(*span)) {
            continue;
        }
        let Some(first) = placeholder.occurrences.iter().find(|span| is_asked(context, **span)) else { continue };
        let prose = prose.get_or_insert_with(|| outside(context, &code));
        if says(prose, &placeholder.name) {
            continue;
        }
        let key = match placeholder.form {
            Form::Env => "placeholder-undeclared-variable",
            _ => "placeholder-undeclared",
        };
        let finding = findings.report(*first, Message::new(key).with("name", &placeholder.name));
        finding.help = Some(Message::new("placeholder-undeclared-help"));
    }
}

/// Samples (`xxx`, `example.com`) have no name that could be explained.
fn is_named(placeholder: &Placeholder) -> bool {
    placeholder.form != Form::Sample && !placeholder.name.is_empty()
}

/// Whether a command or a statement holds the place.
fn is_asked(context: &Context<'_>, span: Span) -> bool {
    let blocks = &context.runbook.code_blocks;
    let next = blocks.partition_point(|block| block.span.end <= span.start);
    let Some(block) = blocks.get(next) else { return false };
    let commands = block.commands.iter().map(|command| command.span);
    let statements = block.statements.iter().map(|statement| statement.span);
    commands.chain(statements).any(|code| code.contains(span.start))
}

/// All that stands outside of code, in small letters.
fn outside(context: &Context<'_>, code: &[Span]) -> String {
    let text = context.sources.file(context.file).text();
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for span in code {
        kept.push_str(text.get(at..span.start as usize).unwrap_or_default());
        kept.push('\n');
        at = (span.end as usize).max(at);
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    kept.to_ascii_lowercase()
}

/// Whether the prose names it, however its words are joined (`pod-name`, `POD_NAME`, pod name).
fn says(prose: &str, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if prose.contains(&name) {
        return true;
    }
    let joined = [" ", "-", "_", ""];
    name.contains(['-', '_', ' ']) && joined.iter().any(|join| prose.contains(&name.replace(['-', '_', ' '], join)))
}
