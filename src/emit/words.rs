//! The site's own words in its language.

use std::collections::BTreeMap;

use crate::lang::effect::Effect;
use crate::text::Catalogue;

/// Every word: its name in templates and code; the key of the catalogue is `site-` and the name with hyphens.
const NAMES: &[&str] = &[
    "title",
    "home",
    "skip",
    "breadcrumbs",
    "documents",
    "folders",
    "all_documents",
    "unread",
    "outline",
    "scenarios",
    "findings",
    "more_findings",
    "error",
    "warning",
    "info",
    "line",
    "runbook",
    "document",
    "template",
    "copy",
    "copied",
    "copy_failed",
    "effect_read_only",
    "effect_changes",
    "effect_destructive",
    "effect_unknown",
    "alert_note",
    "alert_tip",
    "alert_important",
    "alert_warning",
    "alert_caution",
    "footnote",
    "footnotes",
    "footnote_back",
    "heading_link",
    "no_destination",
    "task",
    "service",
    "environments",
    "owners",
    "version",
    "updated_on",
    "review_by",
    "source",
    "edit",
    "markdown",
    "json",
    "checklists",
    "within",
    "not_found",
    "not_found_text",
    "built_at",
    "commit",
    "facts",
];

/// The words.
pub(super) struct Words {
    words: BTreeMap<&'static str, String>,
}

impl Words {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let word = |name: &'static str| (name, catalogue.words(&key(name)));
        Words { words: NAMES.iter().map(|&name| word(name)).collect() }
    }

    /// A word; its name where there is none.
    pub(super) fn get<'s>(&'s self, name: &'s str) -> &'s str {
        self.words.get(name).map_or(name, String::as_str)
    }

    pub(super) fn effect(&self, effect: Effect) -> &str {
        self.get(match effect {
            Effect::ReadOnly => "effect_read_only",
            Effect::Unknown => "effect_unknown",
            Effect::Changes => "effect_changes",
            Effect::Destructive => "effect_destructive",
        })
    }

    /// All of them, for templates.
    pub(super) fn all(&self) -> &BTreeMap<&'static str, String> {
        &self.words
    }
}

fn key(name: &str) -> String {
    format!("site-{}", name.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;

    #[test]
    fn every_word_is_in_both_languages() {
        for language in [Language::Japanese, Language::English] {
            let catalogue = Catalogue::new(language);
            for name in NAMES {
                assert!(catalogue.text(&key(name)).is_some(), "{language:?}: {name}");
            }
        }
    }
}
