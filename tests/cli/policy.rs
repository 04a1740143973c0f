//! Policies from the outside: faults end with status 2, nothing outside of the project is read, and editors get a schema.

use crate::project::Project;

const RUNBOOK: &str = "# 決済の障害対応\n\n## 連絡先\n\n| 役割 | 電話 |\n| --- | --- |\n| 一次対応 | 03-5555-0101 |\n";

const CONFIG: &str = "policies: [{policy: schema/production.yaml}]\nrules: {metadata: off, section: off}\n";

#[test]
fn a_violation_names_the_line_of_the_policy() {
    let policy = "properties:\n  contacts:\n    minItems: 2\n    x-rbc-rule: two-contacts\n";
    let project = Project::new(&[("rbc.yaml", CONFIG), ("schema/production.yaml", policy), ("content/a.md", RUNBOOK)]);
    for command in ["check", "build"] {
        let run = project.rbc(&[command, "--format", "json"]);
        assert_eq!(run.status, 1, "{}", run.stderr);
        let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let finding = &value["diagnostics"][0];
        assert_eq!(finding["rule"], "schema/two-contacts");
        assert_eq!(finding["message"], "連絡先が 1 件しかありません。2 件以上必要です");
        let place = &finding["related"][0]["location"];
        assert_eq!(
            (&place["path"], &place["line"], &place["column"]),
            (&"schema/production.yaml".into(), &3.into(), &5.into())
        );
    }
    let english = project.rbc(&["check", "--lang", "en"]);
    assert!(english.stdout.contains("Too few contacts: 1 where at least 2 are needed"), "{}", english.stdout);
    // A document of its own name on standard input has the policy of its place.
    let read = project.rbc_reading(&["check", "-", "--stdin-filename", "content/a.md"], RUNBOOK.as_bytes());
    assert!(read.stdout.contains("schema/two-contacts"), "{}", read.stdout);
}

#[test]
fn faults_of_a_policy_are_findings_and_status_two() {
    let cases = [
        ("properties: [\n", "config/syntax", "schema/production.yaml:1:13"),
        ("properties: {contacts: {minItems: two}}\n", "config/invalid-policy", "schema/production.yaml:1:35"),
        ("extends: none.yaml\n", "config/unknown-policy", "schema/production.yaml:1:10"),
        ("properties: {title: {pattern: '['}}\n", "config/invalid-pattern", "schema/production.yaml:1:31"),
        ("$ref: http://127.0.0.1:9/x.json\n", "config/path-outside", "schema/production.yaml:1:7"),
    ];
    for (policy, rule, place) in cases {
        let project =
            Project::new(&[("rbc.yaml", CONFIG), ("schema/production.yaml", policy), ("content/a.md", RUNBOOK)]);
        let run = project.rbc(&["check", "--format", "json"]);
        assert_eq!(run.status, 2, "{policy}");
        assert_eq!(run.findings(), [(rule.to_owned(), place.to_owned())], "{policy}");
    }
    let project = Project::new(&[("rbc.yaml", CONFIG), ("content/a.md", RUNBOOK)]);
    let run = project.rbc(&["check", "--format", "json"]);
    assert_eq!((run.status, run.has("config/unknown-policy", "rbc.yaml:1:21")), (2, true), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_project_is_not_followed() {
    let outside = Project::new(&[("base.yaml", "properties: {contacts: {minItems: 9}}\n")]);
    let project = Project::new(&[("rbc.yaml", CONFIG), ("schema/x.yaml", ""), ("content/a.md", RUNBOOK)]);
    std::os::unix::fs::symlink(outside.at("base.yaml"), project.at("schema/production.yaml")).unwrap();
    let run = project.rbc(&["check", "--format", "json"]);
    assert_eq!((run.status, run.has("config/path-outside", "rbc.yaml:1:21")), (2, true), "{}", run.stdout);
    std::fs::remove_file(project.at("schema/production.yaml")).unwrap();
    std::os::unix::fs::symlink(&outside.root, project.at("schema/up")).unwrap();
    project.write("schema/production.yaml", "$ref: up/base.yaml\n");
    let run = project.rbc(&["check", "--format", "json"]);
    assert_eq!((run.status, run.has("config/path-outside", "schema/production.yaml:1:7")), (2, true), "{}", run.stdout);
}

#[test]
fn editors_get_a_schema_of_policies() {
    let project = Project::new(&[]);
    let run = project.rbc(&["schema", "policy"]);
    let schema: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&serde_json::json!({"extends": "strict", "x-rbc-rules": {"link/broken-file": "off"}})));
    assert!(!validator.is_valid(&serde_json::json!({"x-rbc-rules": {"link/broken-file": "loud"}})));
    let explained = project.rbc(&["explain", "schema/two-contacts"]);
    assert!(explained.stderr.contains("ポリシー"), "{}", explained.stderr);
}

#[test]
fn a_glob_that_starts_at_the_content_is_told_where_it_starts() {
    let config = "policies:\n  - files: [production/**]\n    policy: strict\nrules: {metadata: off, section: off}\n";
    let project = Project::new(&[("rbc.yaml", config), ("content/production/a.md", RUNBOOK), ("other/b.md", RUNBOOK)]);
    let run = project.rbc(&["check", "--format", "json"]);
    assert_eq!((run.status, run.has("config/unmatched-glob", "rbc.yaml:2:13")), (0, true), "{}", run.stdout);
    assert!(run.stdout.contains("content/production/**"), "{}", run.stdout);
    project.write("rbc.yaml", config.replace("[production", "[content/production"));
    // What a run does not read is there all the same.
    let run = project.rbc(&["check", "other", "--format", "json"]);
    assert_eq!((run.status, run.findings()), (0, vec![]), "{}", run.stdout);
}

#[test]
fn a_policy_that_nothing_uses_is_told() {
    let config = "content: content\npolicies: [{policy: schema/a.yaml}]\nrules: {metadata: off, section: off}\n";
    let project = Project::new(&[
        ("rbc.yaml", config),
        ("schema/a.yaml", "extends: base.yaml\n"),
        ("schema/base.yaml", "extends: standard\n"),
        ("schema/b.yaml", "extends: strict\n"),
        ("schema/table.yaml", "type: object\n"),
        ("content/a.md", RUNBOOK),
    ]);
    let run = project.rbc(&["check", "--format", "json"]);
    let found = vec![("config/unused-policy".to_owned(), "rbc.yaml:2:11".to_owned())];
    assert_eq!((run.status, run.findings()), (0, found), "{}", run.stdout);
    assert!(run.stdout.contains("schema/b.yaml"), "{}", run.stdout);
    project.write("schema/a.yaml", "extends: base.yaml\n$ref: b.yaml\n");
    assert_eq!(project.rbc(&["check", "--format", "json"]).findings(), vec![]);
}
