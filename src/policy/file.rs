//! A policy file as it was read: its tree, and the text that it came from.

use crate::source::{FileId, Span};
use crate::yaml::{Bounds, Node};

/// What is read of a policy at most. Schemas nest deeper than a configuration does.
pub(super) const BOUNDS: Bounds = Bounds { bytes: 256 << 10, depth: 64 };

/// Policies that ship with rbc: name and text.
pub(super) const BUILT_IN: &[(&str, &str)] = &[
    ("minimal", include_str!("../../schema/policy/minimal.yaml")),
    ("standard", include_str!("../../schema/policy/standard.yaml")),
    ("strict", include_str!("../../schema/policy/strict.yaml")),
];

/// A policy, or a file that one refers to.
#[derive(Debug)]
pub(super) struct PolicyFile {
    /// Path within the project, with `/`; the name of a built-in policy.
    pub(super) path: String,
    /// Its text; a built-in policy has none that could be shown.
    pub(super) id: Option<FileId>,
    /// Its tree.
    pub(super) root: Node,
}

/// Where something is said: in a file, or nowhere that could be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    /// The file.
    pub(super) file: Option<FileId>,
    /// The place.
    pub(super) span: Span,
}

impl PolicyFile {
    /// A place of this file.
    pub(super) fn said(&self, span: Span) -> Said {
        Said { file: self.id, span }
    }
}
