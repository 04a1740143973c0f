//! Where a project lies: in its repository, below the working directory, and on the host that shows the repository.

use std::path::{Path, PathBuf};

use crate::flags::Format;
use crate::project::Project;

/// What stands before the paths of a report so that the reader of its format finds the files: code hosts go by the
/// repository's root, tools that are run beside rbc by the working directory.
pub(crate) fn prefix(format: Format, project: &Project) -> String {
    match format {
        Format::Sarif | Format::Github | Format::Gitlab | Format::Markdown => {
            repository(&project.root).map_or_else(String::new, |base| below(&project.root, &base))
        }
        Format::Rdjson | Format::Checkstyle | Format::Junit => {
            let working = std::fs::canonicalize(&project.working).unwrap_or_else(|_| project.working.clone());
            below(&project.root, &working)
        }
        Format::Text | Format::Json | Format::Jsonl => String::new(),
    }
}

/// The root of the repository that holds a folder.
fn repository(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|parent| parent.join(".git").exists()).map(Path::to_owned)
}

/// The way from `base` to `folder`, with a final `/`; empty where both are one.
fn below(folder: &Path, base: &Path) -> String {
    let up = base.ancestors().take_while(|parent| !folder.starts_with(parent)).count();
    let shared = base.ancestors().nth(up).unwrap_or(base);
    let down = folder.strip_prefix(shared).unwrap_or(folder);
    let down = down.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy()));
    "../".repeat(up) + &down.collect::<String>()
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
    let repository = project.config.repository.as_ref()?;
    let address = repository.url.trim_end_matches('/').trim_end_matches(".git");
    let middle = if address.contains("gitlab") { "-/blob" } else { "blob" };
    Some(format!("{address}/{middle}/{}/", repository.branch.as_deref().unwrap_or("main")))
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
    }
}
