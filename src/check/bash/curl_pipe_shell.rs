//! `bash/curl-pipe-shell`: what the network gives is run unseen.

use super::super::{Check, Context, Findings, Rule};
use super::hazards;
use crate::diag::{Level, Message};
use crate::lang::bash::HazardKind;

pub(in crate::check) const RULE: Rule =
    Rule { name: "bash/curl-pipe-shell", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (_, span, kind) in hazards(context) {
        let HazardKind::DownloadedScript(shell) = kind else { continue };
        let finding = findings.report(span, Message::new("bash-curl-pipe-shell").with("shell", shell));
        finding.help = Some(Message::new("bash-curl-pipe-shell-help"));
    }
}
