//! What findings advise: it has to lead to what is meant.

use super::found;

/// The findings of one rule about a document, in a project of documents and other files.
fn advice(rule: &str, documents: &[(&str, &str)], others: &[&str]) -> Vec<String> {
    let mark = format!(" {rule} ");
    found(documents, others).into_iter().filter(|line| line.contains(&mark)).collect()
}

/// The help of the only finding of a rule about one document, `None` where there is none.
fn help(rule: &str, documents: &[(&str, &str)], others: &[&str]) -> Option<String> {
    let found = advice(rule, documents, others);
    assert!(found.len() < 2, "{found:?}");
    found.first().map(|line| line.split_once(" / ").map_or("", |(_, help)| help).to_owned())
}

#[test]
fn a_path_from_the_root_is_looked_for_there() {
    let documents = [("ops/db.md", "# DB\n\n[復元](/backup/restore.md)\n")];
    let help = help("link/broken-file", &documents, &[]).unwrap();
    assert!(help.starts_with("content/backup/restore.md を探しました"), "{help}");
}

#[test]
fn files_of_near_names_are_offered() {
    let link = |target: &str, others: &[&str]| {
        let text = format!("# DB\n\n[手順]({target})\n");
        help("link/broken-file", &[("ops/db.md", text.as_str())], others).unwrap()
    };
    let near = link("./security-guide.md", &["content/ops/SECURITY_GUIDE.md"]);
    assert_eq!(near, "名前の近いファイルがあります: ./SECURITY_GUIDE.md → ./SECURITY_GUIDE.md");
    // The project's own README is not the folder's.
    assert!(link("./README.md", &["README.md"]).contains("を探しました"));
    let fits = link("../cache/README.md", &["README.md", "docs/cache/README.md"]);
    assert_eq!(fits, "同じ名前のファイルがあります: ../../docs/cache/README.md → ../../docs/cache/README.md");
}

#[test]
fn what_has_a_meaning_in_an_address_is_encoded_in_a_path() {
    let text = "# DB\n\n[手順](restore.md)\n";
    let moved = help("link/broken-file", &[("ops/db.md", text)], &["content/c# (100%) a|b&lt;/restore.md"]).unwrap();
    assert!(
        moved.ends_with("→ ../c%23%20%28100%25%29%20a%7Cb%26lt%3B/restore.md")
            || moved.ends_with("a%7Cb%26lt;/restore.md"),
        "{moved}"
    );
}

#[test]
fn mentions_offer_near_files_too() {
    let mention = |path: &str, others: &[&str]| {
        let text = format!("# DB\n\n構成は `{path}` にあります。\n");
        help("link/broken-mention", &[("ops/db.md", text.as_str())], others).unwrap()
    };
    let file = "content/ops/復元（RESTORE_GUIDE）.md";
    assert_eq!(mention("RESTORE_GUIDE.md", &[file]), format!("名前の近いファイルがあります: {file}"));
    let moved = mention("docs/network.md", &["infra/network.md", "docs/slo.md"]);
    assert_eq!(moved, "同じ名前のファイルがあります: infra/network.md");
    assert!(mention("docs/network.md", &["docs/slo.md"]).starts_with("名前を直すか"));
}

#[test]
fn a_heading_that_a_code_block_swallowed_is_the_one_that_is_meant() {
    let anchor = |blocks: &str| {
        let text = format!("# 手順\n\n[復旧](#6-復旧の手順)\n\n## 6.1 復旧の確認\n\n{blocks}");
        help("link/broken-anchor", &[("a.md", text.as_str())], &[]).unwrap()
    };
    let unclosed = anchor("```yaml\na: 1\n\n## 6. 復旧の手順\n\n```\nls\n```\n");
    assert!(unclosed.contains("7 行目で始まるコードブロックの中") && !unclosed.contains('→'), "{unclosed}");
    let nested = anchor("```markdown\n```json\n{}\n```\n```\n\n# 6. 復旧の手順\n");
    assert!(nested.contains("11 行目で始まるコードブロックの中"), "{nested}");
    // A remark of the shell is no heading, and a heading of other words is another.
    for other in ["```bash\n# 6. 復旧の手順\nls\n```\n", "```\n## 復旧の手順\n```\n"] {
        assert!(anchor(other).contains("近い見出し"), "{other}");
    }
}

