//! Addresses of the project's own files and of its site: they need no network.

use super::destination::{Step, broken, split};
use super::outcome::Outcome;
use super::url::SITE_PAGES;
use super::{Finding, Shelf};
use crate::config::Repository;
use crate::model::LinkStatus;
use crate::syntax::destination::percent_decode;

impl Shelf<'_> {
    /// What an address of the project's own leads to; `None` for every other.
    pub(super) fn own_address(&self, target: &str) -> Option<Finding> {
        let (address, fragment) = split(target);
        self.on_site(address, fragment).or_else(|| self.in_repository(address, fragment))
    }

    fn on_site(&self, address: &str, fragment: Option<&str>) -> Option<Finding> {
        let base = self.config.base_url.as_deref()?.trim_end_matches('/');
        let path = percent_decode(address.strip_prefix(base)?.strip_prefix('/')?);
        // Pages and ids that the site had before lead on.
        if !matches!(self.files.look_up("anchors.lock"), super::Lookup::Missing) {
            return None;
        }
        let beside = |path: &str| self.addresses.get(path).copied();
        if let Some((at, whole)) = beside(&path).or_else(|| beside(&format!("{path}.html"))) {
            // A page of a scenario has ids of its own.
            return Some(self.anchor(at, fragment.filter(|_| whole).unwrap_or_default()));
        }
        let others = ["checklists/", "a/", "api/", "assets/"].iter().any(|start| path.starts_with(start));
        let gone = path.ends_with(".html") && !others && !SITE_PAGES.contains(&path.as_str());
        gone.then(|| broken(Outcome::NoFile { instead: None }))
    }

    fn in_repository(&self, address: &str, fragment: Option<&str>) -> Option<Finding> {
        let repository = self.config.repository.as_ref()?;
        let path = percent_decode(path_in_repository(address, repository)?);
        // What lies beside the project is not listed.
        let path = repository.path_in_project(path.trim_end_matches('/'))?;
        // Line numbers (`#L12`) are the host's own.
        let lines = fragment.is_some_and(|fragment| {
            fragment.strip_prefix('L').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        });
        let written = fragment.filter(|_| !lines);
        match self.step(self.files.join("", path), written, false, "") {
            // The site's copy does not matter to an address of the repository.
            Step::Done((status, resolved, Outcome::Unpublished { .. })) => Some((status, resolved, Outcome::Fine)),
            Step::Done((status, resolved, Outcome::OtherForm { .. })) => Some((status, resolved, Outcome::Fine)),
            Step::Done(finding) => Some(finding),
            // The list of files leaves hidden folders out.
            Step::Missing if path.split('/').any(|part| part.starts_with('.')) => {
                Some((LinkStatus::Unchecked, None, Outcome::Fine))
            }
            Step::Missing | Step::Outside => Some(broken(Outcome::NoFile { instead: None })),
        }
    }
}

/// The path that an address of a file on the configured branch names: of GitHub, GitLab, Gitea, and of GitHub's raw files.
fn path_in_repository<'a>(address: &'a str, repository: &Repository) -> Option<&'a str> {
    let url = repository.address();
    let in_branch = |rest: &'a str| match repository.branch.as_deref() {
        Some(branch) => rest.strip_prefix(branch)?.strip_prefix('/'),
        None => ["main/", "master/"].iter().find_map(|branch| rest.strip_prefix(branch)),
    };
    if let Some(rest) = address.strip_prefix(url) {
        let rest = rest.strip_prefix("/-").unwrap_or(rest);
        const VIEWS: [&str; 8] =
            ["/blob/", "/tree/", "/raw/", "/edit/", "/blame/", "/src/branch/", "/raw/branch/", "/blob/refs/heads/"];
        return VIEWS.iter().find_map(|view| in_branch(rest.strip_prefix(view)?));
    }
    let name = url.split_once("://github.com/")?.1;
    let rest = address.split_once("://raw.githubusercontent.com/")?.1.strip_prefix(name)?.strip_prefix('/')?;
    in_branch(rest.strip_prefix("refs/heads/").unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files_in_a_repository() {
        let repository = |url: &str, branch: Option<&str>| Repository {
            url: url.to_owned(),
            branch: branch.map(str::to_owned),
            ..Repository::default()
        };
        let github = repository("https://github.com/kawasemi/ops.git", None);
        let path = |address| path_in_repository(address, &github);
        assert_eq!(path("https://github.com/kawasemi/ops/blob/main/docs/db.md"), Some("docs/db.md"));
        assert_eq!(path("https://github.com/kawasemi/ops/tree/master/docs"), Some("docs"));
        assert_eq!(path("https://raw.githubusercontent.com/kawasemi/ops/refs/heads/main/a.sh"), Some("a.sh"));
        assert_eq!(path("https://github.com/kawasemi/ops/blob/v1.2/docs/db.md"), None);
        assert_eq!(path("https://github.com/kawasemi/ops2/blob/main/docs/db.md"), None);
        assert_eq!(path("https://github.com/kawasemi/ops/issues/12"), None);
        let gitlab = repository("https://git.kawasemi.jp/sre/ops", Some("release/8"));
        let address = "https://git.kawasemi.jp/sre/ops/-/blob/release/8/docs/db.md";
        assert_eq!(path_in_repository(address, &gitlab), Some("docs/db.md"));
    }
}
