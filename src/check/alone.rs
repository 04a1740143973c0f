//! Rules over one document alone: what they find is kept as long as the document is what it was.

use super::text::unclosed_fence;
use super::{Check, Circumstances, Context, Findings, RULES};
use crate::diag::Diagnostic;
use crate::resolve::Library;
use crate::source::{FileId, SourceMap, Span};
use std::sync::Arc;

/// What the rules that look at one document alone have found in it. It holds as long as the document with what its links
/// resolve to, the configuration and the day are the same.
#[derive(Debug, Clone, Default)]
pub struct Alone {
    pub(super) found: Vec<Diagnostic>,
    /// Code that became prose.
    pub(super) turned: Vec<Span>,
}

impl Alone {
    /// The same where the document's file has got another number.
    #[must_use]
    pub fn moved(&self, from: FileId, to: FileId) -> Alone {
        let found = self.found.iter().map(|finding| finding.clone().moved(from, to)).collect();
        Alone { found, turned: self.turned.clone() }
    }
}

/// Runs the rules that look at one document alone, over the document at a place of the library.
#[must_use]
pub fn alone(library: &Library, sources: &SourceMap, circumstances: Circumstances<'_>, at: usize) -> Arc<Alone> {
    let Some(context) = Context::new(library, sources, circumstances, at) else { return Arc::default() };
    let mut found = Vec::new();
    for rule in RULES {
        if let Check::Document(check) = rule.check {
            check(&context, &mut Findings { rule, file: Some(context.file), found: &mut found });
        }
    }
    let turned = context.shared.turned.get().cloned().unwrap_or_default();
    unclosed_fence::lower_consequences(&turned, context.file, &mut found);
    Arc::new(Alone { found, turned })
}
