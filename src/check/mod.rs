//! Rules: each is one file, its page in `docs/rules` and its line in the list.
//!
//! A rule reads what was decided before and reports; it decides nothing that another room could need.

mod link;
mod metadata;
mod table;
mod text;

use crate::diag::{Diagnostic, Level, Message};
use crate::model::Runbook;
use crate::resolve::Library;
use crate::source::{FileId, SourceMap, Span};

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// `category/kebab-name`; says by itself what is wrong.
    pub name: &'static str,
    /// How bad a finding is, unless the configuration says otherwise.
    pub level: Level,
    /// Looks at one document.
    pub check: fn(&Context<'_>, &mut Findings<'_>),
}

/// Every rule, by name.
pub static RULES: &[Rule] = &[
    link::broken_anchor::RULE,
    link::broken_file::RULE,
    link::broken_mention::RULE,
    link::broken_section_mention::RULE,
    link::outside_project::RULE,
    link::unpublished_file::RULE,
    link::unsafe_scheme::RULE,
    link::wrong_case::RULE,
    metadata::front_matter_unreadable::RULE,
    table::too_few_cells::RULE,
    table::too_many_cells::RULE,
    text::html_as_text::RULE,
    text::html_not_allowed::RULE,
    text::unclosed_fence::RULE,
];

/// What a rule sees: one document among all.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Everything.
    pub library: &'a Library,
    /// All texts.
    pub sources: &'a SourceMap,
    /// The document's place in the library's lists.
    pub at: usize,
    /// The document.
    pub runbook: &'a Runbook,
    /// Its file.
    pub file: FileId,
}

/// Where a rule reports.
#[derive(Debug)]
pub struct Findings<'a> {
    rule: &'static Rule,
    file: FileId,
    found: &'a mut Vec<Diagnostic>,
}

impl Findings<'_> {
    /// Reports at a place of the document.
    pub fn report(&mut self, span: Span, message: Message) -> &mut Diagnostic {
        self.found.push(Diagnostic::new(self.rule.name, self.rule.level, self.file, span, message));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

/// Runs every rule over every document. Findings come by document, rule and place; levels are those of the rules.
#[must_use]
pub fn check(library: &Library, sources: &SourceMap) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, runbook) in library.runbooks.iter().enumerate() {
        let Some(file) = runbook.file else { continue };
        let context = Context { library, sources, at, runbook, file };
        for rule in RULES {
            (rule.check)(&context, &mut Findings { rule, file, found: &mut found });
        }
    }
    found
}

#[cfg(test)]
mod tests;
