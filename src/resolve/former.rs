//! What became of the addresses that were published: each still stands, has moved, or is lost.
//!
//! 1. A page that is gone is paired with a new one that has at least half of its ids, else its title.
//! 2. An id that is gone is paired with a new one: of the same words, else at the same place, of the same level and with
//!    at least half of its text ([`pair`]).
//! 3. Pages of scenarios follow their sections. What is left is lost, until `rbc anchors --accept`.

mod pair;

use super::ledger::{Entry, Ledger, Place, What};
use super::{Library, Page, fold};
use crate::model::Runbook;
use crate::source::Span;
use crate::syntax::{Document, anchor, walk};
use pair::Heading;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Most steps from a page to the one that it has become.
const STEPS: usize = 16;

/// Addresses that were published and stand elsewhere now, or nowhere.
#[derive(Debug, Clone, Default)]
pub struct Former {
    /// Of each document: former ids and the ids that stand for them, as the document has them.
    aliases: Vec<BTreeMap<String, String>>,
    /// Pages that are gone, with what stands for them.
    pub moved: BTreeMap<String, Place>,
    /// What is gone and has nothing in its place.
    pub lost: Vec<Lost>,
}

/// A published address that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Its page.
    pub page: String,
    /// Its id; empty for a page.
    pub id: String,
    /// What was there: the text of a heading, the name of an alert, the title of a page.
    pub title: String,
    /// The document of the page, where that still stands, and the heading behind which the id stood.
    pub document: Option<(usize, Span)>,
    /// Whether it has moved, and another document stands at the address now.
    pub is_taken: bool,
    /// Its line in `anchors.lock`.
    pub span: Span,
}

impl Former {
    /// The id that stands for a former one (composed) in a document.
    #[must_use]
    pub fn id(&self, document: usize, former: &str) -> Option<&str> {
        self.aliases.get(document)?.get(former).map(String::as_str)
    }

    /// Former ids of a document with those that stand for them.
    pub fn of_document(&self, document: usize) -> impl Iterator<Item = (&str, &str)> {
        self.aliases.get(document).into_iter().flatten().map(|(former, id)| (former.as_str(), id.as_str()))
    }
}

/// What stands at each address: the title of a document or a scenario, or the name of an alert.
#[must_use]
pub fn titles(library: &Library) -> HashMap<&str, &str> {
    let mut titles: HashMap<&str, &str> =
        library.alert_pages.iter().map(|(name, page)| (page.as_str(), name.as_str())).collect();
    for (page, runbook) in library.pages.iter().zip(&library.runbooks) {
        titles.insert(&page.address, &runbook.title.value);
        let scenarios = page.scenarios.iter().zip(&runbook.scenarios);
        titles.extend(scenarios.map(|(address, scenario)| (address.as_str(), scenario.title.as_str())));
    }
    titles
}

/// What can be linked to in a document.
struct Live<'d> {
    /// Ids in order, with their headings.
    ids: Vec<Target<'d>>,
    /// Their places, by the id as the file writes it.
    known: HashMap<String, usize>,
}

struct Target<'d> {
    id: &'d str,
    what: What,
    span: Span,
}

/// All that is looked at.
struct Site<'a> {
    runbooks: &'a [Arc<Runbook>],
    pages: &'a [Page],
    live: Vec<Live<'a>>,
    /// Documents by the address of their page.
    documents: HashMap<&'a str, usize>,
    /// Pages of scenarios: document and id of the section.
    scenarios: BTreeMap<&'a str, (usize, &'a str)>,
    /// Pages of alerts with their names.
    alerts: BTreeMap<&'a str, &'a str>,
}

/// Compares what was published with what there is. The lists run side by side.
pub(super) fn compare(
    ledger: &Ledger,
    runbooks: &[Arc<Runbook>],
    documents: &[Arc<Document>],
    pages: &[Page],
    alert_pages: &BTreeMap<String, String>,
) -> Former {
    let mut former = Former { aliases: vec![BTreeMap::new(); runbooks.len()], ..Former::default() };
    // Nothing was published: nothing can be gone, and no document is looked through.
    if ledger.entries.is_empty() {
        return former;
    }
    let site = Site::new(runbooks, documents, pages, alert_pages);
    let mut of_page: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in &ledger.entries {
        of_page.entry(&entry.page).or_default().push(entry);
    }
    let moves = site.moves(&of_page);
    // A document answers for the ids of its own page and of those that it has taken the place of.
    let mut claims: BTreeMap<usize, Vec<&Entry>> = BTreeMap::new();
    for (page, entries) in &of_page {
        if let Some(document) = site.document(page, &moves) {
            claims.entry(document).or_default().extend(entries.iter().filter(|entry| !entry.id.is_empty()));
        }
    }
    for (document, entries) in claims {
        site.settle(document, &entries, &mut former);
    }
    for (page, entries) in &of_page {
        site.settle_page(page, entries, &moves, &mut former);
    }
    former
}

