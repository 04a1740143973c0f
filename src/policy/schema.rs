//! The JSON Schema of policies: the keywords of JSON Schema 2020-12 and rbc's own, with the names of the model where a
//! property of it is asked about. Editors complete and check by it; [`super::load()`] decides.
//!
//! Written flat and without `$dynamicRef`, which the schemas of the draft itself use and few editors follow.

use serde_json::{Map, Value, json};

use super::file::BUILT_IN;
use super::inspect::LEVELS;

/// Keywords that say something of one value and hold no schema: name, what is written, description.
fn keywords() -> Vec<(&'static str, Value, &'static str)> {
    let count = || json!({"type": "integer", "minimum": 0});
    let number = || json!({"type": "number"});
    let text = || json!({"type": "string"});
    let names = || json!({"type": "array", "items": {"type": "string"}, "uniqueItems": true});
    let kinds = || json!({"enum": ["array", "boolean", "integer", "null", "number", "object", "string"]});
    let pattern = || json!({"type": "string", "format": "regex"});
    vec![
        ("$ref", text(), "Another schema: `#/$defs/NAME`, or a file of the project by its relative path."),
        ("$anchor", text(), "A name for `$ref`."),
        ("$comment", text(), "A remark for those who read the policy."),
        ("title", text(), "A short name of the condition; messages use it in the place of a description of their own."),
        ("description", text(), "What to do; it is the help of the findings of this schema."),
        ("type", json!({"anyOf": [kinds(), {"type": "array", "items": kinds()}]}), "The type of the value."),
        ("const", json!(true), "The only value that is right."),
        ("enum", json!({"type": "array"}), "The values that are right."),
        ("pattern", pattern(), "A regular expression for a string, without look-around."),
        ("format", text(), "A known form of strings, such as `email`, `uri` or `date`."),
        ("minLength", count(), "Fewest characters."),
        ("maxLength", count(), "Most characters."),
        ("minimum", number(), "Smallest number; durations are in seconds."),
        ("maximum", number(), "Largest number; durations are in seconds."),
        ("exclusiveMinimum", number(), "A number that must be exceeded."),
        ("exclusiveMaximum", number(), "A number that must not be reached."),
        ("multipleOf", json!({"type": "number", "exclusiveMinimum": 0}), "A number that must divide the value."),
        ("minItems", count(), "Fewest records of a list."),
        ("maxItems", count(), "Most records of a list."),
        ("uniqueItems", json!({"type": "boolean"}), "Whether no record may stand twice."),
        ("minContains", count(), "Fewest records that are as `contains` says."),
        ("maxContains", count(), "Most records that are as `contains` says."),
        ("minProperties", count(), "Fewest properties."),
        ("maxProperties", count(), "Most properties."),
        ("required", names(), "Properties that must be there."),
        (
            "dependentRequired",
            json!({"type": "object", "additionalProperties": names()}),
            "Properties that must be there when another one is.",
        ),
        (
            "x-rbc-rule",
            json!({"type": "string", "pattern": "^(schema/)?[a-z0-9]+(-[a-z0-9]+)*$"}),
            "Name of the rule that findings of this schema bear, in the category `schema`: `two-contacts`.",
        ),
        (
            "x-rbc-message",
            json!({"anyOf": [{"type": "string"}, {"type": "object", "minProperties": 1,
            "properties": {"ja": {"type": "string"}, "en": {"type": "string"}}, "additionalProperties": false}]}),
            "What findings of this schema say: a text, or one for each language (`ja`, `en`).",
        ),
        ("x-rbc-level", json!({"enum": LEVELS}), "Level of findings of this schema; `error` where nothing is said."),
    ]
}

