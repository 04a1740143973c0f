//! A site in the place of the old one, whole or not at all.
//!
//! 1. [`Publisher::open`] looks at the target (only a folder that rbc made, or an empty one, is ever replaced), takes the
//!    lock and clears away what a killed run left.
//! 2. [`Publisher::put`] and [`Publisher::copy`] fill a staging folder beside the target, from any thread.
//! 3. [`Publisher::publish`] waits for the disk and exchanges staging and target in one step; where the system has no
//!    such step it renames twice, and a run that is killed in between is mended by the next.
//!
//! A publisher that is dropped before that leaves the old site as it was, and nothing else.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::discover::MARKER;
use super::disk::{Disk, Machine, free_space};
use super::interrupt;
use super::lock::Lock;
use super::open::{self, OpenFault};
use crate::diag::Message;

/// What stands in the marker.
const MARKER_TEXT: &str = "This folder is written by rbc, which replaces it as a whole at each build.\n";

/// Why a site could not be published.
#[derive(Debug)]
pub struct PublishError {
    /// The file or folder that it is about.
    pub path: PathBuf,
    /// Why.
    pub reason: Reason,
}

/// Reasons of a [`PublishError`].
#[derive(Debug)]
pub enum Reason {
    /// The target is a folder with files that rbc did not write.
    NotOurs,
    /// The target is a file or a symbolic link.
    NotAFolder,
    /// The target holds the sources.
    HoldsSources,
    /// Another build did not end.
    Busy,
    /// A signal asked for the end.
    Interrupted(u8),
    /// An output has a path that leads out, or none.
    BadPath,
    /// Two outputs have the same path.
    Twice,
    /// No space is left; bytes that are free.
    Full(Option<u64>),
    /// A file to copy is refused.
    Refused(OpenFault),
    /// The machine says no.
    Io(io::Error),
}

impl PublishError {
    fn new(path: &Path, reason: Reason) -> Self {
        PublishError { path: path.to_owned(), reason }
    }

    fn io(path: &Path, error: io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Reason::Full(path.ancestors().find(|path| path.exists()).and_then(free_space))
            }
            _ => Reason::Io(error),
        };
        PublishError::new(path, reason)
    }

    /// The error in words.
    #[must_use]
    pub fn message(&self) -> Message {
        let message = match &self.reason {
            Reason::NotOurs => Message::new("publish-not-ours"),
            Reason::NotAFolder => Message::new("publish-not-a-folder"),
            Reason::HoldsSources => Message::new("publish-holds-sources"),
            Reason::Busy => Message::new("publish-busy"),
            Reason::Interrupted(_) => Message::new("publish-interrupted"),
            Reason::BadPath => Message::new("publish-bad-path"),
            Reason::Twice => Message::new("publish-twice"),
            Reason::Full(free) => {
                let free = free.map_or("unknown".to_owned(), |bytes| bytes.to_string());
                Message::new("publish-full").with("free", free)
            }
            Reason::Refused(OpenFault::TooLarge(bytes)) => Message::new("publish-too-large").with("bytes", bytes),
            Reason::Refused(OpenFault::Unreadable(error)) => {
                Message::new("publish-unreadable").with("reason", open::reason(error))
            }
            Reason::Refused(_) => Message::new("publish-refused"),
            Reason::Io(error) => Message::new("publish-failed").with("reason", open::reason(error)),
        };
        message.with("path", self.path.display())
    }
}

/// A site that is being written.
pub struct Publisher<'d> {
    disk: &'d dyn Disk,
    target: PathBuf,
    staging: PathBuf,
    /// Where the old site stands between two renames.
    old: PathBuf,
    folders: Mutex<HashSet<PathBuf>>,
    published: bool,
    _lock: Lock,
}

