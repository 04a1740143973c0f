//! `.pre-commit-hooks.yaml`: each entry as pre-commit runs it, from the top of the repository with the files of the commit.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::project::{GOOD, Project};
use crate::runner::{HERE, get, items, text, yaml};
use crate::{BROKEN, repository};

fn run(project: &Project, hook: &str, arguments: &[&str], files: &[&str]) -> Output {
    let hooks = yaml(&Path::new(HERE).join(".pre-commit-hooks.yaml"));
    let hook = items(&hooks).iter().find(|entry| text(get(entry, "id")) == hook).unwrap();
    assert_eq!(text(get(hook, "language")), "rust", "the package has the one program that is called");
    let mut words = text(get(hook, "entry")).split(' ');
    assert_eq!(words.next(), Some("rbc"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_rbc"));
    command.args(words).args(arguments).args(files).current_dir(&project.root).output().unwrap()
}

#[test]
fn files_of_a_commit_are_checked_and_no_others() {
    let project = repository(&[
        ("content/a.md", "# a\n\n[b](b.md#運用メモ)\n"),
        ("content/b.md", GOOD),
        ("content/old.md", BROKEN),
    ]);
    let green = run(&project, "rbc-check", &[], &["content/a.md", "content/b.md"]);
    assert_eq!(green.status.code(), Some(0), "{}", String::from_utf8_lossy(&green.stdout));
    project.write("content/a.md", "# a\n\n[b](b.md#無い)\n");
    let red = run(&project, "rbc-check", &[], &["content/a.md", "content/b.md"]);
    let said = String::from_utf8_lossy(&red.stdout);
    assert_eq!(red.status.code(), Some(1), "{said}");
    assert!(said.contains("content/a.md:3") && !said.contains("old.md"), "{said}");
}

#[test]
fn a_project_in_a_folder_is_named_by_its_configuration() {
    let project = repository(&[("運用/content/a.md", BROKEN), ("運用/rbc.yaml", "title: 運用\n")]);
    let red = run(&project, "rbc-check", &["--config", "運用/rbc.yaml"], &["運用/content/a.md"]);
    assert_eq!(red.status.code(), Some(1), "{}", String::from_utf8_lossy(&red.stderr));
}

#[test]
fn what_can_be_mended_is() {
    let text = "# 運用メモ\n\n[節](#運用目)\n\n## 運用メモの節\n";
    let near = "# 運用メモ\n\n```bash\nkubectl　get pods\n```\n";
    let project = repository(&[("content/a.md", near), ("content/b.md", text)]);
    let before = fs::read_to_string(project.at("content/a.md")).unwrap();
    run(&project, "rbc-fix", &[], &["content/a.md"]);
    assert_ne!(fs::read_to_string(project.at("content/a.md")).unwrap(), before);
    assert_eq!(fs::read_to_string(project.at("content/b.md")).unwrap(), text, "only files of the commit");
}
