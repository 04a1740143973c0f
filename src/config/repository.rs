//! The repository that holds a project, and the addresses of its files on the host that shows it.

/// The repository that edit links lead to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Repository {
    /// `https://github.com/owner/name`
    pub url: String,
    /// Branch; `main` by default.
    pub branch: Option<String>,
    /// Pattern of edit links with `{path}` and `{branch}`.
    pub edit: Option<String>,
    /// Where the project lies in the repository; empty at its root.
    pub folder: String,
}

/// How a host writes the addresses of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    GitHub,
    GitLab,
    Gitea,
    Bitbucket,
}

impl Repository {
    /// The repository that a remote of git names; `None` where that is no host that shows files in a way known here.
    #[must_use]
    pub fn of_remote(remote: &str) -> Option<Repository> {
        let url = web_address(remote)?;
        Some(Repository { url, ..Repository::default() })
    }

    /// Its address as that of a page.
    #[must_use]
    pub fn address(&self) -> &str {
        let url = self.url.trim_end_matches('/');
        url.strip_suffix(".git").unwrap_or(url)
    }

    /// The branch that is shown.
    #[must_use]
    pub fn branch(&self) -> &str {
        self.branch.as_deref().unwrap_or("main")
    }

    /// The path within the repository of one within the project.
    #[must_use]
    pub fn path(&self, path: &str) -> String {
        match self.folder.as_str() {
            "" => path.to_owned(),
            folder => format!("{folder}/{path}"),
        }
    }

    /// The path within the project of one within the repository; `None` for what lies outside of the project.
    #[must_use]
    pub fn path_in_project<'a>(&self, path: &'a str) -> Option<&'a str> {
        match self.folder.as_str() {
            "" => Some(path),
            folder => {
                let rest = path.strip_prefix(folder)?;
                if rest.is_empty() { Some("") } else { rest.strip_prefix('/') }
            }
        }
    }

    /// The address of files, up to where the path within the repository begins.
    #[must_use]
    pub fn files(&self) -> String {
        let view = match self.shape() {
            Shape::GitHub => "blob",
            Shape::GitLab => "-/blob",
            Shape::Gitea => "src/branch",
            Shape::Bitbucket => "src",
        };
        format!("{}/{view}/{}/", self.address(), self.branch())
    }

    /// The address where a file can be changed; `path` is one within the repository, as an address writes it.
    #[must_use]
    pub fn edit_address(&self, path: &str) -> String {
        let (address, branch) = (self.address(), self.branch());
        if let Some(pattern) = &self.edit {
            return pattern.replace("{branch}", branch).replace("{path}", path);
        }
        match self.shape() {
            Shape::GitHub => format!("{address}/edit/{branch}/{path}"),
            Shape::GitLab => format!("{address}/-/edit/{branch}/{path}"),
            Shape::Gitea => format!("{address}/_edit/{branch}/{path}"),
            Shape::Bitbucket => format!("{address}/src/{branch}/{path}?mode=edit"),
        }
    }

    /// The address where a commit can be seen.
    #[must_use]
    pub fn commit_address(&self, commit: &str) -> String {
        let view = match self.shape() {
            Shape::GitHub | Shape::Gitea => "commit",
            Shape::GitLab => "-/commit",
            Shape::Bitbucket => "commits",
        };
        format!("{}/{view}/{commit}", self.address())
    }

    fn shape(&self) -> Shape {
        let behind = self.url.split_once("://").map_or(self.url.as_str(), |(_, behind)| behind);
        let host = behind.split('/').next().unwrap_or_default().to_ascii_lowercase();
        match host {
            host if host.contains("gitlab") => Shape::GitLab,
            host if ["gitea", "forgejo", "codeberg"].iter().any(|name| host.contains(name)) => Shape::Gitea,
            host if host.contains("bitbucket") => Shape::Bitbucket,
            _ => Shape::GitHub,
        }
    }
}

/// The address of a remote's page: names, passwords, ports of ssh and `.git` taken away.
fn web_address(remote: &str) -> Option<String> {
    let remote = remote.trim();
    let (scheme, host, path) = match remote.split_once("://") {
        Some((scheme, rest)) => {
            let (authority, path) = rest.split_once('/')?;
            let host = authority.rsplit('@').next()?;
            let own = |host: &str| host.split(':').next().unwrap_or_default().to_owned();
            match scheme.to_ascii_lowercase().as_str() {
                // A port of the web is that of the page.
                "https" => ("https", host.to_owned(), path),
                "http" => ("http", host.to_owned(), path),
                "ssh" | "git" | "git+ssh" | "ssh+git" => ("https", own(host), path),
                _ => return None,
            }
        }
        // git@host:owner/name, and no path of a disk (`C:\\x`, `/srv/x`, `./x:y`).
        None => {
            let (host, path) = remote.split_once(':')?;
            let host = host.rsplit('@').next()?;
            ("https", host.to_owned(), path)
        }
    };
    let host = shown_host(&host.to_ascii_lowercase())?;
    let path = path.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let plain = |c: char| !(c.is_control() || c.is_whitespace() || "\"<>\\^`{|}?#".contains(c));
    let parts = path.split('/').count();
    let whole = parts >= 2 && path.split('/').all(|part| !matches!(part, "" | "." | "..")) && path.chars().all(plain);
    whole.then(|| format!("{scheme}://{host}/{path}"))
}

