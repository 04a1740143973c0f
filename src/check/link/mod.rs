//! Links and mentions that lead nowhere.

pub(super) mod broken_anchor;
pub(super) mod broken_file;
pub(super) mod broken_mention;
pub(super) mod broken_section_mention;
mod nearest;
pub(super) mod outside_project;
pub(super) mod unpublished_file;
pub(super) mod unsafe_scheme;
pub(super) mod wrong_case;

use super::Context;
use crate::diag::{Applicability, Edit, Fix};
use crate::model::Link;
use crate::resolve::Outcome;

/// Links of a document with what was found for them.
fn links<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a Link, &'a Outcome)> + use<'a> {
    let outcomes = context.library.outcomes.get(context.at).map_or(&[][..], Vec::as_slice);
    context.runbook.links.iter().zip(outcomes)
}

/// Path of a document's file as people see it.
fn path_of<'a>(context: &Context<'a>, at: usize) -> &'a str {
    let file = context.library.runbooks.get(at).and_then(|runbook| runbook.file);
    file.map_or("", |file| context.sources.file(file).path())
}

/// Writes another path in front of the fragment of a link; `None` where the destination has no place of its own.
fn rewrite(context: &Context<'_>, link: &Link, path: &str, applicability: Applicability) -> Option<Fix> {
    if link.target_span == link.span {
        return None;
    }
    let written = context.sources.file(context.file).slice(link.target_span);
    let rest = written.find(['#', '?']).map_or("", |at| &written[at..]);
    // What Markdown would read as an end is written as a percent sign and a number.
    let path = path.replace(' ', "%20").replace('(', "%28").replace(')', "%29");
    let edits = vec![Edit { span: link.target_span, new_text: format!("{path}{rest}") }];
    Some(Fix { applicability, edits })
}
