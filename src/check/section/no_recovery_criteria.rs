//! `section/no-recovery-criteria`: a scenario does not say how to tell that it is over.

use super::super::{Check, Context, Findings, Rule};
use super::scenarios::{self, Wanted};
use crate::diag::Level;
use crate::model::Role;

pub(in crate::check) const RULE: Rule =
    Rule { name: "section/no-recovery-criteria", level: Level::Info, check: Check::Document(check) };

const WANTED: Wanted = Wanted {
    roles: &[Role::RecoveryCriteria, Role::Verification],
    words: &[
        "復旧確認",
        "復旧判定",
        "復旧条件",
        "復旧を確認",
        "回復を確認",
        "正常",
        "解消",
        "動作確認",
        "収束",
        "完了条件",
        "戻ったこと",
        "成功すること",
        "healthy",
        "Healthy",
        "verify",
        "Verify",
        "期待値",
        "期待される",
        "期待結果",
        "確認完了",
    ],
    // An attack is contained and followed up; its end is not a value that is normal again.
    needs: |_, scenario| !scenario.title.contains("セキュリティ"),
    one: "section-no-recovery-criteria",
    all: "section-no-recovery-criteria-all",
    help: "section-no-recovery-criteria-help",
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    scenarios::report(context, &WANTED, findings);
}
