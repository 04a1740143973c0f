//! The heading that a broken anchor most likely means.
//!
//! Names are folded once for a document. Most pairs are told apart by their lengths and by which letters stand in them;
//! only what is left is compared letter by letter, and of that no more than [`CELLS`] in all.

use crate::resolve::{Heading, fold};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Headings that are compared at most, so that a broken document with many headings stays quick.
const COMPARED: usize = 2_000;

/// Letters of a name that are compared at most.
const LETTERS: usize = 200;

/// Comparisons of two letters at most for a document; behind that, broken anchors have no neighbour.
const CELLS: usize = 20_000_000;

/// So many ids are named where none is near.
const SOME: usize = 5;

/// Letters of an id that is listed with others.
const LISTED: usize = 60;

/// The headings of a document, ready to be compared.
pub(super) struct Neighbours<'h> {
    names: Vec<Name<'h>>,
    /// Places of names by how they look; built when first asked for.
    looks: Option<HashMap<String, Vec<usize>>>,
    /// Anchors that headings name themselves, and those that MkDocs gives them; built when first asked for.
    given: Option<HashSet<&'h str>>,
    in_mkdocs: Option<HashSet<String>>,
    cells: usize,
}

struct Name<'h> {
    heading: &'h Heading,
    letters: Letters,
}

/// A name's folded letters, and a bit for each kind of letter in it.
struct Letters {
    all: Vec<char>,
    kinds: u64,
}

impl Letters {
    fn new(text: &str) -> Self {
        let all: Vec<char> = fold::words(text).chars().take(LETTERS).collect();
        // Letters that share a bit make names look nearer than they are, never farther.
        let kinds =
            all.iter().fold(0, |kinds, &letter| kinds | 1_u64 << ((letter as u32).wrapping_mul(0x9E37_79B1) >> 26));
        Letters { all, kinds }
    }
}

/// A heading that is near to what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Near<'h> {
    pub(super) heading: &'h Heading,
    /// Nothing else is near, and this is so near that it was surely meant.
    pub(super) sure: bool,
}

impl<'h> Neighbours<'h> {
    pub(super) fn new(headings: &'h [Heading]) -> Self {
        let headings = headings.iter().filter(|heading| !heading.id.is_empty()).take(COMPARED);
        let names = headings.map(|heading| Name { heading, letters: Letters::new(&heading.text) }).collect();
        Neighbours { names, looks: None, given: None, in_mkdocs: None, cells: 0 }
    }

    /// Ids to choose from where none is near, those of the same number and those that share most letters, and how many
    /// more there are.
    pub(super) fn some(&self, wanted: &str) -> Option<(String, usize)> {
        let (kinds, number) = (Letters::new(wanted).kinds, number(wanted));
        let likeness = |name: &Name<'_>| {
            let numbered = !number.is_empty() && self::number(&name.heading.id) == number;
            (numbered, (name.letters.kinds & kinds).count_ones())
        };
        // The likest, of those that are as like the first ones.
        let mut likest = Vec::with_capacity(SOME + 1);
        for (at, name) in self.names.iter().enumerate() {
            let place = (likeness(name), Reverse(at));
            if likest.len() < SOME || likest.last().is_some_and(|last| *last < place) {
                likest.insert(likest.partition_point(|other| *other > place), place);
                likest.truncate(SOME);
            }
        }
        likest.sort_unstable_by_key(|(_, Reverse(at))| *at);
        let listed = likest.iter().filter_map(|(_, Reverse(at))| self.names.get(*at));
        let ids: Vec<String> = listed.map(|name| format!("#{}", short(&name.heading.id))).collect();
        (!ids.is_empty()).then(|| (ids.join(" "), self.names.len().saturating_sub(SOME)))
    }

    /// The only heading whose id looks like `anchor` and differs in more than case and composition.
    pub(super) fn look_alike(&mut self, anchor: &str) -> Option<&'h Heading> {
        let names = &self.names;
        let looks = self.looks.get_or_insert_with(|| {
            let mut looks: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, name) in names.iter().enumerate() {
                looks.entry(fold::skeleton(&name.heading.id)).or_default().push(at);
            }
            looks
        });
        let [only] = looks.get(&fold::skeleton(anchor))?.as_slice() else { return None };
        let heading = names.get(*only)?.heading;
        (fold::key(&heading.id) != fold::key(anchor)).then_some(heading)
    }

    /// Whether a heading names its anchor itself: `## 復旧 {#restore}` does so for many tools, but not for GitHub.
    pub(super) fn is_given(&mut self, anchor: &str) -> bool {
        let names = &self.names;
        let given = self.given.get_or_insert_with(|| {
            let given = names.iter().filter_map(|name| {
                let (_, given) = name.heading.text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
                given.split([' ', '.']).next()
            });
            given.collect()
        });
        given.contains(anchor)
    }

    /// Whether MkDocs gives this anchor to a heading: it keeps nothing but letters without accents, digits and `_`, and
    /// counts what is left with nothing (`_2`).
    pub(super) fn has_in_mkdocs(&mut self, anchor: &str) -> bool {
        if anchor.strip_prefix('_').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())) {
            return true;
        }
        let names = &self.names;
        let anchors = self.in_mkdocs.get_or_insert_with(|| {
            let anchors = names.iter().map(|name| {
                let kept = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ');
                let text: String = name.heading.text.chars().filter(kept).collect();
                let words: Vec<&str> = text.split([' ', '-']).filter(|word| !word.is_empty()).collect();
                words.join("-").to_ascii_lowercase()
            });
            anchors.filter(|anchor| !anchor.is_empty()).collect()
        });
        anchors.contains(&anchor.to_ascii_lowercase())
    }

    /// The nearest heading by edit distance on folded words; `None` where none is near. A title that holds the words, or
    /// is held by them, counts as near.
    pub(super) fn nearest(&mut self, wanted: &str) -> Option<Near<'h>> {
        let wanted = Letters::new(wanted);
        if wanted.all.is_empty() {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        let mut second = usize::MAX;
        for (at, name) in self.names.iter().enumerate() {
            let Some(distance) = apart(&wanted, &name.letters, second, &mut self.cells) else { continue };
            if is_another(&wanted.all, &name.letters.all) {
                second = second.min(distance);
                continue;
            }
            match best {
                Some((least, _)) if distance >= least => second = second.min(distance),
                _ => {
                    second = best.map_or(second, |(least, _)| least);
                    best = Some((distance, at));
                }
            }
        }
        let (distance, at) = best?;
        let name = self.names.get(at)?;
        Some(Near { heading: name.heading, sure: is_sure(&wanted.all, &name.letters.all, distance, second) })
    }
}

