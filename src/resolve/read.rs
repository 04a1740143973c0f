//! A document as it was read, and what was last found for its links.

use super::{Outcome, Targets, is_published, url};
use crate::model::{Link, LinkStatus, Resolved, Runbook};
use crate::syntax::Document;
use std::sync::Arc;

/// What was found for one link.
pub(super) type Finding = (LinkStatus, Option<Resolved>, Outcome);

/// A document as it was read. As long as its links lead where they led, its runbook stays the one that it was: who keeps
/// something that was made of it can tell by the pointer.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// The runbook, its links resolved once it has been put together with others.
    pub runbook: Arc<Runbook>,
    /// Its tree.
    pub document: Arc<Document>,
    /// Its links as they were written.
    pub(super) links: Arc<[Link]>,
    pub(super) targets: Arc<Targets>,
    /// Nothing before it has been put together with others.
    found: Option<Vec<Finding>>,
    pub(super) outcomes: Arc<[Outcome]>,
    /// Files of the content that it links to and that are copied.
    pub(super) assets: Vec<String>,
}

impl Read {
    /// A document that was just read.
    #[must_use]
    pub fn new(mut runbook: Runbook, document: Document) -> Read {
        Read {
            links: std::mem::take(&mut runbook.links).into(),
            runbook: Arc::new(runbook),
            document: Arc::new(document),
            targets: Arc::default(),
            found: None,
            outcomes: Arc::default(),
            assets: Vec::new(),
        }
    }

    /// Writes what was found into the runbook; a tentative mention that leads nowhere is none.
    pub(super) fn settle(&mut self, found: Vec<Finding>) {
        if self.found.as_ref() == Some(&found) {
            return;
        }
        let mut outcomes = Vec::with_capacity(found.len());
        let mut links = Vec::with_capacity(found.len());
        self.assets.clear();
        for (link, (status, resolved, outcome)) in self.links.iter().zip(&found) {
            if link.tentative && *status != LinkStatus::Ok {
                continue;
            }
            if let Some(Resolved::Asset(path)) = resolved
                && is_published(path)
                && !url::is_of_site(path)
            {
                self.assets.push(path.clone());
            }
            links.push(Link { status: *status, resolved: resolved.clone(), ..link.clone() });
            outcomes.push(outcome.clone());
        }
        Arc::make_mut(&mut self.runbook).links = links;
        self.outcomes = outcomes.into();
        self.found = Some(found);
    }
}
