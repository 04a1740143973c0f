//! Findings, as `rbc check --format json` gives them, with the runbook that they are about.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::value::one_of;
use super::{Location, Places};
use crate::diag::{self, Applicability, Level, Place};
use crate::source::SourceMap;
use crate::text::Catalogue;

/// One finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Diagnostic<'a> {
    /// The runbook whose file it is about; absent for other files.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub id: Option<&'a str>,
    /// `category/kebab-name`
    pub rule: &'a str,
    /// How bad it is.
    #[schemars(schema_with = "level")]
    pub level: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub help: Option<String>,
    /// Where.
    pub location: Location<'a>,
    /// Other places that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related<'a>>,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Fix<'a>")]
    pub fix: Option<Fix<'a>>,
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Related<'a> {
    /// What stands there.
    pub message: String,
    /// Where.
    pub location: Location<'a>,
}

/// A way to mend a finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Fix<'a> {
    /// `safe` keeps the meaning, `unsafe` may change it.
    #[schemars(schema_with = "safety")]
    pub applicability: &'static str,
    /// Replacements that do not overlap, in order.
    pub edits: Vec<Edit<'a>>,
}

/// One replacement.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Edit<'a> {
    /// What is replaced.
    pub location: Location<'a>,
    /// By what.
    pub new_text: &'a str,
}

impl<'a> Diagnostic<'a> {
    /// A finding in words and lines.
    #[must_use]
    pub fn new(
        finding: &'a diag::Diagnostic,
        id: Option<&'a str>,
        sources: &'a SourceMap,
        catalogue: &Catalogue,
    ) -> Self {
        let related = finding.related.iter().map(|label| Related {
            message: catalogue.message(&label.message),
            location: Places { file: sources.file(label.file) }.of(label.span),
        });
        Diagnostic {
            id,
            rule: finding.rule,
            level: finding.level.name(),
            message: catalogue.message(&finding.message),
            help: finding.help.as_ref().map(|help| catalogue.message(help)),
            location: location(&finding.place, sources),
            related: related.collect(),
            fix: finding.fix.as_ref().and_then(|found| fix(found, &finding.place, sources)),
        }
    }
}

fn location<'a>(place: &'a Place, sources: &'a SourceMap) -> Location<'a> {
    match place {
        Place::Span(file, span) => Places { file: sources.file(*file) }.of(*span),
        Place::Path { path, line, column } => {
            Location { path, line: *line, column: *column, end_line: *line, end_column: *column }
        }
    }
}

fn fix<'a>(fix: &'a diag::Fix, place: &Place, sources: &'a SourceMap) -> Option<Fix<'a>> {
    let &Place::Span(file, _) = place else { return None };
    let places = Places { file: sources.file(file) };
    let edits = fix.edits.iter().map(|edit| Edit { location: places.of(edit.span), new_text: &edit.new_text });
    Some(Fix { applicability: safety_name(fix.applicability), edits: edits.collect() })
}

fn safety_name(applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
    }
}

fn safety(_: &mut SchemaGenerator) -> Schema {
    one_of([Applicability::Safe, Applicability::Unsafe].map(safety_name))
}

fn level(_: &mut SchemaGenerator) -> Schema {
    one_of([Level::Error, Level::Warning, Level::Info].map(Level::name))
}
