//! The files under `api/` and the report as JSON, from their schemas.

use rbc::config::Language;
use rbc::text::Catalogue;
use serde_json::{Map, Value};

use super::{table, words};

/// The schema whose definitions are those of a runbook, which most lists repeat.
const WHOLE: &str = "runbook";

/// Every schema with the file that keeps it, as the reader meets it.
fn schemas() -> Vec<(&'static str, String, Value)> {
    let published = rbc::emit::schema_names().map(|name| {
        let file = if name == WHOLE { "api/runbooks/{id}.json".to_owned() } else { format!("api/{name}.json") };
        (name, file, serde_json::from_str(&rbc::emit::schema(name).unwrap()).unwrap())
    });
    let report = ("report", "--format json".to_owned(), rbc::report::json::schema());
    published.chain([report]).collect()
}

pub(super) fn files(catalogue: &Catalogue) -> String {
    let language = catalogue.language();
    let schemas = schemas();
    let (_, _, whole) = schemas.iter().find(|(name, _, _)| *name == WHOLE).unwrap();
    let shared = whole["$defs"].as_object().unwrap();
    let mut text = String::new();
    for (name, file, schema) in &schemas {
        let about = match *name {
            "report" => words::said(language, schema["description"].as_str().unwrap()),
            name => catalogue.words(&format!("site-api-{name}")),
        };
        let is_own = |definition: &str| shared.get(definition) != schema["$defs"].get(definition);
        let linked = |definition: &str| match is_own(definition) {
            true => link(&format!("{name}: {definition}")),
            false => link(definition),
        };
        text.push_str(&format!("## `{file}`\n\n{about}\n\n{}", shape(schema, language, &linked)));
        let definitions = schema["$defs"].as_object().into_iter().flatten();
        for (definition, value) in definitions.filter(|(definition, _)| is_own(definition)) {
            text.push_str(&record(&format!("{name}: {definition}"), value, language, &linked));
        }
    }
    text.push_str(&format!("## {}\n\n", words::of(language).records));
    for (definition, value) in shared {
        text.push_str(&record(definition, value, language, &link));
    }
    text
}

/// The versions of the shapes.
pub(super) fn versions(catalogue: &Catalogue) -> String {
    let words = words::of(catalogue.language());
    let rows = schemas().into_iter().map(|(name, file, schema)| {
        assert!(schema["properties"]["schema_version"].is_object(), "{file}");
        let version =
            if name == "report" { rbc::report::json::SCHEMA_VERSION } else { rbc::emit::json::SCHEMA_VERSION };
        vec![format!("`{file}`"), format!("`{version}`")]
    });
    table(&[words.what, "`schema_version`"], rows)
}

fn record(name: &str, value: &Value, language: Language, linked: &dyn Fn(&str) -> String) -> String {
    let about = words::said(language, value["description"].as_str().unwrap_or_default());
    let about = if about.is_empty() { about } else { format!("{about}\n\n") };
    format!("### {name}\n\n{about}{}", shape(value, language, linked))
}

/// The fields of a map, or the values of anything else.
fn shape(value: &Value, language: Language, linked: &dyn Fn(&str) -> String) -> String {
    let words = words::of(language);
    let Some(properties) = value["properties"].as_object() else {
        let values = value["oneOf"].as_array().into_iter().flatten().map(|one| {
            vec![code(&one["const"]), words::said(language, one["description"].as_str().unwrap_or_default())]
        });
        let values: Vec<_> = values.collect();
        if values.is_empty() {
            return format!("{}\n\n", kind(value, language, linked));
        }
        return table(&[words.field, words.meaning], values) + "\n";
    };
    table(&[words.field, words.kind, words.meaning], fields(properties, &value["required"], language, linked)) + "\n"
}

fn fields(
    properties: &Map<String, Value>,
    required: &Value,
    language: Language,
    linked: &dyn Fn(&str) -> String,
) -> Vec<Vec<String>> {
    let required = |name: &String| required.as_array().is_some_and(|names| names.contains(&Value::from(name.clone())));
    let row = |(name, value): (&String, &Value)| {
        let absent = if required(name) { "" } else { "?" };
        let about = words::said(language, value["description"].as_str().unwrap_or_default());
        vec![format!("`{name}`{absent}"), kind(value, language, linked), about]
    };
    properties.iter().map(row).collect()
}

/// A type in words. What is named by `$ref` is said by `linked`.
pub(super) fn kind(value: &Value, language: Language, linked: &dyn Fn(&str) -> String) -> String {
    let words = words::of(language);
    if let Some(name) = value["$ref"].as_str() {
        return linked(name.trim_start_matches("#/$defs/"));
    }
    if let Some(values) = value["enum"].as_array() {
        return values.iter().map(code).collect::<Vec<_>>().join(words.comma);
    }
    for several in ["anyOf", "oneOf"] {
        if let Some(choices) = value[several].as_array() {
            let choices = choices.iter().filter(|choice| choice["type"] != "null");
            return choices.map(|choice| kind(choice, language, linked)).collect::<Vec<_>>().join(words.or);
        }
    }
    if value["const"].is_string() {
        return code(&value["const"]);
    }
    let name = match &value["type"] {
        Value::Array(names) => names.iter().find_map(|name| name.as_str().filter(|name| *name != "null")),
        name => name.as_str(),
    };
    match name {
        Some("array") => words::list(language, &kind(&value["items"], language, linked)),
        Some("object") => format!("{}{}", words.map, kind(&value["additionalProperties"], language, linked)),
        Some("string") => words.text.to_owned(),
        Some("integer") => words.integer.to_owned(),
        Some("number") => words.number.to_owned(),
        Some("boolean") => words.boolean.to_owned(),
        _ => words.anything.to_owned(),
    }
}

/// The definition of a name, with or without what stands before it.
pub(super) fn definition<'s>(name: &str, schema: &'s Value) -> &'s Value {
    &schema["$defs"][name.trim_start_matches("#/$defs/")]
}

fn code(value: &Value) -> String {
    format!("`{}`", value.as_str().unwrap_or_default())
}

/// A link to the heading of a record on the same page.
fn link(heading: &str) -> String {
    let anchor = heading.to_lowercase().replace(':', "").replace(' ', "-");
    format!("[{heading}](#{anchor})")
}
