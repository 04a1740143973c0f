//! When a document was changed last, as the repository that holds it tells.

use serde::Serialize;

use super::json;
use super::site::Site;
use crate::resolve::url;

/// The last commit that changed a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When: RFC 3339, in the time zone of the site.
    pub at: String,
    /// The full name of the commit.
    pub commit: String,
}

impl Change {
    /// The day of it: `2026-04-01`.
    pub(super) fn day(&self) -> &str {
        self.at.get(..10).unwrap_or(&self.at)
    }

    /// As JSON has it.
    pub(super) fn record(&self) -> json::Change<'_> {
        json::Change { at: &self.at, commit: &self.commit }
    }
}

/// The same for a page.
#[derive(Debug, Serialize)]
pub(super) struct Changed<'a> {
    at: &'a str,
    day: &'a str,
    /// So much of the commit's name as tells it from others.
    commit: &'a str,
    /// Where the commit can be seen.
    url: Option<String>,
}

/// The last change of a document; `None` where nobody knows it.
pub(super) fn of_document<'a>(site: &'a Site<'_>, at: usize) -> Option<&'a Change> {
    let path = site.entry(at)?.source.path();
    site.options.changes?.get(path)
}

/// The same for its pages.
pub(super) fn shown<'a>(site: &'a Site<'_>, at: usize) -> Option<Changed<'a>> {
    let change = of_document(site, at)?;
    let address = site.config.repository.as_ref().map(|repository| repository.commit_address(&change.commit));
    let url = address.and_then(|address| url::safe_destination(&address)).filter(|address| address.contains("://"));
    Some(Changed { at: &change.at, day: change.day(), commit: short(&change.commit), url })
}

/// A commit's name as pages show it.
pub(super) fn short(commit: &str) -> &str {
    commit.get(..12).unwrap_or(commit)
}
