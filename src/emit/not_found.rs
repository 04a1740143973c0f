//! The page for addresses that are none. A server gives it at any address, so its links need the site's own address
//! where that is known.

use serde::Serialize;

use super::Artifact;
use super::fault::TemplateFault;
use super::page::Page;
use super::site::Site;
use crate::resolve::url;

const ADDRESS: &str = "404.html";

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
}

pub(super) fn write(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    let mut page = Page::of_site(site.words.get("not_found"), ADDRESS);
    if let Some(base) = site.config.base_url.as_deref().and_then(url::safe_destination) {
        page.root = format!("{}/", base.trim_end_matches('/'));
    }
    let bytes = site.frames.render("404.html", &Frame { page }, 4 << 10)?;
    artifacts.push(Artifact { path: ADDRESS.to_owned(), bytes });
    Ok(())
}
