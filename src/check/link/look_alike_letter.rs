//! `link/look-alike-letter`: an anchor or a path is broken by a letter that only looks like the right one.

use super::super::{Check, Findings, Linked, Rule};
use super::{broken_anchors, links, rewrite, rewrite_anchor};
use crate::diag::{Applicability, Level, Message};
use crate::model::LinkKind;
use crate::resolve::Outcome;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/look-alike-letter", level: Level::Error, check: Check::Linked(check) };

fn check(context: &Linked<'_>, findings: &mut Findings<'_>) {
    for mut broken in broken_anchors(context) {
        for (link, anchor) in broken.anchors {
            let Some(heading) = broken.neighbours.look_alike(anchor) else { continue };
            let message = Message::new("link-look-alike-letter").with("target", format!("#{anchor}"));
            let finding = findings.report(link.span, message);
            finding.help = Some(help(anchor, &heading.id));
            finding.fix = rewrite_anchor(context, link, &heading.id, Applicability::Safe);
        }
    }
    for (link, outcome) in links(context) {
        let Outcome::LooksAlike { instead, path } = outcome else { continue };
        let message = Message::new("link-look-alike-letter").with("target", &link.target);
        let finding = findings.report(link.span, message);
        finding.help = Some(help(&link.target, path));
        if link.kind == LinkKind::File {
            finding.fix = rewrite(context, link, instead, Applicability::Safe);
        }
    }
}

/// The last letter that differs: what stands in front of a path may be written in many ways.
fn help(written: &str, right: &str) -> Message {
    let decoded = crate::syntax::destination::percent_decode(written);
    let path = decoded.split('#').next().filter(|path| !path.is_empty()).unwrap_or(&decoded);
    let pair = path.chars().rev().zip(right.chars().rev()).find(|(a, b)| a.to_lowercase().ne(b.to_lowercase()));
    let Some((wrong, meant)) = pair else { return Message::new("link-look-alike-letter-help").with("instead", right) };
    Message::new("link-look-alike-letter-help-letter")
        .with("instead", right)
        .with("wrong", wrong)
        .with("wrong_code", format!("U+{:04X}", wrong as u32))
        .with("meant", meant)
        .with("meant_code", format!("U+{:04X}", meant as u32))
}