/// The number that an id begins with: `3` of `3-復旧`, `31` of `-31-確認`.
fn number(id: &str) -> &str {
    let id = id.trim_start_matches('-');
    id.split_once(|c: char| !c.is_ascii_digit()).map_or(id, |(number, _)| number)
}

/// An id, of a long one its beginning.
fn short(id: &str) -> String {
    let mut letters = id.chars();
    let start: String = letters.by_ref().take(LISTED).collect();
    if letters.next().is_none() { start } else { format!("{start}…") }
}

/// Equal words, of which there is one heading; else a slip of a letter or two in a long name that no other is near to. A
/// number that differs is no slip.
fn is_sure(wanted: &[char], name: &[char], distance: usize, second: usize) -> bool {
    let digits = |letters: &[char]| letters.iter().filter(|c| c.is_numeric()).copied().collect::<Vec<char>>();
    let equal = distance == 0 && second > 0;
    let slip = second == usize::MAX && distance <= 2 * (wanted.len() / 6) && digits(wanted) == digits(name);
    equal || slip
}

/// Whether two names differ in their numbers and in their words: layer 6 and layer 1 of a list are two things, however alike
/// they are called.
fn is_another(wanted: &[char], name: &[char]) -> bool {
    let part = |letters: &[char], numeric: bool| -> Vec<char> {
        letters.iter().filter(|letter| letter.is_numeric() == numeric).copied().collect()
    };
    let (own, other) = (part(wanted, true), part(name, true));
    !own.is_empty() && !other.is_empty() && own != other && part(wanted, false) != part(name, false)
}

/// Twice the distance of two names that are near, less one where one holds the other; `None` where they are not, or
/// where they are farther than `limit`.
fn apart(wanted: &Letters, name: &Letters, limit: usize, cells: &mut usize) -> Option<usize> {
    if name.all.is_empty() {
        return None;
    }
    let (short, long) = if wanted.all.len() < name.all.len() { (wanted, name) } else { (name, wanted) };
    let least = (long.all.len() - short.all.len())
        .max((wanted.kinds & !name.kinds).count_ones() as usize)
        .max((name.kinds & !wanted.kinds).count_ones() as usize);
    if (least * 2).saturating_sub(1) > limit {
        return None;
    }
    let most = long.all.len() / 2;
    let could_hold = short.all.len() >= 2 && short.kinds & !long.kinds == 0;
    let holds = could_hold && long.all.windows(short.all.len()).any(|window| window == short.all);
    if holds {
        // What is held lies in the other as it is: all else was put in.
        let distance = (long.all.len() - short.all.len()) * 2;
        return Some(distance.saturating_sub(1)).filter(|distance| *distance <= limit);
    }
    let cost = wanted.all.len() * name.all.len();
    if least > most || *cells + cost > CELLS {
        return None;
    }
    *cells += cost;
    let distance = distance(&wanted.all, &name.all, most.min(limit / 2))?;
    Some(distance * 2)
}

