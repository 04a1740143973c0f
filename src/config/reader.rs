//! Typed access to a YAML tree: each wrong type is a diagnostic, and what is right is kept.

use super::nearest::nearest;
use crate::diag::{Diagnostic, Level, Message};
use crate::source::{FileId, Span, Spanned};
use crate::yaml::{Node, NodeKind};

/// What a map's entries are read with.
pub(super) type Entries = [(Spanned<String>, Node)];

/// Collects the diagnostics of one file.
pub(super) struct Reader {
    file: FileId,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Reader {
    pub(super) fn new(file: FileId) -> Self {
        Reader { file, diagnostics: Vec::new() }
    }

    pub(super) fn report(&mut self, rule: &'static str, span: Span, message: Message) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic::new(rule, Level::Error, self.file, span, message));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// Reports a name that is none of `known`, with the nearest one.
    pub(super) fn unknown<'a>(
        &mut self,
        rule: &'static str,
        key: &'static str,
        name: &str,
        span: Span,
        known: impl IntoIterator<Item = &'a str>,
    ) {
        let near = nearest(name, known);
        let diagnostic = self.report(rule, span, Message::new(key).with("name", name));
        diagnostic.help = near.map(|near| Message::new("config-nearest").with("name", near));
    }

    fn wrong_type(&mut self, key: &str, node: &Node, expected: &'static str) {
        let message = Message::new("config-wrong-type").with("key", key).with("expected", expected);
        self.report("config/wrong-type", node.span, message);
    }

    pub(super) fn invalid(&mut self, key: &str, value: &str, span: Span, expected: &str) {
        let message = Message::new("config-invalid-value").with("key", key).with("value", value);
        let help = Message::new("config-expected").with("expected", expected);
        self.report("config/invalid-value", span, message).help = Some(help);
    }

    /// A string; `None` where there is no value or a wrong one.
    pub(super) fn string<'a>(&mut self, key: &str, node: &'a Node) -> Option<&'a str> {
        match &node.kind {
            NodeKind::Scalar(value, _) => Some(value),
            NodeKind::Null => None,
            _ => {
                self.wrong_type(key, node, "string");
                None
            }
        }
    }

    /// One of `names`.
    pub(super) fn choice<'a>(&mut self, key: &str, node: &'a Node, names: &[&str]) -> Option<&'a str> {
        let value = self.string(key, node)?;
        if names.contains(&value) {
            return Some(value);
        }
        self.invalid(key, value, node.span, &names.join(", "));
        None
    }

    pub(super) fn boolean(&mut self, key: &str, node: &Node) -> Option<bool> {
        match &node.kind {
            NodeKind::Scalar(value, true) if value == "true" => Some(true),
            NodeKind::Scalar(value, true) if value == "false" => Some(false),
            NodeKind::Null => None,
            _ => {
                self.wrong_type(key, node, "true, false");
                None
            }
        }
    }

    pub(super) fn whole_number(&mut self, key: &str, node: &Node) -> Option<u64> {
        match &node.kind {
            NodeKind::Scalar(value, true) => match value.parse() {
                Ok(number) => Some(number),
                Err(_) => {
                    self.wrong_type(key, node, "number");
                    None
                }
            },
            NodeKind::Null => None,
            _ => {
                self.wrong_type(key, node, "number");
                None
            }
        }
    }

    pub(super) fn items<'a>(&mut self, key: &str, node: &'a Node) -> &'a [Node] {
        match &node.kind {
            NodeKind::Sequence(items) => items,
            NodeKind::Null => &[],
            _ => {
                self.wrong_type(key, node, "list");
                &[]
            }
        }
    }

    /// A list of strings with their places.
    pub(super) fn strings(&mut self, key: &str, node: &Node) -> Vec<Spanned<String>> {
        let items = self.items(key, node).iter();
        items.filter_map(|item| Some(Spanned::new(self.string(key, item)?.to_owned(), item.span))).collect()
    }

    pub(super) fn entries<'a>(&mut self, key: &str, node: &'a Node) -> &'a Entries {
        match &node.kind {
            NodeKind::Mapping(entries) => entries,
            NodeKind::Null => &[],
            _ => {
                self.wrong_type(key, node, "map");
                &[]
            }
        }
    }
}
