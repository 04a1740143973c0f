//! The site is whole at every instant, and nothing of others is ever replaced.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::project::{GOOD, Project, aloud, tree};

/// Two versions of 200 documents in `old` and `new`, and the site that each of them gives.
fn versions() -> (Project, [BTreeMap<String, Vec<u8>>; 2]) {
    let project = Project::new(&[]);
    for version in ["old", "new"] {
        for number in 0..200 {
            project.write(&format!("{version}/{number}.md"), format!("# 手順 {number} {version}\n\n{GOOD}"));
        }
        project.write(&format!("{version}/{version}.md"), GOOD);
    }
    let sites = ["new", "old"].map(|version| {
        let run = project.rbc(&["build", "--content", version, "--today", "2026-04-01"]);
        assert_eq!(run.status, 0, "{} {}", run.stdout, run.stderr);
        project.tree("site")
    });
    (project, sites)
}

/// Names beside the site that rbc uses while it works.
fn rests(project: &Project) -> Vec<String> {
    let entries = std::fs::read_dir(&project.root).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains(".rbc-")).collect()
}

#[test]
fn a_killed_build_leaves_a_whole_site_and_the_next_one_clears_up() {
    let (project, sites) = versions();
    for round in 0..20u64 {
        let version = ["new", "old"][round as usize % 2];
        let mut build = project.command(&["build", "-q", "--content", version, "--today", "2026-04-01"]);
        let mut child = build.stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(round * 7 % 150));
        child.kill().unwrap();
        child.wait().unwrap();
        let site = project.tree("site");
        assert!(sites.contains(&site), "round {round}: {} files", site.len());
    }
    assert_eq!(project.rbc(&["build", "--content", "new", "--today", "2026-04-01"]).status, 0);
    assert!(project.tree("site") == sites[0]);
    assert_eq!(rests(&project), Vec::<String>::new());
}

#[test]
fn a_signal_ends_a_build_and_leaves_nothing_beside_the_site() {
    let (project, sites) = versions();
    for (round, signal) in ["-INT", "-TERM", "-HUP", "-INT", "-TERM", "-HUP"].into_iter().enumerate() {
        let mut build = project.command(&["build", "-q", "--content", "new", "--today", "2026-04-01"]);
        let child = build.stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(15 + 20 * round as u64));
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status();
        let output = child.wait_with_output().unwrap();
        assert!(sent.is_ok());
        // A signal may come before rbc watches for it, or when its work is done.
        assert!(matches!(output.status.code(), None | Some(0 | 129 | 130 | 143)), "{:?}", output.status);
        assert!(sites.contains(&project.tree("site")));
        if output.status.code().is_some() {
            assert_eq!(rests(&project), Vec::<String>::new());
        }
    }
}

#[test]
fn builds_at_once_do_not_mix() {
    let (project, sites) = versions();
    let mut builds: Vec<_> = (0..6)
        .map(|number| {
            let version = ["new", "old"][number % 2];
            let mut build = project.command(&["build", "-q", "--content", version, "--today", "2026-04-01"]);
            build.stdout(Stdio::null()).spawn().unwrap()
        })
        .collect();
    for build in &mut builds {
        assert_eq!(build.wait().unwrap().code(), Some(0));
    }
    assert!(sites.contains(&project.tree("site")));
    assert_eq!(rests(&project), Vec::<String>::new());
}

#[test]
fn a_target_that_is_not_ours_is_refused() {
    let project = Project::new(&[("content/a.md", GOOD), ("theirs/大事.txt", "x"), ("file", "x")]);
    std::os::unix::fs::symlink("theirs", project.at("link")).unwrap();
    for target in ["theirs", "file", "link", ".", "content", "/"] {
        let run = project.rbc(&["build", "--out", target]);
        assert_eq!(run.status, 2, "{target}");
        assert!(!run.stderr.is_empty());
    }
    assert_eq!(std::fs::read_to_string(project.at("theirs/大事.txt")).unwrap(), "x");
    assert_eq!(rests(&project), Vec::<String>::new());
    std::fs::create_dir(project.at("empty")).unwrap();
    assert_eq!(project.rbc(&["build", "--out", "empty"]).status, 0);
    assert_eq!(project.rbc(&["build", "--out", "deep/../deep/er/site"]).status, 0);
    assert!(project.at("deep/er/site").is_dir());
}

