//! What programs choose by: `api/catalog.json` says in a line what each document is for, `api/anchors.json` what can be
//! linked to.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Change, Date, SCHEMA_VERSION, runbook};

/// `api/catalog.json`
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "rbc catalogue")]
pub struct Catalog<'a> {
    /// Version of the shape.
    pub schema_version: u32,
    /// Every document, runbooks and others, templates left out.
    pub runbooks: Vec<Card<'a>>,
}

/// A document in a line.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Card<'a> {
    /// Path within the content without its extension.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// What it says first, one line; absent where it begins otherwise than with text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub description: Option<String>,
    /// Runbook or document.
    #[schemars(schema_with = "runbook::kind")]
    pub kind: &'static str,
    /// The service that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub service: Option<&'a str>,
    /// Names of the alerts that it answers.
    pub alerts: Vec<&'a str>,
    /// Titles of the failures that it answers.
    pub scenarios: Vec<&'a str>,
    /// Last change as the document states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Date<'a>")]
    pub updated_on: Option<Date<'a>>,
    /// The last commit that changed it; absent where git does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Change<'a>")]
    pub last_change: Option<Change<'a>>,
    /// Address of its page within the site.
    pub url: &'a str,
    /// Address of its Markdown twin within the site.
    pub markdown: &'a str,
    /// Address of its JSON within the site.
    pub json: &'a str,
}

/// `api/anchors.json`
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "rbc anchors")]
pub struct Anchors<'a> {
    /// Version of the shape.
    pub schema_version: u32,
    /// Pages of documents with what can be linked to in them.
    pub pages: Vec<PageAnchors<'a>>,
    /// Pages of alerts.
    pub alerts: Vec<AlertAddress<'a>>,
    /// Pages that have moved: what was published at one address and stands at another now. An id that is asked for there
    /// stands on the new page, under this name or as an alias.
    pub moved: Vec<MovedPage<'a>>,
}

/// What can be linked to in a page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PageAnchors<'a> {
    /// The document's id.
    pub id: &'a str,
    /// Address of its page within the site.
    pub url: &'a str,
    /// Its file, relative to the project's root.
    pub source: &'a str,
    /// Ids of its sections, in order.
    pub anchors: Vec<&'a str>,
    /// Ids that it was published with before and that still lead there.
    pub aliases: Vec<Alias<'a>>,
}

/// An id that a heading was published with before.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Alias<'a> {
    /// The former id.
    pub id: &'a str,
    /// The id of today.
    pub anchor: &'a str,
}

/// A page that has moved.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MovedPage<'a> {
    /// The former address within the site, where a page leads on.
    pub url: String,
    /// The address of today.
    pub to: String,
    /// The id on it, where it is a part of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub anchor: Option<&'a str>,
}

/// Where an alert is answered.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AlertAddress<'a> {
    /// Name of the alert.
    pub name: &'a str,
    /// Address of its page within the site; stays while a document answers it.
    pub url: &'a str,
}

impl<'a> Catalog<'a> {
    pub(in super::super) fn new(runbooks: Vec<Card<'a>>) -> Self {
        Catalog { schema_version: SCHEMA_VERSION, runbooks }
    }
}

impl<'a> Anchors<'a> {
    pub(in super::super) fn new(
        pages: Vec<PageAnchors<'a>>,
        alerts: Vec<AlertAddress<'a>>,
        moved: Vec<MovedPage<'a>>,
    ) -> Self {
        Anchors { schema_version: SCHEMA_VERSION, pages, alerts, moved }
    }
}
