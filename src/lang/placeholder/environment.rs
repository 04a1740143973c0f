//! `${ADMIN_TOKEN}` and `$TOKEN` that nothing in the document sets.

use super::traits::{Kind, Traits};
use super::{Form, Found};
use crate::lang::bash::is_well_known;
use std::collections::BTreeSet;

/// Finds all of a text.
pub(super) fn find(text: &str, traits: &Traits, defined: &BTreeSet<String>, found: &mut Vec<Found>) {
    let (bare, braced) = match traits.kind {
        Kind::Shell | Kind::Span => (true, true),
        Kind::Prose | Kind::Template | Kind::Data | Kind::Sql | Kind::Link => (false, true),
        Kind::Program | Kind::Markup | Kind::Drawing => return,
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('$')).map(|start| start + at) {
        at = start + 1;
        let escaped = start > 0 && (bytes[start - 1] == b'\\' || bytes[start - 1] == b'$');
        let in_braces = bytes.get(start + 1) == Some(&b'{');
        let from = start + 1 + usize::from(in_braces);
        let length = bytes.get(from..).map_or(0, |rest| rest.iter().take_while(|byte| is_name(**byte)).count());
        let name = text.get(from..from + length).unwrap_or("");
        if escaped
            || name.is_empty()
            || name == "_"
            || name.starts_with(|first: char| first.is_ascii_digit())
            || traits.is_quoted(start)
        {
            continue;
        }
        let end = if in_braces {
            if !braced {
                continue;
            }
            match closing(bytes, from + length) {
                Some(end) => end,
                None => continue,
            }
        } else if bare {
            from + length
        } else {
            continue;
        };
        // Outside of shell code only names in capitals are variables that an operator sets.
        let shouted = !name.bytes().any(|byte| byte.is_ascii_lowercase());
        if traits.kind != Kind::Shell && !shouted {
            continue;
        }
        if !defined.contains(name) && !is_well_known(name) {
            found.push(Found::new(start..end, name, Form::Env));
            at = end;
        }
    }
}

/// The end of `${NAME}`, `${NAME:?…}`, `${NAME%…}`; one with a default needs no filling in.
fn closing(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    if rest.starts_with(b":-")
        || rest.starts_with(b"-")
        || rest.starts_with(b":=")
        || rest.starts_with(b":+")
        || rest.starts_with(b"::")
    {
        return None;
    }
    let end = rest.iter().take(80).position(|&byte| byte == b'}')?;
    let plain = matches!(rest.first(), Some(b'}' | b':' | b'?' | b'%' | b'#' | b',' | b'^' | b'/'));
    plain.then_some(at + end + 1)
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
