//! The index: documents in, files out.

use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::RandomState;
use serde::Serialize;
use serde_json::{Value, json};

use super::code;
use super::count::{BEGINNING, Counted, Counts, WORD, characters};
use super::facts;
use super::normal::{fold, is_dense, is_word};

/// Documents whose titles share a file.
pub const TITLES: usize = 2;

/// Documents whose texts share a file.
pub const TEXTS: usize = 4;

/// Up to so many bytes the postings are one file, and so many has a shard beyond that.
const ONE_FILE: usize = 400 << 10;
const SHARD: usize = 4 << 10;
const MOST_SHARDS: usize = 1024;

/// Strongest impact of a term in a section.
const STRONGEST: f64 = 31.0;

/// Weights of title, heading and text, how soon repeating a word stops to count, and how much length does.
const WEIGHTS: [f64; 3] = [10.0, 7.0, 1.0];
const LENGTHS: [f64; 3] = [0.5, 0.5, 0.6];
const SATURATION: f64 = 4.0;

/// Weight of a heading's reading, beside that of the heading itself.
const READING: f64 = 0.35;

/// A document that can be found.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// As in the model.
    pub id: String,
    /// Its page, as a link from the site's root.
    pub url: String,
    /// Title.
    pub title: String,
    /// `runbook` or `document`.
    pub kind: &'static str,
    /// The service that it is about.
    pub service: Option<String>,
    /// The document itself with what stands before its first heading, then its sections in order.
    pub sections: Vec<Section>,
}

/// A section that can be found.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Its anchor; empty for the document itself.
    pub anchor: String,
    /// Heading.
    pub title: String,
    /// Level of the heading.
    pub level: u8,
    /// What it is: `scenario`, `command` and so on.
    pub kind: &'static str,
    /// Effect of its strongest command, empty without one.
    pub effect: &'static str,
    /// Levels of severity that it is about.
    pub severities: Vec<String>,
    /// All its text as the page shows it.
    pub text: String,
}

/// All terms with the sections that hold them.
struct Terms {
    names: Vec<String>,
    /// Where the postings of each term begin, and the end of all.
    starts: Vec<usize>,
    postings: Vec<(u32, Counts)>,
    lengths: Vec<[u32; 3]>,
}

impl Terms {
    fn gather(mut counted: Vec<Counted>) -> Self {
        let mut numbers = Numbers::default();
        let mut sizes: Vec<usize> = Vec::new();
        for document in &mut counted {
            let words: Vec<u32> = document.words.drain(..).map(|word| numbers.word(word)).collect();
            for posting in &mut document.postings {
                let number = match posting.term & WORD {
                    0 => numbers.characters(posting.term),
                    _ => words.get((posting.term & !WORD) as usize).copied().unwrap_or_default(),
                };
                posting.term = u64::from(number);
                let at = number as usize;
                if at >= sizes.len() {
                    sizes.resize(numbers.names.len().max(at + 1), 0);
                }
                if let Some(size) = sizes.get_mut(at) {
                    *size += 1;
                }
            }
        }
        sizes.resize(numbers.names.len(), 0);
        let mut starts = Vec::with_capacity(sizes.len() + 1);
        let mut all = 0;
        for size in sizes {
            starts.push(all);
            all += size;
        }
        let (postings, lengths) = placed(counted, starts.clone(), all);
        starts.push(all);
        let mut terms = Terms { names: numbers.names, starts, postings, lengths };
        terms.beginnings();
        terms
    }

    /// What begins nothing in any heading, a character or two letters, is found where texts hold it: from the first letter
    /// typed.
    fn beginnings(&mut self) {
        let known: HashSet<&str, RandomState> =
            self.names.iter().filter_map(|name| name.strip_prefix(BEGINNING)).collect();
        let mut holding: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (term, name) in self.names.iter().enumerate() {
            for beginning in beginnings_of(name).into_iter().flatten().filter(|one| !known.contains(one.as_str())) {
                let written = self.of(term).iter().filter(|(_, counts)| counts.is_written());
                holding.entry(beginning).or_default().extend(written.map(|&(section, _)| section));
            }
        }
        for (beginning, mut sections) in holding {
            sections.sort_unstable();
            sections.dedup();
            self.names.push(format!("{BEGINNING}{beginning}"));
            self.postings.extend(sections.into_iter().map(|section| (section, Counts::of_text())));
            self.starts.push(self.postings.len());
        }
    }

