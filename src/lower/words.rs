//! Lists of words that are sought in many texts.

use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::OnceLock;

/// A list of words, found in one pass over a text however many they are.
pub(super) struct Words {
    list: &'static [&'static str],
    finder: OnceLock<Option<AhoCorasick>>,
}

impl Words {
    pub(super) const fn new(list: &'static [&'static str]) -> Self {
        Words { list, finder: OnceLock::new() }
    }

    /// Whether a text is one of the words.
    pub(super) fn have(&self, text: &str) -> bool {
        self.list.contains(&text)
    }

    /// Whether one of the words stands in a text.
    pub(super) fn are_in(&self, text: &str) -> bool {
        // Of this kind a short list is looked for many bytes at a time.
        let finder = || AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(self.list).ok();
        match self.finder.get_or_init(finder) {
            Some(finder) => finder.is_match(text),
            None => self.list.iter().any(|word| text.contains(word)),
        }
    }
}
