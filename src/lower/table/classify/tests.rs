use crate::lower::sample;

fn role(text: &str) -> &'static str {
    sample::read(text).0.tables.first().map_or("none", |table| table.role.name())
}

#[test]
fn columns_and_cells_say_what_a_table_is_for() {
    for (expected, header, rows) in [
        ("severity", "重大度|定義|初動目標", &["SEV1|全停止|15分", "SEV2|一部停止|1時間"][..]),
        ("severity", "レベル|名称|対応時間", &["P1|Critical|即時", "P2|High|1時間以内"]),
        ("severity", "優先度|基準|対応期限", &["高|業務停止|4時間", "低|軽微|3営業日"]),
        ("severity", "Sev|例|連絡順|SLA", &["P0|決済不可|当番→責任者|5分内対応", "P1|遅延|当番|15分内初動"]),
        ("severity", "区分|定義|対応時間", &["P1|全停止|15分", "P2|一部停止|1時間"]),
        ("severity", "重大度|定義|影響範囲|対応チーム", &["SEV-1|全停止|全員|指揮者", "SEV-2|劣化|一部|当番"]),
        ("escalation", "レベル|条件|対応者|時間枠", &["L1|単発の失敗|当番|0〜30分", "L2|連続失敗|管理者|即時"]),
        ("escalation", "状況|エスカレーション先", &["復旧しない|責任者", "漏洩の疑い|法務"]),
        ("escalation", "重大度|報告先|報告期限", &["P1|役員|即時", "P2|部長|1時間以内"]),
        ("contacts", "レベル|担当|連絡方法|対応時間", &["L1|運用|Slack: #ops|24/7", "L2|開発|Slack: #dev|平日9-18時"]),
        ("contacts", "役割|氏名|メール|電話", &["当番|-|a@corp.test|-"]),
        ("contacts", "区分|連絡先", &["窓口|内線2001"]),
        ("roster", "曜日|時間帯|担当", &["平日|9:00-18:00|開発", "休日|終日|当番"]),
        ("thresholds", "監視項目|正常範囲|警告|緊急", &["CPU|<70%|>80%|>95%"]),
        ("thresholds", "指標|目標値|測定期間", &["可用性|99.9%|30日間"]),
        ("causes", "原因|確認方法|対応", &["メモリ不足|free -h|再起動"]),
        ("causes", "症状|原因|対処", &["遅い|索引なし|索引追加"]),
        ("changelog", "バージョン|日付|変更内容|作成者", &["1.0|2026-01-05|初版|運用"]),
        ("checklist", "#|確認項目|状態", &["1|ログ|□", "2|DB|□"]),
        ("logs", "ログ種別|ファイルパス", &["アプリ|/var/log/a.log"]),
        ("resources", "リソース|URL", &["監視|https://g.corp.test"]),
        ("metadata", "項目|内容", &["対象サービス|注文API", "版|1.0"]),
        ("other", "重要度|通知方式|詳細", &["P0|メール|即時", "P1|メール|日次"]),
        ("other", "レベル|用途|本番", &["DEBUG|調査|なし", "INFO|記録|あり"]),
        ("other", "画面|用途", &["一覧|表示"]),
        ("other", "プラン|上限", &["無料|10"]),
    ] {
        let columns = header.split('|').count();
        let rule = "|---".repeat(columns);
        let rows: String = rows.iter().map(|row| format!("|{row}|\n")).collect();
        assert_eq!(role(&format!("# 手順\n\n## 表\n\n|{header}|\n{rule}|\n{rows}")), expected, "{header}");
    }
}

#[test]
fn a_heading_decides_only_where_columns_do_not() {
    let table = "|区分|詳細|\n|---|---|\n|一覧|画面A|\n";
    assert_eq!(role(&format!("# 手順\n\n## 参照情報\n\n{table}")), "resources");
    assert_eq!(role("# 手順\n\n## 連絡先\n\n|指標|目標値|\n|---|---|\n|応答時間|< 1秒|\n"), "thresholds");
}

#[test]
fn tables_in_lists_and_ragged_rows_are_read() {
    let text = "# 手順\n\n## 一覧\n\n- 次の表\n\n  |役割|連絡先|\n  |---|---|\n  |当番|#oncall|\n  |責任者|\n";
    let (runbook, _) = sample::read(text);
    assert_eq!(runbook.tables.first().map(|table| (table.role.name(), table.rows.len())), Some(("contacts", 2)));
    assert_eq!(runbook.contacts.get(1).map(|contact| contact.is_placeholder), Some(true));
}
