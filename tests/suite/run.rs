//! Compiles a case: the one file here that knows how rbc is called.

use std::fs;
use std::path::Path;

use rbc::DocumentInput;
use rbc::config::{Config, Known, Language};
use rbc::host::discover::{Discovery, Places, discover};
use rbc::report::Report;
use rbc::resolve::ProjectFiles;
use rbc::source::{SourceFile, SourceMap};
use rbc::text::Catalogue;

use crate::case::{Case, Wanted};

/// What came out.
pub(crate) struct Outcome {
    diagnostics: String,
}

/// Lays a case out in a folder of its own, which is project and content root at once, and compiles it.
pub(crate) fn run(case: &Case) -> Result<Outcome, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    // A temporary folder can stand behind a symbolic link.
    let root = fs::canonicalize(folder.path()).map_err(|error| error.to_string())?;
    write(&root, case).map_err(|error| error.to_string())?;
    let mut sources = SourceMap::default();
    let (config, mut diagnostics) = configuration(case, &mut sources);
    let places = Places { project: root.clone(), content: root, out: None };
    let found = discover(&places, &config.limits, None, &mut sources).map_err(|error| error.to_string())?;
    let Discovery { documents, assets, diagnostics: unreadable, files } = found;
    let paths = assets.into_iter().chain(documents.iter().map(|document| document.path_in_content.clone()));
    let project = ProjectFiles::new("", paths, []);
    let input = documents.iter().map(|document| DocumentInput {
        file: document.file,
        id: document.id.clone(),
        path: document.path_in_content.clone(),
    });
    let compilation = rbc::compile(&sources, &input.collect::<Vec<_>>(), &project, &config);
    diagnostics.extend(unreadable);
    diagnostics.extend(compilation.diagnostics);
    let catalogue = Catalogue::new(Language::Japanese);
    let report = Report::new(&diagnostics, &sources, &catalogue, files);
    Ok(Outcome { diagnostics: concise(&report) })
}

fn write(root: &Path, case: &Case) -> std::io::Result<()> {
    for source in &case.sources {
        let path = root.join(&source.path);
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        fs::write(path, &source.bytes)?;
    }
    Ok(())
}

fn configuration(case: &Case, sources: &mut SourceMap) -> (Config, Vec<rbc::diag::Diagnostic>) {
    let Some(text) = &case.config else { return (Config::default(), Vec::new()) };
    let file = sources.add(SourceFile::new("rbc.yaml", text.clone()));
    rbc::config::read(sources.file(file), file, Known::default())
}

/// `path:line:column level[rule] message`, one a line.
fn concise(report: &Report<'_>) -> String {
    let line = |finding: &rbc::report::Finding<'_>| {
        let place = format!("{}:{}:{}", finding.path, finding.location.line, finding.location.column);
        let diagnostic = finding.diagnostic;
        let message = report.catalogue.message(&diagnostic.message);
        format!("{place} {}[{}] {message}\n", diagnostic.level.name(), diagnostic.rule)
    };
    report.findings.iter().map(line).collect()
}

impl Outcome {
    /// The text that an expectation is compared with.
    pub(crate) fn text(&self, wanted: &Wanted) -> Result<String, String> {
        match wanted {
            Wanted::Diagnostics => Ok(self.diagnostics.clone()),
            Wanted::Model(_) | Wanted::Artifact(_) => Err(format!("nothing makes this yet: {wanted:?}")),
        }
    }
}
