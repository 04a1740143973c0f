//! One engine, two readers: `rbc search` in a terminal and `web/search.js` in a page read the same files and answer alike.
//!
//! Needs Node. Where it is missing the tests say so and pass, unless `RBC_REQUIRE_ALL` is set.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use rbc::search::reading::reading;
use serde_json::{Value, json};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs `tests/search/engine.js`; false where there is no Node to run it.
fn engine<S: AsRef<OsStr>>(arguments: &[S]) -> bool {
    let Ok(output) = Command::new("node").arg(root().join("tests/search/engine.js")).args(arguments).output() else {
        assert!(std::env::var_os("RBC_REQUIRE_ALL").is_none(), "node is missing");
        aloud("skipped: node is missing");
        return false;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    true
}

fn build(content: &Path, site: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rbc"));
    command.args(["build", "--quiet", "--today", "2026-11-30", "--output-file"]).arg(site.with_extension("txt"));
    command.arg("--content").arg(content).arg("--out").arg(site).current_dir(root());
    let status = command.status().unwrap();
    assert!(matches!(status.code(), Some(0 | 1)), "rbc build gave {status}");
}

/// Asks both readers every query of a file, one JSON object a line.
fn agree(site: &Path, queries: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rbc"));
    command.args(["search", "--limit", "20", "--site"]).arg(site).arg("--batch").arg(queries);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answers = site.with_extension("answers.jsonl");
    fs::write(&answers, output.stdout).unwrap();
    let [site, queries, answers] = [site, queries, &answers].map(|path| path.to_string_lossy().into_owned());
    engine(&["agree".to_owned(), site, queries, answers]);
}

#[test]
fn the_page_makes_the_same_terms() {
    engine(&["kana"]);
    engine(&["vectors".into(), root().join("tests/search/vectors.json")]);
}

#[test]
fn the_engine_is_small() {
    engine(&["size".into(), root().join("web/search.js"), PathBuf::from("8192")]);
    engine(&["size".into(), root().join("web/dialog.js"), PathBuf::from("8192")]);
}

/// Every heading of the examples, each also cut short, the golden queries, and texts that are no words.
fn queries() -> BTreeSet<String> {
    let mut queries = BTreeSet::new();
    let mut folders = vec![root().join("content")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                let text = fs::read_to_string(path).unwrap();
                for title in text.lines().filter_map(|line| line.strip_prefix('#')) {
                    let title = title.trim_start_matches('#').trim();
                    queries.insert(title.to_owned());
                    queries.insert(title.chars().take(title.chars().count() * 2 / 3).collect());
                    queries.extend(title.chars().next().map(String::from));
                }
            }
        }
    }
    for name in ["golden", "vectors"] {
        let list: Vec<Value> =
            serde_json::from_str(&fs::read_to_string(root().join(format!("tests/search/{name}.json"))).unwrap())
                .unwrap();
        let text = |value: &Value| value["query"].as_str().or(value["text"].as_str()).map(str::to_owned);
        queries.extend(list.iter().filter_map(text));
    }
    queries
}

#[test]
fn page_and_terminal_give_the_same_answers() {
    let folder = tempfile::tempdir().unwrap();
    let (site, file) = (folder.path().join("site"), folder.path().join("queries.jsonl"));
    build(&root().join("content"), &site);
    let queries = queries();
    for character in ["電", "者", "図", "支", "取", "線"] {
        assert!(!found(&site, character).is_empty(), "{character} stands in the examples, but not in a heading");
    }
    assert!(queries.len() > 500, "{}", queries.len());
    let lines =
        queries.into_iter().enumerate().map(|(at, query)| format!("{}\n", json!({ "qid": at, "query": query })));
    fs::write(&file, lines.collect::<String>()).unwrap();
    agree(&site, &file);
}

/// Judged by a reader before anything was read: `tests/search/readings.tsv` has path, line and reading of 200 headings.
#[test]
fn headings_are_read_as_a_reader_reads_them() {
    let Some(shared) = std::env::var_os("RBC_SHARED") else {
        aloud("skipped: RBC_SHARED does not name a folder with real runbooks");
        return;
    };
    let corpus = Path::new(&shared).join("corpus");
    let table = fs::read_to_string(root().join("tests/search/readings.tsv")).unwrap();
    let (mut right, mut wrong) = (0, Vec::new());
    for line in table.lines() {
        let [path, number, expected] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let text = fs::read_to_string(corpus.join(path)).unwrap();
        let heading = text.lines().nth(number.parse::<usize>().unwrap() - 1).unwrap().replace(['`', '*'], "");
        let said =
            |text: &str| reading(&text.chars().collect::<Vec<_>>()).iter().map(|letter| letter.character).collect();
        let (read, expected): (String, String) = (said(&heading), said(expected));
        if read.contains(&expected) {
            right += 1;
        } else {
            wrong.push(format!("{expected}: {read}"));
        }
    }
    println!("{right} headings are read right, {} wrong: {wrong:#?}", wrong.len());
    assert!(right >= 196, "{right}: {wrong:#?}");
}

