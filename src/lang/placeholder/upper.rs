//! `YOUR_TOKEN`, `your-domain`, `PROJECT_ID`.

use super::signs::Signs;
use super::traits::{Kind, Traits};
use super::{Form, Found};
use std::collections::BTreeSet;

/// Last words of names in capitals that stand for a value to be filled in, where they are arguments.
const ENDS: [&str; 28] = [
    "ID",
    "NAME",
    "ARN",
    "ENDPOINT",
    "HERE",
    "NUMBER",
    "SHA",
    "HASH",
    "IP",
    "ADDRESS",
    "REGION",
    "ZONE",
    "BUCKET",
    "PROJECT",
    "CLUSTER",
    "INSTANCE",
    "DOMAIN",
    "REVISION",
    "VERSION",
    "ACCOUNT",
    "REPO",
    "BRANCH",
    "TAG",
    "HOST",
    "PORT",
    "DATE",
    "TIMESTAMP",
    "FILE",
];

/// More of them, where they stand in an address.
const ADDRESS_ENDS: [&str; 9] = ["USER", "TOKEN", "KEY", "PATH", "SECRET", "PASSWORD", "OWNER", "ORG", "CHANNEL"];

/// Finds all of a text.
pub(super) fn find(text: &str, traits: &Traits, signs: Signs, defined: &BTreeSet<String>, found: &mut Vec<Found>) {
    if matches!(traits.kind, Kind::Drawing) {
        return;
    }
    let named = signs.have(Signs::YOUR) && (text.contains("your") || text.contains("YOUR"));
    // Outside of shell code names in capitals count in addresses only.
    let capitals = signs.have(Signs::CAPITAL)
        && match traits.kind {
            Kind::Markup | Kind::Program => false,
            Kind::Shell | Kind::Link => true,
            _ => signs.have(Signs::COLON) && text.contains("://"),
        };
    if !named && !capitals {
        return;
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut run = Run::default();
    while at < bytes.len() {
        if !is_word(bytes[at]) {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|byte| is_word(**byte)).count();
        let word = text.get(at..end).unwrap_or("");
        if named {
            yours(text, at, end, found);
        }
        if capitals && is_capital(word) && !defined.contains(word) {
            if at >= run.end {
                run = Run::at(text, at, traits, defined);
            }
            capital(text, traits, &run, at..end, found);
        }
        at = end;
    }
}

/// What stands between blanks and quotes.
#[derive(Debug, Default)]
struct Run {
    start: usize,
    end: usize,
    address: bool,
    /// Whether a name in it is a placeholder by itself, so that its neighbours are too (`PROJECT_ID:REGION`).
    joined: bool,
}

impl Run {
    fn at(text: &str, at: usize, traits: &Traits, defined: &BTreeSet<String>) -> Run {
        let limits = |letter: char| {
            matches!(
                letter,
                ' ' | '\t'
                    ..='\r' | '"' | '\'' | '`' | '(' | ')' | '<' | '>' | '|' | '（' | '）' | '「' | '」' | '、' | '。'
            ) || (!letter.is_ascii() && letter.is_whitespace())
        };
        // Long runs are cut: what matters stands near.
        let from = text.floor_char_boundary(at.saturating_sub(200));
        let to = text.floor_char_boundary((at + 400).min(text.len()));
        let start = text[from..at].rfind(limits).map_or(from, |found| from + found + 1);
        let start = if text.is_char_boundary(start) { start } else { text.ceil_char_boundary(start) };
        let end = text[at..to].find(limits).map_or(to, |found| at + found);
        let whole = text.get(start..end).unwrap_or("");
        // `-instances=PROJECT_ID:REGION:INSTANCE_NAME=tcp:5432`: what stands between the signs is the value.
        let option =
            traits.kind == Kind::Shell && whole.starts_with('-') && whole.contains(':') && !whole.contains("://");
        let (start, end) = if option {
            let from = text[start..at].rfind('=').map_or(start, |found| start + found + 1);
            (from, text[at..end].find('=').map_or(end, |found| at + found))
        } else {
            (start, end)
        };
        let whole = text.get(start..end).unwrap_or("");
        let address = whole.contains("://") || traits.kind == Kind::Link;
        let joined = (traits.kind == Kind::Shell || address)
            && whole.contains('_')
            && whole
                .split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))
                .any(|word| word.contains('_') && is_name(word, address) && !defined.contains(word));
        Run { start, end, address, joined }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// `PROJECT_ID`, `N1`: most words are not.
fn is_capital(word: &str) -> bool {
    word.len() > 1
        && word.as_bytes()[0].is_ascii_uppercase()
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

fn yours(text: &str, at: usize, word_end: usize, found: &mut Vec<Found>) {
    let rest = &text[at..];
    let dashed = ["your-", "YOUR-"].iter().any(|start| rest.starts_with(start));
    let joined = ["your_", "YOUR_"].iter().any(|start| rest.starts_with(start));
    if !dashed && !joined || text[..at].ends_with(['$', '{', '-', '_']) && !text[..at].ends_with("{{") {
        return;
    }
    let mut end = word_end;
    if dashed {
        end = at + rest.bytes().take_while(|byte| is_word(*byte) || *byte == b'-').count();
    }
    let name = text[at..end].trim_end_matches(['-', '_']);
    if name.len() > 5 {
        found.push(Found::new(at..at + name.len(), name, Form::Upper));
    }
}

fn is_name(word: &str, address: bool) -> bool {
    let shouted = word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        && word.starts_with(|first: char| first.is_ascii_uppercase());
    let last = word.rsplit('_').next().unwrap_or(word);
    shouted && (ENDS.contains(&last) || (address && ADDRESS_ENDS.contains(&last)))
}

fn capital(text: &str, traits: &Traits, run: &Run, range: std::ops::Range<usize>, found: &mut Vec<Found>) {
    let word = &text[range.clone()];
    if word.starts_with("YOUR_") {
        return;
    }
    let before = text[..range.start].chars().next_back().unwrap_or(' ');
    let after = text[range.end..].chars().next().unwrap_or(' ');
    let inside = range.start > run.start && range.end <= run.end;
    // A variable, the name of a setting that is set, an escape, a call.
    if matches!(before, '$' | '{' | '%' | '@' | '\\' | '#' | '<' | '[' | '＜')
        || matches!(after, '(' | '}' | '>' | ']')
        || after == '=' && !(run.joined && before == ':')
    {
        return;
    }
    let separated = inside
        && matches!(before, '/' | '=' | ':' | '.' | '-' | '&' | '?' | ',')
        && !text[run.start..range.start].is_empty();
    let compound = word.contains('_');
    let fits = if run.address {
        separated && (is_name(word, true) && (compound || run.joined || word.len() > 3) || run.joined)
    } else if traits.kind == Kind::Shell {
        let argument = before == ' ' && range.start == run.start && !begins_line(text, range.start);
        let own = compound
            && is_name(word, false)
            && (argument || separated)
            && !is_setting(text, range.start)
            && !traits.is_quoted(range.start)
            && !in_comment(text, range.start);
        own || (run.joined
            && (range.start == run.start || separated)
            && matches!(before, ':' | '/' | ' ' | '=')
            && after != '-'
            && run_has_separator(text, run)
            && !begins_line(text, run.start))
    } else {
        false
    };
    if fits {
        found.push(Found::new(range, word, Form::Upper));
    }
}

fn run_has_separator(text: &str, run: &Run) -> bool {
    text.get(run.start..run.end).is_some_and(|whole| whole.contains([':', '/']) && !whole.contains('='))
}

fn line_before(text: &str, at: usize) -> &str {
    let from = text.floor_char_boundary(at.saturating_sub(400));
    let before = &text[from..at];
    before.rfind('\n').map_or(before, |found| &before[found + 1..])
}

fn begins_line(text: &str, at: usize) -> bool {
    line_before(text, at).trim().is_empty()
}

fn in_comment(text: &str, at: usize) -> bool {
    let line = line_before(text, at);
    line.trim_start().starts_with('#') || line.contains(" # ") || line.matches('"').count() % 2 == 1
}

/// Commands whose argument is the name of a setting itself.
fn is_setting(text: &str, at: usize) -> bool {
    let line = line_before(text, at);
    [
        "secret ",
        "secrets ",
        "env ",
        "printenv",
        "export ",
        "unset ",
        "variable ",
        "config:",
        "read ",
        "grep ",
        "echo ",
        "-e ",
        "--env ",
    ]
    .iter()
    .any(|word| line.contains(word))
}
