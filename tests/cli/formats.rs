//! Findings in every format, as the tools get them that read it.

use std::path::PathBuf;

use serde_json::Value;

use crate::project::{Project, Run, aloud};

/// A project in a folder of a repository, with two findings.
fn project() -> Project {
    let project = Project::new(&[
        ("運用 手順/rbc.yaml", "title: 手順\n"),
        (
            "運用 手順/content/当番 表.md",
            "# 当番\n\n⚠️ 連絡は [表](#当番表の後) と [旧](旧.md) へ。\n\n## 当番表\n\n交替は月曜日。\n",
        ),
        (".git/HEAD", "ref: refs/heads/main\n"),
    ]);
    std::fs::create_dir_all(project.at("tools")).unwrap();
    project
}

fn check(project: &Project, format: &str, variables: &[(&str, &str)]) -> Run {
    let arguments = ["--config", "運用 手順/rbc.yaml", "check", "--format", format, "--today", "2026-04-01"];
    let mut command = project.command(&arguments);
    for name in ["GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA", "GITHUB_STEP_SUMMARY", "CI_PROJECT_URL"] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied());
    let run: Run = command.output().unwrap().into();
    assert_eq!(run.status, 1, "{format}: {}", run.stderr);
    run
}

fn json(format: &str) -> Value {
    serde_json::from_str(&check(&project(), format, &[]).stdout).unwrap()
}

#[test]
fn paths_are_those_that_the_reader_of_a_format_goes_by() {
    let path = "運用 手順/content/当番 表.md";
    let uri = "%E9%81%8B%E7%94%A8%20%E6%89%8B%E9%A0%86/content/%E5%BD%93%E7%95%AA%20%E8%A1%A8.md";
    let place = &json("sarif")["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], uri);
    assert_eq!(json("gitlab")[0]["location"]["path"], path);
    assert_eq!(json("rdjson")["diagnostics"][0]["location"]["path"], path);
    assert_eq!(json("json")["diagnostics"][0]["location"]["path"], "content/当番 表.md");
    for format in ["github", "junit", "checkstyle", "markdown"] {
        let run = check(&project(), format, &[]);
        assert!(run.stdout.contains(path), "{format}: {}", run.stdout);
    }
}

#[test]
fn every_format_has_all_findings_and_moves_no_cursor() {
    let counts = [
        ("json", "\"rule\": \""),
        ("jsonl", "\"rule\":\""),
        ("sarif", "\"ruleId\": \""),
        ("github", "::error file="),
        ("gitlab", "\"check_name\": \""),
        ("junit", "<failure "),
        ("rdjson", "\"severity\": \""),
        ("checkstyle", "<error "),
        ("markdown", "❌"),
        ("text", "error["),
    ];
    for (format, mark) in counts {
        let run = check(&project(), format, &[]);
        assert_eq!(run.stdout.matches(mark).count(), 2, "{format}: {}", run.stdout);
        assert!(!run.stdout.contains('\u{1b}'), "{format}");
    }
}

#[test]
fn the_summary_of_a_job_holds_the_whole_table() {
    let project = project();
    let summary = project.at("summary.md");
    std::fs::write(&summary, "前の内容\n").unwrap();
    check(&project, "github", &[("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())]);
    let text = std::fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("前の内容\n"), "{text}");
    // Two rules, and each finding.
    assert_eq!(text.matches("❌").count(), 2 + 2, "{text}");
}

#[test]
fn a_comment_links_to_the_lines_of_the_commit() {
    let job =
        [("GITHUB_SERVER_URL", "https://git.internal"), ("GITHUB_REPOSITORY", "team/ops"), ("GITHUB_SHA", "0123abcd")];
    let run = check(&project(), "markdown", &job);
    let address = "https://git.internal/team/ops/blob/0123abcd/%E9%81%8B%E7%94%A8%20%E6%89%8B%E9%A0%86/content/%E5%BD%93%E7%95%AA%20%E8%A1%A8.md?plain=1#L3";
    assert!(run.stdout.contains(address), "{}", run.stdout);
}

#[test]
fn statistics_stand_for_the_findings_and_beside_other_formats() {
    let project = project();
    let base = ["--config", "運用 手順/rbc.yaml", "check", "--statistics"];
    let text = project.rbc(&base);
    assert!(text.stdout.starts_with("1  error    link/broken-anchor  "), "{}", text.stdout);
    assert_eq!(text.stdout.lines().count(), 3);
    let run = project.rbc(&[&base[..], &["--format", "json"]].concat());
    assert!(serde_json::from_str::<Value>(&run.stdout).is_ok());
    assert!(run.stderr.contains("link/broken-file"), "{}", run.stderr);
}

#[test]
fn colours_go_where_they_are_wanted_only() {
    let project = project();
    let colored = |flags: &[&str], variables: &[(&str, &str)]| {
        let arguments = [&["--config", "運用 手順/rbc.yaml", "check"], flags].concat();
        let mut command = project.command(&arguments);
        command.env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR").envs(variables.iter().copied());
        let run: Run = command.output().unwrap().into();
        run.stdout.contains('\u{1b}')
    };
    assert!(!colored(&[], &[]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&["--format", "json"], &[("CLICOLOR_FORCE", "1")]));
}

/// The official schema, as a package of npm carries it.
fn sarif_schema() -> Option<PathBuf> {
    let folders = std::env::var_os("NODE_PATH")?;
    let schema = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
    std::env::split_paths(&folders).map(|folder| folder.join(schema)).find(|path| path.is_file())
}

#[test]
fn sarif_keeps_the_official_schema() {
    let Some(path) = sarif_schema() else {
        let missing = "@microsoft/jest-sarif (on NODE_PATH)";
        assert!(std::env::var_os("RBC_REQUIRE_ALL").is_none(), "sarif cannot be validated: {missing} is missing");
        aloud(&format!("skipped: sarif_keeps_the_official_schema: {missing} is missing"));
        return;
    };
    // One pattern of it is a regular expression to some readers only; it says a language, maybe with a country.
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/report/sample.sarif");
    let sample = serde_json::from_str(&std::fs::read_to_string(sample).unwrap()).unwrap();
    for log in [json("sarif"), sample] {
        let errors: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    assert!(!validator.is_valid(&serde_json::json!({"version": "2.1.0", "runs": [{"results": []}]})));
}
