//! Levels of severity in tables and texts.

use super::found;

/// Findings of rules on severity for documents.
fn severity(documents: &[(&str, &str)]) -> Vec<String> {
    let all = found(documents, &[]);
    let own = all.into_iter().filter(|line| line.contains(" severity/"));
    own.map(|line| line.split(" / ").next().unwrap_or_default().to_owned()).collect()
}

/// A runbook with one table.
fn table(header: &str, rows: &[&str]) -> String {
    let rows: String = rows.iter().map(|row| format!("|{row}|\n")).collect();
    format!("# 手順書\n\n|{header}|\n{}|\n{rows}", "|--".repeat(header.split('|').count()))
}

const FOUR: &str = "重大度|定義|初動目標|解決目標";

#[test]
fn a_good_scale_is_not_reported() {
    for (header, rows) in [
        (FOUR, &["SEV1|停止|即時（15分以内）|4時間", "SEV2|一部|30分|8時間", "SEV3|軽微|翌営業日|1週間"][..]),
        (FOUR, &["SEV3|停止|15分|4時間", "SEV2|一部|30分|8時間", "SEV1|軽微|1時間|24時間"]),
        ("障害レベル|定義|対応時間", &["レベル1|軽微|翌営業日", "レベル2|一部|4時間", "レベル3|停止|15分"]),
        ("優先度|定義|対応時間", &["低|軽微|次回リリース", "中|一部|都度", "高|停止|15分", "緊急|全停止|即時"]),
        ("優先度|定義|対応時間", &["P1|停止|15分", "P2|一部|24時間", "P3|軽微|1営業日", "P4|要望|ベストエフォート"]),
        ("優先度|初動|解決|目標", &["P1|担当者へ電話|リーダーへ報告|復旧", "P2|調査|報告|回避"]),
    ] {
        assert_eq!(severity(&[("a.md", &table(header, rows))]), Vec::<String>::new(), "{header} {rows:?}");
    }
}

#[test]
fn times_out_of_order_are_reported_where_they_break_it() {
    let swapped = table(FOUR, &["SEV1|停止|30分|4時間", "SEV2|一部|15分|8時間", "SEV3|軽微|1時間|24時間"]);
    assert_eq!(
        severity(&[("a.md", &swapped)]),
        [
            "6 severity/targets-out-of-order 15分 「SEV2」の対応の目標 (15分) が、より重い「SEV1」の目標 (30分) より短くなっています"
        ]
    );
    let late = table(FOUR, &["SEV1|停止|2時間|4時間", "SEV2|一部|30分|8時間", "SEV3|軽微|1時間|24時間"]);
    assert_eq!(
        severity(&[("a.md", &late)]),
        [
            "5 severity/targets-out-of-order 2時間 「SEV1」の対応の目標 (2時間) が、より軽い「SEV2」の目標 (30分) より長くなっています"
        ]
    );
    let two = table("重大度|定義|初動目標", &["SEV1|停止|30分", "SEV2|一部|15分"]);
    assert_eq!(severity(&[("a.md", &two)]).len(), 1);
    let levels = table(
        "障害レベル|定義|対応時間",
        &["レベル1|a|翌営業日", "レベル2|b|15分", "レベル3|c|1時間", "レベル4|d|即時"],
    );
    assert_eq!(severity(&[("a.md", &levels)]).len(), 1);
    let further = table(
        "重大度|初動目標|復旧目標|解決目標",
        &["SEV1|15分|8時間|1日", "SEV2|30分|4時間|2日", "SEV3|1時間|なるはや|3日"],
    );
    assert_eq!(
        severity(&[("a.md", &further)]),
        [
            "6 severity/targets-out-of-order 4時間 「SEV2」の「復旧目標」 (4時間) が、より重い「SEV1」の目標 (8時間) より短くなっています",
            "7 severity/unreadable-target なるはや 「SEV3」の「復旧目標」「なるはや」から時間が読み取れません",
        ]
    );
}

#[test]
fn contradictions_within_a_table() {
    let text = table(FOUR, &["SEV1|停止|15分|4時間", "SEV2|一部|9時間|8時間", "SEV-2|軽微|10時間|未定"]);
    assert_eq!(
        severity(&[("a.md", &text)]),
        [
            "7 severity/duplicate-level SEV-2 レベル「SEV-2」がこの表に2回あります",
            "6 severity/response-after-resolution 9時間 「SEV2」は対応の目標 (9時間) が解決の目標 (8時間) より遅くなっています",
            "7 severity/unreadable-target 未定 「SEV-2」の解決の目標「未定」から時間が読み取れません",
        ]
    );
}

#[test]
fn levels_that_nothing_defines() {
    let scale = table("重大度|定義|初動目標", &["SEV1|停止|15分", "SEV2|一部|1時間"]);
    let use_of = "# 対応手順書\n\nSEV1 と SEV3 は電話する。SEV3 と SEV4 は翌日。P1 の作業。\n";
    let found = severity(&[("a.md", &scale), ("b.md", use_of), ("c.md", "# 基準\n\n- **SEV4**: 要望\n")]);
    assert_eq!(found, ["3 severity/undefined-level SEV3 レベル「SEV3」はどこにも定義されていません"]);
    let found = severity(&[("b.md", use_of)]);
    assert_eq!(
        found,
        ["3 severity/no-table SEV1 レベル「SEV1」が使われていますが、レベルを定義する表がどの文書にもありません"]
    );
}

#[test]
fn scales_of_two_documents() {
    let base = table("優先度|定義|対応時間", &["P0|停止|15分", "P1|一部|1時間", "P2|軽微|翌営業日"]);
    let shifted = table("優先度|定義|対応時間", &["P1|停止|15分", "P2|一部|1時間", "P3|軽微|翌営業日"]);
    let part = table("優先度|定義|対応時間", &["P1|一部|60分", "P2|軽微|翌営業日"]);
    let rules = |documents: &[(&str, &str)]| -> Vec<String> {
        severity(documents).iter().map(|line| line.split(' ').nth(1).unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(
        rules(&[("a.md", &base), ("b.md", &shifted)]),
        ["severity/conflicting-scales", "severity/conflicting-targets"]
    );
    assert_eq!(rules(&[("a.md", &base), ("b.md", &part)]), Vec::<String>::new());
    let down = table("障害レベル|定義", &["レベル1（緊急）|停止", "レベル2（低）|軽微"]);
    let up = table("障害レベル|定義", &["レベル1（低）|軽微", "レベル2（緊急）|停止"]);
    assert_eq!(rules(&[("a.md", &down), ("b.md", &up)]), ["severity/conflicting-scales"]);
}
