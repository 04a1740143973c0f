//! Published addresses: recorded, kept when headings and files change their names, and missed when they are gone.

use crate::project::Project;

const DB: &str = "# DB の障害対応\n\n## 連絡先\n\n当番に電話する。\n\n## 応答が遅い\n\n[連絡先](#連絡先)を見る。\n\n## 切り戻し\n\n前の版に戻す。\n";
const LOCK: &str = "anchors.lock";

/// A project whose addresses are recorded.
fn published() -> Project {
    let project = Project::new(&[("content/db.md", DB), ("content/web.md", "# Web\n\n[遅いとき](db.md#応答が遅い)\n")]);
    let run = project.rbc(&["anchors", "--accept"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    project
}

fn text(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.at(path)).unwrap()
}

#[test]
fn without_a_record_nothing_is_asked() {
    let project = Project::new(&[("content/db.md", DB)]);
    let run = project.rbc(&["anchors"]);
    assert_eq!(run.status, 0);
    assert!(run.stderr.contains("anchors.lock がありません"), "{}", run.stderr);
    assert!(!project.root.join(LOCK).exists());
    assert!(!project.rbc(&["check"]).stdout.contains("lost-anchor"));
}

#[test]
fn what_is_accepted_stays_the_same_line_by_line() {
    let project = published();
    let first = text(&project, LOCK);
    assert!(first.contains("db.html\t#応答が遅い\t2\t応答が遅い\n"), "{first}");
    project.write("content/db.md", DB.replace("## 切り戻し", "## 監視\n\nグラフを見る。\n\n## 切り戻し"));
    assert_eq!(project.rbc(&["anchors"]).status, 0);
    assert_eq!(project.rbc(&["anchors", "--accept"]).status, 0);
    let second = text(&project, LOCK);
    let added: Vec<&str> = second.lines().filter(|line| !first.lines().any(|old| old == *line)).collect();
    assert_eq!(added, ["db.html\t#監視\t2\t監視"]);
    assert_eq!(second.lines().count(), first.lines().count() + 1);
}

#[test]
fn a_renamed_heading_keeps_its_old_id() {
    let project = published();
    project.write("content/db.md", DB.replace("## 応答が遅い", "## 応答が遅い場合"));
    let run = project.rbc(&["anchors"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "移動 db.html#応答が遅い → db.html#応答が遅い場合\n"));
    let run = project.rbc(&["build"]);
    assert!(!run.stdout.contains("link/"), "{}", run.stdout);
    let page = text(&project, "site/db.html");
    assert!(page.contains("<h2 id=\"応答が遅い場合\"><span id=\"応答が遅い\"></span>"), "{page}");
    assert!(text(&project, "site/web.html").contains("href=\"db.html#応答が遅い場合\""));
    let anchors: serde_json::Value = serde_json::from_str(&text(&project, "site/api/anchors.json")).unwrap();
    let alias = &anchors["pages"][0]["aliases"][0];
    assert_eq!((&alias["id"], &alias["anchor"]), (&"応答が遅い".into(), &"応答が遅い場合".into()));
}

#[test]
fn a_renamed_file_leaves_a_page_that_leads_on() {
    let project = published();
    std::fs::create_dir(project.root.join("content/ops")).unwrap();
    std::fs::rename(project.root.join("content/db.md"), project.root.join("content/ops/DB 障害.md")).unwrap();
    project.write("content/web.md", "# Web\n");
    for _ in 0..2 {
        let run = project.rbc(&["build"]);
        assert!(!run.stdout.contains("link/"), "{}", run.stdout);
        let page = text(&project, "site/db.html");
        assert!(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=ops/DB%20障害.html\">"), "{page}");
        assert!(page.contains("href=\"ops/DB%20障害.html\">DB の障害対応</a>"), "{page}");
        let anchors: serde_json::Value = serde_json::from_str(&text(&project, "site/api/anchors.json")).unwrap();
        assert_eq!(anchors["moved"][0]["url"], "db.html");
        // The record that is made of it says the same.
        assert_eq!(project.rbc(&["anchors", "--accept"]).status, 0);
    }
    // Another document takes the address, which is told once.
    project.write("content/db.md", "# 別の手順\n");
    assert!(project.rbc(&["build", "-q"]).stdout.contains("いまは別の文書がそこにあります"));
    assert!(text(&project, "site/db.html").contains("別の手順"));
}