    /// The sections that hold a term, ascending.
    fn of(&self, term: usize) -> &[(u32, Counts)] {
        let ends = self.starts.get(term).zip(self.starts.get(term + 1));
        ends.and_then(|(&start, &end)| self.postings.get(start..end)).unwrap_or_default()
    }
}

/// What somebody has typed of a term before it is whole: each of two neighbours, the first letters of a word.
fn beginnings_of(name: &str) -> [Option<String>; 2] {
    let mut characters = name.chars();
    let (Some(left), Some(right)) = (characters.next(), characters.next()) else { return [None, None] };
    if is_dense(left) && is_dense(right) && characters.next().is_none() {
        return [left, right].map(|character| Some(fold(character).to_string()));
    }
    if !is_word(left) {
        return [None, None];
    }
    let two = is_word(right).then(|| [left, right].iter().collect());
    [Some(left.to_string()), two]
}

/// Puts each posting behind those of its term. `next` is where the postings of each term begin.
fn placed(counted: Vec<Counted>, mut next: Vec<usize>, all: usize) -> (Vec<(u32, Counts)>, Vec<[u32; 3]>) {
    let mut postings = vec![(0, Counts::default()); all];
    let mut lengths = Vec::new();
    for document in counted {
        let base = lengths.len() as u32;
        for posting in document.postings {
            let Some(next) = next.get_mut(posting.term as usize) else { continue };
            if let Some(place) = postings.get_mut(*next) {
                *place = (base + posting.section, posting.counts);
            }
            *next += 1;
        }
        lengths.extend(document.lengths);
    }
    (postings, lengths)
}

/// Terms by number.
#[derive(Default)]
struct Numbers {
    words: HashMap<String, u32, RandomState>,
    characters: HashMap<u64, u32, RandomState>,
    names: Vec<String>,
}

impl Numbers {
    fn word(&mut self, word: String) -> u32 {
        if let Some(&known) = self.words.get(&word) {
            return known;
        }
        let number = self.names.len() as u32;
        self.names.push(word.clone());
        self.words.insert(word, number);
        number
    }

    fn characters(&mut self, term: u64) -> u32 {
        *self.characters.entry(term).or_insert_with(|| {
            self.names.push(characters(term));
            (self.names.len() - 1) as u32
        })
    }
}

/// The file with the texts of up to [`TEXTS`] documents: its name and what stands in it.
#[must_use]
pub fn texts(number: usize, edition: &str, documents: &[Document]) -> (String, String) {
    let texts: Vec<Vec<&str>> = documents
        .iter()
        .map(|document| document.sections.iter().map(|section| section.text.as_str()).collect())
        .collect();
    file(&format!("x{number}"), edition, &texts)
}

/// Makes all other files and hands over name and text of each. `synonyms` are groups of words; the texts of the documents
/// are not asked for again.
pub fn write(
    documents: &[Document],
    counted: Vec<Counted>,
    synonyms: &[Vec<String>],
    edition: &str,
    put: &mut dyn FnMut(String, String),
) {
    let terms = Terms::gather(counted);
    let impacts = Impacts::new(&terms.lengths);
    let bytes: usize = (0..terms.names.len()).map(|term| 8 + 3 * terms.of(term).len().min(impacts.most)).sum();
    let shards = if bytes <= ONE_FILE { 1 } else { (bytes / SHARD).next_power_of_two().min(MOST_SHARDS) };
    let mut lists: Vec<Vec<(&str, usize)>> = vec![Vec::new(); shards];
    for (term, name) in terms.names.iter().enumerate() {
        if let Some(list) = lists.get_mut(code::shard(name, shards as u32) as usize) {
            list.push((name, term));
        }
    }
    let mut hand_over = |(name, text): (String, String)| put(name, text);
    hand_over(file("facts", edition, &facts::of(documents)));
    for (number, mut list) in lists.into_iter().enumerate() {
        list.sort_unstable();
        let name = format!("s{number}");
        let mut lines = code::Lines::new(&name);
        for (term, number) in list {
            impacts.write(terms.of(number), lines.line(term));
        }
        hand_over((format!("{name}.js"), lines.end(edition)));
    }
    for (number, chunk) in documents.chunks(TITLES).enumerate() {
        hand_over(file(&format!("t{number}"), edition, &chunk.iter().map(titles_of).collect::<Vec<_>>()));
    }
    hand_over(file("index", edition, &manifest(documents, terms.lengths.len(), shards, synonyms)));
}

