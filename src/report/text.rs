//! `--format text`: each finding with the lines it speaks of.

use std::collections::{HashMap, HashSet};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Mark, Origin, Renderer, Snippet};

use super::excerpt::{Excerpt, near};
use super::{Finding, Report};
use crate::diag::{Diagnostic, Label, Level, Message, Place};
use crate::source::Location;
use crate::text::visible;
use crate::text::width::{Ambiguous, width};
use crate::text::wrap::wrap;

/// How a report is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour (ANSI escapes).
    pub color: bool,
    /// Columns of the terminal; longer lines are cut around the finding.
    pub columns: usize,
    /// Whether sentences are broken into lines: not where a program looks for their words.
    pub breaks: bool,
    /// Whether hints are shown with their lines and with what to do each time, not the first time only.
    pub details: bool,
    /// Whether many findings of one rule in one file are shown by the first few: for who reads at a terminal.
    pub folds: bool,
}

impl Default for Style {
    fn default() -> Self {
        Style { color: false, columns: 80, breaks: true, details: false, folds: false }
    }
}

/// Columns of the longest line that is read with ease.
const READABLE: usize = 80;

/// Columns of a sentence that is not broken.
const ENDLESS: usize = 1 << 20;

/// Columns that a sentence has at the least, however long what stands before it is.
const NARROWEST: usize = 24;

/// Findings of one rule in one file that are shown; the rest is counted.
const SHOWN: usize = 100;

/// So many of them, where they are folded: a wall of one rule hides the others.
const FOLDED: usize = 5;

/// So many are still read one by one.
const FEW: usize = 10;

/// The report for people, with a summary in its last line.
#[must_use]
pub fn render(report: &Report<'_>, style: Style) -> String {
    let renderer = if style.color { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    let columns = style.columns.max(40);
    let mut drawing = Drawing {
        report,
        renderer: renderer.term_width(columns),
        readable: if style.breaks { columns.min(READABLE) } else { ENDLESS },
        details: style.details,
        folds: style.folds && !style.details,
        explained: HashSet::new(),
        short: false,
    };
    let mut text = String::new();
    for file in report.findings.chunk_by(|left, right| left.path == right.path) {
        render_file(&mut text, &mut drawing, file);
    }
    if drawing.short {
        text.push_str(&wrap(&report.catalogue.words("report-short"), drawing.readable));
        text.push('\n');
    }
    text.push_str(&report.summary());
    text.push('\n');
    text
}

/// What all findings are drawn with.
struct Drawing<'a> {
    report: &'a Report<'a>,
    renderer: Renderer,
    /// Columns of a sentence.
    readable: usize,
    details: bool,
    folds: bool,
    /// Rules whose hints were shown in full.
    explained: HashSet<&'a str>,
    /// Whether a hint was shown in short.
    short: bool,
}

fn render_file<'a>(text: &mut String, drawing: &mut Drawing<'a>, findings: &[Finding<'a>]) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    findings.iter().for_each(|finding| *counts.entry(finding.diagnostic.rule).or_default() += 1);
    let folds = drawing.folds;
    let shown = |rule: &str| match counts.get(rule) {
        Some(&count) if folds && count > FEW => FOLDED,
        _ => SHOWN,
    };
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut cut: Vec<&Finding<'_>> = Vec::new();
    for finding in findings {
        let rule = finding.diagnostic.rule;
        let count = seen.entry(rule).or_default();
        *count += 1;
        if *count > shown(rule) {
            if *count == shown(rule) + 1 {
                cut.push(finding);
            }
            continue;
        }
        let hint = finding.diagnostic.level == Level::Info;
        if hint && !drawing.details && !drawing.explained.insert(finding.diagnostic.rule) {
            drawing.short = true;
            text.push_str(&render_short(drawing, finding));
        } else {
            text.push_str(&render_finding(drawing, finding));
        }
        text.push_str("\n\n");
    }
    for finding in cut {
        let rule = finding.diagnostic.rule;
        let rest = seen.get(rule).map_or(0, |count| count - shown(rule));
        let key = if folds && rest + FOLDED <= SHOWN { "report-more-folded" } else { "report-more" };
        let words = drawing.report.catalogue.message(&Message::new(key).with("count", rest).with("rule", rule));
        let title = Mark::INFO.primary_title(words).element(Origin::path(visible(finding.path)));
        text.push_str(&drawing.renderer.render(&[title]));
        text.push_str("\n\n");
    }
}

/// One place of a finding: where it is, and the lines that stand there.
struct Part {
    path: String,
    location: Location,
    excerpt: Option<Excerpt>,
    words: Vec<(AnnotationKind, Option<String>)>,
}

