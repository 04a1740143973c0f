//! Front matter: a YAML map between two `---` lines at the very start of a file.

use crate::source::{Span, Spanned};
use crate::yaml::{self, Node, NodeKind};

/// The front matter of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FrontMatter {
    /// From the first `---` to the end of the closing line.
    pub span: Span,
    /// Keys and values in order; empty when it could not be read.
    pub entries: Vec<(Spanned<String>, Node)>,
    /// Why it could not be read.
    pub fault: Option<yaml::Fault>,
}

impl FrontMatter {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }
}

/// Takes the front matter off a file's text; gives it and the byte offset behind it (0 where there is none).
#[must_use]
pub fn take(text: &str) -> (Option<FrontMatter>, usize) {
    let Some(rest) = text.strip_prefix("---") else { return (None, 0) };
    let Some(first) = line_end(rest) else { return (None, 0) };
    if !rest[..first].trim().is_empty() {
        return (None, 0);
    }
    let body = 3 + first;
    let mut at = body;
    while at < text.len() {
        let end = line_end(&text[at..]).map_or(text.len(), |length| at + length);
        let line = text[at..end].trim_end();
        if line == "---" || line == "..." {
            return read(text, body, at, end);
        }
        at = end;
    }
    (None, 0)
}

fn read(text: &str, body: usize, close: usize, end: usize) -> (Option<FrontMatter>, usize) {
    let span = Span::new(0, close + text[close..end].trim_end().len());
    let mut matter = FrontMatter { span, ..FrontMatter::default() };
    match yaml::parse(&text[body..close], body) {
        Ok(Node { kind: NodeKind::Mapping(entries), .. }) => matter.entries = entries,
        Ok(Node { kind: NodeKind::Null, .. }) => {}
        // Two rulers around prose are no front matter: the text stays.
        Ok(_) => return (None, 0),
        Err(fault) => matter.fault = Some(fault),
    }
    (Some(matter), end)
}

/// Length of the first line with its line end.
fn line_end(text: &str) -> Option<usize> {
    let at = text.find(['\n', '\r'])?;
    Some(if text[at..].starts_with("\r\n") { at + 2 } else { at + 1 })
}
