//! JSON Web Tokens: three parts in base64, the first of which is an object that names its algorithm.

use std::ops::Range;

use super::base64::decode;
use super::{Found, Grade, Kind, before, run};

pub(super) const ANCHOR: &str = "eyJ";

/// Longer ones are read as far as this.
const MOST: usize = 8 << 10;

pub(super) fn read(text: &str, at: Range<usize>) -> Option<Found> {
    let part = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    if text.get(at.clone()) != Some(ANCHOR) || before(text, at.start).is_some_and(|byte| part(byte) || byte == b'.') {
        return None;
    }
    let written = run(text, at.start, MOST, |byte| part(byte) || byte == b'.').trim_end_matches('.');
    is_real(written).then(|| Found::new(Kind::WebToken, "JWT", Grade::Certain, at.start..at.start + written.len()))
}

/// Whether a text is a whole token that is neither an example nor meant to be public.
pub(super) fn is_real(written: &str) -> bool {
    let mut parts = written.split('.');
    let (Some(header), Some(payload), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let said = |part: &str| decode(part).map(|bytes| String::from_utf8_lossy(&bytes).replace(' ', ""));
    let (Some(header), Some(payload)) = (said(header), said(payload)) else { return false };
    const PUBLIC: [&str; 4] = ["\"role\":\"anon\"", "1234567890", "JohnDoe", "example"];
    header.starts_with('{')
        && header.contains("\"alg\"")
        && payload.starts_with('{')
        && signature.len() >= 20
        && !super::sample::is_sample_body(signature)
        && !PUBLIC.iter().any(|word| payload.contains(word))
}