#[test]
fn page_and_terminal_give_the_same_answers_to_questions_of_others() {
    let Some(shared) = std::env::var_os("RBC_SHARED") else {
        aloud("skipped: RBC_SHARED does not name a folder with an evaluation");
        return;
    };
    let evaluation = Path::new(&shared).join("search-eval");
    for name in ["react", "angular"] {
        let queries = evaluation.join(format!("queries_{name}.jsonl"));
        if queries.exists() {
            let folder = tempfile::tempdir().unwrap();
            let site = folder.path().join("site");
            build(&evaluation.join("corpus").join(name), &site);
            agree(&site, &queries);
            engine(&["weigh".as_ref(), site.as_os_str(), queries.as_os_str(), "60000".as_ref()]);
        }
    }
}

/// All that stands in the files of a folder.
fn all_text(folder: &Path) -> String {
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    files.collect()
}

/// Titles that `rbc search` finds.
fn found(site: &Path, query: &str) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rbc"));
    let output = command.args(["search", "--format", "json", "--site"]).arg(site).args(["--", query]).output().unwrap();
    let hits: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let titles = hits.as_array().into_iter().flatten().filter_map(|hit| hit["title"].as_str());
    titles.map(str::to_owned).collect()
}

#[test]
fn the_index_holds_what_the_page_shows_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (content, site) = (folder.path().join("content"), folder.path().join("site"));
    fs::create_dir_all(&content).unwrap();
    fs::write(
        content.join("kessai.md"),
        "---\ntitle: 決済の手順\nmemo: 前書きの秘密\n---\n\n<!-- 消された下書きの文 -->\n\n# 決済の手順\n\n## 遅延の対応\n\n\
         本文は\u{200b}見える&#8203;文です。<!-- 行中の注釈 --> 鍵は `ghp_9f8Ke2LmQ4xTz7Rw1VbNc6Yd3Ha5Jp0SuGtE` でした。\n\n\
         [飛び先](./nai.md \"添え書き\") と ![波形の図](./zu.png) です。\n\n```bash\n# 注釈も見える\nkubectl get pods\n```\n",
    )
    .unwrap();
    fs::write(content.join("old.md"), "# 無視される文書\n\n外の文\n").unwrap();
    fs::write(content.join(".gitignore"), "old.md\n").unwrap();
    fs::write(content.join(".hidden.md"), "# 隠れた文書\n").unwrap();
    fs::write(folder.path().join("rbc.yaml"), "synonyms:\n  - [遅延, もたつき]\n").unwrap();
    let run = |out: &Path, more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rbc"));
        command.args(["build", "--quiet", "--content", "content", "--out"]).arg(out).args(more);
        let status = command.current_dir(folder.path()).stdout(std::process::Stdio::null()).status().unwrap();
        assert!(matches!(status.code(), Some(0 | 1)), "rbc build gave {status}");
    };
    run(&site, &[]);
    let text = all_text(&site.join("search"));
    for shown in ["見える文です", "飛び先", "注釈も見える", "kubectl get pods"] {
        assert!(text.contains(shown), "{shown} is missing");
    }
    let hidden =
        ["前書き", "下書き", "行中", "9f8Ke2LmQ4", "添え書き", "nai.md", "無視される", "外の文", "隠れた", "\u{200b}"];
    for hidden in hidden {
        assert!(!text.contains(hidden), "{hidden} is in the index");
        assert!(!text.contains(&hidden.escape_unicode().to_string()), "{hidden} is in the index");
    }
    assert_eq!(found(&site, "もたつき"), ["遅延の対応"], "a synonym of rbc.yaml");
    assert_eq!(found(&site, "下書き"), [""; 0]);
    let without = folder.path().join("without");
    run(&without, &["--no-search"]);
    assert!(!without.join("search").exists() && !without.join("search.html").exists());
}

#[test]
fn an_index_with_parts_missing_or_of_another_build_gives_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    let (site, other) = (folder.path().join("site"), folder.path().join("other"));
    let content = folder.path().join("content");
    fs::create_dir_all(&content).unwrap();
    fs::write(content.join("a.md"), "# 決済の障害\n\n## 遅延\n\n決済が遅い。\n").unwrap();
    build(&content, &site);
    fs::write(content.join("a.md"), "# 決済の障害\n\n前置き。\n\n## 遅延\n\n決済が遅い。\n").unwrap();
    build(&content, &other);
    let ask = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rbc"));
        command.args(["search", "--site"]).arg(&site).arg("決済").output().unwrap()
    };
    assert_eq!(ask().status.code(), Some(0));
    for name in ["s0.js", "t0.js"] {
        let file = site.join("search").join(name);
        let whole = fs::read(&file).unwrap();
        let of_other = fs::read(other.join("search").join(name)).unwrap();
        for damaged in [&whole[..whole.len() / 2], &[], &of_other] {
            fs::write(&file, damaged).unwrap();
            let output = ask();
            assert_eq!(output.status.code(), Some(2), "{name}");
            assert!(output.stdout.is_empty());
            assert!(String::from_utf8_lossy(&output.stderr).contains(name));
        }
        fs::remove_file(&file).unwrap();
        assert_eq!(ask().status.code(), Some(2), "{name} is missing");
        fs::write(&file, whole).unwrap();
    }
    assert_eq!(ask().status.code(), Some(0));
}

/// Says what is not run. The harness keeps what `eprintln!` prints in a test that passes, and nobody would hear of it.
fn aloud(said: &str) {
    let _ = writeln!(std::io::stderr(), "{said}");
}
