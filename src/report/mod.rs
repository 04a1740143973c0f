//! Diagnostics as people and programs read them.
//!
//! 1. [`Report::new`] brings the diagnostics into their one order and gives each its path and lines.
//! 2. A file for each format turns a report into text: [`text`] for people at a terminal, [`markdown`] for those who read a
//!    pull request, the others for programs.
//!
//! The formats say the same; one that leaves something out (repetitions, what its reader would refuse) says how much.

mod address;
pub mod checkstyle;
mod excerpt;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod markdown;
mod overview;
pub mod rdjson;
pub mod sarif;
pub mod statistics;
pub mod text;

pub use address::home;
mod xml;

use std::cell::OnceCell;

use crate::diag::{Diagnostic, Fingerprint, Level, Message, Place, fingerprints};
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
    /// Which of the diagnostics it is.
    number: usize,
}

/// A finding that was there before: in the baseline, or in the revision with which this one is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What it is known by.
    pub fingerprint: Fingerprint,
    /// Its rule.
    pub rule: String,
    /// Its file, relative to the project's root.
    pub path: String,
    /// What was said; may be empty.
    pub message: String,
}

/// Every finding in the order of path, line, column and rule.
pub struct Report<'a> {
    /// The texts that the findings point into.
    pub sources: &'a SourceMap,
    /// The words.
    pub catalogue: &'a Catalogue,
    /// Sorted.
    pub findings: Vec<Finding<'a>>,
    diagnostics: &'a [Diagnostic],
    /// One for each diagnostic. Only formats that compare runs ask for them.
    fingerprints: OnceCell<Vec<Fingerprint>>,
    /// How many documents were looked at.
    pub files: usize,
    /// Where the project's root lies in what a format's paths are relative to: empty, or a folder with a final `/`.
    /// [`json`], [`jsonl`] and [`text`] name paths relative to the project's root always.
    pub prefix: String,
    /// Address of a file's lines, up to where its path begins (`https://host/team/repository/blob/main/`).
    pub lines: Option<String>,
    /// What was there before, where that is known: then [`findings`](Self::findings) holds old and new ones.
    pub known: Option<Vec<Known>>,
    /// What [`keep`](Self::keep) has left out.
    hidden: Counts,
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
        let mut findings: Vec<Finding<'a>> =
            diagnostics.iter().enumerate().map(|(number, diagnostic)| find(number, diagnostic, sources)).collect();
        // A stable sort: equals keep the order in which the compiler, which is deterministic, gave them.
        findings.sort_by(|left, right| key(left).cmp(&key(right)));
        Report {
            sources,
            catalogue,
            findings,
            diagnostics,
            fingerprints: OnceCell::new(),
            files,
            prefix: String::new(),
            lines: None,
            known: None,
            hidden: Counts::default(),
        }
    }

    /// What a finding is known by from run to run.
    #[must_use]
    pub fn fingerprint(&self, finding: &Finding<'a>) -> Fingerprint {
        let all = self.fingerprints.get_or_init(|| fingerprints(self.diagnostics, self.sources));
        all.get(finding.number).copied().unwrap_or_default()
    }

    /// How many findings of each level there are.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts::of(self.findings.iter().map(|finding| finding.diagnostic))
    }

    /// Leaves findings below a level out. The summary still counts them.
    pub fn keep(&mut self, least: Level) {
        let before = self.counts();
        self.findings.retain(|finding| finding.diagnostic.level >= least);
        let after = self.counts();
        self.hidden.errors += before.errors - after.errors;
        self.hidden.warnings += before.warnings - after.warnings;
        self.hidden.infos += before.infos - after.infos;
    }

    /// How many there are, in a sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let counts = self.counts();
        if self.findings.is_empty() {
            return self.catalogue.message(&Message::new("report-clean").with("files", self.files));
        }
        let message = Message::new("report-summary")
            .with("errors", counts.errors + self.hidden.errors)
            .with("warnings", counts.warnings + self.hidden.warnings)
            .with("infos", counts.infos + self.hidden.infos)
            .with("files", self.files);
        let summary = self.catalogue.message(&message);
        let hidden = self.hidden.errors + self.hidden.warnings + self.hidden.infos;
        if hidden == 0 {
            return summary;
        }
        let left = self.catalogue.message(&Message::new("report-quiet").with("count", hidden));
        format!("{summary}{left}")
    }

    /// The `limit` worst findings, in their order.
    fn worst(&self, limit: usize) -> Vec<Finding<'a>> {
        if self.findings.len() <= limit {
            return self.findings.clone();
        }
        let mut order: Vec<usize> = (0..self.findings.len()).collect();
        // A stable sort: of equals the first are kept.
        order.sort_by_key(|&at| self.findings.get(at).map(|finding| std::cmp::Reverse(finding.diagnostic.level)));
        order.truncate(limit);
        order.sort_unstable();
        order.into_iter().filter_map(|at| self.findings.get(at).copied()).collect()
    }

    /// A path as formats name it that go by the repository. A finding that has no file stands at the configuration, where
    /// the project as a whole is described.
    fn address(&self, path: &str) -> String {
        let path = if path.is_empty() { "rbc.yaml" } else { path };
        if path.starts_with('/') { path.to_owned() } else { format!("{}{path}", self.prefix) }
    }

    /// What is wrong and what to do, for formats that have one text for both.
    fn sentences(&self, diagnostic: &Diagnostic) -> String {
        let message = self.catalogue.message(&diagnostic.message);
        let Some(help) = &diagnostic.help else { return message };
        let message = message.trim_end_matches(['。', '.']);
        let help = self.catalogue.message(help);
        self.catalogue.message(&Message::new("report-sentences").with("message", message).with("help", help))
    }
}

