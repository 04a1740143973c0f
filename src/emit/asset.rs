//! The style and the script of all pages, and files of the content that go along.

use std::borrow::Cow;

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
        bytes.extend_from_slice(lean(name, text).as_bytes());
        artifacts.push(Artifact { path: format!("assets/{name}"), bytes });
    }
    Ok(())
}

/// A script or style of rbc's own without its remarks and indentation, which a telephone need not load. What a project has
/// written itself stays as it is.
pub(super) fn lean<'t>(name: &str, text: &'t str) -> Cow<'t, str> {
    let is_own = BUILT_IN.iter().any(|(known, built_in)| *known == name && *built_in == text);
    if !is_own || !name.ends_with(".js") && !name.ends_with(".css") {
        return text.into();
    }
    let mut lean = String::with_capacity(text.len());
    let mut in_remark = false;
    for line in text.lines().map(str::trim) {
        if in_remark || line.starts_with("/*") && line.find("*/").is_none_or(|end| end + 2 == line.len()) {
            in_remark = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            lean.push_str(line);
            lean.push('\n');
        }
    }
    lean.into()
}

/// Files that pages link to or show. What the site itself writes there stays the site's.
pub(super) fn copies(library: &Library, plan: &Plan) -> Vec<AssetCopy> {
    let free = library.assets.iter().filter(|path| !plan.is_taken(path));
    free.map(|path| AssetCopy { from: path.clone(), path: path.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_stay_behind_and_nothing_else() {
        for (name, text) in BUILT_IN.iter().filter(|(name, _)| name.ends_with(".js") || name.ends_with(".css")) {
            // A text over several lines would lose its indentation; in patterns and between quotes none begins.
            let bare = |line: &str| line.replace("[\\\\`", "").replace("/`+/", "").replace("\"`\"", "");
            assert!(text.lines().all(|line| bare(line).matches('`').count() % 2 == 0), "{name}");
            let lean = lean(name, text);
            assert!(lean.len() < text.len() && !lean.contains("\n//") && !lean.contains("\n/* "), "{name}");
            for line in text.lines().map(str::trim).filter(|line| line.starts_with("/** @type") && line.ends_with(';'))
            {
                assert!(lean.contains(line), "{name}: {line}");
            }
        }
        assert_eq!(lean("rbc.js", "// mine\n  a();\n"), "// mine\n  a();\n");
    }
}
