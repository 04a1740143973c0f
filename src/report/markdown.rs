//! `--format markdown`: a report for one comment in a pull request, which each run writes anew.
//!
//! Where it is known what was there before, it says first what is new, then what is gone, then what is still there; each
//! by runbook, the ones with errors first, so that what is cut off for want of room matters least.

use std::collections::HashSet;
use std::fmt::Write;

use super::{Finding, Known, Report, address};
use crate::diag::{Fingerprint, Level, Message};
use crate::text::{pages, visible};

/// Characters that a comment on GitHub may have.
const COMMENT: usize = 65_536;

/// What a tool finds its own comment by.
const MARK: &str = "<!-- rbc-report -->\n";

/// Room that is kept for what closes the report.
const CLOSING: usize = 400;

/// Characters of one cell; a longer message says no more.
const CELL: usize = 600;

/// The report as a comment.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    // UTF-16 units are what the strictest count would be.
    render_within(report, "", COMMENT, |text| text.encode_utf16().count())
}

/// The report within `limit`, as `measure` counts; `head` stands above the findings.
pub(super) fn render_within(report: &Report<'_>, head: &str, limit: usize, measure: fn(&str) -> usize) -> String {
    let mut page = Page { text: MARK.to_owned(), left: limit.saturating_sub(CLOSING + measure(MARK)), measure, cut: 0 };
    page.always(&format!("## {}\n\n{}\n", report.catalogue.words("report-title"), report.summary()));
    page.always(head);
    match &report.known {
        None => groups(&mut page, report, &report.findings.iter().collect::<Vec<_>>()),
        Some(known) => compared(&mut page, report, known),
    }
    rules(&mut page, report);
    if page.cut > 0 {
        let words = report.catalogue.message(&Message::new("report-cut").with("count", page.cut));
        let _ = write!(page.text, "\n{words}\n");
    }
    page.text
}

/// A text that keeps within its room.
struct Page {
    text: String,
    left: usize,
    measure: fn(&str) -> usize,
    /// Findings that found no room.
    cut: usize,
}

impl Page {
    /// Adds a piece, where it fits.
    fn fits(&mut self, piece: &str) -> bool {
        let size = (self.measure)(piece);
        let fits = size <= self.left;
        if fits {
            self.left -= size;
            self.text.push_str(piece);
        }
        fits
    }

    /// Adds a short piece that comes first.
    fn always(&mut self, piece: &str) {
        let _ = self.fits(piece);
    }
}

fn compared(page: &mut Page, report: &Report<'_>, known: &[Known]) {
    let before: HashSet<Fingerprint> = known.iter().map(|known| known.fingerprint).collect();
    let now: HashSet<Fingerprint> = report.findings.iter().map(|finding| report.fingerprint(finding)).collect();
    let (still, new): (Vec<&Finding<'_>>, Vec<&Finding<'_>>) =
        report.findings.iter().partition(|finding| before.contains(&report.fingerprint(finding)));
    let fixed: Vec<&Known> = known.iter().filter(|known| !now.contains(&known.fingerprint)).collect();
    let counts =
        Message::new("report-compared").with("new", new.len()).with("fixed", fixed.len()).with("still", still.len());
    page.always(&format!("\n{}\n", report.catalogue.message(&counts)));
    if !new.is_empty() {
        page.always(&format!("\n### {}\n", report.catalogue.words("report-new")));
        groups(page, report, &new);
    }
    if !fixed.is_empty() {
        gone(page, report, &fixed);
    }
    if !still.is_empty() {
        let title = report.catalogue.message(&Message::new("report-still").with("count", still.len()));
        page.always(&format!("\n<details><summary>{title}</summary>\n"));
        groups(page, report, &still);
        page.text.push_str("\n</details>\n");
    }
}

