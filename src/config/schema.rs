//! The JSON Schema of rbc.yaml, for editors. [`super::read()`] is what decides; a test holds that both know the same keys.

#![allow(dead_code, reason = "the structs are shapes; nothing makes one")]

use std::collections::BTreeMap;

use schemars::JsonSchema;

/// The JSON Schema of `rbc.yaml`.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(File).to_value()
}

/// Configuration of rbc.
#[derive(JsonSchema)]
#[schemars(title = "rbc.yaml", deny_unknown_fields)]
struct File {
    /// Title of the site.
    title: Option<String>,
    /// Description of the site.
    description: Option<String>,
    /// Language of messages and of the site.
    language: Option<LanguageName>,
    /// Time zone of dates and hours, by its IANA name.
    time_zone: Option<String>,
    /// Folder of the documents.
    content: Option<String>,
    /// Folder that the site is published in.
    out: Option<String>,
    /// Address of the hosted site.
    #[schemars(regex(pattern = "^https?://"))]
    base_url: Option<String>,
    /// The repository that edit links lead to.
    repository: Option<Repository>,
    /// Folder whose templates take the place of the built-in ones.
    templates: Option<String>,
    /// Documents that are templates: unfilled by design.
    template_mode: Option<Vec<String>>,
    /// Which documents are runbooks.
    kind: Option<Kind>,
    /// Role of a section or kind of a column, with further words for it.
    vocabulary: Option<BTreeMap<String, Vec<String>>>,
    /// Groups of words that search treats alike.
    synonyms: Option<Vec<Vec<String>>>,
    /// Program, or program and sub-command, with what it does to a system.
    effects: Option<BTreeMap<String, EffectOrCommands>>,
    /// Kinds of references.
    references: Option<BTreeMap<String, PatternOrReference>>,
    /// Pattern of the names of alerts.
    alerts: Option<String>,
    /// Rule or category, with its level or its options.
    rules: Option<BTreeMap<String, LevelOrOptions>>,
    /// Which policy holds for which documents.
    policies: Option<Vec<Policy>>,
    /// Rules for some files.
    per_file: Option<Vec<PerFile>>,
    /// File of the findings that are known already.
    baseline: Option<String>,
    /// Dialect of SQL where the tool does not tell it.
    dialect: Option<Dialect>,
    /// Hosts that are never asked.
    private_hosts: Option<Vec<String>>,
    /// Days off beyond the Japanese calendar.
    #[schemars(inner(regex(pattern = r"^\d{4}-\d{2}-\d{2}$")))]
    holidays: Option<Vec<String>>,
    /// Whether telephone numbers and mail addresses are masked.
    private: Option<bool>,
    /// Bounds of the input; they can be lowered only.
    limits: Option<LimitNumbers>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
enum LanguageName {
    Ja,
    En,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Repository {
    /// Its address.
    #[schemars(regex(pattern = "^https?://"))]
    url: String,
    /// Its branch.
    branch: Option<String>,
    /// Pattern of edit links, with `{path}` and `{branch}`.
    edit: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Kind {
    /// Globs of runbooks.
    runbook: Option<Vec<String>>,
    /// Globs of documents that are none.
    document: Option<Vec<String>>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Effect {
    ReadOnly,
    Changes,
    Destructive,
    Unknown,
}

#[derive(JsonSchema)]
#[serde(untagged)]
enum EffectOrCommands {
    Effect(Effect),
    Commands(BTreeMap<String, Effect>),
}

#[derive(JsonSchema)]
#[serde(untagged)]
enum PatternOrReference {
    Pattern(String),
    Reference(Reference),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Reference {
    /// A regular expression.
    pattern: String,
    /// The document that is the catalogue of these references.
    catalogue: Option<String>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Level {
    Off,
    Info,
    Warning,
    Error,
}

#[derive(JsonSchema)]
#[serde(untagged)]
enum LevelOrOptions {
    Level(Level),
    Options(Options),
}

#[derive(JsonSchema)]
struct Options {
    /// Level of the rule; that of the policy where it is absent.
    level: Option<Level>,
    /// Options of the rule.
    #[serde(flatten)]
    options: BTreeMap<String, serde_json::Value>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Policy {
    /// Globs; every document where it is absent.
    files: Option<Vec<String>>,
    /// `minimal`, `standard`, `strict` or the path of a policy.
    policy: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PerFile {
    /// Globs.
    files: Vec<String>,
    /// Rule or category, with its level or its options.
    rules: Option<BTreeMap<String, LevelOrOptions>>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Dialect {
    Postgresql,
    Mysql,
    Sqlite,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LimitNumbers {
    /// Bytes of one file.
    file_bytes: Option<u64>,
    /// Bytes of one line.
    line_bytes: Option<u64>,
    /// Columns of a table.
    table_columns: Option<u64>,
    /// Depth of nested blocks.
    nesting: Option<u64>,
    /// Headings of a document.
    headings: Option<u64>,
    /// Blocks of a document.
    blocks: Option<u64>,
    /// Checklist items of a document.
    tasks: Option<u64>,
    /// Documents of a project.
    files: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_and_the_reader_know_the_same_keys() {
        let schema = schema();
        let keys: Vec<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, super::super::read::KEYS);
    }

    #[test]
    fn the_schema_takes_what_the_reader_takes() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        let good = serde_json::json!({
            "title": "運用手順", "language": "ja", "effects": {"kubectl": {"scale": "changes"}, "psql": "unknown"},
            "references": {"ticket": "T-\\d+", "adr": {"pattern": "ADR", "catalogue": "adr.md"}},
            "rules": {"link": "off", "secret/found": {"level": "warning", "words": ["見本"]}},
            "holidays": ["2026-12-29"], "limits": {"files": 10}
        });
        let errors: Vec<String> = validator.iter_errors(&good).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
        for bad in [serde_json::json!({"tilte": "x"}), serde_json::json!({"rules": {"link": "loud"}})] {
            assert!(!validator.is_valid(&bad));
        }
    }
}
