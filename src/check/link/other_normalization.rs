//! `link/other-normalization`: a path and the file's name are composed in different ways (NFC, NFD).

use super::super::{Check, Findings, Linked, Rule};
use super::{links, rewrite};
use crate::diag::{Applicability, Level, Message};
use crate::resolve::{Outcome, fold};

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/other-normalization", level: Level::Warning, check: Check::Linked(check) };

fn check(context: &Linked<'_>, findings: &mut Findings<'_>) {
    for (link, outcome) in links(context) {
        let Outcome::OtherForm { instead } = outcome else { continue };
        let message = Message::new("link-other-normalization").with("target", fold::composed(&link.target));
        let finding = findings.report(link.span, message);
        // A name in parts is the wrong side of the two: the file has to be renamed.
        let composed = fold::composed(instead) == *instead;
        finding.help = Some(Message::new(if composed {
            "link-other-normalization-help"
        } else {
            "link-other-normalization-help-file"
        }));
        if composed {
            finding.fix = rewrite(context, link, instead, Applicability::Safe);
        }
    }
}
