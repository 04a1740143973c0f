//! One build at a time for each target.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a build waits for another one.
const PATIENCE: Duration = Duration::from_secs(120);

/// A lock that is held until it is dropped. The system lets go of it when the process dies, however it dies.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Waits for the lock, after `waiting` was told once. `Ok(None)` after two minutes.
    pub(super) fn acquire(path: &Path, waiting: &mut dyn FnMut(&Path)) -> io::Result<Option<Lock>> {
        let start = Instant::now();
        let mut told = false;
        loop {
            let file = open(path)?;
            match file.try_lock() {
                // The one before removes its file while it holds the lock: what was locked may be gone by now.
                Ok(()) if is_same(&file, path) => return Ok(Some(Lock { path: path.to_owned(), file })),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
            if start.elapsed() > PATIENCE || super::interrupt::signal().is_some() {
                return Ok(None);
            }
            if !told {
                told = true;
                waiting(path);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Kind and permissions of the lock's file, which are those of any file that this process makes here.
    #[cfg(unix)]
    pub(super) fn mode(&self) -> Option<u32> {
        use std::os::unix::fs::MetadataExt;

        self.file.metadata().ok().map(|metadata| metadata.mode())
    }

    /// Kind and permissions of a file; there are none here.
    #[cfg(not(unix))]
    pub(super) fn mode(&self) -> Option<u32> {
        let _ = &self.file;
        None
    }
}

/// Opens the lock's own file: neither through a link nor into a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;

        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits() as i32);
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("not a regular file")) }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(named)) => held.dev() == named.dev() && held.ino() == named.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same(_: &File, path: &Path) -> bool {
    path.exists()
}
