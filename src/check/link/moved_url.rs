//! `link/moved-url`: what an address leads to stands somewhere else for good.

use super::super::{Check, Context, Findings, Rule};
use super::remote;
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::model::Link;
use crate::online::{Address, Answer, Answers};
use crate::source::Span;
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/moved-url", level: Level::Info, check: Check::Answers(check) };

fn check(context: &Context<'_>, answers: &Answers, findings: &mut Findings<'_>) {
    // One address is one finding, and one fix for all its places; in the order of the first.
    let mut moved: BTreeMap<(u32, &str), Vec<&Link>> = BTreeMap::new();
    let mut first: BTreeMap<&str, u32> = BTreeMap::new();
    for (link, answer) in remote::answered(context, answers) {
        if matches!(answer, Answer::Moved { .. }) {
            let start = *first.entry(&link.target).or_insert(link.span.start);
            moved.entry((start, &link.target)).or_default().push(link);
        }
    }
    for ((_, target), links) in moved {
        let (Some(Answer::Moved { to }), Some(link)) = (answers.of(target), links.first()) else { continue };
        let to = with_fragment(to, target);
        let message = Message::new("link-moved-url").with("target", target).with("to", &to);
        let fix = fix(context, &links, target, &to);
        let at = findings.count();
        let finding = findings.report(link.span, message);
        finding.help = Some(Message::new("link-moved-url-help"));
        finding.fix = fix;
        links.iter().skip(1).for_each(|link| findings.relate(at, remote::again(context, link)));
    }
}

/// A reader's place on a page goes with the page.
fn with_fragment(to: &str, target: &str) -> String {
    let fragment = target.find('#').map_or("", |at| &target[at..]);
    if to.contains('#') { to.to_owned() } else { format!("{to}{fragment}") }
}

/// Writes the new address where the old one stands. None where a page was given up for the front page: that it still
/// says the same is unlikely.
fn fix(context: &Context<'_>, links: &[&Link], target: &str, to: &str) -> Option<Fix> {
    let is_front = |address: &Address| address.path() == "/";
    if Address::of(to).is_none_or(|to| is_front(&to)) && Address::of(target).is_some_and(|from| !is_front(&from)) {
        return None;
    }
    let source = context.source;
    // What Markdown would read as an end is written as a percent sign and a number.
    let new_text = to.replace('(', "%28").replace(')', "%29");
    let mut edits = Vec::with_capacity(links.len());
    for link in links {
        let slice = source.slice(link.target_span);
        let inner = slice.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(slice);
        // A link by reference, or one that is not written as it is read.
        if inner != target {
            return None;
        }
        let start = link.target_span.start + u32::from(inner.len() < slice.len());
        let span = Span { start, end: start + inner.len() as u32 };
        edits.push(Edit { span, new_text: new_text.clone() });
    }
    edits.sort_by_key(|edit| edit.span.start);
    let apart = edits.windows(2).all(|pair| matches!(pair, [left, right] if left.span.end <= right.span.start));
    apart.then_some(Fix { applicability: Applicability::Unsafe, edits })
}
