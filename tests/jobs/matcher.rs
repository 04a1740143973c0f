//! `examples/problem-matcher.json`, for tasks of editors and for runners that know matchers.

use std::path::Path;

use regex::Regex;
use serde_json::Value;

use crate::project::Project;
use crate::runner::HERE;

#[test]
fn every_line_of_a_report_is_matched_with_its_parts() {
    let text = std::fs::read_to_string(Path::new(HERE).join("examples/problem-matcher.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let pattern = &file["problemMatcher"][0]["pattern"][0];
    let regex = Regex::new(pattern["regexp"].as_str().unwrap()).unwrap();
    let project = Project::new(&[
        (
            "content/当番 表.md",
            "# 当番\n\n[無い](\"none\".md)、[節](#無い)\n\n電話: 090-xxxx-xxxx\n\n```bash\nrm -rf $DIR/*\n```\n",
        ),
        ("content/b.md", "# b\n\n| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n"),
    ]);
    let report = project.rbc(&["check", "--format", "jsonl"]).stdout;
    assert!(report.lines().count() > 3, "{report}");
    for line in report.lines() {
        let finding: Value = serde_json::from_str(line).unwrap();
        let found = regex.captures(line).unwrap_or_else(|| panic!("{line}"));
        let part = |name: &str| found[pattern[name].as_u64().unwrap() as usize].to_owned();
        assert_eq!(part("code"), finding["rule"].as_str().unwrap());
        assert_eq!(part("severity"), finding["level"].as_str().unwrap());
        assert_eq!(part("file"), finding["location"]["path"].as_str().unwrap());
        assert_eq!(part("line"), finding["location"]["line"].to_string());
        assert_eq!(part("column"), finding["location"]["column"].to_string());
        assert_eq!(format!("\"{}\"", part("message")), finding["message"].to_string());
    }
    // The page that shows it for an editor shows the same.
    let line = text.lines().find(|line| line.contains("\"regexp\": ")).unwrap();
    for page in ["docs/ja/ci.md", "docs/en/ci.md"] {
        let text = std::fs::read_to_string(Path::new(HERE).join(page)).unwrap();
        assert!(text.contains(line.trim()), "{page}");
    }
    let english = project.rbc(&["--lang", "en", "check"]).stdout;
    assert!(english.lines().all(|line| !regex.is_match(line)), "no other output is taken for a finding");
}
