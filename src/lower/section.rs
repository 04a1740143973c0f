//! Roles of sections, and the tree of them.

use super::outline::{Opener, Outline};
use super::vocabulary::{Strength, Vocabulary};
use crate::lang::effect::Effect;
use crate::model::{CodeBlock, Form, Role, Section};
use crate::syntax::BlockKind;

/// Roles by title alone: what scenarios are found by.
pub(super) fn roles_by_title(outline: &mut Outline<'_>, vocabulary: &Vocabulary) {
    for at in 0..outline.openers.len() {
        let role = by_title(outline, at, vocabulary);
        outline.openers[at].role = role;
    }
}

fn by_title(outline: &Outline<'_>, at: usize, vocabulary: &Vocabulary) -> Role {
    let opener = &outline.openers[at];
    let key = opener.title.key.as_str();
    let found = vocabulary.role(key);
    let parent = opener.parent.map(|parent| outline.openers[parent].role);
    if let Some(Role::Faq) = parent {
        return Role::Faq;
    }
    match found {
        Some(found) if found.strength <= Strength::Part => adjusted(found.role, parent),
        Some(found)
            if opener.form == Form::Heading
                && super::scenario::names_failure(key)
                && found.strength == Strength::Inside =>
        {
            let _ = found;
            Role::Other
        }
        Some(found) if opener.form == Form::Heading && super::scenario::names_failure(key) && general(found.role) => {
            Role::Other
        }
        Some(found) => adjusted(found.role, parent),
        None if super::scenario::names_failure(key) => Role::Other,
        None => parent.filter(|parent| is_inherited(*parent)).unwrap_or_default(),
    }
}

/// Words such as 対応 that stand behind a failure's name.
fn general(role: Role) -> bool {
    matches!(
        role,
        Role::Procedure
            | Role::Mitigation
            | Role::Symptoms
            | Role::Recovery
            | Role::Security
            | Role::Causes
            | Role::Impact
    )
}

/// 確認 under 復旧確認 is verification, 手順 under ロールバック is rollback.
fn adjusted(role: Role, parent: Option<Role>) -> Role {
    match (role, parent) {
        (Role::Diagnosis, Some(Role::RecoveryCriteria | Role::Verification)) => Role::Verification,
        (
            Role::Procedure,
            Some(parent @ (Role::Rollback | Role::Recovery | Role::Backup | Role::Maintenance | Role::Security)),
        ) => {
            if parent == Role::Security {
                Role::Procedure
            } else {
                parent
            }
        }
        (role, _) => role,
    }
}

/// Roles that a section without one of its own takes from the section above.
fn is_inherited(role: Role) -> bool {
    matches!(
        role,
        Role::Faq
            | Role::Appendix
            | Role::Escalation
            | Role::Rollback
            | Role::Verification
            | Role::RecoveryCriteria
            | Role::Slo
            | Role::Severity
            | Role::Monitoring
            | Role::Maintenance
            | Role::Backup
            | Role::Postmortem
            | Role::References
            | Role::Contacts
            | Role::Changelog
            | Role::Resources
            | Role::PermanentFix
            | Role::Communication
            | Role::Recovery
            | Role::Prerequisites
            | Role::Diagnosis
            | Role::Mitigation
            | Role::Security
    )
}

/// Roles by what a section holds, where its title says nothing; scenarios and their containers.
pub(super) fn roles_by_content(outline: &mut Outline<'_>, code_blocks: &[CodeBlock]) {
    for at in 0..outline.openers.len() {
        let opener = &outline.openers[at];
        if opener.scenario {
            let security = opener.role == Role::Security;
            outline.openers[at].role = if security { Role::Security } else { Role::Scenario };
        } else if opener.role == Role::Other {
            outline.openers[at].role = by_content(outline, at, code_blocks);
        }
    }
}

fn by_content(outline: &Outline<'_>, at: usize, code_blocks: &[CodeBlock]) -> Role {
    let opener = &outline.openers[at];
    let scenarios = opener.children.iter().filter(|&&child| outline.openers[child].scenario).count();
    if scenarios > 0 && opener.form == Form::Heading {
        return Role::Scenario;
    }
    let own_code: Vec<&CodeBlock> = {
        let from = code_blocks.partition_point(|block| block.span.start < opener.span.start);
        let end = opener.children.first().map_or(opener.extent.end, |&child| outline.openers[child].span.start);
        code_blocks[from..].iter().take_while(|block| block.span.start < end).collect()
    };
    let effects = || own_code.iter().filter_map(|block| block.effect);
    if effects().next().is_some() {
        return if effects().all(|effect| effect == Effect::ReadOnly) { Role::Diagnosis } else { Role::Procedure };
    }
    let ordered =
        opener.blocks.iter().any(|block| matches!(&block.kind, BlockKind::List(list) if list.start.is_some()));
    if ordered { Role::Procedure } else { Role::Other }
}

/// The tree of sections.
pub(super) fn tree(outline: &Outline<'_>) -> Vec<Section> {
    let top = (0..outline.openers.len()).filter(|&at| outline.openers[at].parent.is_none());
    top.map(|at| section(outline, at)).collect()
}

fn section(outline: &Outline<'_>, at: usize) -> Section {
    let opener: &Opener<'_> = &outline.openers[at];
    Section {
        id: opener.id.clone(),
        title: opener.title.text.clone(),
        number: opener.title.number.clone(),
        level: opener.level,
        form: opener.form,
        role: opener.role,
        within: super::time::in_brackets(&opener.title.text),
        steps: opener.steps.clone(),
        children: opener.children.iter().map(|&child| section(outline, child)).collect(),
        span: opener.span,
        extent: opener.extent,
    }
}
