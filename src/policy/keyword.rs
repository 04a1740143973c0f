//! Which keywords of JSON Schema hold schemas, and how. All else here goes by these tables.

use crate::yaml::{Node, NodeKind};

/// How a keyword holds schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// One schema.
    One,
    /// A list of schemas.
    List,
    /// A map of names to schemas.
    Map,
}

/// Whether what a keyword holds speaks of the same value or of a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Of the same value.
    Same,
    /// Of a part of it, or of nothing yet (`$defs`).
    Part,
}

/// Keywords that hold schemas.
const HOLDERS: &[(&str, Holds, Of)] = &[
    ("allOf", Holds::List, Of::Same),
    ("anyOf", Holds::List, Of::Same),
    ("oneOf", Holds::List, Of::Same),
    ("not", Holds::One, Of::Same),
    ("if", Holds::One, Of::Same),
    ("then", Holds::One, Of::Same),
    ("else", Holds::One, Of::Same),
    ("dependentSchemas", Holds::Map, Of::Same),
    ("items", Holds::One, Of::Part),
    ("prefixItems", Holds::List, Of::Part),
    ("contains", Holds::One, Of::Part),
    ("unevaluatedItems", Holds::One, Of::Part),
    ("properties", Holds::Map, Of::Part),
    ("patternProperties", Holds::Map, Of::Part),
    ("additionalProperties", Holds::One, Of::Part),
    ("unevaluatedProperties", Holds::One, Of::Part),
    ("propertyNames", Holds::One, Of::Part),
    ("contentSchema", Holds::One, Of::Part),
    ("$defs", Holds::Map, Of::Part),
    ("definitions", Holds::Map, Of::Part),
];

/// Keywords that hold no schema.
const OTHERS: &[&str] = &[
    "$schema",
    "$id",
    "$ref",
    "$anchor",
    "$dynamicRef",
    "$dynamicAnchor",
    "$vocabulary",
    "$comment",
    "type",
    "enum",
    "const",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxContains",
    "minContains",
    "maxProperties",
    "minProperties",
    "required",
    "dependentRequired",
    "title",
    "description",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "examples",
    "format",
    "contentEncoding",
    "contentMediaType",
    "extends",
];

/// How a keyword holds schemas, where it does.
pub(super) fn holder(keyword: &str) -> Option<(Holds, Of)> {
    HOLDERS.iter().find(|(name, ..)| *name == keyword).map(|&(_, holds, of)| (holds, of))
}

/// Every keyword by name.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    HOLDERS.iter().map(|&(name, ..)| name).chain(OTHERS.iter().copied())
}

/// The schemas that a keyword's value holds.
pub(super) fn held(holds: Holds, value: &Node) -> impl Iterator<Item = &Node> {
    let (one, list, map) = match (holds, &value.kind) {
        (Holds::One, _) => (Some(value), None, None),
        (Holds::List, NodeKind::Sequence(items)) => (None, Some(items.iter()), None),
        (Holds::Map, NodeKind::Mapping(entries)) => (None, None, Some(entries.iter().map(|(_, schema)| schema))),
        _ => (None, None, None),
    };
    one.into_iter().chain(list.into_iter().flatten()).chain(map.into_iter().flatten())
}
