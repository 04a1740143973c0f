//! Links and mentions that lead nowhere.

pub(super) mod broken_anchor;
pub(super) mod broken_file;
pub(super) mod broken_mention;
pub(super) mod broken_section_mention;
pub(super) mod dead_url;
pub(super) mod duplicate_anchor;
pub(super) mod incomplete_contents;
pub(super) mod local_path;
pub(super) mod look_alike_letter;
pub(super) mod lost_anchor;
pub(super) mod moved_url;
mod nearest;
pub(super) mod other_normalization;
pub(super) mod outside_project;
pub(super) mod own_site;
pub(super) mod placeholder_url;
mod planned;
mod remote;
pub(super) mod swallowed_text;
pub(super) mod unpublished_file;
pub(super) mod unsafe_scheme;
pub(super) mod unverified_url;
pub(super) mod wrong_case;

use super::{Context, Linked};
use crate::diag::{Applicability, Edit, Fix, Message};
use crate::model::{Link, LinkKind};
use crate::resolve::{Outcome, fold, url};
use crate::source::Span;
use crate::syntax::destination::percent_decode;
use nearest::Neighbours;
pub(super) use remote::is_asked;
use std::collections::BTreeMap;

/// Links of a document with what was found for them.
fn links<'a>(context: &Linked<'a>) -> impl Iterator<Item = (&'a Link, &'a Outcome)> + use<'a> {
    let outcomes = context.library.outcomes.get(context.at).map_or(&[][..], |outcomes| &outcomes[..]);
    context.runbook.links.iter().zip(outcomes)
}

/// The broken anchors of a document that lead to one document.
struct BrokenAnchors<'a> {
    /// Where they lead.
    document: usize,
    /// Its headings.
    neighbours: Neighbours<'a>,
    /// Links with their anchors, decoded.
    anchors: Vec<(&'a Link, &'a str)>,
}

/// Broken anchors by the document they lead to: its headings are made ready once. Addresses of the own site are left to
/// their own rule.
fn broken_anchors<'a>(context: &Linked<'a>) -> impl Iterator<Item = BrokenAnchors<'a>> + use<'a> {
    let mut by_document: BTreeMap<usize, Vec<(&Link, &str)>> = BTreeMap::new();
    for (link, outcome) in links(context) {
        if let Outcome::NoAnchor { document, anchor } = outcome
            && link.kind != LinkKind::External
        {
            by_document.entry(*document).or_default().push((link, anchor));
        }
    }
    let library = context.library;
    by_document.into_iter().map(|(document, anchors)| {
        let headings = library.headings(document);
        BrokenAnchors { document, neighbours: Neighbours::new(headings), anchors }
    })
}

/// Writes another anchor behind the `#` of a link.
fn rewrite_anchor(context: &Context<'_>, link: &Link, id: &str, applicability: Applicability) -> Option<Fix> {
    if link.target_span == link.span {
        return None;
    }
    let at = context.source.slice(link.target_span).find('#')?;
    let span = Span { start: link.target_span.start + at as u32 + 1, end: link.target_span.end };
    Some(Fix { applicability, edits: vec![Edit { span, new_text: url::fragment(id) }] })
}

/// As many bytes of a line at most are read around a link: what stands further off on a line of a megabyte, among
/// thousands of links, says nothing of this one.
const NEAR: usize = 400;

/// What stands before an offset on its line.
fn line_before(text: &str, at: usize) -> &str {
    let head = text.get(text.floor_char_boundary(at.saturating_sub(NEAR))..at).unwrap_or_default();
    head.rsplit('\n').next().unwrap_or_default()
}

/// What stands behind an offset on its line.
fn line_behind(text: &str, at: usize) -> &str {
    let end = text.floor_char_boundary(at.saturating_add(NEAR).min(text.len()));
    text.get(at..end).unwrap_or_default().split('\n').next().unwrap_or_default()
}

/// Path of a document's file as people see it.
fn path_of<'a>(context: &Linked<'a>, at: usize) -> &'a str {
    let file = context.library.runbooks.get(at).and_then(|runbook| runbook.file);
    file.map_or("", |file| context.sources.file(file).path())
}

/// Offers a file instead of one that is not there: one of the same name, or of a near one.
fn said_of(instead: &str, target: &str) -> Message {
    let path = percent_decode(target.split(['#', '?']).next().unwrap_or_default());
    let name = |path: &str| fold::composed(path.rsplit('/').next().unwrap_or_default()).into_owned();
    let key = if name(instead) == name(&path) { "link-broken-file-help" } else { "link-broken-file-near" };
    Message::new(key).with("instead", instead)
}

/// Writes another path in front of the fragment of a link; `None` where the destination has no place of its own.
fn rewrite(context: &Context<'_>, link: &Link, path: &str, applicability: Applicability) -> Option<Fix> {
    if link.target_span == link.span {
        return None;
    }
    let written = context.source.slice(link.target_span);
    let rest = written.find(['#', '?']).map_or("", |at| &written[at..]);
    // What Markdown would read as an end is written as a percent sign and a number.
    let path = url::path(path).replace('(', "%28").replace(')', "%29").replace('&', "%26");
    let edits = vec![Edit { span: link.target_span, new_text: format!("{path}{rest}") }];
    Some(Fix { applicability, edits })
}
