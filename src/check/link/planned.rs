//! Files that a document names and that are still to be written: in sections on what comes, in plans, in lists of what
//! work is to give, in tasks that are open.

use super::super::{Linked, around};
use super::line_before;
use crate::model::{Link, Section};
use crate::source::{Span, small};
use crate::syntax::{Block, BlockKind};
use std::sync::LazyLock;

/// The words, by what they say.
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("planned.txt")));

#[derive(Debug, Default)]
struct Words {
    section: Vec<&'static str>,
    made: Vec<&'static str>,
    done: Vec<&'static str>,
    present: Vec<&'static str>,
    plan: Vec<&'static str>,
    standing: Vec<&'static str>,
    existing: Vec<&'static str>,
    making: Vec<&'static str>,
}

impl Words {
    fn read(text: &'static str) -> Self {
        let mut words = Words::default();
        for (kind, word) in text.lines().filter_map(|line| line.split_once(' ')) {
            match kind {
                "section" => words.section.push(word),
                "made" => words.made.push(word),
                "done" => words.done.push(word),
                "present" => words.present.push(word),
                "plan" => words.plan.push(word),
                "standing" => words.standing.push(word),
                "existing" => words.existing.push(word),
                "making" => words.making.push(word),
                _ => {}
            }
        }
        words
    }
}

fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// What a document plans, found once for all of its mentions.
pub(super) struct Plans {
    /// Its title, in small letters.
    title: String,
    /// Whether it is a plan that is not in force yet.
    plan: bool,
    /// Open tasks that make something, in order, none within another.
    tasks: Vec<Span>,
}

impl Plans {
    pub(super) fn new(context: &Linked<'_>) -> Self {
        let title = small(&context.runbook.title.value);
        let plan = holds(&title, &WORDS.plan) && !holds(&title, &WORDS.standing);
        let mut tasks = Vec::new();
        gather(&context.document.blocks, context.source.text(), &mut tasks);
        Plans { title, plan, tasks }
    }

    /// Whether a mention names what is still to be written; not where its line speaks of a file that is `there`.
    pub(super) fn holds(&self, context: &Linked<'_>, link: &Link, there: bool) -> bool {
        let around = around::sections(context, link.span.start);
        let titled = |words: &[&str]| around.iter().any(|section| holds(&small(&section.title), words));
        let comes = |title: &str| holds(title, &WORDS.section) && !holds(title, &WORDS.present);
        let coming = around.iter().any(|section| comes(&small(&section.title)))
            || (self.plan && !titled(&WORDS.existing) && !titled(&WORDS.done));
        (coming && !there) || self.is_in_task(link.span.start) || self.is_made(context, link, &around)
    }

    fn is_in_task(&self, at: u32) -> bool {
        let next = self.tasks.partition_point(|task| task.start <= at);
        next.checked_sub(1).and_then(|before| self.tasks.get(before)).is_some_and(|task| task.contains(at))
    }

    /// Whether a mention stands in a list below 成果物, of work that is not said to be done.
    fn is_made(&self, context: &Linked<'_>, link: &Link, around: &[&Section]) -> bool {
        let before = line_before(context.source.text(), link.span.start as usize).trim_start();
        let listed =
            before.starts_with(['-', '*', '+', '・']) || before.starts_with(|first: char| first.is_ascii_digit());
        let below = || around.first().is_some_and(|section| holds(&small(&section.title), &WORDS.made));
        let done = || {
            holds(&self.title, &WORDS.done) || around.iter().any(|section| holds(&small(&section.title), &WORDS.done))
        };
        listed && below() && !done()
    }
}

/// Gathers open tasks that make something.
fn gather(blocks: &[Block], text: &str, tasks: &mut Vec<Span>) {
    for block in blocks {
        match &block.kind {
            BlockKind::List(list) => {
                for item in &list.items {
                    let written = text.get(item.span.range()).unwrap_or_default();
                    let first = written.lines().next().unwrap_or_default();
                    if item.task == Some(false) && holds(&small(first), &WORDS.making) {
                        tasks.push(item.span);
                    } else {
                        gather(&item.blocks, text, tasks);
                    }
                }
            }
            BlockKind::Quote(_, inner) | BlockKind::Details(_, inner) => gather(inner, text, tasks),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::WORDS;

    #[test]
    fn every_line_of_words_has_a_kind() {
        let lines = include_str!("planned.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let words = &*WORDS;
        let all = [
            &words.section,
            &words.present,
            &words.made,
            &words.done,
            &words.plan,
            &words.standing,
            &words.existing,
            &words.making,
        ];
        assert_eq!(lines.count(), all.iter().map(|kind| kind.len()).sum::<usize>());
        assert!(all.iter().all(|kind| !kind.is_empty() && kind.iter().all(|word| *word == word.to_lowercase())));
    }
}