/// What was there before and is there no longer.
fn gone(page: &mut Page, report: &Report<'_>, fixed: &[&Known]) {
    page.always(&format!("\n### {}\n\n", report.catalogue.words("report-fixed")));
    let mut fixed = fixed.to_vec();
    fixed.sort_by(|left, right| (&left.path, &left.rule).cmp(&(&right.path, &right.rule)));
    for known in fixed {
        let path = code(&report.address(&known.path));
        let line = format!("- {path} {} {}\n", code(&known.rule), cell(&known.message));
        if !page.fits(&line) {
            page.cut += 1;
        }
    }
}

/// Findings by runbook, the worst runbook first.
fn groups(page: &mut Page, report: &Report<'_>, findings: &[&Finding<'_>]) {
    let mut files: Vec<&[&Finding<'_>]> = findings.chunk_by(|left, right| left.path == right.path).collect();
    let worst = |file: &[&Finding<'_>]| file.iter().map(|finding| finding.diagnostic.level).max();
    // A stable sort: files of one level stay in the order of their paths.
    files.sort_by_key(|file| std::cmp::Reverse(worst(file)));
    for file in files {
        group(page, report, file);
    }
}

fn group(page: &mut Page, report: &Report<'_>, findings: &[&Finding<'_>]) {
    let Some(first) = findings.first() else { return };
    let path = report.address(first.path);
    let words = ["report-line", "report-level", "report-finding", "report-rule"].map(|key| report.catalogue.words(key));
    let head = format!(
        "\n#### {} ({})\n\n| {} |\n| ---: | --- | --- | --- |\n",
        code(&path),
        findings.len(),
        words.join(" | ")
    );
    let mut rows = findings.iter().map(|finding| row(report, finding, &path));
    // No heading stands without a row.
    let opened = rows.next().is_some_and(|row| page.fits(&format!("{head}{row}")));
    if !opened {
        page.cut += findings.len();
        return;
    }
    for row in rows {
        if !page.fits(&row) {
            page.cut += 1;
        }
    }
}

fn row(report: &Report<'_>, finding: &Finding<'_>, path: &str) -> String {
    let diagnostic = finding.diagnostic;
    let line = finding.location.line;
    let place = match &report.lines {
        // What stands outside of the project is not in its repository.
        Some(base) if !path.starts_with('/') => format!("[{line}]({})", address::lines(base, path, finding.location)),
        _ => line.to_string(),
    };
    let rule = match address::rule_page(diagnostic.rule) {
        Some(address) => format!("[{}]({address})", code(diagnostic.rule)),
        None => code(diagnostic.rule),
    };
    let mut words = cell(&report.catalogue.message(&diagnostic.message));
    if let Some(help) = &diagnostic.help {
        let _ = write!(words, "<br>{}", cell(&report.catalogue.message(help)));
    }
    format!("| {place} | {} | {words} | {rule} |\n", level(report, diagnostic.level))
}

/// A level with its sign.
pub(super) fn level(report: &Report<'_>, level: Level) -> String {
    let (mark, key) = match level {
        Level::Error => ("❌", "report-error"),
        Level::Warning => ("⚠️", "report-warning"),
        Level::Info => ("ℹ️", "report-info"),
    };
    format!("{mark} {}", report.catalogue.words(key))
}

/// What each rule that found something looks for, where readers of the comment have no page to go to.
fn rules(page: &mut Page, report: &Report<'_>) {
    let mut names: Vec<&str> = report.findings.iter().map(|finding| finding.diagnostic.rule).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| address::rule_page(name).is_none() && pages::page(name).is_some());
    if names.is_empty() {
        return;
    }
    let mut list = format!("\n<details><summary>{}</summary>\n\n", report.catalogue.words("report-rules"));
    for name in names {
        let summary = pages::summary(name, report.catalogue.language()).unwrap_or_default();
        let _ = writeln!(list, "- {}: {}", code(name), summary);
    }
    let _ = write!(list, "\n{}\n\n</details>\n", address::explain(report.catalogue, "RULE"));
    page.always(&list);
}

