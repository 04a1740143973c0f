//! Failures that a document answers.

use super::outline::Outline;
use crate::model::{Alert, CodeBlock, Duration, Form, Part, Reference, Role, Runbook, Scenario};
use crate::syntax::{Block, BlockKind, Prose};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// Words that name a failure, wherever they stand in a title.
const FAILURES: &[&str] = &[
    "障害",
    "エラー",
    "失敗",
    "遅延",
    "停止",
    "枯渇",
    "高レイテンシ",
    "レイテンシ上昇",
    "率上昇",
    "使用率",
    "できない",
    "出来ない",
    "繋がらない",
    "つながらない",
    "落ちて",
    "落ちる",
    "起動しない",
    "動かない",
    "動作しない",
    "応答しない",
    "届かない",
    "表示されない",
    "増加",
    "急増",
    "増える",
    "悪化",
    "異常",
    "不足",
    "タイムアウト",
    "切断",
    "ダウン",
    "漏洩",
    "漏えい",
    "流出",
    "破損",
    "遅い",
    "重い",
    "低下",
    "劣化",
    "問題が発生",
    "クラッシュ",
    "競合",
    "不整合",
    "超過",
    "逼迫",
    "ひっ迫",
    "消失",
    "欠損",
    "滞留",
    "詰まり",
    "頻発",
    "過多",
    "過負荷",
    "高負荷",
    "不正アクセス",
    "攻撃",
    "侵害",
    "感染",
    "マルウェア",
    "ランサムウェア",
    "ddos",
    "oom",
    "crashloop",
    "デッドロック",
    "ロック待ち",
    "満杯",
    "期限切れ",
    "拒否",
    "unavailable",
    "failure",
    "outage",
    "down",
    "error",
    "errors",
    "timeout",
    "high latency",
    "leak",
    "breach",
    "incident",
    "exhausted",
    "lag",
    "backlog",
    "dlq",
    "failed",
    "不達",
    "誤送信",
    "誤削除",
    "紛失",
    "盗難",
    "不具合",
    "不能",
    "見つからない",
    "消えた",
    "返さない",
    "終わらない",
    "通らない",
    "開けない",
    "止まる",
    "止まった",
    "失効",
    "漏れ",
    "500",
    "502",
    "503",
    "504",
    "インシデント",
    "トラブル",
    "急騰",
    "スパイク",
    "飽和",
];

/// Endings that make a task, a list or a document of such a word.
const NO_FAILURE_ENDINGS: &[&str] = &[
    "フロー",
    "定義",
    "基準",
    "一覧",
    "分類",
    "管理",
    "報告",
    "報告書",
    "テンプレート",
    "レベル",
    "プロセス",
    "体制",
    "方針",
    "確認",
    "ログ",
    "監視",
    "通知",
    "チェック",
    "チェックリスト",
    "別対応",
    "別ルール",
    "別手順",
    "パターン",
    "ケース",
    "シナリオ",
    "訓練",
    "テスト",
    "防止",
    "対策",
    "履歴",
    "連絡先",
    "概要",
    "目的",
    "指標",
    "設定",
    "バジェット",
    "コード",
    "コマンド",
    "条件",
    "影響",
    "範囲",
    "方法",
    "例",
    "sop",
    "playbook",
    "policy",
    "policies",
    "levels",
    "budget",
    "rate",
    "log",
    "logs",
    "monitoring",
    "計画",
    "ガイド",
    "マニュアル",
    "ポリシー",
    "記録",
    "分析",
    "特定",
    "調査",
    "収集",
    "宣言",
    "検知",
    "検出",
    "原因",
    "症状",
    "対応表",
    "マトリクス",
    "マトリックス",
    "種類",
    "種別",
    "定数",
    "メトリクス",
    "閾値",
    "しきい値",
    "アラート",
    "時間",
    "目標",
    "責任者",
    "コマンダー",
    "チーム",
    "チャンネル",
    "チケット",
    "登録",
    "クローズ",
    "レビュー",
    "対応の流れ",
    "流れ",
    "対応者",
    "窓口",
    "スキーマ",
    "メッセージ",
    "解消",
    "ハンドリング",
    "処理",
    "ステータス",
    "担当",
    "期間",
    "お知らせ",
    "設計",
    "の停止",
    "起動と停止",
    "起動・停止",
    "停止と起動",
    "正規化",
    "クリーンアップ",
    "解決しない場合",
    "フローチャート",
    "保持",
    "リトライポリシー",
    "ルール",
    "トラブルシューティング",
    "トラブルシュート",
    "確認順",
    "仕様",
    "概算",
    "判断",
    "判定",
    "制約",
    "要件",
    "統計",
    "見積もり",
    "試験",
    "演習",
    "機能",
    "サイクル",
    "教育",
    "準備",
    "保護",
    "抑制",
    "緩和",
    "軽減",
    "マネジメント",
    "ダッシュボード",
    "サマリ",
    "サマリー",
    "レポート",
    "引き継ぎ",
    "自動化",
    "ガイドライン",
    "コミュニケーション",
    "エスカレーション",
    "ロールバック",
    "評価",
    "優先度",
    "重要度",
    "重大度",
];