fn file(name: &str, edition: &str, value: &impl Serialize) -> (String, String) {
    (format!("{name}.js"), code::file(name, edition, value))
}

fn manifest(documents: &[Document], sections: usize, shards: usize, synonyms: &[Vec<String>]) -> Value {
    let mut counts = String::new();
    for document in documents {
        code::write(document.sections.len() as u32, &mut counts);
    }
    json!({
        "version": 1, "sections": sections, "shards": shards, "titles": TITLES, "texts": TEXTS, "counts": counts,
        "synonyms": synonyms,
    })
}

fn titles_of(document: &Document) -> Value {
    let section =
        |section: &Section| json!([section.anchor, section.title, section.level, section.kind, section.effect]);
    let sections: Vec<Value> = document.sections.iter().map(section).collect();
    json!([document.id, document.url, document.title, document.kind, document.service, sections])
}

/// How much a term says about a section, as a small whole number: whoever ranks needs no lengths.
struct Impacts {
    /// What a term counts in title, heading and text of each section: less, the longer they are.
    weights: Vec<[f64; 3]>,
    /// Most sections that a term keeps: those where it weighs most.
    most: usize,
}

impl Impacts {
    fn new(lengths: &[[u32; 3]]) -> Self {
        let count = lengths.len().max(1) as f64;
        let average = |field: usize| lengths.iter().map(|length| f64::from(length[field])).sum::<f64>() / count;
        let averages = [average(0), average(1), average(2)].map(|average| average.max(1e-9));
        let weight = |length: &[u32; 3], field: usize| {
            let share = f64::from(length[field]) / averages[field];
            WEIGHTS[field] / (1.0 - LENGTHS[field] + LENGTHS[field] * share)
        };
        let weights = lengths.iter().map(|length| [0, 1, 2].map(|field| weight(length, field))).collect();
        Impacts { weights, most: (lengths.len() * 12 / 100).clamp(400, 20_000) }
    }

    fn of(&self, section: u32, counts: Counts) -> u32 {
        let weights = self.weights.get(section as usize).copied().unwrap_or_default();
        let [title, heading, text] = weights;
        let weights = [title, heading, text, heading * READING];
        let sum: f64 = counts.fields().into_iter().zip(weights).map(|(count, weight)| count * weight).sum();
        (STRONGEST * sum / (SATURATION + sum)).round().clamp(1.0, STRONGEST) as u32
    }

    /// How rare the term is, then the sections that hold it: steps from one to the next, each with its impact.
    fn write(&self, postings: &[(u32, Counts)], text: &mut String) {
        let (all, holds) = (self.weights.len() as f64, postings.len() as f64);
        let rarity = (1.0 + (all - holds + 0.5) / (holds + 0.5)).ln().powf(0.8);
        code::write((64.0 * rarity).round().max(1.0) as u32, text);
        let mut impacts: Vec<(u32, u32)> =
            postings.iter().map(|&(section, counts)| (section, self.of(section, counts))).collect();
        if impacts.len() > self.most {
            impacts.select_nth_unstable_by_key(self.most, |&(section, impact)| (std::cmp::Reverse(impact), section));
            impacts.truncate(self.most);
            impacts.sort_unstable();
        }
        let mut next = 0;
        for (section, impact) in impacts {
            code::write(section - next, text);
            code::write(impact, text);
            next = section + 1;
        }
    }
}
