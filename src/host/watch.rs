//! Telling when files change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};

/// How long it must be quiet: an editor that writes beside and renames does several things at once.
const QUIET: Duration = Duration::from_millis(15);

/// Longest that changes are gathered where it never gets quiet.
const LONGEST: Duration = Duration::from_millis(150);

/// How often files are looked at where the system tells nothing.
const INTERVAL: Duration = Duration::from_millis(500);

/// What is watched: a folder, and whether with all that is in it.
pub type Place = (PathBuf, bool);

/// Watches places.
pub struct Watcher {
    inner: Box<dyn notify::Watcher + Send>,
    places: BTreeSet<Place>,
}

/// What is heard of the places that a [`Watcher`] watches.
pub struct Changes {
    events: Receiver<notify::Result<Event>>,
}

impl Watcher {
    /// A watcher of nothing yet. `poll` looks at files in place of waiting to be told (network drives, containers).
    ///
    /// # Errors
    /// The system has no more watchers to give.
    pub fn new(poll: bool) -> Result<(Watcher, Changes), String> {
        let (sender, events) = channel();
        let inner: Box<dyn notify::Watcher + Send> = if poll {
            let config = notify::Config::default().with_poll_interval(INTERVAL).with_compare_contents(true);
            Box::new(PollWatcher::new(sender, config).map_err(|error| error.to_string())?)
        } else {
            let config = notify::Config::default();
            Box::new(RecommendedWatcher::new(sender, config).map_err(|error| error.to_string())?)
        };
        Ok((Watcher { inner, places: BTreeSet::new() }, Changes { events }))
    }

    /// Watches these places from now on, and no others. What can't be watched is given back with its reason.
    pub fn watch(&mut self, places: BTreeSet<Place>) -> Vec<(PathBuf, String)> {
        let mut refused = Vec::new();
        for (path, _) in self.places.difference(&places) {
            // A folder that is gone is watched no longer anyway.
            let _ = self.inner.unwatch(path);
        }
        let mut watched = BTreeSet::new();
        for place in &places {
            // What is watched with all that is in it needs no second watch.
            if !place.1 && places.contains(&(place.0.clone(), true)) {
                continue;
            }
            let mode = if place.1 { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            let known = self.places.contains(place);
            match if known { Ok(()) } else { self.inner.watch(&place.0, mode) } {
                Ok(()) => drop(watched.insert(place.clone())),
                Err(error) => refused.push((place.0.clone(), error.to_string())),
            }
        }
        self.places = watched;
        refused
    }

    /// Forgets places that have changed themselves: a folder that has been replaced is another one, to be watched anew.
    pub fn forget(&mut self, changed: &BTreeSet<PathBuf>) {
        self.places.retain(|(path, _)| !changed.contains(path));
    }
}

impl Changes {
    /// Waits for the next changes and gathers what belongs together; `None` where nothing can come any more. Paths that
    /// are not `wanted` wake nobody.
    pub fn next(&mut self, wanted: &dyn Fn(&Path) -> bool) -> Option<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        while changed.is_empty() {
            gather(self.events.recv().ok()?, wanted, &mut changed);
        }
        let start = Instant::now();
        while start.elapsed() < LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => gather(event, wanted, &mut changed),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(changed)
    }
}

fn gather(event: notify::Result<Event>, wanted: &dyn Fn(&Path) -> bool, changed: &mut BTreeSet<PathBuf>) {
    match event {
        // The system lost events: anything may have changed.
        Ok(event) if event.need_rescan() => drop(changed.insert(PathBuf::new())),
        Ok(event) => {
            let is_change = match event.kind {
                EventKind::Access(_) => false,
                EventKind::Modify(ModifyKind::Metadata(kind)) => {
                    !matches!(kind, notify::event::MetadataKind::AccessTime)
                }
                _ => true,
            };
            if is_change {
                changed.extend(event.paths.into_iter().filter(|path| wanted(path)));
            }
        }
        Err(_) => drop(changed.insert(PathBuf::new())),
    }
}
