//! All passes in their order, from texts to a library with its findings.
//!
//! 1. Each document is parsed and read as a runbook, all side by side.
//! 2. All of them are resolved together.
//! 3. Rules and policies look at each document alone, then at all together.
//!
//! [`Memory`] keeps what documents gave, so that after a change only what changed goes through step 1 and the first part
//! of step 3 again.

mod memory;

pub use memory::Memory;

use crate::config::Config;
use crate::diag::{Diagnostic, Level, Message};
use crate::lower::{Input, Lowering};
use crate::policy::Policies;
use crate::resolve::{Library, ProjectFiles, Read};
use crate::source::{FileId, SourceMap};
use crate::syntax::{self, Bounds};
use jiff::civil::Date;

/// A document to compile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentInput {
    /// Its text.
    pub file: FileId,
    /// Path within the content root without extension, unique.
    pub id: String,
    /// Path within the content root, with `/`.
    pub path: String,
}

/// What comes of a compilation.
#[derive(Debug, Default)]
pub struct Compilation {
    /// Every document, read and resolved.
    pub library: Library,
    /// Findings in no particular order, with the levels of their rules: [`settle`](crate::settle) gives them those of the
    /// project.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles documents. Whatever their texts are, all of them are in the result. `today` is the day that rules go by,
/// `policies` are what the project asks for itself.
#[must_use]
pub fn compile(
    sources: &SourceMap,
    inputs: &[DocumentInput],
    files: &ProjectFiles,
    config: &Config,
    policies: &Policies,
    today: Date,
) -> Compilation {
    Memory::default().compile(sources, inputs, files, config, policies, today)
}

/// Parses a document and reads it as a runbook; what is wrong with its form comes with it.
fn read(
    sources: &SourceMap,
    input: &DocumentInput,
    lowering: &Lowering<'_>,
    config: &Config,
) -> (Read, Vec<Diagnostic>) {
    let source = sources.file(input.file);
    let limits = config.limits;
    let bounds = Bounds {
        nesting: limits.nesting,
        table_columns: limits.table_columns,
        headings: limits.headings,
        blocks: limits.blocks,
        tasks: limits.tasks,
        line_bytes: limits.line_bytes,
    };
    let (document, faults) = syntax::parse(source.text(), bounds);
    let input_of = Input { source, file: input.file, id: &input.id, path: &input.path, document: &document };
    let runbook = lowering.read(input_of);
    let diagnostics = faults.into_iter().map(|fault| {
        let (key, help) = match fault.rule {
            "source/table-columns-limit" => ("source-table-columns-limit", "source-table-columns-limit-help"),
            "source/nesting-limit" => ("source-nesting-limit", "source-nesting-limit-help"),
            "source/heading-limit" => ("source-heading-limit", "source-size-limit-help"),
            "source/block-limit" => ("source-block-limit", "source-size-limit-help"),
            "source/task-limit" => ("source-task-limit", "source-size-limit-help"),
            _ => ("source-line-limit", "source-line-limit-help"),
        };
        let message = Message::new(key).with("limit", fault.limit);
        Diagnostic::new(fault.rule, Level::Error, input.file, fault.span, message).with_help(Message::new(help))
    });
    (Read::new(runbook, document), diagnostics.collect())
}
