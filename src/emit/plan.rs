//! Where every output stands, decided before any is written: no two share a path.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use super::{AssetCopy, asset};
use crate::model::Runbook;
use crate::resolve::url::{self, Addresses};
use crate::resolve::{Library, fold};
use crate::source::{FileId, SourceFile};

/// Paths of the outputs. The lists run side by side with the library's.
pub struct Plan {
    /// `api/runbooks/ops/db.json`
    pub(super) json: Vec<String>,
    /// For each checklist of each document its path without ending: `checklists/ops/db/復旧確認`.
    pub(super) checklists: Vec<Vec<String>>,
    /// Addresses, ready for a link from the site's root: of pages, twins, JSON and checklists.
    pub(super) links: Vec<Links>,
    /// Links to the pages of alerts by the alert's name, from the site's root.
    pub(super) alerts: BTreeMap<String, String>,
    /// Folded paths of all of them, found when the first question is asked.
    taken: OnceLock<HashSet<String>>,
    /// Paths of pages, twins and alerts.
    others: Vec<String>,
    /// Stands in for a document that has no file.
    pub(super) blank: SourceFile,
    /// Documents by file.
    pub(super) of_file: HashMap<FileId, usize>,
}

/// Addresses of a document's outputs as a link from the site's root bears them.
pub(super) struct Links {
    pub(super) page: String,
    pub(super) twin: String,
    pub(super) json: String,
    pub(super) checklists: Vec<String>,
    pub(super) scenarios: Vec<String>,
}

impl Links {
    /// Where a scenario is read: on its page, and one that is the whole document on the document's.
    pub(super) fn scenario(&self, runbook: &Runbook, at: usize) -> &str {
        let own = runbook.scenarios.get(at).is_some_and(|scenario| !scenario.is_whole(&runbook.title));
        self.scenarios.get(at).filter(|_| own).unwrap_or(&self.page)
    }
}

impl Plan {
    /// Gives every output of these documents its path.
    #[must_use]
    pub fn new(library: &Library) -> Self {
        let mut addresses = Addresses::of_site();
        for page in &library.pages {
            addresses.take(page.address.strip_suffix(".html").unwrap_or(&page.address), ".html");
        }
        let mut json = Vec::with_capacity(library.runbooks.len());
        let mut checklists = Vec::with_capacity(library.runbooks.len());
        for runbook in &library.runbooks {
            json.push(addresses.take(&format!("api/runbooks/{}", runbook.id), ".json"));
            let stems = runbook.checklists.iter().map(|checklist| {
                let page =
                    addresses.take(&format!("checklists/{}/{}", runbook.id, checklist.id.replace('/', "-")), ".html");
                page.strip_suffix(".html").unwrap_or(&page).to_owned()
            });
            checklists.push(stems.collect::<Vec<String>>());
        }
        let from_root = |path: &str| url::relative("index.html", path);
        let alerts = library.alert_pages.iter().map(|(name, page)| (name.clone(), from_root(page))).collect();
        let outputs = library.pages.iter().zip(&json).zip(&checklists);
        let links = outputs.map(|((page, json), checklists)| Links {
            scenarios: page.scenarios.iter().map(|page| from_root(page)).collect(),
            page: from_root(&page.address),
            twin: from_root(&page.twin),
            json: from_root(json),
            checklists: checklists.iter().map(|stem| from_root(&format!("{stem}.html"))).collect(),
        });
        let links = links.collect();
        let with_file = library.runbooks.iter().enumerate();
        let of_file = with_file.filter_map(|(at, runbook)| runbook.file.map(|file| (file, at))).collect();
        let pages =
            library.pages.iter().flat_map(|page| [&page.address, &page.twin].into_iter().chain(&page.scenarios));
        let others = pages.chain(library.alert_pages.values()).cloned().collect();
        let blank = SourceFile::new("", "");
        Plan { json, checklists, links, alerts, taken: OnceLock::new(), others, blank, of_file }
    }

    fn paths(&self) -> impl Iterator<Item = String> + '_ {
        let checklists = (0..self.checklists.len()).flat_map(|at| self.checklist_files(at));
        checklists.chain(self.json.iter().chain(&self.others).cloned())
    }

    /// Files of the content that belong to the site as they are.
    #[must_use]
    pub fn copies(&self, library: &Library) -> Vec<AssetCopy> {
        asset::copies(library, self)
    }

    /// Paths of the checklists of a document.
    pub(super) fn checklist_files(&self, at: usize) -> Vec<String> {
        let stems = self.checklists.get(at).into_iter().flatten();
        stems.flat_map(|stem| [".html", ".md", ".json"].map(|ending| format!("{stem}{ending}"))).collect()
    }

    /// Whether a path belongs to an output, on any file system.
    pub(super) fn is_taken(&self, path: &str) -> bool {
        let taken = || self.paths().map(|path| fold::key(&path)).collect();
        self.taken.get_or_init(taken).contains(&fold::key(path)) || url::is_of_site(path)
    }
}
