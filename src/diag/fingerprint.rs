//! What a finding is known by from one run to the next: its rule, its file and the words of its line, not the line's
//! number.
//!
//! An edit elsewhere in the file leaves a fingerprint as it is; an edit of the line changes it. Of several findings of
//! one rule on lines of the same words each has its number in the order of the file, so that fingerprints are distinct.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::{Diagnostic, Place};
use crate::source::{SourceMap, Span};

/// A longer line is too likely to be edited elsewhere, or is none that a person wrote: the span's own words stand for it.
const LINE_BYTES: usize = 1200;

/// Bytes of a span's own words that count.
const SPAN_BYTES: usize = 300;

/// Findings of these rules point at what must not be guessed from a hash: their own words are left out.
const SECRET: &str = "secret/";

/// The mark of one finding: 128 bits, written as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = ();

    /// Reads 32 hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if digits { u128::from_str_radix(text, 16).map(Fingerprint).map_err(|_| ()) } else { Err(()) }
    }
}

/// The fingerprint of each finding, in the findings' order. Numbers of repeats go by place, whatever that order is; they
/// are those of a whole run only where all of its findings are given.
#[must_use]
pub fn fingerprints(diagnostics: &[Diagnostic], sources: &SourceMap) -> Vec<Fingerprint> {
    let mut order: Vec<usize> = (0..diagnostics.len()).collect();
    order.sort_by_key(|&at| diagnostics.get(at).map(|diagnostic| start(&diagnostic.place)));
    let mut repeats: HashMap<[u8; 32], u32> = HashMap::new();
    let mut found = vec![Fingerprint(0); diagnostics.len()];
    for at in order {
        let (Some(diagnostic), Some(place)) = (diagnostics.get(at), found.get_mut(at)) else { continue };
        let words = hash(diagnostic, sources);
        let repeat = repeats.entry(words).or_default();
        *repeat += 1;
        *place = numbered(&words, *repeat);
    }
    found
}

fn start(place: &Place) -> (u32, u32) {
    match place {
        Place::Span(_, span) => (span.start, span.end),
        Place::Path { line, column, .. } => (*line, *column),
    }
}

fn hash(diagnostic: &Diagnostic, sources: &SourceMap) -> [u8; 32] {
    let mut hasher = Sha256::new();
    // No rule and no path holds NUL: what stands between two of them belongs to one part only.
    let mut part = |text: &str| {
        hasher.update(text.as_bytes());
        hasher.update([0]);
    };
    part(diagnostic.rule);
    match &diagnostic.place {
        Place::Span(file, span) => {
            let file = sources.file(*file);
            part(file.path());
            let secret = diagnostic.rule.starts_with(SECRET);
            for piece in words(file, *span, secret).into_iter().flat_map(str::split_whitespace) {
                part(piece);
            }
        }
        Place::Path { path, .. } => part(path),
    }
    hasher.finalize().into()
}

/// The line that a span begins in; of a very long one the span's own words; of a secret's what stands around it.
fn words(file: &crate::source::SourceFile, span: Span, secret: bool) -> [&str; 2] {
    let number = file.line(span.start.min(file.text().len() as u32)) as usize;
    let line = file.line_text(number);
    let from = file.line_start(number);
    let within = |offset: u32| line.floor_char_boundary((offset as usize).saturating_sub(from));
    let (start, end) = (within(span.start), within(span.end.max(span.start)));
    let (before, own, behind) = (&line[..start], &line[start..end], &line[end..]);
    match (secret, line.len() <= LINE_BYTES) {
        (true, true) => [before, behind],
        (true, false) => ["", ""],
        (false, true) => [line, ""],
        (false, false) => [&own[..own.floor_char_boundary(SPAN_BYTES)], ""],
    }
}

