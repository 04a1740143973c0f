//! Built sites in a real browser: `tests/browser/` says what is looked at.
//!
//! Needs Node, Chromium and playwright-core. Where one is missing the tests say so and pass, unless `RBC_REQUIRE_ALL` is
//! set.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "../benches/corpus/runbook.rs"]
mod corpus;

/// What is missing for these tests, if anything is.
fn missing() -> Option<&'static str> {
    let runs = |program: &mut Command| program.output().is_ok_and(|output| output.status.success());
    if !runs(Command::new("node").arg("--version")) {
        return Some("node");
    }
    let chromium = std::env::var_os("RBC_CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from);
    if !chromium.exists() {
        return Some("Chromium (/usr/bin/chromium, or RBC_CHROMIUM)");
    }
    if !runs(Command::new("node").args(["--print", "require.resolve('playwright-core')"])) {
        return Some("playwright-core (on NODE_PATH)");
    }
    None
}

/// Whether the tests can run; fails where they have to.
fn ready(test: &str) -> bool {
    let Some(missing) = missing() else { return true };
    assert!(std::env::var_os("RBC_REQUIRE_ALL").is_none(), "{test} cannot run: {missing} is missing");
    aloud(&format!("skipped: {test}: {missing} is missing"));
    false
}

fn node(arguments: &[&Path]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("node")
        .arg(root.join("tests/browser/run.mjs"))
        .args(arguments)
        .current_dir(root)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}

/// Builds the site of a folder of documents, whatever is found in them.
fn build(content: &Path, site: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rbc"));
    command.args(["build", "--today", "2026-11-30", "--quiet", "--output-file"]).arg(site.with_extension("txt"));
    command.arg("--content").arg(content).arg("--out").arg(site);
    let status = command.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap();
    assert!(matches!(status.code(), Some(0 | 1)), "rbc build gave {status}");
}

#[test]
fn the_example_site_can_be_read() {
    if !ready("the_example_site_can_be_read") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    build(Path::new("content"), &site);
    node(&[Path::new("site"), &site]);
}

#[test]
fn the_example_site_can_be_printed() {
    if !ready("the_example_site_can_be_printed") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    build(Path::new("content"), &site);
    node(&[Path::new("print"), &site]);
}

#[test]
fn what_a_page_copies_is_what_an_operator_pastes() {
    if !ready("what_a_page_copies_is_what_an_operator_pastes") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (content, site) = (folder.path().join("content"), folder.path().join("site"));
    std::fs::create_dir(&content).unwrap();
    let file = Path::new("tests/clipboard/cases.txt");
    let cases = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    for (at, case) in cases.split("\n%%%%\n").enumerate() {
        let text = case.split("\n----\n").next().unwrap();
        std::fs::write(content.join(format!("case-{:02}.md", at + 1)), format!("# 手順\n\n{text}\n")).unwrap();
    }
    build(&content, &site);
    node(&[Path::new("clipboard"), &site, file]);
}

#[test]
fn commands_are_copied_one_by_one_with_their_values() {
    if !ready("commands_are_copied_one_by_one_with_their_values") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (content, site) = (folder.path().join("content"), folder.path().join("site"));
    std::fs::create_dir(&content).unwrap();
    let fill = "# 復旧\n\n```bash\n# 1. 状態を見る\nkubectl get pods -n <namespace>  # 一覧\n\n\
                kubectl delete pod <pod-name> -n <namespace>\ncurl -H \"Authorization: \"<api_token> \\\n  \
                https://api.internal/health\n```\n";
    let looped = "# 輪\n\n```bash\nfor pod in a b\ndo\n  kubectl get pod $pod\ndone\nkubectl get pods\n```\n";
    let shown = "# 結果\n\n```bash\nkubectl get nodes\n# 期待: 3台とも Ready\nkubectl get pods\n```\n\n```console\n$ uptime\nup 3 days\n\
                 $ df -h <mount>\nFilesystem  Size\n```\n\n```bash\ncurl -s https://api.internal/health\n# 期待される結果:\n\
                 {\n  \"status\": \"ok\"\n}\n```\n";
    std::fs::write(content.join("shown.md"), shown).unwrap();
    let shared = "# 手順\n\n- [共通手順](#2-共通手順)\n\n## 1. 対応\n\n1. セクション2参照\n\n## 2. 共通手順\n\n- [ ] 連絡した\n\n\
                  ### 2.1 確認\n\n```bash\nkubectl get pods -n <namespace>\n```\n\n## 3. 終わり\n\n以上。\n";
    let forms = "# 形\n\n```bash\nkubectl delete pod {pod} -n {{namespace}}\n```\n\n```console\n$ kubectl get pods -n {{namespace}}\nweb-1\n```\n";
    std::fs::write(content.join("forms.md"), forms).unwrap();
    std::fs::write(content.join("shared.md"), shared).unwrap();
    std::fs::write(content.join("fill.md"), fill).unwrap();
    let note = "# 掃除\n\n```bash\n# \"(#<PR番号>)\" があるものだけ消す。\nfor b in a b; do\n  if [ -n \"$b\" ]; then\n    \
                git push origin --delete \"$b\"\n  fi\ndone\n```\n";
    std::fs::write(content.join("note.md"), note).unwrap();
    std::fs::write(content.join("loop.md"), looped).unwrap();
    build(&content, &site);
    node(&[Path::new("commands"), &site]);
}

