//! Numbers of headings, labels and steps, and where a series of them breaks.

use super::super::Context;
use crate::model::Section;
use crate::source::Span;
use crate::syntax::{Block, BlockKind, List};
use std::collections::{BTreeMap, HashSet};

/// The largest number that counts one by one: `404` and `2025` are no numbers of parts.
const MOST: u32 = 99;

/// Where a series breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Break {
    /// The heading, label or step.
    pub(super) span: Span,
    /// Its number as written.
    pub(super) number: String,
    /// What is wrong.
    pub(super) kind: BreakKind,
}

/// What is wrong with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum BreakKind {
    /// Numbers in front of it are missing: the first of them.
    Missing(String),
    /// It was there before.
    Repeated(Span),
}

/// A number of a series.
#[derive(Debug, Clone)]
struct Member {
    span: Span,
    /// The word in front of it (`Step`, `第`).
    word: String,
    /// What stands in front of the last part (`5.` of 5.1).
    front: String,
    last: u32,
}

impl Member {
    fn number(&self, last: u32) -> String {
        format!("{}{last}", self.front)
    }
}

/// Every break of a document.
pub(super) fn breaks<'a>(context: &'a Context<'_>) -> &'a [Break] {
    context.shared.breaks.get_or_init(|| find(context))
}

fn find(context: &Context<'_>) -> Vec<Break> {
    let source = context.source.text();
    let mut breaks = Vec::new();
    let mut all = HashSet::new();
    for section in context.runbook.all_sections() {
        if let Some((key, member)) = member(section, source) {
            all.insert((key, member.last));
        }
    }
    siblings(&context.runbook.sections, source, &all, &mut breaks);
    strangers(context, source, &mut breaks);
    for section in context.runbook.all_sections().filter(|section| section.children.len() > 1) {
        siblings(&section.children, source, &all, &mut breaks);
    }
    lists(&context.document.blocks, source, &mut breaks);
    breaks
}

/// What tells one series of headings from another: level, the word in front of the number, its parts but the last.
type Key = (u8, String, String);

fn member(section: &Section, source: &str) -> Option<(Key, Member)> {
    let number = section.number.as_deref()?;
    let written = source.get(section.span.range())?;
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９' | '①'..='⑳');
    let at = written.find(digits)?;
    let behind = written[at..].trim_start_matches(|c| digits(c) || matches!(c, '.' | '-' | '．'));
    let marks = |c: char| c.is_whitespace() || matches!(c, '#' | '*' | '_' | '>') || !c.is_alphanumeric();
    let word: String = written[..at].chars().filter(|c| !marks(*c)).collect();
    let split = number.rfind(['.', '-']).map_or(0, |at| at + 1);
    let (front, last) = number.split_at_checked(split)?;
    let last: u32 = last.parse().ok().filter(|last| *last <= MOST)?;
    // `3 台目の起動` may begin with a quantity; `3. 起動`, `3) 起動`, `3.1 起動` and `Step 3` do not.
    let marked = written[at..].len() > behind.len() + number.len() || behind.starts_with([')', '）', ':', '：', '、']);
    if word.is_empty() && front.is_empty() && !marked && !written[at..].starts_with(|c| matches!(c, '①'..='⑳')) {
        return None;
    }
    // A date or a version is no place in a series.
    if front.split(['.', '-']).any(|part| part.parse::<u32>().is_ok_and(|part| part > MOST)) {
        return None;
    }
    let key = (section.level, word, front.to_owned());
    Some((key.clone(), Member { span: section.span, word: key.1, front: key.2, last }))
}

/// `5.8` under `6.`, where there is a 5.8 already.
fn strangers(context: &Context<'_>, source: &str, breaks: &mut Vec<Break>) {
    let mut seen: BTreeMap<(Key, u32), Span> = BTreeMap::new();
    let mut strange = Vec::new();
    for parent in context.runbook.all_sections() {
        for section in &parent.children {
            let Some((key, member)) = member(section, source) else { continue };
            let front = member.front.trim_end_matches(['.', '-']);
            let own = parent.number.as_deref().is_none_or(|number| number == front);
            if own || front.is_empty() {
                seen.entry((key, member.last)).or_insert(member.span);
            } else {
                strange.push((key, member));
            }
        }
    }
    for (key, member) in strange {
        let Some(&first) = seen.get(&(key, member.last)) else { continue };
        let number = member.number(member.last);
        breaks.push(Break { span: member.span, number, kind: BreakKind::Repeated(first) });
    }
}

