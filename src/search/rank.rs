//! What a query finds, best first. Whole numbers only: `web/search.js` calculates the same.
//!
//! A section scores what it holds of the query. The best of each term in the whole document counts too, so that of two
//! sections the one wins whose document speaks of all that was asked. Every term is wanted and none is demanded.

use std::collections::BTreeMap;

use super::normal::normal;
use super::reader::{Postings, Reader};
use super::token::{Token, tokens};

/// Weight of a pair by how many of its two characters are hiragana: endings and particles say little.
const PAIRS: [u64; 3] = [100, 60, 30];
const WHOLE: u64 = 100;
const PART: u64 = 100;
const SYNONYM: u64 = 30;

/// Share of a word that goes on behind what was typed: where the typed one is a word itself, and where it is none.
const LONGER: u64 = 50;
const UNFINISHED: u64 = 80;
const CONTINUATIONS: usize = 30;

/// A section's own score and that of its document.
const OWN: u64 = 10;
const AROUND: u64 = 6;

/// What a document's first, second and further sections keep of their score, so that it does not fill the list.
const KEPT: [u64; 6] = [100, 80, 60, 45, 35, 25];

/// So many sections are looked at when the list is made.
const CANDIDATES: usize = 600;

/// A section that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its number.
    pub section: u32,
    /// The higher the better; numbers of one query can be compared.
    pub score: u64,
}

/// A term that a query asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Wanted {
    pub(super) weight: u64,
    /// Whether it may go on: the word that is being typed.
    pub(super) open: bool,
}

/// Finds up to `limit` sections.
#[must_use]
pub fn search(reader: &Reader<'_>, query: &str, limit: usize) -> Vec<Hit> {
    let mut own = vec![0_u64; reader.sections()];
    let mut around = vec![0_u64; reader.documents()];
    for (term, wanted) in wanted(reader, &super::latin::heard(reader, query)) {
        add(reader, &found(reader, &term, wanted), &mut own, &mut around);
    }
    for (section, score) in own.iter_mut().enumerate().filter(|(_, score)| **score > 0) {
        let document = around.get(reader.document(section as u32)).copied().unwrap_or(0);
        *score = *score * OWN + document * AROUND;
    }
    let candidates = best(&own);
    spread(reader, candidates, limit)
}

/// The terms of a query with their weights.
fn wanted(reader: &Reader<'_>, query: &str) -> BTreeMap<String, Wanted> {
    let terms = terms(query);
    let written = lower(query);
    let mut all = terms.clone();
    for group in &reader.synonyms {
        let members: Vec<BTreeMap<String, Wanted>> = group.iter().map(|member| self::terms(member)).collect();
        // Several words stand together: DiskAlmostFull does not ask for disk full.
        let is_asked = |(words, member): (&String, &BTreeMap<String, Wanted>)| {
            !member.is_empty()
                && member.keys().all(|term| terms.contains_key(term))
                && (!words.contains(' ') || written.contains(&lower(words)))
        };
        if !group.iter().zip(&members).any(is_asked) {
            continue;
        }
        for (term, wanted) in members.into_iter().flatten() {
            let weight = wanted.weight * SYNONYM / 100;
            all.entry(term).or_insert(Wanted { weight, open: false });
        }
    }
    all
}

/// A text as it is compared as a whole.
fn lower(text: &str) -> String {
    normal(text).into_iter().collect::<String>().to_lowercase()
}

pub(super) fn terms(query: &str) -> BTreeMap<String, Wanted> {
    let mut terms: BTreeMap<String, Wanted> = BTreeMap::new();
    tokens(&normal(&super::log::spared(query)), |token| {
        let (term, weight, open) = match token {
            Token::Pair(left, right, soft) => {
                ([left, right].iter().collect(), PAIRS.get(usize::from(soft)).copied().unwrap_or(WHOLE), false)
            }
            Token::Single(single) => (single.to_string(), WHOLE, true),
            Token::Word(word, last) => (word.to_owned(), WHOLE, last),
            Token::Part(part, last) => (part.to_owned(), PART, last),
            Token::Rest(_) => return,
        };
        let wanted = terms.entry(term).or_default();
        wanted.weight = wanted.weight.max(weight);
        wanted.open |= open;
    });
    terms
}

