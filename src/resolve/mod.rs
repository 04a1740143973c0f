//! Every runbook together: what links lead to, and where pages stand. Decided once, here.
//!
//! 1. [`ProjectFiles`] says which files there are; [`Targets`] what each document offers to links.
//! 2. Each link and mention is looked up: its status and target are written into its runbook, and [`Outcome`] keeps why.
//! 3. [`url`] gives every page its address; [`former`] says what became of those that [`ledger`] holds as published.

mod destination;
mod files;
pub mod fold;
pub mod former;
mod heading_in_code;
pub mod ledger;
mod name;
mod near;
mod outcome;
mod own;
mod page;
mod read;
mod target;
pub mod url;

pub use files::{Lookup, ProjectFiles, folder_of};
pub use former::Former;
pub use heading_in_code::HeadingInCode;
pub use ledger::Ledger;
pub use near::is_general;
pub use outcome::Outcome;
pub use page::Page;
pub use read::Read;
pub use target::{Found, Heading, Origin, Targets};

use crate::config::Config;
use crate::model::{Link, LinkKind, LinkStatus, Resolved, Runbook};
use crate::source::SourceMap;
use crate::syntax::Document;
use rayon::prelude::*;
use read::Finding;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// All documents of a site with what was decided of them. The lists of documents run side by side.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// Runbooks, links resolved; in the order given.
    pub runbooks: Vec<Arc<Runbook>>,
    /// Their trees.
    pub documents: Vec<Arc<Document>>,
    /// Their pages.
    pub pages: Vec<Page>,
    /// What links can lead to in each.
    pub targets: Vec<Arc<Targets>>,
    /// What was found for each link of each runbook.
    pub outcomes: Vec<Arc<[Outcome]>>,
    /// The files of the project.
    pub files: ProjectFiles,
    /// Files of the content that pages link to or show and that are copied: paths within the content root.
    pub assets: BTreeSet<String>,
    /// Page of each alert name.
    pub alert_pages: BTreeMap<String, String>,
    /// What became of the addresses that were published.
    pub former: Former,
    /// Place of each document in the lists, by id.
    ids: HashMap<String, usize>,
}

impl Library {
    /// The place of a document in the lists.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// A runbook with its tree and page.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<(&Runbook, &Document, &Page)> {
        let at = self.position(id)?;
        Some((self.runbooks.get(at)?, self.documents.get(at)?, self.pages.get(at)?))
    }

    /// Headings of a document, for messages that propose one.
    #[must_use]
    pub fn headings(&self, at: usize) -> &[Heading] {
        self.targets.get(at).zip(self.documents.get(at)).map_or(&[], |(targets, document)| targets.headings(document))
    }

    /// The line of a code block in a document that would have an id (decoded) as a heading.
    #[must_use]
    pub fn heading_in_code(&self, at: usize, id: &str) -> Option<&HeadingInCode> {
        let (targets, document) = self.targets.get(at).zip(self.documents.get(at))?;
        targets.headings_in_code(document).get(fold::composed(id).as_ref())
    }

    /// The address on the page `from` (a path within the site) of what a link leads to; `None` for what is no page of the
    /// site and no copied file.
    #[must_use]
    pub fn href(&self, from: &str, resolved: &Resolved) -> Option<String> {
        match resolved {
            Resolved::Document { id, anchor } => {
                let page = self.pages.get(self.position(id)?)?;
                let mut url = if page.address == from { String::new() } else { url::relative(from, &page.address) };
                if let Some(anchor) = anchor.as_deref().filter(|anchor| !anchor.is_empty()) {
                    url.push('#');
                    url.push_str(&url::fragment(anchor));
                }
                Some(if url.is_empty() { format!("#{MAIN}") } else { url })
            }
            Resolved::Asset(path) => self.assets.contains(path).then(|| url::relative(from, path)),
            Resolved::Project(_) => None,
        }
    }
}

/// Id of a page's own content, which each template has.
const MAIN: &str = "RBC-main";

/// File extensions that are copied into a site.
pub const PUBLISHED: [&str; 15] =
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "yaml", "yml", "json", "sql", "sh", "txt", "csv"];

