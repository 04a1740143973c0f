//! Shell code: what would not run, would run wrongly, or destroys something without a word.

pub(super) mod curl_pipe_shell;
pub(super) mod destructive_without_check;
pub(super) mod destructive_without_warning;
pub(super) mod missing_language;
pub(super) mod not_portable;
pub(super) mod placeholder_is_redirect;
pub(super) mod prompt;
pub(in crate::check) mod shellcheck;
pub(super) mod syntax;
pub(super) mod target_mismatch;
pub(super) mod unbounded_remove;
pub(super) mod unquoted_url;
pub(super) mod wrong_language;

pub(super) mod grave;

use super::Context;
use crate::lang::bash::HazardKind;
use crate::lang::placeholder::Form;
use crate::model::{CodeBlock, DefectKind};
use crate::source::Span;

/// Hazards of a document's blocks in order.
fn hazards<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a CodeBlock, Span, &'a HazardKind)> {
    context.runbook.code_blocks.iter().flat_map(|block| {
        block.defects.iter().filter_map(move |defect| match &defect.kind {
            DefectKind::Hazard(kind) => Some((block, defect.span, kind)),
            _ => None,
        })
    })
}

/// Whether any code of the document sets a variable: of those that none sets it has to fill in the value.
fn is_set(context: &Context<'_>, name: &str) -> bool {
    !context.runbook.placeholders.iter().any(|one| one.form == Form::Env && one.name == name)
}
