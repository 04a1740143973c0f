use super::*;

fn seconds(text: &str) -> Option<u64> {
    Duration::parse(text).and_then(|duration| duration.seconds)
}

#[test]
fn amounts_in_all_their_spellings() {
    for (text, expected) in [
        ("15分", 900),
        ("１５分以内", 900),
        ("15 分以内", 900),
        ("約20分", 1200),
        ("最大3時間", 10_800),
        ("4時間以内（営業時間内）", 14_400),
        ("24h", 86_400),
        ("24h 以内（平日）/ 翌営業日", 86_400),
        ("30min", 1800),
        ("15 min", 900),
        ("1 hour", 3600),
        ("Next BDay", 86_400),
        ("Next business day", 86_400),
        ("< 5分", 300),
        ("≤ 24時間", 86_400),
        ("半日", 43_200),
        ("当日中", 86_400),
        ("1週間以内", 604_800),
        ("1ヶ月", 2_592_000),
        ("30日以内", 2_592_000),
        ("1.5時間", 5400),
        ("1時間30分", 5400),
        ("1h30m", 5400),
        ("次の営業日以内", 86_400),
        ("3営業日以内", 259_200),
        ("即時", 0),
        ("即座に", 0),
        ("即時（15分以内）", 900),
        ("即座 (10分以内)", 600),
        ("即時対応（15分以内に着手）", 900),
        ("即時 (検知から 15 分以内に切り戻し)", 900),
        ("60分超過", 3600),
        ("10分内初動", 600),
    ] {
        assert_eq!(seconds(text), Some(expected), "{text}");
    }
}

#[test]
fn schedules_hours_dates_and_other_words_are_none() {
    for text in [
        "24/7",
        "平日9-18時",
        "毎週月曜",
        "次回リリース",
        "24時間365日",
        "24時間体制",
        "24 時間対応",
        "-",
        "",
        "すぐくらい",
        "2025年4月30日",
        "2025-04-30",
        "毎月1日",
        "3分類",
        "10分の1",
        "5分ごと",
        "10分毎",
        "1日1回",
        "第3週",
        "3日目",
        "9:00-18:00",
        "v1.2",
        "P95",
        "500ms",
        "100m",
        "2024年",
        "SEV-1",
        "毎日 5分",
        "1日 3 回",
        "30分おき",
        "分析",
        "オンコール",
    ] {
        assert_eq!(Duration::parse(text), None, "{text}");
    }
}

#[test]
fn ranges_have_both_ends() {
    for (text, from, to) in [
        ("0〜30分", 0, 1800),
        ("0～30分", 0, 1800),
        ("30分-1時間", 1800, 3600),
        ("5–10分", 300, 600),
        ("15-60分", 900, 3600),
        ("30分〜2時間", 1800, 7200),
        ("即時〜30分", 0, 1800),
        ("復旧後24-48時間以内", 86_400, 172_800),
    ] {
        let duration = Duration::parse(text).unwrap_or_default();
        assert_eq!((duration.from_seconds, duration.seconds), (Some(from), Some(to)), "{text}");
        assert_eq!(duration.bound, Bound::Within, "{text}");
    }
}

#[test]
fn bounds_and_anchors() {
    let read = |text: &str| Duration::parse(text).map(|duration| (duration.bound, duration.anchor));
    assert_eq!(read("2時間〜"), Some((Bound::Over, None)));
    assert_eq!(read("〜2時間"), Some((Bound::Within, None)));
    assert_eq!(read("復旧後24時間以内"), Some((Bound::Within, Some("復旧後".to_owned()))));
    assert_eq!(read("検知から15分"), Some((Bound::Exact, Some("検知から".to_owned()))));
    assert_eq!(read("アラート受信後 15 分以内に応答なし"), Some((Bound::Within, Some("アラート受信後".to_owned()))));
    assert_eq!(read("60 分を超過した場合"), Some((Bound::Over, None)));
    assert_eq!(read("-> 5分"), Some((Bound::Exact, None)));
}

#[test]
fn a_cell_with_two_targets() {
    let read = |text: &str| {
        let (response, resolution) = Duration::targets(text);
        (response.and_then(|duration| duration.seconds), resolution.and_then(|duration| duration.seconds))
    };
    assert_eq!(read("即時対応、2時間以内復旧"), (Some(0), Some(7200)));
    assert_eq!(read("15分内初動/当日中是正"), (Some(900), Some(86_400)));
    assert_eq!(read("5分内対応/45分判定"), (Some(300), None));
    assert_eq!(read("1時間以内（調査、解決策の判断）"), (Some(3600), None));
    assert_eq!(read("4時間以内に復旧"), (None, Some(14_400)));
    assert_eq!(Duration::targets("4時間以内（平日）").0.map(|only| only.text).as_deref(), Some("4時間以内（平日）"));
}

#[test]
fn brackets_of_titles() {
    let read =
        |title: &str| Duration::in_brackets(title).map(|duration| (duration.seconds.unwrap_or(99), duration.text));
    assert_eq!(read("初動確認（5分以内）"), Some((300, "5分以内".to_owned())));
    assert_eq!(read("Phase 1: 検知 (0-15分)"), Some((900, "0-15分".to_owned())));
    assert_eq!(read("緊急（即座対応）"), Some((0, "即座対応".to_owned())));
    assert_eq!(read("古いログの削除（30日以上前のファイル）"), None);
    assert_eq!(read("窓口（24時間365日）"), None);
    assert_eq!(read("初動（5分以内"), None);
}

#[test]
fn iso_forms() {
    let iso = |text: &str| Duration::parse(text).and_then(|duration| duration.iso8601());
    assert_eq!(iso("15分以内").as_deref(), Some("PT15M"));
    assert_eq!(iso("即時").as_deref(), Some("PT0S"));
    assert_eq!(iso("翌営業日").as_deref(), Some("P1D"));
    assert_eq!(iso("24時間").as_deref(), Some("PT24H"));
    assert_eq!(iso("1週間").as_deref(), Some("P7D"));
    assert_eq!(iso("90秒").as_deref(), Some("PT1M30S"));
}

#[test]
fn ranges_are_cut_at_characters_of_the_text() {
    let text = "発報後１５ 分以内に対応し、約２時間で復旧";
    let found: Vec<_> = Duration::find_all(text).into_iter().map(|(range, _)| &text[range]).collect();
    assert_eq!(found, ["１５ 分以内", "約２時間"]);
}
