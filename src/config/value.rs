//! Values that have a form of their own: paths, globs, regular expressions, addresses.

use super::reader::Reader;
use crate::diag::Message;
use crate::source::{Span, Spanned};
use crate::yaml::Node;

/// A relative path with `/` that stays within its folder, in its shortest form (`.` for the folder itself), or `None`
/// where it leads out.
#[must_use]
pub fn inner_path(path: &str) -> Option<String> {
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.is_empty() || drive || path.starts_with(['/', '~']) || path.contains(['\\', '\0']) {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
}

/// Whether `inner` is `outer` or lies in it; both as [`inner_path`] gives them.
#[must_use]
pub fn within(inner: &str, outer: &str) -> bool {
    outer == "." || inner == outer || inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
}

impl Reader {
    pub(super) fn path(&mut self, key: &str, node: &Node) -> Option<String> {
        let value = self.string(key, node)?;
        let path = inner_path(value);
        if path.is_none() {
            let message = Message::new("config-path-outside").with("key", key).with("path", value);
            self.report("config/path-outside", node.span, message);
        }
        path
    }

    pub(super) fn globs(&mut self, key: &str, node: &Node) -> Vec<String> {
        let strings = self.strings(key, node);
        strings.into_iter().filter(|glob| self.is_glob(key, glob)).map(|glob| glob.value).collect()
    }

    fn is_glob(&mut self, key: &str, glob: &Spanned<String>) -> bool {
        match globset::Glob::new(&glob.value) {
            Ok(_) => true,
            Err(error) => {
                self.pattern_fault(key, glob.span, &error.kind().to_string());
                false
            }
        }
    }

    /// A regular expression of the linear kind, small enough to be compiled at once.
    pub(super) fn pattern(&mut self, key: &str, node: &Node) -> Option<String> {
        let value = self.string(key, node)?;
        match regex::RegexBuilder::new(value).size_limit(1 << 20).nest_limit(50).build() {
            Ok(_) => Some(value.to_owned()),
            Err(error) => {
                // The crate draws a picture of the pattern; its last line says what is wrong.
                let text = error.to_string();
                let reason = text.lines().last().unwrap_or_default().trim_start_matches("error: ");
                self.pattern_fault(key, node.span, reason);
                None
            }
        }
    }

    fn pattern_fault(&mut self, key: &str, span: Span, reason: &str) {
        let message = Message::new("config-invalid-pattern").with("key", key).with("reason", reason);
        self.report("config/invalid-pattern", span, message);
    }

    pub(super) fn web_address(&mut self, key: &str, node: &Node) -> Option<String> {
        let value = self.string(key, node)?;
        if is_web_address(value) {
            return Some(value.to_owned());
        }
        self.invalid(key, value, node.span, "https://…");
        None
    }
}

/// Whether a text is the address of a site.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let odd = |character: char| character.is_whitespace() || character.is_control() || "\"'<>\\".contains(character);
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')) && !text.contains(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_nowhere_else() {
        assert_eq!(inner_path("./手順//本番/"), Some("手順/本番".to_owned()));
        assert_eq!(inner_path("a/../b"), Some("b".to_owned()));
        assert_eq!(inner_path("a/.."), Some(".".to_owned()));
        for path in ["", "/etc", "../x", "a/../../x", "C:/x", "c:x", "~/x", "a\\..\\b", "a\0"] {
            assert_eq!(inner_path(path), None, "{path:?}");
        }
    }

    #[test]
    fn a_name_that_only_begins_alike_lies_outside() {
        assert!(within("site/a", "site") && within("site", "site") && within("site", "."));
        assert!(!within("site2", "site") && !within(".", "site"));
    }
}
