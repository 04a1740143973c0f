//! Which new heading a heading that is gone has become.
//!
//! 1. The same words at the same level, whatever the number before them: a section above has come or gone.
//! 2. The title of a document is its title.
//! 3. At the same place and level, at least half of the words. The place is told by the headings of the same level or
//!    above that still stand.

use std::collections::{BTreeMap, HashMap, HashSet};

/// Most pairs of a document that are compared letter by letter.
const PAIRS: usize = 10_000;

/// Most characters of a title that are compared.
const CHARACTERS: usize = 100;

/// The deepest level of a heading.
const LEVELS: usize = 6;

/// A heading, before or now.
pub(super) struct Heading<'t> {
    pub(super) level: u8,
    pub(super) title: &'t str,
    /// What the heading is in the other list: `None` where it is gone, or new.
    pub(super) other: Option<usize>,
}

/// The headings that stand before and behind one, as places in the list of today.
type Neighbours = (Option<usize>, Option<usize>);

/// Pairs of headings that are gone and that are new, by their places in both lists.
pub(super) fn pairs(before: &[Heading<'_>], now: &[Heading<'_>]) -> Vec<(usize, usize)> {
    let single = |list: &[Heading<'_>]| (0..list.len()).filter(|&at| list[at].other.is_none()).collect::<Vec<_>>();
    let (gone, new) = (single(before), single(now));
    if gone.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let mut pairs = same_words(before, now, &gone, &new);
    if let Some(title) = title(before, now).filter(|title| !pairs.contains(title)) {
        pairs.push(title);
    }
    let paired: HashMap<usize, usize> = pairs.iter().copied().collect();
    let taken: HashSet<usize> = pairs.iter().map(|&(_, now)| now).collect();
    let stands = |at: usize| before[at].other.or_else(|| paired.get(&at).copied());
    let places = neighbours(before, stands);
    let stood = |at: usize| (now[at].other.is_some() || taken.contains(&at)).then_some(at);
    let places_now = neighbours(now, stood);
    let gone: Vec<usize> = gone.into_iter().filter(|at| !paired.contains_key(at)).collect();
    let new: Vec<usize> = new.into_iter().filter(|at| !taken.contains(at)).collect();
    let mut by_place: BTreeMap<(u8, bool, Option<usize>), Vec<usize>> = BTreeMap::new();
    for &at in &new {
        let (level, (behind, ahead)) = (now[at].level, places_now[at]);
        by_place.entry((level, false, behind)).or_default().push(at);
        by_place.entry((level, true, ahead)).or_default().push(at);
    }
    let mut scored = Vec::new();
    let mut budget = PAIRS;
    for &at in &gone {
        let (level, (behind, ahead)) = (before[at].level, places[at]);
        let near = [(level, false, behind), (level, true, ahead)];
        for &candidate in near.iter().filter_map(|place| by_place.get(place)).flatten().take(budget) {
            budget -= 1;
            let alike = likeness(words(before[at].title), words(now[candidate].title));
            if alike >= 500 {
                scored.push((std::cmp::Reverse(alike), at, candidate));
            }
        }
    }
    scored.sort_unstable();
    let (mut left, mut free): (HashSet<usize>, HashSet<usize>) =
        (gone.into_iter().collect(), new.into_iter().collect());
    for (_, at, candidate) in scored {
        if left.contains(&at) && free.remove(&candidate) {
            left.remove(&at);
            pairs.push((at, candidate));
        }
    }
    pairs
}

/// The only heading of the first level is the title, whatever its words.
fn title(before: &[Heading<'_>], now: &[Heading<'_>]) -> Option<(usize, usize)> {
    let only = |list: &[Heading<'_>]| {
        let mut titles = (0..list.len()).filter(|&at| list[at].level == 1);
        titles.next().filter(|&at| titles.next().is_none() && list[at].other.is_none())
    };
    Some((only(before)?, only(now)?))
}

/// Those with the same words, in their order.
fn same_words(before: &[Heading<'_>], now: &[Heading<'_>], gone: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
    let mut by_words: HashMap<(u8, &str), Vec<usize>> = HashMap::new();
    for &at in new.iter().rev() {
        by_words.entry((now[at].level, words(now[at].title))).or_default().push(at);
    }
    let same = |&at: &usize| Some((at, by_words.get_mut(&(before[at].level, words(before[at].title)))?.pop()?));
    gone.iter().filter_map(same).collect()
}

/// For each heading the nearest ones of its level or above, on both sides, that stand in both lists.
fn neighbours(list: &[Heading<'_>], stands: impl Fn(usize) -> Option<usize>) -> Vec<Neighbours> {
    let behind = nearest(list, &stands, 0..list.len());
    let ahead = nearest(list, &stands, (0..list.len()).rev());
    behind.into_iter().zip(ahead).collect()
}

fn nearest(
    list: &[Heading<'_>],
    stands: &impl Fn(usize) -> Option<usize>,
    order: impl Iterator<Item = usize>,
) -> Vec<Option<usize>> {
    let mut found = vec![None; list.len()];
    // The last one of each level, with when it was seen.
    let mut last: [Option<(usize, usize)>; LEVELS + 1] = [None; LEVELS + 1];
    for (step, at) in order.enumerate() {
        let level = usize::from(list[at].level).min(LEVELS);
        found[at] = last[..=level].iter().flatten().max().map(|&(_, other)| other);
        if let Some(other) = stands(at) {
            last[level] = Some((step, other));
        }
    }
    found
}

/// A title without the number and the signs that it begins with.
pub(super) fn words(title: &str) -> &str {
    let words = title.trim_start_matches(|c: char| !c.is_alphabetic());
    if words.is_empty() { title } else { words.trim_end() }
}

/// How much of two titles is the same, in the same order: per thousand.
fn likeness(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().take(CHARACTERS).flat_map(char::to_lowercase).collect();
    let other: Vec<char> = other.chars().take(CHARACTERS).flat_map(char::to_lowercase).collect();
    let mut row = vec![0_usize; other.len() + 1];
    for own in &one {
        let mut corner = 0;
        for (at, theirs) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if own == theirs { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    let common = row.last().copied().unwrap_or(0);
    2000 * common / (one.len() + other.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_are_half_the_same() {
        for (one, other, alike) in [
            ("応答が遅い", "応答が遅いとき", true),
            ("高レイテンシ", "高レイテンシの対応", true),
            ("DB 接続エラー", "データベース接続エラー", true),
            ("切り戻し", "ロールバック", false),
            ("連絡先", "重要度", false),
        ] {
            assert_eq!(likeness(one, other) >= 500, alike, "{one} {other} {}", likeness(one, other));
        }
        assert_eq!((words("3.2 ⚠️ 復旧"), words("2024"), words("①再起動")), ("復旧", "2024", "再起動"));
    }

    #[test]
    fn many_that_are_gone_take_no_time() {
        let titles: Vec<String> = (0..20_000).map(|at| format!("手順その{at}の甲")).collect();
        let others: Vec<String> = (0..20_000).map(|at| format!("作業その{at}の乙")).collect();
        fn list(titles: &[String]) -> Vec<Heading<'_>> {
            titles.iter().map(|title| Heading { level: 2, title, other: None }).collect()
        }
        assert!(pairs(&list(&titles), &list(&others)).len() <= 20_000);
    }
}