/// A hint like those before it: what was found, and where.
fn render_short(drawing: &Drawing<'_>, finding: &Finding<'_>) -> String {
    let (path, location) = (visible(finding.path), finding.location);
    let origin = Origin::path(path.as_str()).line(location.line as usize).char_column(location.column as usize);
    drawing.renderer.render(&[drawing.titled(finding.diagnostic).element(origin)])
}

fn render_finding(drawing: &Drawing<'_>, finding: &Finding<'_>) -> String {
    let diagnostic = finding.diagnostic;
    let parts = parts(drawing.report, finding);
    let mut group = drawing.titled(diagnostic);
    for part in &parts {
        group = match &part.excerpt {
            Some(excerpt) => group.element(snippet(part, excerpt)),
            None => {
                let (line, column) = (part.location.line as usize, part.location.column as usize);
                group.element(Origin::path(part.path.as_str()).line(line).char_column(column))
            }
        };
    }
    if let Some(help) = &diagnostic.help {
        let name = drawing.report.catalogue.words("report-help");
        let margin = parts.iter().map(|part| part.location.line.to_string().len()).max().unwrap_or_default();
        let before = margin + " = : ".len() + width(&name, Ambiguous::Narrow);
        let words = drawing.sentence(help, before);
        group = group.element(Mark::HELP.with_name(name).message(words));
    }
    parts.iter().fold(drawing.renderer.render(&[group]), |rendered, part| part.restored(rendered))
}

impl Drawing<'_> {
    fn titled<'b>(&self, diagnostic: &'b Diagnostic) -> Group<'b> {
        let mark = match diagnostic.level {
            Level::Error => Mark::ERROR,
            Level::Warning => Mark::WARNING,
            Level::Info => Mark::INFO,
        };
        let before = diagnostic.level.name().len() + width(diagnostic.rule, Ambiguous::Narrow) + "[]: ".len();
        let title = self.sentence(&diagnostic.message, before);
        Group::with_title(mark.primary_title(title).id(diagnostic.rule))
    }

    /// A sentence in lines that are read with ease, behind `before` columns.
    fn sentence(&self, message: &Message, before: usize) -> String {
        let columns = self.readable.saturating_sub(before).max(NARROWEST);
        wrap(&visible(&self.report.catalogue.message(message)), columns)
    }
}

fn snippet<'a>(part: &'a Part, excerpt: &'a Excerpt) -> Snippet<'a, Annotation<'a>> {
    let annotations = excerpt.ranges.iter().zip(&part.words);
    let annotations = annotations.map(|(range, (kind, words))| kind.span(range.clone()).label(words.as_deref()));
    Snippet::source(excerpt.text.as_str())
        .line_start(excerpt.first_line)
        .path(part.path.as_str())
        .annotations(annotations)
}

impl Part {
    /// What was rendered, with the characters and the column of the whole text in place of the excerpt's.
    fn restored(&self, rendered: String) -> String {
        let Some(excerpt) = &self.excerpt else { return rendered };
        let (line, column) = excerpt.position();
        let drawn = format!("{}:{line}:{column}", self.path);
        let meant = format!("{}:{}:{}", self.path, self.location.line, self.location.column);
        let rendered = if drawn == meant { rendered } else { rendered.replacen(&drawn, &meant, 1) };
        excerpt.restore(rendered)
    }
}

/// The finding's own excerpt, which near places of the same file share, and one for each place that is far.
fn parts(report: &Report<'_>, finding: &Finding<'_>) -> Vec<Part> {
    let diagnostic = finding.diagnostic;
    let mut first = Part { path: visible(finding.path), location: finding.location, excerpt: None, words: Vec::new() };
    let mut far = Vec::new();
    if let Place::Span(id, span) = diagnostic.place {
        let file = report.sources.file(id);
        let mut spans = vec![span];
        first.words.push((AnnotationKind::Primary, None));
        for label in &diagnostic.related {
            if label.file == id && near(file, span, label.span) {
                spans.push(label.span);
                first.words.push((AnnotationKind::Context, Some(words(report, label))));
            } else {
                far.push(far_part(report, label));
            }
        }
        first.excerpt = Excerpt::new(file, &spans);
    } else {
        far.extend(diagnostic.related.iter().map(|label| far_part(report, label)));
    }
    far.insert(0, first);
    far
}

fn far_part(report: &Report<'_>, label: &Label) -> Part {
    let file = report.sources.file(label.file);
    Part {
        path: visible(file.path()),
        location: file.location(label.span),
        excerpt: Excerpt::new(file, &[label.span]),
        words: vec![(AnnotationKind::Context, Some(words(report, label)))],
    }
}

