//! The whole site of documents that hold what is hard: its JSON keeps its schemas, its links lead somewhere, and the same
//! input gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use super::*;
use crate::diag::{Level, Message};
use crate::resolve::ProjectFiles;
use crate::source::{SourceFile, Span};
use crate::{Compilation, DocumentInput, compile};

const RUNBOOK: &str = "\
---
title: 決済 障害対応
owners: [SRE]
---

# 決済 障害対応

<!-- 内緒のメモ -->

**更新日**: 2026-04-01

## 連絡先

| 役割 | 担当者 | 連絡先 | 対応時間 |
| --- | --- | --- | --- |
| 一次 | 佐藤 | #oncall、内線1001 | 平日9-18時 | 余り |
| 二次 |

## 重大度

| Severity | 定義 | 初動目標 | 解決目標 |
| --- | --- | --- | --- |
| SEV1 | 全停止 | 15分以内 | すぐくらい |
| SEV2 | 一部停止 | 1時間以内 | 1営業日 |

## 1. DBに接続できない

**症状**:

- `too many clients` が出る（P99 > 500ms、[^1]）

**確認**:

```bash
# 接続数を見る
kubectl get pods -n <namespace> | grep 'api'
psql -c \"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle'\"
```

1. 設定を見る（[設定](config.yaml)、[図](図.png)、[先](ops/db.md#復旧)、[無い](無い.md)）
2. ![構成](図.png) と <script>alert(1)</script>、[悪](javascript:alert(1))

- [ ] 復旧を<kbd>確認</kbd>した
- [x] 連絡した
  - [ ] 詳細

> [!WARNING]
> 本番です。

<details><summary>参考</summary>

隠れた**文**

</details>

```yaml
groups: # 監視
  - alert: HighErrorRate
```

[^1]: 脚注の文。
";

const OTHER: &str = "# DB\r\n\r\n## 復旧\r\n\r\n段落の一行目\r\n二行目。 {{ site.title }} {% raw %}\r\n";

/// Documents compiled without a policy, on a day that never changes.
pub(super) fn compiled(
    sources: &SourceMap,
    inputs: &[DocumentInput],
    files: &ProjectFiles,
    config: &Config,
) -> Compilation {
    let today = jiff::civil::date(2026, 11, 26);
    compile(sources, inputs, files, config, &crate::policy::Policies::default(), today)
}

fn compilation(documents: &[(&str, &str)]) -> (SourceMap, Compilation, Config) {
    let mut sources = SourceMap::default();
    let config = Config { title: Some("手順 & 書".to_owned()), ..Config::default() };
    let inputs: Vec<DocumentInput> = documents
        .iter()
        .map(|(path, text)| {
            let file = sources.add(SourceFile::new(format!("content/{path}"), *text));
            DocumentInput { file, id: path.trim_end_matches(".md").to_owned(), path: (*path).to_owned() }
        })
        .collect();
    let paths = documents.iter().map(|(path, _)| (*path).to_owned());
    let files = ProjectFiles::new("content", paths.chain(["config.yaml".to_owned(), "図.png".to_owned()]), Vec::new());
    let compilation = compiled(&sources, &inputs, &files, &config);
    (sources, compilation, config)
}

type Files = BTreeMap<String, String>;

fn site(documents: &[(&str, &str)], options: &EmitOptions<'_>) -> (Files, Vec<AssetCopy>) {
    let (sources, compilation, config) = compilation(documents);
    let files = Mutex::new(Files::new());
    let put = |artifact: Artifact| {
        let text = String::from_utf8(artifact.bytes).unwrap();
        let before = files.lock().unwrap().insert(artifact.path.clone(), text);
        if before.is_some() { Err(artifact.path) } else { Ok(()) }
    };
    let assets = emit(&compilation.library, &sources, &config, options, &put).unwrap();
    (files.into_inner().unwrap(), assets)
}

fn sample() -> (Files, Vec<AssetCopy>) {
    let finding = |span| {
        Diagnostic::new("link/no-such-file", Level::Error, crate::source::FileId(0), span, Message::new("site-title"))
    };
    let findings = [finding(Span::new(4, 8))];
    let options = EmitOptions { diagnostics: &findings, ..EmitOptions::default() };
    site(&[("決済.md", RUNBOOK), ("ops/db.md", OTHER), ("index.md", "# 索引\n\n[決済](決済.md)\n")], &options)
}

#[test]
fn every_file_of_the_api_keeps_its_schema_and_holds_no_null() {
    let (files, _) = sample();
    let mut seen = BTreeSet::new();
    let records = |path: &str| path.starts_with("api/") && path.ends_with(".json") && !path.contains("/schema/");
    for (path, text) in files.iter().filter(|(path, _)| records(path)) {
        let name = if path.starts_with("api/runbooks/") { "runbook" } else { &path[4..path.len() - 5] };
        let schema: serde_json::Value = serde_json::from_str(&schema(name).unwrap()).unwrap();
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
        assert!(!text.contains(":null"), "{path}");
        seen.insert(name.to_owned());
    }
    assert_eq!(seen, schema_names().map(str::to_owned).collect());
    let index: serde_json::Value = serde_json::from_str(&files["api/index.json"]).unwrap();
    assert_eq!(index["runbooks"][0]["json"], "api/runbooks/決済.json");
    assert_eq!(index["runbooks"][0]["diagnostics"]["errors"], 1);
    let runbook: serde_json::Value = serde_json::from_str(&files["api/runbooks/決済.json"]).unwrap();
    assert_eq!(runbook["severity_levels"][0]["response_target"]["iso8601"], "PT15M");
    assert_eq!(runbook["severity_levels"][0]["resolution_target"], serde_json::json!({"text": "すぐくらい"}));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(sample);
    assert!(one == sample());
}

#[test]
fn every_link_of_a_page_leads_to_a_file_of_the_site() {
    let (files, assets) = sample();
    let mut known: BTreeSet<String> = files.keys().cloned().collect();
    known.extend(assets.into_iter().map(|asset| asset.path));
    for (page, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for name in [" href=\"", " src=\""] {
            for rest in text.split(name).skip(1) {
                let target = rest.split('"').next().unwrap().replace("&amp;", "&");
                if target.starts_with("http") {
                    continue;
                }
                assert_ne!(target, "#", "{page}: a link to nowhere");
                let (path, fragment) = target.split_once('#').unwrap_or((&target, ""));
                let to = if path.is_empty() { page.clone() } else { joined(page, path) };
                assert!(known.contains(&to), "{page}: {target}");
                if let Some(html) = files.get(&to).filter(|_| !fragment.is_empty()) {
                    let id = crate::syntax::destination::percent_decode(fragment);
                    assert!(html.contains(&format!(" id=\"{id}\"")), "{page}: {target}");
                }
            }
        }
    }
}

#[test]
fn a_finding_is_marked_where_it_is_and_listed_with_a_link_to_it() {
    let found = |level, at: usize| {
        let span = Span::new(at, at + 1);
        Diagnostic::new("link/no-such-file", level, crate::source::FileId(0), span, Message::new("site-title"))
    };
    let at = |text: &str| RUNBOOK.find(text).unwrap();
    let findings = [
        found(Level::Info, 0),
        found(Level::Warning, at("佐藤")),
        found(Level::Error, at("kubectl")),
        found(Level::Error, at("[^1]: ") + 8),
    ];
    let (files, _) = site(&[("index.md", RUNBOOK)], &EmitOptions { diagnostics: &findings, ..EmitOptions::default() });
    for page in ["index.html", "index-1.html"] {
        let html = &files[page];
        for (number, line) in [(1, 36), (2, 61), (3, 16), (4, 1)] {
            let entry = html.split(&format!("<li id=\"RBC-finding-{number}\">")).nth(1).unwrap();
            assert!(
                entry.contains(&format!("<a href=\"#RBC-flag-{number}\">{line} 行目</a>")),
                "{page} {number}: {entry}"
            );
            assert_eq!(html.matches(&format!(" id=\"RBC-flag-{number}\"")).count(), 1, "{page} {number}");
        }
        let cell = html.split("佐藤").nth(1).unwrap();
        let mark = "<a class=\"flag flag-warning\" id=\"RBC-flag-3\" href=\"#RBC-finding-3\" \
                    data-name=\"警告 link/no-such-file\" aria-label=\"警告 link/no-such-file: 運用手順書\"></a></td>";
        assert!(cell.starts_with(mark), "{cell}");
        assert_eq!(html.matches("class=\"flag ").count(), 3, "a hint is a place, not a mark");
    }
}

#[test]
fn a_scenario_has_a_page_of_its_own_whose_links_lead_where_they_led() {
    let text = "# 決済 障害対応\n\n## 連絡先\n\n| 役割 | 電話 |\n| --- | --- |\n| 一次 | 03-5555-0100 |\n\n## 対応\n\n\
                ### 1. DBに接続できない\n\n#### 症状\n\n- `too many clients` が出る\n\n#### 対処\n\n\
                [連絡先](#連絡先)、[症状](#症状)、[先](ops/db.md#復旧)、[外](https://a.example.org/x)、[図](図.png)。\n\n\
                ##### 補足\n\n本文\n\n### 2. 高負荷\n\n**症状**: 遅い\n\n**対処**:\n\n1. 増やす\n\n## 復旧判定\n\n- 5xx が 1% 未満\n";
    let documents = [("決済.md", text), ("ops/db.md", "# DB\n\n## 復旧\n\n1. 戻す\n")];
    let (files, _) = site(&documents, &EmitOptions::default());
    let page = &files["決済/1-dbに接続できない.html"];
    assert!(page.contains("<h1 id=\"1-dbに接続できない\">") && page.matches("<h1").count() == 1, "{page}");
    for expected in [
        "<h2 id=\"症状\">",
        "<h3 id=\"補足\">",
        "href=\"../決済.html#連絡先\">連絡先</a>、<a href=\"#症状\">",
        "href=\"../ops/db.html#復旧\"",
        "href=\"https://a.example.org/x\"",
        "<a href=\"../決済.html#復旧判定\">復旧判定</a>",
        "<a rel=\"next\" href=\"2-高負荷.html\">",
        "<a href=\"../決済.html#1-dbに接続できない\">決済 障害対応</a>",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    assert!(!page.contains("高負荷</span>") && !page.contains("03-5555-0100"), "nothing of others");
    let home = &files["index.html"];
    assert!(home.contains("<a href=\"決済/2-高負荷.html\">"), "{home}");
    let index: serde_json::Value = serde_json::from_str(&files["api/index.json"]).unwrap();
    assert_eq!(index["runbooks"][0]["scenarios"][1]["url"], "決済/2-高負荷.html");
    // One that is the whole document leads to that.
    let whole = "# 高エラー率対応\n\n## 症状\n\n- 5xx\n\n## 対処\n\n1. 戻す\n";
    let (files, _) = site(&[("5xx.md", whole)], &EmitOptions::default());
    let page = files.iter().find(|(path, _)| path.starts_with("5xx/")).unwrap().1;
    assert!(page.contains("content=\"0; url=../5xx.html\""), "{page}");
}

/// Ids that GitHub gives to headings hold no capital letter; those of a page's own parts begin with one.
#[test]
fn no_heading_takes_the_id_of_a_part_of_the_page() {
    let titles =
        ["top", "main", "outline", "search", "search all", "documents", "finding 1", "flag 1", "code 1", "footnote 1"];
    let headings: String =
        titles.iter().map(|title| format!("## rbc {title}\n\n本文[^1]\n\n```bash\nls\n```\n\n")).collect();
    let text = format!("# 手順\n\n{headings}[無い](無い.md)\n\n[^1]: 脚注\n");
    let (files, _) = site(&[("手順.md", &text), ("index.md", &text)], &EmitOptions::default());
    for (page, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let mut ids = BTreeSet::new();
        for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.insert(id), "{page}: {id} twice");
            assert!(
                !id.starts_with("rbc-") || titles.iter().any(|title| id == format!("rbc-{}", title.replace(' ', "-"))),
                "{page}: {id}"
            );
        }
    }
}

