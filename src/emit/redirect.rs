//! Pages at addresses that were published and where nothing stands any more: they lead on, with and without a script.

use std::collections::HashSet;

use serde::Serialize;

use super::Artifact;
use super::fault::TemplateFault;
use super::page::Page;
use super::site::Site;
use crate::resolve::former::titles;
use crate::resolve::{fold, url};

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    /// Where it leads.
    target: String,
    title: &'a str,
}

pub(super) fn write(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    let library = site.library;
    if library.former.moved.is_empty() {
        return Ok(());
    }
    let titles = titles(library);
    let mut written = HashSet::new();
    for (address, to) in &library.former.moved {
        // On some file systems two addresses that were two are one.
        if site.plan.is_taken(address) || !written.insert(fold::key(address)) {
            continue;
        }
        let mut target = url::relative(address, &to.page);
        if !to.id.is_empty() {
            target.push('#');
            target.push_str(&url::fragment(&to.id));
        }
        let title = titles.get(to.page.as_str()).copied().unwrap_or(&to.page);
        artifacts.push(page(site, address, target, title)?);
    }
    Ok(())
}

/// A page that leads to another one.
pub(super) fn page(site: &Site<'_>, address: &str, target: String, title: &str) -> Result<Artifact, TemplateFault> {
    let page = Page::of_site(site.words.get("moved"), address);
    let bytes = site.frames.render("redirect.html", &Frame { page, target, title }, 4 << 10)?;
    Ok(Artifact { path: address.to_owned(), bytes })
}