fn key<'a>(finding: &Finding<'a>) -> (&'a str, u32, u32, &'static str) {
    (finding.path, finding.location.line, finding.location.column, finding.diagnostic.rule)
}

fn find<'a>(number: usize, diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> Finding<'a> {
    match &diagnostic.place {
        Place::Span(id, span) => {
            let file = sources.file(*id);
            Finding { diagnostic, path: file.path(), location: file.location(*span), number }
        }
        Place::Path { path, line, column } => {
            let (line, column) = ((*line).max(1), (*column).max(1));
            let location = Location { line, column, end_line: line, end_column: column };
            Finding { diagnostic, path, location, number }
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

    /// What makes formats stumble: paths with spaces, Japanese, `%`, `,` and `:`; words that are markup elsewhere; a place of
    /// many lines; one without a file; two findings of the same words; a fix of two edits.
    pub(crate) fn hard() -> (SourceMap, Vec<Diagnostic>) {
        let mut sources = SourceMap::default();
        let duty = sources.add(SourceFile::new("content/当番 表.md", TEXT));
        let text = "# 連絡\r\n\r\n| 名前 | 電話 |\r\n| --- | --- |\r\n| 🔥𠮷田 | TBD |\r\n| 🔥𠮷田 | TBD |\r\n\r\n```sh\r\n1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\r\n";
        let contact = sources.add(SourceFile::new("content/50%,a:b|`c`.md", text));
        let span = |text: &str, needle: &str, skip: usize| {
            let (start, found) = text.match_indices(needle).nth(skip).unwrap();
            Span::new(start, start + found.len())
        };
        let broken = Message::new("config-unknown-key").with("name", "#当番表");
        let near = Message::new("config-nearest").with("name", "#当番");
        let here = Label { file: duty, span: span(TEXT, "当番\n", 0), message: Message::new("config-first-here") };
        let mut link =
            Diagnostic::new("link/broken-anchor", Level::Error, duty, span(TEXT, "[当番](#当番表)", 0), broken)
                .with_help(near)
                .with_related(here);
        link.fix = Some(Fix {
            applicability: Applicability::Unsafe,
            edits: vec![
                Edit { span: span(TEXT, "当番", 0), new_text: "当番の表".to_owned() },
                Edit { span: span(TEXT, "当番表", 0), new_text: "当番".to_owned() },
            ],
        });
        let hostile = "<b>|@team #12 `x` [y](z)\r\n::error::%0A";
        let unfilled = |skip| {
            let message = Message::new("config-unknown-key").with("name", hostile);
            Diagnostic::new("config/unknown-key", Level::Warning, contact, span(text, "TBD", skip), message)
        };
        let fence = Message::new("config-first-here");
        let open = Span::new(text.find("```").unwrap(), text.len());
        let diagnostics = vec![
            unfilled(1),
            Diagnostic::new("text/unclosed-fence", Level::Error, contact, open, fence),
            Diagnostic::at_path("source/too-many-files", Level::Info, "", 0, 0, Message::new("config-first-here")),
            Diagnostic::at_path(
                "source/not-utf8",
                Level::Error,
                "/srv/共有/a b.md",
                2,
                5,
                Message::new("source-not-utf8").with("encoding", "Shift_JIS"),
            ),
            unfilled(0),
            link,
        ];
        (sources, diagnostics)
    }

    /// Holds a rendered report against `tests/report/NAME`; `RBC_REWRITE` writes it there, to be read in the diff.
    pub(crate) fn expect(name: &str, text: &str) {
        let path = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/report")).join(name);
        if std::env::var_os("RBC_REWRITE").is_some() {
            std::fs::write(&path, text).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(text == expected, "{} differs; now it is:\n{text}", path.display());
    }

    /// The hard sample, rendered in Japanese below a folder of the repository.
    pub(crate) fn rendered(render: impl Fn(&Report<'_>) -> String) -> String {
        let (sources, diagnostics) = hard();
        let catalogue = Catalogue::new(crate::config::Language::Japanese);
        let mut report = Report::new(&diagnostics, &sources, &catalogue, 2);
        report.prefix = "運用/".to_owned();
        report.lines = Some("https://git.internal/team/手順/blob/main/".to_owned());
        render(&report)
    }

    /// `count` findings of a level, each on a line of its own.
    pub(crate) fn flood(count: usize, level: Level) -> (SourceMap, Vec<Diagnostic>) {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("a.md", "あ\n".repeat(count)));
        let one = |line: usize| {
            let message = Message::new("config-first-here");
            Diagnostic::new("text/x", level, file, Span::new(line * 4, line * 4 + 3), message)
        };
        (sources, (0..count).map(one).collect())
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
