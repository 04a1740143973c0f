//! Compiles a case: the one file here that knows how rbc is called.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use rbc::DocumentInput;
use rbc::config::{Config, Known, Language};
use rbc::diag::Diagnostic;
use rbc::emit::{Artifact, EmitOptions, emit};
use rbc::host::discover::{Discovery, Overlays, Places, discover};
use rbc::report::Report;
use rbc::resolve::{Library, ProjectFiles};
use rbc::source::{SourceFile, SourceMap};
use rbc::text::Catalogue;
use serde_json::Value;

use crate::case::{Case, Query, Wanted};

/// The day that every case goes by.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 26);

/// What came out.
pub(crate) struct Outcome {
    diagnostics: String,
    /// Files of the site.
    artifacts: BTreeMap<String, Vec<u8>>,
    /// The case's first document, which queries ask where they name none.
    first: Option<String>,
}

/// Lays a case out in a folder of its own, which is project and content root at once, and compiles it.
pub(crate) fn run(case: &Case) -> Result<Outcome, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    // A temporary folder can stand behind a symbolic link.
    let root = fs::canonicalize(folder.path()).map_err(|error| error.to_string())?;
    write(&root, case).map_err(|error| error.to_string())?;
    let mut sources = SourceMap::default();
    let (config, mut diagnostics) = configuration(case, &mut sources);
    let (policies, faults) = rbc::host::policy::load(&root, &config, &mut sources);
    diagnostics.extend(faults);
    let places = Places { project: root.clone(), content: root, out: None };
    let found = discover(&places, &config.limits, &Overlays::new(), &mut sources).map_err(|error| error.to_string())?;
    let Discovery { documents, assets, diagnostics: unreadable, files } = found;
    let paths = assets.into_iter().chain(documents.iter().map(|document| document.path_in_content.clone()));
    let project = ProjectFiles::new("", paths, []);
    let input = documents.iter().map(|document| DocumentInput {
        file: document.file,
        id: document.id.clone(),
        path: document.path_in_content.clone(),
    });
    let compilation = rbc::compile(&sources, &input.collect::<Vec<_>>(), &project, &config, &policies, TODAY);
    diagnostics.extend(unreadable);
    diagnostics.extend(compilation.diagnostics);
    rbc::settle(&mut diagnostics, &compilation.library, &sources, &config, &policies, TODAY, &|_| false);
    let catalogue = Catalogue::new(Language::Japanese);
    let report = Report::new(&diagnostics, &sources, &catalogue, files);
    let sorted: Vec<Diagnostic> = report.findings.iter().map(|finding| finding.diagnostic.clone()).collect();
    let asks_for_site = case.expectations.iter().any(|expectation| expectation.wanted != Wanted::Diagnostics);
    let artifacts =
        if asks_for_site { site(&compilation.library, &sources, &config, &sorted)? } else { BTreeMap::new() };
    let first = case.sources.first().map(|source| source.path.clone());
    Ok(Outcome { diagnostics: concise(&report), artifacts, first })
}

fn site(
    library: &Library,
    sources: &SourceMap,
    config: &Config,
    diagnostics: &[Diagnostic],
) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let made = Mutex::new(BTreeMap::new());
    let put = |artifact: Artifact| {
        made.lock().unwrap().insert(artifact.path, artifact.bytes);
        Ok::<(), Infallible>(())
    };
    let options = EmitOptions { diagnostics, ..EmitOptions::default() };
    emit(library, sources, config, &options, &put).map_err(|error| format!("{error:?}"))?;
    Ok(made.into_inner().unwrap())
}

fn write(root: &Path, case: &Case) -> std::io::Result<()> {
    for source in &case.sources {
        let path = root.join(&source.path);
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        fs::write(path, &source.bytes)?;
    }
    Ok(())
}

fn configuration(case: &Case, sources: &mut SourceMap) -> (Config, Vec<Diagnostic>) {
    let Some(text) = &case.config else { return (Config::default(), Vec::new()) };
    let file = sources.add(SourceFile::new("rbc.yaml", text.clone()));
    rbc::config::read(sources.file(file), file, Known::default())
}

/// Asked of every runbook: no case but the rule's own page is about it.
const ASKED_OF_ALL: &str = "metadata/no-owner";

/// `path:line:column level[rule] message`, one a line.
fn concise(report: &Report<'_>) -> String {
    let line = |finding: &rbc::report::Finding<'_>| {
        let place = format!("{}:{}:{}", finding.path, finding.location.line, finding.location.column);
        let diagnostic = finding.diagnostic;
        let message = report.catalogue.message(&diagnostic.message);
        format!("{place} {}[{}] {message}\n", diagnostic.level.name(), diagnostic.rule)
    };
    report.findings.iter().filter(|finding| finding.diagnostic.rule != ASKED_OF_ALL).map(line).collect()
}

impl Outcome {
    /// The text that an expectation is compared with.
    pub(crate) fn text(&self, wanted: &Wanted) -> Result<String, String> {
        match wanted {
            Wanted::Diagnostics => Ok(self.diagnostics.clone()),
            Wanted::Model(query) => Ok(crate::model::print(&self.model(query)?, query)),
            Wanted::Artifact(path) => {
                let bytes = self.artifacts.get(path).ok_or_else(|| format!("no such file of the site: {path}"))?;
                String::from_utf8(bytes.clone()).map_err(|error| error.to_string())
            }
        }
    }

    /// The published model of a document, known by its source.
    fn model(&self, query: &Query) -> Result<Value, String> {
        let source = query.document.as_ref().or(self.first.as_ref());
        let files = self.artifacts.iter().filter(|(path, _)| path.starts_with("api/runbooks/"));
        let mut models = files.filter_map(|(_, bytes)| serde_json::from_slice::<Value>(bytes).ok());
        let found = models.find(|model| model["source"].as_str() == source.map(String::as_str));
        found.ok_or_else(|| format!("no such document: {source:?}"))
    }
}
