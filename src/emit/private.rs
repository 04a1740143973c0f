//! `private: true`: telephone numbers and mail addresses of contacts stay out of everything that is published. Who has the
//! documents still has them; a site is copied further.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Artifact;
use crate::model::{ChannelKind, Runbook};

/// What stands for a letter that is not shown.
const MASK: char = '•';

/// So many digits of a number stay: they say of what kind it is.
const DIGITS: usize = 3;

/// Numbers and addresses that nobody gets to see.
pub(super) struct Private {
    automaton: AhoCorasick,
    masks: Vec<String>,
}

impl Private {
    /// Those of all contacts; `None` where there are none.
    pub(super) fn new(runbooks: &[Arc<Runbook>]) -> Option<Self> {
        let mut masks: BTreeMap<String, String> = BTreeMap::new();
        for channel in runbooks.iter().flat_map(|runbook| &runbook.contacts).flat_map(|contact| &contact.channels) {
            let value = channel.value.trim();
            match channel.kind {
                ChannelKind::Phone => {
                    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
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
                    if let Some((_, host)) = value.split_once('@') {
                        masks.insert(value.to_owned(), format!("{}@{host}", String::from(MASK).repeat(4)));
                    }
                }
                _ => {}
            }
        }
        let (values, masks): (Vec<String>, Vec<String>) = masks.into_iter().unzip();
        let builder =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).build(values);
        builder.ok().filter(|_| !masks.is_empty()).map(|automaton| Private { automaton, masks })
    }

    /// A text with its numbers and addresses masked.
    pub(super) fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.automaton.find(text).is_none() {
            return text.into();
        }
        self.automaton.replace_all(text, &self.masks).into()
    }

    /// The same of a file that is text. Scripts and styles are the site's own and hold nothing of a document.
    pub(super) fn artifact(&self, mut artifact: Artifact) -> Artifact {
        if artifact.path.starts_with("assets/") {
            return artifact;
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
        if !letter.is_ascii_digit() {
            return letter;
        }
        shown += 1;
        if shown > DIGITS { MASK } else { letter }
    };
    value.chars().map(letter).collect()
}
