//! Guessing where the runbooks are, and which of them are templates.

use std::collections::BTreeMap;

use rbc::config::Limits;
use rbc::host::discover::{Overlays, Places, discover};
use rbc::model::Kind;
use rbc::source::SourceMap;

use crate::engine::{self, Compiled};
use crate::exit::Failure;
use crate::project::Project;

/// Folders that hold nothing but what operators read, the likeliest first.
const OWN: [&str; 8] =
    ["content", "runbooks", "docs/runbooks", "runbook", "docs/runbook", "docs/operations", "ops/runbooks", "手順書"];

/// The folder of the runbooks, with `/`; `None` where there is no runbook at all.
pub(super) fn find(project: &Project) -> Result<Option<String>, Failure> {
    if let Some(own) = OWN.iter().find(|folder| has_documents(project, folder)) {
        return Ok(Some((*own).to_owned()));
    }
    if !has_documents(project, ".") {
        return Ok(None);
    }
    let compiled = engine::compile(project, &project.config, &project.root, None, &Overlays::new(), None)?;
    Ok(shared(&paths(&compiled)))
}

/// Paths of the runbooks that lie outside of the content.
pub(super) fn elsewhere(project: &Project, content: &str) -> Result<Vec<String>, Failure> {
    if content == "." {
        return Ok(Vec::new());
    }
    let compiled = engine::compile(project, &project.config, &project.root, None, &Overlays::new(), None)?;
    let within = format!("{content}/");
    let outside = |path: &str| !path.starts_with(&within);
    Ok(paths(&compiled).into_iter().filter(|path| outside(path)).map(str::to_owned).collect())
}

/// Paths of the documents that are runbooks by their shape.
fn paths(compiled: &Compiled) -> Vec<&str> {
    let runbooks = compiled.library.runbooks.iter().filter(|runbook| runbook.kind == Kind::Runbook);
    runbooks.filter_map(|runbook| Some(compiled.sources.file(runbook.file?).path())).collect()
}

fn has_documents(project: &Project, folder: &str) -> bool {
    let content = if folder == "." { project.root.clone() } else { project.root.join(folder) };
    let places = Places { project: project.root.clone(), content, out: None };
    let found = discover(&places, &Limits::default(), &Overlays::new(), &mut SourceMap::default());
    found.is_ok_and(|found| found.files > 0)
}

/// The deepest folder that holds nearly all of these files: one or two that lie elsewhere do not make the whole
/// repository the content.
fn shared(paths: &[&str]) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths {
        let mut folder = String::new();
        *counts.entry(".".to_owned()).or_default() += 1;
        let parts: Vec<&str> = path.split('/').collect();
        for part in parts.iter().take(parts.len().saturating_sub(1)) {
            if !folder.is_empty() {
                folder.push('/');
            }
            folder.push_str(part);
            *counts.entry(folder.clone()).or_default() += 1;
        }
    }
    let enough = paths.len() - paths.len() / 10;
    let depth = |folder: &str| if folder == "." { 0 } else { folder.split('/').count() };
    counts
        .into_iter()
        .filter(|(_, count)| *count >= enough.max(1))
        .map(|(folder, _)| folder)
        .max_by_key(|folder| depth(folder))
}

/// Globs of the documents whose names say that they are templates and whose text is still to be filled in.
pub(super) fn templates(compiled: &Compiled) -> Vec<String> {
    let named = |id: &str| {
        let name = id.to_lowercase();
        ["template", "テンプレート", "ひな形", "雛形", "ひな型"].iter().any(|word| name.contains(word))
    };
    let runbooks = compiled.library.runbooks.iter().filter(|runbook| named(&runbook.id) && !runbook.template);
    let paths = runbooks.filter_map(|runbook| Some(compiled.sources.file(runbook.file?).path()));
    paths.map(escaped).collect()
}

/// A path as a glob that means it alone.
fn escaped(path: &str) -> String {
    let mut glob = String::new();
    for character in path.chars() {
        if matches!(character, '*' | '?' | '[' | ']' | '{' | '}') {
            glob.push('[');
            glob.push(character);
            glob.push(']');
        } else {
            glob.push(character);
        }
    }
    glob
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_most_runbooks() {
        assert_eq!(shared(&["docs/ops/a.md", "docs/ops/db/b.md"]).as_deref(), Some("docs/ops"));
        assert_eq!(shared(&["a.md", "docs/b.md"]).as_deref(), Some("."));
        let many: Vec<String> = (0..20).map(|number| format!("運用/{number}.md")).collect();
        let mut paths: Vec<&str> = many.iter().map(String::as_str).collect();
        paths.push("README.md");
        assert_eq!(shared(&paths).as_deref(), Some("運用"));
        assert_eq!(shared(&[]), None);
    }
}