/// General words: a title that is nothing else (障害対応, インシデント対応手順) is a container.
const GENERAL: &[&str] = &[
    "障害",
    "インシデント",
    "エラー",
    "トラブル",
    "緊急",
    "異常",
    "問題",
    "システム障害",
    "障害発生",
    "緊急事態",
    "incident",
    "errors",
    "error",
    "failure",
    "よくあるエラー",
    "よくある障害",
    "よくある問題",
    "重大インシデント",
    "本番障害",
    "サービス障害対応手順",
    "主要障害",
    "想定障害",
    "代表的な障害",
];

/// Whether a folded title names one failure.
pub(super) fn names_failure(key: &str) -> bool {
    let bare = without_answer(key);
    if is_negated(key) {
        return true;
    }
    if NO_FAILURE_STARTS.iter().any(|start| key.starts_with(start)) {
        return false;
    }
    if bare.is_empty() || GENERAL.contains(&bare) || NO_FAILURE_ENDINGS.iter().any(|end| key.ends_with(end)) {
        return false;
    }
    if NO_FAILURE_ENDINGS.iter().any(|end| bare.ends_with(end)) || key.contains('?') {
        return false;
    }
    FAILURE_FINDER.find_overlapping_iter(key).any(|word| is_whole(key, word.range()))
}

const NO_FAILURE_STARTS: &[&str] = &["対象", "想定", "主な", "代表的"];

/// 通知が送信されない, DBファイルが存在しない場合: what does not work is a failure.
fn is_negated(key: &str) -> bool {
    let key = key.strip_suffix("場合").unwrap_or(key);
    let negated = ["ない", "ません", "なくなった", "なくなる"].iter().any(|end| key.ends_with(end));
    let told = [
        "いけない",
        "ではない",
        "必要ない",
        "問題ない",
        "復旧しない",
        "解決しない",
        "改善しない",
        "対象にしない",
        "少ない",
        "扱わない",
    ];
    negated && !told.iter().any(|end| key.ends_with(end))
}

/// 〜対応, 〜時, 〜の場合 taken off.
fn without_answer(key: &str) -> &str {
    let mut bare = key;
    loop {
        let before = bare;
        for end in [
            "対応手順",
            "対応",
            "手順",
            "の対処",
            "対処",
            "への",
            "時の",
            "時",
            "の場合",
            "場合",
            "発生",
            "が",
            "の",
            "復旧",
            "runbook",
            "シナリオ",
        ] {
            bare = bare.strip_suffix(end).unwrap_or(bare).trim_end();
        }
        if bare == before {
            return bare;
        }
    }
}

