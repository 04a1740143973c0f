//! Enough of Rust's grammar to see which paths a file names: comments, strings and tests are blanked, `use` trees are
//! taken apart.

/// A path that code names, with the line on which it starts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Path {
    /// `["crate", "source", "Span"]`; the last part may be `*`.
    pub(crate) parts: Vec<String>,
    /// 1-based.
    pub(crate) line: usize,
}

impl Path {
    /// As written.
    pub(crate) fn text(&self) -> String {
        self.parts.join("::")
    }

    /// Whether the path starts with `prefix`.
    pub(crate) fn starts_with(&self, prefix: &str) -> bool {
        let mut parts = self.parts.iter();
        prefix.split("::").all(|part| parts.next().is_some_and(|mine| mine == part))
    }
}

/// What of a file is code that ships: comments, texts and test modules are blanked, line ends stay.
pub(crate) fn shipped(text: &str) -> String {
    without_tests(without_texts(text))
}

/// Every path in code that [`shipped`] has cleaned, `use` trees flattened.
pub(crate) fn paths(code: &str) -> Vec<Path> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let follows_path = at > 0 && matches!(tokens[at - 1].0, Token::Colons | Token::Sign('.'));
        if matches!(tokens[at].0, Token::Name(_)) && !follows_path {
            at = tree(&tokens, at, &mut Vec::new(), &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Blanks comments and the insides of string and character literals.
fn without_texts(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = text_end(text, at);
        if let Some(end) = end {
            blank(&mut out[at..end]);
            at = end;
        } else if bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_' {
            // A name is passed whole, so that the r of `bar"…"` opens no raw string.
            while at < bytes.len() && (bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_') {
                at += 1;
            }
        } else {
            at += 1;
        }
    }
    String::from_utf8(out).unwrap()
}

