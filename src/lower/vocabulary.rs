//! Words by which sections are known: Japanese and English, as data that the configuration can extend.

pub mod column;

use crate::model::Role;
use aho_corasick::AhoCorasick;
use std::collections::{BTreeMap, HashMap};

/// Words of each role: `role:` lines and lines of words. A title is matched whole, then by its longest ending, then by
/// the longest word in it.
const WORDS: &str = include_str!("vocabulary.txt");

fn built_in() -> impl Iterator<Item = (Role, &'static str)> {
    let mut role = Role::Other;
    WORDS.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
        if let Some(name) = line.strip_suffix(':') {
            role = Role::ALL.iter().copied().find(|role| role.name() == name).unwrap_or_default();
            return Vec::new();
        }
        line.split(',').map(str::trim).filter(|word| !word.is_empty()).map(|word| (role, word)).collect()
    })
}

/// Names that `vocabulary` in rbc.yaml may use: roles of sections and kinds of columns.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let roles = Role::ALL.iter().map(|role| role.name());
    roles.chain(column::Column::ALL.iter().map(|column| column.name())).collect()
}

/// Each of [`names`] with the words that it has without rbc.yaml: sections first, then columns.
#[must_use]
pub fn words() -> Vec<(&'static str, Vec<&'static str>)> {
    let of_role = |role: &Role| built_in().filter(|(known, _)| known == role).map(|(_, word)| word).collect();
    let roles = Role::ALL.iter().map(|role| (role.name(), of_role(role)));
    roles.chain(column::words().iter().map(|(column, words)| (column.name(), words.to_vec()))).collect()
}

/// Words by which a section is known.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    roles: Vec<Role>,
    words: HashMap<String, Role>,
    /// Finds every word of a title in one pass; a pattern's index is that of its role in `roles`.
    finder: Option<AhoCorasick>,
}

impl Vocabulary {
    /// The built-in words and those of `rbc.yaml` (role → words). Keys that name no role belong to columns.
    #[must_use]
    pub fn new(further: &BTreeMap<String, Vec<String>>) -> Self {
        let mut words = HashMap::new();
        for (role, word) in built_in() {
            words.entry(word.to_owned()).or_insert(role);
        }
        for (name, list) in further {
            let Some(role) = Role::ALL.iter().find(|role| role.name() == name) else { continue };
            for word in list.iter().map(|word| super::title::key(word)).filter(|word| !word.is_empty()) {
                words.insert(word, *role);
            }
        }
        let (patterns, roles): (Vec<&String>, Vec<Role>) = words.iter().map(|(word, role)| (word, *role)).unzip();
        // Only a vocabulary beyond all bounds can't be built; titles are then matched whole.
        let finder = AhoCorasick::new(patterns).ok();
        Vocabulary { roles, words, finder }
    }

    /// The role of a word.
    #[must_use]
    pub fn exact(&self, key: &str) -> Option<Role> {
        self.words.get(key).copied()
    }

    /// The role of a folded title: by the whole of it, by its parts (連絡先・エスカレーション), by its longest ending,
    /// by the longest word in it.
    #[must_use]
    pub fn role(&self, key: &str) -> Option<Match> {
        if let Some(role) = self.exact(key) {
            return Some(Match { role, strength: Strength::Whole });
        }
        if let Some(role) = self.part(key) {
            return Some(Match { role, strength: Strength::Part });
        }
        let mut ending: Option<(usize, Role)> = None;
        let mut inside: Option<(usize, Role)> = None;
        self.each_word(key, &mut |range, role| {
            let longer = |best: Option<(usize, Role)>| best.is_none_or(|(length, _)| length < range.len());
            if range.end == key.len() && longer(ending) {
                ending = Some((range.len(), role));
            }
            if range.len() >= least(key, &range) && longer(inside) {
                inside = Some((range.len(), role));
            }
        });
        let ending = ending.map(|(_, role)| Match { role, strength: Strength::Ending });
        ending.or_else(|| inside.map(|(_, role)| Match { role, strength: Strength::Inside }))
    }

