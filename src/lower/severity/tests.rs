use crate::lower::sample;
use crate::model::{Field, MentionForm};

fn ranks(text: &str) -> Vec<(String, u32)> {
    sample::read(text).0.severity_levels.into_iter().map(|level| (level.name, level.rank)).collect()
}

fn pairs(expected: &[(&str, u32)]) -> Vec<(String, u32)> {
    expected.iter().map(|(name, rank)| ((*name).to_owned(), *rank)).collect()
}

#[test]
fn a_rank_is_one_for_the_worst_whatever_way_numbers_run() {
    let down = "|重大度|定義|対応時間|\n|--|--|--|\n|SEV1|全停止|15分|\n|SEV2|一部|1時間|\n";
    assert_eq!(ranks(down), pairs(&[("SEV1", 1), ("SEV2", 2)]));
    let up = "|障害レベル|定義|\n|--|--|\n|レベル1（低）|軽い|\n|レベル2（中）|一部|\n|レベル3（緊急）|全停止|\n";
    assert_eq!(ranks(up), pairs(&[("レベル1", 3), ("レベル2", 2), ("レベル3", 1)]));
    let by_target = "|障害レベル|定義|対応時間|\n|--|--|--|\n|レベル1|軽い|翌営業日|\n|レベル2|全停止|15分|\n";
    assert_eq!(ranks(by_target), pairs(&[("レベル1", 2), ("レベル2", 1)]));
    let words = "|優先度|基準|\n|--|--|\n|低|軽い|\n|中|一部|\n|高|全停止|\n";
    assert_eq!(ranks(words), pairs(&[("低", 3), ("中", 2), ("高", 1)]));
}

#[test]
fn targets_are_read_kept_or_absent() {
    let text =
        "|重大度|初動目標|解決目標|\n|--|--|--|\n|SEV1|15分以内|4時間|\n|SEV2|すぐくらい|-|\n|SEV3|翌営業日| |\n";
    let levels = sample::read(text).0.severity_levels;
    let seconds = |at: usize| levels[at].response_target.read().and_then(|duration| duration.seconds);
    assert_eq!((seconds(0), seconds(2)), (Some(900), Some(86_400)));
    assert!(matches!(&levels[1].response_target, Field::Unreadable(text) if text.value == "すぐくらい"));
    assert_eq!(levels[1].resolution_target, Field::Absent);
    assert_eq!(levels[2].resolution_target, Field::Absent);
}

#[test]
fn an_unreadable_target_points_at_its_cell() {
    let text = "|重大度|初動目標|\n|--|--|\n|SEV1|15分|\n|SEV2|すぐくらい|\n|SEV3|1時間|\n";
    let (runbook, source) = sample::read(text);
    let Some(Field::Unreadable(cell)) = runbook.severity_levels.get(1).map(|level| level.response_target.clone())
    else {
        panic!("the target is kept as its text")
    };
    assert_eq!(source.slice(cell.span), "すぐくらい");
}

#[test]
fn mentions_know_whether_they_introduce() {
    let text = "# 手順\n\n## 重大度\n\n### P1（緊急）\n\n- **P2**: 一部停止\n\nSEV1/2 は電話する。`P3` と S3 と P95 は違う。\n\n### S3バケットの確認\n\n> **注意**: 消さない\n";
    let (runbook, source) = sample::read(text);
    let found: Vec<_> = runbook
        .severity_mentions
        .iter()
        .map(|mention| (mention.name.as_str(), mention.form, source.slice(mention.span)))
        .collect();
    assert_eq!(
        found,
        [
            ("P1", MentionForm::Heading, "P1"),
            ("P2", MentionForm::List, "P2"),
            ("SEV1", MentionForm::Prose, "SEV1"),
            ("SEV2", MentionForm::Prose, "2"),
        ]
    );
}
