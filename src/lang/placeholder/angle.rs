//! `<pod-name>`, `<サービス名>`, `＜…＞`.

use super::traits::{Kind, Traits};
use super::{Form, Found};
use memchr::memchr2;

/// Names are no longer, in characters.
const LENGTH: usize = 60;

/// Elements of HTML that a person means as such.
const ELEMENTS: &str = " a b i p u s br hr wbr kbd sub sup mark details summary div span table thead tbody tfoot tr td th ul \
 ol li dl dt dd img code pre tt h1 h2 h3 h4 h5 h6 strong em script style iframe svg font center small del ins blockquote \
 html head body meta noscript form input button textarea select option nav footer aside article section figure \
 figcaption canvas video audio picture base embed object fieldset legend caption col colgroup ruby rt rp ";

/// Elements whose names people also use for placeholders; they are tags where a closing one stands.
const CLOSED: &str = " title label source path time data main header address link output template slot menu dialog track \
 map area param progress meter abbr cite var samp q dfn ";

/// Finds all of a text.
pub(super) fn find(text: &str, traits: &Traits, found: &mut Vec<Found>) {
    if matches!(traits.kind, Kind::Markup | Kind::Drawing) {
        return;
    }
    let code = !matches!(traits.kind, Kind::Prose | Kind::Link | Kind::Span);
    let mut at = 0;
    // The first byte of `＜` is that of every wide sign.
    const WIDE: u8 = "＜".as_bytes()[0];
    while let Some(start) = text.as_bytes().get(at..).and_then(|rest| memchr2(b'<', WIDE, rest)).map(|start| start + at)
    {
        at = start + 1;
        if !text.is_char_boundary(at) {
            at = start + '＜'.len_utf8();
            if !text[start..].starts_with('＜') {
                continue;
            }
            if let Some(length) =
                text[at..].char_indices().take(LENGTH).find(|(_, letter)| *letter == '＞').map(|(length, _)| length)
            {
                let name = &text[at..at + length];
                if !name.is_empty() && !name.contains(['\n', '＜', '。']) {
                    found.push(Found::new(start..at + length + '＞'.len_utf8(), name, Form::Angle));
                    at += length;
                }
            }
            continue;
        }
        let Some(end) = angle_at(text, start, code) else { continue };
        let name = &text[start + 1..end - 1];
        let before = text[..start].chars().next_back();
        if traits.kind == Kind::Program {
            let generic = before.is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.' | ':'));
            let plain = name.is_ascii() && !name.contains(['-', '_']);
            if generic || plain {
                continue;
            }
        }
        // `Promise<void>` is a type, `(?<host>…)` a part of a pattern.
        if before == Some('?') || before.is_some_and(|letter| letter.is_ascii_alphabetic()) && is_type(name) {
            continue;
        }
        // A file of C in code that names one.
        if text[..start].ends_with("#include ") {
            continue;
        }
        // What tools print where there is nothing.
        if matches!(name, "none" | "nil" | "unset" | "empty" | "unknown" | "pending" | "no value") {
            continue;
        }
        if is_tag(text, name, code) {
            continue;
        }
        found.push(Found::new(start..end, name, Form::Angle));
        at = end;
    }
}

/// What stands in brackets behind the name of a generic type.
fn is_type(name: &str) -> bool {
    const TYPES: [&str; 14] = [
        "void", "string", "number", "boolean", "any", "unknown", "never", "object", "int", "str", "bool", "float",
        "u8", "usize",
    ];
    let camel = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.bytes().any(|byte| byte.is_ascii_lowercase());
    name.len() == 1 || TYPES.contains(&name) || camel
}

/// A tag and no placeholder.
fn is_tag(text: &str, name: &str, code: bool) -> bool {
    let word = name.split([' ', '/']).next().unwrap_or(name);
    if !word.is_ascii() || word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    let among = |list: &str| list.split_ascii_whitespace().any(|one| one == word);
    let closed = || {
        // In a pattern the slash is escaped.
        [format!("</{word}>"), format!("<\\/{word}>")].iter().any(|tag| text.contains(tag))
    };
    if among(ELEMENTS) {
        return !code
            || closed()
            || matches!(word, "br" | "hr" | "p" | "div" | "style" | "script" | "html" | "body" | "head" | "iframe");
    }
    among(CLOSED) && closed()
}

/// The end of an angle placeholder that begins with the `<` at `start`. Redirections, here-documents, comparisons, tags
/// with attributes and addresses are none.
pub(crate) fn angle_at(text: &str, start: usize, code: bool) -> Option<usize> {
    let rest = text.get(start + 1..)?;
    if start > 0 && text.as_bytes()[start - 1] == b'<' {
        return None;
    }
    let first = rest.chars().next()?;
    if !(first.is_ascii_alphabetic() || first == '_' || (!first.is_ascii() && first.is_alphanumeric())) {
        return None;
    }
    let mut length = 0;
    let mut closed = false;
    for letter in rest.chars().take(LENGTH) {
        if letter == '>' {
            closed = true;
            break;
        }
        let fits = letter.is_alphanumeric()
            || "-_. /:|,+#・ー（）、()〇○？?〜~&'@".contains(letter)
            || (!letter.is_ascii() && letter != '\u{3000}');
        if !fits || letter == '。' {
            return None;
        }
        length += letter.len_utf8();
    }
    let name = &rest[..length];
    let address = name.contains("://") || name.starts_with("mailto:") || (name.is_ascii() && name.contains('@'));
    if !closed || name.ends_with([' ', '-', '/']) || address {
        return None;
    }
    if name.is_ascii() && name.contains(' ') && (!code || !is_phrase(name)) && !is_phrase(name) {
        return None;
    }
    Some(start + 1 + length + 1)
}

/// Words with blanks between them, and not `in.txt 2` of `<in.txt 2>&1`.
fn is_phrase(name: &str) -> bool {
    let words = name.split(' ');
    words.clone().count() <= 5
        && words.clone().all(|word| {
            word.starts_with(|first: char| first.is_ascii_alphabetic())
                && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'\''))
        })
        && !words.clone().any(|word| matches!(word, "AND" | "OR" | "and" | "or"))
}
