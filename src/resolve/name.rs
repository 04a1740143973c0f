//! What prose calls a document: its file's name, its title, ADR-0002.

use super::fold;
use crate::model::Runbook;
use std::collections::HashMap;
use std::sync::Arc;

/// Documents by name; a name of two is none.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_name: HashMap<String, Option<usize>>,
}

impl Names {
    pub(super) fn new(runbooks: &[Arc<Runbook>]) -> Self {
        let mut names = Names::default();
        for (at, runbook) in runbooks.iter().enumerate() {
            let (folder, stem) = runbook.id.rsplit_once('/').unwrap_or(("", &runbook.id));
            names.add(&runbook.id, at);
            names.add(stem, at);
            // adr/0002-deploy.md is ADR-0002, and so is adr/ADR-0002-deploy.md.
            let digits = stem.find(|c: char| !c.is_ascii_digit()).unwrap_or(stem.len());
            if digits >= 2 {
                let kind = folder.rsplit('/').next().unwrap_or_default();
                names.add(&format!("{kind}{}", &stem[..digits]), at);
                names.add(&format!("{}{}", kind.trim_end_matches('s'), &stem[..digits]), at);
            }
            names.add(numbered(stem), at);
            if runbook.id == "index" {
                ["索引", "目次", "トップページ"].iter().for_each(|name| names.add(name, at));
            }
            let title = runbook.title.value.as_str();
            names.add(title, at);
            if let Some((head, _)) = title.split_once([':', '：']) {
                names.add(head, at);
            }
            if let Some(bare) = title.strip_suffix('書') {
                names.add(bare, at);
            }
            if let Some(bare) = stem.strip_suffix('書') {
                names.add(bare, at);
            }
        }
        names
    }

    fn add(&mut self, name: &str, at: usize) {
        let key = fold::words(name);
        if key.is_empty() {
            return;
        }
        let known = self.by_name.entry(key).or_insert(Some(at));
        if *known != Some(at) {
            *known = None;
        }
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(&fold::words(name)).copied().flatten()
    }
}

/// `ADR-0002` of `ADR-0002-deploy-flow`.
fn numbered(stem: &str) -> &str {
    let letters = stem.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(stem.len());
    let rest = stem[letters..].trim_start_matches(['-', '_']);
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    if letters < 2 || digits < 2 { "" } else { &stem[..stem.len() - rest.len() + digits] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Span, Spanned};

    #[test]
    fn documents_by_what_prose_calls_them() {
        let runbook = |id: &str, title: &str| Runbook {
            id: id.to_owned(),
            title: Spanned::new(title.to_owned(), Span::default()),
            ..Runbook::default()
        };
        let runbooks = [
            runbook("docs/adr/0002-deploy", "ADR-0002: 配備の流れ"),
            runbook("設計/基本設計書", "基本設計書"),
            runbook("ops/RFC-0012-queue", "キューの設計"),
            runbook("a/index", "索引"),
            runbook("b/index", "索引"),
        ];
        let names = Names::new(&runbooks.map(Arc::new));
        assert_eq!(names.find("ADR-0002"), Some(0));
        assert_eq!(names.find("基本設計"), Some(1));
        assert_eq!(names.find("RFC 0012"), Some(2));
        assert_eq!(names.find("索引"), None);
        assert_eq!(names.find("詳細設計"), None);
    }
}
