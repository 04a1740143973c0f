//! `--format rdjson`: the format of reviewdog, which makes review comments of findings and suggestions of fixes.
//!
//! Its columns count bytes, from 1: the one format here whose columns are not code points.

use serde_json::{Value, json};

use super::{Finding, Report, address};
use crate::diag::{Fix, Level, Place};
use crate::source::{SourceFile, Span};

/// Lines that a suggestion may replace.
const LINES: u32 = 6;

/// The report as one JSON object, with a final line end.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let diagnostics: Vec<Value> = report.findings.iter().map(|finding| record(report, finding)).collect();
    let all = json!({"source": {"name": "rbc"}, "diagnostics": diagnostics});
    let mut text = super::json::quiet(&serde_json::to_string_pretty(&all).unwrap_or_default());
    text.push('\n');
    text
}

fn record(report: &Report<'_>, finding: &Finding<'_>) -> Value {
    let diagnostic = finding.diagnostic;
    let mut code = json!({"value": diagnostic.rule});
    if let Some(address) = address::rule_page(diagnostic.rule) {
        code["url"] = json!(address);
    }
    let mut record = json!({
        "message": report.sentences(diagnostic),
        "location": {"path": report.address(finding.path), "range": place(report, finding)},
        "severity": match diagnostic.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Info => "INFO",
        },
        "code": code,
    });
    if let (Some(fix), &Place::Span(file, _)) = (&diagnostic.fix, &diagnostic.place) {
        record["suggestions"] = suggestion(report.sources.file(file), fix).into_iter().collect();
    }
    record
}

/// Each suggestion is taken by itself, so edits that belong together are one replacement of all between them. Where that
/// would be a large part of the document there is none.
fn suggestion(file: &SourceFile, fix: &Fix) -> Option<Value> {
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    let all = first.span.to(last.span);
    let place = file.location(all);
    if place.end_line - place.line > LINES {
        return None;
    }
    let mut text = String::new();
    let mut end = first.span.start;
    for edit in &fix.edits {
        text.push_str(file.slice(Span { start: end, end: edit.span.start.max(end) }));
        text.push_str(&edit.new_text);
        end = edit.span.end;
    }
    Some(json!({"range": range(file, all), "text": text}))
}

fn place(report: &Report<'_>, finding: &Finding<'_>) -> Value {
    match finding.diagnostic.place {
        Place::Span(file, span) => range(report.sources.file(file), span),
        Place::Path { .. } => json!({"start": {"line": finding.location.line}}),
    }
}

fn range(file: &SourceFile, span: Span) -> Value {
    json!({"start": position(file, span.start), "end": position(file, span.end.max(span.start))})
}

fn position(file: &SourceFile, offset: u32) -> Value {
    let offset = (offset as usize).min(file.text().len());
    let line = file.line(offset as u32) as usize;
    json!({"line": line, "column": offset - file.line_start(line) + 1})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn the_report_is_as_expected() {
        samples::expect("sample.rdjson", &samples::rendered(render));
    }

    /// Does what a reader of the format does: lines by LF, columns in bytes.
    fn applied(text: &str, suggestion: &Value) -> String {
        let offset = |position: &Value| {
            let line = position["line"].as_u64().unwrap() as usize;
            let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
            before + position["column"].as_u64().unwrap() as usize - 1
        };
        let (start, end) = (offset(&suggestion["range"]["start"]), offset(&suggestion["range"]["end"]));
        format!("{}{}{}", &text[..start], suggestion["text"].as_str().unwrap(), &text[end..])
    }

    #[test]
    fn a_suggestion_mends_the_text_behind_wide_characters() {
        let all: Value = serde_json::from_str(&samples::rendered(render)).unwrap();
        let found = all["diagnostics"].as_array().unwrap().iter().find(|one| one.get("suggestions").is_some()).unwrap();
        let mended = applied(samples::TEXT, &found["suggestions"][0]);
        assert_eq!(mended, samples::TEXT.replace("[当番](#当番表)", "[当番の表](#当番)"));
    }
}
