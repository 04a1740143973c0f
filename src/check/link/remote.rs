//! Links to other hosts, with what those answered.

use super::super::{Context, Findings};
use crate::diag::{Label, Message};
use crate::model::{Link, LinkKind, LinkStatus};
use crate::online::{Address, Answer, Answers, Reason};
use crate::source::MASK;
use std::collections::HashMap;

/// Whether another host is asked for a link: it is an address of the web, filled in, without a secret in it, and none of
/// the project's own.
pub(in super::super) fn is_asked(link: &Link) -> bool {
    link.kind == LinkKind::External
        && link.status == LinkStatus::Unchecked
        && !link.target.contains(MASK)
        && Address::of(&link.target).is_some()
}

/// Links of a document with their answers, in order.
pub(super) fn answered<'a>(context: &Context<'a>, answers: &'a Answers) -> Vec<(&'a Link, &'a Answer)> {
    let links = context.runbook.links.iter().filter(|link| is_asked(link));
    links.filter_map(|link| Some((link, answers.of(&link.target)?))).collect()
}

/// What links to one fault have in common: their address, or their host where all of it is concerned.
fn cause(link: &Link, reason: Reason) -> String {
    match Address::of(&link.target) {
        Some(address) if reason.is_of_host() => address.server(),
        Some(address) => address.to_string(),
        None => link.target.clone(),
    }
}

/// Reports each cause once, at its first link; the others are shown beside it. `said` gives the words for a link.
pub(super) fn report_causes(
    context: &Context<'_>,
    found: &[(&Link, Reason)],
    findings: &mut Findings<'_>,
    said: impl Fn(&Link, Reason) -> (Message, Message),
) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let first = findings.count();
    for &(link, reason) in found {
        let at = findings.count() - first;
        if let Some(&known) = seen.get(&cause(link, reason)) {
            findings.relate(first + known, again(context, link));
            continue;
        }
        seen.insert(cause(link, reason), at);
        let (message, help) = said(link, reason);
        findings.report(link.span, message).help = Some(help);
    }
}

/// Another place of the same address.
pub(super) fn again(context: &Context<'_>, link: &Link) -> Label {
    Label { file: context.file, span: link.span, message: Message::new("link-url-again") }
}