#[test]
fn a_heading_of_the_same_words_is_nearer_than_code() {
    let text = "# 手順\n\n[復旧](#復旧の手順)\n\n## 🔄 復旧の手順\n\n```\n## 復旧の手順\n```\n";
    assert!(help("link/broken-anchor", &[("a.md", text)], &[]).unwrap().contains("近い見出し"));
}

#[test]
fn front_matter_that_nothing_opens_is_no_heading_to_be_parted() {
    let text = "cover: a.png\ndescription: 夜間の手順です。\n---\n\n## 復旧\n\n1. 戻す\n";
    let found = found(&[("a.md", text)], &[]);
    let about: Vec<&String> = found.iter().filter(|line| line.starts_with("1 ") || line.starts_with("2 ")).collect();
    assert!(
        matches!(about[..], [line] if line.starts_with("1 metadata/front-matter-unreadable")
        && line.ends_with("ファイルの最初の行に --- を足してください → ---\n")),
        "{found:?}"
    );
    let prose = "注意: 夜間です。\n当番に電話してください。\n---\n\n## 復旧\n\n1. 戻す\n";
    assert_eq!(advice("text/accidental-heading", &[("a.md", prose)], &[]).len(), 1);
}

#[test]
fn a_closing_fence_with_words_behind_it_is_the_line_to_mend() {
    let fence = |text: &str| advice("text/unclosed-fence", &[("a.md", text)], &[]);
    let run_on = fence("# 手順\n\n```bash\nls\n```## 確認\n\n```sql\nSELECT 1;\n```\n\n文\n");
    assert!(
        matches!(&run_on[..], [line] if line.starts_with("5 ") && line.ends_with("/ ``` の後で改行してください → \n")),
        "{run_on:?}"
    );
    // Behind it nothing opens: bare blocks are turned over, and the last of them runs to the end.
    for text in ["```bash\nls\n```次に、画面を開きます。\n\n```\n図\n```\n\n文\n", "```bash\nls\n```##\n\n文\n"]
    {
        assert!(matches!(&fence(text)[..], [line] if line.starts_with("3 ")), "{text} {:?}", fence(text));
    }
    let listed = fence("1. 戻す\n\n   ```bash\n   ls\n   ```# 次\n");
    assert!(listed[0].ends_with("→ \n   "), "{listed:?}");
    // What closes the block in its place would open one: a person has to look.
    let ambiguous = fence("```bash\nls\n```次に、画面を開きます。\n\n文\n\n```\n\n終わり\n");
    assert!(matches!(&ambiguous[..], [line] if line.starts_with("3 ") && !line.contains('→')), "{ambiguous:?}");
    // A return alone ends a line, too.
    let returns = fence("# 手順\n\n```bash\nls\rpwd\r```次に、確認します。\n\n続き\n");
    assert!(returns[0].ends_with("→ \n"), "{returns:?}");
    // A block may be called so.
    assert!(fence("```出力例\nok\n```\n\n```c#\nx\n```\n").is_empty());
}

#[test]
fn a_closing_fence_that_stands_too_far_right_is_named() {
    let text = "# 手順\n\n```python\ndef f():\n    \"\"\"\n    戻す\n        ```\n\n## 確認\n\n```\n図\n```\n\n文\n\n```sql\nSELECT 1;\n```\n";
    let help = help("text/unclosed-fence", &[("a.md", text)], &[]).unwrap();
    assert_eq!(help, "7 行目の閉じる行は 4 文字以上字下げされていて、ブロックを閉じません。字下げを取ってください → ");
}

#[test]
fn an_inner_bare_fence_that_ends_the_outer_block_is_the_line_that_is_named() {
    let text = "```markdown\n# ひな形\n\n```\n[状態]\n```\n\n```\n[結果]\n```\n\n文\n\n```bash\nls\n```\n";
    let found = advice("text/unclosed-fence", &[("a.md", text)], &[]);
    assert!(
        matches!(&found[..], [line] if line.starts_with("1 ") && line.contains("開くはずの 4 行目で終わって")),
        "{found:?}"
    );
}

