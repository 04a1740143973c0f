//! Telephone numbers and mail addresses in plain text: pressed, they call and write.

use std::ops::Range;

/// A number or an address and what a press on it opens.
pub(super) type Reach = (Range<usize>, String);

/// All of a text, in order. What is not surely one is left alone: nobody is to call a wrong number.
pub(super) fn find(text: &str) -> Vec<Reach> {
    let mut found: Vec<Reach> = Vec::new();
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = bytes.get(from..).and_then(|rest| rest.iter().position(|byte| opens(*byte))) {
        let at = from + at;
        let reach = if bytes.get(at) == Some(&b'@') { mail(bytes, at, from_last(&found)) } else { number(bytes, at) };
        from = reach.as_ref().map_or(at + 1, |(range, _)| range.end);
        if reach.is_none() && bytes.get(at) != Some(&b'@') {
            // The rest of these digits is no number of its own.
            from += bytes.get(from..).map_or(0, |rest| rest.iter().take_while(|byte| is_word(**byte)).count());
        }
        found.extend(reach);
    }
    found
}

fn opens(byte: u8) -> bool {
    byte == b'@' || byte == b'+' || byte.is_ascii_digit()
}

fn from_last(found: &[Reach]) -> usize {
    found.last().map_or(0, |(range, _)| range.end)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// A Japanese number with its hyphens (`03-5555-0101`, `0120-444-555`), or one with a country in front (`+81-3-…`).
fn number(bytes: &[u8], start: usize) -> Option<Reach> {
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    if before.is_some_and(|byte| is_word(*byte) || matches!(byte, b'.' | b'/' | b':' | b'=' | b'#')) {
        return None;
    }
    let rest = bytes.get(start..)?;
    let abroad = rest.first() == Some(&b'+');
    let body = rest.get(usize::from(abroad)..)?;
    let length = body.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
    let body = body.get(..length)?;
    let end = start + usize::from(abroad) + length;
    let behind = bytes.get(end).copied().unwrap_or(b' ');
    // A dot ends a sentence, but not before another digit (an address, a version).
    let goes_on = behind == b'.' && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
    if is_word(behind) || goes_on || matches!(behind, b'/' | b':' | b'@') {
        return None;
    }
    let groups: Vec<&[u8]> = body.split(|byte| *byte == b'-').collect();
    let digits = groups.iter().map(|group| group.len()).sum::<usize>();
    let whole = groups.iter().all(|group| !group.is_empty());
    let last = groups.last().map_or(0, |group| group.len());
    let real = if abroad {
        groups.len() >= 2 && (10..=15).contains(&digits)
    } else {
        body.first() == Some(&b'0') && groups.len() == 3 && (10..=11).contains(&digits) && (3..=4).contains(&last)
    };
    let text: String = body.iter().filter(|byte| **byte != b'-').map(|byte| char::from(*byte)).collect();
    (whole && real).then(|| (start..end, format!("tel:{}{text}", if abroad { "+" } else { "" })))
}

/// The mail address around an `@`; `from` is where the text before it is free.
fn mail(bytes: &[u8], at: usize, from: usize) -> Option<Reach> {
    let local = bytes.get(from..at)?.iter().rev();
    let length = local.take_while(|byte| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte)).count();
    let start = at - length;
    let host = bytes.get(at + 1..)?;
    let length = host.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b".-".contains(byte)).count();
    let host = std::str::from_utf8(host.get(..length)?).ok()?.trim_end_matches(['.', '-']);
    let end = at + 1 + host.len();
    let name = std::str::from_utf8(bytes.get(start..at)?).ok()?;
    let labels: Vec<&str> = host.split('.').collect();
    let top = labels.last().is_some_and(|top| top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let address = !name.is_empty()
        && !name.starts_with('.')
        && labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty())
        && top
        // `ssh user@host.example:path` and `user:pass@host` are no mail.
        && !matches!(bytes.get(end), Some(b':' | b'/' | b'@'))
        && !matches!(start.checked_sub(1).and_then(|at| bytes.get(at)), Some(b':' | b'/' | b'@'));
    address.then(|| (start..end, format!("mailto:{}", name.replace('%', "%25") + "@" + host)))
}

#[cfg(test)]
mod tests {
    use super::find;

    fn found(text: &str) -> Vec<(&str, String)> {
        find(text).into_iter().map(|(range, to)| (&text[range], to)).collect()
    }

    #[test]
    fn numbers_and_addresses_are_found_in_japanese_text() {
        let text =
            "電話は03-5555-0101（夜間090-1234-5678）、sre@kawasemi.internalまで。0120-444-555、+81-3-5555-0101。";
        let expected = [
            ("03-5555-0101", "tel:0355550101"),
            ("090-1234-5678", "tel:09012345678"),
            ("sre@kawasemi.internal", "mailto:sre@kawasemi.internal"),
            ("0120-444-555", "tel:0120444555"),
            ("+81-3-5555-0101", "tel:+81355550101"),
        ];
        assert_eq!(found(text), expected.map(|(words, to)| (words, to.to_owned())));
    }

    #[test]
    fn what_only_looks_like_one_is_left_alone() {
        for text in [
            "2026-11-26 に 0-1-2",
            "090-xxxx-xxxx",
            "03-XXXX-1234",
            "内線1001、FM-03-5555-0101",
            "i-03-5555-0101a 03-5555-01012345",
            "10.03-5555-0101/24",
            "@sre-lead へ、user@host、git@github.com:a/b",
            "postgres://app:p@db.example.com/x",
            "a@b..com a@1.2 .@x.jp",
            "12-3456-7890、050-12-3456",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