/// The schema of policies. `rules` are offered in `x-rbc-rules`; the schema as published offers none, so that it stays
/// the same when a rule comes.
#[must_use]
pub fn schema(rules: &[&str]) -> Value {
    let model = crate::emit::schema("model").and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let model = model.unwrap_or_default();
    let mut definitions = Map::new();
    let plain =
        keywords().into_iter().map(|(name, schema, description)| (name.to_owned(), described(schema, description)));
    definitions.insert("keywords".to_owned(), json!({"properties": plain.collect::<Map<_, _>>()}));
    definitions.insert("any".to_owned(), of_any());
    let records = model.get("$defs").and_then(Value::as_object).into_iter().flatten();
    for (name, record) in records {
        definitions.insert(name.clone(), of_record(record, name));
        definitions.insert(format!("list of {name}"), of_list(name));
    }
    definitions.insert("Runbook".to_owned(), of_record(&model, "Runbook"));
    let built_in: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
    let levels = || json!({"enum": LEVELS});
    let rules: Map<String, Value> = rules.iter().map(|name| ((*name).to_owned(), levels())).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "rbc policy",
        "description": "Requirements for runbooks: a JSON Schema (2020-12) over a runbook's JSON, which `rbc schema model` describes.",
        "type": "object",
        "allOf": [{"$ref": "#/$defs/Runbook"}],
        "properties": {
            "$schema": described(json!({"type": "string"}), "This schema, for editors; rbc does not follow it."),
            "$defs": described(
                json!({"type": "object", "additionalProperties": {"$ref": "#/$defs/any"}}),
                "Schemas for `$ref`.",
            ),
            "extends": described(
                json!({"anyOf": [{"enum": built_in}, {"type": "string"}]}),
                "The policy that this one builds on: a built-in one, or a path relative to this file.",
            ),
            "x-rbc-rules": described(
                json!({"type": "object", "properties": rules, "additionalProperties": levels()}),
                "Rules or categories of rbc with their levels; rbc.yaml has the last word.",
            ),
            "x-rbc-levels": described(
                json!({"type": "object", "additionalProperties": false,
                       "properties": {"info": levels(), "warning": levels(), "error": levels()}}),
                "Levels of rules of which `x-rbc-rules` says nothing, by the level that they have of their own.",
            ),
        },
        "$defs": definitions,
    })
}

fn described(mut schema: Value, description: &str) -> Value {
    if schema == Value::Bool(true) {
        schema = json!({});
    }
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".to_owned(), Value::from(description));
    }
    schema
}

/// Keywords by which a schema is put together from others that speak of the same value.
fn combined(name: &str) -> Map<String, Value> {
    let one = || json!({"$ref": format!("#/$defs/{}", escaped(name))});
    let list = || json!({"type": "array", "minItems": 1, "items": one()});
    let mut keywords = Map::new();
    // The same words at each of sixty records would be half of the file.
    let documented = matches!(name, "any" | "Runbook");
    let mut add = |keyword: &str, schema: Value, description: &str| {
        let schema = if documented { described(schema, description) } else { schema };
        keywords.insert(keyword.to_owned(), schema);
    };
    add("allOf", list(), "All of these must hold.");
    add("anyOf", list(), "One of these must hold, or more.");
    add("oneOf", list(), "One of these must hold and no other.");
    add("not", one(), "This must not hold.");
    add("if", one(), "Where this holds, `then` must hold, else `else`.");
    add("then", one(), "What must hold where `if` holds.");
    add("else", one(), "What must hold where `if` does not.");
    let dependent = json!({"type": "object", "additionalProperties": one()});
    add("dependentSchemas", dependent, "What must hold where a property is there.");
    keywords
}

/// What can be asked of a value of which nothing is known.
fn of_any() -> Value {
    let one = || json!({"$ref": "#/$defs/any"});
    let map = || json!({"type": "object", "additionalProperties": one()});
    let mut properties = combined("any");
    for name in
        ["items", "contains", "unevaluatedItems", "additionalProperties", "unevaluatedProperties", "propertyNames"]
    {
        properties.insert(name.to_owned(), one());
    }
    for name in ["properties", "patternProperties", "$defs"] {
        properties.insert(name.to_owned(), map());
    }
    properties.insert("prefixItems".to_owned(), json!({"type": "array", "items": one()}));
    asked(properties)
}

/// What can be asked of a list of records.
fn of_list(record: &str) -> Value {
    let one = || json!({"$ref": format!("#/$defs/{}", escaped(record))});
    let mut properties = combined(&format!("list of {record}"));
    properties.insert("items".to_owned(), described(one(), "What must hold of every record."));
    properties.insert("contains".to_owned(), described(one(), "What must hold of at least one record."));
    properties.insert("prefixItems".to_owned(), json!({"type": "array", "items": one()}));
    asked(properties)
}