#[test]
fn what_others_put_into_the_site_outlives_builds() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    assert_eq!(project.rbc(&["build"]).status, 0);
    project.write("site/CNAME", "runbooks.example.com");
    project.write("site/.git/HEAD", "ref: refs/heads/pages");
    project.write("content/b.md", GOOD);
    assert_eq!(project.rbc(&["build"]).status, 0);
    let site = project.tree("site");
    assert!(site.contains_key("b.html") && site.contains_key("CNAME") && site.contains_key(".git/HEAD"));
    project.write("site/c.html", "手で書いた");
    project.write("content/c.md", GOOD);
    let run = project.rbc(&["build"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("c.html"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(project.at("site/c.html")).unwrap(), "手で書いた");
    assert_eq!(rests(&project), Vec::<String>::new());
}

#[test]
fn a_site_within_the_content_is_not_content() {
    let project = Project::new(&[("a.md", GOOD)]);
    for _ in 0..2 {
        let run = project.rbc(&["build", "--content", ".", "--format", "json"]);
        assert_eq!(run.status, 0, "{}", run.stdout);
        assert!(run.stdout.contains("\"files\": 1,"), "{}", run.stdout);
    }
}

#[test]
fn a_full_disk_leaves_the_old_site_and_says_so() {
    let Some(disk) = SmallDisk::mount() else {
        aloud("skipped: this user cannot mount a file system");
        return;
    };
    let project = Project::new(&[("content/a.md", GOOD)]);
    let site = disk.0.path().join("site");
    let arguments = ["build", "--out", site.to_str().unwrap()];
    assert_eq!(project.rbc(&arguments).status, 0);
    let before = tree(&site);
    disk.fill();
    assert_eq!(project.rbc(&arguments).status, 0, "a site that is there already needs no space");
    assert!(tree(&site) == before);
    project.write("content/b.md", GOOD);
    let run = project.rbc(&arguments);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("空き容量"), "{}", run.stderr);
    assert!(tree(&site) == before);
    let names: Vec<_> = std::fs::read_dir(disk.0.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    disk.free();
    assert_eq!(project.rbc(&arguments).status, 0);
}

#[test]
fn a_target_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let project = Project::new(&[("content/a.md", GOOD)]);
    std::fs::set_permissions(&project.root, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = project.command(&["build"]);
    if std::fs::metadata("/root").is_ok_and(|_| std::fs::read_dir("/root").is_ok()) {
        command.uid(65534).gid(65534);
    } else {
        std::fs::set_permissions(&project.root, std::fs::Permissions::from_mode(0o555)).unwrap();
    }
    let Ok(output) = command.output() else {
        aloud("skipped: this user cannot become another one");
        return;
    };
    let run = crate::project::Run::from(output);
    assert_eq!(run.status, 2, "{}", run.stdout);
    assert!(run.stderr.contains("site"), "{}", run.stderr);
}

/// A file system of eight mebibytes.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<SmallDisk> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(folder.path()).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(SmallDisk(folder))
    }

    fn filler(&self) -> std::path::PathBuf {
        self.0.path().join("filler")
    }

    fn fill(&self) {
        use std::io::Write;

        let mut file = std::fs::File::create(self.filler()).unwrap();
        for size in [65536, 4096, 1] {
            while file.write_all(&vec![b'x'; size]).is_ok() {}
        }
    }

    fn free(&self) {
        std::fs::remove_file(self.filler()).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let path: &Path = self.0.path();
        let _ = Command::new("umount").arg(path).status();
    }
}

#[test]
fn a_linked_file_that_cannot_be_copied_costs_no_page() {
    let project =
        Project::new(&[("content/a.md", "# 手順\n\n[図](flow.png) [表](data.txt)\n"), ("content/b.md", GOOD)]);
    std::os::unix::fs::symlink("/etc/passwd", project.at("content/flow.png")).unwrap();
    let made = Command::new("mkfifo").arg(project.at("content/data.txt")).status().unwrap();
    assert!(made.success());
    let run = project.rbc(&["build"]);
    assert_eq!(run.status, 1, "{} {}", run.stdout, run.stderr);
    let site = project.tree("site");
    assert!(site.contains_key("a.html") && site.contains_key("b.html"));
    assert!(!site.contains_key("flow.png") && !site.contains_key("data.txt"));
}

