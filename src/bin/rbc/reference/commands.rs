//! Commands and flags, from the one definition that parsing and help have.

use clap::{Arg, Command};
use rbc::text::Catalogue;

use super::{table, words};
use crate::help;

pub(super) fn all(catalogue: &Catalogue) -> String {
    let words = words::of(catalogue.language());
    let mut command = help::command(catalogue);
    command.build();
    let common: Vec<&Arg> = command.get_arguments().filter(|argument| is_common(argument)).collect();
    let mut text = format!("## {}\n\n{}\n", words.common, arguments(&common, catalogue));
    for inner in command.get_subcommands() {
        one(inner, &format!("rbc {}", inner.get_name()), catalogue, &mut text);
    }
    text
}

fn one(command: &Command, name: &str, catalogue: &Catalogue, text: &mut String) {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.split_once(": ").map_or(usage.as_str(), |(_, usage)| usage);
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    text.push_str(&format!("## {name}\n\n{about}\n\n```text\n{usage}\n```\n\n"));
    let own: Vec<&Arg> = command.get_arguments().filter(|argument| !is_common(argument)).collect();
    if !own.is_empty() {
        text.push_str(&arguments(&own, catalogue));
        text.push('\n');
    }
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let examples: String =
        examples.lines().skip(1).take_while(|line| !line.is_empty()).map(|line| format!("{}\n", line.trim())).collect();
    if !examples.is_empty() {
        text.push_str(&format!("```sh\n{examples}```\n\n"));
    }
    for inner in command.get_subcommands() {
        one(inner, &format!("{name} {}", inner.get_name()), catalogue, text);
    }
}

fn is_common(argument: &Arg) -> bool {
    argument.is_global_set() || ["help", "version"].contains(&argument.get_id().as_str())
}

fn arguments(arguments: &[&Arg], catalogue: &Catalogue) -> String {
    let words = words::of(catalogue.language());
    let rows = arguments.iter().map(|argument| {
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        vec![format!("`{}`", shown(argument)), help.replace('<', "\\<")]
    });
    table(&[words.flag, words.meaning], rows)
}

/// `-q, --quiet`, `--out <DIR>`, `[PATH]...`
fn shown(argument: &Arg) -> String {
    match (argument.get_short(), argument.get_long()) {
        (Some(short), Some(_)) => format!("-{short}, {argument}"),
        _ => argument.to_string(),
    }
}
