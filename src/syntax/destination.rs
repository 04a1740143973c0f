//! Destinations of links: schemes, and which of them a page may lead to.

use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// Schemes that a page may lead to.
const SAFE: [&str; 4] = ["http", "https", "mailto", "tel"];

/// A destination as a browser would read it: control characters and blanks at its ends, and tabs and line ends anywhere,
/// count for nothing.
#[must_use]
pub fn cleaned(target: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    let bare = target.trim_matches(|c: char| c.is_whitespace() || hidden(c));
    let mut cleaned = String::with_capacity(bare.len());
    cleaned.extend(bare.chars().filter(|c| !hidden(*c)));
    cleaned
}

/// The scheme of a destination, small; `None` for a path, a query or a fragment. `//host/…` has
/// none of its own, but that of the page, and from a disk it is another machine: it is given as `//`, which no page bears.
#[must_use]
pub fn scheme(target: &str) -> Option<String> {
    let target = cleaned(target);
    let target = if target.contains('&') { cleaned(&decode_entities(&target)) } else { target };
    // A browser takes `\` for `/` here.
    if target.starts_with("//") || target.starts_with("\\\\") || target.starts_with("/\\") || target.starts_with("\\/")
    {
        return Some("//".to_owned());
    }
    let (name, _) = target.split_once(':')?;
    let valid = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    // `deploy.sh:12` is a file and a line.
    let file = name.contains('.') && target[name.len() + 1..].starts_with(|c: char| c.is_ascii_digit());
    (valid && !file).then(|| name.to_ascii_lowercase())
}

/// The destination as a page may bear it: a relative one, a fragment, or one of a scheme that does no harm.
#[must_use]
pub fn safe(target: &str) -> Option<String> {
    let cleaned = cleaned(target);
    match scheme(&cleaned) {
        Some(scheme) => SAFE.contains(&scheme.as_str()).then_some(cleaned),
        // What still hides a colon in front of the path (`java&#115;cript:`, `javascript&colon;`) is no path.
        None => {
            let decoded = percent_decode(&decode_entities(&cleaned));
            let head = decoded.split(['/', '?', '#']).next().unwrap_or_default();
            let hides = ["javascript", "vbscript", "data", "file", "blob"].iter().any(|name| {
                head.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) && head.contains(':')
            });
            (!hides).then_some(cleaned)
        }
    }
}

/// Whether a destination is a place on somebody's machine: `/Users/x/…`, `C:\Users\…`, `file:///…`, `/home/x/…`, `~/…`.
#[must_use]
pub fn is_of_machine(target: &str) -> bool {
    let target = cleaned(target);
    let mut letters = target.chars();
    let drive = letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && letters.next() == Some(':')
        && letters.next().is_some_and(|third| matches!(third, '/' | '\\'));
    let in_home = |root: &str| {
        let rest = target.strip_prefix(root).unwrap_or_default();
        rest.split_once('/').is_some_and(|(user, rest)| !user.is_empty() && !rest.is_empty())
    };
    drive
        || target.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("file:"))
        || target.starts_with("~/")
        || in_home("/Users/")
        || in_home("/home/")
}

/// Percent signs decoded where that gives UTF-8, else the text as it is.
#[must_use]
pub fn percent_decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// Numeric entities and the few named ones that can hide a scheme.
fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((character, length)) => {
                decoded.push(character);
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The entity at the start of a text, and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    for (name, character) in [("&colon;", ':'), ("&Tab;", '\t'), ("&NewLine;", '\n'), ("&sol;", '/'), ("&amp;", '&')] {
        if text.starts_with(name) {
            return Some((character, name.len()));
        }
    }
    let body = text.strip_prefix("&#")?;
    let (digits, radix, skip) = match body.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 3),
        None => (body, 10, 2),
    };
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let value = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
    let semicolon = usize::from(digits[length..].starts_with(';'));
    Some((char::from_u32(value)?, skip + length + semicolon))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_found_behind_what_hides_them() {
        for target in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\tscript:alert(1)",
            "java&#10;script:alert(1)",
            "java&#x73;cript:alert(1)",
            "javascript&colon;alert(1)",
            "&#106avascript:alert(1)",
            "data:text/html,x",
            "file:///Users/yamada/手順.md",
            "vbscript:x",
            "javascript%3Aalert(1)",
        ] {
            assert_eq!(safe(target), None, "{target:?}");
        }
    }

    #[test]
    fn what_does_no_harm_stays() {
        for target in [
            "https://例え.jp/障害",
            "HTTP://host/",
            "mailto:sre@kawasemi.co.jp",
            "tel:0312345678",
            "#連絡先",
            "../db.md",
            "deploy.sh:12",
            "手順(a:b).md",
            "?q=a:b",
        ] {
            assert_eq!(safe(target).as_deref(), Some(target));
        }
        for hidden in ["//host/x", "\\\\host\\x", "/\\host", "/\t/host", "/&#9;/host"] {
            assert_eq!(safe(hidden), None, "{hidden}");
        }
        assert_eq!(scheme("docs/a.md"), None);
        assert_eq!(scheme("<host>:8080"), None);
        assert_eq!(scheme("TEL:110").as_deref(), Some("tel"));
    }

    #[test]
    fn places_on_machines() {
        for target in [
            "/Users/yamada/手順.md",
            "C:\\Users\\yamada\\a.md",
            "d:/work/a.md",
            "FILE:///a.md",
            "/home/ops/a.md",
            "~/a.md",
        ] {
            assert!(is_of_machine(target), "{target}");
        }
        for target in ["/home/", "/home/index.md", "/users/list.md", "c:a", "https://host/home/x/y", "../home/x/y.md"] {
            assert!(!is_of_machine(target), "{target}");
        }
    }

    #[test]
    fn percent_signs() {
        assert_eq!(percent_decode("%E9%80%A3%E7%B5%A1%E5%85%88"), "連絡先");
        assert_eq!(percent_decode("100%と%FF"), "100%と%FF");
    }
}
