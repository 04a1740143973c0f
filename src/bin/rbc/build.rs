//! `rbc build`: findings, and the site.

mod single;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use rbc::diag::{Diagnostic, Message};
use rbc::emit::{Artifact, AssetCopy, Contents, EmitError, EmitOptions, emit};
use rbc::host::discover::Overlays;
use rbc::host::interrupt;
use rbc::host::publish::Publisher;
use rbc::host::zip::Zip;
use rbc::report::Report;

use crate::engine::{self, Compiled};
use crate::exit::{Failure, Outcome};
use crate::flags::{Build, Global};
use crate::output;
use crate::progress::Progress;
use crate::project::{self, Project};
use crate::review::Review;
use crate::surroundings::{self, State};
use crate::templates;

pub(crate) fn run(global: &Global, flags: &Build) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let project = match project::read(global, &flags.report)? {
        Ok(project) => at_address(project, flags)?,
        Err(outcome) => return Ok(outcome),
    };
    let content = match &flags.report.content {
        Some(content) => project.working.join(content),
        None => project.root.join(&project.config.content),
    };
    let content = std::fs::canonicalize(&content).map_err(|error| engine::no_content(&content, &error))?;
    let target = target(&project, flags.out.as_deref())?;
    if let Some(zip) = flags.zip.as_ref().filter(|zip| real(&project.working.join(zip)).starts_with(&target)) {
        return Err(Failure::new(Message::new("command-zip-inside").with("path", zip.display())));
    }
    let review = Review::new(&project, &flags.report)?;
    let mut compiled =
        engine::compile(&project, &project.config, &content, Some(target.clone()), &Overlays::new(), None)?;
    // Pages show what holds for them; a revision only says what this run speaks of.
    let reported = review.narrow(&mut compiled, &HashSet::new());
    let outcome = review.write(global, &flags.report, &compiled.sources, &reported)?;
    project.tell(global, &flags.report, std::iter::once(content.as_path()));
    if flags.strict && outcome != Outcome::Clean {
        output::say(&project.catalogue.words("command-not-published"));
        return Ok(outcome);
    }
    if let Some(name) = &flags.single_file {
        single::write(global, flags, &project, &content, &compiled, name)?;
        return Ok(outcome);
    }
    publish(global, flags, &project, &content, &target, &compiled)?;
    if !global.quiet {
        let index = shown(&project.working, flags.out.as_deref().unwrap_or(&target));
        let message =
            Message::new(if outcome == Outcome::Clean { "command-built" } else { "command-built-with-errors" })
                .with("documents", compiled.documents.len())
                .with("seconds", format!("{:.2}", start.elapsed().as_secs_f64()))
                .with("index", index);
        output::say(&project.catalogue.message(&message));
    }
    // The process ends: to free thousands of trees node by node would be a twentieth of its work.
    std::mem::forget(compiled);
    Ok(outcome)
}

/// The project with the address of the site that the command line gives.
fn at_address(mut project: Project, flags: &Build) -> Result<Project, Failure> {
    if let Some(address) = &flags.base_url {
        if !rbc::config::is_web_address(address) {
            return Err(Failure::new(Message::new("command-base-url").with("value", address)));
        }
        project.config.base_url = Some(address.clone());
    }
    Ok(project)
}

/// Where the site goes: absolute, its parent's links resolved.
pub(crate) fn target(project: &Project, out: Option<&Path>) -> Result<PathBuf, Failure> {
    let target = match out {
        Some(out) => project.working.join(out),
        None => project.root.join(&project.config.out),
    };
    let mut normal = PathBuf::new();
    for part in target.components() {
        match part {
            std::path::Component::ParentDir => drop(normal.pop()),
            std::path::Component::CurDir => {}
            part => normal.push(part),
        }
    }
    Ok(real(&normal))
}

/// A path whose deepest part that exists has no symbolic link in it, so that it can be told what it holds. Its last
/// name stays as given: a target that is a link itself is refused later.
fn real(path: &Path) -> PathBuf {
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else { return path.to_owned() };
    std::fs::canonicalize(parent).unwrap_or_else(|_| real(parent)).join(name)
}

