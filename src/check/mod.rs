//! Rules: each is one file, its page in `docs/rules` and its line in the list.
//!
//! A rule reads what was decided before and reports; it decides nothing that another room could need.

mod alone;
mod around;
mod bash;
mod checklist;
mod contact;
mod escalation;
mod link;
mod metadata;
mod placeholder;
mod reference;
mod secret;
mod section;
mod severity;
mod slo;
mod sql;
mod table;
mod template;
mod text;

pub use alone::{Alone, alone};
pub use bash::shellcheck::{Remark, Script};

use crate::config::{Choices, Config};
use crate::diag::{Diagnostic, Label, Level, Message};
use crate::model::Runbook;
use crate::online::Answers;
use crate::resolve::Library;
use crate::source::{FileId, SourceFile, SourceMap, Span};
use crate::syntax::Document;
use crate::yaml::Node;
use jiff::civil::Date;
use rayon::prelude::*;
use std::cell::OnceCell;
use std::ops::Deref;
use std::sync::Arc;

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// `category/kebab-name`; says by itself what is wrong.
    pub name: &'static str,
    /// How bad a finding is, unless the configuration says otherwise.
    pub level: Level,
    /// How it looks.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// One document alone.
    Document(fn(&Context<'_>, &mut Findings<'_>)),
    /// One document with what its links lead to.
    Linked(fn(&Linked<'_>, &mut Findings<'_>)),
    /// All documents together, once.
    Project(fn(&Project<'_>, &mut Findings<'_>)),
    /// One document with what other hosts answered: only where they were asked.
    Answers(fn(&Context<'_>, &Answers, &mut Findings<'_>)),
    /// What another program says of code: only where somebody asked it.
    Remarks,
}

/// Every rule, by name.
pub static RULES: &[Rule] = &[
    bash::curl_pipe_shell::RULE,
    bash::destructive_without_check::RULE,
    bash::destructive_without_warning::RULE,
    bash::missing_language::RULE,
    bash::not_portable::RULE,
    bash::placeholder_is_redirect::RULE,
    bash::prompt::RULE,
    bash::shellcheck::RULE,
    bash::syntax::RULE,
    bash::target_mismatch::RULE,
    bash::unbounded_remove::RULE,
    bash::unquoted_url::RULE,
    bash::wrong_language::RULE,
    checklist::empty_item::RULE,
    checklist::unreadable_marker::RULE,
    contact::empty_cell::RULE,
    contact::malformed_channel::RULE,
    contact::no_channel::RULE,
    contact::unfilled::RULE,
    escalation::nobody_on_call::RULE,
    escalation::times_out_of_order::RULE,
    escalation::unfilled::RULE,
    escalation::unknown_role::RULE,
    link::broken_anchor::RULE,
    link::broken_file::RULE,
    link::broken_mention::RULE,
    link::broken_section_mention::RULE,
    link::dead_url::RULE,
    link::duplicate_anchor::RULE,
    link::incomplete_contents::RULE,
    link::local_path::RULE,
    link::look_alike_letter::RULE,
    link::lost_anchor::RULE,
    link::moved_url::RULE,
    link::other_normalization::RULE,
    link::outside_project::RULE,
    link::own_site::RULE,
    link::placeholder_url::RULE,
    link::swallowed_text::RULE,
    link::unpublished_file::RULE,
    link::unsafe_scheme::RULE,
    link::unverified_url::RULE,
    link::wrong_case::RULE,
    metadata::front_matter_unreadable::RULE,
    metadata::future_date::RULE,
    metadata::impossible_date::RULE,
    metadata::near_copy::RULE,
    metadata::no_owner::RULE,
    metadata::placeholder_value::RULE,
    metadata::review_overdue::RULE,
    placeholder::swallowed_by_html::RULE,
    placeholder::undeclared::RULE,
    placeholder::unfilled::RULE,
    reference::defined_twice::RULE,
    reference::undefined::RULE,
    secret::credential::RULE,
    secret::json_web_token::RULE,
    secret::private_key::RULE,
    secret::token::RULE,
    section::duplicate_heading::RULE,
    section::empty::RULE,
    section::missing_number::RULE,
    section::no_recovery_criteria::RULE,
    section::no_rollback::RULE,
    section::not_written::RULE,
    section::repeated_number::RULE,
    section::skipped_level::RULE,
    severity::conflicting_scales::RULE,
    severity::conflicting_targets::RULE,
    severity::duplicate_level::RULE,
    severity::no_table::RULE,
    severity::no_targets::RULE,
    severity::response_after_resolution::RULE,
    severity::targets_out_of_order::RULE,
    severity::undefined_level::RULE,
    severity::unreadable_target::RULE,
    slo::contradicting_thresholds::RULE,
    slo::error_budget::RULE,
    sql::destructive_without_warning::RULE,
    sql::expanded_by_shell::RULE,
    sql::syntax::RULE,
    sql::unbounded_write::RULE,
    sql::unknown_column::RULE,
    table::duplicate_column::RULE,
    table::no_rows::RULE,
    table::not_a_table::RULE,
    table::pipe_in_code::RULE,
    table::too_few_cells::RULE,
    table::too_many_cells::RULE,
    text::accidental_heading::RULE,
    text::bidirectional_control::RULE,
    text::blank_after_backslash::RULE,
    text::code_outside_step::RULE,
    text::control_character::RULE,
    text::dash_in_command::RULE,
    text::foreign_admonition::RULE,
    text::fragile_emphasis::RULE,
    text::full_width_in_command::RULE,
    text::garbled_text::RULE,
    text::hidden_html::RULE,
    text::hidden_text::RULE,
    text::html_as_text::RULE,
    text::html_not_allowed::RULE,
    text::invisible_character::RULE,
    text::look_alike_in_command::RULE,
    text::non_ascii_space_in_command::RULE,
    text::smart_quote_in_command::RULE,
    text::unclosed_fence::RULE,
];

