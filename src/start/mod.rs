//! What a new project begins with, as texts: an explained rbc.yaml, runbooks to fill in, jobs for code hosts.
//!
//! Nothing is written here: [`crate::host::create`] does that, all or nothing.

mod unknown;

pub use unknown::{Unknown, unknown};

use crate::config::Language;

/// Names of the templates, in the order in which they are offered.
pub const TEMPLATES: [&str; 5] = ["service", "spec", "index", "symptoms", "handbook"];

/// The text of a template.
#[must_use]
pub fn template(language: Language, name: &str) -> Option<&'static str> {
    let (japanese, english) = match name {
        "service" => (include_str!("ja/templates/service.md"), include_str!("en/templates/service.md")),
        "spec" => (include_str!("ja/templates/spec.md"), include_str!("en/templates/spec.md")),
        "index" => (include_str!("ja/templates/index.md"), include_str!("en/templates/index.md")),
        "symptoms" => (include_str!("ja/templates/symptoms.md"), include_str!("en/templates/symptoms.md")),
        "handbook" => (include_str!("ja/templates/handbook.md"), include_str!("en/templates/handbook.md")),
        _ => return None,
    };
    Some(match language {
        Language::Japanese => japanese,
        Language::English => english,
    })
}

/// What is known of a project when it begins.
#[derive(Debug, Clone, Default)]
pub struct Beginning {
    /// Title of the site.
    pub title: String,
    /// Folder of the runbooks, with `/`.
    pub content: String,
    /// Address of the repository, where git knows it.
    pub repository: Option<String>,
    /// Globs of templates.
    pub template_mode: Vec<String>,
    /// Headings and columns that mean nothing to rbc.
    pub unknown: Unknown,
}

/// An rbc.yaml that explains every key; those that nobody decided are comments.
#[must_use]
pub fn configuration(language: Language, beginning: &Beginning) -> String {
    let text = match language {
        Language::Japanese => include_str!("ja/rbc.yaml"),
        Language::English => include_str!("en/rbc.yaml"),
    };
    let repository = beginning.repository.as_ref().map(|url| format!(" ({})", one_line(url))).unwrap_or_default();
    let mut modes = String::new();
    if beginning.template_mode.is_empty() {
        modes.push_str("#template_mode:\n#  - \"templates/**\"");
    } else {
        modes.push_str("template_mode:");
        for glob in &beginning.template_mode {
            modes = modes + "\n  - " + &quoted(glob);
        }
    }
    let values = [
        ("@title@", quoted(&beginning.title)),
        ("@content@", quoted(&beginning.content)),
        ("@repository@", repository),
        ("@template_mode@", modes),
        ("@vocabulary@", beginning.unknown.proposal(language)),
    ];
    // In one pass: a title may look like a mark.
    let mut written = String::with_capacity(text.len() + 512);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('@') {
        written.push_str(before);
        let value = values.iter().find_map(|(mark, value)| {
            let mark = mark.trim_matches('@');
            Some((value, after.strip_prefix(mark)?.strip_prefix('@')?))
        });
        match value {
            Some((value, behind)) => {
                written.push_str(value);
                rest = behind;
            }
            None => {
                written.push('@');
                rest = after;
            }
        }
    }
    written + rest
}

/// The first documents of a project that has none: an entrance and a runbook, marked as still to be filled in.
#[must_use]
pub fn first_documents(language: Language) -> [(&'static str, String); 2] {
    let remark = match language {
        Language::Japanese => "# 記入が済んだら次の行を消します。消すと、書き残した所を rbc check が知らせます",
        Language::English => "# Take the next line away when all is filled in: rbc check then tells what is left open",
    };
    let marked = |text: &str| format!("---\n{remark}\ntemplate: true\n---\n\n{text}");
    ["index", "service"].map(|name| {
        let path = if name == "index" { "index.md" } else { "first-service.md" };
        (path, marked(&entrance(language, name)))
    })
}

/// A template; the entrance already leads to the first runbook.
fn entrance(language: Language, name: &str) -> String {
    let text = template(language, name).unwrap_or_default();
    match language {
        Language::Japanese => text.replace("<手順書へのリンク>", "[最初のサービス](first-service.md)"),
        Language::English => text.replace("| <runbook> |", "| [The first service](first-service.md) |"),
    }
}

/// Hosts for which there is a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// GitHub Actions and Pages.
    GitHub,
    /// GitLab CI and Pages.
    GitLab,
}

impl Host {
    /// The host of a repository, where its address (`https://…`) says so by its name.
    #[must_use]
    pub fn of(address: &str) -> Option<Host> {
        let name = address.split_once("://")?.1.split('/').next()?.to_ascii_lowercase();
        match () {
            () if name.contains("github") => Some(Host::GitHub),
            () if name.contains("gitlab") => Some(Host::GitLab),
            () => None,
        }
    }
}

