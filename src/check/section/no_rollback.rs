//! `section/no-rollback`: a scenario alters a system and does not say how to go back.

use super::super::{Check, Context, Findings, Rule};
use super::scenarios::{self, Wanted};
use crate::diag::Level;
use crate::lang::effect::Effect;
use crate::model::{Role, Scenario};

pub(in crate::check) const RULE: Rule =
    Rule { name: "section/no-rollback", level: Level::Info, check: Check::Document(check) };

const WANTED: Wanted = Wanted {
    roles: &[Role::Rollback],
    words: &[
        "ロールバック",
        "切り戻",
        "切戻",
        "元に戻",
        "巻き戻",
        "rollback",
        "Rollback",
        "rollout undo",
        "revert",
        "復元",
        "リストア",
        "restore",
    ],
    needs: alters,
    one: "section-no-rollback",
    all: "section-no-rollback-all",
    help: "section-no-rollback-help",
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    scenarios::report(context, &WANTED, findings);
}

fn alters(context: &Context<'_>, scenario: &Scenario) -> bool {
    let altering = |effect: Option<Effect>| matches!(effect, Some(Effect::Changes | Effect::Destructive));
    let blocks = &context.runbook.code_blocks;
    let from = blocks.partition_point(|block| block.span.start < scenario.extent.start);
    let inside = blocks.get(from..).unwrap_or_default();
    inside.iter().take_while(|block| block.span.start < scenario.extent.end).any(|block| altering(block.effect))
}
