//! Findings of many documents that are said in one.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Message, Place};
use crate::source::SourceMap;

/// So many documents are told one by one.
const FEW: usize = 3;

/// Says once, at the first document by path, what a rule has found in many of them. It comes last: comments, levels, a
/// baseline and what a run asks for go by the document.
pub fn gather(diagnostics: &mut Vec<Diagnostic>, sources: &SourceMap) {
    let path = |finding: &Diagnostic| match &finding.place {
        Place::Span(file, _) => sources.file(*file).path().to_owned(),
        Place::Path { path, .. } => path.clone(),
    };
    let mut known: HashMap<&'static str, (usize, String)> = HashMap::new();
    for finding in diagnostics.iter().filter(|finding| finding.together.is_some()) {
        let here = path(finding);
        let (count, first) = known.entry(finding.rule).or_insert_with(|| (0, here.clone()));
        *count += 1;
        if here < *first {
            *first = here;
        }
    }
    known.retain(|_, (count, _)| *count > FEW);
    diagnostics.retain_mut(|finding| {
        let Some(Message { key, .. }) = finding.together else { return true };
        let Some((count, first)) = known.get(finding.rule) else { return true };
        let is_first = path(finding) == *first;
        finding.message = Message::new(key).with("count", count);
        is_first
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Level;
    use crate::source::{SourceFile, Span};

    #[test]
    fn many_are_said_once_and_few_one_by_one() {
        let gathered = |names: &[&str]| {
            let mut sources = SourceMap::default();
            let one = |name: &&str| {
                let file = sources.add(SourceFile::new(*name, "# 手順書\n"));
                let mut found = Diagnostic::new("a/b", Level::Info, file, Span::new(0, 1), Message::new("one"));
                found.together = Some(Message::new("all"));
                found
            };
            let mut found: Vec<Diagnostic> = names.iter().map(one).collect();
            gather(&mut found, &sources);
            found.iter().map(|found| (path_of(found, &sources), found.message.clone())).collect::<Vec<_>>()
        };
        let three = gathered(&["a.md", "b.md", "c.md"]);
        assert!(three.len() == 3 && three.iter().all(|(_, message)| message.key == "one"));
        let four = gathered(&["b.md", "a.md", "c.md", "d.md"]);
        assert_eq!(four, [("a.md".to_owned(), Message::new("all").with("count", 4))]);
    }

    fn path_of(finding: &Diagnostic, sources: &SourceMap) -> String {
        let Place::Span(file, _) = finding.place else { return String::new() };
        sources.file(file).path().to_owned()
    }
}