fn joined(page: &str, path: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => parts.truncate(parts.len().saturating_sub(1)),
            _ => parts.push(part),
        }
    }
    crate::syntax::destination::percent_decode(&parts.join("/"))
}

#[test]
fn no_page_runs_or_loads_what_is_not_the_sites() {
    let (files, _) = sample();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!text.contains("<script>") && !text.contains("<style") && !text.contains(" style="), "{path}");
        assert!(!text.contains("href=\"javascript:"), "{path}");
        assert!(!text.contains("内緒"), "{path}: comments stand nowhere");
        assert_eq!(text.matches("<script ").count(), text.matches("<script defer src=\"").count(), "{path}");
        let own = matches!(path.as_str(), "commands.html" | "sql.html") || text.contains("<div class=\"content\">");
        let scripts = if own { 3 } else { 2 };
        assert_eq!(text.matches("<script ").count(), scripts, "{path}: the page's own, the search's, the filter's");
    }
    let twin = &files["決済.md"];
    assert!(!twin.contains("内緒") && !twin.contains("owners:") && twin.starts_with("# 決済 障害対応"));
    assert!(files["ops/db.html"].contains("{{ site.title }} {% raw %}"), "a text is never a template");
}

#[test]
fn a_wrong_template_is_named_with_its_line() {
    let (sources, compilation, config) = compilation(&[("a.md", "# あ\n")]);
    let fault = |name: &str, text: &str| {
        let templates = [(name.to_owned(), text.to_owned())];
        let options = EmitOptions { templates: &templates, ..EmitOptions::default() };
        match emit(&compilation.library, &sources, &config, &options, &|_| Ok::<(), ()>(())) {
            Err(EmitError::Template(fault)) => fault,
            other => panic!("{other:?}"),
        }
    };
    let syntax = fault("404.html", "<p>\n{% if %}\n");
    assert_eq!((syntax.template.as_str(), syntax.place.map(|place| place.0)), ("404.html", Some(2)));
    let unknown = fault("parts/footer.html", "<p>\n\n{{ pgae.title }}");
    assert_eq!((unknown.template.as_str(), unknown.place.map(|place| place.0)), ("parts/footer.html", Some(3)));
    let words = crate::text::Catalogue::new(config.language).message(&unknown.message());
    assert!(words.contains("parts/footer.html:3:"), "{words}");
}

