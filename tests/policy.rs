//! The examples of `policy.md` and `contacts.md` in both languages of the manual: what a page says a policy reports is what it reports.
//!
//! A fence is a file, its path behind its language. A fence `text` holds the findings of category `schema` for the files
//! above it; the last policy is for all documents where the page gives no `rbc.yaml` with it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its page has to fail")]

use std::fs;
use std::path::Path;
use std::process::Command;

struct Example {
    files: Vec<(String, String)>,
    expected: String,
    line: usize,
}

fn examples(page: &str) -> Vec<Example> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    let mut examples = Vec::new();
    let mut files: Vec<(String, String)> = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        let body = format!("{}\n", body.join("\n"));
        match info.split_once(' ') {
            Some((_, path)) => {
                // Another policy begins another example; another document takes the place of the one before.
                if path.starts_with("schema/") && files.iter().any(|(known, _)| known.starts_with("schema/")) {
                    files.clear();
                }
                files.retain(|(known, _)| known != path);
                files.push((path.to_owned(), body));
            }
            None if info == "text" => examples.push(Example { files: files.clone(), expected: body, line: at + 1 }),
            None => {}
        }
    }
    examples
}

fn found(example: &Example, language: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let policy = example.files.iter().find(|(path, _)| path.starts_with("schema/")).unwrap();
    fs::write(folder.path().join("rbc.yaml"), format!("policies: [{{policy: {}}}]\n", policy.0)).unwrap();
    for (path, text) in &example.files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut rbc = Command::new(env!("CARGO_BIN_EXE_rbc"));
    let output =
        rbc.args(["--lang", language, "check", "--format", "jsonl"]).current_dir(folder.path()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let findings = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let shown = findings.filter(|finding| finding["rule"].as_str().unwrap().starts_with("schema/")).map(|finding| {
        let place = &finding["location"];
        format!(
            "{}:{}:{} {}[{}] {}\n",
            place["path"].as_str().unwrap(),
            place["line"],
            place["column"],
            finding["level"].as_str().unwrap(),
            finding["rule"].as_str().unwrap(),
            finding["message"].as_str().unwrap()
        )
    });
    shown.collect::<String>() + &String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_page_says_what_policies_report() {
    for (name, count) in [("policy", 5), ("contacts", 1)] {
        for language in ["ja", "en"] {
            let page = format!("docs/{language}/{name}.md");
            let examples = examples(&page);
            assert!(examples.len() >= count, "{page}");
            for example in &examples {
                assert_eq!(found(example, language), example.expected, "{page}:{}", example.line);
            }
        }
    }
}
