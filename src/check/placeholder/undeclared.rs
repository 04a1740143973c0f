//! `placeholder/undeclared`: a command asks for a value that the document says nothing about.

use super::super::{Check, Context, Findings, Rule, template};
use super::explained::Explained;
use crate::diag::{Level, Message};
use crate::lang::placeholder::Form;
use crate::model::{Command, Placeholder};
use crate::source::Span;
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule =
    Rule { name: "placeholder/undeclared", level: Level::Info, check: Check::Document(check) };

/// So many names are looked up in a document: with more it is a catalogue and no runbook.
const NAMES: usize = 200;

/// One finding a line, where a command first asks for a name; variables apart.
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
    let source = context.source;
    let mut explained: Option<Explained<'_>> = None;
    let mut lines: BTreeMap<(u32, bool), (Span, Vec<&str>)> = BTreeMap::new();
    for placeholder in runbook.placeholders.iter().filter(|one| is_named(one)).take(NAMES) {
        if placeholder.occurrences.iter().any(|span| !in_code(*span)) {
            continue;
        }
        let first = placeholder.occurrences.iter().find_map(|span| Some((*span, asked(context, *span)?)));
        let Some((place, command)) = first else { continue };
        let explained = explained.get_or_insert_with(|| Explained::new(context, &code));
        if explained.is_plain(command, placeholder, place) || explained.says(placeholder, place) {
            continue;
        }
        let line = source.line(place.start);
        let variable = placeholder.form == Form::Env;
        let names = &mut lines.entry((line, variable)).or_insert((place, Vec::new())).1;
        if !names.contains(&placeholder.name.as_str()) {
            names.push(&placeholder.name);
        }
    }
    for ((_, variable), (place, names)) in lines {
        let key = if variable { "placeholder-undeclared-variable" } else { "placeholder-undeclared" };
        let finding = findings.report(place, Message::new(key).with("name", names.join(", ")));
        finding.help = Some(Message::new("placeholder-undeclared-help"));
    }
}

/// Samples (`xxx`, `example.com`) have no name that could be explained.
fn is_named(placeholder: &Placeholder) -> bool {
    placeholder.form != Form::Sample && !placeholder.name.is_empty()
}

/// Whether a command or a statement holds the place; the command.
fn asked<'a>(context: &Context<'a>, span: Span) -> Option<Option<&'a Command>> {
    let blocks = &context.runbook.code_blocks;
    let next = blocks.partition_point(|block| block.span.end <= span.start);
    let block = blocks.get(next)?;
    let after = block.commands.partition_point(|command| command.span.start <= span.start);
    let near = block.commands.get(after.saturating_sub(8)..after).unwrap_or_default();
    if let Some(command) = near.iter().rev().find(|command| command.span.contains(span.start)) {
        return Some(Some(command));
    }
    block.statements.iter().any(|statement| statement.span.contains(span.start)).then_some(None)
}
