//! `link/broken-section-mention`: prose names a section that is not there.

use super::super::{Check, Findings, Linked, Rule};
use super::nearest::Neighbours;
use super::{links, path_of};
use crate::diag::{Level, Message};
use crate::resolve::Outcome;
use crate::source::Span;
use std::collections::HashMap;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/broken-section-mention", level: Level::Warning, check: Check::Linked(check) };

fn check(context: &Linked<'_>, findings: &mut Findings<'_>) {
    let text = context.source.text();
    let mut neighbours: HashMap<usize, Neighbours<'_>> = HashMap::new();
    for (link, outcome) in links(context) {
        let Outcome::NoSection { document } = outcome else { continue };
        let message = Message::new("link-broken-section-mention")
            .with("target", &link.target)
            .with("path", path_of(context, *document));
        let headings = || context.library.headings(*document);
        // A number is near to every other number: only names have neighbours.
        let name = link.target.trim_start_matches('§');
        let numbered = name.contains(|c: char| c.is_numeric());
        let near = match numbered {
            true => None,
            false => neighbours.entry(*document).or_insert_with(|| Neighbours::new(headings())).nearest(name),
        };
        if near.is_none() && names_document(&link.target) {
            continue;
        }
        // 「5分手順」に従う speaks of a section only where one is called nearly so.
        if near.is_none() && !link.target.starts_with('§') && is_followed(text, link.span) {
            continue;
        }
        let finding = findings.report(link.span, message);
        finding.help = Some(match near {
            Some(near) => Message::new("link-broken-section-mention-help").with("title", &near.heading.text),
            None => Message::new("link-broken-section-mention-none"),
        });
    }
}

/// Whether に従う stands behind a mention: one acts by a procedure, wherever that is written.
fn is_followed(text: &str, mention: Span) -> bool {
    let behind = text.get(mention.end as usize..).unwrap_or_default().trim_start_matches(['」', '』', ' ']);
    behind.starts_with("に従")
}

/// 「ログ採取手順書.xlsx」, 「運用設計書」: a document that is kept elsewhere.
fn names_document(name: &str) -> bool {
    let kinds = ["書", "マニュアル", "ガイド", "規程", "規約", "台帳", "ランブック", "ポリシー"];
    let file = name.rsplit_once('.').is_some_and(|(_, extension)| {
        (2..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    file || kinds.iter().any(|kind| name.ends_with(kind))
}
