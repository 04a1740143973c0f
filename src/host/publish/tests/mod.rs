mod keeping;
mod strangers;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::host::open::OpenFault;

/// A disk that fails at one of its operations.
struct Failing {
    at: usize,
    count: AtomicUsize,
    exchanges: bool,
}

impl Failing {
    fn new(at: usize, exchanges: bool) -> Self {
        Failing { at, count: AtomicUsize::new(0), exchanges }
    }

    fn next(&self) -> io::Result<()> {
        let number = self.count.fetch_add(1, Ordering::SeqCst);
        if number == self.at { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(()) }
    }
}

impl Disk for Failing {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.next().and_then(|()| Machine.create_folder(path))
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // A full disk leaves half a file.
        self.next().inspect_err(|_| drop(fs::write(path, &bytes[..bytes.len() / 2])))?;
        Machine.write_new(path, bytes)
    }
    fn create_new_folder(&self, path: &Path) -> io::Result<()> {
        self.next().and_then(|()| Machine.create_new_folder(path))
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.next().and_then(|()| Machine.link(from, to))
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.next().and_then(|()| Machine.remove_file(path))
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.next().and_then(|()| Machine.remove_folder(path))
    }
    fn sync_tree(&self, path: &Path) -> io::Result<()> {
        self.next().and_then(|()| Machine.sync_tree(path))
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<bool> {
        self.next()?;
        if self.exchanges { Machine.exchange(one, other) } else { Ok(false) }
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.next().and_then(|()| Machine.rename(from, to))
    }
    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        self.next().and_then(|()| Machine.remove_tree(path))
    }
}

fn build(disk: &dyn Disk, target: &Path, pages: &[(&str, &str)]) -> Result<(), PublishError> {
    let publisher = Publisher::open_on(disk, target, &[], &mut |_| {})?;
    for (path, text) in pages {
        publisher.put(path, text.as_bytes())?;
    }
    publisher.publish()
}

/// Every file under a folder but the marker.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        (path, fs::read_to_string(entry.path()).unwrap())
    };
    files.map(read).filter(|(path, _)| path != MARKER).collect()
}

fn pages(pages: &[(&str, &str)]) -> BTreeMap<String, String> {
    pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

const OLD: &[(&str, &str)] = &[
    ("index.html", "古い"),
    ("運用/手順.html", "古い手順"),
    ("運用/連絡先.html", "同じ"),
    ("style.css", "同じ"),
    ("廃止/消える.html", "消える"),
];
const NEW: &[(&str, &str)] = &[
    ("index.html", "新しい"),
    ("運用/手順.html", "新しい手順"),
    ("運用/連絡先.html", "同じ"),
    ("style.css", "同じ"),
    ("a/b/c.html", "c"),
];

#[test]
fn a_site_replaces_the_old_one_and_leaves_nothing_beside() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("深い/site");
    build(&Machine, &target, OLD).unwrap();
    assert_eq!(files(&target), pages(OLD));
    build(&Machine, &target, NEW).unwrap();
    assert_eq!(files(&target), pages(NEW));
    assert_eq!(fs::read_dir(target.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn whatever_fails_the_site_is_whole_and_the_next_build_mends_the_rest() {
    for exchanges in [true, false] {
        let mut failures = 0;
        for at in 0.. {
            let folder = tempfile::tempdir().unwrap();
            let target = folder.path().join("site");
            build(&Machine, &target, OLD).unwrap();
            let disk = Failing::new(at, exchanges);
            let result = build(&disk, &target, NEW);
            let now = files(&target);
            assert!(now == pages(OLD) || now == pages(NEW), "operation {at}: {now:?}");
            if result.is_err() {
                failures += 1;
                assert_eq!(now, pages(OLD), "operation {at}");
                assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "operation {at}");
            }
            build(&Machine, &target, NEW).unwrap();
            assert_eq!(files(&target), pages(NEW));
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "operation {at}");
            if disk.count.into_inner() <= at {
                break;
            }
        }
        assert!(failures >= 8, "{failures}");
    }
}

#[test]
fn a_run_killed_between_two_renames_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    build(&Machine, &target, OLD).unwrap();
    fs::rename(&target, folder.path().join(".site.rbc-old")).unwrap();
    fs::create_dir(folder.path().join(".site.rbc-staging")).unwrap();
    let publisher = Publisher::open(&target, &[], &mut |_| {}).unwrap();
    assert_eq!(files(&target), pages(OLD));
    drop(publisher);
    assert_eq!(files(&target), pages(OLD));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

fn refusal(target: &Path, sources: &[&Path]) -> Reason {
    Publisher::open(target, sources, &mut |_| {}).err().unwrap().reason
}

#[test]
fn what_rbc_did_not_make_is_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let theirs = folder.path().join("theirs");
    fs::create_dir(&theirs).unwrap();
    assert!(Publisher::open(&theirs, &[], &mut |_| {}).is_ok(), "an empty folder holds nothing to lose");
    fs::write(theirs.join("大事.txt"), "x").unwrap();
    assert!(matches!(refusal(&theirs, &[]), Reason::NotOurs));
    assert!(matches!(refusal(&theirs.join("大事.txt"), &[]), Reason::NotAFolder));
    let inner = theirs.join("content/a");
    assert!(matches!(refusal(&theirs, &[&inner]), Reason::HoldsSources));
    assert!(matches!(refusal(&theirs, &[&theirs]), Reason::HoldsSources));
    #[cfg(unix)]
    {
        let site = folder.path().join("site");
        build(&Machine, &site, OLD).unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&site, &link).unwrap();
        assert!(matches!(refusal(&link, &[]), Reason::NotAFolder));
    }
    assert_eq!(fs::read_to_string(theirs.join("大事.txt")).unwrap(), "x");
}

