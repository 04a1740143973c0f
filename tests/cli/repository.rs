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

/// A commit of all that lies there, at a time.
fn commit(project: &Project, time: &str) -> String {
    for arguments in [
        &["add", "--all"][..],
        &["-c", "user.name=a", "-c", "user.email=a@kawasemi.jp", "commit", "--quiet", "--message", "改訂"],
    ] {
        let mut git = Command::new("git");
        git.args(arguments).current_dir(&project.root).env("GIT_COMMITTER_DATE", time);
        assert!(git.status().unwrap().success(), "{arguments:?}");
    }
    let head = Command::new("git").args(["rev-parse", "HEAD"]).current_dir(&project.root).output().unwrap();
    String::from_utf8(head.stdout).unwrap().trim().to_owned()
}

fn json(project: &Project, path: &str) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(project.at(path)).unwrap()).unwrap()
}

#[test]
fn a_page_says_when_its_document_was_changed_last() {
    let project = project();
    project.write("運用/content/新 規.md", GOOD);
    project.write("README.md", "# 別\n");
    let second = commit(&project, "2026-09-30T16:00:00Z");
    project.write("運用/content/草稿.md", "# 草稿\n\n文。\n");
    let build = || project.rbc(&["-C", "運用", "build", "--quiet", "--today", "2026-10-01"]);
    build();
    let page = |name: &str| std::fs::read_to_string(project.at(&format!("運用/site/{name}.html"))).unwrap();
    let changed = |at: &str| format!("<time datetime=\"{at}\">{}</time>", &at[..10]);
    assert!(page("db").contains(&changed("2026-04-01T18:00:00+09:00")), "{}", page("db"));
    let link = format!("<a href=\"https://github.com/kawasemi/ops/commit/{second}\"");
    assert!(page("新 規").contains(&changed("2026-10-01T01:00:00+09:00")) && page("新 規").contains(&link));
    assert!(!page("草稿").contains("<time"), "what is in no commit has no date");
    let index = json(&project, "運用/site/api/index.json");
    let change = |id: &str| {
        index["runbooks"].as_array().unwrap().iter().find(|of| of["id"] == id).unwrap()["last_change"].clone()
    };
    assert_eq!(change("新 規"), serde_json::json!({"at": "2026-10-01T01:00:00+09:00", "commit": second}));
    assert!(change("草稿").is_null());
    // Half a year and a day.
    let report = page("report");
    assert!(
        report.contains("長く変更のない文書") && report.contains("data-label=\"最終変更\">2026-04-01<"),
        "{report}"
    );
    assert!(!report.contains("2026-10-01<"), "{report}");
    let first = project.tree("運用/site");
    build();
    assert!(project.tree("運用/site") == first, "the same input gives the same bytes");
}

#[test]
fn a_feed_names_what_was_changed_last_first() {
    let project = project();
    project.write("運用/content/障害.md", "# 障害 <502> & \"遅延\"\n\n利用者に 502 が返る。\n");
    commit(&project, "2026-05-01T09:00:00Z");
    project.rbc(&["-C", "運用", "build", "--quiet", "--base-url", "https://run.kawasemi.jp"]);
    let feed = std::fs::read_to_string(project.at("運用/site/feed.xml")).unwrap();
    let titles: Vec<&str> = feed.split("<title>").skip(2).filter_map(|rest| rest.split("</title>").next()).collect();
    assert_eq!(titles[0], "障害 &lt;502&gt; &amp; &quot;遅延&quot;", "{feed}");
    assert!(titles.len() == 3 && feed.contains("<summary>利用者に 502 が返る。</summary>"), "{feed}");
    assert_eq!(feed.matches("<updated>2026-05-01T18:00:00+09:00</updated>").count(), 2, "of the feed too: {feed}");
    // Where nothing has a date there is no feed, and nothing leads to it.
    std::fs::remove_dir_all(project.at(".git")).unwrap();
    let mut build = project.command(&["-C", "運用", "build", "--quiet", "--base-url", "https://run.kawasemi.jp"]);
    build.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    assert!(!project.at("運用/site/feed.xml").exists() && project.at("運用/site/sitemap.xml").exists());
    let site = project.tree("運用/site");
    assert!(!site.values().any(|bytes| String::from_utf8_lossy(bytes).contains("feed.xml\"")));
}

#[test]
fn a_shallow_clone_gives_no_dates_and_says_so_once() {
    let project = project();
    project.write("運用/content/新.md", GOOD);
    commit(&project, "2026-05-01T09:00:00Z");
    let clone = Project::new(&[]);
    let from = format!("file://{}", project.root.display());
    let done =
        Command::new("git").args(["clone", "--quiet", "--depth=1", &from, "."]).current_dir(&clone.root).status();
    assert!(done.unwrap().success());
    let run = clone.rbc(&["-C", "運用", "build"]);
    assert_eq!(run.stderr.matches("fetch-depth: 0").count(), 1, "{}", run.stderr);
    for name in ["db", "新"] {
        let page = std::fs::read_to_string(clone.at(&format!("運用/site/{name}.html"))).unwrap();
        assert!(!page.contains("<time") && page.contains("コミット日時"), "{page}");
    }
    assert!(!clone.rbc(&["-C", "運用", "build", "--quiet"]).stderr.contains("fetch-depth"));
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
    let feed = std::fs::read_to_string(project.at("運用/site/feed.xml")).unwrap();
    let entry = "<id>https://run.kawasemi.jp/%E6%89%8B%E9%A0%86/db.html</id>\n";
    assert!(feed.contains(entry) && feed.contains("<updated>2026-04-01T18:00:00+09:00</updated>"), "{feed}");
    assert!(map.contains("db.html</loc><lastmod>2026-04-01</lastmod>"), "{map}");
    let page = std::fs::read_to_string(project.at("運用/site/db.html")).unwrap();
    for name in ["og:title", "og:type", "og:site_name", "og:description", "article:modified_time"] {
        assert!(page.contains(&format!("<meta property=\"{name}\" content=\"")), "{name}");
    }
    assert!(page.contains("\"og:url\" content=\"https://run.kawasemi.jp/%E6%89%8B%E9%A0%86/db.html\""), "{page}");
    assert!(page.contains("type=\"application/atom+xml\" title=\"運用\" href=\"feed.xml\""), "{page}");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "an address alone asks nobody in");
    assert_eq!(project.rbc(&["-C", "運用", "build", "--quiet"]).status, 1);
    assert!(!project.at("運用/site/feed.xml").exists() && !project.at("運用/site/sitemap.xml").exists());
    let page = std::fs::read_to_string(project.at("運用/site/db.html")).unwrap();
    assert!(!page.contains("og:") && !page.contains("feed.xml"), "{page}");
    assert_eq!(build("run.kawasemi.jp"), Some(2));
    assert_eq!(build("javascript:alert(1)"), Some(2));
}