#[test]
fn a_target_that_holds_the_sources_by_another_name_is_refused() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    assert_eq!(project.rbc(&["build"]).status, 0);
    project.write("site/docs/b.md", GOOD);
    std::os::unix::fs::symlink(".", project.at("here")).unwrap();
    let run = project.rbc(&["build", "--content", "site/docs", "--out", "here/site"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(project.at("site/docs/b.md").exists());
}

#[test]
fn a_lock_that_is_a_link_or_a_pipe_is_no_lock() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    let lock = project.at(".site.rbc-lock");
    std::os::unix::fs::symlink(project.at("victim"), &lock).unwrap();
    assert_eq!(project.rbc(&["build"]).status, 2);
    assert!(!project.at("victim").exists());
    std::fs::remove_file(&lock).unwrap();
    assert!(Command::new("mkfifo").arg(&lock).status().unwrap().success());
    assert_eq!(project.rbc(&["build"]).status, 2);
}

#[test]
fn nothing_is_not_published() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    assert_eq!(project.rbc(&["build"]).status, 0);
    let site = project.tree("site");
    std::fs::remove_file(project.at("content/a.md")).unwrap();
    assert_eq!(project.rbc(&["build"]).status, 2);
    assert_eq!(project.rbc(&["check"]).status, 2);
    assert!(project.tree("site") == site);
}

#[test]
fn a_site_is_packed_into_one_file() {
    let project = Project::new(&[("content/障害対応.md", GOOD), ("content/図.svg", "<svg/>")]);
    project.write("content/a.md", "# 図\n\n![構成](図.svg)\n");
    let pack = |to: &str| {
        let run = project.rbc(&["build", "--today", "2026-04-01", "--zip", to]);
        assert!(run.status < 2, "{} {}", run.stdout, run.stderr);
        std::fs::read(project.at(to)).unwrap()
    };
    let first = pack("site.zip");
    assert_eq!(first, pack("again.zip"));
    let list = "import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1]) as file:\n    assert file.testzip() is None\n    file.extractall(sys.argv[2])";
    let mut unpacked = Command::new("python3");
    unpacked.args(["-c", list]).arg(project.at("site.zip")).arg(project.at("unpacked"));
    if unpacked.status().is_ok_and(|status| status.success()) {
        let marker = |files: BTreeMap<String, Vec<u8>>| {
            files.into_iter().filter(|(path, _)| !path.starts_with('.')).collect::<BTreeMap<_, _>>()
        };
        assert!(marker(project.tree("unpacked/site")) == marker(project.tree("site")));
    }
    // What is no ZIP file is somebody's work.
    let before = std::fs::read(project.at("content/a.md")).unwrap();
    assert_eq!(project.rbc(&["build", "--zip", "content/a.md"]).status, 2);
    assert_eq!(project.rbc(&["build", "--zip", "content"]).status, 2);
    assert_eq!(std::fs::read(project.at("content/a.md")).unwrap(), before);
    let run = project.rbc(&["build", "--zip", "site/site.zip"]);
    assert_eq!(run.status, 2);
    assert!(!project.at("site/site.zip").exists());
}

#[test]
fn one_file_goes_where_it_is_wanted() {
    let project = Project::new(&[("content/db.md", GOOD)]);
    let place = |out: &str| project.rbc(&["build", "--single-file", "db", "--out", out]).status;
    assert_eq!(place("pages/night.html"), 0);
    assert!(project.at("pages/night.html").is_file());
    assert_eq!(place("folder"), 0);
    assert!(project.at("folder/db.html").is_file());
    assert_eq!(place("content/db.md"), 2);
    assert_eq!(std::fs::read_to_string(project.at("content/db.md")).unwrap(), GOOD);
}

/// What waits for a reader can be ended.
#[cfg(unix)]
#[test]
fn a_build_that_waits_for_a_pipe_can_be_ended() {
    let project = Project::new(&[("content/db.md", GOOD)]);
    assert!(Command::new("mkfifo").arg(project.at("pipe")).status().unwrap().success());
    let mut child = project.command(&["build", "--output-file", "pipe"]).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_secs(1));
    assert!(child.try_wait().unwrap().is_none(), "nobody reads");
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    let start = std::time::Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < Duration::from_secs(10), "it still waits");
        std::thread::sleep(Duration::from_millis(20));
    }
}