/// The edit distance where it is `most` or less.
fn distance(left: &[char], right: &[char], most: usize) -> Option<usize> {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, a) in left.iter().enumerate() {
        let mut diagonal = at;
        let mut before = at + 1;
        let mut least = before;
        let mut cells = row.iter_mut();
        if let Some(first) = cells.next() {
            *first = before;
        }
        for (cell, b) in cells.zip(right) {
            let above = *cell;
            before = (diagonal + usize::from(a != b)).min(above + 1).min(before + 1);
            *cell = before;
            least = least.min(before);
            diagonal = above;
        }
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(texts: &[&str]) -> Vec<Heading> {
        texts.iter().map(|text| Heading { id: crate::syntax::anchor::slug(text), text: (*text).to_owned() }).collect()
    }

    #[test]
    fn the_nearest_heading() {
        let headings =
            headings(&["概要", "6.1 エラー率対応", "🔄 日常運用", "連絡先とエスカレーション", "DB 接続エラー対応"]);
        let mut neighbours = Neighbours::new(&headings);
        let mut near = |wanted: &str| neighbours.nearest(wanted).map(|near| (near.heading.text.as_str(), near.sure));
        assert_eq!(near("高エラー率対応"), Some(("6.1 エラー率対応", false)));
        assert_eq!(near("日常運用"), Some(("🔄 日常運用", true)));
        assert_eq!(near("連絡先エスカレーション"), Some(("連絡先とエスカレーション", true)));
        assert_eq!(near("ＤＢ接続エラー"), Some(("DB 接続エラー対応", false)));
        assert_eq!(near("課金の締め処理"), None);
    }

    #[test]
    fn what_may_mean_two_headings_is_not_sure() {
        let headings =
            headings(&["Layer 1: 設定層", "確認", "確認!", "課金 API の再起動手順", "課金 APP の再起動手順"]);
        let mut neighbours = Neighbours::new(&headings);
        let mut sure = |wanted: &str| neighbours.nearest(wanted).map(|near| near.sure);
        assert_eq!(sure("layer-9-設定層"), Some(false));
        assert_eq!(sure("-確認"), Some(false));
        assert_eq!(sure("課金-ap-の再起動手順"), Some(false));
        assert_eq!(sure("layer-9-接続層"), None);
    }

    #[test]
    fn ids_to_choose_from_have_the_same_number_and_are_not_long() {
        let long = "長い題".repeat(30);
        let texts = ["概要", "体制", "前提", "監視", "連絡", "復旧", "3. 課金の締め", long.as_str()];
        let headings = headings(&texts);
        let neighbours = Neighbours::new(&headings);
        let (ids, more) = neighbours.some("3-デプロイ").unwrap();
        assert_eq!(ids, "#概要 #体制 #前提 #監視 #3-課金の締め");
        assert_eq!(more, 3);
        let (ids, _) = neighbours.some("長い題の話").unwrap();
        assert!(ids.contains(&format!("#{}…", "長い題".repeat(20))), "{ids}");
    }

    #[test]
    fn letters_that_look_alike() {
        let headings = headings(&["API エラー", "サーバー再起動", "力ード決済"]);
        let mut neighbours = Neighbours::new(&headings);
        let mut alike = |anchor: &str| neighbours.look_alike(anchor).map(|heading| heading.id.as_str());
        assert_eq!(alike("\u{430}pi-エラー"), Some("api-エラー"));
        assert_eq!(alike("サ一バー再起動"), Some("サーバー再起動"));
        assert_eq!(alike("カード決済"), Some("力ード決済"));
        assert_eq!(alike("API-エラー"), None);
        assert_eq!(alike("課金"), None);
    }

    #[test]
    fn thousands_of_broken_anchors_take_no_time() {
        let texts: Vec<String> = (0..COMPARED).map(|at| format!("障害 {at} の対応と復旧後の確認の手順")).collect();
        let headings = headings(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let mut neighbours = Neighbours::new(&headings);
        for at in 0..5_000 {
            neighbours.nearest(&format!("障害-{at}x-の対応と復旧後の作業"));
        }
        assert!(neighbours.cells <= CELLS);
    }
}
