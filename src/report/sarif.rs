//! `--format sarif`: SARIF 2.1.0 as code scanning takes it: one run, every result at a place, and no more of them than
//! are read.
//!
//! Columns count code points, as in the other formats; the run says so. A fingerprint stands under a key of our own:
//! under the key of code scanning itself only its own hash may stand, and its uploader computes that.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::{Finding, Report, address};
use crate::diag::{Applicability, Fix, Label, Level, Message, Place};
use crate::source::{FileId, Location, Span};
use crate::text::pages;

/// Results of a run that are read; what is beyond them would have the whole file refused.
const RESULTS: usize = 25_000;

/// Characters that a description may have.
const DESCRIPTION: usize = 1000;

/// A place of more lines than this is named by its first: a result is shown on a change only if all its lines changed.
const LINES: u32 = 6;

/// What relative addresses are relative to.
const ROOT: &str = "%SRCROOT%";

/// The report as SARIF, with a final line end. `default_level` is a rule's level where no configuration changes it.
#[must_use]
pub fn render(report: &Report<'_>, default_level: &dyn Fn(&str) -> Option<Level>) -> String {
    render_some(report, default_level, RESULTS)
}

fn render_some(report: &Report<'_>, default_level: &dyn Fn(&str) -> Option<Level>, limit: usize) -> String {
    let findings = report.worst(limit);
    let mut names: Vec<&str> = findings.iter().map(|finding| finding.diagnostic.rule).collect();
    names.sort_unstable();
    names.dedup();
    let indices: HashMap<&str, usize> = names.iter().enumerate().map(|(index, &name)| (name, index)).collect();
    let rules: Vec<Value> = names.iter().map(|name| rule(report, name, default_level(name))).collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(report, finding, &indices)).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver(rules)},
            "language": report.catalogue.language().code(),
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {ROOT: {"description": {"text": report.catalogue.words("report-root")}}},
            "invocations": [invocation(report, results.len())],
            "results": results,
        }],
    });
    let mut text = super::json::quiet(&serde_json::to_string_pretty(&log).unwrap_or_default());
    text.push('\n');
    text
}

fn driver(rules: Vec<Value>) -> Value {
    let mut driver = json!({
        "name": "rbc",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
    });
    if let Some(home) = address::home() {
        driver["informationUri"] = json!(home);
    }
    driver["rules"] = Value::Array(rules);
    driver
}

fn invocation(report: &Report<'_>, results: usize) -> Value {
    let rest = report.findings.len() - results;
    if rest == 0 {
        return json!({"executionSuccessful": true});
    }
    let text = report.catalogue.message(&Message::new("report-left-out").with("count", rest));
    json!({
        "executionSuccessful": true,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}],
    })
}

fn rule(report: &Report<'_>, name: &str, level: Option<Level>) -> Value {
    let mut rule = Map::new();
    rule.insert("id".to_owned(), json!(name));
    rule.insert("name".to_owned(), json!(friendly(name)));
    let summary = pages::summary(name, report.catalogue.language()).unwrap_or(name);
    rule.insert("shortDescription".to_owned(), json!({"text": summary}));
    let why = pages::reason(name, report.catalogue.language()).unwrap_or(summary);
    let why = why.char_indices().nth(DESCRIPTION).map_or(why, |(end, _)| &why[..end]);
    rule.insert("fullDescription".to_owned(), json!({"text": why}));
    let help = help(report, name).unwrap_or_else(|| summary.to_owned());
    rule.insert("help".to_owned(), json!({"text": help, "markdown": help}));
    if let Some(address) = address::rule_page(name) {
        rule.insert("helpUri".to_owned(), json!(address));
    }
    if let Some(level) = level {
        rule.insert("defaultConfiguration".to_owned(), json!({"level": word(level)}));
    }
    let category = name.split('/').next().unwrap_or(name);
    rule.insert("properties".to_owned(), json!({"tags": [category]}));
    Value::Object(rule)
}

/// The page of a rule below its title. Where pages have no address, it says how to read it at home.
fn help(report: &Report<'_>, name: &str) -> Option<String> {
    let page = pages::localized(name, report.catalogue)?;
    let body = page.split_once("\n\n").map_or(page.as_str(), |(_, body)| body);
    if address::rule_page(name).is_some() {
        return Some(body.to_owned());
    }
    Some(format!("{body}\n{}\n", address::explain(report.catalogue, name)))
}

/// `BrokenAnchor` for `link/broken-anchor`, as viewers show it.
fn friendly(name: &str) -> String {
    let words = name.rsplit('/').next().unwrap_or(name).split('-');
    let capital = |word: &str| {
        let mut characters = word.chars();
        characters.next().map(|first| first.to_uppercase().chain(characters).collect::<String>())
    };
    words.filter_map(capital).collect()
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

fn result(report: &Report<'_>, finding: &Finding<'_>, indices: &HashMap<&str, usize>) -> Value {
    let diagnostic = finding.diagnostic;
    let path = report.address(finding.path);
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "ruleIndex": indices.get(diagnostic.rule),
        "level": word(diagnostic.level),
        "message": {"text": report.sentences(diagnostic)},
        "locations": [{"physicalLocation": place(&path, first_lines(report, finding))}],
        "partialFingerprints": {"rbc/v1": report.fingerprint(finding).to_string()},
    });
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().enumerate();
        result["relatedLocations"] = related.map(|(index, label)| related_location(report, index, label)).collect();
    }
    if let (Some(found), &Place::Span(file, _)) = (&diagnostic.fix, &diagnostic.place) {
        result["fixes"] = json!([fix(report, &path, file, found)]);
    }
    result
}