fn words(report: &Report<'_>, label: &Label) -> String {
    visible(&report.catalogue.message(&label.message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;
    use crate::report::samples;
    use crate::source::{SourceFile, SourceMap, Span};
    use crate::text::Catalogue;
    use crate::text::width::{Ambiguous, width};

    fn rendered(sources: &SourceMap, diagnostics: &[Diagnostic]) -> String {
        let catalogue = Catalogue::new(Language::Japanese);
        render(&Report::new(diagnostics, sources, &catalogue, 2), Style::default())
    }

    /// What stands over the carets, by columns.
    fn marked(text: &str, needle: &str) -> String {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("a.md", text));
        let start = text.find(needle).unwrap();
        let message = Message::new("config-first-here");
        let span = Span::new(start, start + needle.len());
        let shown = rendered(&sources, &[Diagnostic::new("a/b", Level::Error, file, span, message)]);
        let lines: Vec<&str> = shown.lines().collect();
        let carets = lines.iter().position(|line| line.contains('^')).unwrap();
        let from = width(&lines[carets][..lines[carets].find('^').unwrap()], Ambiguous::Narrow);
        let to = from + lines[carets].matches('^').count();
        assert!(lines.iter().all(|line| width(line, Ambiguous::Narrow) <= 80), "{shown}");
        let mut over = String::new();
        let line = lines[carets - 1];
        for (at, character) in line.char_indices() {
            let column = width(&line[..at], Ambiguous::Narrow);
            if column >= from && column < to {
                over.push(character);
            }
        }
        over
    }

    #[test]
    fn carets_stand_under_the_characters_they_speak_of() {
        assert_eq!(marked("| 重大度 | 定義（全停止） |\n", "（全停止）"), "（全停止）");
        assert_eq!(marked("ﾊﾞｯｸｱｯﾌﾟ 障害\n", "障害"), "障害");
        assert_eq!(marked("⚠\u{FE0F} ⚙\u{FE0F} 1\u{FE0F}\u{20E3} 注意\n", "注意"), "注意");
        assert_eq!(marked("🔥 𠮷野さん\n", "野"), "野");
        assert_eq!(marked("①→□─ 障害\n", "障害"), "障害");
        assert_eq!(marked("👩\u{200D}💻 と 👨\u{200D}👩\u{200D}👧 障害\n", "障害"), "障害");
        assert_eq!(marked("👍\u{1F3FD} 🇯🇵 障害\n", "障害"), "障害");
        assert_eq!(marked("-\t手順\t障害 復旧\n", "障害"), "障害");
        assert_eq!(marked("全角\u{3000}空白\u{A0}障害\n", "障害"), "障害");
        assert_eq!(marked("か\u{3099}障害\n", "障害").trim_start_matches('\u{3099}'), "障害");
        assert_eq!(marked(&format!("{}的{}\n", "長い".repeat(200), "い".repeat(50_000)), "的"), "的");
    }

    #[test]
    fn a_long_row_is_cut_around_what_is_wrong() {
        let row = format!("| {} | 電話は未定 | {} |\n", "手順の説明が続く".repeat(40), "⚠\u{FE0F} 備考".repeat(60));
        assert_eq!(marked(&row, "電話は未定"), "電話は未定");
        let mut sources = SourceMap::default();
        let start = row.find("電話").unwrap();
        let file = sources.add(SourceFile::new("連絡 先.md", row.clone()));
        let finding = Diagnostic::new("a/b", Level::Error, file, Span::new(start, start + 15), Message::new("x"));
        for columns in [40, 60, 120, 200] {
            let catalogue = Catalogue::new(Language::Japanese);
            let style = Style { columns, ..Style::default() };
            let shown = render(&Report::new(std::slice::from_ref(&finding), &sources, &catalogue, 1), style);
            let (finding, _summary) = shown.split_once("\n\n").unwrap();
            assert!(finding.lines().all(|line| width(line, Ambiguous::Narrow) <= columns), "{columns}: {shown}");
            assert!(finding.contains("電話は未定"), "{shown}");
        }
    }

    #[test]
    fn long_sentences_are_broken_and_indented() {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("a.md", "障害\n"));
        let long = "長い説明が続きます、".repeat(12);
        let message = Message::new("config-unknown-key").with("name", &long);
        let help = Message::new("config-nearest").with("name", &long);
        let finding =
            Diagnostic::new("link/broken-anchor", Level::Error, file, Span::new(0, 6), message).with_help(help);
        let shown = rendered(&sources, &[finding]);
        assert!(shown.lines().all(|line| width(line, Ambiguous::Narrow) <= 80), "{shown}");
        let indented = |margin: usize| shown.lines().filter(|line| line.starts_with(&" ".repeat(margin))).count();
        assert!(indented(27) == 5 && shown.contains("\n          す、"), "{shown}");
    }

    #[test]
    fn a_program_finds_a_sentence_whole() {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("a.md", "障害\n"));
        let long = "長い説明が続きます、".repeat(12);
        let message = Message::new("config-unknown-key").with("name", &long);
        let finding = Diagnostic::new("link/broken-anchor", Level::Error, file, Span::new(0, 6), message);
        let catalogue = Catalogue::new(Language::Japanese);
        let style = Style { breaks: false, ..Style::default() };
        let shown = render(&Report::new(&[finding], &sources, &catalogue, 1), style);
        assert!(shown.contains(&long), "{shown}");
    }

    #[test]
    fn the_whole_report_reads_well() {
        let (sources, diagnostics) = samples::sample();
        assert_eq!(rendered(&sources, &diagnostics), include_str!("../../tests/report/sample.txt"));
    }

    #[test]
    fn a_flood_is_counted() {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("a.md", "あ\n".repeat(1000)));
        let one = |line: usize| {
            let message = Message::new("config-first-here");
            Diagnostic::new("text/x", Level::Info, file, Span::new(line * 4, line * 4 + 3), message)
        };
        let shown = rendered(&sources, &(0..1000).map(one).collect::<Vec<_>>());
        assert_eq!(shown.matches("info[text/x]").count(), 100);
        assert!(shown.contains("他に 900 件の text/x"), "{shown}");
        assert!(shown.ends_with("エラー 0 件、警告 0 件、情報 1000 件 (2 件の文書)\n"));
    }

    #[test]
    fn a_wall_of_one_rule_is_folded_at_a_terminal() {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("a.md", "あ\n".repeat(40)));
        let one = |line: usize, rule| {
            Diagnostic::new(
                rule,
                Level::Error,
                file,
                Span::new(line * 4, line * 4 + 3),
                Message::new("config-first-here"),
            )
        };
        let findings: Vec<Diagnostic> =
            (0..12).map(|line| one(line, "text/x")).chain((12..22).map(|line| one(line, "text/y"))).collect();
        let catalogue = Catalogue::new(Language::Japanese);
        let shown = |style| render(&Report::new(&findings, &sources, &catalogue, 1), style);
        let count = |text: &str, rule: &str| text.matches(&format!("error[{rule}]")).count();
        let folded = shown(Style { folds: true, ..Style::default() });
        assert_eq!((count(&folded, "text/x"), count(&folded, "text/y")), (5, 10), "{folded}");
        assert!(folded.contains("他に 7 件の text/x (-v ですべて示します)"), "{folded}");
        assert!(folded.ends_with("エラー 22 件、警告 0 件、情報 0 件 (1 件の文書)\n"), "{folded}");
        for style in [Style::default(), Style { folds: true, details: true, ..Style::default() }] {
            assert_eq!(count(&shown(style), "text/x"), 12);
        }
    }

    #[test]
    fn a_hint_is_explained_once() {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("a.md", "障害\n復旧\n"));
        let one = |start: usize| {
            let message = Message::new("config-first-here");
            let found = Diagnostic::new("text/x", Level::Info, file, Span::new(start, start + 6), message.clone());
            found.with_help(message)
        };
        let findings = [one(0), one(7)];
        let catalogue = Catalogue::new(Language::Japanese);
        let report = Report::new(&findings, &sources, &catalogue, 1);
        let short = render(&report, Style::default());
        assert!(short.contains("1 | 障害") && !short.contains("2 | 復旧") && short.contains("--> a.md:2:1"), "{short}");
        assert_eq!(short.matches("対処:").count(), 1);
        assert!(short.contains("-v "), "{short}");
        let long = render(&report, Style { details: true, ..Style::default() });
        assert!(long.contains("2 | 復旧") && long.matches("対処:").count() == 2 && !long.contains("-v "), "{long}");
    }

    #[test]
    fn nothing_in_a_report_moves_the_cursor() {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("a\u{1b}[2K.md", "echo \u{1b}[2K\u{202e}x\u{7}\u{9b}m\n"));
        let message = Message::new("config-unknown-key").with("name", "\u{1b}]0;x\u{7}");
        let finding = Diagnostic::new("a/b", Level::Error, file, Span::new(5, 6), message.clone()).with_help(message);
        let shown = rendered(&sources, &[finding]);
        let bad = |character: char| (character.is_control() && character != '\n') || character == '\u{202e}';
        assert!(!shown.contains(bad), "{shown:?}");
        assert!(shown.contains("a\\x1b[2K.md:1:6"), "{shown}");
    }

    #[test]
    fn empty_texts_and_ends_of_texts_can_be_pointed_at() {
        let mut sources = SourceMap::default();
        let empty = sources.add(SourceFile::new("empty.md", ""));
        let short = sources.add(SourceFile::new("short.md", "あ\n"));
        let at =
            |file, start, end| Diagnostic::new("a/b", Level::Error, file, Span::new(start, end), Message::new("x"));
        let shown = rendered(&sources, &[at(empty, 0, 0), at(short, 4, 4), at(short, 3, 4), at(short, 0, 4)]);
        assert!(shown.contains("empty.md:1:1") && shown.contains("short.md:2:1"), "{shown}");
    }
}
