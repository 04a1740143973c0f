//! Private keys between `-----BEGIN … PRIVATE KEY-----` and its end, on lines of their own or in a JSON string.

use std::ops::Range;

use super::{Found, Grade, Kind, run};

pub(super) const ANCHOR: &str = "-----BEGIN ";

/// More than the longest key has.
const MOST: usize = 16 << 10;

/// Shorter ones are drawings of a key.
const SHORTEST: usize = 40;

pub(super) fn read(text: &str, at: Range<usize>) -> Option<Found> {
    let label = run(text, at.end, 60, |byte| byte.is_ascii_uppercase() || byte == b' ');
    if !label.contains("PRIVATE KEY") {
        return None;
    }
    let from = at.end + label.len();
    let from = from + text.get(from..)?.strip_prefix("-----").map(|_| 5)?;
    let window = text.floor_char_boundary((from + MOST).min(text.len()));
    let body = text.get(from..window)?;
    let body = body.get(..body.find("-----").unwrap_or(body.len()))?;
    let (mut first, mut last, mut length) = (None, 0, 0);
    let mut offset = 0;
    for line in body.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let shown = line.trim();
        if shown.contains(':') {
            // `Proc-Type: 4,ENCRYPTED`, and the version of a PGP block.
            continue;
        }
        let key = shown.bytes().filter(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte)).count();
        let others = shown.chars().filter(|letter| !letter.is_ascii()).count();
        if others > 0 || shown.contains(' ') && !shown.starts_with('>') || shown.contains("...") {
            if length > 0 {
                break;
            }
            continue;
        }
        if key > 0 {
            first
                .get_or_insert(start + (line.len() - line.trim_start_matches([' ', '\t', '>', '|', '\r', '\n']).len()));
            last = start + line.trim_end().len();
            length += key;
        }
    }
    let start = first.filter(|_| length >= SHORTEST)?;
    let start = start + body.get(start..)?.strip_prefix("\\n").map_or(0, |_| 2);
    let end = last - body.get(start..last)?.strip_suffix("\\n").map_or(0, |_| 2);
    let key = body.get(start..end)?;
    (!super::sample::is_sample_body(key))
        .then(|| Found::new(Kind::PrivateKey, label.trim().to_owned(), Grade::Certain, from + start..from + end))
}
