//! A policy file as a validator of the schema library, and what of a runbook it asks for.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::error::Error;
use std::sync::Arc;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{Draft, PatternOptions, Retrieve, Uri, ValidationError, Validator};
use serde_json::{Map, Value};

use super::file::PolicyFile;
use super::inspect::Fault;
use super::keyword::{Holds, Of, held, holder};
use super::reference;
use super::trail::resolve;
use super::tree::{self, entries, items, text};
use crate::diag::Message;
use crate::source::Span;
use crate::yaml::{Node, NodeKind};

/// Which parts of a runbook a schema looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Needs {
    /// It asks for nothing.
    Nothing,
    /// These properties of the whole.
    Parts(BTreeSet<String>),
    /// It can ask for any.
    All,
}

impl Needs {
    /// Whether a property of the whole is looked at.
    pub(super) fn wants(&self, name: &str) -> bool {
        match self {
            Needs::Nothing => false,
            Needs::Parts(names) => names.contains(name),
            Needs::All => true,
        }
    }
}

/// What the schema library may read: the files that were loaded, and nothing else.
#[derive(Debug, Clone)]
struct Loaded(Arc<HashMap<String, Value>>);

impl Retrieve for Loaded {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn Error + Send + Sync>> {
        self.0.get(uri.as_str()).cloned().ok_or_else(|| "not a file of the project".into())
    }
}

/// All files as the schema library takes them.
pub(super) struct Compiler<'f> {
    files: &'f [PolicyFile],
    loaded: Loaded,
}

impl<'f> Compiler<'f> {
    pub(super) fn new(files: &'f [PolicyFile]) -> Self {
        let schemas = files.iter().map(|file| (reference::address(&file.path), schema(file, &file.root)));
        Compiler { files, loaded: Loaded(Arc::new(schemas.collect())) }
    }

    /// Whatever makes a file no JSON Schema, by itself.
    pub(super) fn faults(&self, file: &PolicyFile) -> Vec<Fault> {
        let Some(schema) = self.loaded.0.get(&reference::address(&file.path)) else { return Vec::new() };
        let validator = jsonschema::draft202012::meta::validator();
        let mut faults: Vec<Fault> = validator.iter_errors(schema).map(|error| fault(file, &error)).collect();
        patterns(&file.root, &mut |span, pattern| faults.extend(unreadable(file, span, pattern)));
        faults
    }

    /// Compiles a file.
    pub(super) fn compile(&self, file: &PolicyFile) -> Result<Validator, Fault> {
        let address = reference::address(&file.path);
        let schema = self.loaded.0.get(&address).unwrap_or(&Value::Bool(true));
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_base_uri(address)
            .with_retriever(self.loaded.clone())
            .with_pattern_options(PatternOptions::regex())
            .should_validate_formats(true)
            .build(schema)
            .map_err(|error| fault(file, &error))
    }

    /// What a file's schema looks at.
    pub(super) fn needs(&self, file: &PolicyFile) -> Needs {
        let mut asked =
            Asked { files: self.files, seen: HashSet::new(), parts: BTreeSet::new(), any: false, all: false };
        asked.schema(file, &file.root);
        match asked {
            Asked { all: true, .. } => Needs::All,
            Asked { any: true, parts, .. } => Needs::Parts(parts),
            _ => Needs::Nothing,
        }
    }
}

/// A schema as JSON. References become addresses of the project's files, and `$id`, by which they would mean others, is
/// left out with `$schema`, which names the schema that editors use.
fn schema(file: &PolicyFile, node: &Node) -> Value {
    let NodeKind::Mapping(entries) = &node.kind else {
        return if node.kind == NodeKind::Null { Value::Object(Map::new()) } else { tree::value(node) };
    };
    let mut object = Map::new();
    for (key, value) in entries {
        let name = key.value.as_str();
        let value = match name {
            "$id" | "$schema" | "extends" => continue,
            "$ref" | "$dynamicRef" => {
                let address = text(value).and_then(|target| reference::rewritten(&reference::read(&file.path, target)));
                address.map_or_else(|| tree::value(value), Value::from)
            }
            _ => match (holder(name), &value.kind) {
                (Some((Holds::One, _)), _) => schema(file, value),
                (Some((Holds::List, _)), NodeKind::Sequence(items)) => {
                    items.iter().map(|item| schema(file, item)).collect()
                }
                (Some((Holds::Map, _)), NodeKind::Mapping(entries)) => {
                    let schemas = entries.iter().map(|(key, value)| (key.value.clone(), schema(file, value)));
                    Value::Object(schemas.collect())
                }
                _ => tree::value(value),
            },
        };
        object.insert(name.to_owned(), value);
    }
    Value::Object(object)
}

