//! Folders of documents, and the way through them. Each page shows its own folder only: a list of all documents on all
//! pages would be most of the site's bytes.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::resolve::{Library, url};

/// Most documents of a folder that a page lists; of more, those around its own.
const MOST: usize = 40;

/// A folder of documents.
#[derive(Debug, Default)]
pub(super) struct Folder {
    /// Title of its index, else its name.
    pub(super) title: String,
    /// The document that is its index.
    pub(super) index: Option<usize>,
    /// Its other documents.
    pub(super) documents: Vec<usize>,
    /// Folders in it.
    pub(super) folders: Vec<usize>,
    /// The folder that holds it.
    parent: Option<usize>,
}

impl Folder {
    /// Whether nothing but folders stands in it.
    pub(super) fn is_bare(&self) -> bool {
        self.documents.is_empty() && self.index.is_none()
    }
}

/// All folders; the first is the root.
pub(super) struct Navigation {
    pub(super) folders: Vec<Folder>,
    /// Folder of each document.
    of_document: Vec<usize>,
    /// Whether another document has the title of each: the title alone does not tell them apart.
    is_twin: Vec<bool>,
}

/// A link of the frame.
#[derive(Debug, Serialize)]
pub(super) struct Link<'a> {
    pub(super) title: &'a str,
    /// What tells it from another one of the same title.
    pub(super) id: Option<&'a str>,
    pub(super) url: String,
    pub(super) current: bool,
}

/// What a page shows of its folder.
#[derive(Debug, Serialize)]
pub(super) struct Shown<'a> {
    /// The folders above, from the home page down.
    pub(super) above: Vec<Link<'a>>,
    /// Documents beside the page.
    pub(super) documents: Vec<Link<'a>>,
    /// Folders in its folder.
    pub(super) folders: Vec<Link<'a>>,
    /// Where all documents of the folder are, where not all are shown.
    pub(super) all: Option<String>,
}

impl Navigation {
    pub(super) fn new(library: &Library, title: &str) -> Self {
        let mut navigation = Navigation {
            folders: vec![Folder { title: title.to_owned(), ..Folder::default() }],
            of_document: Vec::with_capacity(library.runbooks.len()),
            is_twin: twins(library),
        };
        let mut known = BTreeMap::from([(String::new(), 0)]);
        for (at, runbook) in library.runbooks.iter().enumerate() {
            let (path, name) = runbook.id.rsplit_once('/').unwrap_or(("", &runbook.id));
            let folder = navigation.folder(path, &mut known);
            navigation.of_document.push(folder);
            let folder = &mut navigation.folders[folder];
            let is_index = name.eq_ignore_ascii_case("index");
            if is_index || (name.eq_ignore_ascii_case("readme") && folder.index.is_none()) {
                // An index takes the place of a README that was met before it.
                folder.documents.extend(folder.index.replace(at));
                if !path.is_empty() {
                    folder.title.clone_from(&runbook.title.value);
                }
            } else {
                folder.documents.push(at);
            }
        }
        navigation
    }

