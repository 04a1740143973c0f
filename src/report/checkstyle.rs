//! `--format checkstyle`: the XML that many review tools read.

use std::fmt::Write;

use super::{Report, xml};

/// The report as XML.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let mut text = format!("{}<checkstyle version=\"4.3\">\n", xml::HEAD);
    for file in report.findings.chunk_by(|left, right| left.path == right.path) {
        let path = file.first().map(|finding| report.address(finding.path)).unwrap_or_default();
        let _ = writeln!(text, "  <file name=\"{}\">", xml::escaped(&path));
        for finding in file {
            let _ = writeln!(
                text,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"rbc.{}\"/>",
                finding.location.line,
                finding.location.column,
                finding.diagnostic.level.name(),
                xml::escaped(&report.sentences(finding.diagnostic)),
                xml::escaped(finding.diagnostic.rule),
            );
        }
        text.push_str("  </file>\n");
    }
    text.push_str("</checkstyle>\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn the_report_is_as_expected_and_can_be_read() {
        let text = samples::rendered(render);
        samples::expect("sample.checkstyle.xml", &text);
        let names = xml::elements(&text);
        assert_eq!(names.iter().filter(|(name, _)| name == "error").count(), 6);
        let hostile = names.iter().flat_map(|(_, values)| values).find(|value| value.contains("@team")).unwrap();
        assert!(hostile.contains("<b>|@team #12 `x` [y](z)\r\n::error::%0A"), "{hostile}");
    }
}
