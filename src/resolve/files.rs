//! Which files there are, as plain lists: the host gives them, so that nothing here reads a disk.

use super::near::Near;
use super::{Ledger, fold};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// The files of a project. Paths are relative to the project's root, with `/`, as they lie on disk.
#[derive(Debug, Clone, Default)]
pub struct ProjectFiles {
    /// The content root within the project; empty where it is the project itself.
    content: String,
    /// By composed path.
    paths: HashMap<String, String>,
    /// By folded path.
    folded: HashMap<String, Vec<String>>,
    /// By composed file name.
    names: HashMap<String, Vec<String>>,
    /// Every folder that holds a file, composed.
    folders: HashSet<String>,
    /// By how paths look; made when a path is first looked for in vain.
    looks: OnceLock<HashMap<String, Option<String>>>,
    /// By forms of names; made when a path is first looked for in vain.
    near: OnceLock<Near>,
    /// Folders by folded path; made when a path is first looked for in vain.
    folded_folders: OnceLock<HashMap<String, String>>,
    /// The addresses that were published.
    ledger: Option<Ledger>,
}

/// What a look-up finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// A file, as its path lies on disk.
    File(String),
    /// A folder.
    Folder(String),
    /// Only a file whose name differs in case.
    Case(String),
    /// Nothing.
    Missing,
}

impl ProjectFiles {
    /// Takes the lists. `content_folder` is the content root as diagnostics show it (`content`; `.` or empty where it is
    /// the project itself; an absolute path where it lies elsewhere). `content` holds paths within the content root,
    /// documents and all other files; `project` holds paths within the project's root (those of the content may be
    /// among them).
    #[must_use]
    pub fn new(
        content_folder: &str,
        content: impl IntoIterator<Item = String>,
        project: impl IntoIterator<Item = String>,
    ) -> Self {
        let folder = content_folder.trim_end_matches('/').trim_start_matches("./");
        let mut files = ProjectFiles { content: if folder == "." { "" } else { folder }.to_owned(), ..Self::default() };
        for path in content {
            let path = files.in_project(&path);
            files.add(path);
        }
        for path in project {
            files.add(path);
        }
        files
    }

    /// The files of a project whose `anchors.lock` says this.
    #[must_use]
    pub fn with_ledger(self, ledger: Ledger) -> Self {
        ProjectFiles { ledger: Some(ledger), ..self }
    }

    /// The addresses that were published, where the project keeps them.
    #[must_use]
    pub fn ledger(&self) -> Option<&Ledger> {
        self.ledger.as_ref()
    }

    fn add(&mut self, path: String) {
        let composed = fold::composed(&path).into_owned();
        if self.paths.contains_key(&composed) {
            return;
        }
        let name = composed.rsplit('/').next().unwrap_or_default().to_owned();
        self.names.entry(name).or_default().push(path.clone());
        self.folded.entry(fold::key(&path)).or_default().push(path.clone());
        let mut folder = composed.as_str();
        while let Some((above, _)) = folder.rsplit_once('/') {
            if !self.folders.insert(above.to_owned()) {
                break;
            }
            folder = above;
        }
        self.paths.insert(composed, path);
    }

