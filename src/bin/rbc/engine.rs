//! Compiling one content root: find, read, compile, and keep a failure of rbc at one document from the others.

use std::cell::RefCell;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use rbc::config::{Config, Known};
use rbc::diag::{Diagnostic, Level, Message};
use rbc::host::discover::{Discovery, Found, Overlays, Places, Texts, discover_again};
use rbc::host::isolate::isolated;
use rbc::resolve::{Library, ProjectFiles};
use rbc::source::{SourceMap, Span};
use rbc::{Compilation, DocumentInput, Memory};

use crate::exit::Failure;
use crate::online::Online;
use crate::progress::Progress;
use crate::project::Project;
use crate::shellcheck::Shellcheck;

/// A compiled content root.
pub(crate) struct Compiled {
    /// The content root as findings show it; empty where it is the project's root.
    pub(crate) content: String,
    pub(crate) sources: SourceMap,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) library: Library,
    /// Files that documents link to and that can't be copied: paths within the content.
    pub(crate) uncopied: HashSet<String>,
    pub(crate) documents: Vec<Found>,
    /// Documents that were looked at, with those that could not be read.
    pub(crate) files: usize,
    /// Documents whose addresses other hosts were asked for: paths within the project.
    pub(crate) asked: HashSet<String>,
}

/// Whom to ask besides, and for which documents (by path within the project).
#[derive(Clone, Copy)]
pub(crate) struct Asking<'a> {
    pub(crate) online: Option<&'a Online>,
    /// Whether ShellCheck is asked about shell code.
    pub(crate) shellcheck: Option<&'a Shellcheck>,
    pub(crate) wanted: &'a dyn Fn(&str) -> bool,
    /// The same for shell code.
    pub(crate) wanted_code: &'a dyn Fn(&str) -> bool,
}

/// Names that rbc.yaml may use.
pub(crate) fn known() -> Known<'static> {
    static RULES: LazyLock<Vec<&'static str>> = LazyLock::new(rbc::rules);
    static ROLES: LazyLock<Vec<&'static str>> = LazyLock::new(rbc::lower::vocabulary::names);
    Known { rules: &RULES, roles: &ROLES }
}

/// What is kept of a content root from one time to the next. With another configuration or other policies it is of no use.
#[derive(Default)]
pub(crate) struct Kept {
    texts: Texts,
    memory: Memory,
}

/// Compiles a content root (absolute). Findings are settled: they have their levels, and comments have silenced theirs.
pub(crate) fn compile(
    project: &Project,
    config: &Config,
    content: &Path,
    out: Option<PathBuf>,
    overlays: &Overlays,
    asking: Option<Asking<'_>>,
) -> Result<Compiled, Failure> {
    compile_again(project, config, content, out, overlays, asking, &mut Kept::default())
}

/// Compiles a content root as [`compile`] does; what has not changed since the last time is not read anew.
pub(crate) fn compile_again(
    project: &Project,
    config: &Config,
    content: &Path,
    out: Option<PathBuf>,
    overlays: &Overlays,
    asking: Option<Asking<'_>>,
    kept: &mut Kept,
) -> Result<Compiled, Failure> {
    let places = Places { project: project.root.clone(), content: content.to_owned(), out };
    let mut sources = project.sources.clone();
    let found = discover_again(&places, &config.limits, overlays, &mut sources, &mut kept.texts);
    let Discovery { documents, assets, mut diagnostics, files: files_seen } =
        found.map_err(|error| no_content(content, &error))?;
    if files_seen == 0 && overlays.is_empty() {
        // An empty folder is a wrong folder: a site is not replaced by nothing, and a check of nothing is none.
        return Err(Failure::new(Message::new("command-no-documents").with("path", content.display())));
    }
    let content_folder = shown_folder(&project.root, content);
    let listing = rbc::host::project::list(&project.root, places.out.as_deref());
    let of_content = assets.iter().cloned().chain(documents.iter().map(|document| document.path_in_content.clone()));
    let mut files = ProjectFiles::new(&content_folder, of_content, listing.paths);
    if let Some(ledger) = crate::anchors::read(project, content, &mut sources)? {
        files = files.with_ledger(ledger);
    }
    let words = project.catalogue.words("command-reading");
    let progress = Progress::new(project.is_watched, words, &kept.memory.count(), Some(documents.len()));
    let memory = RefCell::new(&mut kept.memory);
    let compiled = isolated(&documents, |documents: &[Found]| {
        let inputs: Vec<DocumentInput> = documents.iter().map(input).collect();
        memory.borrow_mut().compile(&sources, &inputs, &files, config, &project.policies, project.today)
    });
    let compiled =
        compiled.map_err(|reason| Failure::new(Message::new("source-internal-error").with("reason", reason)))?;
    let Compilation { library, diagnostics: found } = compiled.result;
    diagnostics.extend(project.warnings.iter().cloned());
    diagnostics.extend(found);
    let mut uncopied = HashSet::new();
    let known = sources.unusual();
    for asset in &library.assets {
        let shown = if content_folder.is_empty() { asset.clone() } else { format!("{content_folder}/{asset}") };
        let faults = rbc::host::asset::faults(content, &content.join(asset), &shown, &config.limits, &known);
        if !faults.is_empty() {
            uncopied.insert(asset.clone());
        }
        diagnostics.extend(faults);
    }
    for (document, reason) in compiled.failed {
        let message = Message::new("source-internal-error").with("reason", reason);
        let finding = Diagnostic::new("source/internal-error", Level::Error, document.file, Span::default(), message);
        diagnostics.push(finding.with_help(Message::new("source-internal-error-help")));
    }
    drop(progress);
    let mut asked = HashSet::new();
    if let Some(Asking { shellcheck: Some(shellcheck), wanted_code, .. }) = asking {
        diagnostics.extend(shellcheck.ask(project, config, &library, &sources, wanted_code));
    }
    if let Some(Asking { online: Some(online), wanted, .. }) = asking {
        let paths = documents.iter().map(|document| sources.file(document.file).path());
        let paths: HashSet<&str> = paths.filter(|path| wanted(path)).collect();
        let answers = online.ask(&project.catalogue, &library, &sources, &paths)?;
        diagnostics.extend(rbc::check_answers(&library, &sources, config, project.today, &answers));
        if !online.had_no_network() {
            asked = paths.into_iter().map(str::to_owned).collect();
        }
    }
    let of_asked = |path: &str| asked.contains(path);
    rbc::settle(&mut diagnostics, &library, &sources, config, &project.policies, project.today, &of_asked);
    Ok(Compiled {
        content: content_folder,
        sources,
        diagnostics,
        library,
        uncopied,
        documents,
        files: files_seen,
        asked,
    })
}

/// Why a content root can't be read.
pub(crate) fn no_content(content: &Path, error: &std::io::Error) -> Failure {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            Failure::new(Message::new("command-no-content").with("path", content.display()))
        }
        _ => Failure::io(content, error),
    }
}

fn input(found: &Found) -> DocumentInput {
    DocumentInput { file: found.file, id: found.id.clone(), path: found.path_in_content.clone() }
}

/// The content root as diagnostics show it: within the project, else absolute.
fn shown_folder(root: &Path, content: &Path) -> String {
    let Ok(inside) = content.strip_prefix(root) else { return content.to_string_lossy().into_owned() };
    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
