//! Secrets in documents. They are found and masked when a text is read; the rules say so.

pub(super) mod credential;
pub(super) mod json_web_token;
pub(super) mod private_key;
pub(super) mod token;

use super::{Context, Findings};
use crate::diag::{Level, Message};
use crate::source::secret::Kind;

/// Reports the secrets of a kind.
fn report(context: &Context<'_>, findings: &mut Findings<'_>, kind: Kind, key: &'static str, help: &'static str) {
    let source = context.sources.file(context.file);
    for secret in source.secrets().iter().filter(|secret| secret.kind == kind) {
        // The masked text: no message ever holds more of a secret than the page does.
        let shown = source.slice(secret.span).lines().next().unwrap_or_default();
        let message = Message::new(key).with("name", &secret.name).with("shown", shown);
        let finding = findings.report(secret.span, message);
        finding.help = Some(Message::new(help));
        if !secret.certain {
            finding.level = finding.level.min(Level::Warning);
        }
    }
}