    /// All paths within the project, in no order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.values().map(String::as_str)
    }

    /// The content root within the project; empty where it is the project itself.
    #[must_use]
    pub fn content_folder(&self) -> &str {
        &self.content
    }

    /// A path within the content root as one within the project.
    #[must_use]
    pub fn in_project(&self, path: &str) -> String {
        if self.content.is_empty() { path.to_owned() } else { format!("{}/{path}", self.content) }
    }

    /// A path within the project as one within the content root, where it lies there.
    #[must_use]
    pub fn in_content<'p>(&self, path: &'p str) -> Option<&'p str> {
        if self.content.is_empty() {
            return Some(path);
        }
        path.strip_prefix(self.content.as_str())?.strip_prefix('/')
    }

    /// What stands at a path within the project (no `.` and `..` in it).
    #[must_use]
    pub fn look_up(&self, path: &str) -> Lookup {
        let composed = fold::composed(path);
        if let Some(found) = self.paths.get(composed.as_ref()) {
            return Lookup::File(found.clone());
        }
        if composed.is_empty() || self.folders.contains(composed.as_ref()) {
            return Lookup::Folder(composed.into_owned());
        }
        let key = fold::key(path);
        let folders = || {
            let folded = || self.folders.iter().map(|folder| (fold::key(folder), folder.clone())).collect();
            self.folded_folders.get_or_init(folded).get(&key)
        };
        match self.folded.get(&key).and_then(|found| found.first()).or_else(folders) {
            Some(found) => Lookup::Case(found.clone()),
            None => Lookup::Missing,
        }
    }

    /// The only file whose path looks like one that is not there.
    #[must_use]
    pub fn looks_like(&self, path: &str) -> Option<&str> {
        let looks = self.looks.get_or_init(|| {
            let mut looks: HashMap<String, Option<String>> = HashMap::new();
            for path in self.paths.values() {
                let only = looks.entry(fold::skeleton(path)).or_insert_with(|| Some(path.clone()));
                if only.as_ref() != Some(path) {
                    *only = None;
                }
            }
            looks
        });
        looks.get(&fold::skeleton(path))?.as_deref()
    }

    /// The only file that a path which is not there may mean; `folder` is that of the document which names it.
    #[must_use]
    pub fn near(&self, wanted: &str, folder: &str) -> Option<String> {
        let name = wanted.rsplit('/').next().filter(|name| !name.is_empty())?;
        let near = self.near.get_or_init(|| Near::new(self.paths.values()));
        near.find(self.named(name), wanted, folder).map(str::to_owned)
    }

    /// Whether a folder of the project lies at a path within it.
    #[must_use]
    pub fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(fold::composed(path).as_ref())
    }

    /// Every file of a name, wherever it lies.
    #[must_use]
    pub fn named(&self, name: &str) -> &[String] {
        self.names.get(fold::composed(name).as_ref()).map_or(&[], Vec::as_slice)
    }

    /// The path that `target` means in `folder`, `.` and `..` taken out; `None` when it leads out of the project.
    #[must_use]
    pub fn join(&self, folder: &str, target: &str) -> Option<String> {
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in target.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        let joined = parts.join("/");
        // A content root outside of the project has an absolute path, and is all there is.
        if self.content.starts_with('/') && folder.starts_with('/') {
            let joined = format!("/{joined}");
            let inside = joined == self.content || self.in_content(&joined).is_some();
            return inside.then_some(joined);
        }
        Some(joined)
    }
}

/// The folder of a path; empty for one without.
#[must_use]
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> ProjectFiles {
        let content = ["運用/db.md", "が.md", "index.md", "図.png"].map(str::to_owned);
        let project = ["docs/slo.md", "scripts/restore.sh", "content/index.md"].map(str::to_owned);
        ProjectFiles::new("content", content, project)
    }

    #[test]
    fn paths_are_found_in_every_form() {
        let files = files();
        assert_eq!(files.look_up("content/運用/db.md"), Lookup::File("content/運用/db.md".to_owned()));
        assert_eq!(files.look_up("content/か\u{3099}.md"), Lookup::File("content/が.md".to_owned()));
        assert_eq!(files.look_up("docs"), Lookup::Folder("docs".to_owned()));
        assert_eq!(files.look_up("content/運用/DB.md"), Lookup::Case("content/運用/db.md".to_owned()));
        assert_eq!(files.look_up("docs/x.md"), Lookup::Missing);
        assert_eq!(files.look_up("Docs"), Lookup::Case("docs".to_owned()));
        assert_eq!(files.look_up("DOCS/slo.md"), Lookup::Case("docs/slo.md".to_owned()));
        assert_eq!(files.looks_like("docs/\u{455}lo.md"), Some("docs/slo.md"));
        assert_eq!(files.looks_like("docs/sla.md"), None);
        assert_eq!(files.named("restore.sh"), ["scripts/restore.sh"]);
        assert_eq!(files.named("index.md").len(), 1);
    }

    #[test]
    fn paths_are_joined_and_stay_inside() {
        let files = files();
        assert_eq!(files.join("content/運用", "../../docs/./slo.md").as_deref(), Some("docs/slo.md"));
        assert_eq!(files.join("content", "../../x.md"), None);
        let outside = ProjectFiles::new("/srv/book", ["a/b.md".to_owned()], []);
        assert_eq!(outside.join("/srv/book/a", "../c.md").as_deref(), Some("/srv/book/c.md"));
        assert_eq!(outside.join("/srv/book/a", "../../c.md"), None);
        assert_eq!(outside.in_content("/srv/book/a/b.md"), Some("a/b.md"));
    }
}