#[test]
fn boxes_keep_their_ticks_and_an_incident_its_time() {
    if !ready("boxes_keep_their_ticks_and_an_incident_its_time") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (content, site) = (folder.path().join("content"), folder.path().join("site"));
    std::fs::create_dir(&content).unwrap();
    let list = "## 復旧確認\n\n- [ ] 通知した\n- [ ] 監視が緑\n  - [ ] P99 < 500ms\n- [x] 済みの作業\n";
    let database = format!(
        "# DB 障害対応\n\n## 重大度\n\n| 重大度 | 定義 | 初動 | 解決目標 |\n|---|---|---|---|\n\
         | SEV1 | 全停止 | 15分以内 | 4時間 |\n| SEV2 | 一部停止 | 30分以内 | 1営業日 |\n\n\
         ## 連絡先\n\n| 役割 | 担当 | 電話 |\n|---|---|---|\n| バックアップ担当 | 佐藤 | 03-5555-0112 |\n\n\
         ## エスカレーション\n\n| 条件 | 時間 | 連絡先 |\n|---|---|---|\n| 復旧しない | 30分 | バックアップ担当 |\n| 影響が広がる | 60分 | 部長 |\n\n\
         ## 確認\n\n```bash\nkubectl get pods -n <namespace> --token <api_token>\n```\n\n{list}\n## 事後\n\n- [ ] 通知した\n",
    );
    let web = format!(
        "# Web 障害対応\n\n## 重大度\n\n| 重大度 | 定義 | 初動 |\n|---|---|---|\n| SEV1 | 全停止 | 10分以内 |\n\n{list}\n\
         ## 点検\n\n- □ DB接続 □ 正常 □ 異常\n- □ 監視\n\n| 項目 | 済 |\n|---|---|\n| 空き容量 | □ |\n"
    );
    std::fs::write(content.join("db.md"), database).unwrap();
    std::fs::write(content.join("web.md"), web).unwrap();
    build(&content, &site);
    node(&[Path::new("incident"), &site]);
}

#[test]
fn search_is_used_by_keyboard_and_thumb() {
    if !ready("search_is_used_by_keyboard_and_thumb") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    build(Path::new("content"), &site);
    node(&[Path::new("search"), &site]);
}

#[test]
fn a_document_that_is_one_file_asks_for_nothing() {
    if !ready("a_document_that_is_one_file_asks_for_nothing") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    std::fs::create_dir(&content).unwrap();
    let text = "# 障害対応\n\n![構成](図.svg)\n\n## 1. 再起動\n\n[別の手順](b.md)、[先頭](#障害対応)、[監視](https://example.com/)。\n\n\
                ```bash\nkubectl get pods -n <namespace>\nkubectl delete pod <pod-name>\n```\n\n\
                ## 2. 確認\n\nセクション1を参照。\n\n- [ ] 復旧した\n";
    std::fs::write(content.join("a.md"), text).unwrap();
    std::fs::write(content.join("b.md"), "# 別の手順\n").unwrap();
    let picture =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"8\" height=\"8\"/></svg>";
    std::fs::write(content.join("図.svg"), picture).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rbc"));
    command.args(["build", "--single-file", "content/a.md", "--out", "a.html"]).current_dir(folder.path());
    let status = command.status().unwrap();
    assert!(matches!(status.code(), Some(0 | 1)), "rbc build gave {status}");
    let file = folder.path().join("a.html");
    node(&[Path::new("alone"), &file]);
    // It may be made again, but takes no other file's place.
    assert_ne!(command.status().unwrap().code(), Some(2));
    std::fs::write(&file, "<p>mine").unwrap();
    assert_eq!(command.status().unwrap().code(), Some(2));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "<p>mine");
}

