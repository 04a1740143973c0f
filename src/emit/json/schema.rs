//! The JSON Schemas (2020-12) of the files under `api/`, generated from the structs.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use super::catalog::{Anchors, Catalog};
use super::index::Index;
use super::{Runbook, list};

/// Makes a schema.
type Make = fn() -> Schema;

/// Every schema: its name, and what it describes.
const SCHEMAS: &[(&str, Make)] = &[
    ("index", make::<Index<'static>>),
    ("runbook", make::<Runbook<'static>>),
    ("commands", make::<list::Commands<'static>>),
    ("sql", make::<list::Sql<'static>>),
    ("contacts", make::<list::Contacts<'static>>),
    ("checklists", make::<list::Checklists<'static>>),
    ("links", make::<list::Links<'static>>),
    ("severities", make::<list::Severities<'static>>),
    ("thresholds", make::<list::Thresholds<'static>>),
    ("placeholders", make::<list::Placeholders<'static>>),
    ("diagnostics", make::<list::Diagnostics<'static>>),
    ("catalog", make::<Catalog<'static>>),
    ("anchors", make::<Anchors<'static>>),
];

fn make<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// Names of all schemas.
pub fn names() -> impl Iterator<Item = &'static str> {
    SCHEMAS.iter().map(|&(name, _)| name)
}

/// The text of a schema, indented, with a final line end. `model` is another name of `runbook`.
#[must_use]
pub fn schema(name: &str) -> Option<String> {
    let name = if name == "model" { "runbook" } else { name };
    let (_, make) = SCHEMAS.iter().find(|(known, _)| *known == name)?;
    let mut text = serde_json::to_string_pretty(&make()).ok()?;
    text.push('\n');
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The schemas as published in `schema/`; RBC_UPDATE=1 writes them anew, for a person to read in the diff.
    #[test]
    fn published_schemas_are_those_of_the_structs() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
        for name in names() {
            let path = folder.join(format!("{name}.schema.json"));
            let text = schema(name).unwrap();
            if std::env::var_os("RBC_UPDATE").is_some() {
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(&path, &text).unwrap();
            }
            let published = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(published == text, "{} is out of date: run the tests with RBC_UPDATE=1", path.display());
        }
    }

    #[test]
    fn schemas_are_of_the_named_draft_and_ask_for_locations() {
        for name in names() {
            let value: serde_json::Value = serde_json::from_str(&schema(name).unwrap()).unwrap();
            assert_eq!(value["$schema"], "https://json-schema.org/draft/2020-12/schema");
            assert!(jsonschema::validator_for(&value).is_ok(), "{name}");
            assert!(!schema(name).unwrap().contains("\"null\""), "{name}: nothing is ever null");
        }
        assert_eq!(schema("model"), schema("runbook"));
        assert_eq!(schema("no-such"), None);
    }
}
