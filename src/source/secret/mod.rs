//! Passwords, tokens and keys that stand in a text.
//!
//! 1. One pass over the text finds every anchor: the beginning of a known token, a word such as `password`, `://`.
//! 2. The file of each kind looks at what stands around its anchor: [`token`], [`private_key`], [`web_token`],
//!    [`assignment`], [`mod@column`], [`command`], [`address`].
//! 3. [`sample`] tells what a machine made from what is an example, a variable or something to fill in; [`human`] knows
//!    what people choose, [`sentence`] and [`surroundings`] what is said around it.
//! 4. [`echo`] finds the other places where the same value stands.
//!
//! A wrong finding would mask a command that an operator needs, so a value has to look as made by a machine, or like one
//! that a person chose in a place that says that a password stands there.

mod address;
mod assignment;
mod base64;
mod column;
mod command;
mod echo;
mod filler;
mod human;
mod name;
mod private_key;
mod sample;
mod sentence;
mod surroundings;
mod token;
mod value;
mod web_token;

pub use echo::Known;

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// What a secret is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A token, key or webhook of a known service.
    Token,
    /// A private key.
    PrivateKey,
    /// A password, or a token of no known form.
    Credential,
    /// A JSON Web Token.
    WebToken,
}

impl Kind {
    /// The rule that speaks of it.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Kind::Token => "secret/token",
            Kind::PrivateKey => "secret/private-key",
            Kind::Credential => "secret/credential",
            Kind::WebToken => "secret/json-web-token",
        }
    }
}

/// How sure it is that a value is a secret that somebody uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// It can hardly be anything else.
    Certain,
    /// It stands where a password stands and looks like one.
    Likely,
    /// It looks like one, but is for the reader's own machine.
    Possible,
}

/// A secret in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// Whose it is (`GitHub`), else what it stands in (`password`, `Bearer`).
    pub name: String,
    /// How sure it is.
    pub grade: Grade,
    /// Bytes of the text.
    pub range: Range<usize>,
}

impl Found {
    fn new(kind: Kind, name: impl Into<String>, grade: Grade, range: Range<usize>) -> Found {
        Found { kind, name: name.into(), grade, range }
    }
}

/// What an anchor says about what stands at it.
#[derive(Debug, Clone, Copy)]
enum Anchor {
    Token(&'static token::Service),
    PrivateKey,
    WebToken,
    Assignment,
    Command,
    Header,
    Address,
}

struct Anchors {
    words: AhoCorasick,
    meanings: Vec<Anchor>,
}

static ANCHORS: LazyLock<Option<Anchors>> = LazyLock::new(|| {
    let tokens = token::SERVICES.iter().map(|service| (service.prefix, Anchor::Token(service)));
    let others = [(private_key::ANCHOR, Anchor::PrivateKey), (web_token::ANCHOR, Anchor::WebToken)];
    let (words, meanings): (Vec<&str>, Vec<Anchor>) = tokens
        .chain(others)
        .chain(name::WORDS.iter().map(|word| (*word, Anchor::Assignment)))
        .chain(command::PROGRAMS.iter().map(|word| (*word, Anchor::Command)))
        .chain(command::SCHEMES.iter().map(|word| (*word, Anchor::Header)))
        .chain([(address::ANCHOR, Anchor::Address)])
        .unzip();
    let words = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .prefilter(false)
        .build(words);
    Some(Anchors { words: words.ok()?, meanings })
});

/// Every secret of a text, in order, none within another.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let Some(anchors) = ANCHORS.as_ref() else { return Vec::new() };
    let mut found = Vec::new();
    let mut columns = column::Columns::default();
    for hit in anchors.words.find_iter(text) {
        let at = hit.range();
        match anchors.meanings.get(hit.pattern().as_usize()) {
            Some(Anchor::Token(service)) => found.extend(token::read(text, at, service)),
            Some(Anchor::PrivateKey) => found.extend(private_key::read(text, at)),
            Some(Anchor::WebToken) => found.extend(web_token::read(text, at)),
            Some(Anchor::Assignment) => assignment::read(text, at, &mut columns, &mut found),
            Some(Anchor::Command) => {
                command::read(text, at.clone(), &mut found);
                assignment::read(text, at, &mut columns, &mut found);
            }
            Some(Anchor::Header) => found.extend(command::header(text, at)),
            Some(Anchor::Address) => found.extend(address::read(text, at)),
            None => {}
        }
    }
    apart(found)
}

/// One finding for one secret: of findings that overlap the one that says most stays.
fn apart(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end)));
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        match kept.last_mut().filter(|last| one.range.start < last.range.end) {
            Some(last) => {
                let end = last.range.end.max(one.range.end);
                let within = one.range.end <= last.range.end;
                if (one.kind, one.grade) < (last.kind, last.grade) {
                    *last = one;
                }
                // A token within an address is the secret, not the address.
                if !within {
                    last.range.end = end;
                }
            }
            None => kept.push(one),
        }
    }
    kept
}

/// The longest run of bytes from `at` on that pass `test`, at most `most` of them. All bytes of text are ASCII where
/// `test` lets nothing else through.
fn run(text: &str, at: usize, most: usize, test: impl Fn(u8) -> bool) -> &str {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let length = bytes.iter().take(most).position(|&byte| !test(byte)).unwrap_or(bytes.len().min(most));
    text.get(at..at + length).unwrap_or_default()
}

/// The byte before `at`.
fn before(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests;
