//! What can be said of a policy file alone: rbc's own keys, names that are probably slips, references.

use super::file::{PolicyFile, Said};
use super::keyword::{self, held, holder};
use super::reference::{self, Reference};
use super::tree::{entries, entry, text};
use crate::config::nearest;
use crate::diag::Message;
use crate::source::Spanned;
use crate::yaml::{Node, NodeKind};

/// Levels of rules.
pub(super) const LEVELS: [&str; 4] = ["off", "info", "warning", "error"];

/// A fault of a policy: the rule, the place and the words.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) rule: &'static str,
    pub(super) said: Said,
    pub(super) message: Message,
    pub(super) help: Option<Message>,
}

/// What a file says beside its schema.
#[derive(Debug, Default)]
pub(super) struct Inspected {
    /// Where each reference leads, and where it stands.
    pub(super) references: Vec<(Reference, String, Said)>,
    /// Names that `x-rbc-rule` gives, `schema/` in front.
    pub(super) declared: Vec<String>,
    /// What `x-rbc-rules` says: rule or category, and its level.
    pub(super) rules: Vec<(Spanned<String>, String)>,
    /// What `x-rbc-levels` says: the level that rules have of their own, and the one that they have under this policy.
    pub(super) levels: Vec<(String, String)>,
    /// The policy that this one builds on.
    pub(super) extends: Option<Spanned<String>>,
    pub(super) faults: Vec<Fault>,
}

/// The name of a rule that a policy gives, with its category; `None` for what is no name.
pub(super) fn rule_name(name: &str) -> Option<String> {
    let bare = name.strip_prefix("schema/").unwrap_or(name);
    let word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    (bare.len() <= 64 && bare.split('-').all(word)).then(|| format!("schema/{bare}"))
}

/// Looks through a file. Its root is a map, or nothing.
pub(super) fn inspect(file: &PolicyFile) -> Inspected {
    let mut inspection = Inspection { file, found: Inspected::default() };
    inspection.root();
    inspection.schema(&file.root);
    inspection.found
}

struct Inspection<'f> {
    file: &'f PolicyFile,
    found: Inspected,
}

impl Inspection<'_> {
    fn fault(&mut self, rule: &'static str, node: &Node, message: Message, help: Option<Message>) {
        let said = self.file.said(node.span);
        self.found.faults.push(Fault { rule, said, message, help });
    }

    fn wrong_type(&mut self, key: &str, node: &Node, expected: &str) {
        let message = Message::new("config-wrong-type").with("key", key).with("expected", expected);
        self.fault("config/wrong-type", node, message, None);
    }

    fn invalid(&mut self, key: &str, value: &str, node: &Node, expected: &str) {
        let message = Message::new("config-invalid-value").with("key", key).with("value", value);
        let help = Message::new("config-expected").with("expected", expected);
        self.fault("config/invalid-value", node, message, Some(help));
    }

    /// Keys that only the root has.
    fn root(&mut self) {
        let root = &self.file.root;
        if let Some((_, node)) = entry(root, "extends") {
            match text(node) {
                Some(name) => self.found.extends = Some(Spanned::new(name.to_owned(), node.span)),
                None => self.wrong_type("extends", node, "string"),
            }
        }
        if let Some((_, node)) = entry(root, "$schema")
            && let Some(draft) = text(node)
            && draft.contains("json-schema.org/draft")
            && !draft.contains("/2020-12/")
        {
            self.invalid("$schema", draft, node, "https://json-schema.org/draft/2020-12/schema");
        }
        self.found.rules = self.levels("x-rbc-rules");
        for (own, level) in self.levels("x-rbc-levels") {
            if LEVELS.iter().skip(1).any(|known| *known == own.value) {
                self.found.levels.push((own.value, level));
            } else {
                let node = Node { span: own.span, kind: NodeKind::Null };
                self.invalid("x-rbc-levels", &own.value, &node, "info, warning, error");
            }
        }
    }

    /// A map of the root whose values are levels.
    fn levels(&mut self, key: &str) -> Vec<(Spanned<String>, String)> {
        let Some((_, node)) = entry(&self.file.root, key) else { return Vec::new() };
        if !matches!(node.kind, NodeKind::Mapping(_) | NodeKind::Null) {
            self.wrong_type(key, node, "map");
        }
        let levels = entries(node).iter();
        levels.filter_map(|(name, level)| Some((name.clone(), self.level(&name.value, level)?))).collect()
    }

    fn level(&mut self, key: &str, node: &Node) -> Option<String> {
        let level = text(node).unwrap_or_default();
        if LEVELS.contains(&level) {
            return Some(level.to_owned());
        }
        self.invalid(key, level, node, &LEVELS.join(", "));
        None
    }

    /// A schema and all that it holds. The bounds of a policy bound the depth.
    fn schema(&mut self, schema: &Node) {
        for (key, value) in entries(schema) {
            match key.value.as_str() {
                "$ref" | "$dynamicRef" => self.reference(value),
                "x-rbc-rule" => self.rule(value),
                "x-rbc-message" => self.message(value),
                "x-rbc-level" => drop(self.level("x-rbc-level", value)),
                name => match holder(name) {
                    Some((holds, _)) => held(holds, value).for_each(|schema| self.schema(schema)),
                    None => self.keyword(key),
                },
            }
        }
    }

    fn reference(&mut self, node: &Node) {
        if let Some(target) = text(node) {
            let said = self.file.said(node.span);
            let reference = reference::read(&self.file.path, target);
            self.found.references.push((reference, target.to_owned(), said));
        }
    }

    fn rule(&mut self, node: &Node) {
        match text(node).and_then(rule_name) {
            Some(name) => self.found.declared.push(name),
            None => {
                let value = text(node).unwrap_or_default();
                let message = Message::new("config-invalid-value").with("key", "x-rbc-rule").with("value", value);
                self.fault("config/invalid-value", node, message, Some(Message::new("config-rule-name-help")));
            }
        }
    }

    fn message(&mut self, node: &Node) {
        let languages = entries(node);
        let right =
            |(key, value): &(Spanned<String>, Node)| matches!(key.value.as_str(), "ja" | "en") && text(value).is_some();
        if text(node).is_none() && (languages.is_empty() || !languages.iter().all(right)) {
            self.wrong_type("x-rbc-message", node, "string, {ja, en}");
        }
    }

    /// JSON Schema takes any key. One that is almost a keyword asks for something and gets nothing.
    fn keyword(&mut self, key: &Spanned<String>) {
        let name = key.value.as_str();
        let own = ["x-rbc-rule", "x-rbc-message", "x-rbc-level", "x-rbc-rules", "x-rbc-levels"];
        let known = || keyword::names().chain(own);
        if known().any(|known| known == name) || (name.starts_with("x-") && !name.starts_with("x-rbc")) {
            return;
        }
        let Some(near) = nearest(name, known()) else { return };
        let help = Message::new("config-nearest").with("name", near);
        let node = Node { span: key.span, kind: NodeKind::Null };
        self.fault("config/unknown-key", &node, Message::new("config-unknown-key").with("name", name), Some(help));
    }
}
