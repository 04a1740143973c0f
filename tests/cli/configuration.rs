//! rbc.yaml: found upwards, read strictly, and its faults end with status 2.

use crate::project::{GOOD, Project};

#[test]
fn the_configuration_is_found_from_the_working_directory_upwards() {
    let project = Project::new(&[
        ("rbc.yaml", "content: 手順\nout: 公開\n"),
        ("手順/a.md", GOOD),
        ("手順/con.md", GOOD),
        ("深い/所/x.txt", ""),
    ]);
    let run = project.rbc(&["-C", "深い/所", "build", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.has("source/name-reserved", "手順/con.md:1:1"), "{}", run.stdout);
    assert!(project.at("公開").is_dir());
    let other = project.rbc(&["--config", "手順/../rbc.yaml", "check"]);
    assert_eq!(other.status, 0, "{}", other.stderr);
}

#[test]
fn faults_of_the_configuration_are_findings_and_status_two() {
    let cases = [
        ("tilte: x\n", "config/unknown-key", "rbc.yaml:1:1"),
        ("title: a\ntitle: b\n", "config/duplicate-key", "rbc.yaml:2:1"),
        ("out: ../../etc\n", "config/path-outside", "rbc.yaml:1:6"),
        ("out: .\n", "config/out-overlaps-content", "rbc.yaml:1:6"),
        ("time_zone: Asia/Tokio\n", "config/invalid-value", "rbc.yaml:1:12"),
        ("limits: {files: 99999999}\n", "config/limit-raised", "rbc.yaml:1:17"),
    ];
    for (text, rule, place) in cases {
        let project = Project::new(&[("content/a.md", GOOD), ("rbc.yaml", text)]);
        for command in ["check", "build"] {
            let run = project.rbc(&[command, "--format", "json"]);
            assert_eq!(run.status, 2, "{text}");
            assert_eq!(run.findings(), [(rule.to_owned(), place.to_owned())], "{text}");
        }
        assert!(!project.at("site").exists(), "{text}");
    }
}

#[test]
fn a_configuration_that_cannot_be_read_is_a_failure() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    assert_eq!(project.rbc(&["--config", "gone.yaml", "check"]).status, 2);
    project.write("rbc.yaml", b"title: \x8E\xE8\n");
    let run = project.rbc(&["check"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("rbc.yaml"), "{}", run.stderr);
}

#[test]
fn the_language_is_japanese_unless_said_otherwise() {
    let project = Project::new(&[("content/con.md", GOOD)]);
    let words = |arguments: &[&str]| project.rbc(arguments).stdout;
    assert!(words(&["check"]).contains("警告 1 件"));
    assert!(words(&["check", "--lang", "en"]).contains("1 warning"));
    project.write("rbc.yaml", "language: en\n");
    assert!(words(&["check"]).contains("1 warning"));
    assert!(words(&["check", "--lang", "ja"]).contains("警告 1 件"));
}