fn numbered(words: &[u8; 32], repeat: u32) -> Fingerprint {
    let mut hasher = Sha256::new();
    hasher.update(words);
    hasher.update(repeat.to_be_bytes());
    let all: [u8; 32] = hasher.finalize().into();
    Fingerprint(all.iter().take(16).fold(0, |number, &byte| (number << 8) | u128::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Level, Message};
    use crate::source::SourceFile;

    /// Fingerprints of findings of `rule` at every place where `needle` stands.
    fn all(path: &str, rule: &'static str, text: &str, needle: &str) -> Vec<String> {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new(path, text));
        let at = |(start, found): (usize, &str)| {
            let span = Span::new(start, start + found.len());
            Diagnostic::new(rule, Level::Error, file, span, Message::new("x"))
        };
        let diagnostics: Vec<Diagnostic> = text.match_indices(needle).map(at).collect();
        fingerprints(&diagnostics, &sources).iter().map(ToString::to_string).collect()
    }

    const TABLE: &str = "# 連絡先\n\n| 役割 | 電話 |\n| --- | --- |\n| 当番 | TBD |\n| 責任者 | TBD |\n";

    #[test]
    fn edits_elsewhere_leave_it() {
        let before = all("content/当番 表.md", "contact/unfilled", TABLE, "TBD");
        let after = TABLE.replace("# 連絡先", "# 連絡先と体制\n\n夜間は 03-5555-0100 へ。").replace('\n', "\r\n");
        assert_eq!(before, all("content/当番 表.md", "contact/unfilled", &after, "TBD"));
        let wider = TABLE.replace("| 当番 | TBD |", "| 当番   |  TBD   |");
        assert_eq!(before, all("content/当番 表.md", "contact/unfilled", &wider, "TBD"));
    }

    #[test]
    fn rule_path_and_words_change_it() {
        let one = |path, rule, text: &str| all(path, rule, text, "TBD").remove(0);
        let base = one("a.md", "contact/unfilled", TABLE);
        assert_ne!(base, one("b.md", "contact/unfilled", TABLE));
        assert_ne!(base, one("a.md", "contact/no-channel", TABLE));
        assert_ne!(base, one("a.md", "contact/unfilled", &TABLE.replace("当番", "夜間当番")));
    }

    #[test]
    fn repeats_are_distinct_and_new_ones_come_last() {
        let rows = |count: usize| format!("# 表\n\n{}", "| 当番 | TBD |\n".repeat(count));
        let (three, four) =
            (all("a.md", "contact/unfilled", &rows(3), "TBD"), all("a.md", "contact/unfilled", &rows(4), "TBD"));
        assert_eq!(three[..], four[..3]);
        let mut sorted = four.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), 4);
    }

    #[test]
    fn the_order_of_findings_does_not_matter() {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("a.md", "TBD TBD\n"));
        let at = |start| Diagnostic::new("a/b", Level::Info, file, Span::new(start, start + 3), Message::new("x"));
        let forth = fingerprints(&[at(0), at(4)], &sources);
        let back = fingerprints(&[at(4), at(0)], &sources);
        assert_eq!((forth[0], forth[1]), (back[1], back[0]));
    }

    #[test]
    fn a_secret_is_not_in_it() {
        let found = |secret: &str| all("a.md", "secret/token", &format!("鍵は {secret} です\n"), secret);
        assert_eq!(found("himitsu-1"), found("naisho-22"));
        let found = |secret: &str| all("a.md", "secret/token", &format!("{}{secret}\n", "長".repeat(500)), secret);
        assert_eq!(found("himitsu-1"), found("naisho-22"));
    }

    #[test]
    fn it_is_written_and_read_and_stays_what_it_is() {
        let text = all("a.md", "a/b", "鍵\n", "鍵").remove(0);
        assert_eq!(text, "8f136b35558b709058886417d28aa3db");
        let read: Fingerprint = text.parse().unwrap();
        assert_eq!(read.to_string(), text);
        for wrong in ["", "12", "+2345678901234567890123456789012", "鍵鍵鍵鍵鍵鍵鍵鍵鍵鍵鍵"] {
            assert!(wrong.parse::<Fingerprint>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn files_without_text_and_spans_out_of_a_text_do_no_harm() {
        let mut sources = SourceMap::default();
        let empty = sources.add(SourceFile::new("空.md", ""));
        let short = sources.add(SourceFile::new("短.md", "あ\n"));
        let unreadable = Diagnostic::at_path("source/not-utf8", Level::Error, "旧.md", 3, 1, Message::new("x"));
        let at = |file, start, end| Diagnostic::new("a/b", Level::Error, file, Span { start, end }, Message::new("x"));
        let all = [unreadable, at(empty, 0, 0), at(empty, 3, 9), at(short, 1, 2), at(short, 9, 7), at(short, 4, 4)];
        let mut found = fingerprints(&all, &sources);
        found.sort_unstable();
        found.dedup();
        assert_eq!(found.len(), all.len());
    }
}
