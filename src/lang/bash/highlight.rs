//! Colours of shell code.

use super::reader::{Simple, is_assignment, read};
use super::word::Word;
use super::{LIMIT, mask};
use crate::lang::TokenClass;
use crate::lang::placeholder::angle_at;
use std::ops::Range;

const KEYWORDS: [&str; 17] = [
    "if", "then", "elif", "else", "fi", "for", "while", "until", "do", "done", "case", "esac", "in", "function",
    "select", "[[", "]]",
];

type Coloured = Vec<(Range<usize>, TokenClass)>;

/// Coloured pieces of shell code in order, never overlapping; what lies between is plain.
#[must_use]
pub fn tokens(text: &str) -> Coloured {
    if text.len() > LIMIT {
        return Vec::new();
    }
    let masked = mask::placeholders(text);
    let parts = read(&masked);
    // What the reader knows comes first; the scan of what is left fills the gaps between.
    let mut known: Coloured =
        parts.comments.iter().map(|comment| (comment.range.clone(), TokenClass::Comment)).collect();
    for simple in &parts.simples {
        command(simple, &mut known);
    }
    known.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let bodies = parts.simples.iter().flat_map(|simple| simple.documents.iter().cloned()).collect::<Vec<_>>();
    scan(text, &masked, &known, &bodies)
}

fn command(simple: &Simple, known: &mut Coloured) {
    let mut program = true;
    for word in &simple.words {
        if is_assignment(word) && program {
            let name = word.value.find('=').unwrap_or(0);
            known.push((word.range.start..word.range.start + name, TokenClass::Variable));
            continue;
        }
        if std::mem::take(&mut program) {
            if !word.starts_quoted && word.nested.is_empty() {
                known.push((word.range.clone(), TokenClass::Command));
            }
            // What runs behind `sudo` is a command too.
            program = matches!(word.value.as_str(), "sudo" | "env" | "time" | "nohup" | "xargs");
        } else if word.value.starts_with('-') && word.value.len() > 1 && !word.starts_quoted {
            let length = option_length(word);
            known.push((word.range.start..word.range.start + length, TokenClass::Option));
            program = false;
        }
    }
}

/// Length of `--name` without `=value`.
fn option_length(word: &Word) -> usize {
    let length = word.value.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte)).count();
    length.min(word.range.len())
}

fn scan(text: &str, masked: &str, known: &Coloured, bodies: &[Range<usize>]) -> Coloured {
    let bytes = masked.as_bytes();
    let mut coloured: Coloured = Vec::new();
    let mut known = known.iter().peekable();
    let mut bodies = bodies.iter().peekable();
    let mut missing = [false; 2];
    let mut at = 0;
    while at < bytes.len() {
        while known.next_if(|(range, _)| range.start < at).is_some() {}
        while bodies.next_if(|range| range.start < at || range.is_empty()).is_some() {}
        if let Some((range, class)) = known.next_if(|(range, _)| range.start == at && !range.is_empty()) {
            placeholders(text, masked, range.clone(), Some(*class), &mut coloured);
            at = range.end;
            continue;
        }
        let next_known = known.peek().map_or(bytes.len(), |(range, _)| range.start);
        if let Some(body) = bodies.next_if(|range| range.start == at) {
            let end = body.end.min(next_known.max(at + 1));
            placeholders(text, masked, at..end, Some(TokenClass::String), &mut coloured);
            at = end;
            continue;
        }
        let (end, class) = piece(masked, at, &mut missing);
        let end = end.clamp(at + 1, next_known.max(at + 1)).min(bytes.len());
        if bytes[at] >= 0x80 && class.is_none() {
            at = end;
            continue;
        }
        placeholders(text, masked, at..end, class, &mut coloured);
        at = end;
    }
    coloured.retain(|(range, _)| text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
    coloured
}

fn piece(masked: &str, at: usize, missing: &mut [bool; 2]) -> (usize, Option<TokenClass>) {
    let bytes = masked.as_bytes();
    let rest = &bytes[at..];
    let run = |test: fn(u8) -> bool| at + rest.iter().position(|&byte| !test(byte)).unwrap_or(rest.len());
    match bytes[at] {
        b'\'' => quoted(bytes, at, b'\'', &mut missing[0]),
        b'"' => quoted(bytes, at, b'"', &mut missing[1]),
        b'$' if rest.get(1) == Some(&b'{') => {
            let end = rest.iter().take(200).position(|&byte| byte == b'}').map_or(at + 1, |found| at + found + 1);
            (end, Some(TokenClass::Variable))
        }
        b'$' if rest.get(1).is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'_') => {
            let name = rest[1..].iter().position(|&byte| !(byte.is_ascii_alphanumeric() || byte == b'_'));
            (at + 1 + name.unwrap_or(rest.len() - 1), Some(TokenClass::Variable))
        }
        b'$' if rest.get(1).is_some_and(|byte| b"?!#@*0123456789".contains(byte)) => {
            (at + 2, Some(TokenClass::Variable))
        }
        b'|' | b'&' | b';' | b'<' | b'>' => (run(|byte| b"|&;<>".contains(&byte)), Some(TokenClass::Operator)),
        byte if byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'[' || byte == b']' => {
            let end = run(|byte| byte.is_ascii_alphanumeric() || b"_-./:[]@%+=,~".contains(&byte) || byte >= 0x80);
            let word = masked.get(at..end).unwrap_or("");
            let class = if KEYWORDS.contains(&word) {
                Some(TokenClass::Keyword)
            } else if word.bytes().all(|byte| byte.is_ascii_digit()) {
                Some(TokenClass::Number)
            } else {
                None
            };
            (end, class)
        }
        _ => (at + 1, None),
    }
}