impl Publisher<'static> {
    /// Makes ready to publish at `target` (absolute). None of `sources` may lie in it. `waiting` is told when another
    /// build has to be waited for.
    ///
    /// # Errors
    /// The target is not ours to replace, or cannot be written beside.
    pub fn open(target: &Path, sources: &[&Path], waiting: &mut dyn FnMut(&Path)) -> Result<Self, PublishError> {
        Publisher::open_on(&Machine, target, sources, waiting)
    }
}

impl<'d> Publisher<'d> {
    /// [`Publisher::open`] on some disk.
    ///
    /// # Errors
    /// As there.
    pub fn open_on(
        disk: &'d dyn Disk,
        target: &Path,
        sources: &[&Path],
        waiting: &mut dyn FnMut(&Path),
    ) -> Result<Self, PublishError> {
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(PublishError::new(target, Reason::HoldsSources));
        };
        if target.components().any(|part| part == Component::ParentDir) {
            return Err(PublishError::new(target, Reason::BadPath));
        }
        if sources.iter().any(|source| source.starts_with(target)) {
            return Err(PublishError::new(target, Reason::HoldsSources));
        }
        check_target(target)?;
        disk.create_folder(parent).map_err(|error| PublishError::io(parent, error))?;
        let beside = |ending: &str| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(ending);
            parent.join(hidden)
        };
        let lock_path = beside(".rbc-lock");
        let lock = Lock::acquire(&lock_path, waiting).map_err(|error| PublishError::io(&lock_path, error))?;
        let lock = lock.ok_or_else(|| {
            let reason = interrupt::signal().map_or(Reason::Busy, Reason::Interrupted);
            PublishError::new(target, reason)
        })?;
        let (staging, old) = (beside(".rbc-staging"), beside(".rbc-old"));
        clear(disk, target, &staging, &old)?;
        // Another build may have ended, or someone else begun, while this one waited.
        check_target(target)?;
        disk.create_folder(&staging).map_err(|error| PublishError::io(&staging, error))?;
        let folders = Mutex::new(HashSet::new());
        let publisher =
            Publisher { disk, target: target.to_owned(), staging, old, folders, published: false, _lock: lock };
        publisher.write(MARKER, MARKER_TEXT.as_bytes())?;
        Ok(publisher)
    }

    /// Writes one output. `path` is relative, with `/`; each path can be written once. From any thread.
    ///
    /// # Errors
    /// The path, or what the machine says.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        if !is_inner(path) || path == MARKER {
            return Err(PublishError::new(Path::new(path), Reason::BadPath));
        }
        self.write(path, bytes)
    }

    /// Copies a file of a content root (canonical) that has at most `limit` bytes.
    ///
    /// # Errors
    /// The path, the file, or what the machine says.
    pub fn copy(&self, root: &Path, from: &Path, path: &str, limit: u64) -> Result<(), PublishError> {
        if !is_inner(path) || path == MARKER {
            return Err(PublishError::new(Path::new(path), Reason::BadPath));
        }
        let refused = |fault| PublishError::new(from, Reason::Refused(fault));
        let (mut file, _) = open::open(root, from, limit).map_err(refused)?;
        let to = self.place(path)?;
        let bytes = self.disk.copy_new(&mut file, &to, limit + 1).map_err(|error| self.write_error(path, error))?;
        if bytes > limit { Err(refused(OpenFault::TooLarge(bytes))) } else { Ok(()) }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let to = self.place(path)?;
        self.disk.write_new(&to, bytes).map_err(|error| self.write_error(path, error))
    }

    fn write_error(&self, path: &str, error: io::Error) -> PublishError {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return PublishError::new(Path::new(path), Reason::Twice);
        }
        let mut fault = PublishError::io(&self.staging, error);
        // The reader knows the site's path, not that of the staging folder.
        fault.path = self.target.join(path);
        fault
    }

    fn go_on(&self) -> Result<(), PublishError> {
        match interrupt::signal() {
            Some(number) => Err(PublishError::new(&self.target, Reason::Interrupted(number))),
            None => Ok(()),
        }
    }

    /// Where an output stands in the staging folder; its folder is made.
    fn place(&self, path: &str) -> Result<PathBuf, PublishError> {
        self.go_on()?;
        let place = self.staging.join(path);
        let folder = place.parent().unwrap_or(&self.staging);
        let known = |folders: &HashSet<PathBuf>| folders.contains(folder);
        if folder != self.staging && !known(&self.folders.lock().unwrap_or_else(PoisonError::into_inner)) {
            self.disk.create_folder(folder).map_err(|error| self.write_error(path, error))?;
            self.folders.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        }
        Ok(place)
    }

    /// Puts the site in the place of the old one.
    ///
    /// # Errors
    /// What the machine says; the old site is then as it was.
    pub fn publish(mut self) -> Result<(), PublishError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error| PublishError::io(&path, error)
        };
        self.disk.sync_tree(&self.staging).map_err(failed(&self.target))?;
        check_target(&self.target)?;
        self.go_on()?;
        if !self.target.exists() {
            self.disk.rename(&self.staging, &self.target).map_err(failed(&self.target))?;
        } else if !self.disk.exchange(&self.staging, &self.target).map_err(failed(&self.target))? {
            self.rename_twice()?;
        }
        self.published = true;
        if let Some(parent) = self.target.parent() {
            let _ = fs::File::open(parent).and_then(|folder| folder.sync_all());
        }
        // The site stands; what is left of the old one is no failure, and the next build clears it away.
        for rest in [&self.staging, &self.old] {
            if rest.exists() {
                let _ = self.disk.remove_tree(rest);
            }
        }
        Ok(())
    }

    fn rename_twice(&self) -> Result<(), PublishError> {
        self.disk.rename(&self.target, &self.old).map_err(|error| PublishError::io(&self.target, error))?;
        self.disk.rename(&self.staging, &self.target).map_err(|error| {
            let _ = fs::rename(&self.old, &self.target);
            PublishError::io(&self.target, error)
        })
    }
}

