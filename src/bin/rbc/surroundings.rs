//! Where a project lies: in its repository, below the working directory, and on the host that shows the repository.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rbc::emit::Change;
use rbc::host::git;
use rbc::host::history::{History, last_changes};
use rbc::host::repository::Checkout;

use rbc::diag::Message;

use crate::engine::Compiled;
use crate::exit::Failure;
use crate::flags::Format;
use crate::project::Project;

/// What stands before the paths of a report so that the reader of its format finds the files: code hosts go by the
/// repository's root, tools that are run beside rbc by the working directory.
pub(crate) fn prefix(format: Format, project: &Project) -> String {
    match format {
        Format::Sarif | Format::Github | Format::Gitlab | Format::Markdown => {
            Checkout::find(&project.root).map_or_else(String::new, |checkout| below(&project.root, checkout.top()))
        }
        Format::Rdjson | Format::Checkstyle | Format::Junit => {
            let working = std::fs::canonicalize(&project.working).unwrap_or_else(|_| project.working.clone());
            below(&project.root, &working)
        }
        Format::Text | Format::Json | Format::Jsonl => String::new(),
    }
}

/// The way from `base` to `folder`, with a final `/`; empty where both are one.
fn below(folder: &Path, base: &Path) -> String {
    let up = base.ancestors().take_while(|parent| !folder.starts_with(parent)).count();
    let shared = base.ancestors().nth(up).unwrap_or(base);
    let down = folder.strip_prefix(shared).unwrap_or(folder);
    let down = down.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy()));
    "../".repeat(up) + &down.collect::<String>()
}

/// A path as a person in the working directory would type it.
pub(crate) fn way(path: &Path, working: &Path) -> String {
    let working = std::fs::canonicalize(working).unwrap_or_else(|_| working.to_owned());
    let way = below(path, &working);
    let way = way.trim_end_matches('/');
    let whole = path.to_string_lossy();
    if way.is_empty() {
        ".".to_owned()
    } else if way.len() > whole.len() {
        whole.into_owned()
    } else {
        way.to_owned()
    }
}

/// Where the lines of a file can be seen: what a job on GitHub or GitLab says of itself, else what rbc.yaml says of the
/// repository.
pub(crate) fn lines(project: &Project) -> Option<String> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    if let (Some(server), Some(name), Some(commit)) =
        (variable("GITHUB_SERVER_URL"), variable("GITHUB_REPOSITORY"), variable("GITHUB_SHA"))
    {
        return Some(format!("{server}/{name}/blob/{commit}/"));
    }
    if let (Some(address), Some(commit)) = (variable("CI_PROJECT_URL"), variable("CI_COMMIT_SHA")) {
        return Some(format!("{address}/-/blob/{commit}/"));
    }
    Some(project.config.repository.as_ref()?.files())
}

/// What a site says of the state that it was built from.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// The time of SOURCE_DATE_EPOCH, else of the commit: never that of the clock, so that the same input gives the same
    /// bytes.
    pub(crate) built_at: Option<String>,
    /// Whether that is the time of the commit.
    pub(crate) of_commit: bool,
    pub(crate) commit: Option<String>,
    /// The last change of each document by its path as findings show it.
    pub(crate) changes: HashMap<String, Change>,
    /// The day before which a change is long ago.
    pub(crate) long_ago: Option<String>,
    /// Whether the repository has no past to tell of.
    pub(crate) shallow: bool,
}

/// A document that nobody has changed for so many days is one to be looked at.
const LONG: i64 = 180;

/// The commit that is checked out, the time that pages show, and when each document of `content` was changed.
///
/// # Errors
///
/// SOURCE_DATE_EPOCH that is no time: whoever sets it wants the same bytes, and would get others.
pub(crate) fn state(project: &Project, content: &Path, compiled: &Compiled) -> Result<State, Failure> {
    let commit = Checkout::find(&project.root).and_then(|checkout| checkout.head());
    let epoch = match std::env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) {
        Some(value) => {
            let text = value.to_string_lossy();
            let second = text.trim().parse::<i64>().ok().filter(|second| jiff::Timestamp::from_second(*second).is_ok());
            let fault = || Failure::new(Message::new("command-source-date").with("value", text.as_ref()));
            Some(second.ok_or_else(fault)?)
        }
        None => None,
    };
    let by_commit = || git::time(&project.root, commit.as_deref()?);
    let second: Option<i64> = epoch.or_else(by_commit);
    let zone = jiff::tz::TimeZone::get(&project.config.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let shown = |second: i64| {
        let time = jiff::Timestamp::from_second(second).ok()?.to_zoned_datetime(zone.clone());
        Some(time.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    };
    let history = history(project, content, compiled, commit.as_deref());
    Ok(State {
        built_at: second.and_then(shown),
        of_commit: epoch.is_none(),
        commit,
        shallow: history == History::Shallow,
        changes: changes(compiled, history, shown),
        long_ago: project.today.checked_sub(jiff::Span::new().days(LONG)).ok().map(|day| day.to_string()),
    })
}

/// What git was asked: the commit, the folder and the documents in it; and what it said.
type Asked = (String, PathBuf, Vec<String>, History);

/// What git knows of the past of the documents; nothing where they lie in another repository than the project, whose
/// commits the pages name.
fn history(project: &Project, content: &Path, compiled: &Compiled, commit: Option<&str>) -> History {
    /// What was asked last, and what was said: `rbc serve` asks again whenever a file is saved, and the past of the same
    /// documents is another one after a commit only.
    static ASKED: Mutex<Option<Asked>> = Mutex::new(None);
    let top = |folder: &Path| Checkout::find(folder).map(|checkout| checkout.top().to_owned());
    let Some(commit) = commit.filter(|_| top(content) == top(&project.root)) else { return History::None };
    let paths: Vec<String> = compiled.documents.iter().map(|document| document.path_in_content.clone()).collect();
    let mut asked = ASKED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, folder, about, said)) = &*asked
        && (of.as_str(), folder.as_path(), about) == (commit, content, &paths)
    {
        return said.clone();
    }
    let said = last_changes(content, paths.iter().map(String::as_str));
    *asked = Some((commit.to_owned(), content.to_owned(), paths, said.clone()));
    said
}

/// The last changes by the paths that findings show.
fn changes(compiled: &Compiled, history: History, shown: impl Fn(i64) -> Option<String>) -> HashMap<String, Change> {
    let History::Known(mut known) = history else { return HashMap::new() };
    let change = |document: &rbc::host::discover::Found| {
        let change = known.remove(&document.path_in_content)?;
        let path = compiled.sources.file(document.file).path().to_owned();
        Some((path, Change { at: shown(change.second)?, commit: change.commit }))
    };
    compiled.documents.iter().filter_map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_folder_goes_up_and_down() {
        let way = |folder: &str, base: &str| below(Path::new(folder), Path::new(base));
        assert_eq!(way("/srv/repo", "/srv/repo"), "");
        assert_eq!(way("/srv/repo/運用 手順", "/srv/repo"), "運用 手順/");
        assert_eq!(way("/srv/repo", "/srv/repo/content/ops"), "../../");
        assert_eq!(way("/srv/repo/ops", "/srv/repo/tools"), "../ops/");
        let typed = |path: &str, working: &str| super::way(Path::new(path), Path::new(working));
        assert_eq!(typed("/srv/repo/rbc.yaml", "/srv/repo/運用"), "../rbc.yaml");
        assert_eq!((typed("/srv", "/srv"), typed("/w", "/srv/a/b")), (".".to_owned(), "/w".to_owned()));
    }
}
