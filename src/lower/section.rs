//! Roles of sections, and the tree of them.

use super::outline::{Opener, Outline};
use super::vocabulary::{Match, Strength, Vocabulary};
use crate::lang::effect::Effect;
use crate::model::{CodeBlock, Duration, Form, Role, Section};
use crate::syntax::BlockKind;

/// Roles by title alone: what scenarios are found by.
pub(super) fn roles_by_title(outline: &mut Outline<'_>, vocabulary: &Vocabulary, document_title: &str) {
    let key = super::title::key(document_title);
    let of_document = |role| matches!(role, Role::Rollback | Role::Backup);
    let document = vocabulary.inside_matching(&key, &of_document).unwrap_or_default();
    for at in 0..outline.openers.len() {
        let found = vocabulary.role(&outline.openers[at].title.key);
        outline.openers[at].role = by_title(outline, at, vocabulary, found, document);
        outline.openers[at].settled = found.is_some_and(|found| found.role == Role::Other);
    }
}

/// `found` is what the vocabulary says of the title.
fn by_title(outline: &Outline<'_>, at: usize, vocabulary: &Vocabulary, found: Option<Match>, document: Role) -> Role {
    let opener = &outline.openers[at];
    let key = opener.title.key.as_str();
    let above = opener.parent.map(|parent| outline.openers[parent].role);
    let parent = above.or(Some(document).filter(|role| matches!(role, Role::Rollback | Role::Backup)));
    let inherited = parent.filter(|parent| is_inherited(*parent));
    if above == Some(Role::Faq) {
        return Role::Faq;
    }
    if let Some(role) = by_prefix(key) {
        return role;
    }
    // 🟠 CRITICAL（即座対応） under アラートの優先度 is one of its levels.
    if matches!(parent, Some(Role::Severity | Role::Monitoring | Role::Escalation)) && is_level_word(key) {
        return inherited.unwrap_or_default();
    }
    if is_level_word(key) && has_level_remark(&opener.title.text) {
        return Role::Severity;
    }
    // 復旧時: under a template for messages is one of them.
    let moment = ["開始時", "完了時", "終了時", "復旧時", "発生時"].iter().any(|end| key.ends_with(end));
    let short = opener.form == Form::Label && key.ends_with('時') && key.chars().count() <= 6;
    if (short || (moment && parent == Some(Role::Communication)))
        && let Some(role) = inherited
    {
        return role;
    }
    let failure = opener.form == Form::Heading && opener.failure;
    match found {
        Some(found) if found.strength <= Strength::Part => adjusted(found.role, key, outline, at),
        Some(found) if failure && (found.strength == Strength::Inside || general(found.role)) => Role::Other,
        Some(found) if found.strength == Strength::Ending && weak(found.role) => specific(key, vocabulary)
            .or_else(|| by_remark(&opener.title.text, vocabulary))
            .unwrap_or_else(|| adjusted(found.role, key, outline, at)),
        Some(found)
            if found.role == Role::Caution && found.strength == Strength::Ending && key.starts_with("セキュリティ") =>
        {
            Role::Security
        }
        Some(found) if found.strength == Strength::Ending => adjusted(found.role, key, outline, at),
        _ if failure => Role::Other,
        Some(found) if strong_inside(found.role) => found.role,
        _ if is_task(key) => inherited.filter(|role| *role == Role::Rollback).unwrap_or(Role::Procedure),
        Some(found) => inherited.or_else(|| vocabulary.inside_matching(key, &|role| !weak(role))).unwrap_or(found.role),
        None => inherited.unwrap_or_default(),
    }
}

/// シナリオ別対応, 障害パターン別チェックリスト: what stands below is a failure each.
pub(super) fn is_container(key: &str) -> bool {
    const STARTS: &[&str] = &[
        "シナリオ別",
        "障害別",
        "症状別",
        "ケース別",
        "パターン別",
        "障害パターン別",
        "エラー別",
        "アラート別",
        "障害種別",
        "インシデント種別",
        "事象別",
    ];
    const WHOLE: &[&str] = &[
        "トラブルシューティング",
        "トラブルシュート",
        "troubleshooting",
        "よくある障害",
        "よくある問題",
        "よくあるエラー",
        "よくあるトラブル",
        "主な障害",
        "障害シナリオ",
    ];
    STARTS.iter().any(|start| key.starts_with(start)) || WHOLE.contains(&key)
}

/// 付録：便利なコマンド集, 対象ワークフロー
fn by_prefix(key: &str) -> Option<Role> {
    let starts = |words: &[&str]| words.iter().any(|word| key.starts_with(word));
    if starts(&["付録", "補足", "appendix", "別紙"]) {
        return Some(Role::Appendix);
    }
    if key.ends_with("とは") || key.contains("は何") {
        return Some(Role::Overview);
    }
    if is_container(key) {
        return Some(Role::Other);
    }
    if ["復旧しない", "解決しない", "改善しない", "解消しない"].iter().any(|word| key.contains(word))
    {
        return Some(Role::Escalation);
    }
    if key.ends_with("場合") && !super::failure::names_failure(key) {
        return Some(Role::Mitigation);
    }
    (key.starts_with("対象") && key.chars().count() <= 10).then_some(Role::Scope)
}

