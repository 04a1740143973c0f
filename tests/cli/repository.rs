//! What a project's repository tells: its address, the commit, the time of the site.

use std::process::Command;

use crate::project::{GOOD, Project};

/// A project in a folder of a repository whose origin is on a host.
fn project() -> Project {
    let text = "# 入口\n\n[復旧](https://github.com/kawasemi/ops/blob/main/運用/content/db.md#無い)、\n\
        [旧](https://github.com/kawasemi/ops/blob/main/運用/content/old.md)、\n\
        [隣](https://github.com/kawasemi/ops/blob/main/README.md)、[図](../図.drawio)\n";
    let project = Project::new(&[
        ("運用/content/a.md", text),
        ("運用/content/db.md", GOOD),
        ("運用/図.drawio", "x"),
        ("運用/rbc.yaml", "title: 運用\n"),
        ("README.md", "# 全体\n"),
    ]);
    for arguments in [
        &["init", "--quiet", "--initial-branch=main"][..],
        &["remote", "add", "origin", "https://robot:secret-token-1234@github.com/kawasemi/ops.git"],
        &["add", "--all"],
        &["-c", "user.name=a", "-c", "user.email=a@kawasemi.jp", "commit", "--quiet", "--message", "初版"],
    ] {
        let mut git = Command::new("git");
        git.args(arguments).current_dir(&project.root).env("GIT_COMMITTER_DATE", "2026-04-01T09:00:00Z");
        assert!(git.status().unwrap().success(), "{arguments:?}");
    }
    project
}

#[test]
fn the_repository_is_that_of_origin() {
    let project = project();
    let run = project.rbc(&["-C", "運用", "check", "--format", "json", "--select", "link"]);
    let own = |place: &str| ("link/own-site".to_owned(), format!("content/a.md:{place}"));
    assert_eq!(run.findings(), [own("3:1"), own("4:1")], "{}", run.stdout);
    project.rbc(&["-C", "運用", "build", "--quiet"]);
    let page = std::fs::read_to_string(project.at("運用/site/a.html")).unwrap();

    for address in ["edit/main/運用/content/a.md", "blob/main/運用/図.drawio"] {
        let address = format!("https://github.com/kawasemi/ops/{address}");
        assert!(page.contains(&address), "{address}");
    }
    let site = project.tree("運用/site");
    assert!(!site.values().any(|bytes| String::from_utf8_lossy(bytes).contains("secret-token")));
}

#[test]
fn the_time_of_a_site_is_that_of_its_commit() {
    let project = project();
    let index = |epoch: Option<&str>| {
        let mut command = project.command(&["-C", "運用", "build", "--quiet"]);
        command.env_remove("SOURCE_DATE_EPOCH");
        epoch.map(|epoch| command.env("SOURCE_DATE_EPOCH", epoch));
        command.output().unwrap();
        let index: serde_json::Value =
            serde_json::from_slice(&std::fs::read(project.at("運用/site/api/index.json")).unwrap()).unwrap();
        (index["built_at"].clone(), index["commit"].clone(), project.tree("運用/site"))
    };
    let (built_at, commit, first) = index(None);
    assert_eq!(built_at, "2026-04-01T18:00:00+09:00");
    assert_eq!(commit.as_str().map(str::len), Some(40));
    assert!(index(None).2 == first, "the same input gives the same bytes");
    assert_eq!(index(Some("0")).0, "1970-01-01T09:00:00+09:00");
    std::fs::remove_dir_all(project.at(".git")).unwrap();
    let (built_at, commit, _) = index(None);
    assert!(built_at.is_null() && commit.is_null());
}

#[test]
fn a_time_that_is_none_is_refused_and_the_site_stays() {
    let project = project();
    let build = |epoch: &str| {
        let mut command = project.command(&["-C", "運用", "build", "--quiet"]);
        command.env("SOURCE_DATE_EPOCH", epoch).output().unwrap()
    };
    assert_ne!(build("").status.code(), Some(2), "set and empty is not set");
    let before = project.tree("運用/site");
    for epoch in ["2026-04-01", "1.5", "999999999999999999"] {
        let output = build(epoch);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("SOURCE_DATE_EPOCH") && told.contains(epoch), "{told}");
        assert!(project.tree("運用/site") == before);
    }
}

#[test]
fn the_command_line_gives_the_site_an_address() {
    let project = project();
    let build = |address: &str| {
        project.command(&["-C", "運用", "build", "--quiet", "--base-url", address]).output().unwrap().status.code()
    };
    assert_ne!(build("https://run.kawasemi.jp/手順/"), Some(2));
    let map = std::fs::read_to_string(project.at("運用/site/sitemap.xml")).unwrap();
    assert!(map.contains("<loc>https://run.kawasemi.jp/%E6%89%8B%E9%A0%86/a.html</loc>"), "{map}");
    assert!(!map.contains("jp/手順") && !map.contains("//a.html"), "{map}");
    assert_eq!(build("run.kawasemi.jp"), Some(2));
    assert_eq!(build("javascript:alert(1)"), Some(2));
}
