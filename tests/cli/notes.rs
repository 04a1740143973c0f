//! What `check` and `build` say beside the findings: what they went by, what was left out, what could not be read.

use crate::project::{GOOD, Project};

/// An error, a warning and hints.
const FAULTY: &str =
    "# 手順\n\n[なし](gone.md)\n\n<pod-name> を再起動\n\n```bash\nkubectl delete pod <pod-name>\n```\n";

#[test]
fn the_configuration_and_the_folder_are_named_last() {
    let project = Project::new(&[("rbc.yaml", "title: 社内\n"), ("content/a.md", GOOD), ("別/b.md", GOOD)]);
    let last = |arguments: &[&str]| {
        let run = project.rbc(arguments);
        run.stderr.lines().filter(|line| line.contains("読んだフォルダ")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(last(&["check"]), ["設定: rbc.yaml、読んだフォルダ: content"]);
    assert_eq!(last(&["-C", "別", "check", "."]), ["設定: ../rbc.yaml、読んだフォルダ: ."]);
    assert_eq!(last(&["build", "--content", "別"]), ["設定: rbc.yaml、読んだフォルダ: 別"]);
    assert_eq!(last(&["check", "content", "別"]), ["設定: rbc.yaml、読んだフォルダ: content, 別"]);
    assert!(last(&["check", "-q"]).is_empty() && last(&["check", "--format", "json"]).is_empty());
    std::fs::remove_file(project.at("rbc.yaml")).unwrap();
    assert_eq!(last(&["check"]), ["設定ファイルはありません (既定値)。読んだフォルダ: content"]);
    let english = project.rbc(&["check", "--lang", "en"]);
    assert!(
        english.stderr.contains("No configuration (defaults), folder that was read: content"),
        "{}",
        english.stderr
    );
}

#[test]
fn quiet_text_holds_errors_only_and_counts_the_rest() {
    let project = Project::new(&[("content/a.md", FAULTY)]);
    let whole = project.rbc(&["check"]);
    assert!(whole.stdout.contains("warning[") && whole.stdout.contains("info["), "{}", whole.stdout);
    let quiet = project.rbc(&["check", "-q"]);
    assert!(quiet.stdout.contains("error[link/broken-file]"), "{}", quiet.stdout);
    assert!(!quiet.stdout.contains("warning[") && !quiet.stdout.contains("info["), "{}", quiet.stdout);
    assert!(quiet.stdout.contains("エラー 1 件、警告 1 件") && quiet.stdout.contains("-q のため"), "{}", quiet.stdout);
    assert_eq!((quiet.status, quiet.stderr.as_str()), (1, ""));
    // What makes the run fail is shown.
    let denied = project.rbc(&["check", "-q", "--deny", "warnings"]);
    assert!(denied.stdout.contains("warning[") && !denied.stdout.contains("info["), "{}", denied.stdout);
    // Programs get everything.
    let all = project.rbc(&["check", "--format", "json"]).findings();
    assert_eq!(project.rbc(&["check", "-q", "--format", "json"]).findings(), all);
}

#[test]
fn many_findings_come_with_how_to_see_fewer() {
    let text = format!("# 手順\n\n{}", "<pod-name> を再起動\n\n[なし](gone.md)\n\n".repeat(12));
    let project = Project::new(&[("content/a.md", FAULTY), ("content/b.md", &text)]);
    let hinted = |arguments: &[&str]| project.rbc(&[&["check"], arguments].concat()).stderr.contains("--select");
    let few = project.rbc(&["check", "content/a.md"]);
    assert!(!few.stderr.contains("--select"), "{}", few.stderr);
    assert_eq!((hinted(&["-q"]), hinted(&["--format", "json"])), (false, false));
    let many: String = (0..12).map(|at| format!("[なし](gone{at}.md)\n\n")).collect();
    project.write("content/c.md", format!("# 手順\n\n{many}"));
    assert!(hinted(&[]));
}

#[test]
fn failures_of_the_machine_are_said_in_the_readers_language() {
    let project = Project::new(&[("content/a.md", GOOD), ("folder/x.txt", "")]);
    let said = |arguments: &[&str]| {
        let run = project.rbc(arguments);
        assert_eq!(run.status, 2, "{}", run.stderr);
        run.stderr
    };
    assert!(said(&["--config", "folder", "check"]).contains("普通のファイルではないか"));
    let folder = said(&["check", "--content", "content/a.md/x"]);
    assert!(folder.ends_with("フォルダではありません\n"), "{folder}");
    let english = said(&["--lang", "en", "check", "--content", "content/a.md/x"]);
    assert!(english.ends_with("not a folder\n"), "{english}");
}

#[test]
fn a_file_at_an_address_of_the_site_is_told_and_not_copied() {
    let text = "# 手順\n\n[仕様](api/openapi.json)、![印](assets/icon.svg)、[表](data/api.json)\n";
    let files = [("content/a.md", text), ("content/api/openapi.json", "{}"), ("content/data/api.json", "{}")];
    let project = Project::new(&files);
    project.write("content/assets/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let run = project.rbc(&["build", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.has("link/unpublished-file", "content/a.md:3:1"), "{}", run.stdout);
    assert_eq!(run.stdout.matches("link/unpublished-file").count(), 2, "{}", run.stdout);
    assert!(project.at("site/data/api.json").exists() && !project.at("site/api/openapi.json").exists());
}

#[test]
fn a_name_that_the_model_does_not_have_is_a_warning() {
    let policy = "properties: {contacts: {contains: {properties: {chanels: {minItems: 1}}}}}\n";
    let config = "policies: [{policy: schema/production.yaml}]\nrules: {metadata: off}\n";
    let project = Project::new(&[("rbc.yaml", config), ("schema/production.yaml", policy), ("content/a.md", GOOD)]);
    let run = project.rbc(&["check", "--format", "json"]);
    assert!(run.has("config/unknown-property", "schema/production.yaml:1:49"), "{}", run.stdout);
    assert_ne!(run.status, 2);
    let twice = project.rbc(&["check", "--format", "json", "content", "schema/../content/../content"]);
    assert_eq!(twice.stdout.matches("config/unknown-property").count(), 1, "{}", twice.stdout);
    project.write("別/b.md", GOOD);
    let roots = project.rbc(&["check", "--format", "json", "content", "別"]);
    assert_eq!(roots.stdout.matches("config/unknown-property").count(), 1, "{}", roots.stdout);
    project.write(
        "rbc.yaml",
        format!("{config}per_file: [{{files: [schema/**], rules: {{config/unknown-property: off}}}}]\n"),
    );
    assert!(!project.rbc(&["check"]).stdout.contains("unknown-property"));
    let page = project.rbc(&["explain", "config/unknown-property"]);
    assert!(page.stdout.contains("既定の水準: warning"), "{}", page.stdout);
    let comment = project.rbc(&["explain", "config/unused-suppression"]);
    assert!(comment.stdout.contains("既定の水準: warning"), "{}", comment.stdout);
}

/// Runs a command with a terminal in place of standard output and error, and prints what was shown there.
const TERMINAL: &str = "import os, pty, sys\npty.spawn(sys.argv[1:], lambda fd: os.read(fd, 65536))\n";

#[cfg(unix)]
#[test]
fn who_waits_at_a_terminal_sees_how_far_it_is() {
    let project = Project::new(&[]);
    let long =
        "1. `kubectl get pods -n prod` で状態を見る。\n2. ログに connection refused がないか確かめる。\n\n".repeat(400);
    let shown = |arguments: &[&str]| {
        let mut command = std::process::Command::new("python3");
        command.args(["-c", TERMINAL, env!("CARGO_BIN_EXE_rbc")]).args(arguments).current_dir(&project.root);
        // Nothing is drawn on a terminal that is not known to take lines back.
        let output = command.env("TERM", "xterm").stdin(std::process::Stdio::null()).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let mut waited = false;
    for count in [15, 30, 60, 120, 240, 480] {
        for number in 0..count {
            project.write(&format!("content/{number}.md"), format!("# 手順 {number}\n\n{long}"));
        }
        let seen = shown(&["build", "--output-file", "report.txt"]);
        // Who waits for less than a second sees nothing.
        if !seen.contains("読み取り中") {
            continue;
        }
        assert!(seen.contains(&format!("/{count}")), "{seen}");
        let (_, last) = seen.rsplit_once("\u{1B}[2K").expect("the bar is taken away");
        assert!(last.contains("公開しました"), "{last}");
        waited = true;
        break;
    }
    assert!(waited, "more documents are needed to wait for");
    assert!(!shown(&["build", "-q", "--output-file", "report.txt"]).contains("読み取り中"));
    assert!(!project.rbc(&["build"]).stderr.contains("読み取り中"));
}
