//! `action.yml`, and the workflow that uses it.

use std::fs;
use std::path::Path;

use crate::project::{GOOD, Project};
use crate::runner::{HERE, Ran, Runner, at, entries, get, items, text, yaml};
use crate::{BROKEN, commit, git, repository};

fn result<'a>(ran: &'a Ran, name: &str) -> &'a str {
    ran.results.get(name).map(String::as_str).unwrap_or_default()
}

#[test]
fn a_clean_project_is_green_and_has_a_site() {
    let project = repository(&[("運用/content/a.md", GOOD)]);
    let runner = Runner::new();
    let ran = runner.action(&project.root, &[("path", "運用"), ("build", "true")]);
    assert_eq!(ran.status, 0, "{}", ran.log);
    assert_eq!((result(&ran, "errors"), result(&ran, "warnings")), ("0", "0"));
    assert!(Path::new(result(&ran, "site-path")).join("a.html").is_file());
    let sarif: serde_json::Value = serde_json::from_slice(&fs::read(result(&ran, "sarif")).unwrap()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert!(fs::read_to_string(result(&ran, "report")).unwrap().contains("問題はありません"));
    assert_eq!(ran.uses.len(), 2, "both are kept: {:?}", ran.uses);
    assert!(!project.at("運用/site").exists(), "the checkout is left as it was");
}

#[test]
fn a_fault_is_red_and_told_where_people_look() {
    let project = repository(&[("運用/content/a.md", BROKEN), ("運用/content/b.md", GOOD)]);
    let runner = Runner::new();
    let ran = runner.action(&project.root, &[("path", "運用"), ("build", "true")]);
    assert_eq!(ran.status, 1, "{}", ran.log);
    assert_eq!(result(&ran, "errors"), "1");
    assert!(ran.log.contains("::error file=運用/content/a.md,line=3"), "{}", ran.log);
    for row in ["| `link/broken-file` | ❌ エラー | 1 |", "| `運用/content/a.md` | 1 | 0 | 0 |"] {
        assert!(ran.summary.contains(row), "{row}: {}", ran.summary);
    }
    assert!(fs::read_to_string(result(&ran, "report")).unwrap().starts_with("<!-- rbc-report -->"));
    // A person can still look: report and site are kept.
    assert!(Path::new(result(&ran, "site-path")).join("a.html").is_file());
    assert_eq!(ran.uses.len(), 2, "{:?}", ran.uses);
}

#[test]
fn another_format_goes_to_the_log_and_the_summary_has_the_report() {
    let project = repository(&[("content/a.md", BROKEN)]);
    let ran = Runner::new().action(&project.root, &[("format", "text")]);
    assert_eq!(ran.status, 1, "{}", ran.log);
    assert!(ran.log.contains("error[link/broken-file]") && !ran.log.contains("::error"), "{}", ran.log);
    assert!(ran.summary.contains("`link/broken-file`"), "{}", ran.summary);
    assert_eq!((result(&ran, "site-path"), ran.uses.len()), ("", 1), "no site was asked for");
}

#[test]
fn what_fails_can_be_chosen() {
    let warning = "# 運用メモ\n\n```bash\nrm -rf $DIR/*\n```\n";
    let project = repository(&[("content/a.md", warning), ("error/content/a.md", BROKEN)]);
    for (folder, fail_on, status) in [
        (".", "error", 0),
        (".", "warning", 1),
        (".", "never", 0),
        ("error", "never", 0),
        ("error", "warning", 1),
        ("error", "warnings", 2),
    ] {
        let ran = Runner::new().action(&project.root, &[("path", folder), ("fail-on", fail_on)]);
        assert_eq!(ran.status, status, "{folder} {fail_on}: {}", ran.log);
    }
}

#[test]
fn what_rbc_cannot_do_is_red_whatever_fails() {
    let project = repository(&[("content/a.md", GOOD), ("rbc.yaml", "tilte: x\n")]);
    let ran = Runner::new().action(&project.root, &[("fail-on", "never"), ("build", "true")]);
    assert_eq!((ran.status, result(&ran, "site-path"), ran.uses.len()), (2, "", 0), "{}", ran.log);
}

#[test]
fn a_shallow_checkout_gets_the_history_that_a_comparison_needs() {
    let origin = repository(&[("content/old.md", BROKEN), ("content/a.md", GOOD)]);
    git(&origin.root, &["switch", "--quiet", "--create", "topic"]);
    origin.write("content/a.md", BROKEN);
    commit(&origin.root);
    let runner = Runner::new();
    let address = format!("file://{}", origin.root.display());
    let place = runner.at("checkout");
    git(&origin.root, &["clone", "--quiet", "--depth=1", "--branch=topic", &address, place.to_str().unwrap()]);
    let ran = runner.action(&place, &[("base-ref", "main")]);
    assert_eq!((ran.status, result(&ran, "errors")), (1, "1"), "{}", ran.log);
    assert!(ran.log.contains("file=content/a.md") && !ran.log.contains("file=content/old.md"), "{}", ran.log);
    let all = runner.action(&place, &[]);
    assert_eq!(result(&all, "errors"), "2");
    assert!(!place.join(".git/shallow").exists());
    // A revision does as well as a branch; one that is not there is no clean run.
    assert_eq!(result(&runner.action(&place, &[("base-ref", "HEAD~1")]), "errors"), "1");
    assert_eq!(runner.action(&place, &[("base-ref", "nowhere")]).status, 2);
}

#[test]
fn a_history_that_is_out_of_reach_is_said_and_no_fault() {
    let origin = repository(&[("content/a.md", GOOD)]);
    commit_again(&origin);
    let runner = Runner::new();
    let address = format!("file://{}", origin.root.display());
    let place = runner.at("checkout");
    git(&origin.root, &["clone", "--quiet", "--depth=1", &address, place.to_str().unwrap()]);
    git(&place, &["remote", "set-url", "origin", "file:///nowhere"]);
    let ran = runner.action(&place, &[]);
    assert_eq!(ran.status, 0, "{}", ran.log);
    assert!(ran.log.contains("::warning title=rbc::The history can't be fetched"), "{}", ran.log);
}

fn commit_again(project: &Project) {
    project.write("content/b.md", GOOD);
    commit(&project.root);
}

#[test]
fn rbc_is_built_from_the_action_where_there_is_none() {
    let project = repository(&[("content/a.md", GOOD)]);
    let runner = Runner::bare();
    let cargo = format!(
        "echo \"cargo $*\"\nwhile [ \"$1\" != --root ]; do shift; done\nmkdir -p \"$2/bin\"\nln -s '{}' \"$2/bin/rbc\"\n",
        env!("CARGO_BIN_EXE_rbc")
    );
    runner.tool("cargo", &cargo);
    let ran = runner.action(&project.root, &[]);
    assert_eq!(ran.status, 0, "{}", ran.log);
    assert!(ran.log.contains(&format!("cargo install --path {HERE} --locked --root ")), "{}", ran.log);
    assert!(ran.uses[0].starts_with("actions/cache@"), "{:?}", ran.uses);
    // What was kept of the last time is not built again.
    let again = runner.action(&project.root, &[]);
    assert_eq!(again.status, 0, "{}", again.log);
    assert!(!again.log.contains("cargo install"), "{}", again.log);
}

#[test]
fn the_workflow_gives_and_takes_what_the_action_has() {
    let project = repository(&[("運用/content/a.md", GOOD)]);
    assert_eq!(project.rbc(&["init", "運用", "--ci", "github"]).status, 0);
    let path = project.at(".github/workflows/runbooks.yml");
    let (action, workflow) = (yaml(&Path::new(HERE).join("action.yml")), yaml(&path));
    let check = at(&workflow, &["jobs", "check"]);
    let steps = items(at(check, &["steps"]));
    let step = steps.iter().find(|step| text(get(step, "id")) == "rbc").unwrap();
    let inputs: Vec<(&str, &str)> =
        entries(at(step, &["with"])).map(|(name, value)| (name, text(Some(value)))).collect();
    assert_eq!(inputs, [("path", "運用"), ("build", "true")]);
    let ran = Runner::new().action(&project.root, &inputs);
    assert_eq!(ran.status, 0, "{}", ran.log);
    // What it takes from the action is there.
    let written = fs::read_to_string(&path).unwrap();
    let taken: Vec<&str> = written.split("steps.rbc.outputs.").skip(1).collect();
    assert_eq!(taken.len(), 3);
    for name in taken {
        let name = name.split([' ', '}']).next().unwrap();
        assert!(get(at(&action, &["outputs"]), name).is_some(), "{name}");
    }
}
