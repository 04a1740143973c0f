//! What a box is known by in the browser, so that its tick is found again: on every page that shows it, and after the text
//! around it has changed.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::offline::digest;
use crate::model::{ChecklistItem, Runbook};
use crate::source::Span;

/// So many bytes of a digest tell the boxes of a site apart.
const BYTES: usize = 6;

/// Keys of the boxes of a document.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Where each item stands, in order, and its key.
    keys: Vec<(Span, String)>,
    /// Boxes that stand in the text as characters, in order.
    marks: Vec<Mark>,
}

/// A box that stands in the text as a character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Byte of the source.
    pub(super) place: u32,
    pub(super) key: String,
    pub(super) is_checked: bool,
    /// What it says, where it says so by itself.
    pub(super) text: String,
    /// Of a choice: what is chosen of.
    pub(super) of: Option<String>,
}

impl Keys {
    /// A key is made of the document's id, the item's text, and how often that text has been there before.
    pub(super) fn new(runbook: &Runbook) -> Self {
        let mut times: HashMap<String, u32> = HashMap::new();
        let items = runbook.checklists.iter().flat_map(|checklist| &checklist.items);
        let mut found = Keys::default();
        for item in items {
            let text: String = item.text.split_whitespace().collect();
            let time = times.entry(text.clone()).or_default();
            let key = key(&format!("{}\n{text}\n{time}", runbook.id));
            *time += 1;
            found.marks_of(item, &key);
            found.keys.push((item.span, key));
        }
        found.keys.sort_unstable_by_key(|(span, _)| span.start);
        found.marks.sort_by_key(|mark| mark.place);
        found
    }

    fn marks_of(&mut self, item: &ChecklistItem, key: &str) {
        if let Some(place) = item.mark {
            let (key, text) = (key.to_owned(), item.text.clone());
            self.marks.push(Mark { place, key, is_checked: item.checked, text, of: None });
        }
        for (at, (&place, choice)) in item.choice_marks.iter().zip(&item.choices).enumerate() {
            // What is nothing but its choices has no name of its own.
            let of = Some(&item.text).filter(|_| item.mark.is_some() || !item.text.starts_with(choice.as_str()));
            let (key, text, of) = (choice_key(key, at + 1), choice.clone(), of.cloned());
            self.marks.push(Mark { place, key, is_checked: false, text, of });
        }
    }

    /// The boxes that stand within a part of the source.
    pub(super) fn within(&self, span: Span) -> &[Mark] {
        let from = self.marks.partition_point(|mark| mark.place < span.start);
        let marks = self.marks.get(from..).unwrap_or_default();
        marks.get(..marks.partition_point(|mark| mark.place < span.end)).unwrap_or_default()
    }

    /// The key of the item that a place of the source stands in.
    pub(super) fn at(&self, place: u32) -> Option<&str> {
        let after = self.keys.partition_point(|(span, _)| span.start <= place);
        let (span, key) = self.keys.get(after.checked_sub(1)?)?;
        (place <= span.end).then_some(key)
    }

    /// The key of an item.
    pub(super) fn of(&self, item: &ChecklistItem) -> &str {
        self.at(item.span.start).unwrap_or_default()
    }
}

/// The key of a choice of an item, counted from 1; `checklist.html` makes the same.
fn choice_key(key: &str, number: usize) -> String {
    format!("{key}.{number}")
}

fn key(text: &str) -> String {
    let digest = digest(text.as_bytes()).to_le_bytes();
    URL_SAFE_NO_PAD.encode(digest.get(..BYTES).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Checklist;

    fn runbook(id: &str, texts: &[&str]) -> Runbook {
        let item = |(at, text): (usize, &&str)| ChecklistItem {
            text: (*text).to_owned(),
            span: Span::new(at * 10, at * 10 + 8),
            ..ChecklistItem::default()
        };
        let items = texts.iter().enumerate().map(item).collect();
        let checklists = vec![Checklist { items, ..Checklist::default() }];
        Runbook { id: id.to_owned(), checklists, ..Runbook::default() }
    }

    #[test]
    fn a_key_outlives_what_stands_around_its_item() {
        let before = Keys::new(&runbook("db", &["確認", "再起動"]));
        let after = Keys::new(&runbook("db", &["通知", "確認", "再 起動"]));
        assert_eq!(before.at(3), after.at(13));
        assert_eq!(before.at(10), after.at(28));
        assert_ne!(before.at(0), before.at(10));
    }

    #[test]
    fn equal_texts_are_told_apart_and_so_are_documents() {
        let keys = Keys::new(&runbook("db", &["確認", "確認"]));
        assert_ne!(keys.at(0), keys.at(10));
        assert_ne!(keys.at(0), Keys::new(&runbook("web", &["確認"])).at(0));
        assert_eq!(keys.at(9), None);
    }
}
