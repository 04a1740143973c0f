//! Errors of the command line in the reader's language; the library that reads it has English ones only.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use rbc::diag::Message;
use rbc::text::Catalogue;

/// What is wrong with the command line, in lines; `None` where nothing is wrong but help or the version was asked for.
pub(crate) fn explain(error: &clap::Error, catalogue: &Catalogue) -> Option<String> {
    let message = message(error)?;
    let mut text = format!("rbc: {}\n", catalogue.message(&message));
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = suggested.into_iter().find_map(|kind| nearest(error, kind)) {
        text.push_str(&catalogue.message(&Message::new("usage-nearest").with("name", near)));
        text.push('\n');
    }
    if let Some(values) = list(error, ContextKind::ValidValue) {
        text.push_str(&catalogue.message(&Message::new("usage-values").with("values", values)));
        text.push('\n');
    }
    if error.kind() == ErrorKind::ValueValidation && value(error, ContextKind::InvalidArg).contains("<DATE>") {
        text.push_str(&catalogue.words("usage-date"));
        text.push('\n');
    }
    text.push_str(&catalogue.words("usage-help"));
    text.push('\n');
    Some(text)
}

fn message(error: &clap::Error) -> Option<Message> {
    let argument = value(error, ContextKind::InvalidArg);
    let given = value(error, ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return None;
        }
        ErrorKind::UnknownArgument => Message::new("usage-unknown-argument").with("name", argument),
        ErrorKind::InvalidSubcommand => {
            Message::new("command-no-command").with("name", value(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => Message::new("usage-no-command"),
        ErrorKind::InvalidValue | ErrorKind::NoEquals if given.is_empty() => {
            Message::new("usage-no-value").with("name", argument)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Message::new("usage-invalid-value").with("name", argument).with("value", given)
        }
        ErrorKind::ArgumentConflict => match value(error, ContextKind::PriorArg) {
            other if other.is_empty() || other == argument => Message::new("usage-twice").with("name", argument),
            other => Message::new("usage-conflict").with("name", argument).with("other", other),
        },
        ErrorKind::MissingRequiredArgument => Message::new("usage-missing").with("name", argument),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Message::new("usage-values-number").with("name", argument)
        }
        ErrorKind::InvalidUtf8 => Message::new("usage-not-utf8"),
        _ => Message::new("command-failed").with("reason", error.kind()),
    };
    Some(message)
}

fn value(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

fn list(error: &clap::Error, kind: ContextKind) -> Option<String> {
    Some(value(error, kind)).filter(|values| !values.is_empty())
}

/// The last of several is the nearest.
fn nearest(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => texts.last().cloned(),
        _ => None,
    }
}