    fn folder(&mut self, path: &str, known: &mut BTreeMap<String, usize>) -> usize {
        let mut at = 0;
        let mut end = 0;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            end += name.len() + usize::from(end > 0);
            let path = path.get(..end).unwrap_or(path);
            at = match known.get(path) {
                Some(&folder) => folder,
                None => {
                    let new = self.folders.len();
                    self.folders.push(Folder { title: name.to_owned(), parent: Some(at), ..Folder::default() });
                    self.folders[at].folders.push(new);
                    known.insert(path.to_owned(), new);
                    new
                }
            };
        }
        at
    }

    /// The document that introduces the home page.
    pub(super) fn introduction(&self) -> Option<usize> {
        self.folders.first().and_then(|root| root.index)
    }

    /// The id of a document whose title another one has too.
    pub(super) fn id_of_twin<'a>(&self, library: &'a Library, document: usize) -> Option<&'a str> {
        let is_twin = self.is_twin.get(document).is_some_and(|is_twin| *is_twin);
        library.runbooks.get(document).filter(|_| is_twin).map(|runbook| runbook.id.as_str())
    }

    /// The way up alone, for a page that belongs to a document: it is kept small.
    pub(super) fn way_up<'a>(&'a self, library: &'a Library, document: usize, address: &str) -> Shown<'a> {
        let above = self.above(library, document, address);
        Shown { above, documents: Vec::new(), folders: Vec::new(), all: None }
    }

    fn above<'a>(&'a self, library: &'a Library, document: usize, address: &str) -> Vec<Link<'a>> {
        let at = self.of_document.get(document).copied().unwrap_or(0);
        let mut above = Vec::new();
        let mut next = Some(at);
        while let Some(folder) = next.and_then(|at| self.folders.get(at)) {
            // The page of a folder's index is not below itself.
            if folder.index != Some(document) || folder.parent.is_none() {
                above.push(self.link(library, next.unwrap_or(0), address));
            }
            next = folder.parent;
        }
        above.reverse();
        above
    }

    /// What the page of a document, at `address`, shows.
    pub(super) fn shown<'a>(&'a self, library: &'a Library, document: usize, address: &str) -> Shown<'a> {
        let Shown { above, .. } = self.way_up(library, document, address);
        let at = self.of_document.get(document).copied().unwrap_or(0);
        let Some(folder) = self.folders.get(at) else {
            return Shown { above, documents: Vec::new(), folders: Vec::new(), all: None };
        };
        let (window, cut) = window(&folder.documents, document);
        let documents = window.iter().filter_map(|&at| {
            let (runbook, page) = (library.runbooks.get(at)?, library.pages.get(at)?);
            let url = url::relative(address, &page.address);
            Some(Link { title: &runbook.title.value, id: self.id_of_twin(library, at), url, current: at == document })
        });
        Shown {
            above,
            documents: documents.collect(),
            folders: folder.folders.iter().take(MOST).map(|&at| self.link(library, at, address)).collect(),
            all: cut.then(|| self.section(at, address)),
        }
    }

    /// A folder's own page, else its part of the home page.
    fn link<'a>(&'a self, library: &'a Library, at: usize, address: &str) -> Link<'a> {
        let folder = &self.folders[at];
        let index = folder.index.and_then(|index| library.pages.get(index)).filter(|_| at > 0);
        let url = match index {
            Some(page) => url::relative(address, &page.address),
            None if at == 0 => url::relative(address, "index.html"),
            None => self.section(at, address),
        };
        Link { title: &folder.title, id: None, url, current: false }
    }

    /// The home page has no part for a folder that holds folders only: the first of those that hold more is its place.
    fn section(&self, at: usize, address: &str) -> String {
        let mut place = at;
        while let Some(folder) = self.folders.get(place).filter(|folder| folder.is_bare())
            && let Some(&first) = folder.folders.first()
        {
            place = first;
        }
        format!("{}#{}", url::relative(address, "index.html"), section_id(place))
    }
}

/// Whether another document has the title of each.
fn twins(library: &Library) -> Vec<bool> {
    let mut counts: HashMap<&str, usize> = HashMap::with_capacity(library.runbooks.len());
    let titles = || library.runbooks.iter().map(|runbook| runbook.title.value.as_str());
    titles().for_each(|title| *counts.entry(title).or_default() += 1);
    titles().map(|title| counts.get(title).is_some_and(|count| *count > 1)).collect()
}

/// Id of a folder's part of the home page.
pub(super) fn section_id(folder: usize) -> String {
    format!("RBC-folder-{folder}")
}

/// Up to [`MOST`] documents around one, and whether there are more.
fn window(documents: &[usize], document: usize) -> (&[usize], bool) {
    if documents.len() <= MOST {
        return (documents, false);
    }
    let at = documents.iter().position(|&at| at == document).unwrap_or(0);
    let start = at.saturating_sub(MOST / 2).min(documents.len() - MOST);
    (documents.get(start..start + MOST).unwrap_or(documents), true)
}
