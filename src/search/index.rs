//! The index: documents in, files out.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::code;
use super::facts;
use super::normal::{is_dense, normal};
use super::token::{Token, tokens};

/// Documents whose titles share a file.
pub const TITLES: usize = 8;

/// Documents whose texts share a file.
pub const TEXTS: usize = 4;

/// Up to so many bytes the postings are one file, and so many has a shard beyond that.
const ONE_FILE: usize = 400 << 10;
const SHARD: usize = 2 << 10;
const MOST_SHARDS: usize = 4096;

/// Strongest impact of a term in a section.
const STRONGEST: f64 = 31.0;

/// Weights of title, heading and text, how soon repeating a word stops to count, and how much length does.
const WEIGHTS: [f64; 3] = [10.0, 7.0, 1.0];
const LENGTHS: [f64; 3] = [0.5, 0.5, 0.6];
const SATURATION: f64 = 4.0;

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

/// Tokens of a document, counted.
#[derive(Debug, Default)]
pub struct Counted {
    words: Vec<String>,
    /// Term, section, and how often it stands in title, heading and text.
    postings: Vec<(u64, u32, [u16; 3])>,
    lengths: Vec<[u32; 3]>,
}

/// Terms of words bear this bit and a place in the list of words; others are their characters.
const WORD: u64 = 1 << 60;

/// First characters, by which a heading is found before its second one is typed.
const FIRST: u64 = 1 << 59;

struct Counter {
    words: HashMap<String, u64>,
    result: Counted,
    /// Terms of a section with their field in the lowest bits.
    seen: Vec<u64>,
}

impl Counter {
    fn word(&mut self, word: String) -> u64 {
        if let Some(&known) = self.words.get(&word) {
            return known;
        }
        let term = WORD | self.result.words.len() as u64;
        self.result.words.push(word.clone());
        self.words.insert(word, term);
        term
    }

    fn field(&mut self, text: &[char], field: u64, length: &mut u32) {
        tokens(text, |token| {
            *length += 1;
            let term = match token {
                Token::Pair(left, right, _) => (left as u64) << 21 | right as u64,
                Token::Single(single) => single as u64,
                Token::Word(word, _) | Token::Part(word, _) => {
                    if field == 1 {
                        let beginnings: Vec<String> =
                            [1, 2].iter().map(|&length| word.chars().take(length).collect()).collect();
                        for beginning in beginnings {
                            let term = self.word(format!("^{beginning}"));
                            self.seen.push(term << 2 | field);
                        }
                    }
                    self.word(word)
                }
            };
            self.seen.push(term << 2 | field);
        });
        if field == 1 {
            let firsts = text.iter().filter(|&&character| is_dense(character));
            self.seen.extend(firsts.map(|&character| (FIRST | super::normal::fold(character) as u64) << 2 | 1));
        }
    }

    fn section(&mut self, at: u32, length: [u32; 3]) {
        self.seen.sort_unstable();
        let mut last = None;
        for entry in self.seen.drain(..) {
            let (term, field) = (entry >> 2, (entry & 3) as usize);
            if last != Some(term) {
                self.result.postings.push((term, at, [0; 3]));
                last = Some(term);
            }
            if let Some(count) = self.result.postings.last_mut().and_then(|(_, _, counts)| counts.get_mut(field)) {
                *count = count.saturating_add(1);
            }
        }
        self.result.lengths.push(length);
    }
}

impl Counted {
    /// Counts the tokens of a document.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let mut counter = Counter { words: HashMap::new(), result: Counted::default(), seen: Vec::new() };
        let title = normal(&document.title);
        for (at, section) in document.sections.iter().enumerate() {
            let mut length = [0; 3];
            let heading = if at == 0 { title.clone() } else { normal(&section.title) };
            for (field, text) in [&title, &heading, &normal(&section.text)].into_iter().enumerate() {
                counter.field(text, field as u64, &mut length[field]);
            }
            counter.section(at as u32, length);
        }
        counter.result
    }
}

/// All terms with their postings.
#[derive(Default)]
struct Terms {
    places: HashMap<u64, usize>,
    words: HashMap<String, u64>,
    names: Vec<String>,
    postings: Vec<Vec<(u32, [u16; 3])>>,
}

impl Terms {
    fn gather(counted: Vec<Counted>) -> (Self, Vec<[u32; 3]>) {
        let mut terms = Terms::default();
        let mut lengths = Vec::new();
        for document in counted {
            let base = lengths.len() as u32;
            let known = terms.words.len() as u64;
            let mut next = known;
            let words: Vec<u64> = document
                .words
                .into_iter()
                .map(|word| {
                    *terms.words.entry(word).or_insert_with(|| {
                        next += 1;
                        WORD | (next - 1)
                    })
                })
                .collect();
            for (term, section, counts) in document.postings {
                let term = match term & WORD {
                    0 => term,
                    _ => words.get((term & !WORD) as usize).copied().unwrap_or(term),
                };
                let at = *terms.places.entry(term).or_insert(terms.postings.len());
                if at == terms.postings.len() {
                    terms.postings.push(Vec::new());
                }
                if let Some(list) = terms.postings.get_mut(at) {
                    list.push((base + section, counts));
                }
            }
            lengths.extend(document.lengths);
        }
        terms.names = vec![String::new(); terms.postings.len()];
        for (word, term) in std::mem::take(&mut terms.words) {
            terms.name(term, word);
        }
        let others: Vec<u64> = terms.places.keys().copied().filter(|term| term & WORD == 0).collect();
        for term in others {
            terms.name(term, characters(term));
        }
        (terms, lengths)
    }

