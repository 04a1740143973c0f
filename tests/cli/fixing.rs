//! `--fix`, `--unsafe-fixes`, `--diff`.

use std::fs;

use crate::project::{GOOD, Project};

/// A link in the wrong case, which can be mended safely, and a dead one, which can't.
const WRONG: &str = "# 索引\n\n[切り戻し](切り戻し/Rollback.md)、[変更票](変更票.md)\n";

fn project() -> Project {
    Project::new(&[("content/障害 対応.md", WRONG), ("content/切り戻し/ROLLBACK.md", GOOD)])
}

fn text(project: &Project, path: &str) -> String {
    String::from_utf8(fs::read(project.at(path)).unwrap()).unwrap()
}

const MENDED: &str = "# 索引\n\n[切り戻し](./切り戻し/ROLLBACK.md)、[変更票](変更票.md)\n";

#[test]
fn what_is_safe_is_mended_and_the_rest_is_reported() {
    let project = project();
    let before = project.rbc(&["check"]);
    assert!(before.stderr.contains("1 件は --fix で直せます"), "{}", before.stderr);
    let run = project.rbc(&["check", "--fix", "--format", "json"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.findings().len(), 1, "{}", run.stdout);
    assert!(run.has("link/broken-file", "content/障害 対応.md:3:28"), "{}", run.stdout);
    assert!(run.stderr.contains("1 件の文書で 1 か所"), "{}", run.stderr);
    assert_eq!(text(&project, "content/障害 対応.md"), MENDED);
    let tree = project.tree("content");
    let again = project.rbc(&["check", "--fix"]);
    assert_eq!((again.status, project.tree("content")), (1, tree));
    assert!(!again.stderr.contains("直しました"), "{}", again.stderr);
}

#[test]
fn a_diff_writes_nothing_and_can_be_applied() {
    let project = project();
    let tree = project.tree("content");
    let run = project.rbc(&["check", "--diff"]);
    assert_eq!((run.status, project.tree("content")), (1, tree));
    assert_eq!(
        run.stdout,
        "--- content/障害 対応.md\t\n+++ content/障害 対応.md\t\n@@ -1,3 +1,3 @@\n # 索引\n \n\
         -[切り戻し](切り戻し/Rollback.md)、[変更票](変更票.md)\n\
         +[切り戻し](./切り戻し/ROLLBACK.md)、[変更票](変更票.md)\n"
    );
    project.write("fix.diff", &run.stdout);
    let mut apply = std::process::Command::new("git");
    assert!(apply.args(["apply", "-p0", "fix.diff"]).current_dir(&project.root).status().unwrap().success());
    assert_eq!(text(&project, "content/障害 対応.md"), MENDED);
    let clean = project.rbc(&["check", "--diff"]);
    assert_eq!((clean.status, clean.stdout.as_str()), (0, ""), "a finding that cannot be mended is no difference");
}

#[test]
fn no_byte_outside_of_a_fix_changes() {
    let project = project();
    let crlf = WRONG.replace('\n', "\r\n");
    let bytes = format!("\u{feff}{crlf}末尾に改行なし\u{3000}");
    project.write("content/障害 対応.md", &bytes);
    assert_eq!(project.rbc(&["check", "--fix"]).status, 1);
    let expected = bytes.replace("切り戻し/Rollback.md", "./切り戻し/ROLLBACK.md");
    assert_eq!(text(&project, "content/障害 対応.md"), expected);
}

#[test]
fn files_that_are_not_reported_are_not_mended() {
    let project = project();
    project.write("content/他.md", WRONG);
    let tree = project.tree("content");
    project.rbc(&["check", "--fix", "content/切り戻し/ROLLBACK.md"]);
    project.rbc(&["check", "--fix", "--ignore", "link/wrong-case"]);
    assert_eq!(project.tree("content"), tree);
    project.write("content/他.md", format!("<!-- rbc-ignore-file link: 写し -->\n\n{WRONG}"));
    project.rbc(&["check", "--fix"]);
    assert!(text(&project, "content/他.md").contains("切り戻し/Rollback.md"));
    assert_eq!(text(&project, "content/障害 対応.md"), MENDED);
}

#[test]
fn unsafe_fixes_are_made_only_where_they_are_asked_for() {
    let text_of = "# 運用\n\n<!-- rbc-ignore link: 済んだ -->\n本文です。\n";
    let project = Project::new(&[("content/a.md", text_of)]);
    for arguments in [&["check", "--fix"][..], &["check", "--unsafe-fixes"]] {
        let run = project.rbc(arguments);
        assert_eq!(text(&project, "content/a.md"), text_of);
        assert!(run.stderr.contains("--fix --unsafe-fixes"), "{}", run.stderr);
    }
    let run = project.rbc(&["check", "--fix", "--unsafe-fixes"]);
    assert_eq!((run.status, text(&project, "content/a.md").as_str()), (0, "# 運用\n\n本文です。\n"));
}

#[test]
fn fences_that_turn_each_other_over_are_mended_one_after_the_other() {
    let fences: String = (0..40).map(|at| format!("```bash\nls {at}\n```次に、確認します。\n\n本文\n\n")).collect();
    let project = Project::new(&[("content/a.md", &format!("# 確認\n\n{fences}"))]);
    let run = project.rbc(&["check", "--fix", "--unsafe-fixes", "--select", "text"]);
    assert!(run.stderr.contains("40 か所を直しました") && run.status == 0, "{}", run.stderr);
    assert_eq!(text(&project, "content/a.md").matches("```\n次に").count(), 40);
}

#[test]
fn a_document_on_standard_input_is_mended_to_standard_output() {
    let project = project();
    let tree = project.tree("content");
    let name = ["--stdin-filename", "content/障害 対応.md"];
    let fix = project
        .rbc_reading(&[&["check", "-", "--fix"], &name[..]].concat(), WRONG.replace("索引", "編集中").as_bytes());
    assert_eq!((fix.status, fix.stdout), (1, MENDED.replace("索引", "編集中")));
    assert!(fix.stderr.contains("link/broken-file"), "{}", fix.stderr);
    let same = project.rbc_reading(&[&["check", "-", "--fix"], &name[..]].concat(), "\u{feff}# 良い\r\n".as_bytes());
    assert_eq!((same.status, same.stdout.as_str()), (0, "\u{feff}# 良い\r\n"));
    let diff = project.rbc_reading(&[&["check", "-", "--diff"], &name[..]].concat(), WRONG.as_bytes());
    assert!(diff.stdout.contains("+[切り戻し](./切り戻し/ROLLBACK.md)"), "{}", diff.stdout);
    assert_eq!(project.tree("content"), tree);
}

#[test]
fn a_secret_is_kept_in_the_file_and_masked_in_the_diff() {
    let project = project();
    let token = ["gh", "p_", "16C7e42F292c6912E7710c838347Ae178B4a"].concat();
    let secret = WRONG.replace("索引", &format!("鍵 {token} の索引"));
    let secret = format!("{secret}\n鍵 {token}、[切り戻し](切り戻し/Rollback.md)\n");
    project.write("content/障害 対応.md", &secret);
    let diff = project.rbc(&["check", "--diff"]);
    assert!(diff.stdout.contains("+鍵 ghp_••••、[切り戻し](./切り戻し/ROLLBACK.md)"), "{}", diff.stdout);
    assert!(!diff.stdout.contains(&token));
    project.rbc(&["check", "--fix"]);
    let mended = secret.replace("切り戻し/Rollback.md", "./切り戻し/ROLLBACK.md");
    assert_eq!(text(&project, "content/障害 対応.md"), mended);
}

#[test]
fn flags_that_contradict_each_other_are_refused() {
    let project = project();
    for arguments in [&["check", "--fix", "--write-baseline", "x"][..], &["build", "--fix"]] {
        assert_eq!(project.rbc(arguments).status, 2, "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_stays_whole() {
    use std::os::unix::fs::PermissionsExt;

    let project = project();
    let path = project.at("content/障害 対応.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let run = project.rbc(&["check", "--fix"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("障害 対応.md"), "{}", run.stderr);
    assert_eq!(text(&project, "content/障害 対応.md"), WRONG);
    assert_eq!(project.tree("content").len(), 2);
}

#[test]
fn notes_of_other_tools_become_callouts_and_say_the_same() {
    let text_before = "# 切り戻し\n\n!!! warning \"二人で行う\"\n\n    読み上げる。\n\n    ```bash\n    date\n    ```\n次へ\n\n\
                       1. 止める\n\n   !!! note\n       当番を呼ぶ。\n\n:::caution\n戻せません。\n\n- 二度目\n:::\n終わり\n\n\
                       :::details ログ\n長い\n:::\n\n:::note\n閉じていない\n";
    let after = "# 切り戻し\n\n> [!WARNING]\n> **二人で行う**\n>\n>\n> 読み上げる。\n>\n> ```bash\n> date\n> ```\n\n次へ\n\n\
                 1. 止める\n\n   > [!NOTE]\n   > 当番を呼ぶ。\n\n> [!CAUTION]\n> 戻せません。\n>\n> - 二度目\n\n終わり\n\n\
                 <details><summary>ログ</summary>\n\n長い\n\n</details>\n\n\n:::note\n閉じていない\n";
    let project = Project::new(&[("content/a.md", text_before)]);
    let only = ["--select", "text/foreign-admonition"];
    project.rbc(&[&["check", "--fix"], &only[..]].concat());
    assert_eq!(text(&project, "content/a.md"), text_before, "the page would read otherwise: not without being asked");
    let run = project.rbc(&[&["check", "--fix", "--unsafe-fixes", "--format", "json"], &only[..]].concat());
    assert_eq!(text(&project, "content/a.md"), after);
    assert!(run.has("text/foreign-admonition", "content/a.md:34:1"), "{}", run.stdout);
}

/// What can't be told apart from code or from a quote is left to a person.
#[test]
fn a_note_with_code_or_below_a_quote_stays() {
    for body in [
        ":::note\n```text\n:::\n```\n本文\n:::\n",
        "> [!NOTE]\n> ある\n:::tip\n直後\n:::\n",
        ":::details `</summary>` とは\n本文\n:::\n",
    ] {
        let before = format!("# 手順\n\n{body}");
        let project = Project::new(&[("content/a.md", &before)]);
        project.rbc(&["check", "--fix", "--unsafe-fixes", "--select", "text/foreign-admonition"]);
        assert_eq!(text(&project, "content/a.md"), before);
    }
    let project = Project::new(&[("content/a.md", "# 手順\n\n:::warning **重要** な注意\n本文\n:::\n")]);
    project.rbc(&["check", "--fix", "--unsafe-fixes", "--select", "text/foreign-admonition"]);
    let after = text(&project, "content/a.md");
    assert!(after.contains("> **重要** な注意\n") && !after.contains("****"), "{after}");
}
