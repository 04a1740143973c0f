//! Runs the Markdown cases of this folder; CONTRIBUTING.md says how to write one.
//!
//! `RBC_REWRITE=1 cargo test --test suite` writes what comes out into the files, for a person to read in the diff.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its cases has to fail")]

mod case;
mod model;
mod run;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use case::{Case, CaseFile};
use libtest_mimic::{Arguments, Failed, Trial};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite")
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let files = files();
    if std::env::var_os("RBC_REWRITE").is_some_and(|value| value == "1") {
        return rewrite(files, &arguments);
    }
    let mut trials = Vec::new();
    for (name, check) in case::self_checks() {
        trials.push(Trial::test(format!("suite itself > {name}"), move || check().map_err(Failed::from)));
    }
    for case in files.into_iter().flat_map(|file| file.cases) {
        trials.push(Trial::test(case.name.clone(), move || judge(&case).map_err(Failed::from)));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Every `<room>/*.md`, sorted.
fn files() -> Vec<CaseFile> {
    let mut paths = Vec::new();
    for room in fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        paths.extend(fs::read_dir(room).unwrap().map(|entry| entry.unwrap().path()));
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(folder()).unwrap().with_extension("");
        case::read(&name.to_str().unwrap().replace('\\', "/"), &fs::read_to_string(&path).unwrap())
    };
    paths.into_iter().map(read).collect()
}

/// All that differs, or nothing.
fn judge(case: &Case) -> Result<(), String> {
    let place = format!("{}.md:{}", case.name.split(" > ").next().unwrap_or_default(), case.line);
    if !case.faults.is_empty() {
        return Err(format!("tests/suite/{place}: {}", case.faults.join("; ")));
    }
    let outcome = run::run(case)?;
    let mut text = String::new();
    for expectation in &case.expectations {
        let actual = outcome.text(&expectation.wanted)?;
        if actual.trim_end() != expectation.text.trim_end() {
            writeln!(text, "{:?}", expectation.wanted).unwrap();
            difference(&mut text, &expectation.text, &actual);
        }
    }
    if text.is_empty() { Ok(()) } else { Err(format!("tests/suite/{place}\n{text}")) }
}

/// Lines that are expected only (`-`) and that came out only (`+`), between what is alike at both ends.
fn difference(text: &mut String, expected: &str, actual: &str) {
    let (expected, actual): (Vec<_>, Vec<_>) =
        (expected.trim_end().lines().collect(), actual.trim_end().lines().collect());
    let head = expected.iter().zip(&actual).take_while(|(left, right)| left == right).count();
    let tail = expected[head..].iter().rev().zip(actual[head..].iter().rev());
    let tail = tail.take_while(|(left, right)| left == right).count();
    for line in &expected[head..expected.len() - tail] {
        writeln!(text, "  - {line}").unwrap();
    }
    for line in &actual[head..actual.len() - tail] {
        writeln!(text, "  + {line}").unwrap();
    }
}

/// Writes what comes out into the expectations of the cases whose names hold the filter.
fn rewrite(files: Vec<CaseFile>, arguments: &Arguments) -> ExitCode {
    let filter = arguments.filter.as_deref().unwrap_or_default();
    let mut code = ExitCode::SUCCESS;
    for mut file in files {
        let before = file.lines.concat();
        // From the end, so that the line numbers of what stands before stay right.
        for case in file.cases.iter().rev().filter(|case| case.name.contains(filter)) {
            let outcome = if case.faults.is_empty() { run::run(case) } else { Err(case.faults.join("; ")) };
            for expectation in case.expectations.iter().rev() {
                match outcome.as_ref().map_err(Clone::clone).and_then(|outcome| outcome.text(&expectation.wanted)) {
                    Ok(actual) => drop(file.lines.splice(expectation.body.clone(), body(&actual))),
                    Err(fault) => {
                        eprintln!("{}: {fault}", case.name);
                        code = ExitCode::FAILURE;
                    }
                }
            }
        }
        let after = file.lines.concat();
        if after != before {
            println!("rewritten: tests/suite/{}.md", file.name);
            fs::write(folder().join(&file.name).with_extension("md"), after).unwrap();
        }
    }
    code
}

fn body(text: &str) -> Vec<String> {
    text.trim_end().lines().map(|line| format!("{line}\n")).collect()
}
