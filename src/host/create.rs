//! Writing the first files of a project: all of them or none, and never over what is there.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes files that must not be there yet; folders are made where they are missing.
///
/// # Errors
/// The path that can't be written and why. What this call has made until then is taken away again.
pub fn create(files: &[(PathBuf, Vec<u8>)]) -> Result<(), (PathBuf, io::Error)> {
    let mut made = Made::default();
    for (path, _) in files {
        // Seen before anything is written: nothing else is touched then.
        if fs::symlink_metadata(path).is_ok() {
            return Err((path.clone(), io::ErrorKind::AlreadyExists.into()));
        }
    }
    for (path, bytes) in files {
        if let Err(error) = made.write(path, bytes) {
            made.undo();
            return Err((path.clone(), error));
        }
    }
    Ok(())
}

/// What has been made, in its order.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.folder(path.parent().unwrap_or(path))?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        self.files.push(path.to_owned());
        file.write_all(bytes)
    }

    fn folder(&mut self, path: &Path) -> io::Result<()> {
        if path.is_dir() || path.as_os_str().is_empty() {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.folder(parent)?;
        }
        fs::create_dir(path)?;
        self.folders.push(path.to_owned());
        Ok(())
    }

    /// That something cannot be taken away again changes nothing of the error that is told.
    fn undo(self) {
        for file in self.files.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_or_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::write(at("塞ぐ"), "x").unwrap();
        let file = |path: &str| (at(path), b"y".to_vec());
        let (path, error) = create(&[file("新/深/a.md"), file("塞ぐ/b.md")]).unwrap_err();
        assert_eq!((path, error.kind()), (at("塞ぐ/b.md"), io::ErrorKind::AlreadyExists));
        let (path, _) = create(&[file("新/a.md"), file("塞ぐ")]).unwrap_err();
        assert_eq!(path, at("塞ぐ"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(fs::read_to_string(at("塞ぐ")).unwrap(), "x");
        create(&[file("新/深/a.md"), file("b.md")]).unwrap();
        assert_eq!(fs::read_to_string(at("新/深/a.md")).unwrap(), "y");
    }
}