/// The host that shows what another one keeps.
fn shown_host(host: &str) -> Option<String> {
    let name = match host {
        "ssh.github.com" => "github.com",
        "altssh.gitlab.com" => "gitlab.com",
        "altssh.bitbucket.org" => "bitbucket.org",
        // Names in ~/.ssh/config for several accounts.
        name => ["github.com", "gitlab.com", "bitbucket.org"]
            .into_iter()
            .find(|known| name.strip_prefix(known).is_some_and(|rest| rest.starts_with('-')))
            .unwrap_or(name),
    };
    // Addresses of files are of another kind there.
    let strange =
        ["azure.com", "visualstudio.com", "amazonaws.com", "googlesource.com", "source.developers.google.com"];
    let bare = name.split(':').next().unwrap_or_default();
    let valid = bare.contains('.')
        && !bare.starts_with('.')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
    (valid && !strange.iter().any(|end| bare.ends_with(end))).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remotes_of_git() {
        for (remote, url) in [
            ("git@github.com:kawasemi/ops.git", "https://github.com/kawasemi/ops"),
            ("https://oauth2:glpat-xxxx@gitlab.com/kawasemi/sre/ops.git", "https://gitlab.com/kawasemi/sre/ops"),
            ("https://x-access-token:secret@GitHub.com/kawasemi/ops/", "https://github.com/kawasemi/ops"),
            ("ssh://git@git.kawasemi.jp:2222/sre/ops.git", "https://git.kawasemi.jp/sre/ops"),
            ("ssh://git@ssh.github.com:443/kawasemi/ops.git", "https://github.com/kawasemi/ops"),
            ("http://git.kawasemi.internal:3000/sre/ops", "http://git.kawasemi.internal:3000/sre/ops"),
            ("github.com-work:kawasemi/ops", "https://github.com/kawasemi/ops"),
            ("git://bitbucket.org/kawasemi/ops.git", "https://bitbucket.org/kawasemi/ops"),
            ("git@git.kawasemi.jp:sre/運用.git", "https://git.kawasemi.jp/sre/運用"),
        ] {
            assert_eq!(web_address(remote).as_deref(), Some(url), "{remote}");
        }
        for remote in [
            "/srv/git/ops.git",
            "../ops",
            "file:///srv/ops.git",
            "C:\\repos\\ops",
            "work:kawasemi/ops",
            "git@ssh.dev.azure.com:v3/kawasemi/ops/ops",
            "https://github.com/kawasemi",
            "https://github.com/a/../b",
            "https://github.com/a/b?x",
            "ext::sh -c true",
            "",
        ] {
            assert_eq!(web_address(remote), None, "{remote}");
        }
    }

    #[test]
    fn addresses_by_host() {
        let at = |url: &str| Repository { url: url.to_owned(), ..Repository::default() };
        let files = |url: &str| at(url).files();
        assert_eq!(files("https://github.com/k/ops.git"), "https://github.com/k/ops/blob/main/");
        assert_eq!(files("https://gitlab.kawasemi.jp/k/ops/"), "https://gitlab.kawasemi.jp/k/ops/-/blob/main/");
        assert_eq!(files("https://codeberg.org/k/ops"), "https://codeberg.org/k/ops/src/branch/main/");
        assert_eq!(files("https://bitbucket.org/k/ops"), "https://bitbucket.org/k/ops/src/main/");
        let edit = |url: &str| at(url).edit_address("a.md");
        assert_eq!(edit("https://github.com/k/ops"), "https://github.com/k/ops/edit/main/a.md");
        assert_eq!(edit("https://gitlab.com/k/ops"), "https://gitlab.com/k/ops/-/edit/main/a.md");
        let below = Repository { folder: "運用/手順".to_owned(), ..at("https://github.com/k/ops") };
        assert_eq!(below.path("a.md"), "運用/手順/a.md");
        assert_eq!(below.path_in_project("運用/手順/a.md"), Some("a.md"));
        assert_eq!(below.path_in_project("運用/手順"), Some(""));
        assert_eq!(below.path_in_project("運用/手順書.md"), None);
    }
}