#[test]
fn own_templates_and_styles_take_the_place_of_the_built_in_ones() {
    let own = [("style.css", "body{}"), ("parts/footer.html", "{{ words.home }}")];
    let templates = own.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let (files, _) = site(&[("a.md", "# あ\n")], &EmitOptions { templates: &templates, ..EmitOptions::default() });
    assert_eq!(files["assets/style.css"], "body{}");
    assert!(files["a.html"].contains("</div>\nホーム</body>"));
}

#[test]
fn checklists_have_pages_texts_and_records() {
    let (files, _) = sample();
    let pages: Vec<&String> = files.keys().filter(|path| path.starts_with("checklists/決済/")).collect();
    assert_eq!(pages.len(), 3, "{pages:?}");
    let markdown = files.iter().find(|(path, _)| path.starts_with("checklists/") && path.ends_with(".md")).unwrap().1;
    assert!(markdown.ends_with("- [ ] 復旧を確認した\n- [x] 連絡した\n  - [ ] 詳細\n"), "{markdown}");
}

#[test]
fn a_box_has_one_key_on_its_document_and_on_its_list() {
    let text = "# 点検\n\n□ **予備機** を見る  \n□ 時刻\n\n- □ DB &amp; 検索 □ 正常 □ 異常\n  - □ 遅延\n- [ ] 待機系 □ 同期中 □ 停止\n\n\
                | 項目 | 結果 | 済 |\n|---|---|---|\n| 空き | □OK □NG | □ |\n\n```\n┌───┐\n│ □ 枠 │\n└───┘\n```\n";
    let (files, _) = site(&[("点検.md", text)], &EmitOptions::default());
    let keys = |path: &str| -> BTreeSet<String> {
        files[path].split("data-task=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
    };
    let lists: BTreeSet<String> = files
        .keys()
        .filter(|path| path.starts_with("checklists/") && path.ends_with(".html"))
        .flat_map(|path| keys(path))
        .collect();
    assert_eq!(lists.len(), 13);
    assert_eq!(keys("点検.html"), lists);
}

#[test]
fn search_is_on_every_page_or_on_none() {
    let documents = [(
        "決済.md",
        "---\nservice: checkout\n---\n# 決済\n\n## 2. 決済が遅い\n\n重大度: SEV-2\n\n### 症状\n\n遅い。\n",
    )];
    let (files, _) = site(&documents, &EmitOptions::default());
    for name in ["search.html", "assets/dialog.js", "assets/search.js", "search/index.js", "search/facts.js"] {
        assert!(files.contains_key(name), "{name}");
    }
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(text.contains("search.html\">検索</a>") && text.contains("assets/dialog.js"), "{path}");
    }
    assert!(files["search.html"].contains("決済.html"), "without a script the documents are listed");
    assert!(files["assets/dialog.js"].starts_with("window.rbcWords={") && files["assets/dialog.js"].contains("破壊的"));
    assert!(files["search/facts.js"].contains("\"services\":[\"checkout\"]"), "{}", files["search/facts.js"]);
    assert!(files["search/facts.js"].contains("\"severities\":[\"SEV2\"]"), "{}", files["search/facts.js"]);
    let (files, _) = site(&documents, &EmitOptions { without_search: true, ..EmitOptions::default() });
    for (path, text) in &files {
        assert!(!path.starts_with("search") && path != "assets/dialog.js" && path != "assets/search.js", "{path}");
        assert!(!path.ends_with(".html") || (!text.contains("search.html") && !text.contains("dialog.js")), "{path}");
    }
}

