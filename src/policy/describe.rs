//! A small schema in words, for what `contains`, `anyOf` and `not` ask. A large one has none: half of a condition would
//! mislead.

use serde_json::Value;

use super::file::PolicyFile;
use super::trail::resolve;
use super::tree::{self, entries, get, items, text};
use super::words::{Words, shortened, shown};
use crate::diag::Message;
use crate::yaml::Node;

/// Most schemas within schemas, and most clauses, that are put into words.
const DEPTH: usize = 6;
const CLAUSES: usize = 3;

/// Puts schemas into words.
#[derive(Clone, Copy)]
pub(super) struct Describe<'a> {
    pub(super) files: &'a [PolicyFile],
    pub(super) words: Words<'a>,
}

impl Describe<'_> {
    /// What a schema asks of a value, in words; its `title` where it has one.
    pub(super) fn schema(self, file: &PolicyFile, schema: &Node) -> Option<String> {
        let mut clauses = Vec::new();
        self.clauses(file, schema, &[], &mut clauses, DEPTH)?;
        if clauses.len() > CLAUSES {
            return None;
        }
        self.words.join("schema-clause-and", clauses)
    }

    /// Adds the clauses of a schema; `None` where it says more than these words can.
    fn clauses(
        self,
        file: &PolicyFile,
        schema: &Node,
        path: &[&str],
        clauses: &mut Vec<String>,
        depth: usize,
    ) -> Option<()> {
        if let Some(title) = get(schema, "title").and_then(text) {
            clauses.push(shortened(title));
            return Some(());
        }
        let depth = depth.checked_sub(1)?;
        if entries(schema).is_empty() {
            return None;
        }
        for (key, value) in entries(schema) {
            match key.value.as_str() {
                "properties" => {
                    for (name, schema) in entries(value) {
                        let path: Vec<&str> = path.iter().copied().chain([name.value.as_str()]).collect();
                        self.clauses(file, schema, &path, clauses, depth)?;
                    }
                }
                // What a list contains is said as if the list were it: 連絡手段の種類が「phone」.
                "contains" => self.clauses(file, value, path, clauses, depth)?,
                "$ref" => {
                    let (file, schema) = resolve(self.files, file, text(value)?)?;
                    self.clauses(file, schema, path, clauses, depth)?;
                }
                "type" | "description" | "$comment" | "minContains" => {}
                name if name.starts_with("x-") => {}
                "required" => self.required(schema, value, path, clauses),
                name => clauses.push(self.clause(name, value, path)?),
            }
        }
        Some(())
    }

    /// Properties that must be there; those of which more is said need no word of their own.
    fn required(self, schema: &Node, names: &Node, path: &[&str], clauses: &mut Vec<String>) {
        let said = |name: &str| get(schema, "properties").is_some_and(|properties| get(properties, name).is_some());
        for name in items(names).iter().filter_map(text).filter(|name| !said(name)) {
            let path: Vec<&str> = path.iter().copied().chain([name]).collect();
            let message = Message::new("schema-clause-required").with("property", self.part(&path));
            clauses.push(self.words.say(&message));
        }
    }

    fn clause(self, keyword: &str, value: &Node, path: &[&str]) -> Option<String> {
        let part = self.part(path);
        let value = tree::value(value);
        let message = match keyword {
            "const" => Message::new("schema-clause-const").with("value", shown(&value)?),
            "enum" => {
                let values = value.as_array()?.iter().map(shown).collect::<Option<Vec<_>>>()?;
                Message::new("schema-clause-enum").with("values", self.words.names(values))
            }
            "minItems" => Message::new("schema-clause-min-items").with("limit", value),
            "minimum" => Message::new("schema-clause-minimum").with("limit", self.limit(&value, path)),
            "maximum" => Message::new("schema-clause-maximum").with("limit", self.limit(&value, path)),
            _ => return None,
        };
        Some(self.words.say(&message.with("part", part)))
    }

    fn limit(self, value: &Value, path: &[&str]) -> String {
        match value.as_u64() {
            Some(seconds) if path.last() == Some(&"seconds") => self.words.duration(seconds),
            _ => value.to_string(),
        }
    }

    fn part(self, path: &[&str]) -> String {
        if path.is_empty() {
            return self.words.catalogue.words("schema-this-value");
        }
        let pointer: String =
            path.iter().map(|name| format!("/{}", name.replace('~', "~0").replace('/', "~1"))).collect();
        self.words.part(&Value::Null, &pointer)
    }
}
