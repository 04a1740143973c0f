//! The repository in which a project lies, as far as its own files tell: no program is asked, so that `check` starts none.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::config::{Config, Repository};

/// Largest file of git that is read. A list of packed names can be long.
const BYTES: u64 = 16 << 20;

/// A work tree of git.
#[derive(Debug, Clone)]
pub struct Checkout {
    /// Its root.
    top: PathBuf,
    /// What is its own: where HEAD lies.
    own: PathBuf,
    /// What it shares with other work trees.
    common: PathBuf,
}

impl Checkout {
    /// The work tree that holds a folder.
    #[must_use]
    pub fn find(folder: &Path) -> Option<Checkout> {
        let top = folder.ancestors().find(|parent| parent.join(".git").exists())?;
        let place = top.join(".git");
        // A work tree beside another one, or a submodule, says where its folder is.
        let own = match text(&place) {
            Some(said) => top.join(said.trim().strip_prefix("gitdir:")?.trim()),
            None => place,
        };
        let common = text(&own.join("commondir")).map_or_else(|| own.clone(), |said| own.join(said.trim()));
        Some(Checkout { top: top.to_owned(), own, common })
    }

    /// The root of the work tree.
    #[must_use]
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// The repository on the host of `origin`.
    #[must_use]
    pub fn origin(&self) -> Option<Repository> {
        let repository = Repository::of_remote(&origin(&text(&self.common.join("config"))?)?)?;
        Some(Repository { branch: self.default_branch(), ..repository })
    }

    /// The branch that `origin` shows first, where that is known.
    fn default_branch(&self) -> Option<String> {
        if let Some(head) = text(&self.common.join("refs/remotes/origin/HEAD")) {
            return Some(head.trim().strip_prefix("ref: refs/remotes/origin/")?.to_owned());
        }
        // A checkout of a job knows no such name; that only one of the usual two is there tells as much.
        let mut known =
            ["main", "master"].into_iter().filter(|name| self.commit(&format!("refs/remotes/origin/{name}")).is_some());
        let only = known.next()?;
        known.next().is_none().then(|| only.to_owned())
    }

    /// The commit that is checked out.
    #[must_use]
    pub fn head(&self) -> Option<String> {
        let head = text(&self.own.join("HEAD"))?;
        match head.trim().strip_prefix("ref: ") {
            Some(name) => self.commit(name),
            None => hash(&head),
        }
    }

