//! `--format junit`: findings as tests, for services that show nothing else. A file is a suite, a finding a test in it;
//! errors and warnings fail, a hint is a test that passed and has something to say.

use std::fmt::Write;

use super::{Finding, Report, xml};
use crate::diag::Level;

/// The report as XML. A clean run is one test that passed: a report without tests is taken for a failure.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let tests = report.findings.len().max(1);
    let failures = failures(&report.findings);
    let mut text = xml::HEAD.to_owned();
    let _ =
        writeln!(text, "<testsuites name=\"rbc\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" time=\"0\">");
    if report.findings.is_empty() {
        text.push_str("  <testsuite name=\"rbc\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\" time=\"0\">\n");
        text.push_str("    <testcase name=\"rbc check\" classname=\"rbc\" time=\"0\"/>\n  </testsuite>\n");
    }
    for file in report.findings.chunk_by(|left, right| left.path == right.path) {
        suite(&mut text, report, file);
    }
    text.push_str("</testsuites>\n");
    text
}

fn failures(findings: &[Finding<'_>]) -> usize {
    findings.iter().filter(|finding| finding.diagnostic.level != Level::Info).count()
}

fn suite(text: &mut String, report: &Report<'_>, findings: &[Finding<'_>]) {
    let path = findings.first().map(|finding| report.address(finding.path)).unwrap_or_default();
    let path = xml::escaped(&path);
    let _ = writeln!(
        text,
        "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\" time=\"0\">",
        findings.len(),
        failures(findings)
    );
    for finding in findings {
        case(text, report, finding, &path);
    }
    text.push_str("  </testsuite>\n");
}

fn case(text: &mut String, report: &Report<'_>, finding: &Finding<'_>, path: &str) {
    let diagnostic = finding.diagnostic;
    let (line, column) = (finding.location.line, finding.location.column);
    let rule = xml::escaped(diagnostic.rule);
    let level = diagnostic.level.name();
    let message = xml::escaped(&report.catalogue.message(&diagnostic.message));
    let help = diagnostic.help.as_ref().map(|help| report.catalogue.message(help)).unwrap_or_default();
    let body = format!("{path}:{line}:{column} {level}[{rule}] {message}");
    let body = if help.is_empty() { body } else { format!("{body}\n{}", xml::escaped(&help)) };
    let _ = writeln!(
        text,
        "    <testcase name=\"{rule} ({line}:{column})\" classname=\"{path}\" file=\"{path}\" line=\"{line}\" time=\"0\">"
    );
    let _ = match diagnostic.level {
        Level::Info => writeln!(text, "      <system-out>{body}</system-out>"),
        _ => writeln!(text, "      <failure type=\"{level}\" message=\"{message}\">{body}</failure>"),
    };
    text.push_str("    </testcase>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;
    use crate::report::samples;
    use crate::source::SourceMap;
    use crate::text::Catalogue;

    #[test]
    fn the_report_is_as_expected_and_can_be_read() {
        let text = samples::rendered(render);
        samples::expect("sample.junit.xml", &text);
        let elements = xml::elements(&text);
        let count = |wanted: &str| elements.iter().filter(|(name, _)| name == wanted).count();
        assert_eq!((count("testcase"), count("failure"), count("testsuite")), (6, 5, 4));
    }

    #[test]
    fn a_clean_run_is_a_test_that_passed() {
        let (sources, catalogue) = (SourceMap::default(), Catalogue::new(Language::Japanese));
        let text = render(&Report::new(&[], &sources, &catalogue, 3));
        let elements = xml::elements(&text);
        assert_eq!(
            elements.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
            ["testsuites", "testsuite", "testcase"]
        );
    }
}
