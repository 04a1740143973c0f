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
}

impl Keys {
    /// A key is made of the document's id, the item's text, and how often that text has been there before.
    pub(super) fn new(runbook: &Runbook) -> Self {
        let mut times: HashMap<String, u32> = HashMap::new();
        let items = runbook.checklists.iter().flat_map(|checklist| &checklist.items);
        let mut keys: Vec<(Span, String)> = items
            .map(|item| {
                let text: String = item.text.split_whitespace().collect();
                let time = times.entry(text.clone()).or_default();
                let key = key(&format!("{}\n{text}\n{time}", runbook.id));
                *time += 1;
                (item.span, key)
            })
            .collect();
        keys.sort_unstable_by_key(|(span, _)| span.start);
        Keys { keys }
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