static FAILURE_FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    // Nothing but memory can fail here: the words are constants.
    AhoCorasick::new(FAILURES).unwrap_or_else(|_| AhoCorasick::new([""; 0]).unwrap_or_else(|_| unreachable!()))
});

/// Latin words count whole only.
fn is_whole(key: &str, range: std::ops::Range<usize>) -> bool {
    if !key[range.clone()].is_ascii() {
        return true;
    }
    let before = key[..range.start].chars().next_back();
    let behind = key[range.end..].chars().next();
    !before.is_some_and(|c| c.is_ascii_alphanumeric()) && !behind.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Marks the openers that are scenarios.
pub(super) fn mark(outline: &mut Outline<'_>, source: &str, document_title: &str) -> bool {
    let whole = whole_document(outline, document_title);
    for at in 0..outline.openers.len() {
        let inside = outline.ancestors(at).any(|above| outline.openers[above].scenario);
        outline.openers[at].scenario = !inside && is_scenario(outline, at, source);
    }
    whole
}

fn is_scenario(outline: &Outline<'_>, at: usize, source: &str) -> bool {
    let opener = &outline.openers[at];
    if opener.form == Form::Label {
        return false;
    }
    let faq_above = outline.ancestors(at).any(|above| {
        let above = &outline.openers[above];
        matches!(
            above.role,
            Role::Faq | Role::Appendix | Role::Maintenance | Role::Postmortem | Role::PermanentFix | Role::References
        )
    });
    if faq_above || matches!(opener.role, Role::Faq | Role::Changelog | Role::References) {
        return false;
    }
    let named = opener.failure || is_case(&opener.title.key) || is_alert_name(&opener.title.text);
    let shape = parts_of(outline, at);
    // A section with its own symptoms that is answered is a failure, whatever its name.
    let complete = shape.symptoms && (shape.answers || shape.diagnoses) && opener.role == Role::Other;
    if complete && !contains_scenario(outline, at) {
        return true;
    }
    named
        && !contains_scenario(outline, at)
        && (shape.answers || shape.diagnoses || shape.causes || answers_itself(opener, source))
}

/// `ケース1: …`, `シナリオ2: …`, `パターンA: …`
fn is_case(key: &str) -> bool {
    ["ケース", "シナリオ", "障害パターン", "scenario", "case"].iter().any(|word| {
        key.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start();
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            end > 0 && end <= 2 && rest[end..].trim_start().starts_with([':', '.', '-', '—', '：'])
        })
    })
}

/// `PostgresDown`, `HighErrorRate`
fn is_alert_name(title: &str) -> bool {
    let name = title.split([' ', '（', '(', ':', '：']).next().unwrap_or_default();
    let behind = title[name.len()..].trim_start();
    if !behind.is_empty() && !behind.starts_with(['（', '(', ':', '：']) {
        return false;
    }
    let capitals = name.chars().filter(char::is_ascii_uppercase).count();
    let smalls = name.chars().filter(char::is_ascii_lowercase).count();
    name.len() >= 8
        && capitals >= 2
        && smalls > capitals
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && FAILURE_PARTS.iter().any(|part| name.contains(part))
}

const FAILURE_PARTS: &[&str] = &[
    "Down",
    "High",
    "Low",
    "Error",
    "Fail",
    "Slow",
    "Full",
    "Lag",
    "Missing",
    "Exceeded",
    "Unavailable",
    "Latency",
    "Crash",
    "Timeout",
    "Offline",
    "Unhealthy",
    "Expir",
    "Stuck",
    "Backlog",
    "Disconnected",
    "Absent",
    "Critical",
    "Warning",
];

#[derive(Debug, Default, Clone, Copy)]
struct Shape {
    symptoms: bool,
    causes: bool,
    diagnoses: bool,
    answers: bool,
}

