//! The site that stands at the target when a build begins.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::marker::Listing;
use crate::host::discover::MARKER;
use crate::host::open;

/// The old site, or none.
#[derive(Debug)]
pub(super) struct Former {
    /// Where it stands.
    folder: PathBuf,
    /// What rbc wrote of it; `None` where its marker does not say.
    listing: Option<Listing>,
    /// The permissions that a file gets which is written now, where the system has them.
    mode: Option<u32>,
}

/// Something in a site that rbc did not write.
#[derive(Debug)]
pub(super) struct Stranger {
    /// Path within the site.
    pub(super) path: PathBuf,
    /// A folder with everything in it.
    pub(super) is_folder: bool,
}

impl Former {
    pub(super) fn read(folder: &Path, mode: Option<u32>) -> Self {
        Former { folder: folder.to_owned(), listing: Listing::read(folder), mode }
    }

    /// What rbc wrote; `None` where the marker does not say.
    pub(super) fn listing(&self) -> Option<&Listing> {
        self.listing.as_ref()
    }

    /// Whether an output stands there as it would be written now: the same bytes and permissions in a file of rbc's.
    pub(super) fn holds(&self, path: &str, bytes: &[u8]) -> bool {
        self.listing.as_ref().is_some_and(|listing| listing.has_file(path))
            && is_same(&self.folder.join(path), bytes, self.mode).unwrap_or(false)
    }

    /// Whether outputs that all stand there are all that rbc wrote.
    pub(super) fn has_no_more_than(&self, outputs: usize) -> bool {
        self.listing.as_ref().is_some_and(|listing| listing.len() == outputs)
    }
}

/// Compares without a second copy in memory.
fn is_same(path: &Path, bytes: &[u8], mode: Option<u32>) -> io::Result<bool> {
    let mut file = open::options().open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() || metadata.len() != bytes.len() as u64 || !is_as_written(&metadata, mode) {
        return Ok(false);
    }
    let mut buffer = [0; 32 << 10];
    for part in bytes.chunks(buffer.len()) {
        let read = &mut buffer[..part.len()];
        file.read_exact(read)?;
        if read != part {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A file that has a second name elsewhere may be changed there: it is written anew.
#[cfg(unix)]
fn is_as_written(metadata: &fs::Metadata, mode: Option<u32>) -> bool {
    use std::os::unix::fs::MetadataExt;

    metadata.nlink() == 1 && mode.is_none_or(|mode| mode == metadata.mode())
}

#[cfg(not(unix))]
fn is_as_written(_: &fs::Metadata, _: Option<u32>) -> bool {
    true
}

/// What others put into a site; of a folder that is wholly theirs, the folder alone.
pub(super) fn strangers(site: &Path, listing: &Listing) -> io::Result<Vec<Stranger>> {
    let mut found = Vec::new();
    walk(site, "", listing, &mut |entry| {
        if let Entry::Stranger(stranger) = entry {
            found.push(stranger);
        }
        Ok(())
    })?;
    Ok(found)
}

/// What stands in a site.
pub(super) enum Entry<'e> {
    /// A file that rbc wrote.
    File(&'e str),
    /// A folder that rbc made, after all that is in it.
    Folder(&'e str),
    /// What somebody else put there.
    Stranger(Stranger),
}

/// Visits everything in a site but the marker. No symbolic link is followed, and no folder of others is entered.
pub(super) fn walk(
    site: &Path,
    folder: &str,
    listing: &Listing,
    visit: &mut dyn FnMut(Entry<'_>) -> io::Result<()>,
) -> io::Result<()> {
    // All names first: what is visited may be removed.
    let entries: Vec<fs::DirEntry> = fs::read_dir(site.join(folder))?.collect::<io::Result<_>>()?;
    for entry in entries {
        let is_folder = entry.file_type()?.is_dir();
        let name = entry.file_name();
        let stranger = || Entry::Stranger(Stranger { path: Path::new(folder).join(&name), is_folder });
        let Some(name) = name.to_str() else {
            visit(stranger())?;
            continue;
        };
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        match is_folder {
            false if path == MARKER => {}
            false if listing.has_file(&path) => visit(Entry::File(&path))?,
            true if listing.has_folder(&path) => {
                walk(site, &path, listing, visit)?;
                visit(Entry::Folder(&path))?;
            }
            _ => visit(stranger())?,
        }
    }
    Ok(())
}
