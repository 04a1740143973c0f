//! Help in the reader's language: the words of a command or flag stand in the catalogue under `help-COMMAND` and
//! `help-flag-NAME`.

use std::process::ExitCode;

use clap::{Command, CommandFactory, FromArgMatches};
use rbc::config::Language;
use rbc::diag::Message;
use rbc::text::Catalogue;

use crate::flags::Flags;
use crate::{exit, usage};

/// Reads the command line. `Err` is the end of the run: help was asked for (status 0), or the line is wrong (2).
pub(crate) fn parse() -> Result<(Flags, Catalogue), ExitCode> {
    let catalogue = Catalogue::new(language());
    let command = command(&catalogue);
    let read = command.try_get_matches().and_then(|matches| Flags::from_arg_matches(&matches));
    match read {
        Ok(flags) => Ok((flags, catalogue)),
        Err(error) => Err(refused(&error, &catalogue)),
    }
}

fn refused(error: &clap::Error, catalogue: &Catalogue) -> ExitCode {
    match usage::explain(error, catalogue) {
        Some(text) => {
            text.lines().for_each(crate::output::say);
            ExitCode::from(2)
        }
        None => {
            // That nobody reads it any further is no failure.
            let _ = error.print();
            ExitCode::from(if error.use_stderr() { 2 } else { 0 })
        }
    }
}

/// The commands with their help.
pub(crate) fn command(catalogue: &Catalogue) -> Command {
    let version = clap::Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
    let command = localized(Flags::command().arg(version), catalogue).max_term_width(100);
    let after = format!("{}\n\n{}", examples("rbc", catalogue), statuses(catalogue));
    command.after_help(after)
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
        .after_help(examples(&name, catalogue))
        .help_template(template)
        .subcommand_help_heading(heading(catalogue, "help-heading-commands"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(clap::Arg::new("help").short('h').long("help").action(clap::ArgAction::Help))
        .mut_args(|argument| {
            let key = if argument.is_positional() { "help-heading-arguments" } else { "help-heading-options" };
            let heading = heading(catalogue, key);
            let key = format!("help-flag-{}", argument.get_id().as_str().replace('_', "-"));
            let help = described(&argument, words(&key), catalogue);
            let takes = argument.get_action().takes_values();
            let argument = argument.help(help).help_heading(heading);
            if takes { argument.hide_possible_values(true).hide_default_value(true) } else { argument }
        })
        .mut_subcommands(|inner| localized(inner, catalogue))
}

/// Command lines of a command as they can be typed, under a heading; empty where the catalogue has none.
fn examples(name: &str, catalogue: &Catalogue) -> String {
    let Some(lines) = catalogue.text(&format!("help-example-{name}")) else { return String::new() };
    let heading = catalogue.words("help-heading-examples");
    lines.lines().fold(heading, |text, line| format!("{text}\n  {line}"))
}

/// With which status rbc ends and why, under a heading.
fn statuses(catalogue: &Catalogue) -> String {
    let lines = exit::STATUSES.iter().map(|(status, key)| format!("\n  {status:13}  {}", catalogue.words(key)));
    catalogue.words("help-heading-statuses") + &lines.collect::<String>()
}

/// The help of an argument with its possible values and its default.
fn described(argument: &clap::Arg, help: String, catalogue: &Catalogue) -> String {
    let possible = argument.get_possible_values();
    let names: Vec<&str> = possible.iter().map(clap::builder::PossibleValue::get_name).collect();
    let mut notes = Vec::new();
    // A single possible value is described by the help itself, and a switch has none.
    if names.len() > 1 && argument.get_action().takes_values() {
        notes.push(catalogue.message(&Message::new("help-values").with("values", names.join(", "))));
    }
    let default = argument.get_default_values().first().and_then(|value| value.to_str());
    if let Some(value) = default.filter(|_| argument.get_action().takes_values()) {
        notes.push(catalogue.message(&Message::new("help-default").with("value", value)));
    }
    if notes.is_empty() { help } else { format!("{help} ({})", notes.join("; ")) }
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

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn each(command: &Command, see: &mut impl FnMut(&Command)) {
        see(command);
        command.get_subcommands().for_each(|inner| each(inner, see));
    }

    #[test]
    fn every_command_has_examples_that_can_be_typed() {
        for language in [Language::Japanese, Language::English] {
            let catalogue = Catalogue::new(language);
            each(&command(&catalogue), &mut |command| {
                let whole = command.clone().render_help().to_string();
                assert!(language == Language::English || !whole.contains("Commands"), "{whole}");
                let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
                let lines: Vec<&str> = help.lines().skip(1).take_while(|line| !line.is_empty()).collect();
                assert!(!lines.is_empty(), "{}", command.get_name());
                for line in lines {
                    let typed = line.split(['#', '<', '>', '|', '&']).next().unwrap_or_default();
                    let read = Flags::try_parse_from(typed.split_whitespace());
                    assert!(read.is_ok(), "{line}: {:?}", read.err().map(|error| error.to_string()));
                }
            });
        }
    }
}
