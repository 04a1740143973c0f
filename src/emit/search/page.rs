//! The page of its own that search has: for links with a query, and what helps where no script runs.

use serde::Serialize;

use super::super::Artifact;
use super::super::fault::TemplateFault;
use super::super::page::Page;
use super::super::site::Site;
use crate::model::Kind;

const ADDRESS: &str = "search.html";

/// Up to so many documents are named without a script; of more, the way to the list of all.
const MOST: usize = 500;

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    documents: Vec<Document<'a>>,
    more: bool,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    title: &'a str,
    /// What tells it from another one of the same title.
    id: Option<&'a str>,
    url: &'a str,
    service: Option<&'a str>,
}

/// Writes the page.
pub(in crate::emit) fn write(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    if site.options.without_search {
        return Ok(());
    }
    let runbooks = site.library.runbooks.iter().zip(&site.plan.links).enumerate();
    // Who looks something up at night wants runbooks first.
    let (first, others): (Vec<_>, Vec<_>) =
        runbooks.partition(|(_, (runbook, _))| runbook.kind == Kind::Runbook && !runbook.template);
    let more = site.library.runbooks.len() > MOST;
    let documents = first.into_iter().chain(others).take(if more { 0 } else { MOST });
    let frame = Frame {
        page: Page::of_site(site.words.get("search"), ADDRESS),
        documents: documents
            .map(|(at, (runbook, links))| Document {
                title: &runbook.title.value,
                id: site.navigation.id_of_twin(site.library, at),
                url: &links.page,
                service: runbook.metadata.service.as_deref(),
            })
            .collect(),
        more,
    };
    let bytes = site.frames.render("search.html", &frame, 16 << 10)?;
    artifacts.push(Artifact { path: ADDRESS.to_owned(), bytes });
    Ok(())
}