/// Sections that hold a term or what it may become, with the score of the best.
fn found(reader: &Reader<'_>, term: &str, wanted: Wanted) -> Vec<(u32, u64)> {
    let scored = |postings: Postings, share: u64| {
        let factor = wanted.weight * u64::from(postings.rarity) * share;
        postings.sections.into_iter().map(move |(section, impact)| (section, factor * u64::from(impact)))
    };
    let exact = reader.postings(term);
    let share = if exact.is_some() { LONGER } else { UNFINISHED };
    let mut found: Vec<(u32, u64)> = exact.into_iter().flat_map(|postings| scored(postings, 100)).collect();
    if wanted.open {
        let is_word = term.chars().next().is_some_and(super::normal::is_word);
        let further = match term.chars().count() {
            length if is_word && length > 2 => reader.continuations(term, CONTINUATIONS),
            _ => reader.postings(&format!("^{term}")).into_iter().collect(),
        };
        let exact = found.len();
        found.extend(further.into_iter().flat_map(|postings| scored(postings, share)));
        if found.len() > exact {
            found.sort_unstable_by_key(|&(section, score)| (section, std::cmp::Reverse(score)));
            found.dedup_by_key(|&mut (section, _)| section);
        }
    }
    found
}

fn add(reader: &Reader<'_>, found: &[(u32, u64)], own: &mut [u64], around: &mut [u64]) {
    let mut rest = found;
    while let Some(&(first, _)) = rest.first() {
        let document = reader.document(first);
        let end = reader.end(document);
        let length = rest.iter().take_while(|&&(section, _)| section < end).count().max(1);
        let (here, behind) = rest.split_at(length);
        let mut best = 0;
        for &(section, score) in here {
            best = best.max(score);
            if let Some(sum) = own.get_mut(section as usize) {
                *sum += score;
            }
        }
        if let Some(sum) = around.get_mut(document) {
            *sum += best;
        }
        rest = behind;
    }
}

/// The best sections without sorting all: those above a step of the scale that enough are above.
fn best(scores: &[u64]) -> Vec<Hit> {
    let highest = scores.iter().copied().max().unwrap_or(0).max(1);
    let step = |score: u64| (score.saturating_mul(255) / highest) as usize;
    let mut counts = [0_usize; 256];
    for &score in scores.iter().filter(|&&score| score > 0) {
        if let Some(count) = counts.get_mut(step(score)) {
            *count += 1;
        }
    }
    let (mut lowest, mut sum) = (255, counts[255]);
    while lowest > 0 && sum < CANDIDATES {
        lowest -= 1;
        sum += counts.get(lowest).copied().unwrap_or(0);
    }
    let hits = scores.iter().enumerate().map(|(section, &score)| Hit { section: section as u32, score });
    let mut hits: Vec<Hit> = hits.filter(|hit| hit.score > 0 && step(hit.score) >= lowest).collect();
    sort(&mut hits);
    hits
}

fn sort(hits: &mut [Hit]) {
    hits.sort_unstable_by_key(|hit| (std::cmp::Reverse(hit.score), hit.section));
}

fn spread(reader: &Reader<'_>, mut hits: Vec<Hit>, limit: usize) -> Vec<Hit> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for hit in &mut hits {
        let count = counts.entry(reader.document(hit.section)).or_default();
        hit.score = hit.score * KEPT.get(*count).or(KEPT.last()).copied().unwrap_or(100) / 100;
        *count += 1;
    }
    sort(&mut hits);
    hits.truncate(limit);
    hits
}
