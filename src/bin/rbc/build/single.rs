//! `rbc build --single-file`: one document as one file.

use std::path::{Path, PathBuf};

use rbc::diag::Message;
use rbc::emit::{EmitOptions, GENERATOR, single};

use crate::engine::Compiled;
use crate::exit::Failure;
use crate::flags::{Build, Global};
use crate::output;
use crate::project::Project;
use crate::{surroundings, templates};

pub(super) fn write(
    global: &Global,
    flags: &Build,
    project: &Project,
    content: &Path,
    compiled: &Compiled,
    name: &str,
) -> Result<(), Failure> {
    let unknown = || Failure::new(Message::new("command-single-unknown").with("name", name));
    let at = find(project, content, compiled, name).ok_or_else(unknown)?;
    let templates = templates::read(project)?;
    let diagnostics = super::sorted(project, compiled);
    let state = surroundings::state(project, content, compiled)?;
    super::tell_of(global, project, &state);
    let given = EmitOptions { diagnostics: &diagnostics, templates: &templates, ..EmitOptions::default() };
    let options = super::dated(project, &state, given);
    let limit = project.config.limits.file_bytes;
    let picture = |path: &str| {
        let wanted = !compiled.uncopied.contains(path);
        wanted.then(|| rbc::host::open::read(content, &content.join(path), limit).ok()).flatten()
    };
    let library = &compiled.library;
    let bytes = single(library, &compiled.sources, &project.config, &options, at, &picture)
        .map_err(|fault| Failure::new(fault.message()))?
        .ok_or_else(unknown)?;
    let path = target(project, flags, library.runbooks.get(at).map_or(name, |runbook| &runbook.id));
    // Another file of that name is somebody's work.
    let ours = |text: Vec<u8>| String::from_utf8_lossy(&text).contains(&format!("content=\"{GENERATOR}\""));
    if path.exists() && !std::fs::read(&path).is_ok_and(ours) {
        return Err(Failure::new(Message::new("command-single-taken").with("path", path.display())));
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Failure::io(folder, &error))?;
    }
    rbc::host::rewrite::write_with(&path, |file| std::io::Write::write_all(file, &bytes))
        .map_err(|error| Failure::io(&path, &error))?;
    if !global.quiet {
        let shown = path.strip_prefix(&project.working).unwrap_or(&path).display();
        let message = Message::new("command-single-written").with("path", shown).with("bytes", bytes.len());
        output::say(&project.catalogue.message(&message));
    }
    Ok(())
}

/// The document of that id, or at that path: from here, from the project or from the content.
fn find(project: &Project, content: &Path, compiled: &Compiled, name: &str) -> Option<usize> {
    let library = &compiled.library;
    if let Some(at) = library.position(name) {
        return Some(at);
    }
    let places = [project.working.join(name), project.root.join(name), content.join(name)];
    let places = places.map(|place| std::fs::canonicalize(&place).unwrap_or(place));
    let found = compiled.documents.iter().find(|document| {
        let own = content.join(&document.path_in_content);
        places.contains(&std::fs::canonicalize(&own).unwrap_or(own))
    })?;
    library.position(&found.id)
}

/// Where the file goes: to `--out` where that is a page's name, else into the folder that it names, else here.
fn target(project: &Project, flags: &Build, id: &str) -> PathBuf {
    let out = project.working.join(flags.out.as_deref().unwrap_or(Path::new("")));
    let is_page = out.extension().is_some_and(|ending| ending == "html") && !out.is_dir();
    if is_page { out } else { out.join(format!("{}.html", id.rsplit('/').next().unwrap_or(id))) }
}
