//! `section/duplicate-heading`: two headings of one part are the same.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Label, Level, Message};
use crate::model::{Form, Section};
use std::borrow::Cow;
use std::collections::{HashMap, hash_map::Entry};

pub(in crate::check) const RULE: Rule =
    Rule { name: "section/duplicate-heading", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    siblings(context, &context.runbook.sections, findings);
    for section in context.runbook.all_sections().filter(|section| section.children.len() > 1) {
        siblings(context, &section.children, findings);
    }
}

/// As often as this a heading is repeated on purpose (質問 and 回答 in a log).
const ON_PURPOSE: usize = 4;

type Key<'a> = (u8, Option<&'a str>, Cow<'a, str>);

fn key(section: &Section) -> Key<'_> {
    let title = section.title.as_str();
    let small = title.chars().all(|letter| letter.is_ascii() && !letter.is_ascii_uppercase() || is_japanese(letter));
    let title = if small { Cow::Borrowed(title) } else { Cow::Owned(title.to_lowercase()) };
    (section.level, section.number.as_deref(), title)
}

/// Letters that are neither large nor small.
fn is_japanese(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{9FFF}')
}

fn siblings(context: &Context<'_>, sections: &[Section], findings: &mut Findings<'_>) {
    // `[氏名] - [日付]` is a form to be filled in.
    let is_form = |title: &str| title.starts_with('[') && title.ends_with(']');
    let named =
        |section: &&Section| section.form == Form::Heading && !section.title.is_empty() && !is_form(&section.title);
    let mut counts: HashMap<Key<'_>, usize> = HashMap::new();
    sections.iter().filter(named).for_each(|section| *counts.entry(key(section)).or_default() += 1);
    if counts.values().all(|count| *count == 1) {
        return;
    }
    let mut first: HashMap<Key<'_>, &Section> = HashMap::new();
    let mut run: Vec<(&Section, &Section)> = Vec::new();
    for section in sections.iter().filter(named) {
        let key = key(section);
        if counts.get(&key).is_some_and(|count| *count >= ON_PURPOSE) {
            continue;
        }
        match first.entry(key) {
            Entry::Vacant(place) => {
                place.insert(section);
                report(context, &std::mem::take(&mut run), findings);
            }
            Entry::Occupied(place) => run.push((place.get(), section)),
        }
    }
    report(context, &run, findings);
}

/// Headings that repeat earlier ones one behind the other are a part that stands there twice: one finding.
fn report(context: &Context<'_>, run: &[(&Section, &Section)], findings: &mut Findings<'_>) {
    let Some((first, section)) = run.first() else { return };
    let message = match run.len() {
        1 => Message::new("section-duplicate-heading").with("title", &section.title),
        count => Message::new("section-duplicate-heading-run").with("title", &section.title).with("count", count),
    };
    let finding = findings.report(section.span, message);
    finding.help = Some(Message::new("section-duplicate-heading-help").with("id", &section.id));
    let message = Message::new("section-duplicate-heading-first");
    finding.related.push(Label { file: context.file, span: first.span, message });
}