#[test]
fn pages_over_all_documents_name_each_thing_once_and_link_to_its_place() {
    let table = "| レベル | 初動 | 解決 |\n|---|---|---|\n| SEV1 | 15分以内 | 2時間以内 |\n";
    let contacts = "## 連絡先\n\n| 役割 | 担当 | 連絡先 |\n|---|---|---|\n| DBA | 長谷川 | 03-5555-0112 |\n| 一次 | 未定 | TBD |\n";
    let runbook = |title: &str, target: &str| {
        let table = table.replace("15分以内", target);
        format!(
            "# {title} 障害対応\n\n## 重大度\n\n{table}\n{contacts}\n## 遅い\n\n### 対処\n\n```bash\nkubectl delete pod web\n\
             psql -c \"SELECT 1\"\n```\n\n- [ ] 戻った\n"
        )
    };
    let (first, second, third) =
        (runbook("決済", "15分以内"), runbook("在庫", "15分以内"), runbook("配送", "1時間以内"));
    let (files, _) = site(&[("a.md", &first), ("b.md", &second), ("ops/c.md", &third)], &EmitOptions::default());
    let contacts = &files["contacts.html"];
    assert_eq!(contacts.matches("href=\"tel:0355550112\"").count(), 1, "{contacts}");
    assert!(contacts.contains("ops/c.html") && !contacts.contains("TBD"), "{contacts}");
    assert!(!contacts.contains("now.js"), "no hours are known");
    let severity = &files["severity.html"];
    assert_eq!(severity.matches("<span class=\"badge badge-warning\">違い</span>").count(), 1, "{severity}");
    let bare = "# 夜間 障害対応\n\n## 重大度\n\n| レベル | 定義 |\n|---|---|\n| SEV1 | 全停止 |\n";
    let documents = [("a.md", bare), ("b.md", bare), ("c.md", first.as_str())];
    let (said, _) = site(&documents, &EmitOptions::default());
    assert!(!said["severity.html"].contains("badge-warning"), "who gives no times says nothing else");
    let commands = &files["commands.html"];
    assert_eq!(commands.matches("data-effect=\"destructive\"").count(), 3, "{commands}");
    assert!(commands.contains("a.html#対処") && commands.contains("遅い › 対処"), "{commands}");
    assert!(files["sql.html"].contains("SELECT 1") && files["checklists.html"].contains("checklists/a/"));
    assert!(files["report.html"].contains("問題は見つかりませんでした"));
    let api = &files["api/index.html"];
    for name in ["commands", "anchors", "catalog"] {
        assert!(api.contains(&format!("href=\"{name}.json\"")) && api.contains(&format!("schema/{name}.schema.json")));
    }
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let root = "../".repeat(path.matches('/').count());
        assert!(text.contains(&format!("href=\"{root}contacts.html\"")), "{path}");
    }
    let (files, _) = site(&[("a.md", "# 索引\n\n文だけ。\n")], &EmitOptions::default());
    assert!(!files.contains_key("contacts.html") && !files.contains_key("sql.html"));
    assert!(!files["a.html"].contains("contacts.html") && files["a.html"].contains("report.html"));
}