/// Whether a file of this name is copied.
#[must_use]
pub fn is_published(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| PUBLISHED.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// Puts all documents together. `runbooks` and `documents` run side by side; each runbook's file is in `sources`.
#[must_use]
pub fn resolve(
    runbooks: Vec<Runbook>,
    documents: Vec<Document>,
    sources: &SourceMap,
    files: &ProjectFiles,
    config: &Config,
) -> Library {
    let mut read: Vec<Read> = runbooks.into_iter().zip(documents).map(|(one, tree)| Read::new(one, tree)).collect();
    resolve_again(&mut read, sources, files, config)
}

/// Puts all documents together, some of which were put together with others before: what has become of their links is
/// written into them where it is not what it was.
#[must_use]
pub fn resolve_again(read: &mut [Read], sources: &SourceMap, files: &ProjectFiles, config: &Config) -> Library {
    let runbooks: Vec<Arc<Runbook>> = read.iter().map(|read| Arc::clone(&read.runbook)).collect();
    let documents: Vec<Arc<Document>> = read.iter().map(|read| Arc::clone(&read.document)).collect();
    let targets: Vec<Arc<Targets>> = read.iter().map(|read| Arc::clone(&read.targets)).collect();
    let links: Vec<Arc<[Link]>> = read.iter().map(|read| Arc::clone(&read.links)).collect();
    let ids: HashMap<String, usize> =
        runbooks.iter().enumerate().map(|(at, runbook)| (runbook.id.clone(), at)).collect();
    let (pages, alert_pages) = page::assign(&runbooks);
    let scenarios = |(at, page): (usize, &'_ Page)| {
        let scenarios = page.scenarios.iter().map(move |address| (address.clone(), (at, false)));
        std::iter::once((page.address.clone(), (at, true))).chain(scenarios).collect::<Vec<_>>()
    };
    let addresses = match config.base_url {
        Some(_) => pages.iter().enumerate().flat_map(scenarios).collect(),
        None => HashMap::new(),
    };
    let none = Ledger::default();
    let former = former::compare(files.ledger().unwrap_or(&none), &runbooks, &documents, &pages, &alert_pages);
    let path = |runbook: &Runbook| runbook.file.map_or("", |file| sources.file(file).path());
    let by_path = runbooks.iter().enumerate().map(|(at, runbook)| (path(runbook), at)).collect();
    let names = name::Names::new(&runbooks);
    let shelf = Shelf {
        runbooks: &runbooks,
        documents: &documents,
        links: &links,
        targets: &targets,
        ids: &ids,
        former: &former,
        addresses,
        by_path,
        names,
        sources,
        files,
        config,
    };
    let found: Vec<Vec<Finding>> = (0..runbooks.len()).into_par_iter().map(|at| shelf.links_of(at)).collect();
    // Given back first: what nobody else holds is written into where it stands.
    drop(runbooks);
    read.iter_mut().zip(found).for_each(|(read, found)| read.settle(found));
    let mut library = Library { pages, targets, files: files.clone(), alert_pages, ids, ..Library::default() };
    library.assets = read.iter().flat_map(|read| &read.assets).cloned().collect();
    library.runbooks = read.iter().map(|read| Arc::clone(&read.runbook)).collect();
    library.outcomes = read.iter().map(|read| Arc::clone(&read.outcomes)).collect();
    library.documents = documents;
    library.former = former;
    library
}

/// All that a look-up needs.
struct Shelf<'a> {
    runbooks: &'a [Arc<Runbook>],
    documents: &'a [Arc<Document>],
    /// Links as they were written.
    links: &'a [Arc<[Link]>],
    targets: &'a [Arc<Targets>],
    former: &'a Former,
    sources: &'a SourceMap,
    files: &'a ProjectFiles,
    config: &'a Config,
    /// Documents by id.
    ids: &'a HashMap<String, usize>,
    /// Documents by the addresses of their pages, and whether it is the page of the whole document; empty where the site
    /// has no address.
    addresses: HashMap<String, (usize, bool)>,
    /// Documents by path within the project.
    by_path: HashMap<&'a str, usize>,
    /// Documents by what prose calls them.
    names: name::Names,
}

impl<'a> Shelf<'a> {
    fn origin(&self, at: usize) -> Origin<'a> {
        Origin { runbook: &self.runbooks[at], document: &self.documents[at] }
    }

    fn links_of(&self, at: usize) -> Vec<Finding> {
        let links = &self.links[at];
        // Links come first: a mention may call a document by the text of a link to it.
        let mut called = HashMap::new();
        let mentions = links.iter().any(|link| link.kind == LinkKind::SectionMention);
        let mut findings: Vec<Option<Finding>> = Vec::with_capacity(links.len());
        for link in links.iter() {
            let finding = (link.kind != LinkKind::SectionMention).then(|| self.link(at, link));
            if let Some((_, Some(Resolved::Document { id, .. }), _)) = &finding
                && mentions
                && link.kind == LinkKind::File
            {
                called.entry(fold::words(&link.text)).or_insert_with(|| id.clone());
            }
            findings.push(finding);
        }
        let mention = |link: &Link| self.section_mention(at, link, &called);
        findings.into_iter().zip(links.iter()).map(|(found, link)| found.unwrap_or_else(|| mention(link))).collect()
    }

    fn link(&self, at: usize, link: &Link) -> Finding {
        if link.status == LinkStatus::Placeholder {
            return (LinkStatus::Placeholder, None, Outcome::Fine);
        }
        match link.kind {
            LinkKind::External => self.external(link),
            LinkKind::Anchor => self.anchor(at, link.target.trim_start_matches('#')),
            LinkKind::File if self.is_wiki(at, link) => self.wiki(at, link),
            LinkKind::File => self.file(at, link),
            LinkKind::Mention => self.mention(at, &link.target),
            LinkKind::SectionMention => (LinkStatus::Unchecked, None, Outcome::Fine),
        }
    }

    /// The path of a document within the project.
    fn path(&self, at: usize) -> &'a str {
        self.runbooks[at].file.map_or("", |file| self.sources.file(file).path())
    }
}
