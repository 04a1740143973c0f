//! The project's own templates and words, which take the place of the built-in ones of the same name.

use std::path::{Path, PathBuf};

use rbc::config::Config;
use rbc::emit::BUILT_IN;

use crate::exit::Failure;
use crate::project::{self, Project};

/// Folder that is looked for where rbc.yaml names none.
const DEFAULT: &str = "templates";

/// Largest template that is read.
const BYTES: u64 = 1 << 20;

/// Where they stand.
pub(crate) fn folder(root: &Path, config: &Config) -> PathBuf {
    root.join(config.templates.as_deref().unwrap_or(DEFAULT))
}

/// Name and text of each. What has neither the name of a built-in one nor stands in `parts/` is not for rbc.
pub(crate) fn read(project: &Project) -> Result<Vec<(String, String)>, Failure> {
    let folder = folder(&project.root, &project.config);
    let mut names: Vec<String> = BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect();
    names.extend(own_parts(&folder));
    names.sort_unstable();
    names.dedup();
    let present = names.into_iter().filter(|name| folder.join(name).is_file());
    let present = present.map(|name| named(&project.root, &folder, name));
    present.chain(project.words.iter().cloned().map(Ok)).collect()
}

/// The project's own words, name and text of each file.
pub(crate) fn words(root: &Path, config: &Config) -> Result<Vec<(String, String)>, Failure> {
    let folder = folder(root, config);
    let mut names: Vec<String> = ["text/ja", "text/en"].iter().flat_map(|text| within(&folder, text, ".ftl")).collect();
    names.sort_unstable();
    names.into_iter().map(|name| named(root, &folder, name)).collect()
}

fn named(root: &Path, folder: &Path, name: String) -> Result<(String, String), Failure> {
    project::text(root, &folder.join(&name), BYTES).map(|text| (name, text))
}

fn own_parts(folder: &Path) -> Vec<String> {
    within(folder, "parts", ".html")
}

/// Names of the files in a folder within that of the templates.
fn within(folder: &Path, inner: &str, ending: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder.join(inner)) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    names.filter(|name| name.ends_with(ending)).map(|name| format!("{inner}/{name}")).collect()
}
