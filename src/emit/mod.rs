//! The site: what a compilation becomes, as paths with bytes. No disk: the host puts artifacts where they belong.
//!
//! 1. [`plan`] gives every output its path, [`Site`] gathers what all outputs read.
//! 2. Each output is a file and its line in the lists below: [`page`] (with [`scenario`]), [`checklist`], [`markdown`] and [`api`]
//!    for each document, [`home`], [`not_found`], [`redirect`], [`offline`], [`incident`], [`overview`], [`machine`], [`feed`], [`asset`],
//!    [`mod@search`]
//!    and the rest of [`api`] for the whole.
//! 3. [`html`] writes the text of a document, [`change`] says how old it is, [`frame`] puts it into a template, [`json`] holds the published records. [`private`] masks
//!    what a team keeps to itself.
//! 4. [`emit`] makes all of it; a [`Desk`] makes the files that are asked for.
//!
//! The same input gives the same bytes: nothing here knows a clock, and no map's order is seen.

mod api;
mod asset;
mod change;
mod checklist;
mod desk;
mod fault;
mod feed;
mod finding;
mod frame;
mod home;
mod html;
mod incident;
pub mod json;
mod machine;
mod markdown;
mod navigation;
mod not_found;
mod offline;
mod overview;
mod page;
mod plan;
mod private;
mod redirect;
mod scenario;
mod search;
mod single;
mod site;
mod symptom;
mod task;
mod words;

#[cfg(test)]
mod tests;

pub use asset::AssetCopy;
pub use change::Change;
pub use desk::Desk;
pub use fault::TemplateFault;
pub use frame::BUILT_IN;
pub use json::schema::{names as schema_names, schema};
pub use offline::Contents;
pub use plan::Plan;
pub use single::{GENERATOR, single};

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::resolve::{Library, Page};
use crate::source::SourceMap;
use site::Site;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Path within the site, with `/`.
    pub path: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// What outputs depend on beside the documents.
#[derive(Debug, Clone, Copy, Default)]
pub struct EmitOptions<'a> {
    /// Every finding, as it is to be shown, sorted by path, line, column, rule.
    pub diagnostics: &'a [Diagnostic],
    /// Templates and styles that take the place of the built-in ones of the same name, and any that those include: name
    /// (`parts/footer.html`, `style.css`) and text.
    pub templates: &'a [(String, String)],
    /// Time of the commit (or of SOURCE_DATE_EPOCH), ready to be shown.
    pub built_at: Option<&'a str>,
    /// Whether that is the time of the commit, and not one that was given for the build.
    pub dated_by_commit: bool,
    /// The commit.
    pub commit: Option<&'a str>,
    /// The last change of each document by its path as findings show it, where the repository tells.
    pub changes: Option<&'a HashMap<String, Change>>,
    /// The day before which a last change is long ago: `2026-04-01`.
    pub long_ago: Option<&'a str>,
    /// The year of the build, whose holidays and those of the two after it pages know; none are known without it.
    pub year: Option<i16>,
    /// Whether the site is to have no search.
    pub without_search: bool,
    /// Whether browsers keep pages for when the network is gone: what is put has then to be noted in [`Contents`], whose
    /// service worker is put last.
    pub offline: bool,
}

impl<'a> EmitOptions<'a> {
    /// A style or script: the project's own where it has one, else the built-in one; empty where there is neither.
    fn asset(&self, name: &str) -> &'a str {
        let own = self.templates.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
        own.or_else(|| BUILT_IN.iter().find(|(known, _)| *known == name).map(|&(_, text)| text)).unwrap_or_default()
    }
}

/// Why a site could not be made.
#[derive(Debug)]
pub enum EmitError<E> {
    /// An artifact could not be put where it belongs.
    Put(E),
    /// A template is wrong.
    Template(TemplateFault),
}

