//! What a release packs, and what an object store and a web server are told.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::project::{GOOD, Project, tree};
use crate::runner::{HERE, Runner, at, get, items, text, yaml};

fn names(folder: &Path) -> BTreeSet<String> {
    tree(folder).into_keys().collect()
}

#[test]
fn a_release_holds_program_completions_and_manual() {
    let project = Project::new(&[]);
    let rbc = env!("CARGO_BIN_EXE_rbc");
    let target = "x86_64-unknown-linux-musl";
    let mut pack = Command::new(Path::new(HERE).join(".ci/package"));
    let output = pack.args([rbc, target, "dist"]).current_dir(&project.root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let name = format!("rbc-{}-{target}", env!("CARGO_PKG_VERSION"));
    let archive = format!("{name}.tar.gz");
    let dist = project.at("dist");
    assert_eq!(names(&dist), BTreeSet::from([archive.clone(), format!("{archive}.sha256")]));
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).current_dir(&dist).output().unwrap();
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        output
    };
    run("sha256sum", &["--check", &format!("{archive}.sha256")]);
    run("tar", &["-xzf", &archive]);
    let packed = dist.join(&name);
    let files = names(&packed);
    for file in
        ["rbc", "README.ja.md", "LICENSE-MIT", "completions/_rbc", "completions/rbc.bash", "completions/rbc.fish"]
    {
        assert!(files.contains(file), "{file}: {files:?}");
    }
    // Every command has its page, in both languages.
    let help = project.rbc(&["--lang", "en", "--help"]).stdout;
    let commands =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| line.starts_with("  "));
    let commands: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() > 10, "{help}");
    for command in commands {
        for folder in ["man/man1", "man/ja/man1"] {
            let page = fs::read_to_string(packed.join(format!("{folder}/rbc-{command}.1"))).unwrap();
            assert!(page.contains(".TH") && page.contains(command), "{command}");
        }
    }
    assert!(fs::read_to_string(packed.join("man/ja/man1/rbc-check.1")).unwrap().contains("手順書"));
    run(&format!("./{name}/rbc"), &["--version"]);
}

#[test]
fn the_workflow_of_a_release_packs_each_target_it_builds() {
    let workflow = yaml(&Path::new(HERE).join(".github/workflows/release.yml"));
    let build = at(&workflow, &["jobs", "build"]);
    let targets: Vec<&str> =
        items(at(build, &["strategy", "matrix", "include"])).iter().map(|row| text(get(row, "target"))).collect();
    for part in ["linux-gnu", "linux-musl", "apple-darwin", "windows"] {
        assert!(targets.iter().any(|target| target.contains(part)), "{part}");
    }
    let steps = items(at(build, &["steps"]));
    let pack = steps.iter().find(|step| text(get(step, "id")) == "pack").unwrap();
    let script = text(get(pack, "run"));
    // As it stands, with a program where the compiler would have left it: the tag has to be the version.
    let project = Project::new(&[]);
    fs::create_dir_all(project.at("target/t/release")).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_rbc"), project.at("target/t/release/rbc")).unwrap();
    std::os::unix::fs::symlink(Path::new(HERE).join(".ci"), project.at(".ci")).unwrap();
    for (tag, status) in [(concat!("v", env!("CARGO_PKG_VERSION")), 0), ("v99.0.0", 1)] {
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(&project.root);
        let output = bash.env("TARGET", "t").env("GITHUB_REF_NAME", tag).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{tag}: {said}");
    }
    assert_eq!(names(&project.at("dist")).len(), 2);
}

#[test]
fn the_server_of_the_example_sends_the_policy_of_the_pages() {
    let page = fs::read_to_string(Path::new(HERE).join("templates/base.html")).unwrap();
    let policy = page.split_once("Content-Security-Policy\" content=\"").unwrap().1.split('"').next().unwrap();
    let server = fs::read_to_string(Path::new(HERE).join("examples/nginx.conf")).unwrap();
    let header = format!("add_header Content-Security-Policy \"{policy}; frame-ancestors 'none'\" always;");
    assert!(server.contains(&header), "{header}");
    assert!(server.contains("add_header Cache-Control no-cache always;"));
}

#[test]
fn an_object_store_gets_pages_after_what_they_load() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    let runner = Runner::new();
    runner.tool("aws", "printf '%s\\n' \"$*\" >>\"$LOG\"\n");
    let copy = |site: &str| {
        let mut copy = Command::new(Path::new(HERE).join("examples/object-store.sh"));
        copy.args([site, "s3://ops/runbooks"]).current_dir(&project.root);
        copy.env("PATH", format!("{}:{}", runner.at("tools").display(), std::env::var("PATH").unwrap()));
        copy.env("LOG", runner.at("log")).output().unwrap().status.code()
    };
    assert_eq!(copy("site"), Some(2), "there is no site yet");
    assert_eq!(project.rbc(&["build", "--quiet"]).status, 0);
    assert_eq!(copy("site"), Some(0));
    let log = fs::read_to_string(runner.at("log")).unwrap();
    let calls: Vec<&str> = log.lines().collect();
    let first =
        |part: &str| calls.iter().position(|call| call.contains(part)).unwrap_or_else(|| panic!("{part}: {log}"));
    assert!(calls.iter().all(|call| call.starts_with("s3 sync site s3://ops/runbooks") && call.contains("--cache-control no-cache")), "{log}");
    assert!(
        first("--include *.html") < first("--include sw.js") && first("--include sw.js") < first("--delete"),
        "{log}"
    );
    assert_eq!(first("--exclude *.html"), 0, "{log}");
    assert!(calls[first("--include *.md")].contains("text/markdown; charset=utf-8"), "{log}");
}
