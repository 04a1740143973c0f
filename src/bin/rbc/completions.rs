//! `rbc completions`: what a shell needs to complete rbc's command line.

use crate::exit::{Failure, Outcome};
use crate::flags::Completions;
use crate::{help, output};

pub(crate) fn run(flags: &Completions) -> Result<Outcome, Failure> {
    // Shells show the help of flags: in English there, as a terminal's own words are.
    let mut command = help::command(&rbc::text::Catalogue::new(rbc::config::Language::English));
    let mut script = Vec::new();
    clap_complete::generate(flags.shell, &mut command, "rbc", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Clean)
}
