//! Files that are no texts, and exit statuses.

use std::process::Stdio;

use crate::project::{GOOD, Project, aloud};

const SHIFT_JIS: &[u8] = b"# \x8E\xE8\x8F\x87\n\n\x95\x5C\x8E\xA6\n";

#[test]
fn a_clean_project_ends_with_zero_without_any_configuration() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    let run = project.rbc(&["check"]);
    assert_eq!((run.status, run.stderr.lines().count()), (0, 1), "{}", run.stdout);
    assert!(!project.at("site").exists());
}

#[test]
fn a_file_in_another_encoding_does_not_stop_its_neighbours() {
    let project = Project::new(&[("content/a.md", GOOD), ("content/c.md", GOOD)]);
    project.write("content/b.md", SHIFT_JIS);
    let run = project.rbc(&["build", "--format", "json"]);
    assert_eq!(run.status, 1);
    assert!(run.has("source/not-utf8", "content/b.md:1:3"), "{}", run.stdout);
    assert!(run.stdout.contains("Shift_JIS"));
    assert!(run.stderr.contains(" 2 件"), "two of three are published: {}", run.stderr);
    assert!(run.stderr.contains("site/index.html"), "{}", run.stderr);
    assert!(project.at("site").is_dir());
}

#[test]
fn strict_publishes_nothing_when_there_are_errors() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    project.write("content/b.md", SHIFT_JIS);
    assert_eq!(project.rbc(&["build", "--strict"]).status, 1);
    assert!(!project.at("site").exists());
}

#[test]
fn warnings_count_as_errors_where_they_are_denied() {
    let project = Project::new(&[("content/con.md", GOOD)]);
    assert_eq!(project.rbc(&["check"]).status, 0);
    assert_eq!(project.rbc(&["check", "--deny", "warnings"]).status, 1);
}