#[test]
fn an_alert_without_a_failure_leads_to_the_section_that_names_it() {
    let text = "# 監視の手引き\n\n## 概要\n\n文。\n\n## 監視\n\n### 閾値\n\n| アラート名 | 条件 |\n|---|---|\n| DiskAlmostFull | 90%超 |\n";
    let (files, _) = site(&[("ops/a.md", text)], &EmitOptions::default());
    let (_, page) = files.iter().find(|(path, _)| path.starts_with("a/")).unwrap();
    assert!(page.contains("<a href=\"../ops/a.html#閾値\">閾値</a>"), "{page}");
}

#[test]
fn documents_of_one_title_are_told_apart() {
    let documents = [("a/deploy.md", "# 手順\n"), ("b/deploy.md", "# 手順\n"), ("b/web.md", "# 公開\n")];
    let (files, _) = site(&documents, &EmitOptions::default());
    for path in ["index.html", "b/web.html"] {
        let page = &files[path];
        assert!(page.contains("<code>b/deploy</code>") && !page.contains("<code>b/web</code>"), "{page}");
    }
    assert!(files["index.html"].contains("<code>a/deploy</code>"));
}

#[test]
fn who_can_be_reached_stands_first() {
    let contacts = "# 決済 障害対応\n\n## 連絡先\n\n| 役割 | 担当 | 連絡先 |\n|---|---|---|\n| 一次 | 未定 | TBD |\n| 二次 | 長谷川 | 03-5555-0112 |\n";
    let (files, _) = site(&[("a.md", contacts)], &EmitOptions::default());
    let page = &files["contacts.html"];
    assert!(page.find("二次").unwrap() < page.find("一次").unwrap(), "{page}");
}

