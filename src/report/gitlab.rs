//! `--format gitlab`: GitLab's Code Quality report. It knows a finding again by its fingerprint, so that one that was
//! there before is not shown as new.

use serde_json::{Value, json};

use super::{Finding, Report};
use crate::diag::Level;

/// The report as a JSON array, with a final line end.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let findings: Vec<Value> = report.findings.iter().map(|finding| record(report, finding)).collect();
    let mut text = super::json::quiet(&serde_json::to_string_pretty(&findings).unwrap_or_default());
    text.push('\n');
    text
}

fn record(report: &Report<'_>, finding: &Finding<'_>) -> Value {
    let diagnostic = finding.diagnostic;
    json!({
        "description": report.sentences(diagnostic),
        "check_name": diagnostic.rule,
        "fingerprint": report.fingerprint(finding).to_string(),
        "severity": match diagnostic.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Info => "info",
        },
        "location": {
            "path": report.address(finding.path),
            "lines": {"begin": finding.location.line, "end": finding.location.end_line},
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn the_report_is_as_expected_and_its_fingerprints_are_distinct() {
        let text = samples::rendered(render);
        samples::expect("sample.gitlab.json", &text);
        let records: Vec<Value> = serde_json::from_str(&text).unwrap();
        let mut marks: Vec<&str> = records.iter().map(|record| record["fingerprint"].as_str().unwrap()).collect();
        marks.sort_unstable();
        marks.dedup();
        assert_eq!(marks.len(), records.len());
    }
}