/// Words in a cell: no Markdown, no HTML, no mention of anybody and no number of an issue comes of what a document says.
fn cell(text: &str) -> String {
    let text = visible(text);
    let cut = text.char_indices().nth(CELL).map_or(text.as_str(), |(end, _)| &text[..end]);
    let mut safe = String::with_capacity(cut.len() + 16);
    let mut characters = cut.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or_default();
        match character {
            '<' => safe.push_str("&lt;"),
            '&' => safe.push_str("&amp;"),
            '@' if next.is_ascii_alphanumeric() => safe.push_str("@&#8203;"),
            '#' if next.is_ascii_digit() => safe.push_str("#&#8203;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '>' => {
                safe.push('\\');
                safe.push(character);
            }
            _ => safe.push(character),
        }
    }
    if cut.len() < text.len() {
        safe.push('…');
    }
    safe
}

/// A path or a name as code, also where it holds backticks.
pub(super) fn code(text: &str) -> String {
    let text = visible(text);
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;
    use crate::report::samples;
    use crate::text::Catalogue;

    #[test]
    fn the_comment_is_as_expected() {
        samples::expect("sample.md", &samples::rendered(render));
    }

    #[test]
    fn what_a_document_says_is_text_in_one_cell() {
        use pulldown_cmark::{Event, Options, Parser, Tag};
        let text = samples::rendered(render);
        let (mut rows, mut cells, mut words) = (0, 0, String::new());
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(Tag::TableRow) => rows += 1,
                Event::Start(Tag::TableCell) => cells += 1,
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => panic!("markup in {text}"),
                Event::Text(piece) => words.push_str(&piece),
                Event::InlineHtml(html) => assert_eq!(&*html, "<br>"),
                _ => {}
            }
        }
        assert_eq!((rows, cells), (6, 6 * 4 + 4 * 4));
        let said = words.replace('\u{200B}', "");
        assert!(said.contains("「<b>|@team #12 `x` [y](z)\\x0d\\x0a::error::%0A」"), "{said}");
    }

    #[test]
    fn old_and_new_and_gone_are_told_apart() {
        let (sources, diagnostics) = samples::hard();
        let catalogue = Catalogue::new(Language::Japanese);
        let mut report = Report::new(&diagnostics, &sources, &catalogue, 2);
        let known = |fingerprint, rule: &str, message: &str| Known {
            fingerprint,
            rule: rule.to_owned(),
            path: "content/旧 手順.md".to_owned(),
            message: message.to_owned(),
        };
        let old = report.findings.iter().filter(|finding| finding.diagnostic.level == Level::Warning);
        let mut before: Vec<Known> =
            old.map(|finding| known(report.fingerprint(finding), finding.diagnostic.rule, "")).collect();
        let gone = "0123456789abcdef0123456789abcdef".parse().unwrap();
        before.push(known(gone, "link/broken-file", "リンク先のファイル「旧.md」がありません"));
        report.known = Some(before);
        samples::expect("compared.md", &render(&report));
    }

    #[test]
    fn a_flood_is_cut_at_a_row_and_counted() {
        let (sources, mut diagnostics) = samples::flood(3000, Level::Warning);
        diagnostics[2999].level = Level::Error;
        let catalogue = Catalogue::new(Language::Japanese);
        let mut report = Report::new(&diagnostics, &sources, &catalogue, 1);
        for known in [None, Some(Vec::new())] {
            report.known = known;
            let text = render(&report);
            assert!(text.encode_utf16().count() <= COMMENT);
            let rows = text.lines().filter(|line| line.starts_with("| ") && line.ends_with(" |")).count() - 2;
            assert!(text.contains(&format!("他に {} 件あります", 3000 - rows)), "{rows}");
            assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
        }
    }

    #[test]
    fn a_clean_run_says_so() {
        let sources = crate::source::SourceMap::default();
        let catalogue = Catalogue::new(Language::Japanese);
        let report = Report::new(&[], &sources, &catalogue, 3);
        assert_eq!(render(&report), "<!-- rbc-report -->\n## 手順書の検査\n\n問題はありません (3 件の文書)\n");
    }
}
