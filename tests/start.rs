//! A project's beginning: `rbc init` and `rbc new`.

#![allow(missing_docs, dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "cli/project.rs"]
mod project;

use std::fs;
use std::process::Command;

use project::Project;

const TEMPLATES: [&str; 5] = ["service", "spec", "index", "symptoms", "handbook"];

/// What somebody would write for each `<…>`.
const VALUES: &[(&str, &str)] = &[
    ("サービス名", "予約"),
    ("システム名", "予約"),
    ("チーム名", "予約チーム"),
    ("担当チーム", "予約チーム"),
    ("更新日", "2026-11-01"),
    ("次回レビュー日", "2027-05-01"),
    ("役割を一文で", "予約の登録と変更を受け持つ"),
    ("一次担当", "三宅 航"),
    ("二次担当", "長谷川 巧"),
    ("責任者", "大島 光"),
    ("一次の連絡先", "PagerDuty: yoyaku-primary"),
    ("二次の連絡先", "電話: 03-5555-0112"),
    ("責任者の連絡先", "Slack: @oshima"),
    ("ダッシュボードのURL", "https://grafana.kawasemi.internal/d/yoyaku"),
    ("ログのURL", "https://loki.kawasemi.internal/yoyaku"),
    ("ヘルスチェックのURL", "https://yoyaku.kawasemi.internal/healthz"),
    ("しきい値", "500"),
    ("台数", "6"),
    ("連絡用チャンネル", "#incident"),
    ("対象の範囲", "予約"),
    ("症状", "予約が登録できない"),
    ("手順書へのリンク", "[予約](service.md)"),
    ("可用性の目標", "99.9%"),
    ("定期メンテナンスの時間帯", "毎週日曜 02:00-04:00"),
    ("対象のサービス", "予約 API"),
    ("依存先", "PostgreSQL"),
    ("認証の基盤", "Keycloak"),
    ("滞留を見る表", "yoyaku.jobs"),
    ("対象環境", "Production"),
    ("外部サービス", "トビウオペイ"),
    ("バックアップのファイル", "yoyaku.dump"),
    ("データベース", "yoyaku"),
    ("検証用データベース", "yoyaku_drill"),
    ("namespace", "yoyaku"),
    ("deployment", "yoyaku-api"),
    ("service", "booking"),
    ("system", "booking"),
    ("team", "booking team"),
    ("responsible team", "booking team"),
    ("updated on", "2026-11-01"),
    ("review by", "2027-05-01"),
    ("what it does in a sentence", "takes and changes bookings"),
    ("primary", "Ada Miyake"),
    ("secondary", "Tom Hasegawa"),
    ("owner", "Lin Oshima"),
    ("primary contact", "PagerDuty: booking-primary"),
    ("secondary contact", "Phone: 03-5555-0112"),
    ("owner contact", "Slack: @oshima"),
    ("dashboard URL", "https://grafana.kawasemi.internal/d/booking"),
    ("logs URL", "https://loki.kawasemi.internal/booking"),
    ("health check URL", "https://booking.kawasemi.internal/healthz"),
    ("threshold", "500"),
    ("replicas", "6"),
    ("channel", "#incident"),
    ("scope", "booking"),
    ("symptom", "Nobody can book"),
    ("runbook", "[Booking](service.md)"),
    ("availability", "99.9%"),
    ("maintenance window", "Sundays 02:00-04:00"),
    ("services", "booking API"),
    ("dependencies", "PostgreSQL"),
    ("identity provider", "Keycloak"),
    ("queue table", "booking.jobs"),
    ("environment", "Production"),
    ("other service", "Tobiuo Pay"),
    ("backup file", "booking.dump"),
    ("database", "booking"),
    ("test database", "booking_drill"),
];

fn filled(text: &str) -> String {
    let filled = VALUES.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("<{name}>"), value));
    let open = filled.lines().find(|line| line.contains('<') && line.contains('>'));
    assert_eq!(open, None, "something is left to fill in");
    filled
}