#[test]
fn a_site_that_was_opened_once_is_read_without_a_network() {
    if !ready("a_site_that_was_opened_once_is_read_without_a_network") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    build(Path::new("content"), &site);
    node(&[Path::new("offline"), &site]);
}

#[test]
fn the_right_section_is_found_first() {
    if !ready("the_right_section_is_found_first") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    build(Path::new("content"), &site);
    node(&[Path::new("golden"), &site, Path::new("tests/search/golden.json")]);
    let Some(shared) = std::env::var_os("RBC_SHARED").map(PathBuf::from) else { return };
    let (seeds, notes) = (shared.join("seeds"), shared.join("notes/search.md"));
    if seeds.exists() && notes.exists() {
        let site = folder.path().join("seeds");
        build(&seeds, &site);
        node(&[Path::new("golden"), &site, &notes]);
    }
}

#[test]
fn no_text_of_a_document_runs() {
    if !ready("no_text_of_a_document_runs") {
        return;
    }
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/vectors.jsonl");
    node(&[Path::new("attack"), Path::new(env!("CARGO_BIN_EXE_rbc")), &vectors]);
}

#[test]
fn contacts_say_who_answers_now() {
    if !ready("contacts_say_who_answers_now") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (content, site) = (folder.path().join("content"), folder.path().join("site"));
    std::fs::create_dir(&content).unwrap();
    let rows = [
        ("一次", "24/7"),
        ("窓口", "平日9-18時（祝日を除く）"),
        ("夜間", "平日 18:00-翌9:00"),
        ("休日", "土日祝 10-17時"),
        ("業者", "毎日9-18時（祝日を除く）"),
        ("海外", "毎日 9:00-18:00 PST"),
    ];
    let rows: String =
        rows.iter().map(|(role, hours)| format!("| {role} | 山田 | 03-5555-0112 | {hours} |\n")).collect();
    let table = format!("| 役割 | 担当 | 連絡先 | 対応時間 |\n|---|---|---|---|\n{rows}");
    std::fs::write(content.join("a.md"), format!("# 決済 障害対応\n\n## 連絡先\n\n{table}")).unwrap();
    let config = folder.path().join("rbc.yaml");
    std::fs::write(&config, "holidays: [2026-12-29]\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rbc"));
    command.args(["build", "--today", "2026-11-30", "--quiet", "--config"]).arg(&config).arg("--out").arg(&site);
    assert!(command.current_dir(folder.path()).output().unwrap().status.code() < Some(2));
    node(&[Path::new("now"), &site]);
}

#[test]
fn what_a_writer_saves_is_seen() {
    if !ready("what_a_writer_saves_is_seen") {
        return;
    }
    for way in ["told", "poll"] {
        let folder = tempfile::tempdir().unwrap();
        node(&[Path::new("serve"), Path::new(env!("CARGO_BIN_EXE_rbc")), folder.path(), Path::new(way)]);
    }
}

#[test]
fn a_save_among_many_runbooks_is_seen_soon() {
    if !ready("a_save_among_many_runbooks_is_seen_soon") {
        return;
    }
    const COUNT: usize = 200;
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in (0..COUNT).map(|number| corpus::document(number, COUNT)) {
        let path = folder.path().join("content").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let (path, _) = corpus::document(COUNT / 2, COUNT);
    let (file, page) = (format!("content/{path}"), path.replace(".md", ".html"));
    // A build without optimisation on a machine that has other work takes this long, and would take three times as long if
    // all were made anew.
    let given = ["latency", env!("CARGO_BIN_EXE_rbc"), folder.path().to_str().unwrap(), &file, &page, "9", "3000"];
    node(&given.map(Path::new));
}

/// Says what is not run. The harness keeps what `eprintln!` prints in a test that passes, and nobody would hear of it.
fn aloud(said: &str) {
    let _ = writeln!(std::io::stderr(), "{said}");
}
