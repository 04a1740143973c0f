//! Pages of documents, scenarios and alerts.

use super::url::Addresses;
use crate::model::Runbook;
use crate::syntax::anchor;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where a document stands in the site. All paths are within the site, with `/`, not encoded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// `ops/db.html`
    pub address: String,
    /// The Markdown twin: `ops/db.md`.
    pub twin: String,
    /// Pages of its scenarios, in their order: `ops/db/高レイテンシ.html`.
    pub scenarios: Vec<String>,
}

/// Gives all their addresses: the site's own pages and the alerts first, then documents, then scenarios.
pub(super) fn assign(runbooks: &[Arc<Runbook>]) -> (Vec<Page>, BTreeMap<String, String>) {
    let mut addresses = Addresses::of_site();
    // A template answers none.
    let answered = runbooks.iter().filter(|runbook| !runbook.template);
    let names: BTreeSet<&str> = answered.flat_map(|runbook| &runbook.alerts).map(|alert| alert.name.as_str()).collect();
    let alerts = names
        .into_iter()
        .map(|name| (name.to_owned(), addresses.take(&format!("a/{}", name.replace('/', "-")), ".html")))
        .collect();
    let mut pages: Vec<Page> = runbooks
        .iter()
        .map(|runbook| {
            let address = addresses.take(&runbook.id, ".html");
            let stem = address.strip_suffix(".html").unwrap_or(&address);
            Page { twin: format!("{stem}.md"), address, scenarios: Vec::new() }
        })
        .collect();
    for (page, runbook) in pages.iter_mut().zip(runbooks) {
        let stem = page.twin.strip_suffix(".md").unwrap_or(&page.twin).to_owned();
        for scenario in &runbook.scenarios {
            let name =
                if scenario.id.is_empty() { anchor::slug(&scenario.title) } else { scenario.id.replace('/', "-") };
            let name = if name.is_empty() { "scenario".to_owned() } else { name };
            page.scenarios.push(addresses.take(&format!("{stem}/{name}"), ".html"));
        }
    }
    (pages, alerts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Alert, Scenario};

    #[test]
    fn pages_of_all_kinds_stay_apart() {
        let scenario = |id: &str| Scenario { id: id.to_owned(), ..Scenario::default() };
        let runbooks = [
            Runbook {
                id: "ops".to_owned(), scenarios: vec![scenario("db"), scenario("高負荷")], ..Runbook::default()
            },
            Runbook { id: "ops/db".to_owned(), ..Runbook::default() },
            Runbook {
                id: "a/DiskFull".to_owned(),
                alerts: vec![Alert { name: "DiskFull".to_owned(), ..Alert::default() }],
                ..Runbook::default()
            },
            Runbook { id: "index".to_owned(), ..Runbook::default() },
        ];
        let (pages, alerts) = assign(&runbooks.map(Arc::new));
        let addresses: Vec<&str> = pages.iter().map(|page| page.address.as_str()).collect();
        assert_eq!(addresses, ["ops.html", "ops/db.html", "a/DiskFull-1.html", "index-1.html"]);
        assert_eq!(pages[0].scenarios, ["ops/db-1.html", "ops/高負荷.html"]);
        assert_eq!(pages[3].twin, "index-1.md");
        assert_eq!(alerts["DiskFull"], "a/DiskFull.html");
    }

    #[test]
    fn a_template_answers_no_alert() {
        let alert = |name: &str| vec![Alert { name: name.to_owned(), ..Alert::default() }];
        let runbooks = [
            Runbook { id: "雛形".to_owned(), template: true, alerts: alert("DiskFull"), ..Runbook::default() },
            Runbook { id: "disk".to_owned(), alerts: alert("diskfull"), ..Runbook::default() },
        ];
        let (_, alerts) = assign(&runbooks.map(Arc::new));
        assert_eq!(alerts.into_iter().collect::<Vec<_>>(), [("diskfull".to_owned(), "a/diskfull.html".to_owned())]);
    }
}
