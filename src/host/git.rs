//! What git says of a project. git is a program of its own: it is asked without a shell, reads nothing from us, writes
//! nothing, and reaches no network.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::discover::shown_path;
use crate::diag::Message;

/// Variables that make git look at another repository, index or objects than those of the project's folder (a hook of
/// git sets some), or answer in another form.
const STRANGE: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIFF_OPTS",
    "GIT_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_INDEX_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// Why git gives no answer.
#[derive(Debug)]
pub enum GitError {
    /// There is no git on this machine.
    Missing,
    /// The folder is in no repository.
    NoRepository(PathBuf),
    /// It is no name of a revision.
    BadRevision(String),
    /// No commit has this name.
    UnknownRevision(String),
    /// The clone is shallow, and the commit, or its way to HEAD, is not in it.
    Shallow(String),
    /// Anything else, in git's own words.
    Failed(String),
}

impl GitError {
    /// The error in words.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            GitError::Missing => Message::new("git-missing"),
            GitError::NoRepository(path) => Message::new("git-no-repository").with("path", path.display()),
            GitError::BadRevision(revision) => Message::new("git-bad-revision").with("revision", revision),
            GitError::UnknownRevision(revision) => Message::new("git-unknown-revision").with("revision", revision),
            GitError::Shallow(revision) => Message::new("git-shallow").with("revision", revision),
            GitError::Failed(reason) => Message::new("git-failed").with("reason", reason),
        }
    }
}

/// Files that are not as they were.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// Paths as findings show them.
    paths: HashSet<String>,
    /// Folders that are changed as a whole: other repositories within this one.
    folders: Vec<String>,
}

impl Changed {
    /// Whether a file (its path as findings show it) has changed.
    #[must_use]
    pub fn holds(&self, path: &str) -> bool {
        let within = |folder: &String| path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'));
        self.paths.contains(path) || self.folders.iter().any(within)
    }

    /// Counts a file as changed.
    pub fn add(&mut self, path: impl Into<String>) {
        self.paths.insert(path.into());
    }
}

/// The files under `root` (canonical) that differ from the commit where HEAD left `revision`: what is committed since,
/// what is not committed yet, and new files that git does not know. A renamed file counts under its new name.
///
/// # Errors
/// Why that cannot be told.
pub fn changed_since(root: &Path, revision: &str) -> Result<Changed, GitError> {
    // What begins with a hyphen would be read as a flag.
    if revision.is_empty() || revision.starts_with('-') || revision.contains(['\0', '\n']) {
        return Err(GitError::BadRevision(revision.to_owned()));
    }
    let answer = git(root, &["rev-parse", "--show-toplevel"])?;
    if !answer.status.success() {
        let reason = said(&answer);
        let none = reason.contains("not a git repository") || reason.contains("must be run in a work tree");
        return Err(if none { GitError::NoRepository(root.to_owned()) } else { GitError::Failed(reason) });
    }
    let top = path_of(answer.stdout.strip_suffix(b"\n").unwrap_or(&answer.stdout));
    let base = base(&top, revision)?;
    let difference = ["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", "--no-ext-diff", &base, "--"];
    let new = ["ls-files", "--others", "--exclude-standard", "-z", "--"];
    let mut changed = Changed::default();
    for arguments in [&difference[..], &new[..]] {
        let answer = git(&top, arguments)?;
        if !answer.status.success() {
            return Err(GitError::Failed(said(&answer)));
        }
        for path in answer.stdout.split(|&byte| byte == 0).filter(|path| !path.is_empty()) {
            let path = top.join(path_of(path));
            let shown = shown_path(root, &path);
            if path.is_dir() {
                changed.folders.push(shown.trim_end_matches('/').to_owned());
            } else {
                changed.paths.insert(shown);
            }
        }
    }
    Ok(changed)
}

/// The time of a commit, in seconds since 1970; `None` where git does not say.
#[must_use]
pub fn time(folder: &Path, commit: &str) -> Option<i64> {
    let show = ["show", "--no-patch", "--no-show-signature", "--format=%ct", "--end-of-options", commit];
    let answer = git(folder, &show).ok().filter(|answer| answer.status.success())?;
    line(&answer).parse().ok()
}

/// Whether git leaves out what a folder (a path within `root`) would hold; `None` where git does not say.
#[must_use]
pub fn ignores(root: &Path, folder: &str) -> Option<bool> {
    let answer = git(root, &["check-ignore", "--quiet", "--", &format!("{folder}/index.html")]).ok()?;
    match answer.status.code() {
        Some(0) => Some(true),
        Some(1) => Some(false),
        _ => None,
    }
}

/// The commit to compare with.
fn base(top: &Path, revision: &str) -> Result<String, GitError> {
    let commit = format!("{revision}^{{commit}}");
    let answer = git(top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    if !answer.status.success() {
        return Err(if is_shallow(top) == Some(true) {
            GitError::Shallow(revision.to_owned())
        } else {
            GitError::UnknownRevision(revision.to_owned())
        });
    }
    let commit = line(&answer);
    let answer = git(top, &["merge-base", &commit, "HEAD"])?;
    match () {
        () if answer.status.success() => Ok(line(&answer)),
        // History is cut off: what lies between would be guessed.
        () if is_shallow(top) == Some(true) => Err(GitError::Shallow(revision.to_owned())),
        // Histories that never met are compared as they stand.
        () => Ok(commit),
    }
}

/// Whether the past of the repository that holds a folder is cut off; `None` where git knows no repository.
pub(super) fn is_shallow(folder: &Path) -> Option<bool> {
    let answer = git(folder, &["rev-parse", "--is-shallow-repository"]).ok()?;
    answer.status.success().then(|| line(&answer) == "true")
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output, GitError> {
    command(folder, arguments).output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => GitError::Missing,
        _ => GitError::Failed(super::open::reason(&error)),
    })
}

/// Git with its arguments, in a folder: it reads nothing from us and asks nobody.
pub(super) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    for name in STRANGE {
        command.env_remove(name);
    }
    command
        // A monitor of files is a program that the repository's configuration names.
        .args(["--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"])
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .stdin(Stdio::null());
    command
}

fn line(answer: &Output) -> String {
    String::from_utf8_lossy(&answer.stdout).trim().to_owned()
}

/// The first line of what git complains of.
fn said(answer: &Output) -> String {
    String::from_utf8_lossy(&answer.stderr).lines().next().unwrap_or_default().to_owned()
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;

    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::new(&*String::from_utf8_lossy(bytes)))
}
