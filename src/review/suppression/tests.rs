//! Comments over small documents.

use super::*;
use crate::syntax::{Bounds, parse};
use jiff::civil::date;

const RULES: &[&str] =
    &["contact/unfilled", "link/broken-anchor", "link/broken-file", "secret/token", "table/too-few-cells"];

/// Findings of a document: `rule` at the first place of a text.
fn left(text: &str, found: &[(&'static str, &str)]) -> Vec<String> {
    left_where(text, found, &|_, _| true)
}

fn left_where(
    text: &str,
    found: &[(&'static str, &str)],
    looked_for: &(dyn Fn(&str, &str) -> bool + Sync),
) -> Vec<String> {
    let mut sources = SourceMap::default();
    let file = sources.add(SourceFile::new("content/手順.md", text));
    let (document, _) = parse(text, Bounds::default());
    let mut diagnostics: Vec<Diagnostic> = found
        .iter()
        .map(|(rule, words)| {
            let start = text.find(words).unwrap();
            Diagnostic::new(
                rule,
                Level::Error,
                file,
                Span::new(start, start + words.len()),
                Message::new("link-broken-file"),
            )
        })
        .collect();
    let today = date(2026, 11, 26);
    let mut suppressions = Suppressions::new([(file, &document)].into_iter(), &sources, today);
    suppressions.apply(&mut diagnostics);
    diagnostics.extend(suppressions.faults(&sources, Terms { today, rules: RULES, looked_for }));
    diagnostics
        .iter()
        .map(|finding| {
            let Place::Span(file, span) = finding.place else { panic!("no span") };
            let help = finding.help.as_ref().and_then(|help| help.arguments.first());
            let help = help.map(|(_, value)| format!(" → {value}")).unwrap_or_default();
            format!("{} {}{help}", sources.file(file).location(span).line, finding.rule)
        })
        .collect()
}

#[test]
fn findings_in_the_block_are_silenced_and_others_stay() {
    let text = "<!-- rbc-ignore link/broken-file: 移行中 -->\n[甲](a.md)\n\n[乙](b.md)\n";
    let found = [("link/broken-file", "[甲]"), ("link/broken-file", "[乙]"), ("link/broken-anchor", "a.md")];
    assert_eq!(left(text, &found), ["4 link/broken-file", "2 link/broken-anchor"]);
    let category = text.replace("link/broken-file", "link");
    assert_eq!(left(&category, &found), ["4 link/broken-file"]);
    let two = text.replace("link/broken-file:", "link/broken-file, link/broken-anchor:");
    assert_eq!(left(&two, &found), ["4 link/broken-file"]);
}

#[test]
fn a_heading_is_the_heading_alone_and_a_list_is_all_of_it() {
    let heading = "<!-- rbc-ignore link: x 理由 -->\n## 節 [甲](a.md)\n\n[乙](b.md)\n";
    let found = [("link/broken-file", "[甲]"), ("link/broken-file", "[乙]")];
    assert_eq!(left(heading, &found), ["4 link/broken-file"]);
    let list = "<!-- rbc-ignore link: 理由 -->\n1. 一\n   - [甲](a.md)\n\n     > [乙](b.md)\n";
    assert_eq!(left(list, &found), [""; 0]);
}

#[test]
fn a_row_is_silenced_from_within_and_a_table_from_before() {
    let found = [("contact/unfilled", "TBD"), ("contact/unfilled", "未定")];
    let cell = "| 名 | 電話 |\n| --- | --- |\n| 甲 <!-- rbc-ignore contact: 採用待ち --> | TBD |\n| 乙 | 未定 |\n";
    assert_eq!(left(cell, &found), ["4 contact/unfilled"]);
    let table = "<!-- rbc-ignore contact: 採用待ち -->\n\n| 名 | 電話 |\n| --- | --- |\n| 甲 | TBD |\n| 乙 | 未定 |\n";
    assert_eq!(left(table, &found), [""; 0]);
}

#[test]
fn a_file_is_silenced_from_anywhere_in_it() {
    let text =
        "# 旧版\n\n[甲](a.md)\n\n- 末尾\n  <!-- rbc-ignore-file link/broken-file until 2026-11-26: 旧版のため -->\n";
    assert_eq!(left(text, &[("link/broken-file", "[甲]"), ("link/broken-anchor", "# 旧版")]), ["1 link/broken-anchor"]);
}

#[test]
fn a_day_that_is_over_silences_nothing_and_is_said() {
    let text = "<!-- rbc-ignore link until 2026-11-25: 移行中 -->\n[甲](a.md)\n";
    let found = [("link/broken-file", "[甲]")];
    assert_eq!(left(text, &found), ["2 link/broken-file", "1 config/expired-suppression"]);
    assert_eq!(left(text, &[]), ["1 config/expired-suppression"], "once, not as unused too");
    assert_eq!(left(&text.replace("11-25", "11-26"), &found), [""; 0], "its last day is inclusive");
    assert_eq!(left(&text.replace("11-25", "11-31"), &found), ["2 link/broken-file", "1 config/malformed-suppression"]);
}

#[test]
fn what_is_wrong_with_a_comment_is_said_and_cannot_be_silenced() {
    let silenced = |comment: &str| left(&format!("{comment}\n[甲](a.md)\n"), &[("link/broken-file", "[甲]")]);
    assert_eq!(
        silenced("<!-- rbc-ignore link/broken-file -->"),
        ["1 config/suppression-without-reason → rbc-ignore link/broken-file"]
    );
    assert_eq!(
        silenced("<!-- rbc-ignore broken-file, links: 理由 -->"),
        ["2 link/broken-file", "1 config/unknown-rule → link/broken-file", "1 config/unknown-rule → link"]
    );
    assert_eq!(silenced("<!-- rbc-ignore: 理由 -->"), ["2 link/broken-file", "1 config/malformed-suppression"]);
    assert_eq!(silenced("<!-- rbc-ignore link, table: 理由 -->"), ["1 config/unused-suppression"]);
    let whole = "<!-- rbc-ignore-file config: 報告を止める -->\n<!-- rbc-ignore-file table: 理由 -->\n本文\n";
    assert_eq!(left(whole, &[]), ["1 config/unknown-rule", "2 config/unused-suppression"]);
}

#[test]
fn what_was_not_looked_for_is_not_called_unused() {
    let text = "<!-- rbc-ignore table, link/broken-file: 理由 -->\n本文\n";
    assert_eq!(left_where(text, &[], &|_, rule| !rule.starts_with("table/")), ["1 config/unused-suppression"]);
    assert_eq!(left_where(text, &[], &|path, _| path != "content/手順.md"), [""; 0]);
    assert_eq!(left("本文\n\n<!-- rbc-ignore link: 理由 -->\n", &[]), ["3 config/unused-suppression"]);
}

#[test]
fn many_comments_and_findings_take_no_longer_than_they_are() {
    let comments = "<!-- rbc-ignore link: 理由 -->".repeat(4_000);
    let text = format!("前 {comments} {}\n", "[甲](a.md) ".repeat(4_000));
    let start = std::time::Instant::now();
    let found: Vec<(&'static str, &str)> = vec![("link/broken-file", "[甲]"); 4_000];
    assert_eq!(left(&text, &found), [""; 0]);
    assert!(start.elapsed().as_secs() < 20);
}
