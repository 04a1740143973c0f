//! `rbc check`: findings only.

use std::collections::{BTreeMap, HashSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use rbc::diag::{Diagnostic, Message, Place};
use rbc::host::discover::{is_document, shown_path};
use rbc::report::{Counts, Report};
use rbc::source::SourceMap;

use crate::engine::{self, Compiled};
use crate::exit::{Failure, Outcome};
use crate::flags::{Check, Global};
use crate::output;
use crate::project::{self, Project};

/// A content root and the files in it that were named; none means all of it.
type Roots = BTreeMap<PathBuf, Vec<PathBuf>>;

/// What stands on standard input, and the path it goes by.
type Overlay = Option<(PathBuf, Vec<u8>)>;

pub(crate) fn run(global: &Global, flags: &Check) -> Result<Outcome, Failure> {
    let project = match project::read(global, &flags.report)? {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let (roots, overlay) = roots(&project, flags)?;
    let mut runs = Vec::new();
    for (content, files) in &roots {
        let of_root = overlay.as_ref().filter(|(path, _)| path.starts_with(content));
        let overlay = of_root.map(|(path, bytes)| (path.as_path(), bytes.as_slice()));
        let out = Some(project.root.join(&project.config.out));
        let mut compiled = engine::compile(&project, &project.config, content, out, overlay)?;
        if !files.is_empty() {
            let shown = files.iter().map(|file| shown_path(&project.root, file));
            compiled.keep_only(&shown.collect::<HashSet<String>>());
        }
        runs.push(compiled);
    }
    let files = runs.iter().map(|run| run.files).sum();
    let (sources, diagnostics) = joined(runs);
    let report = Report::new(&diagnostics, &sources, &project.catalogue, files);
    output::write_report(global, &flags.report, &project, report)?;
    Ok(Outcome::of(Counts::of(&diagnostics), flags.report.deny))
}

fn roots(project: &Project, flags: &Check) -> Result<(Roots, Overlay), Failure> {
    let default = match &flags.report.content {
        Some(content) => absolute(&project.working, content)?,
        None => project.root.join(&project.config.content),
    };
    let mut roots = Roots::new();
    let mut overlay = None;
    for path in &flags.paths {
        if path == Path::new("-") {
            let (root, file, text) = standard_input(project, &default, flags)?;
            roots.entry(root).or_default().push(file.clone());
            overlay = Some((file, text));
            continue;
        }
        let path = absolute(&project.working, path)?;
        if path.is_dir() {
            // A whole root also reports the files of it that were named.
            roots.insert(path, Vec::new());
        } else if is_document(&path) {
            let root = root_of(&path, &default);
            match roots.get_mut(&root) {
                Some(files) if files.is_empty() => {}
                Some(files) => files.push(path),
                None => drop(roots.insert(root, vec![path])),
            }
        } else {
            return Err(Failure::new(Message::new("command-no-document").with("path", path.display())));
        }
    }
    if flags.paths.is_empty() {
        roots.insert(default, Vec::new());
    }
    Ok((roots, overlay))
}

/// The content root that holds a file, else its own folder.
fn root_of(file: &Path, default: &Path) -> PathBuf {
    if file.starts_with(default) { default.to_owned() } else { file.parent().unwrap_or(default).to_owned() }
}

fn absolute(working: &Path, path: &Path) -> Result<PathBuf, Failure> {
    let joined = working.join(path);
    let Some(name) = joined.file_name() else {
        return std::fs::canonicalize(&joined).map_err(|error| Failure::io(path, &error));
    };
    // The name itself stays: a symbolic link is looked at where files are opened.
    if joined.is_dir() {
        return std::fs::canonicalize(&joined).map_err(|error| Failure::io(path, &error));
    }
    std::fs::symlink_metadata(&joined).map_err(|error| Failure::io(path, &error))?;
    let parent = joined.parent().unwrap_or(working);
    Ok(std::fs::canonicalize(parent).map_err(|error| Failure::io(path, &error))?.join(name))
}

/// Root, path and text of the document on standard input. Without a name it is alone, in a folder of its own.
fn standard_input(project: &Project, default: &Path, flags: &Check) -> Result<(PathBuf, PathBuf, Vec<u8>), Failure> {
    let limit = project.config.limits.file_bytes;
    let mut text = Vec::new();
    let read = std::io::stdin().lock().take(limit + 1).read_to_end(&mut text);
    read.map_err(|error| Failure::io(Path::new("-"), &error))?;
    let Some(name) = &flags.stdin_filename else {
        let file = project.working.join("stdin.md");
        return Ok((project.working.clone(), file, text));
    };
    let joined = project.working.join(name);
    let parent = joined.parent().unwrap_or(&project.working);
    let folder = std::fs::canonicalize(parent).map_err(|error| Failure::io(parent, &error))?;
    let file = folder.join(joined.file_name().unwrap_or_default());
    if !is_document(&file) {
        return Err(Failure::new(Message::new("command-no-document").with("path", name.display())));
    }
    Ok((root_of(&file, default), file, text))
}

/// The findings of several roots over one source map.
fn joined(mut runs: Vec<Compiled>) -> (SourceMap, Vec<Diagnostic>) {
    if runs.len() == 1 {
        let run = runs.remove(0);
        return (run.sources, run.diagnostics);
    }
    let mut sources = SourceMap::default();
    let mut diagnostics = Vec::new();
    for run in runs {
        let shift = sources.len() as u32;
        for (_, file) in run.sources.iter() {
            sources.add(file.clone());
        }
        diagnostics.extend(run.diagnostics.into_iter().map(|diagnostic| shifted(diagnostic, shift)));
    }
    (sources, diagnostics)
}

fn shifted(mut diagnostic: Diagnostic, shift: u32) -> Diagnostic {
    if let Place::Span(file, _) = &mut diagnostic.place {
        file.0 += shift;
    }
    for label in &mut diagnostic.related {
        label.file.0 += shift;
    }
    diagnostic
}