/// Where a comment or literal that starts at `at` ends.
fn text_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text.as_bytes()[at..];
    let length = match rest[0] {
        b'/' if rest.starts_with(b"//") => rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len()),
        b'/' if rest.starts_with(b"/*") => block_comment(rest),
        b'"' => quoted(rest, 1),
        b'b' | b'c' if rest.get(1) == Some(&b'"') => quoted(rest, 2),
        b'b' if rest.get(1) == Some(&b'\'') => character(rest, 2)?,
        b'\'' => character(rest, 1)?,
        b'r' | b'b' | b'c' => raw(rest)?,
        _ => return None,
    };
    Some(at + length)
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut at, mut depth) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn quoted(rest: &[u8], mut at: usize) -> usize {
    while at < rest.len() && rest[at] != b'"' {
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(rest.len())
}

/// `'a'`, `'\n'`, `'あ'`; a lifetime is none.
fn character(rest: &[u8], start: usize) -> Option<usize> {
    let first = *rest.get(start)?;
    let mut at = match first {
        b'\\' => start + 2,
        0..0x80 => start + 1,
        _ => start + first.leading_ones() as usize,
    };
    if first == b'\\' {
        while *rest.get(at)? != b'\'' {
            at += 1;
        }
    }
    (rest.get(at) == Some(&b'\'')).then_some(at + 1)
}

/// `r"…"`, `r#"…"#`, `br"…"`.
fn raw(rest: &[u8]) -> Option<usize> {
    let start = if rest[0] == b'r' { 1 } else { 2 };
    if start == 2 && rest.get(1) != Some(&b'r') {
        return None;
    }
    let hashes = rest[start..].iter().take_while(|&&byte| byte == b'#').count();
    if rest.get(start + hashes) != Some(&b'"') {
        return None;
    }
    let close = [b"\"".as_slice(), &b"#".repeat(hashes)].concat();
    let body = start + hashes + 1;
    let end = rest[body..].windows(close.len()).position(|window| window == close);
    Some(end.map_or(rest.len(), |end| body + end + close.len()))
}

/// Blanks what stands under `#[cfg(test)]`.
fn without_tests(code: String) -> String {
    let mut out = code.into_bytes();
    let mut at = 0;
    while let Some(start) = find(&out[at..], b"#[cfg(test").or_else(|| find(&out[at..], b"#[cfg(all(test")) {
        let start = at + start;
        let end = item_end(&out, start);
        blank(&mut out[start..end]);
        at = end;
    }
    String::from_utf8(out).unwrap()
}

/// End of the item at `start`: its first `;`, or the brace that closes its first `{`.
fn item_end(code: &[u8], start: usize) -> usize {
    let mut depth = 0;
    for (at, byte) in code.iter().enumerate().skip(start) {
        match byte {
            b';' if depth == 0 => return at + 1,
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Token<'c> {
    Name(&'c str),
    Colons,
    Sign(char),
}

fn tokens(code: &str) -> Vec<(Token<'_>, usize)> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut at = 0;
    while let Some(first) = code[at..].chars().next() {
        let rest = &code[at..];
        let length = if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push((Token::Name(&rest[..end]), line));
            end
        } else if rest.starts_with("::") {
            tokens.push((Token::Colons, line));
            2
        } else {
            if !first.is_whitespace() {
                tokens.push((Token::Sign(first), line));
            }
            first.len_utf8()
        };
        line += code[at..at + length].matches('\n').count();
        at += length;
    }
    tokens
}

/// Reads one path, or a `use` tree, from the name at `at`; gives the index behind it.
fn tree(tokens: &[(Token<'_>, usize)], at: usize, before: &mut Vec<String>, found: &mut Vec<Path>) -> usize {
    let depth = before.len();
    let line = tokens[at].1;
    let mut at = at;
    let mut grouped = false;
    while let Some((token, _)) = tokens.get(at) {
        match token {
            Token::Name(name) => before.push((*name).to_owned()),
            Token::Sign('*') => before.push("*".to_owned()),
            Token::Sign('{') => {
                at = group(tokens, at + 1, before, found);
                grouped = true;
                break;
            }
            _ => break,
        }
        at += 1;
        if !matches!(tokens.get(at), Some((Token::Colons, _))) {
            break;
        }
        at += 1;
    }
    if !grouped && before.len() > 1 {
        found.push(Path { parts: before.clone(), line });
    }
    before.truncate(depth);
    at
}

fn group(tokens: &[(Token<'_>, usize)], mut at: usize, before: &mut Vec<String>, found: &mut Vec<Path>) -> usize {
    while let Some((token, _)) = tokens.get(at) {
        match token {
            Token::Sign('}') => return at + 1,
            Token::Name("as") => at += 2,
            Token::Name(_) | Token::Sign('*') => at = tree(tokens, at, before, found),
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(code: &str) -> Vec<String> {
        paths(&shipped(code)).iter().map(Path::text).collect()
    }

    #[test]
    fn trees_and_qualified_paths_are_seen() {
        let code = "use crate::{diag::{Diagnostic, Level as L}, source};\nfn f() { crate::text::width(\"a\") }";
        assert_eq!(
            names(code),
            ["crate::diag::Diagnostic", "crate::diag::Level", "crate::source", "crate::text::width"]
        );
        assert_eq!(
            names("use std::{fs, io::Read};\nuse super::super::model::*;"),
            ["std::fs", "std::io::Read", "super::super::model::*"]
        );
    }

    #[test]
    fn comments_texts_and_tests_are_not() {
        let code = concat!(
            "// crate::a::b\n/* /* crate::c::d */ crate::e::f */\n",
            "const T: &str = \"crate::g::h \\\" crate::i::j\"; const R: &str = r#\"crate::k::l\"#;\n",
            "fn f<'a>(c: char) -> &'a str { if c == '\"' || c == '\\'' || c == '「' { crate::real::path() } }\n",
            "#[cfg(test)]\nmod tests { use crate::m::n; fn g() { if true {} } }\nuse crate::last::one;\n",
        );
        assert_eq!(names(code), ["crate::real::path", "crate::last::one"]);
        assert_eq!(paths(&shipped(code)).last().unwrap().line, 7);
    }
}
