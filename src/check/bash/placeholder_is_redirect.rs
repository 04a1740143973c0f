//! `bash/placeholder-is-redirect`: `<pod-name>` outside of quotes, which bash takes for two redirections.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::lang::placeholder::Form;
use crate::lang::{TokenClass, bash};
use crate::model::CodeBlock;
use crate::source::Span;
use std::cell::LazyCell;
use std::ops::Range;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/placeholder-is-redirect", level: Level::Info, check: Check::Document(check) };

/// One finding a block, at its first such placeholder.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let runbook = context.runbook;
    if runbook.template {
        return;
    }
    let angles = runbook.placeholders.iter().filter(|one| one.form == Form::Angle);
    let mut places: Vec<Span> = angles.flat_map(|one| one.occurrences.iter().copied()).collect();
    places.sort_unstable_by_key(|span| span.start);
    let source = context.source;
    for block in runbook.code_blocks.iter().filter(|block| block.language == "bash") {
        let from = places.partition_point(|span| span.start < block.span.start);
        let inside = places.get(from..).unwrap_or_default();
        let inside: Vec<Span> = inside
            .iter()
            .take_while(|span| span.start < block.span.end)
            .filter(|span| source.slice(**span).starts_with('<') && !is_output(block, **span))
            .copied()
            .collect();
        let Some(&first) = inside.first() else { continue };
        let Some(first) = bare(context, block, &inside).unwrap_or(Some(first)) else { continue };
        let message = Message::new("bash-placeholder-is-redirect").with("text", source.slice(first));
        findings.report(first, message).help = Some(Message::new("bash-placeholder-is-redirect-help"));
    }
}

/// Whether a span lies in what a transcript shows as printed, which nobody types.
fn is_output(block: &CodeBlock, span: Span) -> bool {
    let next = block.outputs.partition_point(|output| output.end <= span.start);
    block.outputs.get(next).is_some_and(|output| output.start <= span.start)
}

/// The first placeholder outside of quotes, comments and here-documents.
fn bare(context: &Context<'_>, block: &CodeBlock, places: &[Span]) -> Option<Option<Span>> {
    let source = context.source;
    let quoted: LazyCell<Vec<Range<usize>>, _> = LazyCell::new(|| {
        let tokens = bash::tokens(&block.text).into_iter();
        let quoted = tokens.filter(|(_, class)| matches!(class, TokenClass::Comment | TokenClass::String));
        quoted.map(|(range, _)| range).collect()
    });
    // Places are found again in the block's own text, line by line: lists indent it in the file.
    let mut at = 0;
    for &span in places {
        let written = source.slice(span);
        let found = block.text.get(at..)?.find(written).map(|found| at + found)?;
        at = found + written.len();
        let before = block.text.get(..found)?;
        let is_quoted = || {
            let next = quoted.partition_point(|range| range.end <= found);
            quoted.get(next).is_some_and(|range| range.start < found && found < range.end)
        };
        let covered = may_be_quoted(before) && (is_within_quotes(before) || is_quoted());
        if !covered {
            return Some(Some(span));
        }
    }
    Some(None)
}

/// Whether anything before a place could begin a text or a comment that goes on to it: mostly nothing does.
fn may_be_quoted(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    before.contains(['"', '\'']) || before.contains("<<") || line.contains('#')
}

/// Whether a quote is open at the end of the last line.
fn is_within_quotes(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    let (mut open, mut escaped) = (None, false);
    for letter in line.chars() {
        match (open, letter) {
            _ if escaped => escaped = false,
            (Some('"') | None, '\\') => escaped = true,
            (Some(quote), _) if quote == letter => open = None,
            (None, '"' | '\'') => open = Some(letter),
            (None, '#') => return true,
            _ => {}
        }
    }
    open.is_some()
}
