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
