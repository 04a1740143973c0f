//! From a violation back to the policy: the keyword that asks, and what the policy says beside it.

use super::file::{PolicyFile, Said};
use super::inspect::rule_name;
use super::reference::{self, Reference};
use super::tree::{self, entries, get, text};
use crate::config::Language;
use crate::yaml::Node;

/// What stands at the end of the way to a keyword, and what was said on it. What stands nearer to the keyword wins.
#[derive(Debug, Clone)]
pub(super) struct Trail<'f> {
    /// The file of the keyword.
    pub(super) file: &'f PolicyFile,
    /// The schema that holds the keyword.
    pub(super) schema: &'f Node,
    /// The keyword.
    pub(super) keyword: Said,
    /// Its name.
    pub(super) name: String,
    /// Its value.
    pub(super) value: &'f Node,
    /// `x-rbc-rule`, with its category.
    pub(super) rule: Option<String>,
    /// `x-rbc-message`
    pub(super) message: Option<&'f str>,
    /// `x-rbc-level`
    pub(super) level: Option<&'f str>,
    /// `description` of the schema that holds the keyword.
    pub(super) description: Option<&'f str>,
}

/// Follows the evaluation path of a violation through a file and those that it refers to.
pub(super) fn follow<'f>(files: &'f [PolicyFile], file: &'f PolicyFile, path: &str, language: Language) -> Trail<'f> {
    let start = crate::source::Span { start: file.root.span.start, end: file.root.span.start };
    let mut trail = Trail {
        file,
        schema: &file.root,
        keyword: file.said(start),
        name: String::new(),
        value: &file.root,
        rule: None,
        message: None,
        level: None,
        description: None,
    };
    for segment in tree::segments(path) {
        trail.read(trail.value, language);
        let reference = matches!(segment.as_str(), "$ref" | "$dynamicRef");
        let next = if reference { refer(files, &trail, &segment) } else { None };
        if let Some((file, value)) = next {
            trail.file = file;
            trail.value = value;
        } else if let Some((span, value)) = tree::step(trail.value, &segment) {
            trail.keyword = trail.file.said(span);
            trail.schema = trail.value;
            trail.value = value;
        } else {
            break;
        }
        trail.name = segment;
    }
    // A word about what has to be contained is written into that as often as beside it.
    if matches!(trail.name.as_str(), "contains" | "not") {
        let description = trail.description;
        trail.read(trail.value, language);
        trail.description = description;
    }
    trail
}

impl<'f> Trail<'f> {
    /// The schema that something has to be, or must not be.
    pub(super) fn condition(&self) -> Option<&'f Node> {
        match self.name.as_str() {
            "minContains" | "maxContains" => get(self.schema, "contains"),
            _ => Some(self.value),
        }
    }

    fn read(&mut self, schema: &'f Node, language: Language) {
        let said = |key: &str| get(schema, key).and_then(text);
        self.rule = said("x-rbc-rule").and_then(rule_name).or_else(|| self.rule.take());
        self.level = said("x-rbc-level").or(self.level);
        self.message = get(schema, "x-rbc-message").and_then(|node| words(node, language)).or(self.message);
        self.description = said("description");
    }
}

/// A text, or the one of a language; another language is better than none.
fn words(node: &Node, language: Language) -> Option<&str> {
    let of_language = get(node, language.code()).and_then(text);
    text(node).or(of_language).or_else(|| entries(node).iter().find_map(|(_, value)| text(value)))
}

fn refer<'f>(files: &'f [PolicyFile], trail: &Trail<'f>, keyword: &str) -> Option<(&'f PolicyFile, &'f Node)> {
    resolve(files, trail.file, get(trail.value, keyword).and_then(text)?)
}

/// The schema that a reference in a file leads to.
pub(super) fn resolve<'f>(
    files: &'f [PolicyFile],
    file: &PolicyFile,
    target: &str,
) -> Option<(&'f PolicyFile, &'f Node)> {
    let Reference::Place(path, fragment) = reference::read(&file.path, target) else { return None };
    let file = files.iter().find(|file| file.path == path)?;
    Some((file, reference::target(&file.root, &fragment)?))
}
