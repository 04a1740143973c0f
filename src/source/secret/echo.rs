//! The other places of a text where a value stands that was found to be a secret.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Found;
use super::address::decoded;
use super::assignment::plain;

/// Values of secrets, in all forms in which they are written.
#[derive(Clone, Default)]
pub struct Known {
    /// Each with the secret that it is, if that stands in the same text.
    words: Vec<(String, Option<usize>)>,
    /// What finds them, made when it is first asked for.
    automaton: OnceLock<Option<AhoCorasick>>,
}

impl std::fmt::Debug for Known {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "({} hidden)", self.words.len())
    }
}

impl Known {
    /// The values that a text's secrets have.
    pub(crate) fn of(text: &str, found: &[Found]) -> Known {
        let mut known = Known::default();
        for (at, one) in found.iter().enumerate() {
            let written = text.get(one.range.clone()).unwrap_or_default();
            known.add(written, at);
            // `Basic YXBwOi4uLg==` is a name and a password.
            if one.name.eq_ignore_ascii_case("basic")
                && let Some(said) = super::base64::decode(written).and_then(|bytes| String::from_utf8(bytes).ok())
                && let Some((_, password)) = said.split_once(':')
            {
                known.add(password, at);
            }
        }
        known.settle();
        known
    }

    /// Each word once, those of the text itself first.
    fn settle(&mut self) {
        self.words.sort_unstable_by(|(left, from), (right, other)| {
            left.cmp(right).then(from.is_none().cmp(&other.is_none())).then(from.cmp(other))
        });
        self.words.dedup_by(|(right, _), (left, _)| left == right);
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn add(&mut self, written: &str, at: usize) {
        let plain = decoded(&plain(written));
        // Four digits are a port elsewhere, a line of a key stands in its key.
        let digits = plain.bytes().all(|byte| byte.is_ascii_digit());
        if plain.len() < if digits { 6 } else { 5 } || written.contains('\n') || written.len() > 512 {
            return;
        }
        let forms = [
            escaped(&plain, |letter| letter.is_ascii_punctuation(), |letter| format!("\\{letter}")),
            escaped(&plain, |letter| "_*#!`\\<>|[]".contains(letter), |letter| format!("\\{letter}")),
            escaped(
                &plain,
                |letter| !letter.is_ascii_alphanumeric() && !"-_.~".contains(letter),
                |letter| format!("%{:02X}", u32::from(letter)),
            ),
            escaped(
                &plain,
                |letter| "&<>\"'".contains(letter),
                |letter| {
                    match letter {
                        '&' => "&amp;",
                        '<' => "&lt;",
                        '>' => "&gt;",
                        '"' => "&quot;",
                        _ => "&#39;",
                    }
                    .to_owned()
                },
            ),
            super::base64::encode(plain.as_bytes()),
            super::base64::encode(format!("{plain}\n").as_bytes()),
            // A link to a heading that holds it.
            slug(&plain).unwrap_or_else(|| plain.clone()),
            written.to_owned(),
            plain,
        ];
        self.words.extend(forms.map(|form| (form, Some(at))));
    }

    /// Those that are too unusual to stand anywhere by chance.
    pub(crate) fn unusual(mut self) -> Known {
        let mixed = |(word, from): &mut (String, Option<usize>)| {
            *from = None;
            let has = |test: fn(&u8) -> bool| word.as_bytes().iter().any(test);
            word.len() >= 8 && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)
        };
        self.words.retain_mut(mixed);
        self
    }

    /// Puts what many texts know together.
    pub fn joined(all: impl IntoIterator<Item = Known>) -> Known {
        let words = all.into_iter().flat_map(|known| known.words).collect();
        let mut known = Known { words, automaton: OnceLock::new() };
        known.settle();
        known
    }

    /// Whether one of them stands in a text as a word of its own.
    #[must_use]
    pub fn stand_in(&self, text: &str) -> bool {
        self.automaton().is_some_and(|words| words.find_iter(text).any(|hit| stands_alone(text, &hit.range())))
    }

    fn automaton(&self) -> Option<&AhoCorasick> {
        let build = || {
            let words = self.words.iter().map(|(word, _)| word);
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()
        };
        if self.words.is_empty() { None } else { self.automaton.get_or_init(build).as_ref() }
    }

    /// Every place of a text where one of them stands as a word of its own.
    pub(crate) fn places(&self, text: &str) -> Vec<(Range<usize>, Option<usize>)> {
        let Some(words) = self.automaton() else { return Vec::new() };
        let alone = words.find_iter(text).filter(|hit| stands_alone(text, &hit.range()));
        let from = |pattern: usize| self.words.get(pattern).and_then(|(_, from)| *from);
        alone.map(|hit| (hit.range(), from(hit.pattern().as_usize()))).collect()
    }
}

/// What an anchor makes of it, where that is no word that stands elsewhere by chance.
fn slug(plain: &str) -> Option<String> {
    let stays = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let slug: String = plain.chars().filter(stays).map(|letter| letter.to_ascii_lowercase()).collect();
    (slug.len() >= SLUG && slug.bytes().any(|byte| byte.is_ascii_digit())).then_some(slug)
}

/// Least bytes of an anchor that is looked for.
const SLUG: usize = 12;

/// Whether no letter continues a word. A word of letters only is also part of names: `himitsu-api`.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let simple = bytes.get(range.clone()).is_some_and(|word| word.iter().all(u8::is_ascii_alphabetic));
    let inside =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || simple && b"-_./".contains(byte));
    !inside(range.start.checked_sub(1).and_then(|at| bytes.get(at))) && !inside(bytes.get(range.end))
}

fn escaped(plain: &str, wanted: impl Fn(char) -> bool, made: impl Fn(char) -> String) -> String {
    plain.chars().map(|letter| if wanted(letter) { made(letter) } else { letter.to_string() }).collect()
}
