//! Addresses in running text: numbers, extensions, mail addresses, channels and names in a chat.

use super::{email, handle, phone};
use crate::model::scan::fold;
use crate::model::{Channel, ChannelKind};
use crate::syntax::PartKind;
use std::ops::Range;

/// An address and its bytes.
pub(in crate::lower) struct Address {
    pub(in crate::lower) range: Range<usize>,
    pub(in crate::lower) channel: Channel,
}

/// Names that call a whole channel, and nobody.
const EVERYBODY: &[&str] = &["@here", "@channel", "@everyone", "@all"];

/// Every address of a line, in order. `kind_at` says from what the text at an offset comes. Addresses of the web are
/// none: a sentence leads to pages with them, not to people.
pub(in crate::lower) fn find(line: &str, kind_at: &dyn Fn(usize) -> Option<PartKind>) -> Vec<Address> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut previous = ' ';
    while let Some(first) = line.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = line.get(at..).unwrap_or_default();
        let length = token(rest, previous);
        let Some(word) = rest.get(..length).filter(|word| !word.is_empty()) else {
            at += first.len_utf8();
            previous = first;
            continue;
        };
        let end = at + length;
        if let Some(channel) = kind_at(at).and_then(|kind| read(word, kind)) {
            found.push(Address { range: at..end, channel });
        }
        previous = word.chars().next_back().unwrap_or(' ');
        at = end;
    }
    found
}

/// How many bytes the word takes that a text begins with; 0 where it begins with none that could be an address.
fn token(text: &str, previous: char) -> usize {
    let length = |text: &str, goes_on: &dyn Fn(char) -> bool| text.find(|one| !goes_on(one)).unwrap_or(text.len());
    let word = |one: char| fold(one).is_ascii_alphanumeric() || matches!(fold(one), '.' | '_' | '-' | '+' | '@');
    let Some(first) = text.chars().next() else { return 0 };
    match fold(first) {
        '#' | '@' if !previous.is_ascii_alphanumeric() && previous != '/' => {
            let name = text.get(first.len_utf8()..).unwrap_or_default();
            let ascii = name.starts_with(|one: char| one.is_ascii());
            let inside = |one: char| match one.is_ascii() {
                true => one.is_ascii_alphanumeric() || matches!(one, '-' | '_' | '.'),
                false => !ascii && one.is_alphanumeric() && !matches!(one, 'へ' | 'を' | 'に' | 'で' | 'は' | 'の'),
            };
            first.len_utf8() + length(name, &inside)
        }
        '内' if text.starts_with("内線") => {
            let name = "内線".len();
            let rest = text.get(name..).unwrap_or_default();
            let gap = length(rest, &|one| matches!(fold(one), ':' | ' ' | '番' | '号'));
            let digits =
                length(rest.get(gap..).unwrap_or_default(), &|one| fold(one).is_ascii_digit() || fold(one) == '-');
            if digits == 0 { 0 } else { name + gap + digits }
        }
        _ if word(first) => {
            let end = length(text, &word);
            let is_web = text.get(end..).is_some_and(|rest| rest.starts_with("://"));
            if is_web { length(text, &|one| one.is_ascii() && !one.is_whitespace()) } else { end }
        }
        _ => 0,
    }
}

fn read(word: &str, kind: PartKind) -> Option<Channel> {
    let word = word.trim_end_matches(['.', '-', '_']);
    if kind == PartKind::Html || word.contains("://") {
        return None;
    }
    let folded: String = word.chars().map(fold).collect();
    if folded.starts_with('#') {
        return handle(word, None);
    }
    if folded.starts_with('@') {
        // A code span holds annotations and decorators too.
        let called = kind != PartKind::Code && !EVERYBODY.contains(&folded.as_str());
        return called.then(|| handle(word, None)).flatten();
    }
    if word.contains('@') {
        return email(word);
    }
    let number = folded.strip_prefix("内線").unwrap_or(&folded);
    let extension = number.len() < folded.len();
    let digits = || number.chars().all(|one| one.is_ascii_digit() || matches!(one, '-' | '+'));
    // Ten digits in a row may be any number.
    let dialled = extension || (number.starts_with('0') && number.contains('-')) || number.starts_with('+');
    let channel = (extension || (dialled && digits())).then(|| phone(word)).flatten();
    channel.filter(|channel| channel.kind == ChannelKind::Phone)
}