/// Rules that speak only where rbc.yaml or a policy asks them to.
pub const OFF: &[&str] = &["bash/not-portable"];

/// What the rules go by besides the documents.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// The project's own words.
    pub config: &'a Config,
    /// The day on which the project is looked at.
    pub today: Date,
}

/// What every rule sees: the project.
#[derive(Debug, Clone, Copy)]
pub struct Project<'a> {
    /// Everything.
    pub library: &'a Library,
    /// All texts.
    pub sources: &'a SourceMap,
    /// The project's own words.
    pub config: &'a Config,
    /// The day on which the project is looked at.
    pub today: Date,
    choices: &'a Choices<'a>,
}

impl<'a> Project<'a> {
    /// An option of a rule for a file: the last word of `per_file` that gives it, else that of `rules`.
    #[must_use]
    pub fn option(&self, file: FileId, rule: &str, key: &str) -> Option<&'a Node> {
        self.choices.option(self.sources.file(file).path(), rule, key)
    }
}

/// What a rule sees of one document: nothing of the others, so that what it finds holds until the document changes.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// The project's own words.
    pub config: &'a Config,
    /// The day on which the project is looked at.
    pub today: Date,
    /// The document's place in the library's lists.
    pub at: usize,
    /// The document, its links resolved.
    pub runbook: &'a Runbook,
    /// Its tree.
    pub document: &'a Document,
    /// Its text.
    pub source: &'a SourceFile,
    /// Its file.
    pub file: FileId,
    /// What more than one rule asks of the document.
    pub shared: Shared,
}

/// What a rule sees of one document among all.
#[derive(Debug, Clone)]
pub struct Linked<'a> {
    own: Context<'a>,
    /// Everything.
    pub library: &'a Library,
    /// All texts.
    pub sources: &'a SourceMap,
}

impl<'a> Deref for Linked<'a> {
    type Target = Context<'a>;

    fn deref(&self) -> &Context<'a> {
        &self.own
    }
}

/// What more than one rule asks of a document, found when the first one asks.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    breaks: OnceCell<Vec<section::Break>>,
    turned: OnceCell<Vec<Span>>,
    /// HTML that is shown as text, as written.
    tags: OnceCell<Vec<(String, Span)>>,
}

impl<'a> Context<'a> {
    fn new(
        library: &'a Library,
        sources: &'a SourceMap,
        Circumstances { config, today }: Circumstances<'a>,
        at: usize,
    ) -> Option<Self> {
        let (runbook, document) = (library.runbooks.get(at)?, library.documents.get(at)?);
        let file = runbook.file?;
        let source = sources.file(file);
        Some(Context { config, today, at, runbook, document, source, file, shared: Shared::default() })
    }
}

/// Where a rule reports.
#[derive(Debug)]
pub struct Findings<'a> {
    rule: &'static Rule,
    file: Option<FileId>,
    found: &'a mut Vec<Diagnostic>,
}

