//! What stands in the files for code hosts, run as it stands: green where it should be, and red where it should be.

#![cfg(unix)]
#![allow(missing_docs, dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "cli/project.rs"]
mod project;
#[path = "jobs/runner.rs"]
mod runner;

#[path = "jobs/action.rs"]
mod action;
#[path = "jobs/hooks.rs"]
mod hooks;
#[path = "jobs/matcher.rs"]
mod matcher;
#[path = "jobs/packing.rs"]
mod packing;
#[path = "jobs/pipeline.rs"]
mod pipeline;

use std::path::Path;
use std::process::Command;

use project::Project;

/// A document with a link that leads nowhere.
const BROKEN: &str = "# 運用メモ\n\n[無い](none.md)\n";

/// Runs git in a folder.
fn git(folder: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=a", "-c", "user.email=a@kawasemi.jp", "-c", "init.defaultBranch=main"]);
    let output = git.args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with these files in its first commit.
fn repository(files: &[(&str, &str)]) -> Project {
    let project = Project::new(files);
    git(&project.root, &["init", "--quiet"]);
    commit(&project.root);
    project
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "記録"]);
}
