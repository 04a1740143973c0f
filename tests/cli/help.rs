//! Commands that tell about rbc itself.

use crate::project::{GOOD, Project};

fn output(arguments: &[&str]) -> String {
    let run = Project::new(&[]).rbc(arguments);
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    run.stdout
}

#[test]
fn every_command_and_flag_has_help_in_both_languages() {
    for language in ["ja", "en"] {
        for command in ["build", "check", "explain", "schema", "completions", "man"] {
            let help = output(&["--lang", language, command, "--help"]);
            let bare = help.lines().find(|line| {
                let words = line.trim_start();
                words.starts_with('-') && !words.contains("  ") && !words.contains("[possible")
            });
            assert_eq!(bare, None, "{language} {command}");
        }
        assert!(output(&["--lang", language, "--help"]).contains("completions"));
    }
    assert!(output(&["--help"]).contains("手順書を検査"));
    assert!(output(&["--version"]).starts_with("rbc "));
}

#[test]
fn schemas_are_valid_json_and_take_real_output() {
    let names = output(&["schema"]);
    assert!(names.lines().any(|name| name == "diagnostics"));
    for name in names.lines() {
        let schema: serde_json::Value = serde_json::from_str(&output(&["schema", name])).unwrap();
        jsonschema::validator_for(&schema).unwrap();
    }
    let schema: serde_json::Value = serde_json::from_str(&output(&["schema", "diagnostics"])).unwrap();
    let project = Project::new(&[("content/con.md", GOOD)]);
    let report: serde_json::Value = serde_json::from_str(&project.rbc(&["check", "--format", "json"]).stdout).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&report));
    assert_eq!(Project::new(&[]).rbc(&["schema", "none"]).status, 2);
}

#[test]
fn rules_explain_themselves() {
    let list = output(&["explain"]);
    assert!(list.lines().count() > 30);
    let first = list.split_whitespace().next().unwrap();
    assert!(output(&["explain", first]).starts_with(&format!("# {first}\n")));
    let run = Project::new(&[]).rbc(&["explain", "source/not-utf"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("source/not-utf8"), "{}", run.stderr);
}

#[test]
fn shells_and_man_get_their_files() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(output(&["completions", shell]).contains("rbc"), "{shell}");
    }
    assert!(output(&["man"]).contains(".TH"));
    assert!(output(&["man", "build"]).contains("base\\-url"));
}