fn parts_of(outline: &Outline<'_>, at: usize) -> Shape {
    let mut shape = Shape::default();
    for &child in &outline.openers[at].children {
        match outline.openers[child].role {
            Role::Symptoms => shape.symptoms = true,
            Role::Causes | Role::Detection => shape.causes = true,
            Role::Diagnosis => shape.diagnoses = true,
            Role::Mitigation
            | Role::Recovery
            | Role::Procedure
            | Role::Rollback
            | Role::Verification
            | Role::Escalation => shape.answers = true,
            _ => {}
        }
    }
    shape
}

fn contains_scenario(outline: &Outline<'_>, at: usize) -> bool {
    let mut below = outline.openers[at].children.clone();
    let mut named = 0;
    while let Some(child) = below.pop() {
        let opener = &outline.openers[child];
        if opener.form == Form::Heading
            && (opener.failure || is_case(&opener.title.key))
            && (opener.role == Role::Other || is_case(&opener.title.key))
        {
            let shape = parts_of(outline, child);
            named += u32::from(shape.symptoms || shape.answers || shape.diagnoses || !opener.blocks.is_empty());
        }
        below.extend(opener.children.iter().copied());
    }
    named >= 2
}

/// Its own blocks say what to do: steps, code or a list.
fn answers_itself(opener: &super::outline::Opener<'_>, _source: &str) -> bool {
    opener.blocks.iter().any(|block| {
        matches!(&block.kind, BlockKind::Code(_) | BlockKind::Table(_))
            || matches!(&block.kind, BlockKind::List(list) if !list.items.is_empty())
    })
}

/// Whether the document as a whole answers one failure.
fn whole_document(outline: &Outline<'_>, title: &str) -> bool {
    let title = title.trim();
    let title = title.split_once([':', '：']).filter(|(kind, _)| is_kind_word(kind)).map_or(title, |(_, rest)| rest);
    let key = super::title::key(title);
    let bare = ["ランブック", "runbook", "手順書", "対応手順"]
        .iter()
        .fold(key.as_str(), |key, end| key.strip_suffix(end).unwrap_or(key).trim());
    if !names_failure(bare) {
        return false;
    }
    // A service's runbook (TODO API 障害対応) holds several failures.
    let symptoms = outline.openers.iter().filter(|opener| opener.role == Role::Symptoms).count();
    let several = outline
        .openers
        .iter()
        .filter(|opener| opener.form == Form::Heading && opener.level == 2 && opener.failure)
        .count();
    symptoms <= 1 && several < 2 && !bare.ends_with("障害対応") && !bare.ends_with("障害")
}

fn is_kind_word(word: &str) -> bool {
    ["runbook", "ランブック", "手順書", "playbook"].iter().any(|kind| word.trim().to_lowercase().ends_with(kind))
}

/// Scenarios with what belongs to them.
pub(super) fn read(outline: &Outline<'_>, whole: bool, runbook: &Runbook, source: &str) -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    if whole && let Some((title, span, id)) = &outline.title {
        let extent = crate::source::Span::new(span.start as usize, source.len());
        let top: Vec<usize> = (0..outline.openers.len()).filter(|&at| outline.openers[at].parent.is_none()).collect();
        let mut scenario =
            Scenario { id: id.clone(), title: title.clone(), span: *span, extent, ..Scenario::default() };
        fill(&mut scenario, outline, &top, &[], runbook, source);
        scenarios.push(scenario);
    }
    for opener in outline.openers.iter().filter(|opener| opener.scenario) {
        let mut scenario = Scenario {
            id: opener.id.clone(),
            title: opener.title.text.clone(),
            span: opener.span,
            extent: opener.extent,
            ..Scenario::default()
        };
        fill(&mut scenario, outline, &opener.children, &opener.blocks, runbook, source);
        scenarios.push(scenario);
    }
    scenarios
}