    fn commit(&self, name: &str) -> Option<String> {
        if name.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return None;
        }
        if let Some(commit) = text(&self.common.join(name)) {
            return hash(&commit);
        }
        let packed = text(&self.common.join("packed-refs"))?;
        let of_name = |line: &str| {
            line.split_once(' ').filter(|(_, known)| known.trim() == name).and_then(|(commit, _)| hash(commit))
        };
        packed.lines().find_map(of_name)
    }

    /// Where a folder lies in the work tree, with `/`; empty at its root.
    fn folder(&self, root: &Path) -> String {
        let parts = root.strip_prefix(&self.top).map(|inside| inside.components()).into_iter().flatten();
        parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

/// Fills in what a configuration leaves open about the repository. `root` is the project's folder, canonical.
pub fn fill(config: &mut Config, root: &Path) {
    let Some(checkout) = Checkout::find(root) else { return };
    let origin = checkout.origin();
    match &mut config.repository {
        None => config.repository = origin,
        Some(named) if named.branch.is_none() => {
            named.branch = origin.filter(|origin| origin.url == named.address()).and_then(|origin| origin.branch);
        }
        Some(_) => {}
    }
    if let Some(repository) = &mut config.repository {
        repository.folder = checkout.folder(root);
    }
}

/// The address of the remote `origin` in a configuration of git.
fn origin(config: &str) -> Option<String> {
    let mut inside = false;
    for line in config.lines().map(str::trim) {
        if line.starts_with('[') {
            let section = line.trim_start_matches('[').split(']').next().unwrap_or_default();
            let (kind, name) = section.split_once(char::is_whitespace).unwrap_or((section, ""));
            inside = kind.eq_ignore_ascii_case("remote") && name.trim() == "\"origin\"";
            continue;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        if inside && key.trim().eq_ignore_ascii_case("url") {
            let value = value.trim();
            let quoted = value.strip_prefix('"').and_then(|value| value.split('"').next());
            let bare = value.split([' ', '\t', ';', '#']).next().unwrap_or_default();
            return Some(quoted.unwrap_or(bare).to_owned());
        }
    }
    None
}

fn hash(text: &str) -> Option<String> {
    let text = text.trim();
    let valid = matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    valid.then(|| text.to_owned())
}

/// The text of a regular file of a bearable size.
fn text(path: &Path) -> Option<String> {
    let file = File::open(path).ok().filter(|file| file.metadata().is_ok_and(|about| about.is_file()))?;
    let mut bytes = Vec::new();
    file.take(BYTES).read_to_end(&mut bytes).ok()?;
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

    fn write(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    const CONFIG: &str = "[core]\n\tbare = false\n[remote \"upstream\"]\n\turl = https://github.com/else/where\n\
        [Remote \"origin\"]\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n\turl = \"git@github.com:kawasemi/ops.git\" ; 本番\n";

    #[test]
    fn origin_branch_and_folder_are_read_from_git() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        write(&root, ".git/HEAD", "ref: refs/heads/修正\n");
        write(&root, ".git/config", CONFIG);
        write(&root, ".git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/release/8\n");
        write(&root, ".git/packed-refs", &format!("# pack-refs with: peeled\n{COMMIT} refs/heads/修正\n^{COMMIT}\n"));
        let project = root.join("運用/手順");
        fs::create_dir_all(&project).unwrap();
        let mut config = Config::default();
        fill(&mut config, &project);
        let repository = config.repository.unwrap();
        assert_eq!(repository.url, "https://github.com/kawasemi/ops");
        assert_eq!((repository.branch(), repository.folder.as_str()), ("release/8", "運用/手順"));
        assert_eq!(Checkout::find(&project).unwrap().head().as_deref(), Some(COMMIT));
        // What the configuration says stays.
        let own = Repository { url: "https://git.kawasemi.jp/a/b".to_owned(), ..Repository::default() };
        let mut config = Config { repository: Some(own), ..Config::default() };
        fill(&mut config, &root);
        let repository = config.repository.unwrap();
        assert_eq!((repository.url.as_str(), repository.branch()), ("https://git.kawasemi.jp/a/b", "main"));
    }

    #[test]
    fn a_work_tree_beside_another_one() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        write(&root, "a/.git/config", CONFIG);
        write(&root, "a/.git/HEAD", "ref: refs/heads/main\n");
        write(&root, "a/.git/refs/remotes/origin/master", COMMIT);
        write(&root, "a/.git/worktrees/b/HEAD", &format!("{COMMIT}\n"));
        write(&root, "a/.git/worktrees/b/commondir", "../..\n");
        write(&root, "b/.git", &format!("gitdir: {}/a/.git/worktrees/b\n", root.display()));
        let found = Checkout::find(&root.join("b")).unwrap();
        assert_eq!(found.head().as_deref(), Some(COMMIT));
        assert_eq!(found.origin().unwrap().branch.as_deref(), Some("master"));
    }

    #[test]
    fn what_is_no_repository_of_a_host() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        for config in
            ["", "[remote \"origin\"]\n", "[remote \"origin\"]\nurl = /srv/ops.git\n", "url = https://github.com/a/b\n"]
        {
            write(&root, ".git/HEAD", "ref: ../../../etc/passwd\n");
            write(&root, ".git/config", config);
            let mut project = Config::default();
            fill(&mut project, &root);
            assert_eq!(project.repository, None, "{config}");
            assert_eq!(Checkout::find(&root).unwrap().head(), None);
        }
    }
}
