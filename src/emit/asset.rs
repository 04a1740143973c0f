//! The style and the script of all pages, and files of the content that go along.

use super::Artifact;
use super::fault::TemplateFault;
use super::frame::BUILT_IN;
use super::plan::Plan;
use super::site::Site;
use crate::resolve::Library;

/// A file of the content that is to be copied as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetCopy {
    /// Path within the content root.
    pub from: String,
    /// Path within the site.
    pub path: String,
}

pub(super) fn write(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    let is_left_out = |name: &str| match name {
        "dialog.js" | "search.js" => site.options.without_search,
        "offline.js" => !site.options.offline,
        // Stands above all pages, and has a list in front.
        "sw.js" => true,
        _ => false,
    };
    for (name, _) in BUILT_IN.iter().filter(|(name, _)| !name.ends_with(".html") && !is_left_out(name)) {
        let text = site.options.asset(name);
        let mut bytes = Vec::with_capacity(text.len());
        match *name {
            "dialog.js" => bytes.extend_from_slice(site.words.script().as_bytes()),
            "offline.js" => bytes.extend_from_slice(site.words.offline().as_bytes()),
            "task.js" => bytes.extend_from_slice(site.words.tasks(&site.config.time_zone).as_bytes()),
            _ => {}
        }
        bytes.extend_from_slice(text.as_bytes());
        artifacts.push(Artifact { path: format!("assets/{name}"), bytes });
    }
    Ok(())
}

/// Files that pages link to or show. What the site itself writes there stays the site's.
pub(super) fn copies(library: &Library, plan: &Plan) -> Vec<AssetCopy> {
    let free = library.assets.iter().filter(|path| !plan.is_taken(path));
    free.map(|path| AssetCopy { from: path.clone(), path: path.clone() }).collect()
}
