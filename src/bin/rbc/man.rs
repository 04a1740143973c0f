//! `rbc man`: the manual, in roff.

use rbc::diag::Message;

use crate::exit::{Failure, Outcome};
use crate::flags::{Global, Man};
use crate::{help, output};

pub(crate) fn run(global: &Global, flags: &Man) -> Result<Outcome, Failure> {
    let mut command = help::command(&global.catalogue());
    command.build();
    let page = match &flags.command {
        None => command,
        Some(name) => {
            let found = command.find_subcommand(name).cloned();
            let unknown = || Failure::new(Message::new("command-no-command").with("name", name));
            let found = found.ok_or_else(unknown)?;
            let title: &str = format!("rbc-{name}").leak();
            found.name(title)
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text).map_err(Failure::reason)?;
    output::print(&String::from_utf8_lossy(&text))?;
    Ok(Outcome::Clean)
}
