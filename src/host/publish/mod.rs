//! A site in the place of the old one, whole or not at all.
//!
//! 1. [`Publisher::open`] looks at the target (only a folder that rbc made, or an empty one, is ever replaced), takes the
//!    lock and clears away what a killed run left.
//! 2. [`Publisher::put`] and [`Publisher::copy`] take the outputs, from any thread. One that stands in the old site with
//!    the same bytes is kept; others are written into a staging folder beside the target, made for the first of them.
//! 3. [`Publisher::publish`] has nothing to do where all were kept. Else it gives what is kept a second name in the staging
//!    folder, waits for the disk and exchanges staging and target in one step; where the system has no such step it renames
//!    twice, and a run that is killed in between is mended by the next.
//!
//! What somebody else put into the site (`CNAME`, `.git`) is kept: files have a second name in the new site before it is
//! exchanged, folders move right after. Only what the [`marker`] names is removed.
//!
//! A publisher that is dropped before that leaves the old site as it was, and nothing else.

mod error;
mod former;
mod marker;
mod settle;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

pub use error::{PublishError, Reason};
use former::{Former, Stranger, strangers};
use marker::{Listing, NEXT_MARKER, is_marked, unfinished};
use settle::Places;

use super::discover::MARKER;
use super::disk::{Disk, Machine};
use super::interrupt;
use super::lock::Lock;
use super::open;

/// How an output comes into the new site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Output {
    /// It is the old site's.
    Kept,
    /// It stands in the staging folder.
    Written,
}

