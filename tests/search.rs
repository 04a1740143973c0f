//! One engine, two readers: `rbc search` in a terminal and `web/search.js` in a page read the same files and answer alike.
//!
//! Needs Node. Where it is missing the tests say so and pass, unless `RBC_REQUIRE_ALL` is set.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
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
        eprintln!("skipped: node is missing");
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
        eprintln!("skipped: RBC_SHARED does not name a folder with real runbooks");
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
        eprintln!("skipped: RBC_SHARED does not name a folder with an evaluation");
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
