//! The marker: by it rbc knows a folder that it wrote, and what in it is its own.
//!
//! It holds the paths of all outputs. A marker without them stands in a staging folder while the outputs are written.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use crate::host::discover::MARKER;

/// Name of a marker that is being written.
pub(super) const NEXT_MARKER: &str = ".rbc-site.next";

/// First line.
const TITLE: &str =
    "This folder is written by rbc: each build replaces the files named here and leaves all others alone.";

/// Second line, before the number of files. A marker that was cut short holds fewer.
const COUNT: &str = "files: ";

/// The outputs of a site: paths with `/`.
#[derive(Debug, Clone, Default)]
pub(super) struct Listing {
    files: HashSet<String>,
    folders: HashSet<String>,
}

impl Listing {
    pub(super) fn new(files: impl IntoIterator<Item = String>) -> Self {
        let files: HashSet<String> = files.into_iter().collect();
        let mut folders = HashSet::new();
        for file in &files {
            let mut rest = file.as_str();
            while let Some((folder, _)) = rest.rsplit_once('/') {
                if !folders.insert(folder.to_owned()) {
                    break;
                }
                rest = folder;
            }
        }
        Listing { files, folders }
    }

    /// The outputs that a marker names; `None` for a folder without marker, and for a marker that is not whole.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        if !is_marked(folder) {
            return None;
        }
        let text = fs::read_to_string(folder.join(MARKER)).ok()?;
        let mut lines = text.strip_suffix('\n')?.split('\n').skip(1);
        let count: usize = lines.next()?.strip_prefix(COUNT)?.parse().ok()?;
        let listing = Listing::new(lines.map(|line| line.replace("\\n", "\n")));
        (listing.files.len() == count).then_some(listing)
    }

    /// Takes folders of another site for folders of rbc too, so that others' files in them are seen one by one.
    pub(super) fn enter_folders_of(&mut self, other: &Listing) {
        self.folders.extend(other.folders.iter().cloned());
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    pub(super) fn has_file(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// Whether outputs lie in a folder or in folders within it.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(path)
    }

    /// The marker. A line break in a path is written as `\n`: no output has a backslash in its path.
    pub(super) fn text(&self) -> String {
        let mut files: Vec<&str> = self.files.iter().map(String::as_str).collect();
        files.sort_unstable();
        let mut text = format!("{TITLE}\n{COUNT}{}\n", files.len());
        for file in files {
            text.push_str(&file.replace('\n', "\\n"));
            text.push('\n');
        }
        text
    }
}

/// The marker of a folder that is not finished.
pub(super) fn unfinished() -> String {
    format!("{TITLE}\n")
}

/// Whether rbc made a folder.
pub(super) fn is_marked(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(MARKER)).is_ok_and(|metadata| metadata.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_names_all_outputs_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let marker = folder.path().join(MARKER);
        assert!(Listing::read(folder.path()).is_none());
        let text = Listing::new(["運用/手順.html", "a\nb", "index.html", "a/b/c"].map(str::to_owned)).text();
        fs::write(&marker, &text).unwrap();
        let listing = Listing::read(folder.path()).unwrap();
        assert_eq!(listing.len(), 4);
        assert!(listing.has_file("運用/手順.html") && listing.has_file("a\nb") && !listing.has_file("a"));
        assert!(listing.has_folder("a") && listing.has_folder("a/b") && !listing.has_folder("a/b/c"));
        assert_eq!(listing.text(), text);
        for cut in [0, 10, unfinished().len(), text.len() - 1] {
            fs::write(&marker, text.get(..cut).unwrap()).unwrap();
            assert!(Listing::read(folder.path()).is_none(), "{cut}");
        }
        fs::write(&marker, text.replacen("a/b/c\n", "", 1)).unwrap();
        assert!(Listing::read(folder.path()).is_none(), "a line is missing");
    }
}
