//! `link/broken-anchor`: `#…` names a heading that is not there.

use super::super::{Check, Context, Findings, Rule};
use super::{links, nearest, path_of};
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::model::Link;
use crate::resolve::{Heading, Outcome, url};
use crate::source::Span;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/broken-anchor", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (link, outcome) in links(context) {
        let Outcome::NoAnchor { document, anchor } = outcome else { continue };
        let message =
            Message::new("link-broken-anchor").with("anchor", anchor).with("path", path_of(context, *document));
        let headings = context.library.targets.get(*document).map_or(&[][..], |targets| targets.headings());
        let near = nearest::nearest(anchor, headings);
        let finding = findings.report(link.span, message);
        let Some(near) = near else { continue };
        finding.help = Some(Message::new("link-broken-anchor-help").with("title", &near.text).with("id", &near.id));
        finding.fix = fix(context, link, near);
    }
}

/// The near heading may not be the one that was meant.
fn fix(context: &Context<'_>, link: &Link, near: &Heading) -> Option<Fix> {
    if link.target_span == link.span {
        return None;
    }
    let at = context.sources.file(context.file).slice(link.target_span).find('#')?;
    let span = Span { start: link.target_span.start + at as u32 + 1, end: link.target_span.end };
    let edits = vec![Edit { span, new_text: url::fragment(&near.id) }];
    Some(Fix { applicability: Applicability::Unsafe, edits })
}
