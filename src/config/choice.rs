//! What `rules` and `per_file` say of a rule in a file.

use super::{Config, RuleSetting};
use crate::yaml::Node;
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::collections::BTreeMap;

/// The configuration's words on rules, prepared for many questions.
#[derive(Debug)]
pub struct Choices<'c> {
    rules: &'c BTreeMap<String, RuleSetting>,
    files: Vec<(GlobSet, &'c BTreeMap<String, RuleSetting>)>,
}

impl<'c> Choices<'c> {
    /// Prepares the globs.
    #[must_use]
    pub fn new(config: &'c Config) -> Self {
        let files = config.per_file.iter().map(|entry| (set(&entry.files), &entry.rules)).collect();
        Choices { rules: &config.rules, files }
    }

    /// `off`, `info`, `warning` or `error` for a rule in a file (path within the project); `None` where nothing is said.
    /// The last entry of `per_file` that says something wins, then `rules`; a rule's name before its category's.
    #[must_use]
    pub fn of(&self, path: &str, rule: &str) -> Option<&'c str> {
        let category = rule.split('/').next().unwrap_or(rule);
        let said = |rules: &'c BTreeMap<String, RuleSetting>| {
            let level = |name: &str| rules.get(name).and_then(|setting| setting.level.as_deref());
            level(rule).or_else(|| level(category))
        };
        let of_file =
            self.files.iter().rev().filter(|(globs, _)| globs.is_match(path)).find_map(|(_, rules)| said(rules));
        of_file.or_else(|| said(self.rules))
    }

    /// An option of a rule in a file; the last entry of `per_file` that gives it wins, then `rules`.
    #[must_use]
    pub fn option(&self, path: &str, rule: &str, key: &str) -> Option<&'c Node> {
        let given = |rules: &'c BTreeMap<String, RuleSetting>| {
            let options = &rules.get(rule)?.options;
            options.iter().find(|(name, _)| name == key).map(|(_, value)| value)
        };
        let mut files = self.files.iter().rev().filter(|(globs, _)| globs.is_match(path));
        files.find_map(|(_, rules)| given(rules)).or_else(|| given(self.rules))
    }
}

fn set(globs: &[String]) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for glob in globs.iter().filter_map(|glob| Glob::new(glob).ok()) {
        builder.add(glob);
    }
    builder.build().unwrap_or_else(|_| GlobSet::empty())
}

#[cfg(test)]
mod tests {
    use super::super::FileRules;
    use super::*;

    fn setting(level: &str) -> RuleSetting {
        RuleSetting { level: Some(level.to_owned()), options: Vec::new() }
    }

    #[test]
    fn the_nearest_word_wins() {
        let rules =
            BTreeMap::from([("link".to_owned(), setting("warning")), ("link/wrong-case".to_owned(), setting("error"))]);
        let old = FileRules {
            files: vec!["content/古い/**".to_owned()],
            rules: BTreeMap::from([("link".to_owned(), setting("off"))]),
        };
        let config = Config { rules, per_file: vec![old], ..Config::default() };
        let choices = Choices::new(&config);
        assert_eq!(choices.of("content/a.md", "link/broken-file"), Some("warning"));
        assert_eq!(choices.of("content/a.md", "link/wrong-case"), Some("error"));
        assert_eq!(choices.of("content/古い/b.md", "link/broken-file"), Some("off"));
        assert_eq!(choices.of("content/a.md", "table/too-many-cells"), None);
    }
}