/// What can be asked of a record.
fn of_record(record: &Value, name: &str) -> Value {
    let fields = record.get("properties").and_then(Value::as_object);
    let names: Vec<&String> = fields.into_iter().flatten().map(|(name, _)| name).collect();
    let known: Map<String, Value> =
        fields.into_iter().flatten().map(|(name, field)| (name.clone(), of_field(field))).collect();
    let mut properties = combined(name);
    properties.insert(
        "properties".to_owned(),
        described(
            json!({"type": "object", "properties": known, "additionalProperties": {"$ref": "#/$defs/any"}}),
            "What must hold of properties, where they are there.",
        ),
    );
    let required = json!({"type": "array", "items": {"anyOf": [{"enum": names}, {"type": "string"}]}});
    properties.insert("required".to_owned(), described(required, "Properties that must be there."));
    asked(properties)
}

/// What can be asked of a property of the model, with its description.
fn of_field(field: &Value) -> Value {
    let description = field.get("description").and_then(Value::as_str).unwrap_or_default();
    let target = |value: &Value| {
        let name = value.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
        Some(name.to_owned())
    };
    let schema = if let Some(name) = target(field) {
        json!({"$ref": format!("#/$defs/{name}")})
    } else if let Some(name) = field.get("items").and_then(target) {
        json!({"$ref": format!("#/$defs/list%20of%20{name}")})
    } else if let Some(values) = field.get("enum") {
        json!({"allOf": [{"$ref": "#/$defs/any"}],
               "properties": {"const": {"enum": values}, "enum": {"items": {"enum": values}}}})
    } else {
        json!({"$ref": "#/$defs/any"})
    };
    described(schema, description)
}

fn asked(properties: Map<String, Value>) -> Value {
    json!({"type": ["object", "boolean"], "allOf": [{"$ref": "#/$defs/keywords"}], "properties": properties})
}

fn escaped(name: &str) -> String {
    name.replace(' ', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(policy: &str) -> Vec<String> {
        let node = crate::yaml::parse_within(policy, 0, super::super::file::BOUNDS).unwrap();
        let validator = jsonschema::validator_for(&schema(&[])).unwrap();
        let value = super::super::tree::value(&node);
        validator.iter_errors(&value).map(|error| error.instance_path().to_string()).collect()
    }

    /// As published in `schema/`; RBC_UPDATE=1 writes it anew, for a person to read in the diff.
    #[test]
    fn the_published_schema_is_this_one() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/policy.schema.json");
        let text = format!("{}\n", serde_json::to_string_pretty(&schema(&[])).unwrap());
        if std::env::var_os("RBC_UPDATE").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(published == text, "{} is out of date: run the tests with RBC_UPDATE=1", path.display());
    }

    #[test]
    fn policies_are_taken_and_slips_are_not() {
        for (_, text) in BUILT_IN {
            assert_eq!(faults(text), Vec::<String>::new());
        }
        let phone = "extends: strict\nx-rbc-rules: {link: error}\nproperties:\n  contacts:\n    minContains: 2\n    contains:\n      properties:\n        channels: {contains: {properties: {kind: {const: phone}}}}\n";
        assert_eq!(faults(phone), Vec::<String>::new());
        let slip = phone.replace("const: phone", "const: fone");
        assert_eq!(faults(&slip), ["/properties/contacts/contains/properties/channels/contains/properties/kind/const"]);
        assert_eq!(faults("properties: {contacts: {minItems: two}}\n"), ["/properties/contacts/minItems"]);
        assert_eq!(faults("x-rbc-rules: {link: loud}\n"), ["/x-rbc-rules/link"]);
        let mut deep = faults("anyOf: [{properties: {escalation: {items: {required: within}}}}]\n");
        deep.dedup();
        assert_eq!(deep, ["/anyOf/0/properties/escalation/items/required"]);
    }

    #[test]
    fn every_property_of_the_model_is_offered() {
        let schema = schema(&["link/broken-file"]);
        assert!(schema["properties"]["x-rbc-rules"]["properties"]["link/broken-file"].is_object());
        let offered = |record: &str, name: &str| {
            schema["$defs"][record]["properties"]["properties"]["properties"][name]["description"]
                .as_str()
                .map(str::to_owned)
        };
        assert_eq!(offered("Runbook", "contacts").as_deref(), Some("Who to reach."));
        assert_eq!(offered("SeverityLevel", "response_target").as_deref(), Some("Until someone has to act."));
    }
}
