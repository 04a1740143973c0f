//! Which documents are runbooks, and which are templates.

use crate::config::Config;
use crate::model::{Kind, Role, Runbook, TableRole};
use crate::syntax::FrontMatter;
use crate::yaml::NodeKind;
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::sync::LazyLock;

/// Globs of the configuration.
#[derive(Debug)]
pub(super) struct Globs {
    runbook: GlobSet,
    document: GlobSet,
    template: GlobSet,
}

impl Globs {
    pub(super) fn new(config: &Config) -> Self {
        Globs {
            runbook: set(&config.kind.runbook),
            document: set(&config.kind.document),
            template: set(&config.template_mode),
        }
    }

    /// `paths` of a document are that within the content root and that within the project: globs may name either.
    pub(super) fn is_template(&self, paths: [&str; 2], matter: Option<&FrontMatter>) -> bool {
        match scalar(matter, "template") {
            Some("true" | "yes" | "on") => true,
            Some("false" | "no" | "off") => false,
            _ => matches(&self.template, paths),
        }
    }

    /// Front matter, then globs, then the shape.
    pub(super) fn kind(&self, paths: [&str; 2], matter: Option<&FrontMatter>, runbook: &Runbook) -> Kind {
        match scalar(matter, "kind") {
            Some("runbook") => return Kind::Runbook,
            Some("document") => return Kind::Document,
            _ => {}
        }
        if matches(&self.runbook, paths) {
            return Kind::Runbook;
        }
        if matches(&self.document, paths) {
            return Kind::Document;
        }
        if named(&runbook.title.value) || named(&runbook.id) {
            return Kind::Runbook;
        }
        if shaped(runbook) && !is_other(&runbook.title.value, &runbook.id) { Kind::Runbook } else { Kind::Document }
    }
}

fn matches(globs: &GlobSet, paths: [&str; 2]) -> bool {
    paths.iter().any(|path| globs.is_match(path))
}

fn set(globs: &[String]) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for glob in globs {
        if let Ok(glob) = Glob::new(glob) {
            builder.add(glob);
        }
    }
    builder.build().unwrap_or_else(|_| GlobSet::empty())
}

fn scalar<'m>(matter: Option<&'m FrontMatter>, key: &str) -> Option<&'m str> {
    match &matter?.get(key)?.kind {
        NodeKind::Scalar(value, _) => Some(value.trim()),
        _ => None,
    }
}

fn named(text: &str) -> bool {
    let text = text.to_lowercase();
    ["runbook", "ランブック", "手順書", "障害対応", "運用手順", "インシデント対応"]
        .iter()
        .any(|word| text.contains(word))
}

struct Words {
    files: Vec<&'static str>,
    ends: Vec<&'static str>,
    words: Vec<&'static str>,
    kept: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let text = include_str!("kind.txt");
    let list = |name: &str| {
        let lines = text.lines().skip_while(|line| line.strip_suffix(':') != Some(name)).skip(1);
        lines.take_while(|line| !line.is_empty()).collect()
    };
    Words { files: list("files"), ends: list("ends"), words: list("words"), kept: list("kept") }
});

/// Whether a title or the name of a file says that a document is plainly something else (a changelog, a specification).
fn is_other(title: &str, id: &str) -> bool {
    let file = id.rsplit('/').next().unwrap_or(id).to_lowercase();
    let title = title.to_lowercase();
    let mut bare = title.as_str();
    // （ドラフト）, (issue #34)
    while let Some(open) = bare.trim_end().strip_suffix([')', '）']).and_then(|inner| inner.rfind(['(', '（'])) {
        bare = bare.get(..open).unwrap_or_default();
    }
    let bare = bare.trim_end().trim_end_matches(|one: char| !one.is_alphanumeric());
    if WORDS.kept.iter().any(|word| title.contains(word)) {
        return false;
    }
    WORDS.files.contains(&file.as_str())
        || WORDS.ends.iter().any(|end| bare.ends_with(end))
        || WORDS.words.iter().any(|word| title.contains(word))
}

fn shaped(runbook: &Runbook) -> bool {
    let table = runbook
        .tables
        .iter()
        .any(|table| matches!(table.role, TableRole::Severity | TableRole::Contacts | TableRole::Escalation));
    let acts = |role: Role| {
        matches!(role, Role::Procedure | Role::Recovery | Role::Rollback | Role::Diagnosis | Role::Mitigation)
    };
    let section = runbook.all_sections().any(|section| {
        let code = || {
            runbook.code_blocks.iter().any(|block| section.extent.contains(block.span.start) && block.effect.is_some())
        };
        acts(section.role) && (!section.steps.is_empty() || code())
    });
    table || section || !runbook.scenarios.is_empty()
}
