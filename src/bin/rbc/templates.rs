//! The project's own templates, which take the place of the built-in ones of the same name.

use std::path::{Path, PathBuf};

use rbc::emit::BUILT_IN;

use crate::exit::Failure;
use crate::project::{self, Project};

/// Folder that is looked for where rbc.yaml names none.
const DEFAULT: &str = "templates";

/// Largest template that is read.
const BYTES: u64 = 1 << 20;

/// Where they stand.
pub(crate) fn folder(project: &Project) -> PathBuf {
    project.root.join(project.config.templates.as_deref().unwrap_or(DEFAULT))
}

/// Name and text of each. What has neither the name of a built-in one nor stands in `parts/` is not for rbc.
pub(crate) fn read(project: &Project) -> Result<Vec<(String, String)>, Failure> {
    let folder = folder(project);
    let mut names: Vec<String> = BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect();
    names.extend(own_parts(&folder));
    names.sort_unstable();
    names.dedup();
    let present = names.into_iter().filter(|name| folder.join(name).is_file());
    present.map(|name| project::text(&project.root, &folder.join(&name), BYTES).map(|text| (name, text))).collect()
}

fn own_parts(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder.join("parts")) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    names.filter(|name| name.ends_with(".html")).map(|name| format!("parts/{name}")).collect()
}
