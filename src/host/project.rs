//! Which files of the project there are: paths only, so that links to them can be resolved.

use std::path::Path;

use ignore::WalkBuilder;

use super::discover::{MARKER, MAXIMUM_DEPTH};

/// Most paths that are listed: a working directory can be a home directory.
const MOST: usize = 100_000;

/// Hidden folders that hold no part of a project: repositories, environments and caches. A runbook may link to all others
/// (`.github/workflows/deploy.yml`, `.config/rules.md`).
const LEFT_OUT: [&str; 24] = [
    ".git",
    ".hg",
    ".svn",
    ".jj",
    ".venv",
    ".tox",
    ".nox",
    ".cache",
    ".next",
    ".nuxt",
    ".svelte-kit",
    ".docusaurus",
    ".parcel-cache",
    ".terraform",
    ".gradle",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".npm",
    ".pnpm-store",
    ".cargo",
    ".rustup",
    ".direnv",
    ".local",
];

/// Files of a project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// Paths relative to the project's root, with `/`, in bytewise order.
    pub paths: Vec<String>,
    /// Whether there were no more; else a path that is not listed may still exist.
    pub complete: bool,
}

/// Lists the files under `root`, without what `.gitignore` names, repositories, caches, `node_modules`, what Cargo builds,
/// built sites and `out`.
#[must_use]
pub fn list(root: &Path, out: Option<&Path>) -> Listing {
    let out = out.map(Path::to_owned);
    let mut walk = WalkBuilder::new(root);
    walk.standard_filters(false).git_ignore(true).require_git(false).follow_links(false);
    walk.max_depth(Some(MAXIMUM_DEPTH)).filter_entry(move |entry| {
        let name = entry.file_name().to_string_lossy();
        if entry.depth() == 0 || entry.file_type().is_none_or(|kind| !kind.is_dir()) {
            return true;
        }
        let path = entry.path();
        // Cargo marks its folder; docs/target may hold goals.
        let built = name == "target" && path.join("CACHEDIR.TAG").exists();
        let generated = name == "node_modules" || built || path.join(MARKER).exists();
        !LEFT_OUT.contains(&&*name) && !generated && out.as_deref() != Some(entry.path())
    });
    let mut listing = Listing { paths: Vec::new(), complete: true };
    for entry in walk.build().flatten() {
        if entry.file_type().is_some_and(|kind| kind.is_dir()) {
            continue;
        }
        if listing.paths.len() == MOST {
            listing.complete = false;
            break;
        }
        if let Some(path) = entry.path().strip_prefix(root).ok().and_then(Path::to_str) {
            listing.paths.push(path.replace(std::path::MAIN_SEPARATOR, "/"));
        }
    }
    listing.paths.sort_unstable();
    listing
}
