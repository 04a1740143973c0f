//! A mended document in the place of the old one.
//!
//! The new text is written beside the old one and renamed over it: a reader sees the one or the other. A symbolic link
//! stays one, its target is replaced; permissions, owner and a byte order mark stay.

use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::Path;

use super::open;

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rewritten {
    /// It holds the new text.
    Done,
    /// It is no longer what was read, and is left alone.
    Changed,
}

/// A byte order mark.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Whether a document begins with a byte order mark, which stands before its text.
#[must_use]
pub fn has_mark(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

/// Writes a file of rbc's own, whole or not at all.
///
/// # Errors
/// The machine says no; what was there stands.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    write_with(path, |file| file.write_all(text.as_bytes()))
}

/// Writes a file of rbc's own piece by piece, whole or not at all.
///
/// # Errors
/// As [`fn@write`], or what `fill` says.
pub fn write_with(path: &Path, fill: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut staged = builder.prefix(".rbc-").tempfile_in(folder)?;
    fill(staged.as_file_mut())?;
    staged.as_file().sync_all()?;
    staged.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Replaces `old`, the text of a document of at most `limit` bytes, by `new`. `root` is the canonical content root.
///
/// # Errors
/// The machine says no; the document is as it was.
pub fn rewrite(root: &Path, path: &Path, limit: u64, old: &str, new: &str) -> io::Result<Rewritten> {
    let Ok(target) = open::resolve(root, path) else { return Ok(Rewritten::Changed) };
    let Ok(bytes) = open::read(root, path, limit) else { return Ok(Rewritten::Changed) };
    let (mark, text) = bytes.split_at(if has_mark(&bytes) { MARK.len() } else { 0 });
    if text == new.as_bytes() {
        // Two names of one file: the other was written before.
        return Ok(Rewritten::Done);
    }
    if text != old.as_bytes() {
        return Ok(Rewritten::Changed);
    }
    let metadata = fs::metadata(&target)?;
    if metadata.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = target.parent().unwrap_or(root);
    let mut staged = tempfile::Builder::new().prefix(".rbc-").tempfile_in(folder)?;
    staged.write_all(mark)?;
    staged.write_all(new.as_bytes())?;
    keep(staged.as_file(), &metadata)?;
    staged.as_file().sync_all()?;
    // An editor may have saved while this was written.
    if open::read(root, path, limit).ok().as_deref() != Some(&bytes[..]) {
        return Ok(Rewritten::Changed);
    }
    staged.persist(&target).map_err(|error| error.error)?;
    Ok(Rewritten::Done)
}

/// Gives a new file the owner, where that can be done, and the permissions of the old one.
#[cfg(unix)]
fn keep(file: &fs::File, metadata: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};

    // Only root can give a file away, and then permissions come last: a change of owner takes some of them.
    let _ = fchown(file, Some(metadata.uid()), Some(metadata.gid()));
    file.set_permissions(metadata.permissions())
}

#[cfg(not(unix))]
fn keep(file: &fs::File, metadata: &Metadata) -> io::Result<()> {
    file.set_permissions(metadata.permissions())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn folder() -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        (folder, root)
    }

    fn permissions(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn mark_permissions_and_links_stay() {
        let (_folder, root) = folder();
        let (file, link) = (root.join("手順 書.md"), root.join("別名.md"));
        fs::write(&file, "\u{feff}古い\r\n").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("手順 書.md", &link).unwrap();
        assert_eq!(rewrite(&root, &link, 99, "古い\r\n", "新しい\r\n").unwrap(), Rewritten::Done);
        assert_eq!(fs::read(&file).unwrap(), "\u{feff}新しい\r\n".as_bytes());
        assert_eq!(permissions(&file), 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(rewrite(&root, &file, 99, "古い\r\n", "新しい\r\n").unwrap(), Rewritten::Done, "the other name");
        assert_eq!(fs::read_dir(&root).unwrap().count(), 2);
    }

    #[test]
    fn what_changed_meanwhile_is_left_alone() {
        let (_folder, root) = folder();
        let file = root.join("a.md");
        fs::write(&file, "編集中").unwrap();
        assert_eq!(rewrite(&root, &file, 99, "古い", "新しい").unwrap(), Rewritten::Changed);
        assert_eq!(fs::read(&file).unwrap(), "編集中".as_bytes());
        assert_eq!(rewrite(&root, &root.join("gone.md"), 99, "古い", "新しい").unwrap(), Rewritten::Changed);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        assert!(rewrite(&root, &file, 99, "編集中", "新しい").is_err());
        assert_eq!(fs::read(&file).unwrap(), "編集中".as_bytes());
    }
}
