//! The reference of the manual, made of what the program is made of: `docs/{ja,en}/reference/` and tables of other pages.
//!
//! A page is written by hand but for what stands between `<!-- generated: NAME -->` and `<!-- end of generated -->`. A test
//! holds that equal to the code; with RBC_UPDATE=1 it writes it anew, for a person to read in the diff.

mod commands;
mod configuration;
mod json;
mod rules;
mod words;

use std::path::{Path, PathBuf};

use clap::Parser;
use rbc::config::Language;
use rbc::text::Catalogue;

use crate::exit;
use crate::flags::Flags;

const END: &str = "<!-- end of generated -->";

/// Makes a part of a page.
type Make = fn(&Catalogue) -> String;

/// Parts by their names, each with its page.
const PARTS: &[(&str, &str, Make)] = &[
    ("commands", "reference/commands", commands::all),
    ("exit-status", "reference/exit-status", statuses),
    ("configuration", "reference/configuration", configuration::keys),
    ("vocabulary", "vocabulary", configuration::vocabulary),
    ("rules", "reference/rules", rules::by_category),
    ("json", "reference/json", json::files),
    ("versions", "reference/stability", json::versions),
];

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn table(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let heads: Vec<String> = heads.iter().map(|&head| head.to_owned()).collect();
    let rule = format!("|{}\n", " --- |".repeat(heads.len()));
    let rows = rows.into_iter().map(|cells| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('\n', " ").replace('|', "\\|")).collect();
        line(&cells)
    });
    line(&heads) + &rule + &rows.collect::<String>()
}

fn statuses(catalogue: &Catalogue) -> String {
    let words = words::of(catalogue.language());
    let rows = exit::STATUSES.iter().map(|(status, key)| vec![format!("`{status}`"), catalogue.words(key)]);
    table(&[words.status, words.meaning], rows)
}

#[test]
fn the_reference_is_that_of_the_code() {
    for language in [Language::Japanese, Language::English] {
        let catalogue = Catalogue::new(language);
        for (name, page, make) in PARTS {
            let path = docs().join(language.code()).join(format!("{page}.md"));
            let text = std::fs::read_to_string(&path).unwrap();
            let begin = format!("<!-- generated: {name} -->");
            let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("{}: {begin}", path.display()));
            let (_, after) = rest.split_once(END).unwrap_or_else(|| panic!("{}: {END}", path.display()));
            let made = format!("{before}{begin}\n\n{}\n\n{END}{after}", make(&catalogue).trim());
            if std::env::var_os("RBC_UPDATE").is_some() {
                std::fs::write(&path, &made).unwrap();
            } else {
                assert!(text == made, "{} is out of date: run the tests with RBC_UPDATE=1", path.display());
            }
        }
    }
}

/// Command lines of `sh` and `console` fences, those of the README too, wherever `rbc` is what is called.
#[test]
fn command_lines_in_the_manual_can_be_typed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["ja", "ja/reference", "en", "en/reference"].map(|folder| docs().join(folder));
    let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let pages = entries.map(|entry| entry.unwrap().path());
    let pages = pages.filter(|path| path.extension().is_some_and(|kind| kind == "md"));
    let mut seen = 0;
    for path in pages.chain([root.join("README.md"), root.join("README.ja.md")]) {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut inside = false;
        for line in text.lines() {
            if line.starts_with("```") {
                inside = !inside && ["```sh", "```console"].contains(&line);
            }
            let line = line.strip_prefix("$ ").unwrap_or(line);
            if !inside || !line.starts_with("rbc ") {
                continue;
            }
            let typed = line.split([';', '#', '<', '>', '|', '&']).next().unwrap_or_default().replace(['"', '\''], "");
            let error = match Flags::try_parse_from(typed.split_whitespace()) {
                Err(error) if error.use_stderr() => error.to_string(),
                _ => String::new(),
            };
            assert_eq!(error, "", "{}: {line}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen}");
}
