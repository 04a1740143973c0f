//! Runbooks made for measuring: all alike in shape, no two alike in words, and linked to one another.

use std::fmt::Write as _;

/// Services, and what fails in each.
const SERVICES: [(&str, &str); 8] = [
    ("受注", "注文が確定しない"),
    ("在庫", "引き当てが戻らない"),
    ("配送", "送り状を印刷できない"),
    ("認証", "ログインが繰り返される"),
    ("通知", "メールが届かない"),
    ("検索", "検索結果が古い"),
    ("請求", "請求書の作成が止まる"),
    ("分析", "日次の集計が終わらない"),
];

/// Failures that each runbook answers, with the failure mode's name.
const FAILURES: [(&str, &str); 6] = [
    ("応答が遅い", "LATENCY"),
    ("データベースに繋がらない", "DB"),
    ("キューが溜まる", "QUEUE"),
    ("ディスクが一杯になる", "DISK"),
    ("証明書の期限が切れた", "CERT"),
    ("外部APIが失敗する", "EXTERNAL"),
];

/// The document of a number: path within the content root, and text.
pub(crate) fn document(number: usize, count: usize) -> (String, String) {
    let (service, failure) = SERVICES[number % SERVICES.len()];
    let mut text = String::with_capacity(12_000);
    let next = (number + 1) % count;
    write!(
        text,
        "# ランブック: {service}サービス {number:04}\n\n**更新日**: 2026-0{month}-{day:02}  \n**担当**: {service}チーム\n\n\
         ## 1. 概要\n\n{service}サービス {number:04} の障害に対応する手順です。次の系は\
         [{next_service} {next:04}]({next_path})を、目標値は「SLO」を参照してください。\n\n",
        month = number % 9 + 1,
        day = number % 28 + 1,
        next_service = SERVICES[next % SERVICES.len()].0,
        next_path = path(next).rsplit('/').next().map_or_else(String::new, |name| format!("../{}/{name}", folder(next))),
    )
    .ok();
    tables(&mut text, number, service);
    text.push_str("## 5. シナリオ別対応\n\n");
    scenario(&mut text, number, 0, failure, "MAIN");
    for (at, (failure, mode)) in FAILURES.iter().enumerate() {
        scenario(&mut text, number, at + 1, failure, mode);
    }
    closing(&mut text, number);
    (path(number), text)
}

fn folder(number: usize) -> String {
    format!("zone-{:02}", number % 20)
}

fn path(number: usize) -> String {
    format!("{}/service-{number:04}.md", folder(number))
}

fn tables(text: &mut String, number: usize, service: &str) {
    write!(
        text,
        "## 2. 重大度\n\n| レベル | 定義 | 初動目標 | 解決目標 |\n| --- | --- | --- | --- |\n\
         | **SEV1**（緊急） | {service}が全停止 | 即時 | 2時間以内 |\n\
         | SEV2 | 一部の利用者に影響 | {minutes}分以内 | 当日中 |\n\
         | SEV3 | 回避策がある | 1営業日以内 | 翌営業日 |\n\n\
         ## 3. 連絡先\n\n| 役割 | 担当者 | 連絡先 | 対応時間 |\n| --- | --- | --- | --- |\n\
         | 一次担当 | 輪番{shift} | Slack: #oncall-{number:04} | 24時間365日 |\n\
         | {service}リード | 夏目 {number} | 内線{number:04}、lead-{number:04}@ops.internal | 平日9-18時 |\n\n\
         - 発報から {minutes} 分以内に一次担当が応答しない場合は、{service}リードへエスカレーションする\n\
         - 影響が {minutes}0分を超えて続く場合は、SREマネージャーへ報告する\n\n\
         ## 4. SLO\n\n| 指標 | 目標値 | 警告 |\n| --- | --- | --- |\n| 可用性 | 99.{nines}% | 99.0%未満 |\n\
         | P99 レイテンシ | < {latency}ms | > 1秒 |\n\n",
        minutes = number % 4 * 5 + 15,
        shift = number % 7,
        nines = number % 9 + 1,
        latency = number % 50 * 10 + 200,
    )
    .ok();
}

fn scenario(text: &mut String, number: usize, at: usize, failure: &str, mode: &str) {
    write!(
        text,
        "### 5.{section} {failure}\n\n**症状**: エラー率 > {rate}% が {minutes}分間続く（`FM-{mode}-{number:04}`）\n\n\
         **確認手順**:\n\n```bash\n# 1. Pod の状態を確認\nkubectl get pods -n zone-{number:04} -o wide | grep -v Running\n\
         # 2. ログを見る\nkubectl logs <pod-name> -n zone-{number:04} --since={minutes}m | tail -n 200\n\
         # 3. 待ちを数える（期待値: 0）\npsql -h db-{number:04}.ops.internal -U viewer -c \"SELECT count(*) FROM jobs_{at} \
         WHERE state = 'waiting'\"\n```\n\n**緩和策**（{minutes}分以内）:\n\n\
         1. 直近の変更を確かめ、疑わしければ戻す\n\n   ```bash\n   kubectl rollout undo deployment/app-{number:04} -n zone-{number:04}\n   \
         ```\n\n2. 溜まった仕事を止める\n\n```sql\nUPDATE jobs_{at} SET state = 'held' WHERE state = 'waiting' AND id > {number};\n\
         ```\n\n3. 戻らなければ[連絡先](#3-連絡先)へ電話する\n\n#### 復旧判定\n\n\
         - [ ] エラー率 < 0.{tenth}% が 10分続く\n- [ ] `${{DASHBOARD_URL}}` の待ちが 0件\n- [ ] 利用者への告知を終えた\n\n",
        section = at + 1,
        rate = number % 5 + 1,
        minutes = at * 5 + 5,
        tenth = number % 9 + 1,
    )
    .ok();
}

fn closing(text: &mut String, number: usize) {
    write!(
        text,
        "## 6. 事後対応\n\n復旧後24時間以内に、`docs/postmortem-{number:04}.md` を書き、§4 の目標と比べます。\n\n\
         | 日付 | 変更者 | 内容 |\n| --- | --- | --- |\n| 2026-01-{day:02} | 夏目 | 初版 |\n",
        day = number % 28 + 1,
    )
    .ok();
}