fn is_level_word(key: &str) -> bool {
    const LEVELS: &[&str] = &[
        "critical",
        "error",
        "warning",
        "info",
        "high",
        "medium",
        "low",
        "fatal",
        "emergency",
        "notice",
        "緊急",
        "重大",
        "警告",
        "情報",
        "高",
        "中",
        "低",
        "レベル",
        "level",
        "sev",
        "p0",
        "p1",
        "p2",
        "p3",
        "p4",
        "l1",
        "l2",
        "l3",
        "l4",
        "s1",
        "s2",
        "s3",
        "s4",
        "tier",
    ];
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphabetic());
    LEVELS.iter().any(|level| key.strip_prefix(level).is_some_and(ends))
}

/// S1（重大）, レベル1: 緊急
fn has_level_remark(title: &str) -> bool {
    const REMARKS: &[&str] =
        &["重大", "緊急", "中程度", "軽微", "高", "中", "低", "critical", "high", "medium", "low", "major", "minor"];
    let Some((_, remark)) = title.split_once(['（', '(', ':', '：']) else { return false };
    let remark = super::title::key(remark.trim().trim_end_matches(['）', ')']));
    REMARKS.contains(&remark.as_str())
}

/// A title that ends with a verb names something to do (章を追加する).
fn is_task(key: &str) -> bool {
    const ENDS: &[&str] = &[
        "する",
        "戻す",
        "したいとき",
        "したい場合",
        "行う",
        "を作る",
        "を見る",
        "を使う",
        "させる",
        "える",
        "める",
        "出す",
        "消す",
        "入れる",
        "やり方",
        "するには",
    ];
    ENDS.iter().any(|end| key.ends_with(end))
}

/// Endings that say little: what stands in front of them may say more (ロールバックの実行).
fn weak(role: Role) -> bool {
    matches!(
        role,
        Role::Procedure
            | Role::Other
            | Role::Diagnosis
            | Role::Appendix
            | Role::Resources
            | Role::Scope
            | Role::Communication
    )
}

/// Roles whose word decides wherever it stands in a title.
fn strong_inside(role: Role) -> bool {
    matches!(
        role,
        Role::Rollback
            | Role::Backup
            | Role::Escalation
            | Role::Postmortem
            | Role::Slo
            | Role::Maintenance
            | Role::Verification
            | Role::Recovery
    )
}

/// A remark that is a word of its own (本番確認手順（スモークテスト）).
fn by_remark(title: &str, vocabulary: &Vocabulary) -> Option<Role> {
    let (_, remark) = title.split_once(['（', '('])?;
    let remark = remark.trim_end().strip_suffix(['）', ')'])?;
    vocabulary.exact(&super::title::key(remark)).filter(|role| !weak(*role))
}

/// A strong word in front of a weak ending; not one that only says when (ロールバック後の確認).
fn specific(key: &str, vocabulary: &Vocabulary) -> Option<Role> {
    if ["後の", "後に", "前の", "時の", "後確認", "前確認"].iter().any(|when| key.contains(when)) {
        return None;
    }
    let wanted = |role| {
        matches!(
            role,
            Role::Rollback
                | Role::Backup
                | Role::Escalation
                | Role::Postmortem
                | Role::Recovery
                | Role::RecoveryCriteria
                | Role::Verification
                | Role::Causes
                | Role::Prerequisites
        )
    };
    vocabulary.inside_matching(key, &wanted)
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

const DIAGNOSES: &[&str] = &[
    "状態確認",
    "状況確認",
    "ログ確認",
    "ログの確認",
    "接続確認",
    "初動確認",
    "原因確認",
    "影響確認",
    "影響範囲確認",
    "障害の確認",
];

/// 確認 is diagnosis where a failure is looked at, and verification where work is.
fn adjusted(role: Role, key: &str, outline: &Outline<'_>, at: usize) -> Role {
    let looks = role == Role::Diagnosis && key.ends_with("確認");
    let tests = role == Role::Verification && ["テスト", "チェック", "検証"].iter().any(|end| key.ends_with(end));
    if !looks && !tests {
        return role;
    }
    let decides = |role: Role| match role {
        Role::RecoveryCriteria | Role::Verification => Some(Role::Verification),
        Role::Prerequisites => Some(Role::Prerequisites),
        Role::Diagnosis | Role::Scenario | Role::Symptoms | Role::Detection | Role::Monitoring => Some(Role::Diagnosis),
        _ => None,
    };
    if let Some(role) = outline.ancestors(at).find_map(|above| decides(outline.openers[above].role)) {
        return role;
    }
    if tests {
        return role;
    }
    if DIAGNOSES.iter().any(|end| key.ends_with(end)) {
        return Role::Diagnosis;
    }
    let code = outline.openers[at].blocks.iter().any(|block| holds_code(block));
    if code { Role::Diagnosis } else { Role::Verification }
}

fn holds_code(block: &crate::syntax::Block) -> bool {
    match &block.kind {
        BlockKind::Code(_) => true,
        BlockKind::List(list) => list.items.iter().any(|item| item.blocks.iter().any(holds_code)),
        _ => false,
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
        } else if opener.role == Role::Other && !opener.settled {
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
        within: Duration::in_brackets(&opener.title.text),
        steps: opener.steps.clone(),
        children: opener.children.iter().map(|&child| section(outline, child)).collect(),
        span: opener.span,
        extent: opener.extent,
    }
}
