//! Messages by key (Project Fluent), embedded in the binary.
//!
//! A new category is one line in the list below and a file in each language. A key starts with the rule it belongs to,
//! its slash as a hyphen: `link-broken-anchor`, `link-broken-anchor-help`.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::config::Language;
use crate::diag::Message;

/// Name of a category, its words in Japanese and in English.
pub(super) type Category = (&'static str, &'static str, &'static str);

/// The words of a category in a language.
pub(super) fn resource(&(_, japanese, english): &Category, language: Language) -> &'static str {
    match language {
        Language::Japanese => japanese,
        Language::English => english,
    }
}

/// The places of a text that are no messages.
pub(super) fn unreadable(text: &str) -> Vec<std::ops::Range<usize>> {
    let read = FluentResource::try_new(text.to_owned());
    read.err().map_or_else(Vec::new, |(_, errors)| errors.into_iter().map(|error| error.pos).collect())
}

/// Embeds the files of the categories in both languages.
macro_rules! resources {
    ($($name:literal)*) => {
        /// All of them.
        pub(super) const RESOURCES: &[Category] =
            &[$(($name, include_str!(concat!("ja/", $name, ".ftl")), include_str!(concat!("en/", $name, ".ftl")))),*];
    };
}

resources! {
    "bash"
    "placeholder"
    "sql"
    "checklist"
    "command"
    "config"
    "contact"
    "escalation"
    "link"
    "reference"
    "help"
    "incident"
    "report"
    "schema"
    "severity"
    "site"
    "slo"
    "metadata"
    "secret"
    "section"
    "source"
    "table"
    "text"
}

/// The messages of one language.
pub struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    language: Language,
}

impl Catalogue {
    /// The catalogue of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Catalogue::with_own(language, std::iter::empty())
    }

    /// The catalogue of a language with messages of a project's own in the place of built-in ones; the later of two
    /// texts counts.
    #[must_use]
    pub fn with_own<'t>(language: Language, own: impl Iterator<Item = &'t str>) -> Self {
        let locale: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation marks would end up in terminals, JSON and comparisons of messages.
        bundle.set_use_isolating(false);
        // A fault in a file leaves its other messages; a test holds that there is none in those built in.
        let read = |text: &str| FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
        for category in RESOURCES {
            let _ = bundle.add_resource(read(resource(category, language)));
        }
        for text in own {
            bundle.add_resource_overriding(read(text));
        }
        Catalogue { bundle, language }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The sentence of a message. A key that is not in the catalogue is its own sentence; never panics.
    #[must_use]
    pub fn message(&self, message: &Message) -> String {
        let Some(pattern) = self.bundle.get_message(message.key).and_then(|found| found.value()) else {
            return message.key.to_owned();
        };
        let mut arguments = FluentArgs::new();
        for (name, value) in &message.arguments {
            arguments.set(*name, argument(value));
        }
        self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }

    /// The sentence of a key without arguments; the key where there is none.
    #[must_use]
    pub fn words(&self, key: &str) -> String {
        self.text(key).unwrap_or_else(|| key.to_owned())
    }

    /// The sentence of a key without arguments.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        Some(self.bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
    }
}

/// A number where the text is written as Rust would write it, so that the catalogue can choose a plural; else the text
/// as it is (`0312345678` keeps its zero).
fn argument(value: &str) -> FluentValue<'_> {
    match value.parse::<i64>() {
        Ok(number) if value.len() <= 15 && number.to_string() == value => FluentValue::from(number),
        _ => FluentValue::from(value),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Keys of a file with the variables of each.
    fn keys(text: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut keys = BTreeMap::new();
        let mut current = None;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if !line.starts_with([' ', '}']) && line.contains('=') {
                let key = line.split_once('=').unwrap().0.trim().to_owned();
                assert!(keys.insert(key.clone(), BTreeSet::new()).is_none(), "{key} stands twice");
                current = Some(key);
            }
            for variable in line.split('$').skip(1) {
                let end = variable.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(variable.len());
                keys.get_mut(current.as_ref().unwrap()).unwrap().insert(variable[..end].to_owned());
            }
        }
        keys
    }

    #[test]
    fn both_languages_hold_the_same_keys_with_the_same_variables() {
        let mut all = BTreeSet::new();
        for (name, japanese, english) in RESOURCES {
            for (language, text) in [("ja", japanese), ("en", english)] {
                if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                    panic!("{language}/{name}.ftl: {errors:?}");
                }
            }
            let (japanese, english) = (keys(japanese), keys(english));
            assert_eq!(japanese, english, "{name}.ftl");
            for key in japanese.into_keys() {
                assert!(all.insert(key.clone()), "{key} stands in two files");
            }
        }
    }

    /// A category of rules or a file of words, and more of small letters behind it.
    fn looks_like_a_key(word: &str) -> bool {
        let small = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let first = word.split('-').next().unwrap_or_default();
        small && word.len() > first.len() + 1 && RESOURCES.iter().any(|(name, ..)| *name == first)
    }

    #[test]
    fn every_key_that_the_code_names_is_in_the_catalogue() {
        let known: BTreeSet<String> = RESOURCES.iter().flat_map(|(_, text, _)| keys(text).into_keys()).collect();
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        let mut missing = BTreeSet::new();
        for entry in walkdir::WalkDir::new(root).into_iter().map(Result::unwrap) {
            if entry.path().extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let code = std::fs::read_to_string(entry.path()).unwrap();
            let production = code.split("#[cfg(test)]").next().unwrap_or_default();
            for call in ["Message::new(\"", ".words(\""] {
                for rest in production.split(call).skip(1) {
                    let key = rest.split('"').next().unwrap_or_default();
                    if !known.contains(key) {
                        missing.insert(format!("{}: {key}", entry.path().display()));
                    }
                }
            }
            // A key that is chosen first and named later stands in quotes all the same. Names of HTML classes, ids and
            // media types look alike: they stand in `emit` only.
            if entry.path().starts_with(format!("{root}/emit")) {
                continue;
            }
            for line in production.lines().filter(|line| !line.trim_start().starts_with("//")) {
                for word in line.split('"').skip(1).step_by(2).filter(|word| looks_like_a_key(word)) {
                    if !known.contains(word) {
                        missing.insert(format!("{}: {word}", entry.path().display()));
                    }
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn arguments_come_through_unaltered_and_a_missing_key_is_said() {
        let catalogue = Catalogue::new(Language::Japanese);
        let message = Message::new("config-wrong-type").with("key", "電話").with("expected", "0312345678");
        let sentence = catalogue.message(&message);
        assert!(sentence.contains("「電話」") && sentence.contains("0312345678"), "{sentence}");
        assert!(!sentence.contains(['\u{2068}', '\u{2069}']));
        assert_eq!(catalogue.message(&Message::new("no-such-key").with("a", "b")), "no-such-key");
    }

    #[test]
    fn numbers_choose_plurals_and_are_not_grouped() {
        let summary = |count: &str| {
            Catalogue::new(Language::English)
                .message(&Message::new("report-more").with("count", count).with("rule", "a/b"))
        };
        assert!(summary("1").starts_with("1 more finding "), "{}", summary("1"));
        assert!(summary("49900").starts_with("49900 more findings "), "{}", summary("49900"));
    }
}