fn templates(language: &str) -> Project {
    let project = Project::new(&[]);
    for name in TEMPLATES {
        let run = project.rbc(&["--lang", language, "new", name, &format!("content/{name}")]);
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    }
    project
}

#[test]
fn templates_are_clean_as_templates_and_clean_when_filled_in() {
    for language in ["ja", "en"] {
        let project = templates(language);
        project.write("rbc.yaml", "template_mode: ['**']\n");
        let check = ["check", "--format", "json", "--today", "2026-11-26"];
        assert_eq!(project.rbc(&check).findings(), [], "{language}: as templates");
        project.write("rbc.yaml", "policies: [{policy: standard}]\n");
        for name in TEMPLATES {
            let path = project.at(&format!("content/{name}.md"));
            let text = filled(&fs::read_to_string(&path).unwrap());
            fs::write(path, text).unwrap();
        }
        let run = project.rbc(&check);
        assert_eq!(run.findings(), [], "{language}: filled in\n{}", run.stdout);
        // Without all that is to be written, they are told of.
        let open = templates(language).rbc(&["check", "--format", "json"]);
        assert!(open.findings().len() > 10, "{language}: {}", open.stdout);
    }
}

#[test]
fn templates_are_read_as_what_they_are() {
    let project = templates("ja");
    assert_eq!(project.rbc(&["build", "--quiet"]).status, 0);
    let model = |name: &str| -> serde_json::Value {
        let path = project.at(&format!("site/api/runbooks/{name}.json"));
        serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
    };
    for name in TEMPLATES {
        assert_eq!(model(name)["kind"], "runbook", "{name}");
        assert!(model(name)["contacts"].as_array().unwrap().len() > 1, "{name}");
        assert!(!model(name)["escalation"].as_array().unwrap().is_empty(), "{name}");
    }
    for (name, least) in [("service", 2), ("spec", 2), ("symptoms", 2), ("handbook", 1)] {
        assert!(model(name)["scenarios"].as_array().unwrap().len() >= least, "{name}");
    }
}

#[test]
fn an_empty_folder_becomes_a_project_that_is_clean_and_builds() {
    for language in ["ja", "en"] {
        let project = Project::new(&[("README.md", "# ops\n\nHello.\n")]);
        let run = project.rbc(&["--lang", language, "init"]);
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
        let check = project.rbc(&["check", "--deny", "warnings"]);
        assert_eq!(check.status, 0, "{}", check.stdout);
        assert_eq!(project.rbc(&["build", "--strict"]).status, 0);
        assert!(project.at("site/first-service.html").is_file());
        let again = project.rbc(&["init"]);
        assert_eq!(again.status, 2);
        assert!(again.stderr.contains("--ci github"), "{}", again.stderr);
    }
}