/// What `anchors.lock` would say of these documents now; it has no file.
#[must_use]
pub fn now(library: &Library) -> Ledger {
    let Library { runbooks, documents, pages, alert_pages, former, .. } = library;
    Site::new(runbooks, documents, pages, alert_pages).now(former)
}

impl<'a> Site<'a> {
    fn new(
        runbooks: &'a [Arc<Runbook>],
        documents: &'a [Arc<Document>],
        pages: &'a [Page],
        alert_pages: &'a BTreeMap<String, String>,
    ) -> Self {
        let mut scenarios = BTreeMap::new();
        for (at, (runbook, page)) in runbooks.iter().zip(pages).enumerate() {
            for (scenario, address) in runbook.scenarios.iter().zip(&page.scenarios) {
                if !scenario.id.is_empty() && !runbook.template {
                    scenarios.insert(address.as_str(), (at, scenario.id.as_str()));
                }
            }
        }
        Site {
            runbooks,
            pages,
            live: documents.iter().map(|document| live(document)).collect(),
            documents: pages.iter().enumerate().map(|(at, page)| (page.address.as_str(), at)).collect(),
            scenarios,
            alerts: alert_pages.iter().map(|(name, page)| (page.as_str(), name.as_str())).collect(),
        }
    }

    fn is_live(&self, page: &str) -> bool {
        self.documents.contains_key(page) || self.scenarios.contains_key(page) || self.alerts.contains_key(page)
    }

    /// The pages of documents that are gone and have another one in their place: those that the file names, and those
    /// that are found.
    fn moves(&self, of_page: &BTreeMap<&str, Vec<&Entry>>) -> BTreeMap<String, Place> {
        let mut moves = BTreeMap::new();
        let mut gone = Vec::new();
        for (&page, entries) in of_page {
            let own = entries.iter().find(|entry| entry.id.is_empty());
            match own.map(|entry| &entry.what) {
                Some(What::Moved(to)) => drop(moves.insert(page.to_owned(), to.clone())),
                Some(What::Page(title)) if !self.is_live(page) => gone.push((page, title.as_str(), entries)),
                _ => {}
            }
        }
        if gone.is_empty() {
            return moves;
        }
        // An address that was left may be gone back to.
        let stood = |entries: &Vec<&Entry>| {
            entries.iter().any(|entry| entry.id.is_empty() && !matches!(entry.what, What::Moved(_)))
        };
        let is_new = |&at: &usize| !of_page.get(self.pages[at].address.as_str()).is_some_and(stood);
        let new: Vec<usize> = (0..self.pages.len()).filter(is_new).collect();
        let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
        for &at in &new {
            self.live[at].ids.iter().for_each(|target| holders.entry(target.id).or_default().push(at));
        }
        for (page, title, entries) in gone {
            let ids: Vec<&str> =
                entries.iter().filter(|entry| !entry.id.is_empty()).map(|entry| entry.id.as_str()).collect();
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for id in &ids {
                holders.get(id).into_iter().flatten().for_each(|&at| *shared.entry(at).or_default() += 1);
            }
            let same_title = |at: usize| self.runbooks[at].title.value == title;
            let same_name = |at: usize| name(&self.pages[at].address) == name(page);
            let alike = shared.into_iter().filter(|(_, count)| count * 2 >= ids.len());
            let best = alike.max_by_key(|&(at, count)| {
                (count, same_title(at), same_name(at), std::cmp::Reverse(&self.pages[at].address))
            });
            let bare = || new.iter().copied().filter(|_| ids.is_empty()).find(|&at| same_title(at));
            if let Some(at) = best.map(|(at, _)| at).or_else(bare) {
                moves.insert(page.to_owned(), Place { page: self.pages[at].address.clone(), id: String::new() });
            }
        }
        moves
    }

