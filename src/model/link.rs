//! Links, mentions and references.

use crate::source::Span;

/// Kind of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkKind {
    /// A file.
    #[default]
    File,
    /// `#anchor` in the same document.
    Anchor,
    /// Another host, or mail and telephone.
    External,
    /// A file named in a code span or in plain text.
    Mention,
    /// セクション3参照, 5.2節, 「連絡先」を参照
    SectionMention,
}

impl LinkKind {
    /// Its name in the JSON model.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            LinkKind::File => "file",
            LinkKind::Anchor => "anchor",
            LinkKind::External => "external",
            LinkKind::Mention => "mention",
            LinkKind::SectionMention => "section_mention",
        }
    }
}

/// Whether a link leads somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkStatus {
    /// It does.
    Ok,
    /// It does not.
    Broken,
    /// Not looked at.
    #[default]
    Unchecked,
    /// Not filled in yet.
    Placeholder,
}

impl LinkStatus {
    /// Its name in the JSON model.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            LinkStatus::Ok => "ok",
            LinkStatus::Broken => "broken",
            LinkStatus::Unchecked => "unchecked",
            LinkStatus::Placeholder => "placeholder",
        }
    }
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// A document and a heading of it (`None` for its start).
    Document {
        /// Id of the document.
        id: String,
        /// Anchor.
        anchor: Option<String>,
    },
    /// A file of the content that is copied to the site: path within the content root.
    Asset(String),
    /// A file of the project outside the content: path within the project.
    Project(String),
}

/// A link or mention.
#[derive(Debug, Clone, Default)]
pub struct Link {
    /// Text.
    pub text: String,
    /// Target as written.
    pub target: String,
    /// Kind.
    pub kind: LinkKind,
    /// Status.
    pub status: LinkStatus,
    /// Where it leads.
    pub resolved: Option<Resolved>,
    /// Whether it shows a picture.
    pub image: bool,
    /// A mention that counts only if such a file is there: its name alone does not tell it from what a run makes
    /// (`report.json`). `resolve` takes those away that lead nowhere.
    pub tentative: bool,
    /// For a section mention: the document that it names, as written (基本設計 §4).
    pub document: Option<String>,
    /// For a section mention: a word in front that may name another document (索引の「連絡先」), if one is called so.
    pub document_hint: Option<String>,
    /// The link.
    pub span: Span,
    /// Its target; the whole link where that place is not known.
    pub target_span: Span,
}

/// A form in which an identifier is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Definition {
    /// It begins a heading.
    Heading,
    /// It is the first cell of a row of the table that starts at this byte.
    Row(u32),
    /// It begins an item that goes on to say what it is.
    Item,
}

/// An identifier of a failure mode, or of another kind that the configuration names.
#[derive(Debug, Clone, Default)]
pub struct Reference {
    /// `failure_mode`
    pub kind: String,
    /// `FM-AUTH-01`
    pub id: String,
    /// Whether it introduces what it names, and in what form.
    pub definition: Option<Definition>,
    /// Its place.
    pub span: Span,
}
