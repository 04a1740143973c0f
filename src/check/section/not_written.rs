//! `section/not-written`: a runbook that says it is still to be written, and holds nothing to go by.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::model::{Kind, Scenario};
use crate::source::Span;
use crate::syntax::{Block, BlockKind, Prose, walk};

pub(in crate::check) const RULE: Rule =
    Rule { name: "section/not-written", level: Level::Warning, check: Check::Document(check) };

/// What such documents say, one a line, small letters.
const WORDS: &str = include_str!("not_written.txt");

/// A text with more characters than this says something besides.
const MOST: usize = 600;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.runbook.kind != Kind::Runbook || context.runbook.template || holds_something(context) {
        return;
    }
    let source = context.source.text();
    let (mut said, mut length): (Option<(Span, String)>, usize) = (None, 0);
    walk::each(&context.document.blocks, &mut |content, holder| {
        let prose = Prose::new(content, source);
        if holder != walk::Holder::Heading {
            length += prose.text.chars().count();
        }
        if said.is_none() {
            said = words(&prose.text).map(|range| (prose.span(range.clone()), prose.text[range].to_owned()));
        }
    });
    let Some((span, text)) = said.filter(|_| length <= MOST) else { return };
    let message = Message::new("section-not-written").with("text", text);
    findings.report(span, message).help = Some(Message::new("section-not-written-help"));
}

/// Whether somebody could work with what a document holds.
fn holds_something(context: &Context<'_>) -> bool {
    let runbook = context.runbook;
    !runbook.code_blocks.is_empty()
        || !runbook.contacts.is_empty()
        || !runbook.listed_contacts.is_empty()
        || !runbook.severity_levels.is_empty()
        || !runbook.escalation.is_empty()
        || runbook.scenarios.iter().any(is_answered)
        || !runbook.checklists.is_empty()
        || !runbook.inline_commands.is_empty()
        || has_steps(&context.document.blocks)
}

/// A title alone can name a failure.
fn is_answered(scenario: &Scenario) -> bool {
    !scenario.symptoms.is_empty()
        || !scenario.causes.is_empty()
        || scenario.parts.iter().any(|part| !part.steps.is_empty())
}

fn has_steps(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match &block.kind {
        BlockKind::List(list) => list.start.is_some(),
        BlockKind::Quote(_, inner) | BlockKind::Details(_, inner) => has_steps(inner),
        _ => false,
    })
}

/// Where a text says so. A word of Latin letters stands alone: a TODO API is a service.
fn words(text: &str) -> Option<std::ops::Range<usize>> {
    let folded = text.to_ascii_lowercase();
    let known = WORDS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let places = known.filter_map(|word| {
        let at = folded.find(word)?;
        let range = at..at + word.len();
        let bare = folded.trim().trim_matches(|one: char| !one.is_alphanumeric());
        (!word.is_ascii() || word.contains(' ') || bare == word || folded.trim_start().starts_with(&format!("{word}:")))
            .then_some(range)
    });
    places.min_by_key(|range| range.start)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_word_of_latin_letters_stands_alone() {
        for text in ["作成予定です", "🚧 TODO", "TODO: 手順を書く", "Work in progress.", "**執筆中**"] {
            assert!(words(text).is_some(), "{text}");
        }
        for text in ["TODO API の手順", "予定を作成する", "wipe"] {
            assert!(words(text).is_none(), "{text}");
        }
    }
}