/// Series among the parts of one part.
fn siblings(sections: &[Section], source: &str, all: &HashSet<(Key, u32)>, breaks: &mut Vec<Break>) {
    let mut series: BTreeMap<Key, Vec<Member>> = BTreeMap::new();
    for section in sections {
        if let Some((key, member)) = member(section, source) {
            series.entry(key).or_default().push(member);
        }
    }
    for (key, members) in series {
        let clear = members.len() > 2 || (members.len() == 2 && !(key.1.is_empty() && key.2.is_empty()));
        if clear && members.first().is_some_and(|first| first.last <= 1) {
            let elsewhere = |number: u32| {
                all.contains(&(key.clone(), number))
                    || (1..=7).any(|level| all.contains(&((level, key.1.clone(), key.2.clone()), number)))
            };
            judge(&members, source, &elsewhere, breaks);
        }
    }
}

/// Where the numbers of a series break. A number that stands at another place is out of order, and not missing.
fn judge(members: &[Member], source: &str, elsewhere: &dyn Fn(u32) -> bool, breaks: &mut Vec<Break>) {
    // `1. 1. 1.` is left to be counted.
    if members.windows(2).all(|pair| matches!(pair, [one, next] if one.last == next.last)) {
        return;
    }
    let mut seen: BTreeMap<u32, Span> = BTreeMap::new();
    let mut before: Option<&Member> = None;
    let mut told = false;
    for member in members {
        let (last, span) = (member.last, member.span);
        let follows = before.is_some_and(|before| before.last + 1 == last);
        let mut repeats = false;
        match before {
            Some(before) if last <= 1 && before.last > last => seen.clear(),
            Some(before) if last > before.last + 1 && !elsewhere(before.last + 1) => {
                let between = before.span.end as usize..span.start as usize;
                if !stands_between(member, before.last + 1, between, source) {
                    let kind = BreakKind::Missing(member.number(before.last + 1));
                    breaks.push(Break { span, number: member.number(last), kind });
                }
            }
            _ => {
                if let Some(&first) = seen.get(&last) {
                    repeats = true;
                    // What follows a repeated number repeats the next ones: one cause.
                    if !(told && follows) {
                        breaks.push(Break { span, number: member.number(last), kind: BreakKind::Repeated(first) });
                    }
                }
            }
        }
        told = repeats;
        seen.insert(last, span);
        before = Some(member);
    }
}

/// Whether a line between two numbers begins with the missing one: `Phase 2A`, or a heading inside of a code block that
/// is not closed, which is the finding of another rule.
fn stands_between(member: &Member, number: u32, between: std::ops::Range<usize>, source: &str) -> bool {
    let start = format!("{}{}", member.word, member.number(number));
    source.get(between).unwrap_or_default().lines().any(|line| {
        if !line.trim_start_matches(['>', ' ']).starts_with(['#', '*']) {
            return false;
        }
        let words = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let bare: String = words.chars().take(start.chars().count() + 3).filter(|c| !c.is_whitespace()).collect();
        bare.strip_prefix(start.as_str()).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Ordered lists: what is written has to be what is shown.
fn lists(blocks: &[Block], source: &str, breaks: &mut Vec<Break>) {
    let mut members: Vec<Member> = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::List(list) => {
                if list.start.is_some() {
                    let written = written(list, source);
                    // A list that begins anew is another one.
                    if written.first().is_none_or(|first| first.last <= 1) {
                        judge_list(&std::mem::take(&mut members), source, breaks);
                    }
                    members.extend(written);
                }
                list.items.iter().for_each(|item| lists(&item.blocks, source, breaks));
            }
            BlockKind::Heading(_) => judge_list(&std::mem::take(&mut members), source, breaks),
            BlockKind::Quote(_, inner) | BlockKind::Details(_, inner) | BlockKind::Footnote(_, _, inner) => {
                lists(inner, source, breaks);
            }
            _ => {}
        }
    }
    judge_list(&members, source, breaks);
}

fn judge_list(members: &[Member], source: &str, breaks: &mut Vec<Break>) {
    if members.len() < 2 {
        return;
    }
    let numbers: HashSet<u32> = members.iter().map(|member| member.last).collect();
    judge(members, source, &|number| numbers.contains(&number), breaks);
}

/// The numbers of a list's items as they stand in the source.
fn written(list: &List, source: &str) -> Vec<Member> {
    let member = |span: Span| {
        let text = source.get(span.range())?;
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let last: u32 = text.get(..digits)?.parse().ok().filter(|last| *last <= MOST)?;
        let end = span.start as usize + digits + 1;
        Some(Member {
            span: Span::new(span.start as usize, end.min(span.end as usize)),
            word: String::new(),
            front: String::new(),
            last,
        })
    };
    list.items.iter().filter_map(|item| member(item.span)).collect()
}
