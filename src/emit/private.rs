//! `private: true`: telephone numbers and mail addresses of contacts stay out of everything that is published. Who has the
//! documents still has them; a site is copied further.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use super::Artifact;
use super::frame::BUILT_IN;
use crate::model::{ChannelKind, Runbook};

/// What stands for a letter that is not shown.
const MASK: char = '•';

/// So many digits of a number stay: they say of what kind it is.
const DIGITS: usize = 3;

/// What may be a number, however its digits are parted and whatever their width: ０９０（1234）5678.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant, and a test reads it")]
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[+＋]?[（(]?[0-9０-９][0-9０-９ 　().（）・‐-―−－ー-]{4,28}[0-9０-９]").unwrap());

/// Numbers and addresses that nobody gets to see.
pub(super) struct Private {
    automaton: AhoCorasick,
    masks: Vec<String>,
    /// Digits of the numbers that are long enough to be told from others.
    numbers: BTreeSet<String>,
}

impl Private {
    /// Those of all contacts; `None` where there are none.
    pub(super) fn new(runbooks: &[Arc<Runbook>]) -> Option<Self> {
        let mut masks: BTreeMap<String, String> = BTreeMap::new();
        let mut numbers = BTreeSet::new();
        let contacts = runbooks.iter().flat_map(|runbook| runbook.contacts.iter().chain(&runbook.listed_contacts));
        for channel in contacts.flat_map(|contact| &contact.channels) {
            let value = channel.value.trim();
            match channel.kind {
                ChannelKind::Phone => {
                    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
                    if digits.len() >= 9 {
                        numbers.insert(digits.clone());
                    }
                    // An extension is found in no address book, but a short run of digits anywhere.
                    let forms = [value.to_owned(), digits.clone(), format!("+81{}", digits.trim_start_matches('0'))];
                    for form in forms.into_iter().filter(|form| form.chars().filter(char::is_ascii_digit).count() >= 6)
                    {
                        let mask = number(&form);
                        masks.insert(form, mask);
                    }
                    if value.chars().count() >= 4 {
                        masks.insert(value.to_owned(), number(value));
                    }
                }
                ChannelKind::Email => {
                    if let Some((name, host)) = value.split_once('@') {
                        for at in ["@", "＠", "%40"] {
                            let mask = format!("{}{at}{host}", String::from(MASK).repeat(4));
                            masks.insert(format!("{name}{at}{host}"), mask);
                        }
                    }
                }
                _ => {}
            }
        }
        let (values, masks): (Vec<String>, Vec<String>) = masks.into_iter().unzip();
        let builder =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).build(values);
        builder.ok().filter(|_| !masks.is_empty()).map(|automaton| Private { automaton, masks, numbers })
    }

    /// A text with its numbers and addresses masked.
    pub(super) fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let text = match self.automaton.find(text) {
            Some(_) => Cow::from(self.automaton.replace_all(text, &self.masks)),
            None => text.into(),
        };
        if !NUMBER.find_iter(&text).any(|found| self.is_known(found.as_str())) {
            return text;
        }
        let masked = NUMBER.replace_all(&text, |found: &regex::Captures<'_>| {
            let whole = found.get(0).map_or("", |found| found.as_str());
            if self.is_known(whole) { number(whole) } else { whole.to_owned() }
        });
        masked.into_owned().into()
    }

    /// Whether a number that is written in another way is one of them.
    fn is_known(&self, text: &str) -> bool {
        let digits: String = text.chars().filter_map(digit).collect();
        let national = digits.strip_prefix("81").map(|rest| format!("0{}", rest.trim_start_matches('0')));
        let within = |digits: &str| {
            (9..=11).any(|length| {
                let mut windows = (0..).map_while(|from: usize| digits.get(from..from + length));
                windows.any(|window| self.numbers.contains(window))
            })
        };
        within(&digits) || national.is_some_and(|digits| within(&digits))
    }

    /// The same of a file that is text, and of its path, which links to it name. Scripts and styles are the site's own and
    /// hold nothing of a document.
    pub(super) fn artifact(&self, mut artifact: Artifact) -> Artifact {
        let own = artifact.path.strip_prefix("assets/").filter(|name| !name.ends_with(".html"));
        if own.is_some_and(|name| BUILT_IN.iter().any(|(known, _)| *known == name)) {
            return artifact;
        }
        if let Cow::Owned(masked) = self.text(&artifact.path) {
            artifact.path = masked;
        }
        let Ok(text) = std::str::from_utf8(&artifact.bytes) else { return artifact };
        // A place to break a line would part an address.
        let whole = if artifact.path.ends_with(".html") { text.replace("<wbr>", "").into() } else { Cow::from(text) };
        if let Cow::Owned(masked) = self.text(&whole) {
            artifact.bytes = masked.into_bytes();
        }
        artifact
    }
}

/// `090-••••-••••`
fn number(value: &str) -> String {
    let mut shown = 0;
    let letter = |letter: char| {
        if digit(letter).is_none() {
            return letter;
        }
        shown += 1;
        if shown > DIGITS { MASK } else { letter }
    };
    value.chars().map(letter).collect()
}

/// A digit of either width, as one of ASCII.
fn digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        '０'..='９' => char::from_digit(u32::from(letter) - u32::from('０'), 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Channel, Contact};

    #[test]
    fn a_number_is_masked_however_it_is_written() {
        let channel = Channel { kind: ChannelKind::Phone, value: "090-1234-5678".to_owned() };
        let contact = Contact { channels: vec![channel], ..Contact::default() };
        let private = Private::new(&[Arc::new(Runbook { contacts: vec![contact], ..Runbook::default() })]).unwrap();
        for text in [
            "090-1234-5678",
            "09012345678",
            "+819012345678",
            "090 1234 5678",
            "０９０−１２３４−５６７８",
            "090(1234)5678",
            "+81 90 1234 5678",
        ] {
            let masked = private.text(text).into_owned();
            assert!(masked.contains(MASK), "{text}: {masked}");
            assert!(masked.chars().filter_map(digit).count() <= DIGITS, "{text}: {masked}");
        }
        for text in ["2026-11-27 09:00", "090-1234-5679", "1764200000000", "192.168.10.20"] {
            assert_eq!(private.text(text), text);
        }
    }

    #[test]
    fn only_the_scripts_of_the_site_are_left_alone() {
        let channel = Channel { kind: ChannelKind::Phone, value: "090-1234-5678".to_owned() };
        let contact = Contact { channels: vec![channel], ..Contact::default() };
        let private = Private::new(&[Arc::new(Runbook { contacts: vec![contact], ..Runbook::default() })]).unwrap();
        let artifact = |path: &str| Artifact { path: path.to_owned(), bytes: b"090-1234-5678".to_vec() };
        for path in ["assets/incident.html", "assets/a.html", "assets/a.md", "db/090-1234-5678.html"] {
            let masked = private.artifact(artifact(path));
            assert!(!masked.bytes.ends_with(b"5678") && !masked.path.contains("5678"), "{path}");
        }
        assert_eq!(private.artifact(artifact("assets/rbc.js")), artifact("assets/rbc.js"));
    }
}