#[test]
fn paths_that_lead_out_and_paths_twice_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let publisher = Publisher::open(&folder.path().join("site"), &[], &mut |_| {}).unwrap();
    for path in ["", "/a", "../a", "a/../b", "a//b", "./a", "a\\b", "a\0", ".rbc-site", "a/"] {
        let error = publisher.put(path, b"x").unwrap_err();
        assert!(matches!(error.reason, Reason::BadPath), "{path:?}");
    }
    publisher.put("a/b.html", b"x").unwrap();
    assert!(matches!(publisher.put("a/b.html", b"y").unwrap_err().reason, Reason::Twice));
}

#[cfg(unix)]
#[test]
fn only_regular_files_of_the_root_are_copied() {
    let folder = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(folder.path()).unwrap().join("content");
    fs::create_dir(&root).unwrap();
    fs::write(root.join("図.png"), "12345").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", root.join("out.txt")).unwrap();
    let target = folder.path().join("site");
    let publisher = Publisher::open(&target, &[&root], &mut |_| {}).unwrap();
    publisher.copy(&root, &root.join("図.png"), "img/図.png", 5).unwrap();
    let reason = |from: &str, limit| publisher.copy(&root, &root.join(from), "x", limit).unwrap_err().reason;
    assert!(matches!(reason("図.png", 4), Reason::Refused(OpenFault::TooLarge(5))));
    assert!(matches!(reason("out.txt", 1 << 20), Reason::Refused(OpenFault::Outside)));
    publisher.publish().unwrap();
    assert_eq!(files(&target), pages(&[("img/図.png", "12345")]));
}

#[test]
fn many_threads_fill_one_site_and_two_builds_take_turns() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    let one = |number: usize| {
        let publisher = Publisher::open(&target, &[], &mut |_| {}).unwrap();
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let publisher = &publisher;
                scope.spawn(move || {
                    for page in 0..20 {
                        let path = format!("f{}/{thread}-{page}.html", page % 3);
                        publisher.put(&path, number.to_string().as_bytes()).unwrap();
                    }
                });
            }
        });
        publisher.publish().unwrap();
    };
    std::thread::scope(|scope| {
        scope.spawn(|| one(1));
        scope.spawn(|| one(2));
    });
    let site = files(&target);
    assert_eq!(site.len(), 80);
    assert_eq!(site.into_values().collect::<HashSet<_>>().len(), 1);
}