impl Findings<'_> {
    /// Reports at a place of the document that is looked at; a rule of the whole project says which one: `report_in`.
    pub fn report(&mut self, span: Span, message: Message) -> &mut Diagnostic {
        self.report_in(self.file.unwrap_or(FileId(0)), span, message)
    }

    /// How many findings there are.
    fn count(&self) -> usize {
        self.found.len()
    }

    /// Shows another place beside the `at`th finding, up to a few.
    fn relate(&mut self, at: usize, label: Label) {
        const PLACES: usize = 5;
        if let Some(finding) = self.found.get_mut(at).filter(|finding| finding.related.len() < PLACES) {
            finding.related.push(label);
        }
    }

    /// Gives the findings from the `from`th on a level of their own.
    fn set_level(&mut self, from: usize, level: Level) {
        self.found.iter_mut().skip(from).for_each(|finding| finding.level = level);
    }

    /// Reports at a place of any document.
    pub fn report_in(&mut self, file: FileId, span: Span, message: Message) -> &mut Diagnostic {
        self.found.push(Diagnostic::new(self.rule.name, self.rule.level, file, span, message));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

/// Runs every rule over every document. Findings come by document, rule and place, then those of the whole project;
/// levels are those of the rules.
#[must_use]
pub fn check(library: &Library, sources: &SourceMap, circumstances: Circumstances<'_>) -> Vec<Diagnostic> {
    let alone = (0..library.runbooks.len()).into_par_iter().map(|at| alone(library, sources, circumstances, at));
    check_together(library, sources, circumstances, &alone.collect::<Vec<_>>())
}

/// Runs the rules that look further than one document, and gives all findings as [`check`] does. `alone` holds what
/// [`alone()`] has found, side by side with the library's lists.
#[must_use]
pub fn check_together(
    library: &Library,
    sources: &SourceMap,
    circumstances: Circumstances<'_>,
    alone: &[Arc<Alone>],
) -> Vec<Diagnostic> {
    let Circumstances { config, today } = circumstances;
    let choices = Choices::new(config);
    let project = Project { library, sources, config, today, choices: &choices };
    let of_document = |(at, alone): (usize, &Arc<Alone>)| check_document(library, sources, circumstances, at, alone);
    let mut found: Vec<Diagnostic> = alone.par_iter().enumerate().flat_map_iter(of_document).collect();
    for rule in RULES {
        if let Check::Project(check) = rule.check {
            check(&project, &mut Findings { rule, file: None, found: &mut found });
        }
    }
    found
}

/// Runs the rules that report from what other hosts answered.
#[must_use]
pub fn check_answers(
    library: &Library,
    sources: &SourceMap,
    circumstances: Circumstances<'_>,
    answers: &Answers,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let contexts = (0..library.runbooks.len()).filter_map(|at| Context::new(library, sources, circumstances, at));
    for context in contexts {
        for rule in RULES {
            if let Check::Answers(check) = rule.check {
                check(&context, answers, &mut Findings { rule, file: Some(context.file), found: &mut found });
            }
        }
    }
    found
}

/// Whether a rule looks only where other hosts were asked.
#[must_use]
pub fn is_of_answers(rule: &str) -> bool {
    RULES.iter().any(|known| known.name == rule && matches!(known.check, Check::Answers(_)))
}

/// Shell code of all documents, as another program may be asked about it.
pub fn scripts(library: &Library, sources: &SourceMap, circumstances: Circumstances<'_>) -> Vec<Script> {
    (0..library.runbooks.len())
        .filter_map(|at| Context::new(library, sources, circumstances, at))
        .flat_map(|context| bash::shellcheck::scripts(&context))
        .collect()
}

/// The findings that come of remarks on scripts.
#[must_use]
pub fn check_remarks(
    library: &Library,
    sources: &SourceMap,
    circumstances: Circumstances<'_>,
    remarks: &[(Script, Vec<Remark>)],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let rule = &bash::shellcheck::RULE;
    for (script, remarks) in remarks.iter().filter(|(_, remarks)| !remarks.is_empty()) {
        if let Some(context) = Context::new(library, sources, circumstances, script.document) {
            let mut findings = Findings { rule, file: Some(context.file), found: &mut found };
            bash::shellcheck::report(&context, script.block, remarks, &mut findings);
        }
    }
    found
}

/// Whether a rule passes on what another program says.
#[must_use]
pub fn is_of_remarks(rule: &str) -> bool {
    rule == bash::shellcheck::RULE.name
}

/// The addresses of other hosts that documents link to and nothing of the project answers for, as they are written, by
/// document.
pub fn addresses(library: &Library) -> impl Iterator<Item = (FileId, &str)> {
    library.runbooks.iter().filter_map(|runbook| Some((runbook.file?, runbook))).flat_map(|(file, runbook)| {
        runbook.links.iter().filter(|link| link::is_asked(link)).map(move |link| (file, link.target.as_str()))
    })
}

fn check_document(
    library: &Library,
    sources: &SourceMap,
    circumstances: Circumstances<'_>,
    at: usize,
    alone: &Alone,
) -> Vec<Diagnostic> {
    let Some(own) = Context::new(library, sources, circumstances, at) else { return Vec::new() };
    let file = own.file;
    let linked = Linked { own, library, sources };
    let mut found = Vec::new();
    for rule in RULES {
        if let Check::Linked(check) = rule.check {
            check(&linked, &mut Findings { rule, file: Some(file), found: &mut found });
        }
    }
    text::unclosed_fence::lower_consequences(&alone.turned, file, &mut found);
    found.extend(alone.found.iter().cloned());
    // Stable, and the rules stand by name.
    found.sort_by_key(|finding| finding.rule);
    found
}

#[cfg(test)]
mod tests;
