//! Globs that choose the documents of a policy, or of levels of their own, and fit none: what they ask for is asked of
//! nobody, without a word. The same of policies that nothing names.

use globset::Glob;

use crate::config::{self, Config};
use crate::diag::{Diagnostic, Level, Message};
use crate::resolve::ProjectFiles;
use crate::source::{FileId, SourceMap};

use super::Policies;

const RULE: &str = "config/unmatched-glob";

/// A warning for each such glob of `policies` and `per_file`. All files of the project count, those too that a run does not
/// read; a policy is for documents, and levels can be for any file that has findings.
#[must_use]
pub fn unmatched(config: &Config, sources: &SourceMap, files: &ProjectFiles) -> Vec<Diagnostic> {
    let policies = config.policies.iter().map(|setting| &setting.files).enumerate();
    let levels = config.per_file.iter().map(|setting| &setting.files).enumerate();
    let settings = policies.map(|setting| ("policies", setting)).chain(levels.map(|setting| ("per_file", setting)));
    let globs = settings.flat_map(|(key, (at, globs))| globs.iter().enumerate().map(move |glob| (key, at, glob)));
    let lost = globs.filter(|(key, _, (_, glob))| !fits(glob, files, *key == "policies"));
    lost.map(|(key, at, (place, glob))| {
        let message = Message::new("config-unmatched-glob").with("glob", glob);
        let help = help(glob, files, key == "policies");
        finding(sources, &[key, &at.to_string(), "files", &place.to_string()], message).with_help(help)
    })
    .collect()
}

/// A warning for each of these policies that neither the configuration names nor one that it names.
#[must_use]
pub fn unused(policies: &Policies, configuration: FileId, sources: &SourceMap, written: &[String]) -> Vec<Diagnostic> {
    let span = config::place(sources.file(configuration), &["policies"]).unwrap_or_default();
    let lost = written.iter().filter(|path| !policies.holds(path));
    lost.map(|path| {
        let message = Message::new("config-unused-policy").with("path", path);
        let help = Message::new("config-unused-policy-help").with("path", path);
        Diagnostic::new("config/unused-policy", Level::Warning, configuration, span, message).with_help(help)
    })
    .collect()
}

/// A glob that cannot be read is another rule's finding.
fn fits(glob: &str, files: &ProjectFiles, documents: bool) -> bool {
    let Ok(glob) = Glob::new(glob) else { return true };
    let glob = glob.compile_matcher();
    files.paths().any(|path| (!documents || is_document(path)) && glob.is_match(path))
}

fn is_document(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default();
    ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")
}

/// Globs start at the folder of rbc.yaml: the usual mistake is to start at the content.
fn help(glob: &str, files: &ProjectFiles, documents: bool) -> Message {
    let within = files.in_project(glob.trim_start_matches("./"));
    if within != glob && fits(&within, files, documents) {
        return Message::new("config-unmatched-glob-near").with("glob", within);
    }
    match files.paths().filter(|path| is_document(path)).min() {
        Some(path) => Message::new("config-unmatched-glob-help").with("path", path),
        None => Message::new("config-unmatched-glob-none"),
    }
}

/// The configuration is the first file where there is one, and nothing can be set where there is none.
fn finding(sources: &SourceMap, path: &[&str], message: Message) -> Diagnostic {
    let file = sources.iter().next();
    match file.and_then(|(id, file)| Some((id, config::place(file, path)?))) {
        Some((id, span)) => Diagnostic::new(RULE, Level::Warning, id, span, message),
        None => Diagnostic::at_path(RULE, Level::Warning, "rbc.yaml", 1, 1, message),
    }
}
