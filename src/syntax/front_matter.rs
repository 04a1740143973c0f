//! Front matter: a YAML map between two `---` lines at the very start of a file.

use crate::source::{Span, Spanned};
use crate::yaml::{self, Node, NodeKind};

/// Lines that front matter without a first line has at most.
const LINES: usize = 60;

/// Keys that stand alone in front matter; any other one alone is a line of prose.
const KEYS: [&str; 8] = ["title", "description", "owner", "owners", "tags", "template", "layout", "status"];

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

/// Front matter whose first line is missing: lines of `key: value` from the very start of a file to a line `---`, which
/// Markdown reads as a heading. Gives the place of these lines, without the closing one.
#[must_use]
pub fn unopened(text: &str) -> Option<Span> {
    let mut at = 0;
    let mut keys = 0;
    for line in text.split_inclusive('\n').take(LINES) {
        if line.trim_end() == "---" {
            let is_map = || matches!(yaml::parse(&text[..at], 0), Ok(Node { kind: NodeKind::Mapping(_), .. }));
            let first = text.split(':').next().unwrap_or_default();
            let known = keys > 1 || KEYS.contains(&first);
            return (keys > 0 && known && is_map()).then(|| Span::new(0, text[..at].trim_end().len()));
        }
        let key = is_key(line.trim_end());
        let below = keys > 0 && line.starts_with([' ', '-']) && !line.trim().is_empty();
        if !key && !below {
            return None;
        }
        keys += usize::from(key);
        at += line.len();
    }
    None
}

/// Whether a line is `key:` or `key: value`, the key in small letters as tools write it.
fn is_key(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    let plain = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || matches!(one, '_' | '-');
    key.starts_with(|first: char| first.is_ascii_lowercase())
        && key.chars().all(plain)
        && (value.is_empty() || value.starts_with(' '))
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

#[cfg(test)]
mod tests {
    use super::unopened;

    #[test]
    fn front_matter_without_its_first_line() {
        let lines = |text: &str| unopened(text).and_then(|span| text.get(span.range()).map(str::to_owned));
        assert_eq!(lines("title: 復旧\n---\n# 復旧\n").as_deref(), Some("title: 復旧"));
        let list = "cover: a.png\r\ntags:\r\n  - db\r\n- x: 1\r\n";
        assert_eq!(lines(&format!("{list}---\r\n")), None, "no YAML");
        assert!(lines("cover: a.png\r\ntags:\r\n  - db\r\n---\r\n").is_some());
        for other in [
            "note: 夜間\n---\n",
            "Status: 承認\nDate: 2026-01-01\n---\n",
            "title: 復旧\n\n---\n",
            "---\n",
            "title: 復旧\n# 復旧\n---\n",
        ] {
            assert_eq!(lines(other), None, "{other}");
        }
    }
}