fn quoted(bytes: &[u8], at: usize, mark: u8, missing: &mut bool) -> (usize, Option<TokenClass>) {
    if *missing {
        return (at + 1, None);
    }
    let mut end = at + 1;
    while end < bytes.len() {
        if bytes[end] == b'\\' && mark == b'"' {
            end += 2;
            continue;
        }
        if bytes[end] == mark {
            return (end + 1, Some(TokenClass::String));
        }
        end += 1;
    }
    *missing = true;
    (at + 1, None)
}

/// Puts a piece down, placeholders in it apart.
fn placeholders(text: &str, masked: &str, range: Range<usize>, class: Option<TokenClass>, coloured: &mut Coloured) {
    let mut push = |range: Range<usize>, class: Option<TokenClass>| {
        if let Some(class) = class.filter(|_| !range.is_empty()) {
            coloured.push((range, class));
        }
    };
    let (Some(written), Some(hidden)) = (text.get(range.clone()), masked.get(range.clone())) else {
        push(range, class);
        return;
    };
    if written == hidden {
        push(range, class);
        return;
    }
    let mut from = range.start;
    let mut at = range.start;
    while let Some(found) = text.get(at..range.end).and_then(|rest| rest.find('<')).map(|found| at + found) {
        at = found + 1;
        if masked.as_bytes().get(found) == Some(&b'<') {
            continue;
        }
        if let Some(end) = angle_at(text, found, true).filter(|end| *end <= range.end) {
            push(from..found, class);
            push(found..end, Some(TokenClass::Placeholder));
            (from, at) = (end, end);
        }
    }
    push(from..range.end, class);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_a_command() {
        let text = "# 確認\nsudo kubectl logs <pod-name> -n prod --tail=5 | grep \"エラー\" > $OUT\nif true; then echo 1; fi\n";
        let found: Vec<(&str, TokenClass)> =
            tokens(text).into_iter().map(|(range, class)| (&text[range], class)).collect();
        for expected in [
            ("# 確認", TokenClass::Comment),
            ("kubectl", TokenClass::Command),
            ("<pod-name>", TokenClass::Placeholder),
            ("-n", TokenClass::Option),
            ("--tail", TokenClass::Option),
            ("|", TokenClass::Operator),
            ("\"エラー\"", TokenClass::String),
            ("$OUT", TokenClass::Variable),
            ("if", TokenClass::Keyword),
        ] {
            assert!(found.contains(&expected), "{expected:?} in {found:?}");
        }
    }

    #[test]
    fn pieces_are_in_order_and_apart() {
        let text = "cat <<EOF\n値 <値> $(date)\nEOF\necho '未閉 \"x\n日本 `a";
        let found = tokens(text);
        assert!(found.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start), "{found:?}");
    }
}