#[test]
fn a_loss_is_an_error_until_it_is_accepted() {
    let project = published();
    project.write("content/db.md", DB.replace("## 切り戻し\n\n前の版に戻す。\n", ""));
    std::fs::remove_file(project.root.join("content/web.md")).unwrap();
    let run = project.rbc(&["check", "--format", "json"]);
    assert_eq!(run.status, 1);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["diagnostics"].as_array().unwrap().iter().map(|finding| {
        let place = &finding["location"];
        format!("{} {}:{}", finding["rule"], place["path"], place["line"]).replace('"', "")
    });
    let lost: Vec<String> = findings.filter(|finding| finding.starts_with("link/lost-anchor")).collect();
    assert_eq!(lost, ["link/lost-anchor anchors.lock:8", "link/lost-anchor content/db.md:7"]);
    let run = project.rbc(&["anchors"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, "消失 db.html#切り戻し\n消失 web.html\n"));
    assert_eq!(project.rbc(&["anchors", "--accept"]).status, 0);
    assert!(!project.rbc(&["check"]).stdout.contains("lost-anchor"));
}

#[test]
fn a_conflict_that_was_left_is_named() {
    let project = published();
    project.write(LOCK, format!("{}<<<<<<< HEAD\n", text(&project, LOCK)));
    for command in ["check", "build", "anchors"] {
        let run = project.rbc(&[command]);
        assert_eq!(run.status, 2, "{command}");
        assert!(run.stderr.contains("anchors.lock:10"), "{}", run.stderr);
    }
}

#[test]
fn the_record_speaks_of_the_projects_own_content() {
    let project = published();
    project.write("other/a.md", "# 別\n");
    assert!(!project.rbc(&["check", "other"]).stdout.contains("lost-anchor"));
    assert!(!project.rbc(&["check", "content/web.md"]).stdout.contains("lost-anchor"));
}

#[test]
fn an_address_that_another_document_takes_is_told() {
    let project = published();
    std::fs::rename(project.at("content/db.md"), project.at("content/database.md")).unwrap();
    project.write("content/web.md", "# Web\n\n[遅いとき](database.md#応答が遅い)\n");
    assert_eq!(project.rbc(&["anchors", "--accept"]).status, 0);
    assert_eq!(project.rbc(&["check", "--select", "link"]).status, 0);
    project.write("content/db.md", "# ディスクの交換\n\n## 手配\n\n業者に頼む。\n");
    let run = project.rbc(&["check", "--select", "link"]);
    assert!(
        run.status == 1 && run.stdout.contains("公開済みのアドレス db.html は database.html に移りましたが"),
        "{}",
        run.stdout
    );
    // The old name may come back with its own document.
    std::fs::rename(project.at("content/database.md"), project.at("content/db.md")).unwrap();
    project.write("content/web.md", "# Web\n\n[遅いとき](db.md#応答が遅い)\n");
    assert_eq!(project.rbc(&["check", "--select", "link"]).status, 0);
    assert_eq!(project.rbc(&["anchors", "--accept"]).status, 0);
    project.write("content/db.md", "# ディスクの交換\n\n## 手配\n\n業者に頼む。\n");
    project.write("content/web.md", "# Web\n");
    assert_eq!(project.rbc(&["anchors", "--accept"]).status, 0);
    assert_eq!(project.rbc(&["check", "--select", "link"]).status, 0);
}

#[test]
fn a_record_takes_no_page_of_the_site() {
    let project = published();
    let lines = ["search.html", "404.html", "index.html", "assets/incident.html", "contacts.html", "api/index.html"];
    let lines: String = lines.iter().map(|page| format!("{page}\t#\t=\tdb.html\n")).collect();
    project.write(LOCK, text(&project, LOCK) + &lines);
    let run = project.rbc(&["build"]);
    assert!(run.status < 2, "{}", run.stderr);
    assert!(text(&project, "site/assets/incident.html").contains("RBC-incident-page"));
}
