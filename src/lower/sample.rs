//! A Markdown text read for a test.

use super::{Input, Lowering};
use crate::config::Config;
use crate::model::Runbook;
use crate::source::{FileId, SourceFile};
use crate::syntax::{Bounds, parse};

/// Reads a text with the default configuration, and the line (1-based) of a byte offset in it.
pub(super) fn read(text: &str) -> (Runbook, SourceFile) {
    let config = Config::default();
    let source = SourceFile::new("sample.md", text);
    let (document, _) = parse(source.text(), Bounds::default());
    let input = Input { source: &source, file: FileId(0), id: "sample", path: "sample.md", document: &document };
    (Lowering::new(&config).read(input), source)
}
