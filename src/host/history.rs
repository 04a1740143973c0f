//! When each file was changed last, as git tells: one question for all files of a folder.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use super::git;

/// The last commit that changed a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When it was committed, in seconds since 1970.
    pub second: i64,
    /// Its full name.
    pub commit: String,
}

/// What git knows of the past of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum History {
    /// The last change of each file that is committed, by its path within the folder.
    Known(HashMap<String, Change>),
    /// The clone is shallow: a file that is older would seem as new as the oldest commit that is there.
    Shallow,
    /// There is no git, no repository or no commit.
    None,
}

/// What git says. A line of it ends with NUL; a name never begins with a slash, a commit's line does.
const LOG: &[&str] = &[
    // One folder is no file to be followed through its names.
    "-c",
    "log.follow=false",
    "log",
    "--format=/%H %ct",
    "--name-only",
    "-z",
    // What a merge changed itself is a change too; what it brought is one of the commits that it brought.
    "-c",
    "--relative",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-color",
    "--",
    ".",
];

/// The last changes of the files at `paths` within `folder`. Git is stopped as soon as all of them are found.
#[must_use]
pub fn last_changes<'p>(folder: &Path, paths: impl IntoIterator<Item = &'p str>) -> History {
    match git::is_shallow(folder) {
        Some(false) => {}
        Some(true) => return History::Shallow,
        None => return History::None,
    }
    let mut log = git::command(folder, LOG);
    let Ok(mut child) = log.stdout(Stdio::piped()).stderr(Stdio::null()).spawn() else { return History::None };
    let wanted: HashSet<&str> = paths.into_iter().collect();
    let known = child.stdout.take().map(|said| read(BufReader::new(said), wanted)).unwrap_or_default();
    // What it would say besides nobody waits for.
    let _ = child.kill();
    let _ = child.wait();
    if known.is_empty() { History::None } else { History::Known(known) }
}

/// Reads commits, the newest first, with the names of the files that each changed.
fn read(said: impl BufRead, mut wanted: HashSet<&str>) -> HashMap<String, Change> {
    let mut known = HashMap::with_capacity(wanted.len());
    let mut commit = None;
    let mut is_first = false;
    for line in said.split(0) {
        let Ok(line) = line else { break };
        let line = String::from_utf8_lossy(&line);
        if let Some(head) = line.strip_prefix('/') {
            commit = head.split_once(' ').and_then(|(name, second)| {
                Some(Change { second: second.trim().parse().ok()?, commit: name.to_owned() })
            });
            is_first = true;
            continue;
        }
        // A line end parts the commit from its names.
        let path = line.strip_prefix('\n').filter(|_| is_first).unwrap_or(&line);
        is_first = false;
        if let (true, Some(change)) = (wanted.remove(path), &commit) {
            known.insert(path.to_owned(), change.clone());
        }
        if wanted.is_empty() {
            break;
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: &str = "0123456789abcdef0123456789abcdef01234567";
    const OLD: &str = "89abcdef0123456789abcdef0123456789abcdef";

    #[test]
    fn the_newest_change_of_each_file_counts() {
        let said = format!("/{NEW} 20\0\n運用/db.md\0b.md\0/{OLD} 15\0/{OLD} 10\0\nb.md\0\n改行.md\0c.md\0d.md\0");
        let wanted = HashSet::from(["運用/db.md", "b.md", "c.md", "\n改行.md"]);
        let known = read(said.as_bytes(), wanted);
        let of = |path: &str| known.get(path).map(|change| (change.second, change.commit.as_str()));
        assert_eq!(of("運用/db.md"), Some((20, NEW)));
        assert_eq!(of("b.md"), Some((20, NEW)));
        assert_eq!(of("c.md"), Some((10, OLD)));
        assert_eq!(of("\n改行.md"), Some((10, OLD)));
        assert_eq!(of("d.md"), None, "nobody asked");
    }
}
