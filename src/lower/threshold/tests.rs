use crate::lower::sample;

/// `level metric comparator value unit [window]` of every threshold.
fn read(text: &str) -> Vec<String> {
    sample::read(text)
        .0
        .thresholds
        .into_iter()
        .map(|threshold| {
            let comparator = threshold.comparator.map_or("?", |comparator| comparator.name());
            let value = threshold.value.map_or_else(|| "?".to_owned(), |value| value.to_string());
            let window = threshold.window.map(|window| format!(" [{}]", window.text)).unwrap_or_default();
            format!("{} {} {comparator} {value} {}{window}", threshold.level.name(), threshold.metric, threshold.unit)
        })
        .collect()
}

fn section(title: &str, body: &str) -> Vec<String> {
    read(&format!("# 手順\n\n## {title}\n\n{body}\n"))
}

#[test]
fn items_and_prose() {
    assert_eq!(section("症状", "- 高エラー率（> 5%）が5分継続"), ["symptom 高エラー率 > 5 % [5分]"]);
    assert_eq!(section("症状", "- 応答が30秒以上かかる"), ["symptom 応答 >= 30 s"]);
    assert_eq!(section("復旧確認", "- [ ] エラー率 < 0.1% (5分間)"), ["recovery エラー率 < 0.1 % [5分間]"]);
    assert_eq!(section("監視", "- 警告: 使用率80%以上"), ["warning 使用率 >= 80 %"]);
    assert_eq!(section("SLO", "SLO: P95 レイテンシ < 300 ms, エラー率 < 0.1 %").len(), 2);
}

#[test]
fn times_of_people_versions_and_requirements_are_none() {
    for body in [
        "- 15分以内に原因を特定する",
        "- 停止が60分超過の場合は報告する",
        "- 事前通知は1時間以上前",
        "- PostgreSQL 16 以上",
        "- clang ≥ 12",
        "- メモリ 16GB以上",
        "- 年1回以上の訓練",
        "- 端末を1台以上で目視確認する",
        "- `status >= 500` を数える",
        "- A -> 5 に進む",
        "- `pid > 100`",
        "- レベル2以上で呼ぶ",
    ] {
        assert_eq!(section("対応", body), Vec::<String>::new(), "{body}");
    }
}

#[test]
fn columns_say_what_a_number_is_for() {
    let table =
        "|指標|正常範囲|警告|緊急|\n|--|--|--|--|\n|応答時間|<500ms|>1s|>3s|\n|接続数|< max * 0.7|> max * 0.8|-|\n";
    assert_eq!(
        section("監視", table),
        [
            "normal 応答時間 < 500 ms",
            "warning 応答時間 > 1 s",
            "critical 応答時間 > 3 s",
            "normal 接続数 ? ? ",
            "warning 接続数 ? ? ",
        ]
    );
    let slo = "|指標|目標値|測定期間|\n|--|--|--|\n|可用性|99.9%|30日間|\n|RTO|4時間以内|-|\n|応答時間|< 1秒|30日間|\n";
    assert_eq!(section("目標", slo), ["objective 可用性 >= 99.9 % [30日間]", "objective 応答時間 < 1 s [30日間]"]);
}

#[test]
fn operator_and_value_in_two_columns() {
    let table = "|ルール名|メトリクス|条件|閾値|Duration|重要度|\n|--|--|--|--|--|--|\n|CPU高|cpu_usage_percent|>|90.0|300s|Critical|\n";
    assert_eq!(section("アラート", table), ["critical cpu_usage_percent > 90 % [300s]"]);
}

#[test]
fn examples_of_severities_are_none() {
    let table =
        "|重大度|定義|対応時間|例|\n|--|--|--|--|\n|SEV1|停止|15分|50%以上影響|\n|SEV2|劣化|1時間|10%以下影響|\n";
    assert_eq!(section("重大度", table), Vec::<String>::new());
}
