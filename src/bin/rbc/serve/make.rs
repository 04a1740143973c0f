//! Making a site that can be shown, again and again.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rbc::config::Language;
use rbc::emit::{EmitError, EmitOptions, Plan, emit};
use rbc::host::discover::Overlays;
use rbc::host::watch::Place;
use rbc::report::{Report, text};

use super::display::Site;
use crate::build::{dated, sorted, target};
use crate::engine::{self, Kept};
use crate::exit::Failure;
use crate::flags::{Global, Report as ReportFlags, Serve};
use crate::project::{self, CONFIG, Project};
use crate::review::Review;
use crate::{surroundings, templates};

/// What came of it.
pub(super) struct Made {
    /// The site, where it could be made.
    pub(super) site: Option<Site>,
    /// Why it could not.
    pub(super) fault: Option<String>,
    pub(super) language: Language,
    /// What to watch for the next time.
    pub(super) places: BTreeSet<Place>,
    /// The folder of the published site: what happens there is of no concern.
    pub(super) out: Option<PathBuf>,
    pub(super) took: Duration,
}

/// Makes sites, and keeps what the next one may need.
pub(super) struct Workshop<'f> {
    global: &'f Global,
    flags: &'f Serve,
    kept: Kept,
    /// Texts of the configuration and of the policies by which it is kept.
    terms: Terms,
    /// Templates that every page was made with, and the configuration that they were made by.
    proved: Option<(Terms, Terms)>,
}

/// Texts by path.
type Terms = Vec<(String, String)>;

impl<'f> Workshop<'f> {
    pub(super) fn new(global: &'f Global, flags: &'f Serve) -> Self {
        Workshop { global, flags, kept: Kept::default(), terms: Terms::new(), proved: None }
    }

    /// Makes the site, after these paths have changed; whatever goes wrong is a fault to be shown.
    pub(super) fn make(&mut self, changed: &BTreeSet<PathBuf>) -> Made {
        let start = Instant::now();
        let working = std::env::current_dir().unwrap_or_default();
        let mut made = Made {
            site: None,
            fault: None,
            language: self.global.language().unwrap_or_default(),
            places: places_without_project(self.global, self.flags, &working),
            out: None,
            took: Duration::ZERO,
        };
        let tried = catch_unwind(AssertUnwindSafe(|| self.try_make(changed, &mut made)));
        if let Err(failure) = tried.unwrap_or_else(|_| Err(Failure::internal())) {
            made.site = None;
            made.fault = Some(failure.words(&rbc::text::Catalogue::new(made.language)));
        }
        made.took = start.elapsed();
        made
    }

    fn try_make(&mut self, changed: &BTreeSet<PathBuf>, made: &mut Made) -> Result<(), Failure> {
        let mut report = ReportFlags::of_content(self.flags.content.clone());
        report.today = self.flags.today;
        let (project, faults) = project::open(self.global, &report)?;
        made.language = project.config.language;
        if !faults.is_empty() {
            let shown = Report::new(&faults, &project.sources, &project.catalogue, 0);
            made.fault = Some(text::render(&shown, text::Style::default()));
            return Ok(());
        }
        let content = match &self.flags.content {
            Some(content) => project.working.join(content),
            None => project.root.join(&project.config.content),
        };
        let out = target(&project, None)?;
        made.out = Some(out.clone());
        made.places = places(&project, &content);
        let content = std::fs::canonicalize(&content).map_err(|error| engine::no_content(&content, &error))?;
        made.places.insert((content.clone(), true));
        let templates = templates::read(&project)?;
        let terms: Terms =
            project.sources.iter().map(|(_, file)| (file.path().to_owned(), file.written().to_owned())).collect();
        if self.terms != terms {
            self.kept = Kept::default();
            self.terms = terms;
        }
        let overlays = Overlays::new();
        let mut compiled =
            engine::compile_again(&project, &project.config, &content, Some(out), &overlays, None, &mut self.kept)?;
        Review::new(&project, &report)?.narrow(&mut compiled, &HashSet::new());
        let state = surroundings::state(&project, &content, &compiled)?;
        let (diagnostics, plan) = rayon::join(|| sorted(&project, &compiled), || Plan::new(&compiled.library));
        let mut site = Site { project, compiled, diagnostics, templates, state, plan, copies: HashMap::new() };
        self.prove(&site, changed)?;
        let limit = site.project.config.limits.file_bytes;
        for copy in site.plan.copies(&site.compiled.library) {
            if site.compiled.uncopied.contains(&copy.from) {
                continue;
            }
            // A file that is gone by now is told of when its folder is looked at again.
            if let Ok(bytes) = rbc::host::open::read(&content, &content.join(&copy.from), limit) {
                site.copies.insert(copy.path, Arc::from(bytes));
            }
        }
        made.site = Some(site);
        Ok(())
    }

    /// Makes sure that the project's own templates do for the pages, so that the last good site stays where they do not:
    /// for all pages where templates or the configuration have changed, else for those of the documents that have.
    fn prove(&mut self, site: &Site, changed: &BTreeSet<PathBuf>) -> Result<(), Failure> {
        if site.templates.is_empty() {
            return Ok(());
        }
        let failed = |fault: rbc::emit::TemplateFault| Failure::new(fault.message());
        let by = (site.templates.clone(), self.terms.clone());
        if self.proved.as_ref() == Some(&by) {
            let desk = site.desk().map_err(failed)?;
            let root = &site.project.root;
            let wanted = |path: &str| changed.contains(&root.join(path));
            for page in site.pages_of(&wanted) {
                desk.file(page).map_err(failed)?;
            }
        } else {
            self.proved = None;
            all_pages(site)?;
            self.proved = Some(by);
        }
        Ok(())
    }
}

/// Makes every file of a site, to see whether it can be made.
fn all_pages(site: &Site) -> Result<(), Failure> {
    let given = EmitOptions { templates: &site.templates, diagnostics: &site.diagnostics, ..EmitOptions::default() };
    let options = dated(&site.project, &site.state, given);
    let put = |_| Ok::<(), std::convert::Infallible>(());
    match emit(&site.compiled.library, &site.compiled.sources, &site.project.config, &options, &put) {
        Err(EmitError::Template(fault)) => Err(Failure::new(fault.message())),
        _ => Ok(()),
    }
}

/// What a site is made of: the documents, the templates, rbc.yaml with what lies beside it, and policies.
fn places(project: &Project, content: &Path) -> BTreeSet<Place> {
    let mut places = BTreeSet::from([(project.root.clone(), false)]);
    let mut folder = |path: PathBuf| {
        if path.is_dir() && path != project.root {
            places.insert((path, true));
        }
    };
    folder(content.to_owned());
    folder(project.root.join(project.config.templates.as_deref().unwrap_or("templates")));
    for policy in &project.config.policies {
        folder(project.root.join(&policy.policy).parent().unwrap_or(&project.root).to_owned());
    }
    places
}

/// What is watched where nothing is known of the project: the folder of rbc.yaml, and the content.
pub(super) fn places_without_project(global: &Global, flags: &Serve, working: &Path) -> BTreeSet<Place> {
    let config = match &global.config {
        Some(path) => Some(working.join(path)),
        None => working.ancestors().map(|folder| folder.join(CONFIG)).find(|path| path.is_file()),
    };
    let root = config.as_deref().and_then(Path::parent).unwrap_or(working);
    let root = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let content = flags.content.as_ref().map_or_else(|| root.join("content"), |content| working.join(content));
    let mut places = BTreeSet::from([(root, false)]);
    if let Ok(content) = std::fs::canonicalize(content) {
        places.insert((content, true));
    }
    places
}
