//! The pipeline for GitLab that `rbc init --ci gitlab` writes.

use std::fs;

use crate::project::{GOOD, Project};
use crate::runner::Runner;
use crate::{BROKEN, repository};

fn project(text: &str) -> Project {
    let project = repository(&[("運用/content/a.md", text)]);
    let run = project.rbc(&["init", "運用", "--ci", "gitlab"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    project
}

fn quality(project: &Project) -> Vec<serde_json::Value> {
    serde_json::from_slice(&fs::read(project.at("gl-code-quality-report.json")).unwrap()).unwrap()
}

#[test]
fn a_clean_project_is_green_and_published() {
    let project = project(GOOD);
    let (runner, file) = (Runner::new(), project.at(".gitlab-ci.yml"));
    let ran = runner.pipeline(&project.root, &file, "runbooks");
    assert_eq!(ran.status, 0, "{}", ran.log);
    assert_eq!(quality(&project), Vec::<serde_json::Value>::new());
    let ran = runner.pipeline(&project.root, &file, "pages");
    assert_eq!(ran.status, 0, "{}", ran.log);
    assert!(project.at("public/a.html").is_file());
}

#[test]
fn a_fault_is_red_in_log_and_report_and_the_site_is_published_all_the_same() {
    let project = project(BROKEN);
    let (runner, file) = (Runner::new(), project.at(".gitlab-ci.yml"));
    let ran = runner.pipeline(&project.root, &file, "runbooks");
    assert_eq!(ran.status, 1, "{}", ran.log);
    assert!(ran.log.contains("error[link/broken-file]"), "{}", ran.log);
    let report = quality(&project);
    assert_eq!(report[0]["location"]["path"], "運用/content/a.md", "{report:?}");
    assert_eq!(runner.pipeline(&project.root, &file, "pages").status, 0);
    assert!(project.at("public/a.html").is_file());
}

#[test]
fn what_rbc_cannot_do_is_red_everywhere() {
    let project = project(GOOD);
    project.write("運用/rbc.yaml", "tilte: x\n");
    for job in ["runbooks", "pages"] {
        let ran = Runner::new().pipeline(&project.root, &project.at(".gitlab-ci.yml"), job);
        assert!(ran.status != 0 && ran.log.contains("tilte"), "{job}: {}", ran.log);
    }
    assert!(!project.at("public").exists());
}

#[test]
fn rbc_is_installed_where_there_is_none() {
    let project = project(GOOD);
    let runner = Runner::bare();
    let rbc = env!("CARGO_BIN_EXE_rbc");
    runner.tool(
        "cargo",
        &format!("echo \"cargo $*\"\nmkdir -p \"$CARGO_HOME/bin\"\nln -s '{rbc}' \"$CARGO_HOME/bin/rbc\"\n"),
    );
    let ran = runner.pipeline(&project.root, &project.at(".gitlab-ci.yml"), "runbooks");
    assert_eq!(ran.status, 0, "{}", ran.log);
    assert!(ran.log.starts_with("cargo install --git https://") && ran.log.contains(" --locked rbc\n"), "{}", ran.log);
}
