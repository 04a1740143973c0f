//! Places in the files as they lie on disk.

use schemars::JsonSchema;
use serde::Serialize;

use crate::source::{SourceFile, Span};

/// A place: lines and columns start at 1, a column counts Unicode code points, the end is exclusive.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Location<'a> {
    /// Path relative to the project's root, with `/`.
    pub path: &'a str,
    /// Line of the first character.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// Column of the first character.
    #[schemars(range(min = 1))]
    pub column: u32,
    /// Line of the end.
    #[schemars(range(min = 1))]
    pub end_line: u32,
    /// Column behind the last character.
    #[schemars(range(min = 1))]
    pub end_column: u32,
}

/// Turns spans of one file into locations.
#[derive(Debug, Clone, Copy)]
pub struct Places<'a> {
    /// The file.
    pub file: &'a SourceFile,
}

impl<'a> Places<'a> {
    /// The location of a span.
    #[must_use]
    pub fn of(self, span: Span) -> Location<'a> {
        let crate::source::Location { line, column, end_line, end_column } = self.file.location(span);
        Location { path: self.file.path(), line, column, end_line, end_column }
    }
}
