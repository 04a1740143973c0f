//! Which levels stand out of the order of the others.

use super::is_longer;
use crate::model::{Duration, Mark, Scale, SeverityLevel};
use crate::source::Spanned;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A level with its target.
pub(super) type Aimed<'a> = (&'a SeverityLevel, &'a Spanned<Duration>);

/// A level out of order, and one that it contradicts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Misplaced<'a> {
    pub(super) level: Aimed<'a>,
    pub(super) other: Aimed<'a>,
    /// Whether the other is the worse of the two.
    pub(super) other_is_worse: bool,
}

/// More levels than this are no scale.
const MOST: usize = 24;

/// How bad the words of a document say that each level is; a table of targets may leave them to a table of definitions.
pub(super) type Weights = BTreeMap<Mark, u32>;

/// The weights of all levels with a number.
pub(super) fn weights(levels: &[SeverityLevel]) -> Weights {
    levels.iter().filter_map(|level| Some((level.mark?, level.weight?))).collect()
}

/// The fewest levels without which the times grow from the worst level to the mildest, each with one that it contradicts.
/// `levels` are those of one table that have a time.
pub(super) fn misplaced<'a>(levels: &[Aimed<'a>], known: &Weights) -> Vec<Misplaced<'a>> {
    let Some(sorted) = from_worst(levels, known) else { return Vec::new() };
    let kept = longest_in_order(&sorted);
    let stray = (0..sorted.len()).filter(|at| !kept.contains(at));
    stray.filter_map(|at| contradicted(&sorted, &kept, at)).collect()
}

/// Levels from the worst to the mildest: by their words, else by their numbers, which grow towards the mildest in the
/// scales SEV and P. `None` where neither says which is worse.
fn from_worst<'a>(levels: &[Aimed<'a>], known: &Weights) -> Option<Vec<Aimed<'a>>> {
    if levels.len() < 2 || levels.len() > MOST {
        return None;
    }
    let mut sorted = levels.to_vec();
    let weight = |level: &SeverityLevel| level.weight.or_else(|| known.get(&level.mark?).copied());
    let weights: Option<Vec<u32>> = levels.iter().map(|(level, _)| weight(level)).collect();
    if let Some(weights) = weights
        && weights.iter().min() != weights.iter().max()
    {
        sorted.sort_by_key(|(level, _)| (weight(level), level.mark));
        return Some(sorted);
    }
    let marks: Vec<Mark> = levels.iter().filter_map(|(level, _)| level.mark).collect();
    if marks.len() < levels.len() {
        return None;
    }
    sorted.sort_by_key(|(level, _)| level.mark);
    if !marks.iter().all(|mark| matches!(mark.scale, Scale::Severity | Scale::Priority)) {
        // レベル1 may be either end: the way in which most times grow tells which.
        let reversed: Vec<Aimed<'_>> = sorted.iter().rev().copied().collect();
        let (up, down) = (longest_in_order(&sorted).len(), longest_in_order(&reversed).len());
        return match up.cmp(&down) {
            Ordering::Greater if up > 2 => Some(sorted),
            Ordering::Less if down > 2 => Some(reversed),
            _ => None,
        };
    }
    // A project may count the other way: then all times shrink.
    let shrinks = sorted.windows(2).all(|pair| matches!(pair, [one, next] if is_longer(&one.1.value, &next.1.value)));
    (!shrinks || sorted.len() == 2).then_some(sorted)
}

/// Places of the longest run in which no time is longer than a later one; of several the one that begins first.
fn longest_in_order(sorted: &[Aimed<'_>]) -> Vec<usize> {
    // The longest run from each level on, filled from the end.
    let mut best: Vec<(usize, Option<usize>)> = vec![(1, None); sorted.len()];
    for at in (0..sorted.len()).rev() {
        for next in at + 1..sorted.len() {
            let fits = !is_longer(&sorted[at].1.value, &sorted[next].1.value);
            if fits && best[next].0 + 1 > best[at].0 {
                best[at] = (best[next].0 + 1, Some(next));
            }
        }
    }
    let most = best.iter().map(|(length, _)| *length).max().unwrap_or(0);
    let mut at = best.iter().position(|(length, _)| *length == most);
    let mut kept = Vec::new();
    while let Some(place) = at {
        kept.push(place);
        at = best[place].1;
    }
    kept
}

/// The nearest level in order that a stray one contradicts.
fn contradicted<'a>(sorted: &[Aimed<'a>], kept: &[usize], at: usize) -> Option<Misplaced<'a>> {
    let level = sorted[at];
    let worse = kept.iter().rev().filter(|&&place| place < at).map(|&place| sorted[place]);
    let milder = kept.iter().filter(|&&place| place > at).map(|&place| sorted[place]);
    let before = worse.clone().find(|other| is_longer(&other.1.value, &level.1.value));
    let behind = || milder.clone().find(|other| is_longer(&level.1.value, &other.1.value));
    before
        .map(|other| Misplaced { level, other, other_is_worse: true })
        .or_else(|| behind().map(|other| Misplaced { level, other, other_is_worse: false }))
}
