//! `xxx-xxxx`, `TBD`, `YYYY-MM-DD`, `〇〇`, `example.com`, `--to-revision=N`.

use super::signs::Signs;
use super::traits::{Kind, Traits};
use super::{Form, Found};
use regex::Regex;
use std::sync::LazyLock;

static DATES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"YYYY(?:年\s?MM?月(?:\s?DD?日)?|[-/.]MM[-/.]DD|[-/.]MM|MMDDHHMMSS|MMDDHHMM|MMDD|MM|年)?|HH:MM:SS|HH:MM|HHMMSS|HHMM|MM/DD|MM月DD日|HH時MM分|yyyy[-/]?mm[-/]?dd|yyyy[-/]MM[-/]dd|hh:mm(?::ss)?|XX:XX(?::XX)?",
    )
    .ok()
});

static DOMAINS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"example\.(?:com|org|net|jp|co\.jp)").ok());

/// First parts of identifiers whose second part is left open (`sg-xxxxxxxx`).
const PREFIXES: &str =
    " i sg vpc subnet vol ami snap fs rtb igw nat eni lt acl vpce tgw eipalloc sk pk ghp whsec xoxb fsvol svm ";

/// Finds all of a text.
pub(super) fn find(text: &str, traits: &Traits, signs: Signs, found: &mut Vec<Found>) {
    if signs.have(Signs::DATE) {
        dates(text, traits, found);
    }
    let dotted = signs.have(Signs::CROSS) && signs.have(Signs::DOT);
    if dotted && text.contains("example.") {
        domains(text, found);
    }
    if signs.have(Signs::SHAPE.or(Signs::ZERO)) {
        circles(text, found);
    }
    if signs.have(Signs::CROSSES) || (dotted && text.contains(".x")) {
        runs(text, traits, found);
    }
    if signs.have(Signs::CAPITAL) {
        words(text, traits, found);
        if matches!(traits.kind, Kind::Shell | Kind::Span) {
            capitals(text, found);
        }
    }
    plus(text, found);
}

/// `+81-XX-XXXX-XXXX`: the sign belongs to the number.
fn plus(text: &str, found: &mut [Found]) {
    for one in found.iter_mut().filter(|one| one.name.starts_with(|first: char| first.is_ascii_digit())) {
        if one.form == Form::Sample && text[..one.range.start].ends_with('+') {
            one.range.start -= 1;
            one.name.insert(0, '+');
        }
    }
}

fn push(found: &mut Vec<Found>, range: std::ops::Range<usize>, name: &str) {
    found.push(Found::new(range, name, Form::Sample));
}

fn dates(text: &str, traits: &Traits, found: &mut Vec<Found>) {
    // A format in code of a program is an instruction for the machine.
    if matches!(traits.kind, Kind::Program | Kind::Markup | Kind::Drawing) {
        return;
    }
    let Some(regex) = DATES.as_ref() else { return };
    for date in regex.find_iter(text) {
        let before = text[..date.start()].chars().next_back().unwrap_or(' ');
        let after = text[date.end()..].chars().next().unwrap_or(' ');
        let inside = before.is_ascii_alphabetic() && before != 'T'
            || after.is_ascii_alphabetic() && after != 'T' && after != 'Z';
        if inside || before == '%' || traits.kind == Kind::Sql && is_format(text, date.start()) {
            continue;
        }
        push(found, date.range(), date.as_str());
    }
}

/// A format that a function of SQL gets (`to_char(x, 'YYYY-MM-DD')`).
fn is_format(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(120));
    let before = text[from..at].to_ascii_lowercase();
    ["to_char(", "to_date(", "to_timestamp(", "date_format(", "strftime(", "format("]
        .iter()
        .any(|call| before.contains(call))
}

fn domains(text: &str, found: &mut Vec<Found>) {
    let Some(regex) = DOMAINS.as_ref() else { return };
    for domain in regex.find_iter(text) {
        let before = text[..domain.start()].chars().next_back().unwrap_or(' ');
        let after = text[domain.end()..].chars().next().unwrap_or(' ');
        if before.is_ascii_alphanumeric() || before == '-' || after.is_ascii_alphanumeric() || after == '-' {
            continue;
        }
        push(found, domain.range(), domain.as_str());
    }
}

fn circles(text: &str, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let circle = |at: usize| match bytes.get(at..at + 3) {
        Some([0xE3, 0x80, 0x87]) => Some('〇'),
        Some([0xE2, 0x97, 0x8B]) => Some('○'),
        Some([0xE2, 0x97, 0xAF]) => Some('◯'),
        Some([0xE2, 0x96, 0xB3]) => Some('△'),
        _ => None,
    };
    let mut at = 0;
    while at < bytes.len() {
        if !matches!(bytes[at], 0xE2 | 0xE3) {
            at += 1;
            continue;
        }
        let start = at;
        let first = circle(at);
        at += 3;
        while first.is_some() && circle(at) == first {
            at += 3;
        }
        if at > start + 3 {
            push(found, start..at, text.get(start..at).unwrap_or(""));
        }
    }
}