/// An output of each document, by its place in the library.
type OfDocument = fn(&Site<'_>, usize, &mut Vec<Artifact>) -> Result<(), TemplateFault>;

/// Paths of an output, for a document with its page and its place in the library.
type Paths = fn(&Plan, &Page, usize) -> Vec<String>;

/// An output of the whole site.
type OfSite = fn(&Site<'_>, &mut Vec<Artifact>) -> Result<(), TemplateFault>;

const OF_DOCUMENT: &[(OfDocument, Paths)] = &[
    (page::write, |_, page, _| page.scenarios.iter().chain([&page.address]).cloned().collect()),
    (markdown::write, |_, page, _| vec![page.twin.clone()]),
    (checklist::write, |plan, _, at| plan.checklist_files(at)),
    (api::runbook, |plan, _, at| plan.json.get(at).cloned().into_iter().collect()),
];

/// Outputs with what their paths begin with.
const OF_SITE: &[(OfSite, &[&str])] = &[
    (home::write, &["index.html"]),
    (not_found::write, &["404.html"]),
    (offline::write_page, &["assets/offline.html"]),
    (incident::write_page, &["assets/incident.html"]),
    (asset::write, &["assets/"]),
    (search::write_page, &["search.html"]),
    (overview::contacts, &["contacts.html"]),
    (overview::severity, &["severity.html"]),
    (overview::checklists, &["checklists.html"]),
    (overview::commands, &["commands.html"]),
    (overview::sql, &["sql.html"]),
    (overview::report, &["report.html"]),
    (overview::alerts, &["a/"]),
    (overview::api, &["api/index.html"]),
    (machine::catalog, &["api/catalog.json"]),
    (machine::anchors, &["api/anchors.json"]),
    (machine::llms, &["llms.txt"]),
    (machine::robots, &["robots.txt", "sitemap.xml"]),
    (feed::write, &["feed.xml"]),
    (api::index, &["api/index.json"]),
    (api::commands, &["api/commands.json"]),
    (api::sql, &["api/sql.json"]),
    (api::contacts, &["api/contacts.json"]),
    (api::checklists, &["api/checklists.json"]),
    (api::links, &["api/links.json"]),
    (api::severities, &["api/severities.json"]),
    (api::thresholds, &["api/thresholds.json"]),
    (api::placeholders, &["api/placeholders.json"]),
    (api::diagnostics, &["api/diagnostics.json"]),
    (api::schemas, &["api/schema/"]),
    // Former addresses are those of any page.
    (redirect::write, &[""]),
];

/// Makes the site: hands every artifact to `put`, from any thread and in any order, and gives the files to copy.
///
/// # Errors
/// A template is wrong, or `put` fails.
pub fn emit<E: Send>(
    library: &Library,
    sources: &SourceMap,
    config: &Config,
    options: &EmitOptions<'_>,
    put: &(dyn Fn(Artifact) -> Result<(), E> + Sync),
) -> Result<Vec<AssetCopy>, EmitError<E>> {
    let plan = Plan::new(library);
    let site = Site::new(library, sources, config, *options, &plan).map_err(EmitError::Template)?;
    // Now, for later one task would wait for another.
    site.records();
    let put = |artifact: Artifact| match &site.private {
        Some(private) => put(private.artifact(artifact)),
        None => put(artifact),
    };
    let hand_over =
        |artifacts: Vec<Artifact>| artifacts.into_iter().try_for_each(|artifact| put(artifact).map_err(EmitError::Put));
    let documents = || {
        (0..library.runbooks.len()).into_par_iter().try_for_each(|at| {
            let mut artifacts = Vec::with_capacity(4);
            OF_DOCUMENT
                .iter()
                .try_for_each(|(output, _)| output(&site, at, &mut artifacts))
                .map_err(EmitError::Template)?;
            hand_over(artifacts)
        })
    };
    let whole = || {
        OF_SITE.par_iter().try_for_each(|(output, _)| {
            let mut artifacts = Vec::new();
            output(&site, &mut artifacts).map_err(EmitError::Template)?;
            hand_over(artifacts)
        })
    };
    let search = || {
        let failed = Mutex::new(None);
        search::write(&site, &|artifact| {
            if let Err(error) = put(artifact) {
                failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            }
        });
        failed.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), |error| Err(EmitError::Put(error)))
    };
    let (documents, (whole, search)) = rayon::join(documents, || rayon::join(whole, search));
    documents?;
    whole?;
    search?;
    Ok(asset::copies(library, &plan))
}
