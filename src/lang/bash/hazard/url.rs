//! Addresses that the shell takes apart.

use super::super::word::Word;
use super::{Hazard, HazardKind, Read};

/// Words with an address whose `&`, brackets or `;` stand outside of quotes.
pub(super) fn find(read: &Read<'_>, words: &[Word], found: &mut Vec<Hazard>) {
    for word in words.iter().skip(1) {
        let code = read.masked.get(word.range.clone()).unwrap_or_default();
        if !code.contains("://") {
            continue;
        }
        if let Some(sign) = bare_sign(code) {
            found.push(Hazard { range: word.range.clone(), kind: HazardKind::UnquotedUrl(sign) });
        }
    }
}

/// The first sign of the shell outside of quotes and substitutions.
fn bare_sign(code: &str) -> Option<char> {
    let mut letters = code.chars().peekable();
    let mut quote: Option<char> = None;
    let (mut depth, mut address) = (0usize, 0usize);
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some('"') | None, '\\') => {
                letters.next();
            }
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(letter),
            (None, '$') if matches!(letters.peek(), Some('(' | '{')) => {
                letters.next();
                depth += 1;
            }
            (None, '(') if depth > 0 => depth += 1,
            (None, ')' | '}') if depth > 0 => depth -= 1,
            (None, '&' | '(' | ')') if depth == 0 && address == 3 => return Some(letter),
            _ => {}
        }
        address = match (address, letter) {
            (0, ':') | (1, '/') | (2, '/') => address + 1,
            (3, _) => 3,
            _ => usize::from(letter == ':'),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::bare_sign;

    #[test]
    fn signs_outside_of_quotes_count() {
        assert_eq!(bare_sign("http://prom:9090/api?query=sum(rate(x{a=~\"5..\"}[5m]))"), Some('('));
        assert_eq!(bare_sign("https://a.test/?x=1&y=障害"), Some('&'));
        assert_eq!(bare_sign("\"https://a.test/?x=1&y=2\""), None);
        assert_eq!(bare_sign("https://a.test/$(date +%F)?x=1"), None);
        assert_eq!(bare_sign("https://a.test/?x=1\\&y=2"), None);
        assert_eq!(bare_sign("'http://a.test/(x)'"), None);
    }
}