impl Drop for Publisher<'_> {
    fn drop(&mut self) {
        if !self.published {
            let _ = fs::remove_dir_all(&self.staging);
        }
    }
}

/// Brings back an old site that a killed run had put aside, and removes what it left. With the lock held only.
fn clear(disk: &dyn Disk, target: &Path, staging: &Path, old: &Path) -> Result<(), PublishError> {
    if is_ours(old) && !target.exists() {
        disk.rename(old, target).map_err(|error| PublishError::io(target, error))?;
    }
    for rest in [staging, old] {
        match fs::symlink_metadata(rest) {
            Ok(metadata) if metadata.is_dir() => {
                disk.remove_tree(rest).map_err(|error| PublishError::io(rest, error))?;
            }
            Ok(_) => return Err(PublishError::new(rest, Reason::NotOurs)),
            Err(_) => {}
        }
    }
    Ok(())
}

fn check_target(target: &Path) -> Result<(), PublishError> {
    let metadata = match fs::symlink_metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(PublishError::io(target, error)),
    };
    if !metadata.is_dir() {
        return Err(PublishError::new(target, Reason::NotAFolder));
    }
    let mut entries = fs::read_dir(target).map_err(|error| PublishError::io(target, error))?;
    if is_ours(target) || entries.next().is_none() {
        return Ok(());
    }
    Err(PublishError::new(target, Reason::NotOurs))
}

fn is_ours(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(MARKER)).is_ok_and(|metadata| metadata.is_file())
}

/// Whether a path with `/` stays within the site.
fn is_inner(path: &str) -> bool {
    let part = |part: &str| !matches!(part, "" | "." | "..") && part.len() <= 255;
    !path.contains(['\\', '\0']) && path.split('/').all(part) && Path::new(path).is_relative()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

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

    const OLD: &[(&str, &str)] = &[("index.html", "古い"), ("運用/手順.html", "古い手順")];
    const NEW: &[(&str, &str)] = &[("index.html", "新しい"), ("運用/手順.html", "新しい手順"), ("a/b/c.html", "c")];

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
}
