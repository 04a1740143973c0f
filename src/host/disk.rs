//! What publishing asks of a disk. A test puts a failing disk in its place.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// The operations of publishing that change a disk.
pub trait Disk: Sync {
    /// Makes a folder and those it lies in.
    ///
    /// # Errors
    /// What the machine says.
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    /// Writes a file that is not there yet.
    ///
    /// # Errors
    /// What the machine says; `AlreadyExists` where it is there.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        durable(&file)
    }

    /// Makes a folder that is not there yet.
    ///
    /// # Errors
    /// What the machine says; `AlreadyExists` where it is there.
    fn create_new_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    /// Gives a file a second name that is not there yet. A symbolic link is not followed.
    ///
    /// # Errors
    /// What the machine says, also that files of this disk have one name only.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    /// Makes a file that is not there yet of one that is: a second name, or a copy where the disk has no such names.
    ///
    /// # Errors
    /// What the machine says; `AlreadyExists` where it is there.
    fn link_or_copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        match self.link(from, to) {
            Err(error) if has_one_name_only(&error) => self.write_new(to, &fs::read(from)?),
            linked => linked,
        }
    }

    /// Waits until everything in a folder lies on the disk.
    ///
    /// # Errors
    /// What the machine says.
    fn sync_tree(&self, path: &Path) -> io::Result<()> {
        sync_tree(path)
    }

    /// Exchanges two folders in one step. `Ok(false)` where the system cannot.
    ///
    /// # Errors
    /// What the machine says.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<bool> {
        exchange(one, other)
    }

    /// Renames.
    ///
    /// # Errors
    /// What the machine says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Removes a file, or a symbolic link itself.
    ///
    /// # Errors
    /// What the machine says.
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// Removes a folder that is empty.
    ///
    /// # Errors
    /// What the machine says.
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    /// Removes a folder with everything in it; a symbolic link in it is removed and not followed.
    ///
    /// # Errors
    /// What the machine says.
    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }
}

/// The machine's disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct Machine;

impl Disk for Machine {}

/// Disks without second names (exFAT, some shares) answer in many ways, and a file can have too many.
fn has_one_name_only(error: &io::Error) -> bool {
    !matches!(
        error.kind(),
        io::ErrorKind::AlreadyExists
            | io::ErrorKind::NotFound
            | io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::ReadOnlyFilesystem
    )
}

/// Linux waits once, for the whole tree; elsewhere each file waits for itself.
#[cfg(target_os = "linux")]
#[allow(clippy::unnecessary_wraps)]
fn durable(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn durable(file: &File) -> io::Result<()> {
    file.sync_all()
}

#[cfg(target_os = "linux")]
fn sync_tree(path: &Path) -> io::Result<()> {
    let folder = File::open(path)?;
    // A thousand pages of 30 KB: 0.03 s in one go, 0.2 s one by one.
    rustix::fs::syncfs(&folder)?;
    Ok(())
}

#[cfg(all(unix, not(target_os = "linux")))]
fn sync_tree(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

#[cfg(not(unix))]
fn sync_tree(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP | Errno::XDEV) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Bytes that are free where `path` lies.
#[cfg(unix)]
#[must_use]
pub fn free_space(path: &Path) -> Option<u64> {
    let space = rustix::fs::statvfs(path).ok()?;
    space.f_bavail.checked_mul(space.f_frsize)
}

/// Bytes that are free where `path` lies.
#[cfg(not(unix))]
#[must_use]
pub fn free_space(_: &Path) -> Option<u64> {
    None
}
