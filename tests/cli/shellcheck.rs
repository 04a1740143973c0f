//! `--shellcheck`: only the flag starts the program, and its places are those of the document.

use crate::project::{Project, Run};

/// A document whose script has something to say about on its second line.
const TEXT: &str = "# 掃除の手順\n\n1. 消す\n   ```bash\n   # 古いもの\n   rm $OLD_FILE <名前>\n   ```\n";

fn run(mut command: std::process::Command) -> Run {
    command.output().unwrap().into()
}

fn with_program(project: &Project, script: &str) -> std::process::Command {
    use std::os::unix::fs::PermissionsExt;
    let folder = project.at("bin");
    std::fs::create_dir_all(&folder).unwrap();
    let program = folder.join("shellcheck");
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = project.command(&["check", "--shellcheck", "--select", "bash/shellcheck", "--format", "jsonl"]);
    command.env("PATH", format!("{}:/usr/bin:/bin", folder.display()));
    command
}

#[test]
fn its_places_are_those_of_the_document() {
    let project = Project::new(&[("content/a.md", TEXT)]);
    // It answers only where it gets the code without placeholders.
    let script = r#"grep -q '<' && exit 3
echo '{"comments":[{"file":"-","line":2,"endLine":2,"column":4,"endColumn":13,"level":"info","code":2086,"message":"Double quote"}]}'"#;
    let run = self::run(with_program(&project, script));
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains(r#""line":6,"column":7,"end_line":6,"end_column":16"#), "{}", run.stdout);
    assert!(run.stdout.contains("SC2086: Double quote") && run.stdout.contains(r#""level":"info""#), "{}", run.stdout);
}

#[test]
fn a_program_that_is_not_there_is_said_once() {
    let project = Project::new(&[("content/a.md", TEXT), ("content/b.md", TEXT)]);
    let mut command = project.command(&["check", "--shellcheck"]);
    command.env("PATH", project.at("nowhere"));
    let run = self::run(command);
    assert_eq!(run.status, 2);
    assert_eq!(run.stderr.lines().filter(|line| line.contains("shellcheck")).count(), 1, "{}", run.stderr);
}

#[test]
fn nothing_but_the_flag_starts_it() {
    let project = Project::new(&[("content/a.md", TEXT), ("rbc.yaml", "rules:\n  bash/shellcheck: error\n")]);
    let mut command = with_program(&project, "touch started; cat >/dev/null; echo '{\"comments\":[]}'");
    let path = command.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, value)| value.map(ToOwned::to_owned));
    command = project.command(&["check"]);
    command.env("PATH", path.unwrap());
    assert_eq!(run(command).status, 0);
    assert!(!project.at("started").exists());
}
