//! The files of an index, read when they are needed.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::code;

/// Gives the text of a file by its name within the index, `None` where it can't be read.
pub type Load<'a> = &'a dyn Fn(&str) -> Option<String>;

#[derive(Debug, Deserialize)]
struct Manifest {
    version: u32,
    sections: u32,
    shards: u32,
    titles: usize,
    counts: String,
    synonyms: Vec<Vec<String>>,
}

/// A section as its title file has it: anchor, title, level, kind, effect.
type SectionTitle = (String, String, u8, String, String);

/// A document as its title file has it: id, address, title, kind, service, sections.
type DocumentTitle = (String, String, String, String, Option<String>, Vec<SectionTitle>);

/// Sections that hold a term, with the weight that it has there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Postings {
    /// How rare the term is.
    pub rarity: u32,
    /// Section and impact, ascending.
    pub sections: Vec<(u32, u32)>,
}

/// A section with its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Document's id.
    pub id: String,
    /// Address of its page from the site's root.
    pub url: String,
    /// Titles from the document down to the section.
    pub path: Vec<String>,
    /// Anchor; empty for the document itself.
    pub anchor: String,
    /// What it is.
    pub kind: String,
}

type Shard = Rc<BTreeMap<String, String>>;

/// An index.
pub struct Reader<'a> {
    load: Load<'a>,
    shards: u32,
    titles: usize,
    /// First section of each document, and the number of all at the end.
    starts: Vec<u32>,
    /// Groups of words that mean the same.
    pub synonyms: Vec<Vec<String>>,
    edition: String,
    read: RefCell<HashMap<u32, Shard>>,
    title_files: RefCell<HashMap<usize, Rc<Vec<DocumentTitle>>>>,
    fault: RefCell<Option<Fault>>,
}

/// Why an answer may lack hits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A file of the index that is not there, or of which a part is missing.
    Damaged(String),
    /// A file of the index that another build made.
    OtherBuild(String),
}

impl<'a> Reader<'a> {
    /// Opens the index; `None` where there is none that this version can read.
    #[must_use]
    pub fn open(load: Load<'a>) -> Option<Self> {
        let file = load("index.js")?;
        let (json, edition) = code::json(&file)?;
        let manifest: Manifest = serde_json::from_str(json).ok()?;
        let mut counts = manifest.counts.as_bytes();
        let mut starts = vec![0];
        let mut sum = 0_u32;
        while let Some(count) = code::read(&mut counts) {
            sum = sum.checked_add(count)?;
            starts.push(sum);
        }
        (manifest.version == 1 && sum == manifest.sections).then(|| Reader {
            load,
            shards: manifest.shards,
            titles: manifest.titles.max(1),
            starts,
            synonyms: manifest.synonyms,
            edition: edition.to_owned(),
            fault: RefCell::default(),
            read: RefCell::default(),
            title_files: RefCell::default(),
        })
    }

    /// How many sections there are.
    #[must_use]
    pub fn sections(&self) -> usize {
        self.starts.last().map_or(0, |&sum| sum as usize)
    }

    /// How many documents there are.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.starts.len() - 1
    }

    /// The document of a section.
    #[must_use]
    pub fn document(&self, section: u32) -> usize {
        self.starts.partition_point(|&start| start <= section).saturating_sub(1)
    }

    /// The sections that a document begins and ends before.
    #[must_use]
    pub fn end(&self, document: usize) -> u32 {
        self.starts.get(document + 1).copied().unwrap_or(u32::MAX)
    }

    /// The first thing that was wrong with a file that was asked for: hits are missing then.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        self.fault.borrow().clone()
    }

    fn file<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let file = (self.load)(name).unwrap_or_default();
        let known = code::json(&file);
        let fault = match known {
            Some((_, edition)) if edition != self.edition => Fault::OtherBuild(name.to_owned()),
            _ => match known.and_then(|(json, _)| serde_json::from_str(json).ok()) {
                Some(value) => return Some(value),
                None => Fault::Damaged(name.to_owned()),
            },
        };
        self.fault.borrow_mut().get_or_insert(fault);
        None
    }

    fn shard(&self, term: &str) -> Shard {
        let number = code::shard(term, self.shards);
        if let Some(known) = self.read.borrow().get(&number) {
            return Rc::clone(known);
        }
        let text: String = self.file(&format!("s{number}.js")).unwrap_or_default();
        let lines = text.lines().filter_map(|line| line.split_once(' '));
        let shard: Shard = Rc::new(lines.map(|(term, rest)| (term.to_owned(), rest.to_owned())).collect());
        self.read.borrow_mut().insert(number, Rc::clone(&shard));
        shard
    }

    /// The sections that hold a term.
    #[must_use]
    pub fn postings(&self, term: &str) -> Option<Postings> {
        self.shard(term).get(term).map(|line| postings(line))
    }

    /// Up to `most` further terms that begin like this one, in the order of their characters.
    #[must_use]
    pub fn continuations(&self, beginning: &str, most: usize) -> Vec<Postings> {
        let shard = self.shard(beginning);
        let from = shard.range::<str, _>((std::ops::Bound::Excluded(beginning), std::ops::Bound::Unbounded));
        from.take_while(|(term, _)| term.starts_with(beginning)).take(most).map(|(_, line)| postings(line)).collect()
    }

    /// What a section is called.
    #[must_use]
    pub fn title(&self, section: u32) -> Option<Title> {
        let document = self.document(section);
        let file = self.title_file(document / self.titles)?;
        let (id, url, title, _, _, sections) = file.get(document % self.titles)?;
        let at = (section - self.starts.get(document)?) as usize;
        let (anchor, _, level, kind, _) = sections.get(at)?;
        let mut path = Vec::new();
        let mut level = *level;
        if at > 0 {
            path.extend(sections.get(at).map(|section| section.1.clone()));
            for (_, title, above, ..) in sections.get(1..at)?.iter().rev() {
                if *above < level {
                    path.push(title.clone());
                    level = *above;
                }
            }
        }
        path.push(title.clone());
        path.reverse();
        Some(Title { id: id.clone(), url: url.clone(), path, anchor: anchor.clone(), kind: kind.clone() })
    }

    fn title_file(&self, number: usize) -> Option<Rc<Vec<DocumentTitle>>> {
        if let Some(known) = self.title_files.borrow().get(&number) {
            return Some(Rc::clone(known));
        }
        let titles: Rc<Vec<DocumentTitle>> = Rc::new(self.file(&format!("t{number}.js"))?);
        self.title_files.borrow_mut().insert(number, Rc::clone(&titles));
        Some(titles)
    }
}

fn postings(line: &str) -> Postings {
    let mut bytes = line.as_bytes();
    let mut postings = Postings { rarity: code::read(&mut bytes).unwrap_or(0), sections: Vec::new() };
    let mut next = 0_u32;
    while let (Some(step), Some(impact)) = (code::read(&mut bytes), code::read(&mut bytes)) {
        let section = next.saturating_add(step);
        postings.sections.push((section, impact));
        next = section.saturating_add(1);
    }
    postings
}
