//! `bash/unquoted-url`: an address whose `&` or brackets the shell takes for its own.

use super::super::{Check, Context, Findings, Rule};
use super::hazards;
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::lang::bash::HazardKind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/unquoted-url", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.source;
    for (_, span, kind) in hazards(context) {
        let HazardKind::UnquotedUrl(sign) = kind else { continue };
        let key = if *sign == '&' { "bash-unquoted-url-background" } else { "bash-unquoted-url" };
        let finding = findings.report(span, Message::new(key).with("sign", sign));
        // curl opens brackets of its own: quotes alone would not make such an address work.
        let word = source.slice(span);
        let ranges = word.contains(['[', '{']) && source.line_text(source.line(span.start) as usize).contains("curl");
        finding.help =
            Some(Message::new(if ranges { "bash-unquoted-url-range-help" } else { "bash-unquoted-url-help" }));
        let applicability = if ranges { Applicability::Unsafe } else { Applicability::Safe };
        finding.fix = quoted(word).map(|new_text| Fix { applicability, edits: vec![Edit { span, new_text }] });
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
