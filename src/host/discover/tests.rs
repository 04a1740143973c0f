//! Projects laid out on a disk, and what is found of them.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use super::*;
use crate::diag::Place;

struct Project {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Project {
    fn new(files: &[(&str, &str)]) -> Project {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        for (path, text) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        fs::create_dir_all(root.join("content")).unwrap();
        Project { _folder: folder, root }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn discover(&self, content: &str, limits: &Limits) -> (Discovery, SourceMap) {
        let places =
            Places { project: self.root.clone(), content: self.at(content), out: Some(self.at("content/out")) };
        let mut sources = SourceMap::default();
        let discovery = discover(&places, limits, &Overlays::new(), &mut sources).unwrap();
        (discovery, sources)
    }

    fn ids(&self) -> Vec<String> {
        let (discovery, _) = self.discover("content", &Limits::default());
        discovery.documents.into_iter().map(|found| found.id).collect()
    }

    /// Rule and path of each finding.
    fn findings(&self) -> Vec<(&'static str, String)> {
        let (discovery, sources) = self.discover("content", &Limits::default());
        let path = |place: &Place| match place {
            Place::Span(file, _) => sources.file(*file).path().to_owned(),
            Place::Path { path, .. } => path.clone(),
        };
        let mut findings: Vec<_> =
            discovery.diagnostics.iter().map(|finding| (finding.rule, path(&finding.place))).collect();
        findings.sort();
        findings
    }
}

#[test]
fn documents_come_in_bytewise_order_and_the_rest_is_listed() {
    let project = Project::new(&[
        ("content/b.md", "b"),
        ("content/a/z.markdown", "z"),
        ("content/a-b.MD", "x"),
        ("content/図.png", "x"),
        ("content/a/データ.yml", "x"),
    ]);
    let (discovery, sources) = project.discover("content", &Limits::default());
    let documents: Vec<_> =
        discovery.documents.iter().map(|found| (found.id.as_str(), found.path_in_content.as_str())).collect();
    assert_eq!(documents, [("a-b", "a-b.MD"), ("a/z", "a/z.markdown"), ("b", "b.md")]);
    assert_eq!(discovery.assets, ["a/データ.yml", "図.png"]);
    assert_eq!(sources.file(discovery.documents[1].file).path(), "content/a/z.markdown");
    assert_eq!(discovery.files, 3);
}

#[test]
fn what_is_hidden_ignored_or_generated_stays_out() {
    let project = Project::new(&[
        (".gitignore", "/content/秘密.md\n*.tmp.md\n"),
        ("content/.gitignore", "下書き/\n!keep.md\n"),
        ("content/a.md", ""),
        ("content/秘密.md", ""),
        ("content/x.tmp.md", ""),
        ("content/下書き/b.md", ""),
        ("content/.hidden.md", ""),
        ("content/.git/c.md", ""),
        ("content/node_modules/d.md", ""),
        ("content/out/e.md", ""),
        ("content/old/.rbc-site", ""),
        ("content/old/f.md", ""),
    ]);
    assert_eq!(project.ids(), ["a"]);
}

#[test]
fn ignore_files_above_the_project_are_not_its_own() {
    let project = Project::new(&[(".gitignore", "*.md\n"), ("inner/content/a.md", "")]);
    let root = project.at("inner");
    let places = Places { project: root.clone(), content: root.join("content"), out: None };
    let discovery = discover(&places, &Limits::default(), &Overlays::new(), &mut SourceMap::default()).unwrap();
    assert_eq!(discovery.documents.len(), 1);
}

#[test]
fn links_are_followed_to_files_of_the_root_only() {
    let project = Project::new(&[("content/a.md", "本文"), ("content/sub/b.md", ""), ("secret.md", "")]);
    symlink("a.md", project.at("content/same.md")).unwrap();
    symlink("/etc/passwd", project.at("content/passwd.md")).unwrap();
    symlink("../secret.md", project.at("content/up.md")).unwrap();
    symlink("/etc", project.at("content/etc")).unwrap();
    symlink("/dev/zero", project.at("content/zero.md")).unwrap();
    symlink("..", project.at("content/sub/loop")).unwrap();
    symlink("self.md", project.at("content/self.md")).unwrap();
    symlink("gone.md", project.at("content/dangling.md")).unwrap();
    let (discovery, sources) = project.discover("content", &Limits::default());
    assert_eq!(project.ids(), ["a", "same", "sub/b"]);
    assert_eq!(sources.file(discovery.documents[1].file).text(), "本文");
    let outside = |path: &str| ("source/symlink-outside", format!("content/{path}"));
    let inside = |path: &str| ("source/symlink", format!("content/{path}"));
    let mut expected = vec![
        inside("dangling.md"),
        inside("self.md"),
        inside("sub/loop"),
        outside("etc"),
        outside("passwd.md"),
        outside("up.md"),
        outside("zero.md"),
    ];
    expected.sort();
    assert_eq!(project.findings(), expected);
    assert!(discovery.assets.is_empty());
}

#[test]
fn a_file_that_is_no_text_does_not_stop_its_neighbours() {
    let project = Project::new(&[("content/a.md", "よい"), ("content/c.md", "\u{feff}よい")]);
    fs::write(project.at("content/b.md"), b"# \x8E\xE8\x8F\x87\n").unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        project.at("content/p.md"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .unwrap();
    let sparse = fs::File::create(project.at("content/big.md")).unwrap();
    sparse.set_len(1 << 40).unwrap();
    fs::create_dir(project.at("content/folder.md")).unwrap();
    assert_eq!(project.ids(), ["a", "c"]);
    let expected = [
        ("source/not-regular", "content/p.md".to_owned()),
        ("source/not-utf8", "content/b.md".to_owned()),
        ("source/too-large", "content/big.md".to_owned()),
        ("text/byte-order-mark", "content/c.md".to_owned()),
    ];
    assert_eq!(project.findings(), expected);
}

#[test]
fn ids_are_unique_and_names_that_a_system_takes_for_one_are_told() {
    let project = Project::new(&[
        ("content/a.md", ""),
        ("content/a.markdown", ""),
        ("content/a-1.md", ""),
        ("content/Runbook.md", ""),
        ("content/runbook.md", ""),
        ("content/が.md", ""),
        ("content/か\u{3099}.md", ""),
        ("content/con.md", ""),
    ]);
    assert_eq!(project.ids(), ["Runbook", "a-1", "a", "a-2", "con", "runbook", "が", "が-1"]);
    let expected = [
        ("source/duplicate-id", "content/a.md".to_owned()),
        ("source/name-collision", "content/runbook.md".to_owned()),
        ("source/name-collision", "content/が.md".to_owned()),
        ("source/name-reserved", "content/con.md".to_owned()),
    ];
    assert_eq!(project.findings(), expected);
}

#[test]
fn names_that_are_no_utf8_are_shown_escaped() {
    let project = Project::new(&[]);
    fs::write(project.at("content").join(OsStr::from_bytes(b"\x8E\xE8.md")), "x").unwrap();
    assert_eq!(project.findings(), [("source/name-not-utf8", "content/\\x8e\\xe8.md".to_owned())]);
}

#[test]
fn depth_and_number_are_bounded() {
    let deep = format!("content/{}a.md", "d/".repeat(33));
    let edge = format!("content/{}a.md", "e/".repeat(32));
    let project = Project::new(&[(&deep, ""), (&edge, ""), ("content/z.md", "")]);
    assert_eq!(project.findings()[0].0, "source/path-too-deep");
    let limits = Limits { files: 1, ..Limits::default() };
    let (discovery, _) = project.discover("content", &limits);
    assert_eq!(discovery.documents.len(), 1);
    assert!(discovery.diagnostics.iter().any(|finding| finding.rule == "source/too-many-files"));
}

#[test]
fn an_overlay_stands_for_the_file_on_disk_or_for_a_new_one() {
    let project = Project::new(&[("content/a.md", "古い"), ("content/b.md", "b")]);
    for (name, expected) in [("a.md", vec!["新しい", "b"]), ("new.md", vec!["古い", "b", "新しい"])] {
        let places = Places { project: project.root.clone(), content: project.at("content"), out: None };
        let mut sources = SourceMap::default();
        let path = project.at("content").join(name);
        discover(&places, &Limits::default(), &Overlays::from([(path, "新しい".into())]), &mut sources).unwrap();
        let texts: Vec<&str> = sources.iter().map(|(_, file)| file.text()).collect();
        assert_eq!(texts, expected);
    }
}

#[test]
fn a_root_that_is_not_there_is_an_error() {
    let project = Project::new(&[("file.md", "")]);
    for content in ["gone", "file.md"] {
        let places = Places { project: project.root.clone(), content: project.at(content), out: None };
        assert!(discover(&places, &Limits::default(), &Overlays::new(), &mut SourceMap::default()).is_err());
    }
}