/// What is wrong with a schema, at the value at fault.
fn fault(file: &PolicyFile, error: &ValidationError<'_>) -> Fault {
    let pointer = error.instance_path().as_str();
    let (key, node) = tree::reach(&file.root, pointer);
    let keyword = tree::segments(pointer).filter(|segment| segment.parse::<usize>().is_err()).last();
    let keyword = keyword.unwrap_or_else(|| file.path.clone());
    let at = |span| file.said(span);
    let span = if node.span.is_empty() { key } else { node.span };
    if let ValidationErrorKind::Referencing(_) = error.kind() {
        let message = Message::new("config-broken-reference").with("target", "$ref").with("path", &file.path);
        return Fault { rule: "config/broken-reference", said: at(key), message, help: None };
    }
    let message = Message::new("config-invalid-policy").with("keyword", keyword);
    let help = expected(error.kind()).map(|expected| Message::new("config-expected").with("expected", expected));
    Fault { rule: "config/invalid-policy", said: at(span), message, help }
}

/// Every pattern of a schema, which the schema of schemas does not read. The bounds of a policy bound the depth.
fn patterns(schema: &Node, each: &mut dyn FnMut(Span, &str)) {
    for (key, value) in entries(schema) {
        match (key.value.as_str(), text(value)) {
            ("pattern", Some(pattern)) => each(value.span, pattern),
            ("patternProperties", _) => entries(value).iter().for_each(|(key, _)| each(key.span, &key.value)),
            _ => {}
        }
        if let Some((holds, _)) = holder(&key.value) {
            held(holds, value).for_each(|schema| patterns(schema, each));
        }
    }
}

/// The fault of a pattern that is none. JSON Schema's patterns are those of JavaScript, of which the library makes its
/// own: it is asked, and the words are those of the regular expressions.
fn unreadable(file: &PolicyFile, span: Span, pattern: &str) -> Option<Fault> {
    let schema = serde_json::json!({"pattern": pattern});
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_pattern_options(PatternOptions::regex())
        .build(&schema)
        .err()?;
    let reason = regex::Regex::new(pattern).err().map(|error| error.to_string()).unwrap_or_default();
    let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ");
    let message = Message::new("config-invalid-pattern").with("key", "pattern").with("reason", reason);
    Some(Fault { rule: "config/invalid-pattern", said: file.said(span), message, help: None })
}

/// What a keyword of JSON Schema takes, in JSON Schema's words.
fn expected(kind: &ValidationErrorKind) -> Option<String> {
    match kind {
        ValidationErrorKind::Type { kind: TypeKind::Single(kind) } => Some(kind.to_string()),
        ValidationErrorKind::Type { kind: TypeKind::Multiple(kinds) } => {
            Some(kinds.iter().map(|kind| kind.to_string()).collect::<Vec<_>>().join(", "))
        }
        ValidationErrorKind::Enum { options } => {
            let options = options.as_array()?.iter().map(|option| option.as_str().unwrap_or_default());
            Some(options.collect::<Vec<_>>().join(", "))
        }
        ValidationErrorKind::Minimum { limit } => Some(format!("≥ {limit}")),
        ValidationErrorKind::ExclusiveMinimum { limit } => Some(format!("> {limit}")),
        ValidationErrorKind::MinItems { limit } => Some(format!("[…] ≥ {limit}")),
        ValidationErrorKind::AnyOf { context } => context.iter().flatten().find_map(|error| expected(error.kind())),
        _ => None,
    }
}

/// Collects what a schema says of the whole runbook, by itself and by the schemas that speak of the same value.
struct Asked<'f> {
    files: &'f [PolicyFile],
    /// Schemas that were looked at, so that a reference to itself ends.
    seen: HashSet<*const Node>,
    parts: BTreeSet<String>,
    any: bool,
    all: bool,
}

impl Asked<'_> {
    fn schema(&mut self, file: &PolicyFile, schema: &Node) {
        if !self.seen.insert(std::ptr::from_ref(schema)) {
            return;
        }
        if !matches!(schema.kind, NodeKind::Mapping(_) | NodeKind::Null) {
            self.any = true;
        }
        for (key, value) in entries(schema) {
            self.keyword(file, &key.value, value);
        }
    }

    fn keyword(&mut self, file: &PolicyFile, keyword: &str, value: &Node) {
        match keyword {
            "properties" | "dependentRequired" | "dependentSchemas" => {
                self.names(entries(value).iter().map(|(key, _)| key.value.as_str()));
                if keyword == "dependentRequired" {
                    let names = entries(value).iter().flat_map(|(_, names)| items(names)).filter_map(text);
                    self.names(names);
                }
            }
            "required" => self.names(items(value).iter().filter_map(text)),
            "$ref" | "$dynamicRef" => self.reference(file, text(value).unwrap_or_default()),
            "patternProperties"
            | "additionalProperties"
            | "unevaluatedProperties"
            | "propertyNames"
            | "minProperties"
            | "maxProperties"
            | "enum"
            | "const" => self.all = true,
            "type" | "not" | "if" | "then" | "else" | "allOf" | "anyOf" | "oneOf" => self.any = true,
            _ => {}
        }
        if let Some((holds, Of::Same)) = holder(keyword) {
            held(holds, value).for_each(|schema| self.schema(file, schema));
        }
    }

    fn names<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        self.parts.extend(names.map(str::to_owned));
        self.any |= !self.parts.is_empty();
    }

    fn reference(&mut self, file: &PolicyFile, target: &str) {
        match resolve(self.files, file, target) {
            Some((file, schema)) => self.schema(file, schema),
            None => self.all = true,
        }
    }
}