fn is_chunk(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

/// Runs of `x`.
fn runs(text: &str, traits: &Traits, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    // Whoever writes XXからYYに means two of them.
    let mut counterpart = false;
    while at < bytes.len() {
        if !is_chunk(bytes[at]) {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|byte| is_chunk(**byte)).count();
        let chunk = &text[at..end];
        if chunk.contains("xx") || chunk.contains("XX") || chunk.contains(".x") {
            chunk_runs(text, traits, at, chunk, found);
            counterpart |= chunk == "XX";
        } else if chunk == "YY" && counterpart && !matches!(traits.kind, Kind::Program | Kind::Markup) {
            push(found, at..end, chunk);
        }
        at = end;
    }
}

fn chunk_runs(text: &str, traits: &Traits, at: usize, chunk: &str, found: &mut Vec<Found>) {
    let trimmed = chunk.trim_end_matches('.');
    let parts = trimmed.split('.');
    let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()) || is_all_x(part);
    if parts.clone().count() == 4
        && parts.clone().all(|part| !part.is_empty() && numeric(part))
        && trimmed.contains(['x', 'X'])
    {
        push(found, at..at + trimmed.len(), trimmed);
        return;
    }
    let mut start = at;
    for part in chunk.split('.') {
        part_runs(text, traits, start, part, found);
        start += part.len() + 1;
    }
}

fn part_runs(text: &str, traits: &Traits, start: usize, part: &str, found: &mut Vec<Found>) {
    let pieces = || part.split(['-', '_']).filter(|piece| !piece.is_empty());
    if !pieces().any(is_run) {
        if part == "XX" || is_small(text, start, part) {
            if !matches!(traits.kind, Kind::Program | Kind::Markup) {
                push(found, start..start + part.len(), part);
            }
        } else if !part.contains(['-', '_']) {
            tailed(start, part, found);
        } else {
            // `prod-i0XXXX`: the piece that ends in a run.
            let mut at = start;
            for piece in part.split(['-', '_']) {
                tailed(at, piece, found);
                at += piece.len() + 1;
            }
        }
        return;
    }
    let first = pieces().next().unwrap_or("");
    let whole = pieces().all(|piece| is_run(piece) || piece == "XX" || piece.bytes().all(|byte| byte.is_ascii_digit()))
        || PREFIXES.split_ascii_whitespace().any(|prefix| prefix == first);
    let trimmed = part.trim_end_matches(['-', '_']);
    let skipped = trimmed.len() - trimmed.trim_start_matches(['-', '_']).len();
    if whole {
        push(found, start + skipped..start + trimmed.len(), &trimmed[skipped..]);
        return;
    }
    let mut at = start;
    for piece in part.split(['-', '_']) {
        if is_run(piece) {
            push(found, at..at + piece.len(), piece);
        }
        at += piece.len() + 1;
    }
}

fn is_all_x(piece: &str) -> bool {
    !piece.is_empty() && (piece.bytes().all(|byte| byte == b'x') || piece.bytes().all(|byte| byte == b'X'))
}

fn is_run(piece: &str) -> bool {
    piece.len() >= 3 && is_all_x(piece)
}

/// `xx件`: two small letters count only before a Japanese word.
fn is_small(text: &str, start: usize, part: &str) -> bool {
    part == "xx" && text[start + 2..].chars().next().is_some_and(|next| !next.is_ascii() && next.is_alphabetic())
}

/// `T0XXXXXXX`, `AKIAXXXXXXXX`, `0xxxxxxxx` behind something else.
fn tailed(start: usize, piece: &str, found: &mut Vec<Found>) {
    for (mark, least) in [(b'X', 3), (b'x', 4)] {
        let tail = piece.bytes().rev().take_while(|byte| *byte == mark).count();
        let head = &piece[..piece.len() - tail];
        let plain = head.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if tail >= least && !head.is_empty() && plain {
            push(found, start..start + piece.len(), piece);
        }
    }
}

/// `TBD`, and `TODO` where it is all that stands there.
fn words(text: &str, traits: &Traits, found: &mut Vec<Found>) {
    if matches!(traits.kind, Kind::Program | Kind::Markup) {
        return;
    }
    let trimmed = text.trim();
    if matches!(trimmed, "TODO" | "FIXME") {
        let start = text.len() - text.trim_start().len();
        push(found, start..start + trimmed.len(), trimmed);
    }
    if !text.contains("TBD") {
        return;
    }
    for (start, word) in text.match_indices("TBD") {
        let joined = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        if !text[..start].ends_with(joined) && !text[start + 3..].starts_with(joined) {
            push(found, start..start + 3, word);
        }
    }
}

/// A lone capital as the value of an option (`--to-revision=N`, `-n N`).
fn capitals(text: &str, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    for at in 1..bytes.len() {
        if !bytes[at].is_ascii_uppercase() {
            continue;
        }
        let ends = bytes.get(at + 1).is_none_or(|byte| byte.is_ascii_whitespace());
        if !ends || !matches!(bytes[at - 1], b'=' | b' ') {
            continue;
        }
        let from = text.floor_char_boundary(at.saturating_sub(60));
        let before = text[from..at - 1].rsplit([' ', '\n', '\t']).next().unwrap_or("");
        let option = before.starts_with("--") && before.len() > 3;
        let short =
            bytes[at - 1] == b' ' && before.len() == 2 && before.starts_with('-') && matches!(bytes[at], b'N' | b'X');
        if option && (bytes[at - 1] == b'=' || matches!(bytes[at], b'N' | b'X')) || short {
            push(found, at..at + 1, &text[at..at + 1]);
        }
    }
}