    /// Where a page stands now; what has moved may have moved again.
    fn follow(&self, page: &str, moves: &BTreeMap<String, Place>) -> Option<Place> {
        let mut place = Place { page: page.to_owned(), id: String::new() };
        for _ in 0..STEPS {
            if self.is_live(&place.page) {
                return Some(place);
            }
            let to = moves.get(&place.page)?;
            let id = if to.id.is_empty() { std::mem::take(&mut place.id) } else { to.id.clone() };
            place = Place { page: to.page.clone(), id };
        }
        None
    }

    /// The document that answers for the ids of a page.
    fn document(&self, page: &str, moves: &BTreeMap<String, Place>) -> Option<usize> {
        self.follow(page, moves).and_then(|place| self.documents.get(place.page.as_str()).copied())
    }

    /// Finds what became of the ids that a document answers for.
    fn settle(&self, document: usize, entries: &[&Entry], former: &mut Former) {
        let live = &self.live[document];
        let (before, at_entry): (Vec<Heading<'_>>, Vec<usize>) =
            entries.iter().enumerate().filter_map(|(at, entry)| Some((live.former_heading(entry)?, at))).unzip();
        let published: HashSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        let (now, at_id): (Vec<Heading<'_>>, Vec<usize>) = live.headings(&published).unzip();
        let aliases = &mut former.aliases[document];
        for (gone, new) in pair::pairs(&before, &now) {
            aliases.insert(entries[at_entry[gone]].id.clone(), live.ids[at_id[new]].id.to_owned());
        }
        // An id that has moved may lead to one that has moved since.
        for entry in entries {
            if let What::Moved(to) = &entry.what
                && !live.known.contains_key(&entry.id)
            {
                let to = fold::composed(&to.id);
                let id = live.known.get(to.as_ref()).map(|&at| live.ids[at].id.to_owned());
                if let Some(id) = id.or_else(|| aliases.get(to.as_ref()).cloned()) {
                    aliases.insert(entry.id.clone(), id);
                }
            }
        }
        let mut behind = live.ids.first();
        for entry in entries {
            if let Some(&at) = live.known.get(&entry.id) {
                behind = live.ids.get(at);
            } else if !former.aliases[document].contains_key(&entry.id) {
                let title = if let What::Heading(_, title) = &entry.what { title.clone() } else { String::new() };
                former.lost.push(Lost {
                    page: entry.page.clone(),
                    id: entry.id.clone(),
                    title,
                    document: Some((document, behind.map_or(Span::default(), |target| target.span))),
                    is_taken: false,
                    span: entry.span,
                });
            }
        }
    }

    /// Finds what became of a page.
    fn settle_page(&self, page: &str, entries: &[&Entry], moves: &BTreeMap<String, Place>, former: &mut Former) {
        if self.is_live(page) {
            former.lost.extend(self.taken(page, entries));
            return;
        }
        let own = entries.iter().find(|entry| entry.id.is_empty());
        let scenario = match own.map(|entry| &entry.what) {
            Some(What::Scenario(section)) => self.scenario(page, section, moves, former),
            _ => None,
        };
        let place = scenario.or_else(|| self.follow(page, moves)).and_then(|place| self.stands(place, former));
        match (place, own.or(entries.first())) {
            (Some(place), _) => drop(former.moved.insert(page.to_owned(), place)),
            // It goes with its document, which is said once.
            (None, Some(entry)) if matches!(entry.what, What::Scenario(_)) && self.owner(page, moves).is_none() => {}
            (None, Some(entry)) => former.lost.push(Lost {
                page: page.to_owned(),
                id: String::new(),
                title: match &entry.what {
                    What::Page(title) | What::Alert(title) | What::Scenario(title) => title.clone(),
                    _ => String::new(),
                },
                document: None,
                is_taken: false,
                span: entry.span,
            }),
            (None, None) => {}
        }
    }

    /// An address that led on to a page that still stands, and has been taken by another document since: whoever kept it
    /// reads something else there.
    fn taken(&self, page: &str, entries: &[&Entry]) -> Option<Lost> {
        let (entry, to) = entries.iter().find_map(|entry| match &entry.what {
            What::Moved(to) if entry.id.is_empty() => Some((entry, to)),
            _ => None,
        })?;
        let (title, id) = (to.page.clone(), String::new());
        let lost = Lost { page: page.to_owned(), id, title, document: None, is_taken: true, span: entry.span };
        (to.page != page && self.is_live(&to.page)).then_some(lost)
    }

    /// The document of a scenario's page.
    fn owner(&self, page: &str, moves: &BTreeMap<String, Place>) -> Option<usize> {
        let (stem, _) = page.rsplit_once('/')?;
        self.document(&format!("{stem}.html"), moves)
    }

    /// Where the page of a scenario stands now: with its section.
    fn scenario(&self, page: &str, section: &str, moves: &BTreeMap<String, Place>, former: &Former) -> Option<Place> {
        let document = self.owner(page, moves)?;
        let id = former.id(document, section).unwrap_or(section);
        let own = self.pages[document].scenarios.iter().find(|address| {
            self.scenarios.get(address.as_str()).is_some_and(|&(at, section)| at == document && section == id)
        });
        let known = || self.live[document].known.contains_key(id);
        match own {
            Some(address) => Some(Place { page: address.clone(), id: String::new() }),
            None => known().then(|| Place { page: self.pages[document].address.clone(), id: id.to_owned() }),
        }
    }

    /// A place whose id, where it has one, is still there or has another one in its stead.
    fn stands(&self, place: Place, former: &Former) -> Option<Place> {
        let Some(&document) = self.documents.get(place.page.as_str()) else { return Some(place) };
        if place.id.is_empty() || self.live[document].known.contains_key(&place.id) {
            return Some(place);
        }
        let id = former.id(document, &place.id)?.to_owned();
        Some(Place { page: place.page, id })
    }

    /// What the file would say now.
    fn now(&self, former: &Former) -> Ledger {
        let entry = |page: &str, id: &str, what: What| Entry {
            page: page.to_owned(),
            id: fold::composed(id).into_owned(),
            what,
            span: Span::default(),
        };
        let mut pages: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
        for (at, page) in self.pages.iter().enumerate() {
            let entries = pages.entry(&page.address).or_default();
            entries.push(entry(&page.address, "", What::Page(self.runbooks[at].title.value.clone())));
            entries.extend(self.live[at].ids.iter().map(|target| entry(&page.address, target.id, target.what.clone())));
            let to = |id: &str| What::Moved(Place { page: String::new(), id: fold::composed(id).into_owned() });
            entries.extend(former.of_document(at).map(|(former, id)| entry(&page.address, former, to(id))));
        }
        for (page, (_, section)) in &self.scenarios {
            pages.insert(page, vec![entry(page, "", What::Scenario((*section).to_owned()))]);
        }
        for (page, name) in &self.alerts {
            pages.insert(page, vec![entry(page, "", What::Alert((*name).to_owned()))]);
        }
        for (page, to) in &former.moved {
            pages.insert(page, vec![entry(page, "", What::Moved(to.clone()))]);
        }
        Ledger { file: None, entries: pages.into_values().flatten().collect() }
    }
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The ids of a document: of its headings in order, then of `<a id>`.
fn live(document: &Document) -> Live<'_> {
    let mut ids: Vec<Target<'_>> = Vec::new();
    walk::headings(&document.blocks, &mut |heading| {
        let span = heading.content.first().map_or(Span::default(), |first| first.span);
        let what = What::Heading(heading.level, anchor::heading_text(&heading.content));
        ids.push(Target { id: &heading.id, what, span });
    });
    walk::anchors(&document.blocks, &mut |id| ids.push(Target { id, what: What::Anchor, span: Span::default() }));
    let mut known = HashMap::new();
    ids.retain(|target| {
        let place = known.len();
        let mut is_first = |id: &str| *known.entry(fold::composed(id).into_owned()).or_insert(place) == place;
        is_kept(target.id) && is_first(target.id)
    });
    Live { ids, known }
}

impl Live<'_> {
    /// A heading as it was published; one that still stands has its place now.
    fn former_heading<'e>(&self, entry: &'e Entry) -> Option<Heading<'e>> {
        let What::Heading(level, title) = &entry.what else { return None };
        Some(Heading { level: *level, title, other: self.known.get(&entry.id).copied() })
    }

    /// The headings of today with their places; those that were published stand in both lists.
    fn headings(&self, published: &HashSet<&str>) -> impl Iterator<Item = (Heading<'_>, usize)> {
        self.ids.iter().enumerate().filter_map(|(at, target)| {
            let What::Heading(level, title) = &target.what else { return None };
            let other = published.contains(fold::composed(target.id).as_ref()).then_some(at);
            Some((Heading { level: *level, title, other }, at))
        })
    }
}

/// Whether an id fits into a line.
fn is_kept(id: &str) -> bool {
    !id.is_empty() && !id.contains(char::is_control)
}

#[cfg(test)]
mod tests;