#[test]
fn documents_that_are_there_are_told_of_and_left_alone() {
    let text = "# 決済 運用手順書\n\n## 朝の儀\n\n```bash\nuptime\n```\n\n## 余談\n\n[無い](none.md)\n";
    let project = Project::new(&[
        ("README.md", "# 決済\n"),
        ("docs/設計.md", "# 設計\n\n構成です。\n"),
        ("docs/runbooks/a.md", text),
        ("docs/runbooks/b.md", text),
        ("docs/runbooks/メモ.md", "# メモ\n\n覚え書き。\n"),
    ]);
    project.write("docs/runbooks/古い.md", b"# \x8f\xe1\x8aQ\n");
    let before = project.tree(".");
    let run = project.rbc(&["init"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for part in ["docs/runbooks に手順書 2 件、そのほかの文書 1 件", "古い.md", "--write-baseline"] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
    let mut after = project.tree(".");
    let config = String::from_utf8(after.remove("rbc.yaml").unwrap()).unwrap();
    assert_eq!(before, after);
    assert!(config.contains("content: \"docs/runbooks\"\n"), "{config}");
    assert!(config.contains("\n#vocabulary:\n#  other:\n#    - \"余談\"\n"), "{config}");
    // What is proposed can be taken over as it stands.
    let taken: String = config.lines().map(|line| format!("{}\n", taken_over(line))).collect();
    project.write("rbc.yaml", taken.replace("baseline:", "#baseline:"));
    assert_eq!(project.rbc(&["check"]).status, 1);
    let commands = ["--write-baseline", "rbc-baseline.json"];
    let run = project.rbc(&["check", commands[0], commands[1]]);
    assert!(run.stderr.contains("rbc.yaml に baseline: rbc-baseline.json と書くと"), "{}", run.stderr);
    project.write("rbc.yaml", config.replace("#baseline:", "baseline:"));
    assert_eq!(project.rbc(&["check", "-q"]).status, 0);
    let again = project.rbc(&["check", commands[0], commands[1]]);
    assert!(!again.stderr.contains("rbc.yaml に baseline"), "what stands there is not asked for: {}", again.stderr);
}

#[test]
fn what_a_team_would_miss_is_said() {
    let text = "# 決済 運用手順書\n\n## 朝の儀\n\n```bash\nuptime\n```\n\n## Day 2 の余談\n\n本文\n\n## 2025年11月\n\n\
        ## 余談\n\n[無い](none.md)\n";
    let project = Project::new(&[
        ("docs/runbooks/a.md", text),
        ("docs/runbooks/b.md", text),
        ("docs/ops/障害対応.md", text),
        (".gitignore", "/target\n"),
    ]);
    let git = Command::new("git").args(["init", "--quiet"]).current_dir(&project.root).status();
    assert!(git.unwrap().success());
    let run = project.rbc(&["init"]);
    for part in ["ほかの所にも手順書らしい文書が 1 件", "  docs/ops/障害対応.md", ".gitignore に /site と"]
    {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
    // What is one of many, or known, is no word to be taught.
    let config = fs::read_to_string(project.at("rbc.yaml")).unwrap();
    assert!(config.contains("#vocabulary:\n#  other:\n#    - \"余談\"\n\n"), "{config}");
    fs::remove_file(project.at("rbc.yaml")).unwrap();
    project.write(".gitignore", "site/\n");
    fs::remove_dir_all(project.at("docs/runbooks")).unwrap();
    project.write("c.md", text);
    let run = project.rbc(&["init"]);
    assert!(run.stderr.contains("このフォルダに手順書 2 件"), "{}", run.stderr);
    assert!(!run.stderr.contains(".gitignore") && !run.stderr.contains("ほかの所"), "{}", run.stderr);
}

/// A line of rbc.yaml with its setting switched on.
fn taken_over(line: &str) -> &str {
    match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with(' ') || rest.starts_with("  ") => rest,
        _ => line,
    }
}

#[test]
fn jobs_stand_where_hosts_look_for_them() {
    let project = Project::new(&[("運用/content/a.md", project::GOOD)]);
    let git = Command::new("git").args(["init", "--quiet"]).current_dir(&project.root).status();
    assert!(git.unwrap().success());
    for (host, path) in [("github", ".github/workflows/runbooks.yml"), ("gitlab", ".gitlab-ci.yml")] {
        let run = project.rbc(&["init", "運用", "--ci", host]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let text = fs::read_to_string(project.at(path)).unwrap();
        let place = if host == "github" { "path: \"運用\"\n" } else { "rbc -C '運用' check --format" };
        assert!(text.contains(place), "{text}");
        assert!(!text.replace("@v", "").replace("rbc@main", "").contains('@'), "{text}");
        assert_eq!(project.rbc(&["init", "運用", "--ci", host]).status, 2);
    }
}

#[test]
fn the_host_is_that_of_origin_where_none_is_named() {
    for (origin, written) in [
        ("git@github.com:kawasemi/ops.git", Some(".github/workflows/runbooks.yml")),
        ("https://gitlab.kawasemi.internal/sre/ops.git", Some(".gitlab-ci.yml")),
        ("https://git.kawasemi.internal/sre/ops.git", None),
    ] {
        let project = Project::new(&[("content/a.md", project::GOOD)]);
        for arguments in [&["init", "--quiet"][..], &["remote", "add", "origin", origin]] {
            assert!(Command::new("git").args(arguments).current_dir(&project.root).status().unwrap().success());
        }
        let run = project.rbc(&["init", "--ci"]);
        match written {
            Some(path) => assert!(run.status == 0 && project.at(path).is_file(), "{origin}: {}", run.stderr),
            None => {
                assert!(run.status == 2 && run.stderr.contains("--ci github か --ci gitlab"), "{}", run.stderr);
                assert!(!project.at("rbc.yaml").exists(), "nothing is half written");
            }
        }
    }
}

#[test]
fn what_cannot_be_done_leaves_nothing_half_written() {
    let project = Project::new(&[("塞ぐ", "x"), ("a.md", "# 私の\n"), (".gitlab-ci.yml", "x: 1\n")]);
    let before = project.tree(".");
    let cases: &[(&[&str], &str)] = &[
        (&["new", "servise", "x.md"], "近い名前: 「service」"),
        (&["new", "???", "x.md"], "service, spec, index, symptoms, handbook"),
        (&["new", "service", "a.md"], "既にある"),
        (&["new", "service", "塞ぐ/x.md"], "塞ぐ"),
        (&["new", "service"], "<PATH>"),
        (&["init", "塞ぐ"], "塞ぐ"),
        (&["init", "--ci", "gitlab"], ".gitlab-ci.yml"),
        (&["init", "--ci", "jenkins"], "使えるもの: github, gitlab"),
    ];
    for (arguments, expected) in cases {
        let run = project.rbc(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(run.stderr.contains(expected), "{arguments:?}: {}", run.stderr);
        assert_eq!(project.tree("."), before, "{arguments:?}");
    }
    assert!(project.rbc(&["new", "--list"]).stdout.lines().count() == 5);
}

#[test]
fn a_new_document_in_a_folder_is_called_after_its_template() {
    let project = Project::new(&[]);
    assert_eq!(project.rbc(&["new", "service", "content/"]).status, 0);
    assert!(project.at("content/service.md").is_file());
    assert_eq!(project.rbc(&["new", "index", "content"]).status, 0);
    assert!(project.at("content/index.md").is_file());
    assert_eq!(project.rbc(&["new", "index", "content"]).status, 2);
}

#[test]
fn a_file_is_no_place_to_begin() {
    let project = Project::new(&[("a.txt", "x")]);
    let run = project.rbc(&["init", "a.txt"]);
    assert!(run.status == 2 && run.stderr.contains("フォルダではありません"), "{}", run.stderr);
}

/// The first two numbers that a team sees are the same.
#[test]
fn what_is_counted_is_what_check_finds() {
    let template = "# <サービス名> 手順\n\n## 連絡先\n\n| 役割 | 担当 | 連絡先 |\n|---|---|---|\n| 一次 | TBD | <連絡先> |\n\n## 手順\n\n1. <pod-name> を見る\n2. <namespace> を見る\n";
    let project =
        Project::new(&[("content/_templates/service.md", template), ("content/a.md", "# 手順\n\n[x](nowhere.md)\n")]);
    let said = project.rbc(&["init"]).stderr;
    assert!(fs::read_to_string(project.at("rbc.yaml")).unwrap().contains("\ntemplate_mode"), "{said}");
    let found = project.rbc(&["check"]).stdout;
    let counts = found.lines().last().unwrap().split("、情報").next().unwrap().to_owned();
    assert!(said.contains(&counts), "{said} {found}");
}
