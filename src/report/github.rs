//! `--format github`: workflow commands, which become notes at the lines of a change.
//!
//! A step shows ten notes of each level and drops the rest without a word. So the first ten of each level are notes, and
//! the rest are plain lines of the log with their number; the whole table is the summary of the job: [`summary`].

use std::fmt::Write;

use super::{Finding, Report, markdown, overview};
use crate::diag::{Level, Message};
use crate::text::visible;

/// Notes of one level that a step shows.
const NOTES: usize = 10;

/// Bytes that a summary may have.
const SUMMARY: usize = 1 << 20;

/// The notes, worst first, and what is more than a step can show.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let mut text = String::new();
    let mut rest: Vec<&Finding<'_>> = Vec::new();
    for level in [Level::Error, Level::Warning, Level::Info] {
        let mut of_level = report.findings.iter().filter(|finding| finding.diagnostic.level == level);
        for finding in of_level.by_ref().take(NOTES) {
            note(&mut text, report, finding);
        }
        rest.extend(of_level);
    }
    if !rest.is_empty() {
        let _ = writeln!(
            text,
            "{}",
            plain(&report.catalogue.message(&Message::new("report-not-noted").with("count", rest.len())))
        );
        for finding in rest {
            let _ = writeln!(text, "- {}", plain(&line(report, finding)));
        }
    }
    let _ = writeln!(text, "{}", plain(&report.summary()));
    text
}

/// What the summary of the job shows, in Markdown and no longer than it may be: how many findings there are by rule and by
/// runbook, then each.
#[must_use]
pub fn summary(report: &Report<'_>) -> String {
    markdown::render_within(report, &overview::render(report), SUMMARY, str::len)
}

fn note(text: &mut String, report: &Report<'_>, finding: &Finding<'_>) {
    let (diagnostic, location) = (finding.diagnostic, finding.location);
    let command = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    };
    let path = property(&report.address(finding.path));
    let _ = write!(text, "::{command} file={path},line={},endLine={}", location.line, location.end_line);
    // Columns are refused for a place of several lines.
    if location.line == location.end_line {
        let _ = write!(text, ",col={},endColumn={}", location.column, location.end_column);
    }
    let _ = writeln!(text, ",title={}::{}", property(diagnostic.rule), data(&report.sentences(diagnostic)));
}

fn line(report: &Report<'_>, finding: &Finding<'_>) -> String {
    let diagnostic = finding.diagnostic;
    let (path, location) = (report.address(finding.path), finding.location);
    let (level, message) = (diagnostic.level.name(), report.catalogue.message(&diagnostic.message));
    format!("{path}:{}:{} {level}[{}] {message}", location.line, location.column, diagnostic.rule)
}

/// A line of the log that no runner takes for a command, whatever a document says.
fn plain(line: &str) -> String {
    visible(line).replace("##[", "## [")
}

/// The words of a command.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible(&text)
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;
    use crate::report::samples;
    use crate::text::Catalogue;

    #[test]
    fn the_commands_are_as_expected() {
        samples::expect("sample.github.txt", &samples::rendered(render));
    }

    #[test]
    fn no_more_notes_than_a_step_shows_and_the_rest_is_in_the_log() {
        let (sources, mut diagnostics) = samples::flood(40, Level::Warning);
        for finding in diagnostics.iter_mut().skip(20) {
            finding.level = Level::Error;
        }
        let catalogue = Catalogue::new(Language::Japanese);
        let text = render(&Report::new(&diagnostics, &sources, &catalogue, 1));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.iter().filter(|line| line.starts_with("::error ")).count(), 10);
        assert_eq!(lines.iter().filter(|line| line.starts_with("::warning ")).count(), 10);
        assert!(lines[..10].iter().all(|line| line.starts_with("::error ")));
        assert_eq!(lines[20], "注釈の上限を超えた 20 件:");
        assert_eq!(lines.len(), 42);
    }

    #[test]
    fn nothing_that_a_document_says_is_a_command() {
        let text = samples::rendered(render);
        for line in text.lines() {
            let command = line.trim_start().starts_with("::");
            assert!(
                !command
                    || line.starts_with("::error file=")
                    || line.starts_with("::warning file=")
                    || line.starts_with("::notice file=")
            );
            assert!(!line.contains("##["));
        }
        assert_eq!(plain("a ##[error]b\n::stop-commands::x"), "a ## [error]b\\x0a::stop-commands::x");
    }

    #[test]
    fn the_summary_of_a_flood_has_the_size_that_is_taken() {
        let (sources, diagnostics) = samples::flood(20_000, Level::Warning);
        let catalogue = Catalogue::new(Language::Japanese);
        let text = summary(&Report::new(&diagnostics, &sources, &catalogue, 1));
        assert!(text.len() <= SUMMARY && text.len() > SUMMARY - 2000, "{}", text.len());
        assert!(text.trim_end().ends_with("長さの上限のため省きました"), "{}", &text[text.len() - 200..]);
    }
}