#[test]
fn files_that_are_still_to_be_written_are_not_missing() {
    let is_found = |title: &str, text: &str| {
        let text = format!("# {title}\n\n{text}\n");
        !advice("link/broken-mention", &[("a.md", text.as_str())], &[]).is_empty()
    };
    let list = "## 5日目\n\n**成果物**:\n- `docs/secrets.md`";
    assert!(!is_found("環境の整備", list));
    assert!(is_found("環境の整備 完了報告", list));
    assert!(is_found("環境の整備", "## 成果物\n\n| 文書 |\n| --- |\n| `docs/secrets.md` |"));
    assert!(!is_found("監視のロードマップ", "- 手引き: `docs/secrets.md`"));
    assert!(is_found("監視のロードマップ", "詳細は `docs/secrets.md` にあります。"));
    assert!(is_found("監視のロードマップ", "## 関連文書\n\n- `docs/secrets.md`"));
    assert!(is_found("監視のロードマップ", "## 過去の作業\n\n- `docs/secrets.md`"));
    assert!(!is_found("監視", "## Next Steps\n\n- Keys: `docs/secrets.md`"));
    assert!(is_found("監視", "## Next Steps\n\nSee `docs/secrets.md` for details."));
    assert!(is_found("災害復旧計画", "- 手引き: `docs/secrets.md`"));
    for title in ["計画停電時の対応手順", "計画メンテナンス手順", "キャパシティ計画の見直し"]
    {
        assert!(is_found(title, "1. `docs/secrets.md` の順に止める。"), "{title}");
    }
    for section in ["予定外の再起動", "計画メンテナンスの予定時刻", "今後も発生する場合"] {
        let text = format!("## {section}\n\n1. `docs/secrets.md` の順に止める。");
        assert!(is_found("決済 障害対応", &text), "{section}");
    }
    assert!(!is_found("作業", "- [ ] 鍵の手引きを作成\n  - `docs/secrets.md`"));
    assert!(is_found("作業", "- [x] 鍵の手引きを作成\n  - `docs/secrets.md`"));
    assert!(is_found("作業", "- [ ] 鍵を替える\n  - `docs/secrets.md`"));
}

#[test]
fn a_new_entry_goes_behind_one_whose_anchor_is_broken() {
    let list = "1. [体制](#体制)\n2. [監視](#監視)\n3. [復旧](#3-復旧)\n4. [確認](#確認)\n";
    let text = format!("# 運用\n\n## 目次\n\n{list}\n## 体制\n\n## 監視\n\n## 復旧（夜間）\n\n## 連絡\n\n## 確認\n");
    let found = advice("link/incomplete-contents", &[("a.md", text.as_str())], &[]);
    assert!(matches!(&found[..], [line] if line.starts_with("7 ")), "{found:?}");
}

#[test]
fn emphasis_over_two_lines_is_told_on_one() {
    let said = |text: &str| advice("text/fragile-emphasis", &[("a.md", text)], &[]).join("");
    assert!(said("# 注意\n\n次の**「重要\r\n事項」**です。\n").contains("「**「重要事項」**」は"));
    assert!(said("# 注意\n\n> 次の**「very\n> important」**です。\n").contains("**「very important」**"));
}

#[test]
fn what_a_frame_shows_is_linked_to() {
    let text = |tag: &str| format!("# 図\n\n{tag}\n");
    let help = |tag: &str| help("text/html-not-allowed", &[("a.md", text(tag).as_str())], &[]).unwrap();
    let frame = help("<iframe width=\"560\" src=\"https://grafana.internal/d/abc?kiosk\" allowfullscreen></iframe>");
    assert_eq!(frame, "リンクに書き換えてください: [見出し](https://grafana.internal/d/abc?kiosk)");
    assert!(help("<iframe src=\"javascript:alert(1)\"></iframe>").starts_with("消すか"));
    assert!(help("<script src=\"https://a.internal/x.js\"></script>").starts_with("消すか"));
}
