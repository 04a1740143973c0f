use super::super::{Ledger, Library, ProjectFiles, ledger};
use super::now;
use crate::config::Config;
use crate::policy::Policies;
use crate::source::{SourceFile, SourceMap};
use crate::{DocumentInput, compile};

type Files<'a> = &'a [(&'a str, &'a str)];

/// A library of documents, given by id and text, of a project that has published this.
fn library(files: Files<'_>, published: Option<&str>) -> Library {
    let mut sources = SourceMap::default();
    let inputs: Vec<DocumentInput> = files
        .iter()
        .map(|(id, text)| {
            let path = format!("{id}.md");
            let file = sources.add(SourceFile::new(path.clone(), *text));
            DocumentInput { file, id: (*id).to_owned(), path }
        })
        .collect();
    let mut project = ProjectFiles::new("", inputs.iter().map(|input| input.path.clone()), []);
    if let Some(text) = published {
        let file = sources.add(SourceFile::new(ledger::NAME, text));
        project = project.with_ledger(Ledger::parse(text, Some(file)).unwrap());
    }
    let today = jiff::civil::date(2026, 11, 26);
    compile(&sources, &inputs, &project, &Config::default(), &Policies::default(), today).library
}

/// What becomes of addresses between two versions, a line each: `a.html#甲 → #乙`. Pages of scenarios are left out.
fn became(before: Files<'_>, after: Files<'_>) -> Vec<String> {
    let published = now(&library(before, None)).text();
    let scenario = |page: &str| published.contains(&format!("{page}\t#\tscenario"));
    let library = library(after, Some(&published));
    let mut lines = Vec::new();
    for (at, page) in library.pages.iter().enumerate() {
        lines.extend(library.former.of_document(at).map(|(id, now)| format!("{}#{id} → #{now}", page.address)));
    }
    let moved = library.former.moved.iter().filter(|(page, _)| !scenario(page));
    lines.extend(moved.map(|(page, to)| format!("{page} → {}#{}", to.page, to.id)));
    lines.extend(library.former.lost.iter().map(|lost| format!("{}#{} lost", lost.page, lost.id)));
    lines
}

#[test]
fn nothing_changed() {
    let files: Files<'_> = &[("db", "# DB\n\n## 復旧 <a id=\"前\"></a>\n\n## 復旧\n"), ("ops/web", "# Web\n")];
    assert!(became(files, files).is_empty());
}

#[test]
fn a_section_that_comes_before_moves_the_numbers() {
    let before = "# DB\n\n## 1. 高負荷\n\n### 症状\n\n### 対応\n\n## 2. 接続エラー\n\n### 症状\n\n### 対応\n";
    let after = "# DB\n\n## 1. 概要\n\n### 対象\n\n## 2. 高負荷\n\n### 症状\n\n### 対応\n\n## 3. 接続エラー\n\n### 症状\n\n### 対応\n";
    let lines = became(&[("db", before)], &[("db", after)]);
    assert_eq!(lines, ["db.html#1-高負荷 → #2-高負荷", "db.html#2-接続エラー → #3-接続エラー"]);
}

#[test]
fn a_heading_with_other_words_is_found_at_its_place() {
    let before = "# DB\n\n## 連絡先\n\n## 応答が遅いとき\n\n## 切り戻し\n";
    let renamed = |heading: &str| format!("# DB\n\n## 連絡先\n\n## {heading}\n\n## 切り戻し\n");
    let lines = |after: &str| became(&[("db", before)], &[("db", after)]);
    assert_eq!(lines(&renamed("応答が遅い場合")), ["db.html#応答が遅いとき → #応答が遅い場合"]);
    assert_eq!(lines(&renamed("レイテンシ悪化")), ["db.html#応答が遅いとき lost"]);
    let elsewhere = "# DB\n\n## 応答が遅い場合\n\n## 連絡先\n\n## 切り戻し\n\n## 付録\n";
    assert_eq!(lines(elsewhere), ["db.html#応答が遅いとき lost"], "at another place");
    let deeper = "# DB\n\n## 連絡先\n\n### 応答が遅い場合\n\n## 切り戻し\n";
    assert_eq!(lines(deeper), ["db.html#応答が遅いとき lost"], "at another level");
}

