//! Whom to call when.

use super::found;

/// Findings of rules on escalation for one document, without their help.
fn escalation(text: &str) -> Vec<String> {
    let all = found(&[("a.md", text)], &[]);
    let own = all.into_iter().filter(|line| line.contains(" escalation/"));
    own.map(|line| line.split(" / ").next().unwrap_or_default().to_owned()).collect()
}

const CONTACTS: &str = "# 手順書\n\n## 連絡先\n\n|役割|担当|連絡先|\n|--|--|--|\n|当番|SREチーム|#oncall|\n|開発リード|木下|内線2001|\n\n- 部長: 内線2002\n\n## エスカレーション\n\n";

#[test]
fn steps_come_one_after_the_other() {
    let steps = |first: &str, second: &str| {
        format!(
            "# 手順書\n\n## エスカレーション\n\n1. 発報後{first}応答がない場合、副当番へエスカレーション\n2. 発報後{second}解決しない場合、部長へエスカレーション\n"
        )
    };
    assert_eq!(
        escalation(&steps("30分以内に", "15分以内に")),
        [
            "6 escalation/times-out-of-order 15分以内 この段階の時間 (15分以内) が、前の段階の時間 (30分以内) より早くなっています"
        ]
    );
    let tiers = "# 手順書\n\n## エスカレーション\n\n- **Level 1:** 当番 (即時)\n- **Level 2:** リーダー (30分以内)\n- **Level 3:** 部長 (15分以内)\n";
    assert_eq!(escalation(tiers).len(), 1);
    for text in [
        steps("15分以内に", "30分以内に"),
        steps("15分以内に", "15分以内に"),
        "# 手順書\n\n## エスカレーション基準\n\n- **1時間以内にエスカレーション**: 一部の障害\n- **30分以内にエスカレーション**: 全停止\n".to_owned(),
        "# 手順書\n\n## エスカレーション\n\n|状況|エスカレーション先|時間|\n|--|--|--|\n|30分以内に解決しない|リーダー|30分|\n|データ損失の可能性|部長|即時|\n|1時間以内に解決しない|部長|1時間|\n".to_owned(),
        "# 手順書\n\n## エスカレーション\n\n- P2障害が1時間以内に解決しない場合、リーダーへ連絡\n- P1障害が30分以内に解決しない場合、部長へ連絡\n".to_owned(),
    ] {
        assert_eq!(escalation(&text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn roles_that_nobody_fills() {
    let text = format!(
        "{CONTACTS}- 復旧しない場合は開発チームへエスカレーション\n- 全停止の場合はCTO/経営層へエスカレーション\n- 漏洩の場合は部長へ報告\n- 全停止が続く場合はCTOへ報告\n- 障害の場合は関係者へ連絡\n"
    );
    assert_eq!(
        escalation(&text),
        ["15 escalation/unknown-role CTO 「CTO、経営層」を呼ぶことになっていますが、この文書の連絡先にありません"]
    );
    let alone = "# 手順書\n\n## エスカレーション\n\n- 全停止の場合はCTOへエスカレーション\n";
    assert_eq!(escalation(alone), Vec::<String>::new());
}

#[test]
fn addressees_to_be_filled_in() {
    let text = "# 手順書\n\n## 体制\n\n|状況|エスカレーション先|\n|--|--|\n|復旧しない|未定|\n|再起動で復旧|-|\n|軽微|不要|\n|漏洩| |\n|停止|DBA|\n";
    assert_eq!(
        escalation(text),
        [
            "7 escalation/unfilled 未定 「復旧しない」のときに呼ぶ相手がまだ記入されていません: 未定",
            "10 escalation/unfilled  「漏洩」のときに呼ぶ相手が空です",
        ]
    );
}

#[test]
fn somebody_is_there_at_night_and_on_holidays() {
    let text = |target: &str, hours: &[&str]| {
        let rows: String = hours.iter().map(|hours| format!("|当番|内線2001|{hours}|\n")).collect();
        format!(
            "# 手順書\n\n|重大度|定義|初動目標|\n|--|--|--|\n|SEV1|停止|{target}|\n|SEV2|一部|8時間|\n\n|役割|連絡先|稼働時間|\n|--|--|--|\n{rows}"
        )
    };
    let said = |target: &str, hours: &[&str]| {
        let found = escalation(&text(target, hours));
        found.first().map(|line| line.rsplit('、').next().unwrap_or_default().to_owned())
    };
    let found = |what: &str| Some(format!("{what}連絡できる人がいません"));
    assert_eq!(said("15分", &["平日9-18時", "平日10-19時"]), found("夜間にも休日にも"));
    assert_eq!(said("15分", &["毎日9-18時"]), found("夜間に"));
    assert_eq!(said("15分", &["平日9-18時", "平日18:00-翌9:00"]), found("休日に"));
    for (target, hours) in [
        ("15分", &["24/7", "平日9-18時"][..]),
        ("15分", &["平日9-18時", "18:00-翌9:00", "土日祝 9-18時"]),
        ("15分", &["平日9-18時", "オンコール"]),
        ("15分", &["平日9-18時（緊急時は随時）"]),
        ("15分（営業時間内）", &["平日9-18時"]),
        ("翌営業日", &["平日9-18時"]),
    ] {
        assert_eq!(said(target, hours), None, "{target} {hours:?}");
    }
}
