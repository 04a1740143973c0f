//! `rbc new`: a runbook to fill in.

use std::path::{Path, PathBuf};

use rbc::config::{Language, nearest};
use rbc::diag::Message;
use rbc::host::create::create;
use rbc::host::discover::is_document;
use rbc::start::{TEMPLATES, template};
use rbc::text::Catalogue;

use crate::exit::{Failure, Outcome};
use crate::flags::{Global, New};
use crate::{output, project};

pub(crate) fn run(global: &Global, flags: &New) -> Result<Outcome, Failure> {
    let language = match global.language() {
        Some(language) => language,
        None => project::language(global)?,
    };
    let catalogue = Catalogue::new(language);
    let (Some(name), Some(path)) = (&flags.template, &flags.path) else {
        output::print(&list(&catalogue))?;
        return Ok(Outcome::Clean);
    };
    let text = text(language, name)?;
    let path = with_ending(&named(path, name));
    create(&[(path.clone(), text.as_bytes().to_vec())]).map_err(|(path, error)| refused(&path, &error))?;
    if !global.quiet {
        let message = Message::new("start-new").with("path", path.display());
        output::say(&catalogue.message(&message));
    }
    Ok(Outcome::Clean)
}

/// The templates with what they are for.
fn list(catalogue: &Catalogue) -> String {
    let line = |name: &&str| format!("{name:<10}{}\n", catalogue.words(&format!("start-template-{name}")));
    TEMPLATES.iter().map(line).collect()
}

fn text(language: Language, name: &str) -> Result<&'static str, Failure> {
    template(language, name).ok_or_else(|| {
        let message = Message::new("start-no-template").with("name", name).with("names", TEMPLATES.join(", "));
        match nearest(name, TEMPLATES) {
            Some(near) => Failure::new(message.with("near", near)),
            None => Failure::new(message.with("near", "none")),
        }
    })
}

/// A document's path: a folder takes a document named after its template.
fn named(path: &Path, template: &str) -> PathBuf {
    let is_folder = path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    if is_folder { path.join(template) } else { path.to_owned() }
}

/// A document's path: `.md` is added where nothing says that it is one.
fn with_ending(path: &Path) -> PathBuf {
    if is_document(path) {
        return path.to_owned();
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".md");
    name.into()
}

/// Why a first file can't be written.
pub(crate) fn refused(path: &Path, error: &std::io::Error) -> Failure {
    match error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::new(Message::new("start-occupied").with("path", path.display())),
        _ => Failure::io(path, error),
    }
}
