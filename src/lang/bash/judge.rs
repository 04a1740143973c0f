//! The strict view: would bash take this? The one file that names the shell parser.

use super::Fault;
use brush_parser::{ParseError, ParserOptions, TokenizerOptions, parse_tokens, uncached_tokenize_str};

/// Deeper code is not judged: the parser recurses.
const DEPTH: usize = 12;
/// Longer code is not judged.
const LENGTH: usize = 64 * 1024;

/// What the strict parser says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Taken,
    Refused(Fault),
    /// Too long or too deep for it.
    Unjudged,
}

/// Whether bash would take the code; why not, with the byte offset.
pub(super) fn judge(text: &str) -> Verdict {
    if is_too_long(text) || nesting(text).0 > DEPTH {
        return Verdict::Unjudged;
    }
    fault(text).map_or(Verdict::Taken, Verdict::Refused)
}

fn fault(text: &str) -> Option<Fault> {
    let tokens = match uncached_tokenize_str(text, &TokenizerOptions::default()) {
        Ok(tokens) => tokens,
        Err(error) => return Some(Fault { offset: text.trim_end().len(), message: error.to_string() }),
    };
    match parse_tokens(&tokens, &ParserOptions::default()) {
        Ok(_) => None,
        Err(error) => {
            let offset = match &error {
                ParseError::ParsingNear(position) => byte_offset(text, position.index),
                ParseError::Tokenizing { position: Some(position), .. } => byte_offset(text, position.index),
                _ => text.trim_end().len(),
            };
            Some(Fault { offset, message: error.to_string() })
        }
    }
}

fn byte_offset(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
}

/// Whether code is too long for the strict parser.
pub(super) fn is_too_long(text: &str) -> bool {
    text.len() > LENGTH
}

/// Where code is first nested deeper than the strict parser reads.
pub(super) fn deepest(text: &str) -> usize {
    nesting(text).1
}

/// An upper bound of how deep brackets and compounds are nested, and where they first are too deep.
fn nesting(text: &str) -> (usize, usize) {
    let (mut depth, mut deepest, mut place) = (0usize, 0usize, 0usize);
    let mut word = 0;
    let bytes = text.as_bytes();
    let mut backticks = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'(' | b'{' => depth += 1,
            b')' | b'}' => depth = depth.saturating_sub(1),
            b'`' => backticks += 1,
            _ => {}
        }
        if !byte.is_ascii_alphabetic() {
            match &bytes[word..at] {
                b"if" | b"for" | b"while" | b"until" | b"case" | b"select" => depth += 1,
                b"fi" | b"done" | b"esac" => depth = depth.saturating_sub(1),
                _ => {}
            }
            word = at + 1;
        }
        if depth > deepest {
            deepest = depth;
            if depth == DEPTH + 1 {
                place = at;
            }
        }
    }
    // Nested backticks are rare and escaped; many of them in a row are no nesting.
    if backticks > 200 { (usize::MAX, text.find('`').unwrap_or(0)) } else { (deepest, place) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_has_its_place_behind_japanese() {
        assert_eq!(fault("echo 正常\n"), None);
        let text = "echo 障害\nfi\n";
        let found = fault(text);
        assert!(found.is_some_and(|fault| fault.offset >= text.find("fi").unwrap_or(0)), "points at fi");
    }

    #[test]
    fn deep_code_is_not_judged() {
        assert_eq!(judge(&"(".repeat(10_000)), Verdict::Unjudged);
        assert_eq!(judge(&"$(".repeat(10_000)), Verdict::Unjudged);
        assert_eq!(judge(&"if ".repeat(10_000)), Verdict::Unjudged);
    }
}
