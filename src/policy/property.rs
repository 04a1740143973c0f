//! Names of properties that a policy asks about and that the model does not have. JSON Schema takes any name: a slip asks
//! for something that no runbook can have, or lets everything pass, and says nothing.

use std::collections::HashSet;

use serde_json::Value;

use super::file::PolicyFile;
use super::inspect::Fault;
use super::keyword::{Of, held, holder};
use super::trail::resolve;
use super::tree::{entries, items, text};
use crate::config::nearest;
use crate::diag::Message;
use crate::source::Span;
use crate::yaml::Node;

/// The rule of these findings, which are warnings: a policy with a slip still asks for the rest.
pub(super) const RULE: &str = "config/unknown-property";

/// What policies ask about and no runbook has. `roots` are the files that are policies, others are what these refer to.
pub(super) fn unknown(files: &[PolicyFile], roots: &[usize]) -> Vec<Fault> {
    let model = crate::emit::schema("model").and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let model = model.unwrap_or_default();
    let mut search = Search { files, model: &model, seen: HashSet::new(), told: HashSet::new(), faults: Vec::new() };
    for file in roots.iter().filter_map(|&at| files.get(at)) {
        search.schema(file, &file.root, &model);
    }
    search.faults
}

struct Search<'f, 'm> {
    files: &'f [PolicyFile],
    model: &'m Value,
    /// Schemas with the part of the model that they were held against, so that a reference to itself ends.
    seen: HashSet<(*const Node, *const Value)>,
    /// Names that were told, by place: a schema can be referred to twice.
    told: HashSet<(*const PolicyFile, u32)>,
    faults: Vec<Fault>,
}

impl<'f, 'm> Search<'f, 'm> {
    /// Holds a schema against the part of the model that it speaks of. The bounds of a policy bound the depth.
    fn schema(&mut self, file: &'f PolicyFile, schema: &'f Node, part: &'m Value) {
        let part = self.meant(part);
        if !self.seen.insert((std::ptr::from_ref(schema), std::ptr::from_ref(part))) {
            return;
        }
        for (key, value) in entries(schema) {
            match key.value.as_str() {
                "properties" => {
                    for (name, inner) in entries(value) {
                        self.name(file, name.span, &name.value, part);
                        if let Some(part) = part.get("properties").and_then(|known| known.get(&name.value)) {
                            self.schema(file, inner, part);
                        }
                    }
                }
                "required" => self.names(file, value, part),
                "dependentRequired" => {
                    for (name, names) in entries(value) {
                        self.name(file, name.span, &name.value, part);
                        self.names(file, names, part);
                    }
                }
                "$ref" | "$dynamicRef" => {
                    if let Some((file, schema)) = text(value).and_then(|target| resolve(self.files, file, target)) {
                        self.schema(file, schema, part);
                    }
                }
                name => self.held(file, name, value, part),
            }
        }
    }

    fn held(&mut self, file: &'f PolicyFile, keyword: &str, value: &'f Node, part: &'m Value) {
        let part = match (keyword, holder(keyword)) {
            ("items" | "contains" | "prefixItems" | "unevaluatedItems", _) => part.get("items"),
            (_, Some((_, Of::Same))) => Some(part),
            _ => None,
        };
        if let Some(part) = part
            && let Some((holds, _)) = holder(keyword)
        {
            held(holds, value).for_each(|schema| self.schema(file, schema, part));
        }
    }

    /// What a reference of the model leads to.
    fn meant(&self, part: &'m Value) -> &'m Value {
        let name = part.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix("#/$defs/"));
        let definitions = self.model.get("$defs");
        name.and_then(|name| definitions.and_then(|definitions| definitions.get(name))).unwrap_or(part)
    }

    fn names(&mut self, file: &'f PolicyFile, names: &Node, part: &Value) {
        for node in items(names) {
            if let Some(name) = text(node) {
                self.name(file, node.span, name, part);
            }
        }
    }

    fn name(&mut self, file: &'f PolicyFile, span: Span, name: &str, part: &Value) {
        let Some(known) = part.get("properties").and_then(Value::as_object) else { return };
        if known.contains_key(name)
            || name.starts_with("x-")
            || !self.told.insert((std::ptr::from_ref(file), span.start))
        {
            return;
        }
        let names = || known.keys().map(String::as_str);
        let help = match nearest(name, names()) {
            Some(near) => Message::new("config-nearest").with("name", near),
            None => Message::new("config-known-names").with("names", names().collect::<Vec<_>>().join(", ")),
        };
        let message = Message::new("config-unknown-property").with("name", name);
        self.faults.push(Fault { rule: RULE, said: file.said(span), message, help: Some(help) });
    }
}
