use crate::lower::sample;

/// Line, seconds and addressees of every record.
fn read(text: &str) -> Vec<(u32, Option<u64>, Vec<String>)> {
    let (runbook, source) = sample::read(text);
    let record = |escalation: &crate::model::Escalation| {
        let seconds = escalation.within.as_ref().and_then(|within| within.seconds);
        (source.line(escalation.span.start), seconds, escalation.to.clone())
    };
    runbook.escalation.iter().map(record).collect()
}

fn to(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn items_that_call_someone() {
    let text = "# 手順\n\n## エスカレーション\n\n1. 発報後 20 分以内に応答がない場合、副当番へ自動エスカレーション\n2. 停止が 2 時間超過の場合は役員への報告\n3. 状況をSlackで報告\n4. 個人情報漏洩は即座にCISOへ報告\n";
    assert_eq!(
        read(text),
        [(5, Some(1200), to(&["副当番"])), (6, Some(7200), to(&["役員"])), (8, Some(0), to(&["CISO"]))]
    );
}

#[test]
fn items_that_call_someone_up() {
    let text = "# 手順\n\n## エスカレーション\n\n- 15分以内に応答がない場合は責任者に電話する\n- 重大な障害の場合は即時にインシデント指揮官を呼ぶ\n- 30分で解決しなければ DBA と SRE リードを招集する\n- 電話で状況を伝える\n- 責任者に電話した場合は記録する\n- 当番表の順に電話する\n- 2時間を超えた場合は電話会議を開く\n- 応答がない場合は電話で部長に連絡する\n";
    assert_eq!(
        read(text),
        [
            (5, Some(900), to(&["責任者"])),
            (6, Some(0), to(&["インシデント指揮官"])),
            (7, Some(1800), to(&["DBA", "SRE リード"])),
            (12, None, to(&["部長"]))
        ]
    );
    let elsewhere = "# 手順\n\n## 手順\n\n- 応答がない場合は責任者に電話する\n";
    assert_eq!(read(elsewhere), []);
}

#[test]
fn a_time_in_front_of_the_condition() {
    let text = "# 手順\n\n## エスカレーション基準\n\n- **即座にエスカレーション**: 全停止\n- **1時間以内にエスカレーション**: 復旧しない\n";
    assert_eq!(read(text), [(5, Some(0), to(&[])), (6, Some(3600), to(&[]))]);
    assert_eq!(sample::read(text).0.escalation[0].condition, "全停止");
}

#[test]
fn a_list_of_conditions() {
    let text = "# 手順\n\n## 対応\n\n**エスカレーション条件**:\n- 15分以内に解決できない\n- 影響が広がる\n\n## エスカレーション時に伝える情報\n\n- 発生時刻\n- 影響範囲\n";
    assert_eq!(read(text), [(6, Some(900), to(&[])), (7, None, to(&[]))]);
}

#[test]
fn a_tier_spread_over_its_items_is_one_record() {
    let text = "# 手順\n\n## エスカレーションフロー\n\n### レベル1: 自動対応\n- 自動再起動\n\n### レベル2: 当番対応\n- 15分以内の初動完了\n\n### レベル3: 責任者\n- 当番が解決できない場合\n- 責任者へエスカレーション\n- 30分以内の判断\n";
    assert_eq!(read(text), [(12, Some(1800), to(&["責任者"]))]);
}

#[test]
fn an_item_below_a_condition_as_heading() {
    let text = "# 手順\n\n## 復旧しない場合\n\n1. 直前の変更を戻す\n2. 副当番にエスカレーション\n3. 必要に応じてエスカレーション\n4. エスカレーション手順を確認\n\n復旧しなければ上長へエスカレーションしてください。\n";
    assert_eq!(read(text), [(6, None, to(&["副当番"]))]);
}

#[test]
fn rows_of_tables() {
    let text = "# 手順\n\n## 連絡\n\n|状況|エスカレーション先|対応時間|\n|--|--|--|\n|戻せた|不要|-|\n|戻せない|責任者 + DBA|即時|\n|30分で未解決|部長|-|\n";
    assert_eq!(read(text), [(8, Some(0), to(&["責任者", "DBA"])), (9, Some(1800), to(&["部長"]))]);
    let severity =
        "|レベル|定義|対応時間|エスカレーション|\n|--|--|--|--|\n|P1|全停止|即時|15分でL3|\n|P2|一部|1時間|不要|\n";
    assert_eq!(read(severity), [(3, Some(900), to(&["L3"]))]);
}
