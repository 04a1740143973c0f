//! `bash/unquoted-url`: an address whose `&` or brackets the shell takes for its own.

use super::super::{Check, Context, Findings, Rule};
use super::hazards;
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::lang::bash::HazardKind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/unquoted-url", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.sources.file(context.file);
    for (_, span, kind) in hazards(context) {
        let HazardKind::UnquotedUrl(sign) = kind else { continue };
        let key = if *sign == '&' { "bash-unquoted-url-background" } else { "bash-unquoted-url" };
        let finding = findings.report(span, Message::new(key).with("sign", sign));
        finding.help = Some(Message::new("bash-unquoted-url-help"));
        finding.fix = quoted(source.slice(span))
            .map(|new_text| Fix { applicability: Applicability::Safe, edits: vec![Edit { span, new_text }] });
    }
}

/// The word in quotes that keep it whole; variables are still filled in.
fn quoted(word: &str) -> Option<String> {
    if word.contains(['\n', '\\', '`']) {
        return None;
    }
    let open = word.contains('$');
    match (open, word.contains('\''), word.contains('"')) {
        (false, false, _) => Some(format!("'{word}'")),
        (_, _, false) => Some(format!("\"{word}\"")),
        _ => None,
    }
}
