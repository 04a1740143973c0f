//! The manual in `docs/`: built and checked by rbc, the same in both languages, and every command that it shows with output
//! is run.
//!
//! In a page a fence `console` is run, a fence `sh` is not. A fence whose info string names a file (`yaml rbc.yaml`) is that
//! file, written where it stands. [`page`] reads this, [`session`] runs it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read the manual has to fail")]

#[path = "manual/page.rs"]
mod page;
#[path = "manual/pattern.rs"]
mod pattern;
#[path = "manual/session.rs"]
mod session;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use page::Page;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Pages of a language, by their path in its folder.
fn pages(language: &str) -> Vec<Page> {
    let folder = Path::new(ROOT).join("docs").join(language);
    let files = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().flatten();
    let files = files.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "md"));
    files.map(|entry| Page::read(&folder, entry.path())).collect()
}

/// With RBC_UPDATE=1 pages are written anew with what came out, for a person to read in the diff.
#[test]
fn commands_print_what_the_manual_says() {
    let mut seen = 0;
    let mut faults = Vec::new();
    for language in ["ja", "en"] {
        for page in pages(language) {
            if let Some(tool) = page.tools().find(|tool| !session::has(tool)) {
                assert!(std::env::var_os("RBC_REQUIRE_ALL").is_none(), "{tool} is missing");
                aloud(&format!("skipped: {}/{}: {tool} is missing", language, page.name));
                continue;
            }
            seen += page.commands().count();
            let outputs = session::run(&page, language);
            if std::env::var_os("RBC_UPDATE").is_some() {
                page.rewrite(&outputs);
                continue;
            }
            for (command, output) in page.commands().zip(&outputs) {
                if !pattern::fits(&command.output, output) {
                    faults.push(format!(
                        "docs/{language}/{}:{}: $ {}\n--- as it stands\n{}--- as it came\n{output}",
                        page.name, command.line, command.text, command.output
                    ));
                }
            }
            assert_eq!(outputs.len(), page.commands().count(), "docs/{language}/{}: the shell ended early", page.name);
        }
    }
    assert!(faults.is_empty(), "{}\n{} differ; RBC_UPDATE=1 writes them anew", faults.join("\n"), faults.len());
    assert!(seen > 20, "{seen}");
}

#[test]
fn both_languages_have_the_same_pages_with_the_same_examples() {
    let (japanese, english) = (pages("ja"), pages("en"));
    let names = |pages: &[Page]| pages.iter().map(|page| page.name.clone()).collect::<BTreeSet<_>>();
    assert_eq!(names(&japanese), names(&english));
    for (left, right) in japanese.iter().zip(&english) {
        assert_eq!(left.outline(), right.outline(), "{}: levels of headings", left.name);
        // What is only shown may differ: readers of English are told of an alias.
        let fences = |page: &Page| {
            let all = page.fences.iter().map(|fence| fence.info.clone());
            all.filter(|info| info != "sh").collect::<Vec<_>>()
        };
        assert_eq!(fences(left), fences(right), "{}: fences", left.name);
    }
}

#[test]
fn a_console_in_the_manual_is_run() {
    for language in ["ja", "en"] {
        for page in pages(language) {
            for fence in page.fences.iter().filter(|fence| fence.info == "console") {
                assert!(
                    fence.lines.first().is_some_and(|line| line.starts_with("$ ")),
                    "docs/{language}/{}:{}: what is not run is `sh`",
                    page.name,
                    fence.line
                );
            }
        }
    }
}

#[test]
fn the_manual_is_a_site_without_a_finding() {
    let out = tempfile::tempdir().unwrap();
    for language in ["ja", "en"] {
        let site = out.path().join(language);
        let mut rbc = Command::new(env!("CARGO_BIN_EXE_rbc"));
        rbc.args(["--config", "manual.yaml", "--lang", language, "build", "--strict", "--format", "jsonl"]);
        let run = rbc.arg("--out").arg(&site).current_dir(ROOT).output().unwrap();
        let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{said}");
        assert_eq!(String::from_utf8_lossy(&run.stdout), "", "{language}: not even a remark");
        for page in ["index.html", "ja/tutorial.html", "en/tutorial.html", "rules/link/broken-anchor.html"] {
            assert!(site.join(page).is_file(), "{page}");
        }
    }
}

/// What the READMEs show of a check is what the tutorial shows, where it is run.
#[test]
fn the_sample_of_the_readme_is_real() {
    for (readme, language) in [("README.ja.md", "ja"), ("README.md", "en")] {
        let text = fs::read_to_string(Path::new(ROOT).join(readme)).unwrap();
        let sample = text.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        let tutorial = fs::read_to_string(Path::new(ROOT).join("docs").join(language).join("tutorial.md")).unwrap();
        assert!(sample.lines().count() > 5 && tutorial.contains(sample), "{readme}:\n{sample}");
    }
}

#[test]
fn files_that_point_into_the_manual_point_at_something() {
    let mut seen = 0;
    for name in ["README.md", "README.ja.md", "CHANGELOG.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(Path::new(ROOT).join(name)).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            if link.starts_with("docs/") {
                assert!(Path::new(ROOT).join(link).exists(), "{name}: {link}");
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

/// Says what is not run. The harness keeps what `eprintln!` prints in a test that passes, and nobody would hear of it.
fn aloud(said: &str) {
    let _ = writeln!(std::io::stderr(), "{said}");
}