fn first_lines(report: &Report<'_>, finding: &Finding<'_>) -> Location {
    let location = finding.location;
    match finding.diagnostic.place {
        Place::Span(file, span) if location.end_line - location.line > LINES => {
            let file = report.sources.file(file);
            let line = location.line as usize;
            let end = file.line_start(line) + file.line_text(line).len();
            file.location(Span { start: span.start.min(end as u32), end: end as u32 })
        }
        _ => location,
    }
}

fn place(path: &str, location: Location) -> Value {
    json!({"artifactLocation": artifact(path), "region": region(location)})
}

fn artifact(path: &str) -> Value {
    match path.strip_prefix('/') {
        Some(_) => json!({"uri": format!("file://{}", address::encoded(path))}),
        None => json!({"uri": address::encoded(path), "uriBaseId": ROOT}),
    }
}

fn region(location: Location) -> Value {
    json!({
        "startLine": location.line,
        "startColumn": location.column,
        "endLine": location.end_line,
        "endColumn": location.end_column,
    })
}

fn related_location(report: &Report<'_>, index: usize, label: &Label) -> Value {
    let file = report.sources.file(label.file);
    json!({
        "id": index + 1,
        "physicalLocation": place(&report.address(file.path()), file.location(label.span)),
        "message": {"text": report.catalogue.message(&label.message)},
    })
}

fn fix(report: &Report<'_>, path: &str, file: FileId, fix: &Fix) -> Value {
    let file = report.sources.file(file);
    let replacement = |edit: &crate::diag::Edit| json!({"deletedRegion": region(file.location(edit.span)), "insertedContent": {"text": edit.new_text}});
    let replacements: Vec<Value> = fix.edits.iter().map(replacement).collect();
    let words = match fix.applicability {
        Applicability::Safe => "report-fix-safe",
        Applicability::Unsafe => "report-fix-unsafe",
    };
    json!({
        "description": {"text": report.catalogue.words(words)},
        "artifactChanges": [{"artifactLocation": artifact(path), "replacements": replacements}],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;
    use crate::report::samples;
    use crate::text::Catalogue;

    fn rendered() -> String {
        samples::rendered(|report| render(report, &|rule| (rule != "text/x").then_some(Level::Error)))
    }

    #[test]
    fn the_log_is_as_expected() {
        let mut log: Value = serde_json::from_str(&rendered()).unwrap();
        // What the pages of the rules say is theirs.
        for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
            for key in ["shortDescription", "fullDescription"] {
                rule[key]["text"] = json!("…");
            }
            rule["help"] = json!({"text": "…", "markdown": "…"});
            rule.as_object_mut().unwrap().remove("helpUri");
        }
        samples::expect("sample.sarif", &format!("{}\n", serde_json::to_string_pretty(&log).unwrap()));
    }

    #[test]
    fn every_result_has_a_place_and_a_rule_of_its_own() {
        let log: Value = serde_json::from_str(&rendered()).unwrap();
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        for result in run["results"].as_array().unwrap() {
            let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            assert!(!rule["help"]["markdown"].as_str().unwrap().is_empty());
            let place = &result["locations"][0]["physicalLocation"];
            assert!(!place["artifactLocation"]["uri"].as_str().unwrap().is_empty());
            let region = &place["region"];
            assert!(region["startLine"].as_u64().unwrap() >= 1 && region["startColumn"].as_u64().unwrap() >= 1);
            assert!(region["endLine"].as_u64().unwrap() >= region["startLine"].as_u64().unwrap());
        }
    }

    #[test]
    fn rules_speak_the_language_of_the_report() {
        let (sources, diagnostics) = samples::hard();
        for (language, words) in [(Language::Japanese, "## 悪い例"), (Language::English, "## Bad example")] {
            let catalogue = Catalogue::new(language);
            let report = Report::new(&diagnostics, &sources, &catalogue, 1);
            let log: Value = serde_json::from_str(&render(&report, &|_| None)).unwrap();
            for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap() {
                assert!(rule["help"]["markdown"].as_str().unwrap().contains(words), "{rule}");
                for key in ["shortDescription", "fullDescription"] {
                    let japanese = rule[key]["text"].as_str().unwrap().contains('。');
                    assert_eq!(japanese, language == Language::Japanese, "{rule}");
                }
            }
        }
    }

    #[test]
    fn what_is_beyond_the_limit_is_counted_and_the_worst_are_kept() {
        let (sources, mut diagnostics) = samples::flood(30, Level::Info);
        diagnostics[29].level = Level::Error;
        diagnostics[20].level = Level::Warning;
        let catalogue = Catalogue::new(Language::English);
        let report = Report::new(&diagnostics, &sources, &catalogue, 1);
        let log: Value = serde_json::from_str(&render_some(&report, &|_| None, 4)).unwrap();
        let run = &log["runs"][0];
        let line = |result: &Value| result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64().unwrap();
        let lines: Vec<u64> = run["results"].as_array().unwrap().iter().map(line).collect();
        assert_eq!(lines, [1, 2, 21, 30]);
        let notification = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
        assert!(notification.as_str().unwrap().starts_with("26 more findings"), "{notification}");
    }
}
