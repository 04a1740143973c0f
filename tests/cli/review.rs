//! What becomes of findings: comments that silence, `--select`, `--ignore`, a baseline.

use crate::project::{GOOD, Project, Run};

const TODAY: [&str; 2] = ["--today", "2026-11-26"];

fn check(project: &Project, arguments: &[&str]) -> Run {
    project.rbc(&[&["check", "--format", "json"], &TODAY[..], arguments].concat())
}

fn found(run: &Run) -> Vec<String> {
    run.findings().into_iter().map(|(rule, place)| format!("{rule} {place}")).collect()
}

/// Two dead links on lines 3 and 5.
const DEAD: &str = "# 障害 対応\n\n[変更票](変更票.md)を見る。\n\n[連絡先](連絡先.md)を見る。\n";

#[test]
fn a_comment_silences_the_block_that_follows_in_check_and_build() {
    let text = DEAD.replace("[変更票]", "<!-- rbc-ignore link/broken-file until 2026-11-26: 月末に移す -->\n[変更票]");
    let project = Project::new(&[("content/障害 対応.md", &text)]);
    for command in ["check", "build"] {
        let run = project.rbc(&[&[command, "--format", "json"], &TODAY[..]].concat());
        assert_eq!(found(&run), ["link/broken-file content/障害 対応.md:6:1"], "{command}");
        let next = project.rbc(&[command, "--format", "json", "--today", "2026-11-27"]);
        assert_eq!(
            found(&next),
            [
                "config/expired-suppression content/障害 対応.md:3:1",
                "link/broken-file content/障害 対応.md:4:1",
                "link/broken-file content/障害 対応.md:6:1"
            ],
            "{command}"
        );
    }
}

#[test]
fn a_file_can_be_silenced_and_the_status_says_so() {
    let project = Project::new(&[("content/a.md", DEAD)]);
    assert_eq!(check(&project, &[]).status, 1);
    project.write("content/a.md", format!("{DEAD}\n<!-- rbc-ignore-file link: 旧版の写し -->\n"));
    let run = check(&project, &[]);
    assert_eq!((run.status, found(&run)), (0, vec![]));
}

#[test]
fn comments_that_do_nothing_are_warnings() {
    let text = "# 運用\n\n<!-- rbc-ignore link/broken-fil: 移行中 -->\n<!-- rbc-ignore table -->\n本文です。\n";
    let project = Project::new(&[("content/a.md", text)]);
    let run = check(&project, &[]);
    assert_eq!(
        found(&run),
        [
            "config/unknown-rule content/a.md:3:1",
            "config/suppression-without-reason content/a.md:4:1",
            "config/unused-suppression content/a.md:4:1"
        ]
    );
    assert_eq!(run.status, 0);
    assert!(run.stdout.contains("link/broken-file"), "{}", run.stdout);
    assert_eq!(found(&check(&project, &["--ignore", "config"])), [""; 0]);
    project.write(
        "rbc.yaml",
        "rules:\n  config/suppression-without-reason: error\n  table: off\n  config/unknown-rule: off\n",
    );
    let run = check(&project, &[]);
    assert_eq!(
        (run.status, found(&run)),
        (1, vec!["config/suppression-without-reason content/a.md:4:1".to_owned()]),
        "a rule that is off is not looked for, so its comment is not unused"
    );
}

#[test]
fn rules_are_selected_by_name_and_category() {
    let project = Project::new(&[("content/a.md", DEAD), ("content/con.md", GOOD)]);
    let rules = |arguments: &[&str]| {
        let run = check(&project, arguments);
        let mut rules: Vec<String> = run.findings().into_iter().map(|(rule, _)| rule).collect();
        rules.dedup();
        (run.status, rules.join(" "))
    };
    assert_eq!(rules(&[]), (1, "link/broken-file source/name-reserved".to_owned()));
    assert_eq!(rules(&["--select", "source,table"]), (0, "source/name-reserved".to_owned()));
    assert_eq!(rules(&["--ignore", "link/broken-file"]), (0, "source/name-reserved".to_owned()));
    assert_eq!(rules(&["--ignore", "link", "--ignore", "source"]), (0, String::new()));
    assert_eq!(rules(&["--select", "link", "--ignore", "link/broken-file"]), (0, String::new()));
    for (flag, name, near) in
        [("--select", "link/broken-flie", "link/broken-file"), ("--ignore", "broken-file", "link/broken-file")]
    {
        for command in ["check", "build"] {
            let run = project.rbc(&[command, flag, name]);
            assert_eq!((run.status, run.stdout.as_str()), (2, ""));
            assert!(run.stderr.contains(near) && run.stderr.contains(flag), "{}", run.stderr);
        }
    }
}

