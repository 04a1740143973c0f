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
                words.starts_with('-') && !words.contains("  ")
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
    let page = output(&["explain", "link/broken-anchor"]);
    assert!(page.contains("\n\n既定の水準: error\n\n## なぜ\n"), "{page}");
    assert_eq!(output(&["explain", "broken-anchor"]), page);
    assert!(output(&["explain", "link"]).lines().all(|line| line.starts_with("link/")));
    let english = output(&["--lang", "en", "explain"]);
    let line = english.lines().find(|line| line.starts_with("source/not-utf8 ")).unwrap();
    assert!(line.ends_with("  error    The document cannot be read as UTF-8."), "{line}");
}

#[test]
fn a_wrong_rule_is_met_with_the_nearest_one() {
    for (wrong, near) in [("source/not-utf", "source/not-utf8"), ("broken-ancor", "link/broken-anchor")] {
        let run = Project::new(&[]).rbc(&["explain", wrong]);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(near), "{}", run.stderr);
    }
}

#[test]
fn a_wrong_command_line_is_said_in_the_readers_language() {
    let cases: &[(&[&str], &str)] = &[
        (&["check", "--formt", "json"], "rbc: 「--formt」というオプションや引数はありません\n近い名前: --format\n"),
        (&["chek"], "rbc: コマンド「chek」はありません\n近い名前: check\n"),
        (&["check", "--format", "xml"], "rbc: --format <FORMAT> に「xml」は使えません\n使えるもの: text, json, "),
        (&["check", "--today", "昨日"], "rbc: --today <DATE> に「昨日」は使えません\n日付は 2026-04-01 のように"),
        (&["check", "--config"], "rbc: --config <FILE> に値を指定してください\n"),
        (&["check", "a", "--content", "b"], "rbc: [PATH]... と --content <DIR> は同時に使えません\n"),
        (&["--lang", "en", "check", "-q", "-v"], "rbc: --quiet and --verbose... cannot be used together\n"),
    ];
    for (arguments, expected) in cases {
        let run = Project::new(&[]).rbc(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(run.stderr.starts_with(expected), "{arguments:?}: {}", run.stderr);
        let english = run.stderr.to_lowercase().contains("usage:") || run.stderr.contains("error:");
        assert!(!english, "{}", run.stderr);
    }
}

#[test]
fn shells_and_man_get_their_files() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(output(&["completions", shell]).contains("rbc"), "{shell}");
    }
    assert!(output(&["man"]).contains(".TH"));
    assert!(output(&["man", "build"]).contains("base\\-url"));
}
