//! What becomes of a site that another one has replaced, and of what a killed run left.
//!
//! What rbc wrote is removed. What others put there moves to the site that stands now: nothing of theirs is deleted, and
//! nothing of theirs is overwritten.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::{PublishError, Reason};
use super::former::{Entry, Stranger, walk};
use super::marker::{Listing, is_marked};
use crate::host::discover::MARKER;
use crate::host::disk::Disk;

/// Where a build works.
pub(super) struct Places {
    pub(super) target: PathBuf,
    pub(super) staging: PathBuf,
    /// Where the old site stands between two renames.
    pub(super) old: PathBuf,
}

impl Places {
    /// Brings back an old site that a killed run had put aside, and clears away what it left. With the lock held only.
    pub(super) fn clear(&self, disk: &dyn Disk) -> Result<(), PublishError> {
        if is_marked(&self.old) && !self.target.exists() {
            disk.rename(&self.old, &self.target).map_err(|error| PublishError::io(&self.target, error))?;
        }
        for rest in [&self.staging, &self.old] {
            match fs::symlink_metadata(rest) {
                Ok(metadata) if metadata.is_dir() => self.clear_rest(disk, rest)?,
                Ok(_) => return Err(PublishError::new(rest, Reason::NotOurs)),
                Err(_) => {}
            }
        }
        Ok(())
    }

    fn clear_rest(&self, disk: &dyn Disk, rest: &Path) -> Result<(), PublishError> {
        let failed = |error| PublishError::io(rest, error);
        if !is_marked(rest) {
            // A run that was killed between the folder and its marker leaves it empty.
            if fs::read_dir(rest).map_err(failed)?.next().is_some() {
                return Err(PublishError::new(rest, Reason::NotOurs));
            }
            return disk.remove_folder(rest).map_err(failed);
        }
        match Listing::read(rest) {
            Some(mut listing) => {
                listing.enter_folders_of(&Listing::read(&self.target).unwrap_or_default());
                self.settle(disk, rest, &listing)
            }
            // It was still being filled: all in it is rbc's, or a second name of what stands in the target.
            None => disk.remove_tree(rest).map_err(failed),
        }
    }

    /// Takes a site apart that stands in `rest`. Goes on after a failure, and tells the first one; what could not be
    /// moved comes before what could not be removed.
    pub(super) fn settle(&self, disk: &dyn Disk, rest: &Path, listing: &Listing) -> Result<(), PublishError> {
        let mut left_behind = None;
        let mut failure = None;
        let walked = walk(rest, "", listing, &mut |entry| {
            let removed = match entry {
                Entry::File(path) => disk.remove_file(&rest.join(path)),
                Entry::Folder(path) => disk.remove_folder(&rest.join(path)),
                Entry::Stranger(stranger) => {
                    if !self.bring_over(disk, rest, &stranger) {
                        left_behind.get_or_insert(rest.join(stranger.path));
                    }
                    Ok(())
                }
            };
            if let Err(error) = removed {
                failure.get_or_insert(error);
            }
            Ok(())
        });
        if let Some(path) = left_behind {
            return Err(PublishError::new(&path, Reason::LeftBehind));
        }
        let failed = |error| PublishError::io(rest, error);
        walked.map_err(failed)?;
        if let Some(error) = failure {
            return Err(failed(error));
        }
        // The marker goes last: without it nobody knows the rest as rbc's.
        if is_marked(rest) {
            disk.remove_file(&rest.join(MARKER)).map_err(failed)?;
        }
        disk.remove_folder(rest).map_err(failed)
    }

    /// Moves what rbc did not write to its place in the site that stands now; whether it stands there.
    fn bring_over(&self, disk: &dyn Disk, rest: &Path, stranger: &Stranger) -> bool {
        let (from, to) = (rest.join(&stranger.path), self.target.join(&stranger.path));
        if !self.target.is_dir() {
            return false;
        }
        if fs::symlink_metadata(&to).is_ok() {
            // It was given a second name in the new site before that took its place.
            return !stranger.is_folder && is_same_file(&from, &to) && disk.remove_file(&from).is_ok();
        }
        let folder = to.parent().unwrap_or(&self.target);
        disk.create_folder(folder).and_then(|()| disk.rename(&from, &to)).is_ok()
    }
}

#[cfg(unix)]
fn is_same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    match (fs::symlink_metadata(one), fs::symlink_metadata(other)) {
        (Ok(one), Ok(other)) => one.dev() == other.dev() && one.ino() == other.ino(),
        _ => false,
    }
}

/// Without numbers of files, the bytes say it.
#[cfg(not(unix))]
fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((fs::read(one), fs::read(other)), (Ok(one), Ok(other)) if one == other)
}
