//! Files that a path which leads nowhere probably means, by their names alone.
//!
//! 1. The same name in another folder.
//! 2. The same name but for case and for what parts its words (`-`, `_`, a blank).
//! 3. A longer name in one of the folders where the file was looked for: `設計（DESIGN_NOTES）.md` and
//!    `DESIGN_NOTES_V2.md` for `DESIGN_NOTES.md`.

use super::files::folder_of;
use super::fold;
use std::collections::HashMap;

/// Names that stand in many folders and say nothing of what a file is about, in small letters.
const GENERAL: [&str; 11] = [
    "readme.md",
    "index.md",
    "_index.md",
    "index.html",
    "changelog.md",
    "claude.md",
    "agents.md",
    "contributing.md",
    "license.md",
    "security.md",
    "todo.md",
];

/// A shorter name is held by too many others.
const LETTERS: usize = 6;

/// Where more files than these have a name, or begin with it, it says as little as a general one. To look through all of
/// them for each link that leads nowhere would take ages where many do.
const MANY: usize = 32;

/// Words of a name that are looked at.
const WORDS: usize = 12;

/// Whether every project, or every folder, may have a file of this name.
#[must_use]
pub fn is_general(name: &str) -> bool {
    let name = fold::key(name);
    GENERAL.contains(&name.as_str())
}

/// Files by forms of their names, each composed of all paths of the project.
#[derive(Debug, Clone, Default)]
pub(super) struct Near {
    /// By the name with its words parted in one way.
    plain: HashMap<String, Vec<String>>,
    /// By what a name begins with, and by what stands in its brackets.
    held: HashMap<String, Vec<String>>,
}

impl Near {
    pub(super) fn new<'p>(paths: impl Iterator<Item = &'p String>) -> Self {
        let mut near = Near::default();
        for path in paths {
            let name = path.rsplit('/').next().unwrap_or_default();
            near.plain.entry(plain(name)).or_default().push(path.clone());
            for part in held(name) {
                near.held.entry(part).or_default().push(path.clone());
            }
        }
        // The lists come from a map: what is chosen must not hang on its order.
        near.plain.values_mut().chain(near.held.values_mut()).for_each(|paths| paths.sort_unstable());
        near
    }

    /// The only file that `wanted` (a path within the project) may mean. `same` are those of its name, `folder` is the
    /// one of the document that names it.
    pub(super) fn find<'n>(&'n self, same: &'n [String], wanted: &str, folder: &str) -> Option<&'n str> {
        let name = wanted.rsplit('/').next().filter(|name| !name.is_empty())?;
        let key = plain(name);
        let alike = self.plain.get(&key).map_or(&[][..], Vec::as_slice);
        if let Some(found) = choose(same, wanted).or_else(|| choose(alike, wanted)) {
            return Some(found);
        }
        let beside = |path: &&String| [folder_of(wanted), folder].contains(&folder_of(path));
        let mut longer = self.held.get(&key).filter(|paths| paths.len() <= MANY)?.iter().filter(beside);
        longer.next().filter(|_| longer.next().is_none()).map(String::as_str)
    }
}

/// The only one of some files of one name, or the only one whose folder is called as that of `wanted`. A general name
/// says too little without the folder.
fn choose<'p>(paths: &'p [String], wanted: &str) -> Option<&'p str> {
    let last = |path: &str| folder_of(path).rsplit('/').next().map(fold::key).filter(|folder| !folder.is_empty());
    let general = is_general(wanted.rsplit('/').next().unwrap_or_default());
    if let ([only], false) = (paths, general) {
        return Some(only);
    }
    if paths.len() > MANY {
        return None;
    }
    let folder = last(wanted)?;
    let mut fitting = paths.iter().filter(|path| last(path).as_ref() == Some(&folder));
    fitting.next().filter(|_| fitting.next().is_none()).map(String::as_str)
}

/// A name in small letters, its words parted by `-`.
fn plain(name: &str) -> String {
    fold::key(name).replace(['_', ' ', '\u{3000}'], "-")
}

/// Shorter names that are held by a name: its first words, two at least, and what stands in its brackets; with its
/// ending.
fn held(name: &str) -> Vec<String> {
    let name = plain(name);
    let Some((stem, ending)) = name.rsplit_once('.') else { return Vec::new() };
    let bracketed = [('（', '）'), ('(', ')')].into_iter().find_map(|(open, close)| {
        let (_, rest) = stem.split_once(open)?;
        rest.split_once(close).map(|(inner, _)| inner)
    });
    let firsts = stem.match_indices('-').skip(1).take(WORDS).map(|(at, _)| &stem[..at]);
    let parts = firsts.chain(bracketed).filter(|part| part.chars().count() >= LETTERS);
    parts.map(|part| format!("{part}.{ending}")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::ProjectFiles;

    fn near(paths: &[&str], wanted: &str, folder: &str) -> Option<String> {
        let files = ProjectFiles::new("", paths.iter().map(|path| (*path).to_owned()), []);
        files.near(wanted, folder)
    }

    #[test]
    fn names_that_differ_in_case_and_in_what_parts_their_words() {
        let paths = ["docs/ops/RESTORE_GUIDE.md", "docs/ops/backup guide.md", "docs/v1.2.md"];
        assert_eq!(near(&paths, "docs/restore-guide.md", "docs").as_deref(), Some("docs/ops/RESTORE_GUIDE.md"));
        assert_eq!(near(&paths, "docs/Backup-Guide.md", "docs").as_deref(), Some("docs/ops/backup guide.md"));
        assert_eq!(near(&paths, "docs/v12.md", "docs"), None);
        assert_eq!(near(&paths, "docs/restore-guide.pdf", "docs"), None);
    }

    #[test]
    fn general_names_need_their_folder() {
        let paths = ["README.md", "docs/restore/README.md", "docs/backup/index.md"];
        assert_eq!(near(&paths, "scripts/README.md", "scripts"), None);
        assert_eq!(near(&paths, "ops/restore/README.md", "ops").as_deref(), Some("docs/restore/README.md"));
        assert_eq!(near(&paths, "backup/index.md", "").as_deref(), Some("docs/backup/index.md"));
        assert_eq!(near(&["docs/index.md"], "index.md", ""), None);
    }

    #[test]
    fn of_several_files_the_folder_tells_which_one() {
        let paths = ["old/db/restore.md", "ops/cache/restore.md"];
        assert_eq!(near(&paths, "docs/cache/restore.md", "docs").as_deref(), Some("ops/cache/restore.md"));
        assert_eq!(near(&paths, "docs/restore.md", "docs"), None);
    }

    #[test]
    fn longer_names_beside() {
        let paths =
            ["docs/ops/復元手順（RESTORE_GUIDE）.md", "docs/ops/04_CLASS_DESIGN_DETAILED.md", "x/db_dump_old.md"];
        assert_eq!(near(&paths, "RESTORE_GUIDE.md", "docs/ops").as_deref(), Some(paths[0]));
        assert_eq!(near(&paths, "docs/ops/04_CLASS_DESIGN.md", "docs").as_deref(), Some(paths[1]));
        // In another folder it is another file.
        assert_eq!(near(&paths, "docs/db_dump.md", "docs"), None);
        let two = ["a/db_dump_old.md", "a/db_dump_new.md"];
        assert_eq!(near(&two, "a/db_dump.md", "a"), None);
    }
}
