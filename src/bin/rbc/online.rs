//! `--online`: other hosts are asked for what documents link to. Nothing but the flag makes rbc do so.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rbc::check::{addresses, is_of_answers};
use rbc::diag::Message;
use rbc::host::interrupt;
use rbc::host::online::{Asked, Asker};
use rbc::online::Answers;
use rbc::resolve::Library;
use rbc::source::SourceMap;
use rbc::text::Catalogue;

use crate::exit::Failure;
use crate::flags::Check;
use crate::output;
use crate::progress::Progress;
use crate::project::Project;

pub(crate) struct Online {
    asker: RefCell<Asker>,
    /// Whether to show on the terminal how far it is.
    shows: bool,
    /// Whether nobody could be reached.
    no_network: Cell<bool>,
}

impl Online {
    /// `None` without the flag.
    pub(crate) fn new(flags: &Check, project: &Project) -> Option<Online> {
        if !flags.online {
            return None;
        }
        // What was answered is kept even if somebody does not want to wait any longer.
        interrupt::watch();
        let max_age = Duration::from_secs(u64::from(flags.online_max_age) * 3600);
        let cache = flags.online_cache.as_ref().map(|path| project.working.join(path)).or_else(cache);
        let asker = Asker::new(&project.config.private_hosts, cache, max_age);
        let shows = project.is_watched;
        Some(Online { asker: RefCell::new(asker), shows, no_network: Cell::new(false) })
    }

    /// Asks for what the documents of these paths link to.
    pub(crate) fn ask(
        &self,
        catalogue: &Catalogue,
        library: &Library,
        sources: &SourceMap,
        paths: &HashSet<&str>,
    ) -> Result<Answers, Failure> {
        // A second look, after fixes or at another root, would wait as long for nothing.
        if self.had_no_network() {
            return Ok(Answers::default());
        }
        let wanted = addresses(library).filter(|(file, _)| paths.contains(sources.file(*file).path()));
        let targets: Vec<String> = wanted.map(|(_, target)| target.to_owned()).collect();
        let count = Arc::new(AtomicUsize::new(0));
        let progress = Progress::new(self.shows, catalogue.words("command-asking"), &count, Some(targets.len()));
        let mut go_on = |done: usize, all: usize| {
            // Addresses that are the same, or whose answers are known, are not asked for.
            count.store(done + targets.len().saturating_sub(all), Ordering::Relaxed);
            interrupt::signal().is_none()
        };
        let mut asker = self.asker.borrow_mut();
        let Asked { answers, no_network, interrupted } = asker.ask(&targets, &mut go_on);
        drop(progress);
        if let Err((path, error)) = asker.keep() {
            output::say(&catalogue.message(&unkept(&path, &error)));
        }
        if interrupted {
            return Err(Failure::interrupted(interrupt::signal().unwrap_or_default()));
        }
        self.no_network.set(self.no_network.get() || no_network);
        Ok(answers)
    }

    /// Whether nobody could be reached, so that nothing was asked.
    pub(crate) fn had_no_network(&self) -> bool {
        self.no_network.get()
    }
}

fn unkept(path: &std::path::Path, error: &std::io::Error) -> Message {
    let reason = rbc::host::open::reason(error);
    Message::new("command-file-failed").with("path", path.display()).with("reason", reason)
}

/// Rules that report from answers.
pub(crate) fn rules() -> impl Iterator<Item = &'static str> {
    rbc::check::RULES.iter().map(|rule| rule.name).filter(|name| is_of_answers(name))
}

/// Where answers are kept: in the folder of this user for what can be lost.
fn cache() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || {
        let below = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
        folder("HOME").map(|home| home.join(below))
    };
    let own = if cfg!(windows) { folder("LOCALAPPDATA") } else { folder("XDG_CACHE_HOME").or_else(home) };
    own.map(|folder| folder.join("rbc/links.json"))
}
