//! Words of a project's own: files of the catalogue (`text/ja/site.ftl`) whose messages take the place of the built-in
//! ones, one by one.

use std::collections::BTreeSet;
use std::ops::Range;

use super::catalogue::{RESOURCES, resource, unreadable};
use crate::config::{Language, nearest};
use crate::diag::Message;

/// What is wrong with such a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The rule that it is a finding of.
    pub rule: &'static str,
    /// Its place in the file, bytes.
    pub place: Range<usize>,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub help: Option<Message>,
}

/// The built-in files that a project can replace words of, by the names they have in its folder of templates, with their
/// texts. The help of the command line is said before a project is known.
pub fn files() -> impl Iterator<Item = (String, &'static str)> {
    let of = |language: Language| {
        let named = move |category: &(&'static str, &'static str, &'static str)| {
            (format!("text/{}/{}.ftl", language.code(), category.0), resource(category, language))
        };
        RESOURCES.iter().filter(|(name, ..)| *name != "help").map(named)
    };
    of(Language::Japanese).chain(of(Language::English))
}

/// The language of a file by its name; `None` for one that holds no words.
#[must_use]
pub fn language(name: &str) -> Option<Language> {
    let (folder, file) = name.strip_prefix("text/")?.split_once('/')?;
    let language = [Language::Japanese, Language::English].into_iter().find(|language| language.code() == folder);
    language.filter(|_| file.ends_with(".ftl"))
}

/// What keeps words from being gone by, in the order of the text.
#[must_use]
pub fn faults(language: Language, text: &str) -> Vec<Fault> {
    let broken = unreadable(text).into_iter().map(|place| Fault {
        rule: "config/syntax",
        place: within(text, place),
        message: Message::new("config-words-syntax"),
        help: Some(Message::new("config-words-syntax-help")),
    });
    let mut faults: Vec<Fault> = broken.collect();
    let known: Vec<Entry<'_>> = RESOURCES.iter().flat_map(|category| entries(resource(category, language))).collect();
    for own in entries(text) {
        let Some(built_in) = known.iter().find(|entry| entry.key == own.key) else {
            let near = nearest(own.key, known.iter().map(|entry| entry.key));
            faults.push(Fault {
                rule: "config/unknown-key",
                place: own.place.clone(),
                message: Message::new("config-unknown-key").with("name", own.key),
                help: near.map(|name| Message::new("config-nearest").with("name", name)),
            });
            continue;
        };
        let names: BTreeSet<&str> = built_in.variables.iter().map(|&(name, _)| name).collect();
        let strange = own.variables.iter().filter(|(name, _)| !names.contains(name));
        faults.extend(strange.map(|(name, place)| Fault {
            rule: "config/unknown-key",
            place: place.clone(),
            message: Message::new("config-unknown-variable").with("name", *name).with("key", own.key),
            help: (!names.is_empty()).then(|| {
                let all: Vec<String> = names.iter().map(|name| format!("${name}")).collect();
                Message::new("config-known-variables").with("names", all.join(", "))
            }),
        }));
    }
    faults.sort_by_key(|fault| fault.place.start);
    faults
}

/// A place that the text has, at characters.
fn within(text: &str, place: Range<usize>) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    floor(place.start)..floor(place.end.max(place.start))
}

/// A message as it stands in a file.
struct Entry<'a> {
    key: &'a str,
    place: Range<usize>,
    /// The variables of its text with their places.
    variables: Vec<(&'a str, Range<usize>)>,
}

/// The messages of a file: each begins at the edge of its line.
fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        if line.starts_with('#') {
            continue;
        }
        let key = line.split_once('=').map(|(key, _)| key.trim_end());
        if let Some(key) = key.filter(|key| line.starts_with(|c: char| c.is_ascii_alphabetic()) && is_name(key)) {
            entries.push(Entry { key, place: at..at + key.len(), variables: Vec::new() });
        }
        if let Some(entry) = entries.last_mut() {
            entry.variables.extend(variables(line, at));
        }
    }
    entries
}

fn variables(line: &str, at: usize) -> impl Iterator<Item = (&str, Range<usize>)> {
    line.match_indices('$').filter_map(move |(dollar, _)| {
        let rest = line.get(dollar + 1..)?;
        let name = rest.get(..rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len()))?;
        let inside = line.get(..dollar)?.trim_end().ends_with(['{', '(', ',']);
        (inside && !name.is_empty()).then(|| (name, at + dollar..at + dollar + 1 + name.len()))
    })
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_of_name)
}

fn is_of_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, String)> {
        let told = |fault: Fault| {
            let near = fault.help.and_then(|help| help.arguments.first().map(|(_, value)| format!(" → {value}")));
            (fault.rule, format!("{}{}", &text[fault.place.clone()], near.unwrap_or_default()))
        };
        faults(Language::Japanese, text).into_iter().map(told).collect()
    }

    #[test]
    fn words_that_are_known_are_taken() {
        assert_eq!(found("# 社内の言葉\nsite-home = 入口\nsite-search-none =\n    「{ $query }」なし $5\n"), []);
        for (name, text) in files() {
            assert_eq!(faults(language(&name).unwrap(), text), [], "{name}");
        }
    }

    #[test]
    fn what_would_be_lost_is_told_with_its_place() {
        assert_eq!(found("site-hoem = 入口\n"), [("config/unknown-key", "site-hoem → site-home".to_owned())]);
        let text = "site-search-none = { $word } と { $query }\n";
        assert_eq!(found(text), [("config/unknown-key", "$word → $query".to_owned())]);
        let broken = found("site-home = 入口\nsite-commit\n日本語 = 文\n");
        assert!(broken.iter().all(|(rule, _)| *rule == "config/syntax") && !broken.is_empty(), "{broken:?}");
        assert!(faults(Language::English, "あ").iter().all(|fault| fault.rule == "config/syntax"));
    }

    #[test]
    fn a_language_is_told_by_the_folder() {
        assert_eq!(language("text/ja/site.ftl"), Some(Language::Japanese));
        assert_eq!(language("text/en/own.ftl"), Some(Language::English));
        for name in ["text/fr/site.ftl", "text/ja/site.txt", "ja/site.ftl", "text/site.ftl"] {
            assert_eq!(language(name), None, "{name}");
        }
    }
}