#[test]
fn levels_of_one_table_and_times_of_another_stand_in_one_row() {
    let first = "# 決済 障害対応\n\n## 重大度\n\n| レベル | 名称 |\n|---|---|\n| SEV1 | 全停止 |\n\n## 目標\n\n\
                 | レベル | 初動 | 解決 |\n|---|---|---|\n| SEV1 | 5分以内 | 4時間以内 |\n";
    let second =
        "# 在庫 障害対応\n\n## 重大度\n\n| レベル | 初動 | 解決 |\n|---|---|---|\n| SEV1 | 5分以内 | 4時間以内 |\n";
    let (files, _) = site(&[("a.md", first), ("b.md", second)], &EmitOptions::default());
    let severity = &files["severity.html"];
    assert_eq!(severity.matches("4時間以内").count(), 2, "{severity}");
    assert!(!severity.contains("badge-warning"), "they say the same: {severity}");
}

#[test]
fn machines_read_what_a_reader_sees() {
    let documents = [
        (
            "決済.md",
            "---\nservice: checkout\nupdated: 2026-11-01\n---\n# 決済 障害対応\n\n<!-- 内緒 -->\n\n**担当**: SRE\n\n決済が\u{200b}止まったときの手順です。続き。\n\n\
             ## HighErrorRate\n\n### 症状\n\n- 502 が返る\n\n### 対処\n\n```bash\nls\n```\n",
        ),
        ("雛形.md", "---\ntemplate: true\n---\n# 雛形\n\n## LowDisk\n\n### 症状\n\n- 〇〇\n"),
    ];
    let (files, _) = site(&documents, &EmitOptions::default());
    let catalog: serde_json::Value = serde_json::from_str(&files["api/catalog.json"]).unwrap();
    let card = &catalog["runbooks"][0];
    assert_eq!(card["description"], "決済が止まったときの手順です。");
    assert_eq!((&card["alerts"][0], &card["markdown"]), (&"HighErrorRate".into(), &"決済.md".into()));
    assert_eq!(catalog["runbooks"].as_array().map(Vec::len), Some(1), "templates are none: {catalog}");
    let anchors: serde_json::Value = serde_json::from_str(&files["api/anchors.json"]).unwrap();
    assert_eq!(anchors["alerts"][0]["url"], "a/HighErrorRate.html");
    assert!(anchors["pages"][0]["anchors"].as_array().unwrap().contains(&"higherrorrate".into()), "{anchors}");
    assert!(files["a/HighErrorRate.html"].contains("href=\"../決済/higherrorrate.html\""));
    assert!(
        files["a/HighErrorRate.html"].contains("502 が返る") && files["index.html"].contains("a/HighErrorRate.html")
    );
    assert!(
        files["llms.txt"].contains("- [決済 障害対応](決済.md): 決済が止まったときの手順です。"),
        "{}",
        files["llms.txt"]
    );
    assert!(files["llms.txt"].contains("\n  - "), "scenarios say what it is for: {}", files["llms.txt"]);
    assert!(files["robots.txt"].contains("Disallow: /\n") && !files.contains_key("sitemap.xml"));
    for name in ["llms.txt", "api/catalog.json", "api/anchors.json"] {
        assert!(!files[name].contains("内緒") && !files[name].contains('\u{200b}'), "{name}");
    }
}

