//! `rbc check`: findings only.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use rbc::diag::{Diagnostic, Message, Place};
use rbc::host::discover::{Overlays, is_document, shown_path};
use rbc::resolve::Library;
use rbc::source::SourceMap;

use crate::engine::{self, Asking};
use crate::exit::{Failure, Outcome};
use crate::flags::{Check, Format, Global, Report as Flags};
use crate::mend;
use crate::online::Online;
use crate::output;
use crate::project::{self, Project};
use crate::review::{Reported, Review};
use crate::shellcheck::Shellcheck;

/// A content root and the files in it that were named; none means all of it.
type Roots = BTreeMap<PathBuf, Vec<PathBuf>>;

/// What is looked at.
pub(crate) struct Request<'p> {
    pub(crate) project: &'p Project,
    pub(crate) review: Review<'p>,
    roots: Roots,
    /// The document on standard input.
    pub(crate) input: Option<PathBuf>,
    /// Its bytes.
    pub(crate) overlays: Overlays,
    /// Whom to ask for addresses of other hosts, if anybody.
    online: Option<Online>,
    /// Whether ShellCheck is asked about shell code.
    shellcheck: Option<Shellcheck>,
}

/// What was found.
pub(crate) struct Looked {
    pub(crate) sources: SourceMap,
    pub(crate) library: Library,
    pub(crate) reported: Reported,
}

pub(crate) fn run(global: &Global, flags: &Check) -> Result<Outcome, Failure> {
    let project = match project::read(global, &flags.report)? {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let request = request(&project, flags)?;
    if flags.fix || flags.diff {
        return mend::run(global, flags, &request);
    }
    let looked = request.look(&request.overlays)?;
    let outcome = report(global, &flags.report, &request, &looked);
    // The process ends: to free thousands of trees node by node would be a twentieth of its work.
    std::mem::forget((looked.library, looked.sources, looked.reported));
    outcome
}

/// Writes the findings and what is worth knowing besides.
pub(crate) fn report(
    global: &Global,
    flags: &Flags,
    request: &Request<'_>,
    looked: &Looked,
) -> Result<Outcome, Failure> {
    let outcome = request.review.write(global, flags, &looked.sources, &looked.reported)?;
    if flags.format == Format::Text && !global.quiet {
        mend::hint(&request.project.catalogue, &looked.reported.diagnostics);
    }
    request.project.tell(global, flags, request.roots.keys().map(PathBuf::as_path));
    if request.shellcheck.as_ref().is_some_and(Shellcheck::is_missing) {
        output::say(&request.project.catalogue.words("command-no-shellcheck"));
        return Ok(Outcome::Refused);
    }
    if request.online.as_ref().is_some_and(Online::had_no_network) {
        // Five hundred dead links would be five hundred lies, and silence one more.
        output::say(&request.project.catalogue.words("command-no-network"));
        return Ok(Outcome::Refused);
    }
    Ok(outcome)
}

impl Request<'_> {
    /// Compiles every root. `overlays` are documents whose text is not the one on disk.
    pub(crate) fn look(&self, overlays: &Overlays) -> Result<Looked, Failure> {
        let mut runs = Vec::new();
        for (content, files) in &self.roots {
            let out = Some(self.project.root.join(&self.project.config.out));
            let shown = files.iter().map(|file| shown_path(&self.project.root, file)).collect();
            let wanted = |path: &str| self.review.asks_for(path, &shown);
            let wanted_code = |path: &str| self.review.asks_of_code(path, &shown);
            let (online, shellcheck) = (self.online.as_ref(), self.shellcheck.as_ref());
            let asking = Asking { online, shellcheck, wanted: &wanted, wanted_code: &wanted_code };
            let asking = (online.is_some() || shellcheck.is_some()).then_some(asking);
            let mut compiled = engine::compile(self.project, &self.project.config, content, out, overlays, asking)?;
            let reported = self.review.narrow(&mut compiled, &shown);
            runs.push(Looked { sources: compiled.sources, library: compiled.library, reported });
        }
        Ok(joined(runs))
    }

    /// The content root that holds a document.
    pub(crate) fn root_of(&self, path: &Path) -> Option<&Path> {
        self.roots.keys().map(PathBuf::as_path).find(|root| path.starts_with(root))
    }
}

fn request<'p>(project: &'p Project, flags: &Check) -> Result<Request<'p>, Failure> {
    let mut review = Review::new(project, &flags.report)?;
    let (roots, overlay) = roots(project, flags)?;
    let input = overlay.as_ref().map(|(path, _)| path.clone());
    if let Some(path) = &input {
        review.add_changed(shown_path(&project.root, path));
    }
    let online = Online::new(flags, project);
    let shellcheck = flags.shellcheck.then(Shellcheck::default);
    Ok(Request { project, review, roots, input, overlays: overlay.into_iter().collect(), online, shellcheck })
}

/// What stands on standard input, and the path it goes by.
type Overlay = Option<(PathBuf, Vec<u8>)>;

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
fn joined(mut runs: Vec<Looked>) -> Looked {
    if runs.len() == 1 {
        return runs.remove(0);
    }
    let mut looked =
        Looked { sources: SourceMap::default(), library: Library::default(), reported: Reported::default() };
    let mut warned = false;
    for mut run in runs {
        // What is wrong with the configuration is so for every root, and is told once.
        if std::mem::replace(&mut warned, true) {
            let of_documents = |finding: &Diagnostic| !is_of_configuration(&run.sources, finding);
            run.reported.diagnostics.retain(of_documents);
        }
        let shift = looked.sources.len() as u32;
        for (_, file) in run.sources.iter() {
            looked.sources.add(file.clone());
        }
        let Reported { diagnostics, files, still, gone, all } = run.reported;
        let into = &mut looked.reported;
        into.diagnostics.extend(diagnostics.into_iter().map(|diagnostic| shifted(diagnostic, shift)));
        into.still.extend(still.into_iter().map(|(diagnostic, mark)| (shifted(diagnostic, shift), mark)));
        into.gone.extend(gone);
        into.files += files;
        into.all.join(all);
    }
    looked
}

/// Whether a finding stands in a policy and not in a document.
fn is_of_configuration(sources: &SourceMap, finding: &Diagnostic) -> bool {
    let document = is_document(Path::new(crate::review::path(finding, sources)));
    finding.rule == "config/unknown-property" && !document
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
