//! Diagnostics as people and programs read them.
//!
//! 1. [`Report::new`] brings the diagnostics into their one order and gives each its path and lines.
//! 2. A file for each format turns a report into text: [`text`] for people, [`json`] and [`jsonl`] for programs.
//!
//! The formats say the same; only [`text`] leaves repetitions out, and says how many.

mod excerpt;
pub mod json;
pub mod jsonl;
pub mod text;

use crate::diag::{Diagnostic, Level, Place};
use crate::source::{Location, SourceMap};
use crate::text::Catalogue;

/// A diagnostic with its place in lines and columns.
#[derive(Debug, Clone, Copy)]
pub struct Finding<'a> {
    /// The diagnostic.
    pub diagnostic: &'a Diagnostic,
    /// Path relative to the project's root.
    pub path: &'a str,
    /// Lines and columns.
    pub location: Location,
}

/// Every finding in the order of path, line, column and rule.
pub struct Report<'a> {
    /// The texts that the findings point into.
    pub sources: &'a SourceMap,
    /// The words.
    pub catalogue: &'a Catalogue,
    /// Sorted.
    pub findings: Vec<Finding<'a>>,
    /// How many documents were looked at.
    pub files: usize,
}

/// How many findings of each level there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Of level error.
    pub errors: usize,
    /// Of level warning.
    pub warnings: usize,
    /// Of level info.
    pub infos: usize,
}

impl Counts {
    /// Counts diagnostics by level.
    #[must_use]
    pub fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut counts = Counts::default();
        for diagnostic in diagnostics {
            match diagnostic.level {
                Level::Error => counts.errors += 1,
                Level::Warning => counts.warnings += 1,
                Level::Info => counts.infos += 1,
            }
        }
        counts
    }
}

impl<'a> Report<'a> {
    /// Sorts and places the diagnostics. `files` is the number of documents that were looked at.
    #[must_use]
    pub fn new(
        diagnostics: &'a [Diagnostic],
        sources: &'a SourceMap,
        catalogue: &'a Catalogue,
        files: usize,
    ) -> Report<'a> {
        let mut findings: Vec<Finding<'a>> = diagnostics.iter().map(|diagnostic| find(diagnostic, sources)).collect();
        // A stable sort: equals keep the order in which the compiler, which is deterministic, gave them.
        findings.sort_by(|left, right| key(left).cmp(&key(right)));
        Report { sources, catalogue, findings, files }
    }

    /// How many findings of each level there are.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts::of(self.findings.iter().map(|finding| finding.diagnostic))
    }
}

fn key<'a>(finding: &Finding<'a>) -> (&'a str, u32, u32, &'static str) {
    (finding.path, finding.location.line, finding.location.column, finding.diagnostic.rule)
}

fn find<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> Finding<'a> {
    match &diagnostic.place {
        Place::Span(id, span) => {
            let file = sources.file(*id);
            Finding { diagnostic, path: file.path(), location: file.location(*span) }
        }
        Place::Path { path, line, column } => {
            let location = Location { line: *line, column: *column, end_line: *line, end_column: *column };
            Finding { diagnostic, path, location }
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::diag::{Applicability, Edit, Fix, Label, Message};
    use crate::source::{FileId, SourceFile, Span};

    pub(crate) const TEXT: &str = "# 障害対応\n\n⚠️ 連絡は [当番](#当番表) へ。①→田中さん\n\n## 当番\n";

    /// Two files; in the second one findings in the wrong order.
    pub(crate) fn sample() -> (SourceMap, Vec<Diagnostic>) {
        let mut sources = SourceMap::default();
        let config = sources.add(SourceFile::new("rbc.yaml", "tilte: 手順\r\n"));
        let file = sources.add(SourceFile::new("content/当番.md", TEXT));
        let at = |needle: &str| {
            let start = TEXT.find(needle).unwrap();
            Span::new(start, start + needle.len())
        };
        let unknown = Message::new("config-unknown-key").with("name", "tilte");
        let heading = Label { file, span: at("当番\n"), message: Message::new("config-first-here") };
        let edits = vec![Edit { span: at("#当番表"), new_text: "#当番".to_owned() }];
        let mut link = Diagnostic::new("link/broken-anchor", Level::Error, file, at("#当番表"), unknown.clone())
            .with_help(Message::new("config-nearest").with("name", "当番"))
            .with_related(heading);
        link.fix = Some(Fix { applicability: Applicability::Safe, edits });
        let unreadable = Message::new("source-not-utf8").with("encoding", "Shift_JIS");
        let diagnostics = vec![
            Diagnostic::new("config/unknown-key", Level::Error, config, Span::new(0, 5), unknown.clone()),
            Diagnostic::at_path("source/not-utf8", Level::Warning, "content/旧.md", 3, 2, unreadable),
            Diagnostic::new("text/b", Level::Info, file, at("田中"), unknown.clone()),
            link,
            Diagnostic::new("text/a", Level::Info, file, at("田中"), unknown),
        ];
        (sources, diagnostics)
    }

    pub(crate) fn heading_file() -> FileId {
        FileId(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;

    #[test]
    fn findings_stand_by_path_line_column_and_rule() {
        let (sources, diagnostics) = samples::sample();
        let catalogue = Catalogue::new(Language::Japanese);
        let report = Report::new(&diagnostics, &sources, &catalogue, 2);
        let order: Vec<_> = report.findings.iter().map(|finding| finding.diagnostic.rule).collect();
        assert_eq!(order, ["link/broken-anchor", "text/a", "text/b", "source/not-utf8", "config/unknown-key"]);
        assert_eq!(report.counts(), Counts { errors: 2, warnings: 1, infos: 2 });
        assert_eq!(sources.file(samples::heading_file()).path(), "content/当番.md");
    }
}
