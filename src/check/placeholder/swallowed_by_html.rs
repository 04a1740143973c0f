//! `placeholder/swallowed-by-html`: `<pod-name>` in prose, which GitHub takes for an HTML tag and does not show.

use super::super::text::{each_tag, is_html};
use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::source::Span;
use std::collections::HashSet;

pub(in crate::check) const RULE: Rule =
    Rule { name: "placeholder/swallowed-by-html", level: Level::Warning, check: Check::Document(check) };

/// One finding a document, at the first: what is filled in is written in one way all along.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // A template is filled in before it is read.
    if context.runbook.template {
        return;
    }
    let source = context.source;
    let mut places: Vec<(Span, String)> = Vec::new();
    let mut closed: HashSet<String> = HashSet::new();
    each_tag(context, &mut |tag, span| {
        if tag.closing {
            closed.insert(tag.name.to_owned());
        }
        // A tag with attributes is written as one.
        if !is_html(tag) && tag.attributes.trim().is_empty() && !source.slice(span).starts_with("</") {
            places.push((span, tag.name.to_owned()));
        }
    });
    // What is closed holds something: a component of MDX and its like.
    let places: Vec<Span> =
        places.into_iter().filter(|(_, name)| !closed.contains(name)).map(|(span, _)| span).collect();
    let Some(&first) = places.first() else { return };
    let message = Message::new("placeholder-swallowed-by-html")
        .with("text", source.slice(first).lines().next().unwrap_or_default())
        .with("count", places.len());
    let finding = findings.report(first, message);
    finding.help = Some(Message::new("placeholder-swallowed-by-html-help"));
    let quoted = |span: Span| Edit { span, new_text: format!("`{}`", source.slice(span)) };
    let edits = places.into_iter().map(quoted).collect();
    finding.fix = Some(Fix { applicability: Applicability::Unsafe, edits });
}
