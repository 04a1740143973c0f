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