fn fill(
    scenario: &mut Scenario,
    outline: &Outline<'_>,
    children: &[usize],
    own: &[&Block],
    runbook: &Runbook,
    source: &str,
) {
    bullets(own, source, &mut |key, value| match key {
        "症状" | "現象" | "事象" => scenario.symptoms.push(value.to_owned()),
        "原因" | "想定原因" => scenario.causes.push(value.to_owned()),
        _ => {}
    });
    for &child in children {
        let opener = &outline.openers[child];
        match opener.role {
            Role::Symptoms => scenario.symptoms.extend(texts(opener, source)),
            Role::Causes => scenario.causes.extend(texts(opener, source)),
            _ => {}
        }
        let code_blocks = blocks_within(&runbook.code_blocks, opener.extent);
        let within = Duration::in_brackets(&opener.title.text);
        scenario.parts.push(Part {
            role: opener.role,
            section: opener.id.clone(),
            within,
            steps: opener.steps.clone(),
            code_blocks,
            span: opener.extent,
        });
    }
    let inside =
        |reference: &&Reference| reference.kind == "failure_mode" && scenario.extent.contains(reference.span.start);
    for reference in runbook.references.iter().filter(inside) {
        if !scenario.failure_modes.contains(&reference.id) {
            scenario.failure_modes.push(reference.id.clone());
        }
    }
}

fn blocks_within(blocks: &[CodeBlock], extent: crate::source::Span) -> Vec<String> {
    let from = blocks.partition_point(|block| block.span.start < extent.start);
    blocks[from..].iter().take_while(|block| block.span.start < extent.end).map(|block| block.id.clone()).collect()
}

/// Values of a label, items of the lists below it, else its paragraphs.
fn texts(opener: &super::outline::Opener<'_>, source: &str) -> Vec<String> {
    let mut texts = opener.values.clone();
    for block in &opener.blocks {
        match &block.kind {
            BlockKind::List(list) => {
                texts.extend(list.items.iter().filter_map(|item| super::step::first_line(&item.blocks, source)))
            }
            BlockKind::Paragraph(content) => texts.push(Prose::new(content, source).text),
            BlockKind::Table(table) => texts.extend(
                table
                    .rows
                    .iter()
                    .filter_map(|row| row.cells.first())
                    .map(|cell| Prose::new(&cell.content, source).text),
            ),
            _ => {}
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}

/// `- 症状: …` fills the scenario that it stands in.
fn bullets(blocks: &[&Block], source: &str, found: &mut dyn FnMut(&str, &str)) {
    for block in blocks {
        let BlockKind::List(list) = &block.kind else { continue };
        for item in &list.items {
            let Some(line) = super::step::first_line(&item.blocks, source) else { continue };
            if let Some((key, value)) = line.split_once([':', '：']) {
                found(&super::title::key(key), value.trim());
            }
        }
    }
}

/// Gives each alert the scenario that holds it, else the only one.
pub(super) fn link_alerts(alerts: &mut [Alert], scenarios: &[Scenario]) {
    for alert in alerts {
        let holds = |scenario: &&Scenario| {
            scenario.extent.contains(alert.span.start) || scenario.span.contains(alert.span.start)
        };
        let holder = scenarios.iter().rev().find(holds).or_else(|| scenarios.first().filter(|_| scenarios.len() == 1));
        alert.scenario = holder.map(|scenario| scenario.id.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_told_from_tasks_about_them() {
        let names = |title: &str| names_failure(&super::super::title::take_apart(title).key);
        for title in [
            "6.1 高レイテンシ",
            "DBに繋がらない",
            "決済サービス障害時",
            "セキュリティインシデント対応",
            "DLQ / FAILED が増える",
            "メモリ/CPU枯渇",
            "デプロイ後に問題が発生",
        ] {
            assert!(names(title), "{title}");
        }
        for title in [
            "障害対応",
            "インシデント対応手順",
            "障害レベル定義",
            "エラー率の確認",
            "障害対応フロー",
            "障害パターン別対応",
            "エラーログ確認",
            "障害報告テンプレート",
        ] {
            assert!(!names(title), "{title}");
        }
    }
}
