//! Links, mentions and references.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::value::one_of;
use super::{Location, Places};
use crate::model::{self, LinkKind, LinkStatus};

/// A link or mention.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Link<'a> {
    /// Text.
    pub text: &'a str,
    /// Target as written.
    pub target: &'a str,
    /// Kind.
    #[schemars(schema_with = "kind")]
    pub kind: &'static str,
    /// Whether it leads somewhere.
    #[schemars(schema_with = "status")]
    pub status: &'static str,
    /// Where it leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Resolved<'a>")]
    pub resolved: Option<Resolved<'a>>,
    /// Whether it shows a picture; absent where it does not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub image: bool,
    /// The link.
    pub location: Location<'a>,
}

/// Where a link leads: to a document (`id`, with `anchor`), to a file that is copied into the site (`asset`, its path in
/// the content), or to a file of the project (`project`, its path there).
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Resolved<'a> {
    /// Id of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub id: Option<&'a str>,
    /// A heading of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub anchor: Option<&'a str>,
    /// Path within the content.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub asset: Option<&'a str>,
    /// Path within the project.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub project: Option<&'a str>,
}

impl<'a> Link<'a> {
    pub(super) fn all(links: &'a [model::Link], places: Places<'a>) -> Vec<Self> {
        links
            .iter()
            .map(|link| Link {
                text: &link.text,
                target: &link.target,
                kind: link.kind.name(),
                status: link.status.name(),
                resolved: link.resolved.as_ref().map(resolved),
                image: link.image,
                location: places.of(link.span),
            })
            .collect()
    }
}

fn resolved(resolved: &model::Resolved) -> Resolved<'_> {
    match resolved {
        model::Resolved::Document { id, anchor } => {
            Resolved { id: Some(id), anchor: anchor.as_deref(), ..Resolved::default() }
        }
        model::Resolved::Asset(path) => Resolved { asset: Some(path), ..Resolved::default() },
        model::Resolved::Project(path) => Resolved { project: Some(path), ..Resolved::default() },
    }
}

fn kind(_: &mut SchemaGenerator) -> Schema {
    use LinkKind::{Anchor, External, File, Mention, SectionMention};
    one_of([File, Anchor, External, Mention, SectionMention].map(LinkKind::name))
}

fn status(_: &mut SchemaGenerator) -> Schema {
    use LinkStatus::{Broken, Ok, Placeholder, Unchecked};
    one_of([Ok, Broken, Unchecked, Placeholder].map(LinkStatus::name))
}

/// An identifier of a failure mode, or of another kind that the configuration names.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Reference<'a> {
    /// `failure_mode`
    pub kind: &'a str,
    /// `FM-AUTH-01`
    pub id: &'a str,
    /// Its place.
    pub location: Location<'a>,
}

impl<'a> Reference<'a> {
    pub(super) fn all(references: &'a [model::Reference], places: Places<'a>) -> Vec<Self> {
        references
            .iter()
            .map(|reference| Reference {
                kind: &reference.kind,
                id: &reference.id,
                location: places.of(reference.span),
            })
            .collect()
    }
}
