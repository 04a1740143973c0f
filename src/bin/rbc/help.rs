//! Help in the reader's language: the words of a command or flag stand in the catalogue under `help-COMMAND` and
//! `help-flag-NAME`.

use clap::{Command, CommandFactory, FromArgMatches};
use rbc::config::Language;
use rbc::text::Catalogue;

use crate::flags::Flags;

/// Reads the command line; ends the process where it is wrong (status 2) or asks for help.
pub(crate) fn parse() -> (Flags, Catalogue) {
    let catalogue = Catalogue::new(language());
    let matches = command(&catalogue).get_matches();
    let flags = Flags::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    (flags, catalogue)
}

/// The commands with their help.
pub(crate) fn command(catalogue: &Catalogue) -> Command {
    let version = clap::Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
    let command = localized(Flags::command().arg(version), catalogue).max_term_width(100);
    command.subcommand_help_heading(heading(catalogue, "help-heading-commands"))
}

fn localized(command: Command, catalogue: &Catalogue) -> Command {
    let words = |key: &str| catalogue.text(key).unwrap_or_default();
    let name = command.get_name().to_owned();
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        catalogue.words("help-heading-usage")
    );
    command
        .about(words(&format!("help-{name}")))
        .help_template(template)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(clap::Arg::new("help").short('h').long("help").action(clap::ArgAction::Help))
        .mut_args(|argument| {
            let key = if argument.is_positional() { "help-heading-arguments" } else { "help-heading-options" };
            let heading = heading(catalogue, key);
            let key = format!("help-flag-{}", argument.get_id().as_str().replace('_', "-"));
            argument.help(words(&key)).help_heading(heading)
        })
        .mut_subcommands(|inner| localized(inner, catalogue))
}

/// A heading; clap wants one that lives as long as the process, which the few there are may.
fn heading(catalogue: &Catalogue, key: &str) -> &'static str {
    catalogue.words(key).leak()
}

/// The language of `--lang`, before anything is parsed: help and errors of parsing need it.
fn language() -> Language {
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        let value = match argument.to_str() {
            Some("--") => break,
            Some("--lang") => arguments.next().and_then(|value| value.into_string().ok()),
            Some(text) => text.strip_prefix("--lang=").map(str::to_owned),
            None => None,
        };
        if value.as_deref() == Some("en") {
            return Language::English;
        }
    }
    Language::default()
}
