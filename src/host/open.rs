//! The one function that reads a file of a project.
//!
//! What it refuses it refuses before it has opened anything: a FIFO would block for ever, a device never ends, a sparse
//! file fills the memory, and a symbolic link out of the project publishes what was never meant to be.

use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Why a file is not read.
#[derive(Debug)]
pub enum OpenFault {
    /// It has this many bytes, more than the limit.
    TooLarge(u64),
    /// It is a `fifo`, `device` or `socket`.
    NotRegular(&'static str),
    /// A symbolic link to a place outside of the root.
    Outside,
    /// A symbolic link that leads back to itself or to a folder that holds it.
    Loop,
    /// A symbolic link to nothing.
    Dangling,
    /// A symbolic link to a folder.
    Folder,
    /// The machine says no.
    Unreadable(io::Error),
}

/// The regular file that a path means. `root` is canonical; a symbolic link is followed only to a file within it.
///
/// # Errors
/// What the path is instead.
pub fn resolve(root: &Path, path: &Path) -> Result<PathBuf, OpenFault> {
    let metadata = fs::symlink_metadata(path).map_err(OpenFault::Unreadable)?;
    if !metadata.file_type().is_symlink() {
        return regular(&metadata).map(|()| path.to_owned());
    }
    let target = fs::canonicalize(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => OpenFault::Dangling,
        _ if is_loop(&error) => OpenFault::Loop,
        _ => OpenFault::Unreadable(error),
    })?;
    if !target.starts_with(root) {
        return Err(OpenFault::Outside);
    }
    let metadata = fs::symlink_metadata(&target).map_err(OpenFault::Unreadable)?;
    if metadata.is_dir() {
        let holds = path.parent().and_then(|parent| fs::canonicalize(parent).ok());
        return Err(if holds.is_some_and(|parent| parent.starts_with(&target)) {
            OpenFault::Loop
        } else {
            OpenFault::Folder
        });
    }
    regular(&metadata).map(|()| target)
}

/// Reads a file of at most `limit` bytes; see [`resolve`].
///
/// # Errors
/// Why it is not read.
pub fn read(root: &Path, path: &Path, limit: u64) -> Result<Vec<u8>, OpenFault> {
    let (file, length) = open(root, path, limit)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    // A file that grows while it is read is stopped at the limit too.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(OpenFault::Unreadable)?;
    if bytes.len() as u64 > limit { Err(OpenFault::TooLarge(bytes.len() as u64)) } else { Ok(bytes) }
}

/// Opens a file of at most `limit` bytes and gives its length; see [`resolve`].
///
/// # Errors
/// Why it is not opened.
pub fn open(root: &Path, path: &Path, limit: u64) -> Result<(File, u64), OpenFault> {
    let path = resolve(root, path)?;
    let length = fs::symlink_metadata(&path).map_err(OpenFault::Unreadable)?.len();
    if length > limit {
        return Err(OpenFault::TooLarge(length));
    }
    let file = options().open(&path).map_err(OpenFault::Unreadable)?;
    // What was looked at and what was opened may be two things.
    regular(&file.metadata().map_err(OpenFault::Unreadable)?)?;
    Ok((file, length))
}

/// How a file is opened: neither through a symbolic link, nor waiting for the other end of a pipe.
#[cfg(unix)]
pub(super) fn options() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;

    let mut options = OpenOptions::new();
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    options.read(true).custom_flags(flags.bits() as i32);
    options
}

/// How a file is opened.
#[cfg(not(unix))]
pub(super) fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    options
}

#[cfg(unix)]
fn is_loop(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_loop(_: &io::Error) -> bool {
    false
}

fn regular(metadata: &Metadata) -> Result<(), OpenFault> {
    if metadata.is_file() { Ok(()) } else { Err(OpenFault::NotRegular(kind(metadata.file_type()))) }
}

#[cfg(unix)]
fn kind(file_type: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;

    if file_type.is_fifo() {
        "fifo"
    } else if file_type.is_socket() {
        "socket"
    } else if file_type.is_dir() {
        "folder"
    } else {
        "device"
    }
}

#[cfg(not(unix))]
fn kind(file_type: FileType) -> &'static str {
    if file_type.is_dir() { "folder" } else { "device" }
}

/// Reason of a failure in words that do not change with the locale.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}