#[test]
fn a_baseline_knows_what_is_old() {
    let project = Project::new(&[("content/障害 対応.md", DEAD)]);
    let run = check(&project, &["--write-baseline", "既知 の診断.json"]);
    assert_eq!((run.status, found(&run)), (0, vec![]));
    assert!(run.stderr.contains("2 件") && run.stderr.contains("既知 の診断.json"), "{}", run.stderr);
    let written = std::fs::read_to_string(project.at("既知 の診断.json")).unwrap();
    check(&project, &["--write-baseline", "既知 の診断.json"]);
    assert_eq!(std::fs::read_to_string(project.at("既知 の診断.json")).unwrap(), written, "same input, same bytes");

    project.write(
        "content/障害 対応.md",
        format!("{}\n[新しい](new.md)\n", DEAD.replace("\n\n[変更票]", "\n\n追記。\n\n[変更票]")),
    );
    project.write("rbc.yaml", "baseline: 既知 の診断.json\n");
    for command in ["check", "build"] {
        let run = project.rbc(&[command, "--format", "json"]);
        assert_eq!((run.status, found(&run)), (1, vec!["link/broken-file content/障害 対応.md:9:1".to_owned()]));
        assert!(!run.stderr.contains("baseline"), "{}", run.stderr);
    }
    project.write("content/障害 対応.md", "# 障害 対応\n\n[連絡先](連絡先.md)を見る。\n");
    let run = check(&project, &[]);
    assert_eq!((run.status, found(&run)), (0, vec![]));
    assert!(run.stderr.contains("1 件は見つからなくなりました"), "{}", run.stderr);
}

#[test]
fn pages_do_not_show_what_the_baseline_knows() {
    let project = Project::new(&[("content/a.md", DEAD)]);
    project.rbc(&["check", "--write-baseline", "known.json"]);
    let run = project.rbc(&["build", "--strict", "--baseline", "known.json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let page = std::fs::read_to_string(project.at("site/a.html")).unwrap();
    assert!(!page.contains("link/broken-file"), "{page}");
}

#[test]
fn a_baseline_that_cannot_be_read_ends_with_two() {
    let project = Project::new(&[("content/a.md", DEAD), ("bad.json", "[]"), ("later.json", "{\"version\": 9}")]);
    for (file, said) in [("gone.json", "--write-baseline"), ("bad.json", "bad.json"), ("later.json", "9")] {
        let run = check(&project, &["--baseline", file]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{file}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    project.write("rbc.yaml", "baseline: known.json\n");
    assert_eq!(check(&project, &[]).status, 2);
    assert_eq!(check(&project, &["--write-baseline", "known.json"]).status, 0);
    assert_eq!(check(&project, &[]).status, 0);
}

#[test]
fn a_tree_full_of_old_findings_is_told_of_the_baseline() {
    let many: String = (0..60).map(|number| format!("[手順{number}](gone-{number}.md)\n\n")).collect();
    let project = Project::new(&[("content/a.md", &many)]);
    let hinted =
        |arguments: &[&str]| project.rbc(&[&["check"], arguments].concat()).stderr.contains("--write-baseline");
    assert!(hinted(&[]));
    assert!(!hinted(&["--quiet"]) && !hinted(&["--format", "json"]));
    project.rbc(&["check", "--write-baseline", "known.json"]);
    assert!(!hinted(&["--baseline", "known.json"]));
}

/// No runbook names its owner, which is told once: the baseline knows it of each.
#[test]
fn what_is_told_once_is_known_of_every_document() {
    let text = |owner: &str| format!("# 決済の障害対応手順書\n\n{owner}夜間は当番が見ます。\n");
    let names: Vec<String> = ["b", "c", "d", "e", "f"].map(|name| format!("content/{name}.md")).into();
    let bare = text("");
    let project = Project::new(&names.iter().map(|name| (name.as_str(), bare.as_str())).collect::<Vec<_>>());
    let owners =
        |arguments: &[&str]| found(&check(&project, &[&["--select", "metadata/no-owner"], arguments].concat()));
    assert_eq!(owners(&[]), ["metadata/no-owner content/b.md:1:1"], "told once");
    assert_eq!(
        owners(&["content/d.md"]),
        ["metadata/no-owner content/d.md:1:1"],
        "told of the document that is asked for"
    );
    check(&project, &["--write-baseline", "known.json"]);
    assert_eq!(owners(&["--baseline", "known.json"]), [""; 0]);
    project.write("content/f.md", text("**担当**: 決済チーム\n\n"));
    assert_eq!(owners(&["--baseline", "known.json"]), [""; 0], "the others are as they were");
    project.write("content/a.md", text(""));
    assert_eq!(owners(&["--baseline", "known.json"]), ["metadata/no-owner content/a.md:1:1"]);
    project.write("content/f.md", text(""));
    project.write("content/b.md", format!("{}\n<!-- rbc-ignore-file metadata/no-owner: 共用 -->\n", text("")));
    assert_eq!(owners(&[]), ["metadata/no-owner content/a.md:1:1"], "a comment speaks for its own document");
}
