//! What is true and fails nobody has a lower level.

use super::{checked, unfiltered};
use crate::diag::Level;

/// Line, rule and level of the findings of one rule.
fn levels(documents: &[(&str, &str)], rule: &str) -> Vec<(String, Level)> {
    let all = checked(documents, &[]).into_iter();
    let own = all.filter(|(_, line)| line.split(' ').nth(1) == Some(rule));
    own.map(|(level, line)| (line.split(' ').next().unwrap_or_default().to_owned(), level)).collect()
}

fn level(path: &str, text: &str, rule: &str) -> Option<Level> {
    levels(&[(path, text)], rule).first().map(|(_, level)| *level)
}

#[test]
fn relative_paths_of_a_form_are_those_of_its_copy() {
    let text = "# 障害報告\n\n[手順](./RESTORE.md)、[目標](/docs/slo.md)\n";
    let levels = |path: &str| levels(&[(path, text)], "link/broken-file");
    let of = |relative| vec![("3".to_owned(), relative), ("3".to_owned(), Level::Error)];
    assert_eq!(levels("ops/a.md"), of(Level::Error));
    assert_eq!(levels("ops/postmortem-template.md"), of(Level::Info));
    assert_eq!(levels("08-templates/a.md"), of(Level::Info));
    assert_eq!(levels("08-templates/README.md"), of(Level::Error));
    assert_eq!(levels("iac-templates/aws/docs/a.md"), of(Level::Error));
}

#[test]
fn values_of_a_form_are_open_by_design() {
    let text = "# 手順書\n\n## 連絡先\n\n|役割|担当|連絡先|\n|--|--|--|\n|当番|SRE|03-xxxx-xxxx|\n\n## 復旧\n\n1. 再起動する\n";
    assert_eq!(level("ops/a.md", text, "contact/no-channel"), Some(Level::Warning));
    assert_eq!(level("雛形/a.md", text, "contact/no-channel"), Some(Level::Info));
    assert_eq!(level("ops/復旧手順書ひな形.md", text, "contact/no-channel"), Some(Level::Info));
    assert_eq!(level("ops/復旧手順書ひな形の使い方.md", text, "contact/no-channel"), Some(Level::Warning));
    let open = "# 決定\n\n## 背景\n\n## 決定\n\nなし。\n\n- [ ] \n- [ ] 通知する\n";
    for rule in ["section/empty", "checklist/empty-item"] {
        let level = |path: &str| {
            let found = unfiltered(&[(path, open)], &[]).into_iter();
            found.filter(|(_, line)| line.split(' ').nth(1) == Some(rule)).map(|(level, _)| level).next()
        };
        assert_eq!(level("adr/0001.md"), Some(Level::Warning), "{rule}");
        assert_eq!(level("adr/template.md"), Some(Level::Info), "{rule}");
    }
}

#[test]
fn what_other_tools_resolve_is_no_error() {
    assert_eq!(level("a.md", "# 手順\n\n[[未作成]] を見る\n", "link/broken-file"), Some(Level::Warning));
    assert_eq!(level("a.md", "# 手順\n\n[復元](b.md)（作成予定）\n", "link/broken-file"), Some(Level::Warning));
    assert_eq!(level("a.md", "# 手順\n\n[![状態](https://ci.kawasemi.jp/b.svg)]()\n", "link/broken-file"), None);
    let documents =
        [("site/docs/dns.md", "# DNS\n"), ("site/docs/mail.md", "# 配信\n\n[DNS](/docs/dns)、[DNS](../dns/)\n")];
    assert_eq!(levels(&documents, "link/broken-file"), [("3".to_owned(), Level::Info), ("3".to_owned(), Level::Info)]);
    assert_eq!(level("a.md", "# 配信\n\n[DNS](/docs/dns/)\n", "link/broken-file"), Some(Level::Error));
    let outside = |target: &str| level("a.md", &format!("# 手順\n\n[先]({target})\n"), "link/outside-project");
    for target in ["../../issues", "../../actions/workflows/ci.yml", "../../"] {
        assert_eq!(outside(target), Some(Level::Info), "{target}");
    }
    assert_eq!(outside("../../memo.md"), Some(Level::Error));
    let plain = "# 用語\n\n[幅](#span-of-control)\n\n## 管理範囲（Span of Control）\n";
    let boxed = format!("{plain}\n!!! note \"補足\"\n    五人まで\n");
    assert_eq!(level("a.md", plain, "link/broken-anchor"), Some(Level::Error));
    assert_eq!(level("a.md", &boxed, "link/broken-anchor"), Some(Level::Info));
    let given = "# 復元\n\n[確認](#pre-check)\n\n## 事前確認 {#pre-check}\n";
    assert_eq!(level("a.md", given, "link/broken-anchor"), Some(Level::Info));
}