/// Path (within the repository) and text of the file that lets a host check and publish. `home` is where rbc comes
/// from, `folder` where the project lies in the repository.
#[must_use]
pub fn job(host: Host, home: Option<&str>, folder: &str) -> (&'static str, String) {
    // A build that knows where it came from says so; else the reader does.
    let home = home.unwrap_or(SOMEWHERE).trim_end_matches(".git");
    // An action is named by its owner, and is found on GitHub only.
    let action = home.strip_prefix("https://github.com/").unwrap_or("OWNER/rbc");
    let (path, text) = match host {
        Host::GitHub => (".github/workflows/runbooks.yml", include_str!("ci/github.yml")),
        Host::GitLab => (".gitlab-ci.yml", include_str!("ci/gitlab.yml")),
    };
    let rbc = if folder.is_empty() { "rbc".to_owned() } else { format!("rbc -C '{}'", folder.replace('\'', "")) };
    let folder = if folder.is_empty() { ".".to_owned() } else { quoted(folder) };
    let text = text.replace("@home@", home).replace("@action@", action);
    (path, text.replace("@rbc@", &rbc).replace("@folder@", &folder))
}

/// What stands for the address of rbc's repository where a build does not know it.
const SOMEWHERE: &str = "https://github.com/OWNER/rbc";

fn one_line(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).collect()
}

/// A text as YAML, whatever it holds.
fn quoted(text: &str) -> String {
    format!("\"{}\"", one_line(text).replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Known, read, schema};
    use crate::source::{FileId, SourceFile};

    const LANGUAGES: [Language; 2] = [Language::Japanese, Language::English];

    fn beginning() -> Beginning {
        Beginning {
            title: "決済 \"@title@\" \\運用: #1".to_owned(),
            content: "運用/手順".to_owned(),
            ..Default::default()
        }
    }

    fn reading(text: &str) -> Config {
        let file = SourceFile::new("rbc.yaml", text);
        let rules = crate::rules();
        let roles = crate::lower::vocabulary::names();
        let (config, faults) = read(&file, FileId(0), Known { rules: &rules, roles: &roles });
        assert_eq!(faults, [], "{text}");
        config
    }

    /// With every setting switched on: settings lose their `#`, prose keeps it.
    fn switched_on(text: &str) -> String {
        let line = |line: &str| match line.strip_prefix('#') {
            Some(rest) if !rest.starts_with(' ') || rest.starts_with("  ") => format!("{rest}\n"),
            _ => format!("{line}\n"),
        };
        text.lines().map(line).collect()
    }

    #[test]
    fn every_key_is_explained_and_none_is_wrong() {
        let schema = schema();
        let keys: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
        for language in LANGUAGES {
            let text = configuration(language, &beginning());
            let config = reading(&text);
            assert_eq!(config.title.as_deref(), Some("決済 \"@title@\" \\運用: #1"));
            assert_eq!((config.content.as_str(), config.language), ("運用/手順", language));
            let all = switched_on(&text);
            reading(&all);
            for key in &keys {
                let at = all.find(&format!("\n{key}:")).unwrap_or_else(|| panic!("{key}"));
                let above = all[..at].lines().next_back().unwrap_or_default();
                assert!(above.starts_with("# "), "{key}: {above}");
            }
        }
    }

    #[test]
    fn jobs_name_where_rbc_comes_from_and_where_the_project_is() {
        let (_, workflow) = job(Host::GitHub, Some("https://github.com/kawasemi/rbc.git"), "運用/手順");
        assert!(workflow.contains("uses: kawasemi/rbc@main\n"), "{workflow}");
        assert!(workflow.contains("path: \"運用/手順\"\n"), "{workflow}");
        let (_, workflow) = job(Host::GitHub, Some("https://git.internal/kawasemi/rbc"), "");
        assert!(workflow.contains("uses: OWNER/rbc@main\n") && workflow.contains("path: .\n"), "{workflow}");
        let (_, pipeline) = job(Host::GitLab, Some("https://git.internal/kawasemi/rbc"), "");
        assert!(pipeline.contains("--git https://git.internal/kawasemi/rbc --locked"), "{pipeline}");
    }

    #[test]
    fn hosts_are_known_by_their_names() {
        assert_eq!(Host::of("https://github.com/kawasemi/gitlab-tools"), Some(Host::GitHub));
        assert_eq!(Host::of("https://GitLab.kawasemi.internal/github/ops"), Some(Host::GitLab));
        assert_eq!(Host::of("https://git.kawasemi.internal/github/ops"), None);
        assert_eq!(Host::of("github"), None);
    }

    /// `examples/` shows what a project gets that lies at the top of its repository; `RBC_REWRITE` writes it there.
    #[test]
    fn the_examples_are_what_a_project_gets() {
        for (host, name) in [(Host::GitHub, "github-pages.yml"), (Host::GitLab, "gitlab-ci.yml")] {
            let path = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples")).join(name);
            let (_, text) = job(host, None, "");
            if std::env::var_os("RBC_REWRITE").is_some() {
                std::fs::write(&path, &text).unwrap();
            }
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "{name}");
        }
    }

    #[test]
    fn templates_have_no_line_that_is_too_much_and_stand_in_both_languages() {
        for name in TEMPLATES {
            let headings = |language| {
                let text = template(language, name).unwrap();
                assert!(text.ends_with('\n') && !text.contains("\n\n\n"), "{name}");
                text.lines().filter(|line| line.starts_with('#')).count()
            };
            assert!(headings(Language::Japanese).abs_diff(headings(Language::English)) < 4, "{name}");
        }
        assert_eq!(template(Language::Japanese, "../index"), None);
    }
}
