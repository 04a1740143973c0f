//! `rbc theme`: the built-in templates, styles, scripts and words, and one file of them written out to be changed.

use std::io::ErrorKind;

use rbc::diag::Message;
use rbc::emit::BUILT_IN;
use rbc::host::create::create;

use crate::exit::{Failure, Outcome};
use crate::flags::{Global, Report, Theme, ThemeCommand};
use crate::{output, project, templates};

/// What a project can have its own of: name and built-in text.
fn all() -> impl Iterator<Item = (String, &'static str)> {
    BUILT_IN.iter().map(|&(name, text)| (name.to_owned(), text)).chain(rbc::text::own::files())
}

pub(crate) fn run(global: &Global, flags: &Theme) -> Result<Outcome, Failure> {
    let ThemeCommand::Eject { part } = &flags.command else {
        output::print(&all().map(|(name, _)| format!("{name}\n")).collect::<String>())?;
        return Ok(Outcome::Clean);
    };
    let project = match project::read(global, &Report::of_content(None))? {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let unknown = || Failure::new(Message::new("command-theme-unknown").with("name", part));
    let (name, text) = all().find(|(name, _)| name == part).ok_or_else(unknown)?;
    let path = templates::folder(&project.root, &project.config).join(name);
    create(&[(path.clone(), text.as_bytes().to_vec())]).map_err(|(path, error)| match error.kind() {
        // What is there is somebody's work.
        ErrorKind::AlreadyExists => Failure::new(Message::new("command-theme-taken").with("path", path.display())),
        _ => Failure::io(&path, &error),
    })?;
    if !global.quiet {
        let written = Message::new("command-theme-written").with("path", path.display());
        output::say(&project.catalogue.message(&written));
    }
    Ok(Outcome::Clean)
}