    fn part(&self, key: &str) -> Option<Role> {
        let parts =
            || key.split(['・', '/', '／', '&', '＆', '、', 'と']).map(str::trim).filter(|part| !part.is_empty());
        if parts().nth(1).is_none() || parts().any(|part| part.chars().count() < 2) {
            return None;
        }
        parts().next_back().and_then(|part| self.exact(part))?;
        parts().find_map(|part| self.exact(part))
    }

    /// The role of the longest word in a folded title whose role is wanted.
    #[must_use]
    pub fn inside_matching(&self, key: &str, wanted: &dyn Fn(Role) -> bool) -> Option<Role> {
        let mut best: Option<(usize, Role)> = None;
        self.each_word(key, &mut |range, role| {
            if range.len() >= least(key, &range) && wanted(role) && best.is_none_or(|(length, _)| length < range.len())
            {
                best = Some((range.len(), role));
            }
        });
        best.map(|(_, role)| role)
    }

    fn each_word(&self, key: &str, found: &mut dyn FnMut(std::ops::Range<usize>, Role)) {
        let Some(finder) = &self.finder else { return };
        for word in finder.find_overlapping_iter(key) {
            let range = word.range();
            if word_start(key, range.start)
                && word_end(key, range.end)
                && let Some(role) = self.roles.get(word.pattern().as_usize())
            {
                found(range, *role);
            }
        }
    }
}

/// Bytes of the shortest word that counts inside a title: two kana or kanji, three Latin letters (SLO 指標).
fn least(key: &str, range: &std::ops::Range<usize>) -> usize {
    if key[range.clone()].is_ascii() { 3 } else { 6 }
}

/// Latin words are matched whole.
fn word_start(key: &str, at: usize) -> bool {
    let here = key[at..].chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
    !(here && key[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric()))
}

fn word_end(key: &str, at: usize) -> bool {
    let before = key[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
    !(before && key[at..].chars().next().is_some_and(|c| c.is_ascii_alphanumeric()))
}

/// How a title was matched, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The title is the word.
    Whole,
    /// A part of the title is the word.
    Part,
    /// The title ends with the word.
    Ending,
    /// The word stands in the title.
    Inside,
}

/// A role with the strength of its match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The role.
    pub role: Role,
    /// How it was found.
    pub strength: Strength,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(title: &str) -> Option<Role> {
        Vocabulary::new(&BTreeMap::new()).role(&super::super::title::take_apart(title).key).map(|found| found.role)
    }

    #[test]
    fn titles_are_known_by_whole_part_and_ending() {
        assert_eq!(role("## 🚨 緊急連絡先"), None.or(role("緊急連絡先")));
        assert_eq!(role("5. 連絡先・エスカレーション"), Some(Role::Contacts));
        assert_eq!(role("アプリケーションロールバック"), Some(Role::Rollback));
        assert_eq!(role("復旧確認チェックリスト"), Some(Role::Verification));
        assert_eq!(role("Severity定義"), Some(Role::Severity));
        assert_eq!(role("初動確認（5分以内）"), Some(Role::Diagnosis));
        assert_eq!(role("Grafana"), None);
    }

    #[test]
    fn every_paragraph_names_a_role_and_no_word_stands_twice() {
        for name in WORDS.lines().filter_map(|line| line.strip_suffix(':')).filter(|line| !line.starts_with('#')) {
            assert!(Role::ALL.iter().any(|role| role.name() == name), "{name}");
        }
        let mut seen = std::collections::HashSet::new();
        for (_, word) in built_in() {
            assert!(seen.insert(word), "{word} stands twice");
        }
    }

    #[test]
    fn the_configuration_adds_words() {
        let further = BTreeMap::from([("rollback".to_owned(), vec!["さかのぼり".to_owned()])]);
        let vocabulary = Vocabulary::new(&further);
        assert_eq!(vocabulary.role("さかのぼり").map(|found| found.role), Some(Role::Rollback));
    }
}