    fn name(&mut self, term: u64, name: String) {
        if let Some(place) = self.places.get(&term).and_then(|&at| self.names.get_mut(at)) {
            *place = name;
        }
    }
}

fn characters(term: u64) -> String {
    let character = |code: u64| char::from_u32((code & 0x1f_ffff) as u32).unwrap_or(' ');
    match (term & FIRST, (term & !FIRST) >> 21) {
        (0, 0) => character(term).to_string(),
        (0, left) => [character(left), character(term)].iter().collect(),
        _ => format!("^{}", character(term)),
    }
}

/// Makes the files: name and text of each. `synonyms` are groups of words.
#[must_use]
pub fn write(documents: &[Document], counted: Vec<Counted>, synonyms: &[Vec<String>]) -> Vec<(String, String)> {
    let (terms, lengths) = Terms::gather(counted);
    let impacts = Impacts::new(&lengths);
    let bytes: usize = terms.postings.iter().map(|list| 8 + 3 * list.len().min(impacts.most)).sum();
    let shards = if bytes <= ONE_FILE { 1 } else { (bytes / SHARD).next_power_of_two().min(MOST_SHARDS) };
    let mut lists: Vec<Vec<(&str, usize)>> = vec![Vec::new(); shards];
    for (at, name) in terms.names.iter().enumerate() {
        if let Some(list) = lists.get_mut(code::shard(name, shards as u32) as usize) {
            list.push((name, at));
        }
    }
    let mut files =
        vec![manifest(documents, lengths.len(), shards, synonyms), file("facts".to_owned(), &facts::of(documents))];
    for (number, mut list) in lists.into_iter().enumerate() {
        list.sort_unstable();
        let mut text = String::new();
        for (name, at) in list {
            text.push_str(name);
            text.push(' ');
            impacts.write(terms.postings.get(at).map_or(&[], Vec::as_slice), &mut text);
            text.push('\n');
        }
        files.push(file(format!("s{number}"), &Value::String(text)));
    }
    let titles = documents.chunks(TITLES).enumerate();
    files.extend(titles.map(|(at, chunk)| file(format!("t{at}"), &chunk.iter().map(titles_of).collect())));
    let texts = documents.chunks(TEXTS).enumerate();
    files.extend(texts.map(|(at, chunk)| {
        let texts =
            chunk.iter().map(|document| document.sections.iter().map(|section| section.text.as_str()).collect());
        file(format!("x{at}"), &texts.collect::<Vec<Value>>().into())
    }));
    code::stamp(&mut files);
    files
}

fn file(name: String, value: &Value) -> (String, String) {
    let text = code::file(&name, &value.to_string());
    (format!("{name}.js"), text)
}

fn manifest(documents: &[Document], sections: usize, shards: usize, synonyms: &[Vec<String>]) -> (String, String) {
    let mut counts = String::new();
    for document in documents {
        code::write(document.sections.len() as u32, &mut counts);
    }
    let value = json!({
        "version": 1, "sections": sections, "shards": shards, "titles": TITLES, "texts": TEXTS, "counts": counts,
        "synonyms": synonyms,
    });
    file("index".to_owned(), &value)
}

fn titles_of(document: &Document) -> Value {
    let section =
        |section: &Section| json!([section.anchor, section.title, section.level, section.kind, section.effect]);
    let sections: Vec<Value> = document.sections.iter().map(section).collect();
    json!([document.id, document.url, document.title, document.kind, document.service, sections])
}

/// How much a term says about a section, as a small whole number: whoever ranks needs no lengths.
struct Impacts<'a> {
    lengths: &'a [[u32; 3]],
    averages: [f64; 3],
    /// Most sections that a term keeps: those where it weighs most.
    most: usize,
}

impl<'a> Impacts<'a> {
    fn new(lengths: &'a [[u32; 3]]) -> Self {
        let count = lengths.len().max(1) as f64;
        let average = |field: usize| lengths.iter().map(|length| f64::from(length[field])).sum::<f64>() / count;
        let averages = [average(0), average(1), average(2)].map(|average| average.max(1e-9));
        Impacts { lengths, averages, most: (lengths.len() * 12 / 100).clamp(400, 20_000) }
    }

    fn of(&self, section: u32, counts: [u16; 3]) -> u32 {
        let lengths = self.lengths.get(section as usize).copied().unwrap_or_default();
        let mut sum = 0.0;
        for field in 0..3 {
            let share = f64::from(lengths[field]) / self.averages[field];
            let length = 1.0 - LENGTHS[field] + LENGTHS[field] * share;
            sum += WEIGHTS[field] * f64::from(counts[field]) / length;
        }
        (STRONGEST * sum / (SATURATION + sum)).round().clamp(1.0, STRONGEST) as u32
    }

    /// How rare the term is, then the sections that hold it: steps from one to the next, each with its impact.
    fn write(&self, postings: &[(u32, [u16; 3])], text: &mut String) {
        let (all, holds) = (self.lengths.len() as f64, postings.len() as f64);
        let rarity = (1.0 + (all - holds + 0.5) / (holds + 0.5)).ln().powf(0.8);
        code::write((64.0 * rarity).round().max(1.0) as u32, text);
        let mut impacts: Vec<(u32, u32)> =
            postings.iter().map(|&(section, counts)| (section, self.of(section, counts))).collect();
        if impacts.len() > self.most {
            impacts.sort_unstable_by_key(|&(section, impact)| (std::cmp::Reverse(impact), section));
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