#[test]
fn a_content_root_that_is_not_there_and_bad_flags_end_with_two() {
    let project = Project::new(&[("a.md", GOOD)]);
    for arguments in
        [&["check"][..], &["check", "gone"], &["check", "--format", "xml"], &["build", "--no-such"], &["x"]]
    {
        let run = project.rbc(arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(!run.stderr.is_empty() && run.stdout.is_empty(), "{arguments:?}");
    }
    assert_eq!(project.rbc(&["check", "--content", "."]).status, 0);
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_errors_and_are_never_read() {
    let project = Project::new(&[("content/a.md", GOOD), ("content/sub/b.md", GOOD)]);
    std::os::unix::fs::symlink("/etc/passwd", project.at("content/passwd.md")).unwrap();
    std::os::unix::fs::symlink("..", project.at("content/sub/loop")).unwrap();
    let run = project.rbc(&["build", "--format", "json"]);
    assert_eq!(run.status, 1);
    assert!(run.has("source/symlink-outside", "content/passwd.md:1:1"), "{}", run.stdout);
    assert!(run.has("source/symlink", "content/sub/loop:1:1"), "{}", run.stdout);
    for (path, bytes) in project.tree("site") {
        assert!(!String::from_utf8_lossy(&bytes).contains("root:x:0"), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_a_finding_among_others() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let project = Project::new(&[("content/a.md", GOOD), ("content/b.md", GOOD), ("content/dir/c.md", GOOD)]);
    let closed =
        |path: &str| std::fs::set_permissions(project.at(path), std::fs::Permissions::from_mode(0o000)).unwrap();
    std::fs::set_permissions(&project.root, std::fs::Permissions::from_mode(0o755)).unwrap();
    closed("content/b.md");
    closed("content/dir");
    let mut command = project.command(&["check", "--format", "json"]);
    if std::fs::read(project.at("content/b.md")).is_ok() {
        // Nothing is closed to root: become nobody, where the binary can be reached.
        command.uid(65534).gid(65534);
    }
    let output = command.output();
    std::fs::set_permissions(project.at("content/dir"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let Ok(output) = output else {
        aloud("skipped: this user cannot become another one");
        return;
    };
    let run = crate::project::Run::from(output);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.has("source/unreadable", "content/b.md:1:1"), "{}", run.stdout);
    assert!(run.has("source/unreadable", "content/dir:1:1"), "{}", run.stdout);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let project = Project::new(&[]);
    for number in 0..600 {
        project.write(&format!("content/{number:03}.md"), SHIFT_JIS);
    }
    let mut child = project.command(&["check", "-q"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let run = crate::project::Run::from(child.wait_with_output().unwrap());
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
}

#[test]
fn an_output_that_cannot_be_written_is_a_failure() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    let run = project.rbc(&["check", "--output-file", "gone/report.txt"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("gone/report.txt"));
    if std::path::Path::new("/dev/full").exists() {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let status = project.command(&["check"]).stdout(full).stderr(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(2));
    }
    let run = project.rbc(&["check", "--format", "json", "--output-file", "report.json"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(project.at("report.json")).unwrap()).unwrap();
    assert_eq!(report["summary"]["files"], 1);
}

#[test]
fn the_same_files_give_the_same_bytes_whatever_the_environment() {
    let files = ["content/b.md", "content/a/x.md", "content/c.md"];
    let runs = [files, [files[2], files[1], files[0]]].map(|order| {
        let project = Project::new(&[]);
        for path in order {
            project.write(path, format!("# {path}\n\n本文です。\n"));
        }
        project.write("content/z.md", SHIFT_JIS);
        let mut command = project.command(&["build", "--format", "json", "--today", "2026-04-01"]);
        if order == files {
            command.env("TZ", "America/St_Johns").env("LANG", "tr_TR.UTF-8").env("RAYON_NUM_THREADS", "1");
        }
        (command.output().unwrap().stdout, project.tree("site"))
    });
    assert!(runs[0] == runs[1]);
}

#[test]
fn links_to_hidden_files_and_to_code_lead_somewhere() {
    let text = "# 手順\n\n[仕様](.kiro/specs/a.md)、[設定](.vscode/settings.json)、[目標](docs/target/slo.md)、[本体](src/main.rs)、[図](flow.drawio)、[なし](.kiro/none.md)\n";
    let project = Project::new(&[("a.md", text), (".kiro/specs/a.md", "# 仕様\n"), (".vscode/settings.json", "{}\n")]);
    for path in ["docs/target/slo.md", "src/main.rs", "flow.drawio"] {
        project.write(path, "# あ\n");
    }
    let run = project.rbc(&["check", "--content", ".", "--select", "link", "--format", "json"]);
    assert_eq!(run.stdout.matches("link/broken-file").count(), 1, "{}", run.stdout);
    assert!(run.stdout.contains("「.kiro/none.md」"), "{}", run.stdout);
    assert_eq!(run.stdout.matches("link/unpublished-file").count(), 1, "{}", run.stdout);
}

#[test]
fn a_report_takes_no_place_of_what_it_is_about() {
    let project = Project::new(&[("rbc.yaml", "title: 手順\n"), ("content/a.md", GOOD), ("content/deep/b.md", GOOD)]);
    let before = project.tree("content");
    for arguments in [
        ["check", "--output-file", "content/a.md"],
        ["check", "--write-baseline", "content/deep/../deep/b.md"],
        ["build", "--output-file", "content/deep/b.md"],
        ["check", "--output-file", "rbc.yaml"],
    ] {
        let run = project.rbc(&arguments);
        assert!(run.status == 2 && run.stderr.contains("読み込んだファイル"), "{arguments:?}: {}", run.stderr);
    }
    assert!(project.tree("content") == before);
    assert_eq!(std::fs::read_to_string(project.at("rbc.yaml")).unwrap(), "title: 手順\n");
    assert_eq!(project.rbc(&["check", "--output-file", "a.md"]).status, 0);
    assert_eq!(project.rbc(&["check", "--output-file", "a.md"]).status, 0);
}
