//! Making the site in memory.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rbc::config::Language;
use rbc::diag::Diagnostic;
use rbc::emit::EmitOptions;
use rbc::host::discover::Overlays;
use rbc::host::serve::Shelf;
use rbc::host::watch::Place;
use rbc::report::{Report, text};
use rbc::source::SourceMap;

use crate::build::{emitted, target};
use crate::engine;
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

pub(super) struct Site {
    pub(super) shelf: Shelf,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) sources: SourceMap,
    pub(super) root: PathBuf,
    pub(super) documents: usize,
}

/// Makes the site; whatever goes wrong is a fault to be shown.
pub(super) fn make(global: &Global, flags: &Serve) -> Made {
    let start = Instant::now();
    let working = std::env::current_dir().unwrap_or_default();
    let mut made = Made {
        site: None,
        fault: None,
        language: global.language().unwrap_or_default(),
        places: places_without_project(global, flags, &working),
        out: None,
        took: Duration::ZERO,
    };
    let tried = catch_unwind(AssertUnwindSafe(|| try_make(global, flags, &mut made)));
    if let Err(failure) = tried.unwrap_or_else(|_| Err(Failure::internal())) {
        made.site = None;
        made.fault = Some(failure.words(&rbc::text::Catalogue::new(made.language)));
    }
    made.took = start.elapsed();
    made
}

fn try_make(global: &Global, flags: &Serve, made: &mut Made) -> Result<(), Failure> {
    let mut report = ReportFlags::of_content(flags.content.clone());
    report.today = flags.today;
    let (project, faults) = project::open(global, &report)?;
    made.language = project.config.language;
    if !faults.is_empty() {
        let shown = Report::new(&faults, &project.sources, &project.catalogue, 0);
        made.fault = Some(text::render(&shown, text::Style::default()));
        return Ok(());
    }
    let content = match &flags.content {
        Some(content) => project.working.join(content),
        None => project.root.join(&project.config.content),
    };
    let out = target(&project, None)?;
    made.out = Some(out.clone());
    made.places = places(&project, &content);
    let content = std::fs::canonicalize(&content).map_err(|error| engine::no_content(&content, &error))?;
    made.places.insert((content.clone(), true));
    let review = Review::new(&project, &report)?;
    let mut compiled = engine::compile(&project, &project.config, &content, Some(out), &Overlays::new(), None)?;
    review.narrow(&mut compiled, &HashSet::new());
    let files: Mutex<HashMap<String, Arc<[u8]>>> = Mutex::new(HashMap::new());
    let put = |path: &str, bytes: Vec<u8>| {
        files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.into());
        Ok(())
    };
    let templates = templates::read(&project)?;
    // No copy for use without a network: the browser would show it in place of what has been saved.
    let given = EmitOptions { templates: &templates, ..EmitOptions::default() };
    let assets = emitted(&project, &compiled, &surroundings::state(&project, &content, &compiled)?, &given, &put)?;
    for asset in assets {
        let from = content.join(&asset.from);
        // A file that is gone by now is told of when its folder is looked at again.
        if let Ok(bytes) = rbc::host::open::read(&content, &from, project.config.limits.file_bytes) {
            put(&asset.path, bytes)?;
        }
    }
    let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.site = Some(Site {
        shelf: Shelf::new(files),
        diagnostics: compiled.diagnostics,
        sources: compiled.sources,
        root: project.root,
        documents: compiled.documents.len(),
    });
    Ok(())
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