fn publish(
    global: &Global,
    flags: &Build,
    project: &Project,
    content: &Path,
    target: &Path,
    compiled: &Compiled,
) -> Result<(), Failure> {
    // Until here nothing is written that would have to be taken back: a signal ends rbc at once.
    interrupt::watch();
    let mut waiting = |path: &Path| {
        if !global.quiet {
            output::say(&project.catalogue.message(&Message::new("command-waiting").with("path", path.display())));
        }
    };
    let sources = [content, &project.root, &project.working]
        .map(|path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()));
    let state = surroundings::state(project, content, compiled)?;
    tell_of(global, project, &state);
    let publisher = Publisher::open(target, &[&sources[0], &sources[1], &sources[2]], &mut waiting)?;
    let templates = templates::read(project)?;
    let contents = Contents::default();
    let count = Arc::new(AtomicUsize::new(0));
    let _progress = Progress::new(project.is_watched, project.catalogue.words("command-writing"), &count, None);
    let put = |path: &str, bytes: Vec<u8>| {
        count.fetch_add(1, Ordering::Relaxed);
        contents.add(path, &bytes);
        publisher.put(path, &bytes).map_err(Failure::from)
    };
    let given =
        EmitOptions { templates: &templates, without_search: flags.no_search, offline: true, ..EmitOptions::default() };
    for asset in emitted(project, compiled, &state, &given, &put)? {
        let limit = project.config.limits.file_bytes;
        let bytes = publisher.copy(content, &content.join(&asset.from), &asset.path, limit)?;
        contents.add(&asset.path, &bytes);
    }
    let mut paths = contents.paths();
    let worker = contents.worker(&given);
    publisher.put(&worker.path, &worker.bytes)?;
    paths.push(worker.path);
    publisher.publish()?;
    match &flags.zip {
        Some(zip) => pack(&project.working.join(zip), target, paths),
        None => Ok(()),
    }
}

/// Takes a file of the site, from any thread.
pub(crate) type Put<'p> = dyn Fn(&str, Vec<u8>) -> Result<(), Failure> + Sync + 'p;

/// Hands every file of the site to `put`, and gives those that are to be copied. What was found and the commit come from
/// `compiled` and `state`.
pub(crate) fn emitted(
    project: &Project,
    compiled: &Compiled,
    state: &State,
    given: &EmitOptions<'_>,
    put: &Put<'_>,
) -> Result<Vec<AssetCopy>, Failure> {
    let diagnostics = sorted(project, compiled);
    let options = dated(project, state, EmitOptions { diagnostics: &diagnostics, ..*given });
    let put = |artifact: Artifact| put(&artifact.path, artifact.bytes);
    let assets =
        emit(&compiled.library, &compiled.sources, &project.config, &options, &put).map_err(|error| match error {
            EmitError::Put(error) => error,
            EmitError::Template(fault) => Failure::new(fault.message()),
        })?;
    Ok(assets.into_iter().filter(|asset| !compiled.uncopied.contains(&asset.from)).collect())
}

/// Says once what pages lack.
fn tell_of(global: &Global, project: &Project, state: &State) {
    if state.shallow && !global.quiet {
        output::say(&project.catalogue.words("command-shallow"));
    }
}

/// The same options, with what pages say of their time.
pub(crate) fn dated<'a>(project: &Project, state: &'a State, options: EmitOptions<'a>) -> EmitOptions<'a> {
    EmitOptions {
        built_at: state.built_at.as_deref(),
        dated_by_commit: state.of_commit,
        commit: state.commit.as_deref(),
        changes: Some(&state.changes),
        long_ago: state.long_ago.as_deref(),
        year: Some(project.today.year()),
        ..options
    }
}

/// The findings as pages show them, in order.
pub(crate) fn sorted(project: &Project, compiled: &Compiled) -> Vec<Diagnostic> {
    let report = Report::new(&compiled.diagnostics, &compiled.sources, &project.catalogue, compiled.files);
    report.findings.iter().map(|finding| finding.diagnostic.clone()).collect()
}

/// Packs the files of a site into one, in a folder of their own.
fn pack(zip: &Path, site: &Path, mut paths: Vec<String>) -> Result<(), Failure> {
    paths.sort_unstable();
    let failed = |error: std::io::Error| Failure::io(zip, &error);
    // Another file of that name is somebody's work, and a device is none to replace.
    if std::fs::symlink_metadata(zip).is_ok() && !rbc::host::zip::is_one(zip) {
        return Err(Failure::new(Message::new("command-zip-taken").with("path", zip.display())));
    }
    let target = std::fs::canonicalize(zip).unwrap_or_else(|_| zip.to_owned());
    rbc::host::rewrite::write_with(&target, |file| {
        let mut zip = Zip::new(std::io::BufWriter::new(file));
        for path in &paths {
            zip.add(&format!("site/{path}"), &std::fs::read(site.join(path))?)?;
        }
        std::io::Write::flush(&mut zip.finish()?)
    })
    .map_err(failed)
}

/// The home page of the site, as a reader would type it.
fn shown(working: &Path, site: &Path) -> String {
    site.strip_prefix(working).unwrap_or(site).join("index.html").display().to_string()
}