#[test]
fn a_mention_of_a_tag_loads_nothing() {
    let rule = "text/html-not-allowed";
    assert_eq!(level("a.md", "# 試験\n\n確認するのは <script> の除去。\n", rule), Some(Level::Info));
    assert_eq!(level("a.md", "# 試験\n\n図 <script src=a.js></script>\n", rule), Some(Level::Error));
    assert_eq!(level("a.md", "# 監視\n\n<Link to=\"/monitor\">図</Link>\n", rule), Some(Level::Info));
}

#[test]
fn commands_that_are_asked_kept_or_come_back_are_mild() {
    let rule = "bash/destructive-without-warning";
    let level = |code: &str| level("a.md", &format!("# 手順\n\n## 掃除\n\n```bash\n{code}\n```\n"), rule);
    for code in ["rm -rf /var/lib/app", "docker system prune -af", "docker volume rm data"] {
        assert_eq!(level(code), Some(Level::Warning), "{code}");
    }
    for code in
        ["kill -9 4321", "docker system prune -a", "npx cdk destroy Web", "pg_dump app > a.sql\nrm -rf /var/lib/app"]
    {
        assert_eq!(level(code), Some(Level::Info), "{code}");
    }
    // A script that reads a copy in keeps none.
    assert_eq!(level("BACKUP_FILE=$1\nrm -rf /var/lib/app"), Some(Level::Warning));
}

#[test]
fn what_a_broken_block_turns_over_is_its_consequence() {
    let text = "# 手順\n\n```markdown\n# ひな形\n\n```bash\nls\n```\n\n[手順](./RESTORE.md)\n```\n\n## 次\n\n[手順](./RESTORE.md)\n\n```bash\nls\n```\n";
    assert_eq!(level("a.md", text, "text/unclosed-fence"), Some(Level::Warning));
    let levels = levels(&[("a.md", text)], "link/broken-file");
    assert_eq!(levels.first().map(|(line, level)| (line.as_str(), *level)), Some(("10", Level::Info)));
}

#[test]
fn output_below_a_prompt_lacks_only_its_label() {
    let level = |code: &str| level("a.md", &format!("# 手順\n\n```bash\n{code}\n```\n"), "bash/prompt");
    assert_eq!(level("$ systemctl restart api"), Some(Level::Warning));
    assert_eq!(level("$ git switch main\nfatal: invalid reference: main"), Some(Level::Info));
}

#[test]
fn mentions_of_what_is_to_come_or_lies_elsewhere() {
    let level = |text: &str| level("a.md", &format!("# 手順\n\n{text}\n"), "link/broken-mention");
    assert_eq!(level("構成は `docs/network.md` です。"), Some(Level::Warning));
    assert_eq!(level("このリポジトリの `docs/network.md` を見る。"), Some(Level::Warning));
    assert_eq!(level("構成は `delivery-infra` リポジトリの `docs/network.md` を参照。"), None);
    assert_eq!(level("まず `docs/network.md` を作るところから始めます。"), None);
    assert_eq!(level("Create `docs/network.md` first."), None);
    assert_eq!(level("- ~~`docs/network.md`~~"), None);
}

#[test]
fn addresses_in_examples_of_good_and_bad_texts() {
    let level = |line: &str| level("a.md", &format!("# 復旧手順\n\n1. 再起動する\n\n{line}\n"), "link/placeholder-url");
    let url = "https://example.com/runbook/disk";
    assert!(level(&format!("次を見る {url}")).is_some());
    assert_eq!(level(&format!("よい例 {url}")), None);
    assert_eq!(level(&format!("* <span class=\"icon good\"></span> 手順は {url}")), None);
    let long = "手順は次のとおりです。".repeat(40);
    assert_eq!(level(&format!("* <span class=\"icon bad\"></span> {long}{url}")), None);
}

#[test]
fn contacts_that_say_how_and_numbers_of_zeros() {
    let text =
        |channel: &str| format!("# 手順\n\n## 緊急連絡先\n\n|役割|担当|連絡先|\n|--|--|--|\n|当番|SRE|{channel}|\n");
    let found = |channel: &str| {
        let all = checked(&[("a.md", &text(channel))], &[]).into_iter();
        all.filter(|(_, line)| line.contains("contact/")).collect::<Vec<_>>()
    };
    assert_eq!(found("[サポートケースを作成]"), []);
    assert!(
        matches!(found("000-0000-0000").as_slice(), [(Level::Warning, line)] if line.contains("contact/no-channel"))
    );
}