/// A site that is being written.
pub struct Publisher<'d> {
    disk: &'d dyn Disk,
    places: Places,
    former: Former,
    outputs: Mutex<HashMap<String, Output>>,
    /// Folders that are made; the staging folder itself is the first.
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
        let places = Places { target: target.to_owned(), staging: beside(".rbc-staging"), old: beside(".rbc-old") };
        places.clear(disk)?;
        // Another build may have ended, or someone else begun, while this one waited.
        check_target(target)?;
        let former = Former::read(target, lock.mode());
        let (outputs, folders) = (Mutex::default(), Mutex::default());
        Ok(Publisher { disk, places, former, outputs, folders, published: false, _lock: lock })
    }

    /// Takes one output. `path` is relative, with `/`; each path can be taken once. From any thread.
    ///
    /// # Errors
    /// The path, or what the machine says.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        if !is_inner(path) || path == MARKER || path == NEXT_MARKER {
            return Err(PublishError::new(Path::new(path), Reason::BadPath));
        }
        self.go_on()?;
        let output = if self.former.holds(path, bytes) { Output::Kept } else { Output::Written };
        let before = lock(&self.outputs).insert(path.to_owned(), output);
        if before.is_some() {
            return Err(PublishError::new(Path::new(path), Reason::Twice));
        }
        match output {
            Output::Kept => Ok(()),
            Output::Written => {
                let to = self.place(path)?;
                self.disk.write_new(&to, bytes).map_err(|error| self.write_error(path, error))
            }
        }
    }

    /// Takes a file of a content root (canonical) that has at most `limit` bytes, and gives what stands in it.
    ///
    /// # Errors
    /// The path, the file, or what the machine says.
    pub fn copy(&self, root: &Path, from: &Path, path: &str, limit: u64) -> Result<Vec<u8>, PublishError> {
        let bytes = open::read(root, from, limit);
        let bytes = bytes.map_err(|fault| PublishError::new(from, Reason::Refused(fault)))?;
        self.put(path, &bytes)?;
        Ok(bytes)
    }

    fn write_error(&self, path: &str, error: io::Error) -> PublishError {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return PublishError::new(Path::new(path), Reason::Twice);
        }
        let mut fault = PublishError::io(&self.places.staging, error);
        // The reader knows the site's path, not that of the staging folder.
        fault.path = self.places.target.join(path);
        fault
    }

    fn go_on(&self) -> Result<(), PublishError> {
        match interrupt::signal() {
            Some(number) => Err(PublishError::new(&self.places.target, Reason::Interrupted(number))),
            None => Ok(()),
        }
    }

    /// Makes the staging folder, if it is not there yet.
    fn stage(&self) -> Result<(), PublishError> {
        let staging = &self.places.staging;
        let mut folders = lock(&self.folders);
        if folders.is_empty() {
            let failed = |error| PublishError::io(staging, error);
            self.disk.create_new_folder(staging).map_err(failed)?;
            folders.insert(staging.clone());
            self.disk.write_new(&staging.join(MARKER), unfinished().as_bytes()).map_err(failed)?;
        }
        Ok(())
    }

    /// Where an output stands in the staging folder; its folder is made.
    fn place(&self, path: &str) -> Result<PathBuf, PublishError> {
        self.stage()?;
        let place = self.places.staging.join(path);
        let folder = place.parent().unwrap_or(&self.places.staging);
        if !lock(&self.folders).contains(folder) {
            self.disk.create_folder(folder).map_err(|error| self.write_error(path, error))?;
            lock(&self.folders).insert(folder.to_owned());
        }
        Ok(place)
    }

    /// Puts the site in the place of the old one.
    ///
    /// # Errors
    /// What the machine says; the old site is then as it was. Or a file of somebody else could not be brought into the
    /// new site, which stands.
    pub fn publish(mut self) -> Result<(), PublishError> {
        let outputs = std::mem::take(&mut *lock(&self.outputs));
        let all_kept = outputs.values().all(|&output| output == Output::Kept);
        if all_kept && self.former.has_no_more_than(outputs.len()) {
            return Ok(());
        }
        self.stage()?;
        let listing = Listing::new(outputs.keys().cloned());
        // Where the old marker does not say what is rbc's, it is what has an output's path.
        let mut former = self.former.listing().unwrap_or(&listing).clone();
        former.enter_folders_of(&listing);
        self.keep(&outputs)?;
        self.keep_strangers(&outputs, &listing, &former)?;
        self.mark(&listing)?;
        self.exchange()?;
        let places = &self.places;
        self.published = true;
        if let Some(parent) = places.target.parent() {
            let _ = fs::File::open(parent).and_then(|folder| folder.sync_all());
        }
        for rest in [&places.staging, &places.old] {
            match if rest.exists() { places.settle(self.disk, rest, &former) } else { Ok(()) } {
                Err(error) if matches!(error.reason, Reason::LeftBehind) => return Err(error),
                // The site stands; what is left of the old one is no failure, and the next build clears it away.
                Err(_) | Ok(()) => {}
            }
        }
        Ok(())
    }

    /// Gives what is kept of the old site a second name in the new one.
    fn keep(&self, outputs: &HashMap<String, Output>) -> Result<(), PublishError> {
        let kept = outputs.iter().filter(|(_, output)| **output == Output::Kept);
        // In order: names that lie side by side are made one after the other.
        let mut kept: Vec<&str> = kept.map(|(path, _)| path.as_str()).collect();
        kept.sort_unstable();
        for path in kept {
            self.go_on()?;
            let to = self.place(path)?;
            let from = self.places.target.join(path);
            self.disk.link_or_copy(&from, &to).map_err(|error| self.write_error(path, error))?;
        }
        Ok(())
    }

    /// Gives files of others a second name in the new site, and refuses to go on where an output has the same path.
    fn keep_strangers(
        &self,
        outputs: &HashMap<String, Output>,
        listing: &Listing,
        former: &Listing,
    ) -> Result<(), PublishError> {
        let target = &self.places.target;
        if !target.exists() {
            return Ok(());
        }
        for Stranger { path, is_folder } in
            strangers(target, former).map_err(|error| PublishError::io(target, error))?
        {
            let name = path.to_str().map(|path| path.replace(std::path::MAIN_SEPARATOR, "/"));
            let name = name.as_deref().unwrap_or_default();
            let is_occupied = outputs.contains_key(name) || (!is_folder && listing.has_folder(name));
            if is_occupied {
                return Err(PublishError::new(&target.join(&path), Reason::Occupied));
            }
            if !is_folder {
                let to = self.places.staging.join(&path);
                let folder = to.parent().unwrap_or(&self.places.staging);
                // Where this cannot be done it moves later, as folders do.
                let _ = self.disk.create_folder(folder).and_then(|()| self.disk.link(&target.join(&path), &to));
            }
        }
        Ok(())
    }

    /// Writes the marker of the finished site in the place of the first one: there is one at every instant.
    fn mark(&self, listing: &Listing) -> Result<(), PublishError> {
        let failed = |error| PublishError::io(&self.places.target, error);
        let next = self.places.staging.join(NEXT_MARKER);
        self.disk.write_new(&next, listing.text().as_bytes()).map_err(failed)?;
        self.disk.rename(&next, &self.places.staging.join(MARKER)).map_err(failed)
    }

    fn exchange(&self) -> Result<(), PublishError> {
        let Places { target, staging, old } = &self.places;
        let failed = |error| PublishError::io(target, error);
        self.disk.sync_tree(staging).map_err(failed)?;
        check_target(target)?;
        self.go_on()?;
        if !target.exists() {
            return self.disk.rename(staging, target).map_err(failed);
        }
        if self.disk.exchange(staging, target).map_err(failed)? {
            return Ok(());
        }
        self.disk.rename(target, old).map_err(failed)?;
        self.disk.rename(staging, target).map_err(|error| {
            let _ = fs::rename(old, target);
            failed(error)
        })
    }
}

impl Drop for Publisher<'_> {
    fn drop(&mut self) {
        // What was made here only: another's folder of this name made the run fail.
        if !self.published && !lock(&self.folders).is_empty() {
            let _ = fs::remove_dir_all(&self.places.staging);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
    if is_marked(target) || entries.next().is_none() {
        return Ok(());
    }
    Err(PublishError::new(target, Reason::NotOurs))
}

/// Whether a path with `/` stays within the site.
fn is_inner(path: &str) -> bool {
    let part = |part: &str| !matches!(part, "" | "." | "..") && part.len() <= 255;
    !path.contains(['\\', '\0']) && path.split('/').all(part) && Path::new(path).is_relative()
}
