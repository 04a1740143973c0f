//! `--changed-since`, in real repositories.

use std::process::Command;

use crate::project::{Project, Run};

/// A document with one finding, on its third line.
const DEAD: &str = "# 手順\n\n[変更票](変更票.md)を見る。\n";

fn git(project: &Project, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=当番", "-c", "user.email=oncall@example.jp", "-c", "init.defaultBranch=main"]);
    command.args(["-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always"]).args(arguments);
    let output = command.current_dir(&project.root).env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn commit(project: &Project, message: &str) {
    git(project, &["add", "-A"]);
    git(project, &["commit", "-qm", message]);
}

/// Three documents, committed.
fn project() -> Project {
    let files = [("content/変わらない.md", DEAD), ("content/障害 対応.md", DEAD), ("content/旧 名.md", DEAD)];
    let project = Project::new(&files);
    git(&project, &["init", "-q"]);
    commit(&project, "最初");
    project
}

fn since(project: &Project, revision: &str) -> Run {
    project.rbc(&["check", "--format", "json", "--select", "link", "--changed-since", revision])
}

fn places(project: &Project, revision: &str) -> Vec<String> {
    let run = since(project, revision);
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    run.findings().into_iter().map(|(_, place)| place).collect()
}

#[test]
fn changed_renamed_staged_and_new_files_are_reported() {
    let project = project();
    let run = since(&project, "HEAD");
    assert_eq!((run.status, run.findings()), (0, vec![]), "nothing has changed");
    project.write("content/障害 対応.md", format!("{DEAD}\n追記。\n"));
    git(&project, &["mv", "content/旧 名.md", "content/新しい 名前.md"]);
    assert_eq!(places(&project, "HEAD"), ["content/新しい 名前.md:3:1", "content/障害 対応.md:3:1"]);
    commit(&project, "改訂");
    project.write("content/git が知らない \"文書\".md", DEAD);
    assert_eq!(places(&project, "HEAD"), ["content/git が知らない \"文書\".md:3:1"]);
    assert_eq!(
        places(&project, "HEAD~1"),
        ["content/git が知らない \"文書\".md:3:1", "content/新しい 名前.md:3:1", "content/障害 対応.md:3:1"]
    );
    std::fs::remove_file(project.at("content/障害 対応.md")).unwrap();
    assert_eq!(places(&project, "HEAD~1").len(), 2);
}

#[test]
fn what_the_other_branch_changed_is_not_reported() {
    let project = project();
    git(&project, &["checkout", "-qb", "手順/改訂"]);
    project.write("content/障害 対応.md", format!("{DEAD}\n追記。\n"));
    commit(&project, "改訂");
    git(&project, &["checkout", "-q", "main"]);
    project.write("content/変わらない.md", format!("{DEAD}\n別の追記。\n"));
    commit(&project, "別の改訂");
    git(&project, &["checkout", "-q", "手順/改訂"]);
    assert_eq!(places(&project, "main"), ["content/障害 対応.md:3:1"]);
}

#[test]
fn everything_is_resolved_whatever_has_changed() {
    let project = Project::new(&[
        ("content/索引.md", "# 索引\n\n[節](手順.md#復旧)\n"),
        ("content/手順.md", "# 手順\n\n## 復旧\n"),
    ]);
    git(&project, &["init", "-q"]);
    commit(&project, "最初");
    project.write("content/手順.md", "# 手順\n\n## 切り戻し\n\n[索引](索引.md)\n");
    assert_eq!(places(&project, "HEAD"), [""; 0], "the broken link stands in a file that has not changed");
    project.write("content/索引.md", "# 索引\n\n[節](手順.md#復旧)\n\n追記。\n");
    assert_eq!(places(&project, "HEAD"), ["content/索引.md:3:1"]);
}

#[test]
fn a_project_below_the_repository_and_a_hook_are_understood() {
    let project =
        Project::new(&[("運用 手順/rbc.yaml", "content: .\n"), ("運用 手順/a.md", DEAD), ("運用 手順/b.md", DEAD)]);
    git(&project, &["init", "-q"]);
    commit(&project, "最初");
    project.write("運用 手順/b.md", format!("{DEAD}\n追記。\n"));
    let arguments = ["-C", "運用 手順", "check", "--format", "json", "--changed-since", "HEAD"];
    // What a hook of another repository would leave behind.
    let mut command = project.command(&arguments);
    command.env("GIT_DIR", "/nonexistent").env("GIT_INDEX_FILE", "/nonexistent/index").env("GIT_PREFIX", "x/");
    let run = Run::from(command.output().unwrap());
    let places: Vec<String> = run.findings().into_iter().map(|(_, place)| place).collect();
    assert_eq!(places, ["b.md:3:1"], "{}", run.stderr);
}

#[test]
fn what_git_cannot_say_ends_with_two_and_says_what_to_do() {
    let project = project();
    let refused = |project: &Project, revision: &str, word: &str| {
        let run = since(project, revision);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{revision}");
        assert!(run.stderr.contains(word), "{revision}: {}", run.stderr);
    };
    refused(&project, "origin/main", "git fetch");
    for revision in ["--output=x", "-", ""] {
        refused(&project, revision, "リビジョンの名前ではありません");
    }
    assert!(!project.at("x").exists());
    refused(&Project::new(&[("content/a.md", DEAD)]), "HEAD", "作業ツリー");

    project.write("content/新.md", DEAD);
    commit(&project, "二つ目");
    let clone = Project::new(&[]);
    git(&clone, &["clone", "-q", "--depth", "1", &format!("file://{}", project.root.display()), "写し"]);
    let first = git(&project, &["rev-parse", "HEAD~1"]);
    for revision in ["HEAD~1", first.as_str()] {
        let run = clone.rbc(&["-C", "写し", "check", "--changed-since", revision]);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains("--unshallow") && run.stderr.contains("fetch-depth"), "{}", run.stderr);
    }
    let run = clone.rbc(&["-C", "写し", "check", "--changed-since", "HEAD"]);
    assert_eq!(run.status, 0, "a revision that is there is no trouble: {}", run.stderr);
}

#[test]
fn build_speaks_of_changed_files_and_shows_all_findings() {
    let project = project();
    project.write("content/障害 対応.md", "# 手順\n\n直した。\n");
    let run = project.rbc(&["build", "--format", "json", "--changed-since", "HEAD"]);
    assert_eq!((run.status, run.findings()), (0, vec![]), "{}", run.stderr);
    let page = std::fs::read_to_string(project.at("site/変わらない.html")).unwrap();
    assert!(page.contains("link/broken-file"));
}
