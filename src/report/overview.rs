//! How many findings there are, by rule and by runbook: two tables in Markdown that stand above the findings themselves.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::markdown::{code, level};
use super::{Counts, Report};
use crate::diag::{Level, Message};

/// Rows of a table: who has more reads the findings.
const ROWS: usize = 50;

/// Both tables, each under its heading; nothing where nothing was found.
#[must_use]
pub(super) fn render(report: &Report<'_>) -> String {
    if report.findings.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    table(&mut text, report, "report-by-rule", &["report-rule", "report-level", "report-count"], by_rule(report));
    let columns = ["report-file", "report-error", "report-warning", "report-info"];
    table(&mut text, report, "report-by-file", &columns, by_file(report));
    text
}

/// A line for each rule and level, the most frequent first.
fn by_rule(report: &Report<'_>) -> Vec<String> {
    let mut counts: BTreeMap<(&str, Level), usize> = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry((finding.diagnostic.rule, finding.diagnostic.level)).or_default() += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    // Stable sorts, here and below: equals stay in the order of their names.
    rows.sort_by_key(|&((_, level), count)| std::cmp::Reverse((level, count)));
    let row = |((rule, of), count)| format!("| {} | {} | {count} |", code(rule), level(report, of));
    rows.into_iter().map(row).collect()
}

/// A line for each file, the worst first.
fn by_file(report: &Report<'_>) -> Vec<String> {
    let files = report.findings.chunk_by(|left, right| left.path == right.path);
    let mut rows: Vec<(&str, Counts)> = files
        .filter_map(|file| Some((file.first()?.path, Counts::of(file.iter().map(|finding| finding.diagnostic)))))
        .collect();
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse((counts.errors, counts.warnings, counts.infos)));
    let row = |(path, Counts { errors, warnings, infos })| {
        // In a cell a bar ends the cell, also within code.
        let path = code(&report.address(path)).replace('|', "\\|");
        format!("| {path} | {errors} | {warnings} | {infos} |")
    };
    rows.into_iter().map(row).collect()
}

fn table(text: &mut String, report: &Report<'_>, heading: &str, columns: &[&str], rows: Vec<String>) {
    let words = |key: &str| report.catalogue.words(key);
    let heads: Vec<String> = columns.iter().map(|column| words(column)).collect();
    // What is counted stands at the right; the last column of rules is the only one there.
    let rules: Vec<&str> = columns
        .iter()
        .map(|column| if matches!(*column, "report-rule" | "report-level" | "report-file") { "---" } else { "---:" })
        .collect();
    let _ = writeln!(text, "\n### {}\n\n| {} |\n| {} |", words(heading), heads.join(" | "), rules.join(" | "));
    for row in rows.iter().take(ROWS) {
        let _ = writeln!(text, "{row}");
    }
    if let Some(more) = rows.len().checked_sub(ROWS).filter(|more| *more > 0) {
        let _ = writeln!(text, "\n{}", report.catalogue.message(&Message::new("report-more-rows").with("count", more)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;
    use crate::report::samples;
    use crate::text::Catalogue;

    #[test]
    fn the_tables_are_as_expected() {
        samples::expect("sample.overview.md", &samples::rendered(render));
    }

    #[test]
    fn every_row_has_the_cells_of_its_head() {
        use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
        let text = samples::rendered(render);
        let (mut cells, mut rows) = (0, Vec::<u32>::new());
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::TableCell) => cells += 1,
                Event::Code(path) if path.contains("50%") => assert_eq!(&*path, "運用/content/50%,a:b|`c`.md"),
                Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut cells)),
                _ => {}
            }
        }
        assert_eq!(rows.len(), 9, "{text}");
    }

    #[test]
    fn a_long_table_ends_and_says_so() {
        let sources = crate::source::SourceMap::default();
        let at = |number: usize| {
            let path = format!("content/{number:03}.md");
            crate::diag::Diagnostic::at_path("text/a", Level::Warning, path, 1, 1, Message::new("config-first-here"))
        };
        let diagnostics: Vec<_> = (0..120).map(at).collect();
        let catalogue = Catalogue::new(Language::Japanese);
        let text = render(&Report::new(&diagnostics, &sources, &catalogue, 120));
        assert!(text.contains("| `text/a` | ⚠️ 警告 | 120 |"), "{text}");
        assert!(text.contains("`content/049.md`") && !text.contains("`content/050.md`"), "{text}");
        assert!(text.ends_with("他に 70 件の文書やルールがあります\n"), "{text}");
    }
}
