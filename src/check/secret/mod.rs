//! Secrets in documents. They are found and masked when a text is read; the rules say so.

pub(super) mod credential;
pub(super) mod json_web_token;
pub(super) mod private_key;
pub(super) mod token;

use super::{Context, Findings};
use crate::diag::{Label, Level, Message};
use crate::source::secret::{Grade, Kind};

/// How many other places of a secret are told.
const PLACES: usize = 5;

/// Reports the secrets of a kind.
fn report(context: &Context<'_>, findings: &mut Findings<'_>, kind: Kind, key: &'static str, help: &'static str) {
    let source = context.source;
    for secret in source.secrets().iter().filter(|secret| secret.kind == kind) {
        // The masked text: no message ever holds more of a secret than the page does.
        let shown = source.slice(secret.span).lines().next().unwrap_or_default();
        // Only another text says what it is.
        let key = if secret.name.is_empty() { "secret-elsewhere" } else { key };
        let message = Message::new(key).with("name", &secret.name).with("shown", shown);
        let finding = findings.report(secret.span, message);
        finding.help = Some(Message::new(help));
        for &span in secret.again.iter().take(PLACES) {
            finding.related.push(Label { file: context.file, span, message: Message::new("secret-again") });
        }
        finding.level = finding.level.min(level(secret.grade));
    }
}

/// The highest level that the grade of a secret allows.
fn level(grade: Grade) -> Level {
    match grade {
        Grade::Certain => Level::Error,
        Grade::Likely => Level::Warning,
        Grade::Possible => Level::Info,
    }
}
