//! Strict YAML with spans; [`parse`](parse()) is the one file that names the YAML crate.
//!
//! Strict means: one document, string keys, none of them twice, no tag, anchor, alias or merge key, and scalars that
//! stay the strings they are. What a scalar means (a date, a number, yes or no) is for the reader of the tree to say.

mod parse;

pub use parse::{Bounds, MAXIMUM_BYTES, MAXIMUM_DEPTH, parse, parse_within};

use crate::source::{Span, Spanned};

/// A YAML node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is. Scalars stay strings: `0312345678` keeps its zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// No value, `null` or `~`.
    Null,
    /// A scalar; `true` where it is plain (unquoted).
    Scalar(String, bool),
    /// A list.
    Sequence(Vec<Node>),
    /// A map, in source order; keys are strings, none twice.
    Mapping(Vec<(Spanned<String>, Node)>),
}

/// Why a text is no YAML that rbc takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub span: Span,
    /// What is wrong, in the words of the parser, or the reason of a refusal.
    pub reason: FaultKind,
    /// Another place that belongs to it: the first of two equal keys.
    pub related: Option<Span>,
}

/// Kinds of faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// Not YAML; what the parser says.
    Syntax(String),
    /// A key stands twice in one map.
    DuplicateKey(String),
    /// `tag`, `anchor`, `alias` or `merge key`.
    Feature(&'static str),
    /// Larger than [`MAXIMUM_BYTES`].
    Limit,
    /// More than [`MAXIMUM_DEPTH`] levels.
    Depth,
}