#[test]
fn private_contacts_are_published_nowhere() {
    let text = "# 決済 障害対応\n\n## 連絡先\n\n| 役割 | 担当 | 連絡先 |\n|---|---|---|\n| 一次 | 山田 | 090-1234-5678 |\n\
                | 二次 | 鈴木 | suzuki.ichiro@kawasemi.jp |\n\n## 遅い\n\n夜間は 09012345678 か 090-1234-5678 へ。Suzuki.Ichiro@kawasemi.jp にも送る。\n\n```bash\nmail -s 障害 suzuki.ichiro@kawasemi.jp < a.txt\n```\n";
    let (sources, compilation, config) = compilation(&[("a.md", text)]);
    let config = Config { private: true, ..config };
    let files = Mutex::new(BTreeMap::new());
    let put = |artifact: Artifact| {
        files.lock().unwrap().insert(artifact.path, String::from_utf8(artifact.bytes).unwrap());
        Ok::<(), ()>(())
    };
    assert!(emit(&compilation.library, &sources, &config, &EmitOptions::default(), &put).is_ok());
    let files = files.into_inner().unwrap();
    for (path, text) in files.iter().filter(|(path, _)| !path.starts_with("assets/")) {
        for hidden in ["1234-5678", "12345678", "uzuki.", "ichiro", "5678"] {
            assert!(!text.to_lowercase().contains(hidden), "{path}: {hidden}");
        }
    }
    assert!(
        files["a.html"].contains("090-••••-••••") && files["a.html"].contains("••••@kawasemi.jp"),
        "{}",
        files["a.html"]
    );
    assert!(files["api/contacts.json"].contains("090-••••-••••") && files["a.md"].contains("••••@kawasemi.jp"));
}
