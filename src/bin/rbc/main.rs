//! `rbc`: one file for each command; the only place with a terminal.
//!
//! 1. [`flags`] says which commands and flags there are, and [`help`] what they mean, in two languages.
//! 2. [`project`] finds and reads rbc.yaml; [`engine`] compiles a content root.
//! 3. The command's own file does its work, [`review`] says which findings count, and [`output`] writes them.
//! 4. [`exit`] says with which status it ends.

mod anchors;
mod build;
mod check;
mod completions;
mod engine;
mod exit;
mod explain;
mod flags;
mod help;
mod init;
mod man;
mod mend;
mod new;
mod online;
mod output;
mod progress;
mod project;
#[cfg(test)]
mod reference;
mod review;
mod schema;
mod search;
mod serve;
mod shellcheck;
mod surroundings;
mod templates;
mod theme;
mod usage;

use std::process::ExitCode;

use exit::{Failure, Outcome};
use flags::{Command, Flags};

/// Stack of the thread that compiles. Nesting is bounded, but recursion over it in a debug build is not thrifty.
const STACK: usize = 64 << 20;

/// Stack of each thread that helps it.
const HELPER_STACK: usize = 16 << 20;

fn main() -> ExitCode {
    let (flags, catalogue) = match help::parse() {
        Ok(read) => read,
        Err(status) => return status,
    };
    exit::quiet_panics(flags.global.verbose > 0);
    let _ = rayon::ThreadPoolBuilder::new().stack_size(HELPER_STACK).build_global();
    let work = std::thread::Builder::new().stack_size(STACK).spawn(move || run(&flags));
    match work.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(outcome))) => outcome.code(),
        Ok(Ok(Err(failure))) => failure.report(&catalogue),
        Ok(Err(_)) => Failure::internal().report(&catalogue),
        Err(error) => Failure::reason(error).report(&catalogue),
    }
}

fn run(flags: &Flags) -> Result<Outcome, Failure> {
    if let Some(folder) = &flags.global.directory {
        std::env::set_current_dir(folder).map_err(|error| Failure::io(folder, &error))?;
    }
    match &flags.command {
        Command::Build(build) => build::run(&flags.global, build),
        Command::Check(check) => check::run(&flags.global, check),
        Command::Anchors(anchors) => anchors::run(&flags.global, anchors),
        Command::Serve(serve) => serve::run(&flags.global, serve),
        Command::Init(init) => init::run(&flags.global, init),
        Command::New(new) => new::run(&flags.global, new),
        Command::Theme(theme) => theme::run(&flags.global, theme),
        Command::Search(search) => search::run(&flags.global, search),
        Command::Schema(schema) => schema::run(schema),
        Command::Explain(explain) => explain::run(&flags.global, explain),
        Command::Completions(completions) => completions::run(completions),
        Command::Man(man) => man::run(&flags.global, man),
    }
}
