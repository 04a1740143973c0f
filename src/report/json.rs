//! `--format json`: one object for the whole run.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Finding, Report};
use crate::diag::{Applicability, Fix, Label, Place};
use crate::source::{SourceMap, Span};
use crate::text::{Catalogue, disturbs};

/// Version of the shape below; raised when a field changes or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// Everything that a run found.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "rbc diagnostics")]
pub struct Output<'a> {
    /// Version of this shape.
    pub schema_version: u32,
    /// Sorted by path, line, column, rule.
    pub diagnostics: Vec<Record<'a>>,
    /// How many there are.
    pub summary: Summary,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "rbc diagnostic")]
pub struct Record<'a> {
    /// `category/kebab-name`
    pub rule: &'a str,
    /// How bad it is.
    pub level: Level,
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
    #[schemars(with = "FixRecord<'a>")]
    pub fix: Option<FixRecord<'a>>,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Will fail an operator; exit status 1.
    Error,
    /// Could fail an operator.
    Warning,
    /// Worth knowing.
    Info,
}

/// A place: lines and columns start at 1, a column counts Unicode code points, the end is exclusive.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Location<'a> {
    /// Path relative to the project's root, with `/`.
    pub path: Cow<'a, str>,
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

/// Another place that belongs to a finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Related<'a> {
    /// What stands there.
    pub message: String,
    /// Where.
    pub location: Location<'a>,
}

/// A way to mend a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
pub struct FixRecord<'a> {
    /// `safe` keeps the meaning, `unsafe` may change it.
    pub applicability: Safety,
    /// Replacements that do not overlap, in order.
    pub edits: Vec<EditRecord<'a>>,
}

/// Whether a fix keeps the meaning.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// It does.
    Safe,
    /// It may change it.
    Unsafe,
}

/// One replacement.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
pub struct EditRecord<'a> {
    /// What is replaced.
    pub location: Location<'a>,
    /// By what.
    pub new_text: Cow<'a, str>,
}

/// How many findings there are, and in how many documents they were looked for.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Summary {
    /// Documents.
    pub files: usize,
    /// Findings of level error.
    pub errors: usize,
    /// Findings of level warning.
    pub warnings: usize,
    /// Findings of level info.
    pub infos: usize,
}

/// The report as one JSON object, indented, with a final line end.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let mut text = quiet(&serde_json::to_string_pretty(&output(report)).unwrap_or_default());
    text.push('\n');
    text
}

/// The same JSON, with escapes for characters that would do something to a terminal: controls above ASCII, and marks that
/// turn the direction of writing.
pub(super) fn quiet(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if character != '\n' && disturbs(character) {
            text.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            text.push(character);
        }
    }
    text
}

/// The report as data.
#[must_use]
pub fn output<'a>(report: &Report<'a>) -> Output<'a> {
    let counts = report.counts();
    let summary =
        Summary { files: report.files, errors: counts.errors, warnings: counts.warnings, infos: counts.infos };
    let records = report.findings.iter().map(|finding| record(finding, report.sources, report.catalogue));
    Output { schema_version: SCHEMA_VERSION, diagnostics: records.collect(), summary }
}

/// The JSON Schema of [`Output`].
#[must_use]
pub fn schema() -> serde_json::Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Output<'static>>().to_value()
}

/// One finding as data.
#[must_use]
pub fn record<'a>(finding: &Finding<'a>, sources: &'a SourceMap, catalogue: &Catalogue) -> Record<'a> {
    let diagnostic = finding.diagnostic;
    Record {
        rule: diagnostic.rule,
        level: match diagnostic.level {
            crate::diag::Level::Error => Level::Error,
            crate::diag::Level::Warning => Level::Warning,
            crate::diag::Level::Info => Level::Info,
        },
        message: catalogue.message(&diagnostic.message),
        help: diagnostic.help.as_ref().map(|help| catalogue.message(help)),
        location: location(finding.path, finding.location),
        related: diagnostic.related.iter().map(|label| related(label, sources, catalogue)).collect(),
        fix: diagnostic.fix.as_ref().and_then(|found| fix(found, &diagnostic.place, sources)),
    }
}

fn location(path: &str, place: crate::source::Location) -> Location<'_> {
    let crate::source::Location { line, column, end_line, end_column } = place;
    Location { path: Cow::Borrowed(path), line, column, end_line, end_column }
}

fn located(sources: &SourceMap, id: crate::source::FileId, span: Span) -> Location<'_> {
    let file = sources.file(id);
    location(file.path(), file.location(span))
}

fn related<'a>(label: &'a Label, sources: &'a SourceMap, catalogue: &Catalogue) -> Related<'a> {
    Related { message: catalogue.message(&label.message), location: located(sources, label.file, label.span) }
}

fn fix<'a>(fix: &'a Fix, place: &Place, sources: &'a SourceMap) -> Option<FixRecord<'a>> {
    let &Place::Span(id, _) = place else { return None };
    let edits = fix
        .edits
        .iter()
        .map(|edit| EditRecord { location: located(sources, id, edit.span), new_text: Cow::Borrowed(&edit.new_text) });
    let applicability = match fix.applicability {
        Applicability::Safe => Safety::Safe,
        Applicability::Unsafe => Safety::Unsafe,
    };
    Some(FixRecord { applicability, edits: edits.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;
    use crate::report::samples;

    #[test]
    fn the_object_has_the_published_shape_and_keeps_its_schema() {
        let (sources, diagnostics) = samples::sample();
        let catalogue = Catalogue::new(Language::Japanese);
        let text = render(&Report::new(&diagnostics, &sources, &catalogue, 2));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected = serde_json::json!({
            "rule": "link/broken-anchor",
            "level": "error",
            "message": "キー「tilte」はありません",
            "help": "近い名前: 「当番」",
            "location": {"path": "content/当番.md", "line": 3, "column": 13, "end_line": 3, "end_column": 17},
            "related": [{
                "message": "最初はここ",
                "location": {"path": "content/当番.md", "line": 5, "column": 4, "end_line": 6, "end_column": 1}
            }],
            "fix": {"applicability": "safe", "edits": [{
                "location": {"path": "content/当番.md", "line": 3, "column": 13, "end_line": 3, "end_column": 17},
                "new_text": "#当番"
            }]}
        });
        assert_eq!(value["diagnostics"][0], expected);
        let place =
            serde_json::json!({"path": "content/旧.md", "line": 3, "column": 2, "end_line": 3, "end_column": 2});
        assert_eq!(value["diagnostics"][3]["location"], place);
        assert!(value["diagnostics"][3].get("help").is_none());
        assert_eq!(value["summary"], serde_json::json!({"files": 2, "errors": 2, "warnings": 1, "infos": 2}));
        let validator = jsonschema::validator_for(&schema()).unwrap();
        assert!(validator.is_valid(&value));
        assert!(!validator.is_valid(&serde_json::json!({"schema_version": 1})));
    }

    #[test]
    fn nothing_in_it_moves_a_cursor_and_it_says_the_same() {
        let value = serde_json::json!({"path": "a\u{202e}\u{9b}\u{1b}[2K\n障害🔥.md"});
        let text = quiet(&serde_json::to_string_pretty(&value).unwrap());
        assert!(text.contains("a\\u202e\\u009b\\u001b[2K\\n障害🔥.md"), "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
