//! `--format jsonl`: one diagnostic object a line, as in [`super::json`], without a summary.

use super::{Report, json};

/// One line for each finding.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        let record = json::record(finding, report.sources, report.catalogue);
        text.push_str(&json::quiet(&serde_json::to_string(&record).unwrap_or_default()));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::config::Language;
    use crate::report::{Report, samples};
    use crate::text::Catalogue;

    #[test]
    fn each_line_is_an_object_of_its_own() {
        let (sources, diagnostics) = samples::sample();
        let catalogue = Catalogue::new(Language::English);
        let text = super::render(&Report::new(&diagnostics, &sources, &catalogue, 2));
        let rules: Vec<String> = text
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["rule"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(rules.len(), 5);
        assert_eq!(rules[0], "link/broken-anchor");
    }
}
