//! Texts of documents, and which of them are still what they were.

use std::collections::HashMap;
use std::sync::Arc;

use crate::source::SourceFile;

/// What was read of a document.
pub(super) struct Text {
    pub(super) file: Arc<SourceFile>,
    pub(super) had_bom: bool,
}

/// Texts of documents by the paths that people see, kept from one time to the next: to look through a text for secrets
/// takes longer than to see that it is the same.
#[derive(Debug, Default)]
pub struct Texts {
    /// Each as it is alone: the secrets of others are not masked in it.
    texts: HashMap<String, Arc<SourceFile>>,
}

impl Texts {
    pub(super) fn file(&self, path: String, text: String) -> Arc<SourceFile> {
        let known = self.texts.get(&path).filter(|known| known.written() == text);
        known.map_or_else(|| Arc::new(SourceFile::new(path, text)), Arc::clone)
    }

    pub(super) fn keep<'t>(&mut self, read: impl Iterator<Item = &'t Text>) {
        self.texts = read.map(|text| (text.file.path().to_owned(), Arc::clone(&text.file))).collect();
    }
}