#[test]
fn a_title_is_a_title() {
    let lines = became(&[("db", "# DB\n\n## 復旧\n")], &[("db", "# 予約システムのデータベース\n\n## 復旧\n")]);
    assert_eq!(lines, ["db.html#db → #予約システムのデータベース"]);
}

#[test]
fn an_alias_stays_when_its_heading_changes_again() {
    let versions = ["## 応答が遅い", "## 応答が遅いとき", "## 応答が遅いときの対応", "## 応答が遅いときの対応手順"];
    let mut published = String::new();
    for heading in versions {
        let text = format!("# DB\n\n{heading}\n\n[前から](#応答が遅い)\n");
        let library = library(&[("db", &text)], Some(&published));
        assert!(library.former.lost.is_empty(), "{:?}", library.former.lost);
        let link = &library.runbooks[0].links[0];
        assert_eq!(link.status, crate::model::LinkStatus::Ok, "{heading}");
        published = now(&library).text();
    }
    assert_eq!(published.matches("\t=\t#応答が遅いときの対応手順\n").count(), 3, "{published}");
}

#[test]
fn a_renamed_file_and_its_headings() {
    let text = "# DB 障害対応\n\n## 連絡先\n\n## 接続エラー\n\n## 高負荷\n";
    let after = "# DB 障害対応\n\n## 連絡先\n\n## 接続エラーの対応\n\n## 高負荷\n";
    let lines = became(&[("db", text), ("web", "# Web\n")], &[("ops/mysql", after), ("web", "# Web\n")]);
    assert_eq!(lines, ["ops/mysql.html#接続エラー → #接続エラーの対応", "db.html → ops/mysql.html#"]);
    let lines = became(&[("db", text), ("web", "# Web\n")], &[("web", "# Web\n\n## 連絡先\n")]);
    assert_eq!(lines, ["db.html# lost"]);
}

#[test]
fn files_of_one_template_are_told_apart() {
    let text = |name: &str| format!("# {name} 障害対応\n\n## 症状\n\n## 対応\n\n## 連絡先\n");
    let (db, web) = (text("DB"), text("Web"));
    let lines = became(&[("db", &db), ("web", &web)], &[("ops/web", &web), ("ops/db", &db)]);
    assert_eq!(lines, ["db.html → ops/db.html#", "web.html → ops/web.html#"]);
}

#[test]
fn pages_of_scenarios_and_alerts() {
    let text = |title: &str| {
        format!(
            "# DB\n\n## シナリオ1: {title}\n\n**アラート**: `DbSlow`\n\n### 症状\n\n- 応答が遅い\n\n### 対応\n\n1. 再起動する\n"
        )
    };
    let (before, after) = (text("高レイテンシ"), text("高レイテンシの発生"));
    let published = now(&library(&[("db", &before)], None)).text();
    let scenario = published.lines().find(|line| line.contains("\tscenario\t")).expect(&published);
    let (page, _) = scenario.split_once('\t').unwrap();
    assert!(published.contains("a/DbSlow.html\t#\talert\tDbSlow\n"), "{published}");
    let library = library(&[("db", &after)], Some(&published));
    assert_eq!(library.former.moved[page].page, library.pages[0].scenarios[0]);
    assert!(library.former.lost.is_empty());
    let lines = became(&[("db", &before)], &[("db", &before.replace("`DbSlow`", "なし"))]);
    assert_eq!(lines, ["a/DbSlow.html# lost"]);
}

#[test]
fn what_a_team_writes_holds() {
    let published = "db.html\t#\tpage\tDB\ndb.html\t#切り戻し\t=\t#ロールバック\nold/db.html\t#\t=\tdb.html\t#切り戻し\n\
                     older.html\t#\t=\told/db.html\nnowhere.html\t#\t=\tgone.html\nself.html\t#\t=\tself.html\n";
    let library = library(&[("db", "# DB\n\n## ロールバック\n")], Some(published));
    assert_eq!(library.former.id(0, "切り戻し"), Some("ロールバック"));
    let moved: Vec<String> =
        library.former.moved.iter().map(|(page, to)| format!("{page} {}#{}", to.page, to.id)).collect();
    assert_eq!(moved, ["old/db.html db.html#ロールバック", "older.html db.html#ロールバック"]);
    let lost: Vec<&str> = library.former.lost.iter().map(|lost| lost.page.as_str()).collect();
    assert_eq!(lost, ["nowhere.html", "self.html"]);
}
