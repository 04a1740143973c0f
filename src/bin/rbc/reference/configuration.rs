//! Every key of rbc.yaml: what the rbc.yaml of a new project says of it, its type from the schema, its default from the code.

use rbc::config::{Config, Language};
use rbc::start::{Beginning, configuration};
use rbc::text::Catalogue;
use serde_json::Value;

use super::{json, table, words};

pub(super) fn keys(catalogue: &Catalogue) -> String {
    let language = catalogue.language();
    let schema = rbc::config::schema();
    let title = if language == Language::English { "Runbooks of payment" } else { "決済の運用手順書" };
    let beginning = Beginning { title: title.to_owned(), content: Config::default().content, ..Beginning::default() };
    let explained = configuration(language, &beginning);
    let properties = schema["properties"].as_object().unwrap();
    properties.iter().map(|(key, value)| one(key, value, &explained, &schema, language)).collect()
}

/// How many words of a role or a kind of column are enough to know it by.
const ENOUGH: usize = 6;

/// What `vocabulary` adds words to, with the first of the words that are there already.
pub(super) fn vocabulary(catalogue: &Catalogue) -> String {
    let words = words::of(catalogue.language());
    let known = rbc::lower::vocabulary::words().into_iter().filter(|(_, words)| !words.is_empty());
    let separator = if catalogue.language() == Language::Japanese { "、" } else { ", " };
    let rows = known.map(|(name, words)| {
        let first: Vec<&str> = words.into_iter().take(ENOUGH).collect();
        vec![format!("`{name}`"), first.join(separator)]
    });
    table(&[words.name, words.known], rows)
}

fn one(key: &str, value: &Value, explained: &str, schema: &Value, language: Language) -> String {
    let words = words::of(language);
    let (about, example) = block(key, explained);
    let kind = json::kind(value, language, &|name| inner(name, schema, language));
    let (stop, gap) = if language == Language::Japanese { ("。", "") } else { (".", " ") };
    // A gap such as <service> is text.
    let about = about.replace('<', "\\<");
    let mut text = format!("## `{key}`\n\n{about}{stop}\n\n{}{kind}{stop}", words.of_kind);
    if let Some(default) = default(key, language) {
        text.push_str(&format!("{gap}{}{default}{stop}", words.default));
    }
    text.push_str(&format!("\n\n```yaml\n{example}```\n\n"));
    let rows = fields(value, schema).into_iter().flat_map(|shape| rows(&shape, schema, language));
    let rows: Vec<Vec<String>> = rows.collect();
    if !rows.is_empty() {
        text.push_str(&table(&[words.key, words.kind, words.meaning], rows));
        text.push('\n');
    }
    text
}

/// The sentence above a key of the explained file, and the lines that set it.
fn block(key: &str, explained: &str) -> (String, String) {
    let starts = |line: &&str| line.trim_start_matches('#').starts_with(&format!("{key}:"));
    let block = explained.split("\n\n").find(|block| block.lines().any(|line| starts(&line))).unwrap();
    let at = block.lines().position(|line| starts(&line)).unwrap();
    let about: Vec<&str> = block.lines().take(at).filter_map(|line| line.strip_prefix("# ")).collect();
    // The block of another key may stand right above.
    let about = about.last().copied().unwrap_or_default().to_owned();
    let lines = block.lines().skip(at);
    let belongs = |(at, line): &(usize, &str)| {
        let plain = line.strip_prefix('#').unwrap_or(line);
        *at == 0 || plain.starts_with(' ')
    };
    let lines =
        lines.enumerate().take_while(belongs).filter(|(_, line)| !line.starts_with("# ") || line.starts_with("#  "));
    let example = lines.map(|(_, line)| format!("{}\n", line.strip_prefix('#').unwrap_or(line))).collect();
    (about, example)
}

/// A default that stands in the code, else one that needs words.
fn default(key: &str, language: Language) -> Option<String> {
    let config = Config::default();
    let code = match key {
        "language" => config.language.code().to_owned(),
        "time_zone" => config.time_zone,
        "content" => config.content,
        "out" => config.out,
        "private" => config.private.to_string(),
        "references" => {
            let (name, reference) = config.references.iter().next()?;
            format!("{name}: {}", reference.pattern)
        }
        _ => {
            let (_, japanese, english) = IN_WORDS.iter().find(|(known, _, _)| *known == key)?;
            return Some((if language == Language::Japanese { *japanese } else { *english }).to_owned());
        }
    };
    Some(format!("`{code}`"))
}

const IN_WORDS: &[(&str, &str, &str)] = &[
    ("title", "フォルダの名前", "the folder's name"),
    ("repository", "git の `origin` から読めれば、それ", "git's `origin`, where it can be read"),
    ("templates", "`templates` があれば、それ", "`templates`, if it is there"),
    ("kind", "文書の形から決める", "by the shape of the document"),
    ("rules", "ポリシーの水準", "the levels of the policy"),
    ("policies", "すべての手順書に `standard`", "`standard` for every runbook"),
    ("private_hosts", "社内のアドレス、`.internal`、`.local`", "private addresses, `.internal`, `.local`"),
    ("limits", "下の表", "see the table"),
];

/// Maps with fixed keys that a value holds.
fn fields(value: &Value, schema: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    if let Some(name) = value["$ref"].as_str() {
        let shape = json::definition(name, schema);
        if shape["properties"].is_object() {
            found.push(shape.clone());
        } else {
            found.extend(fields(shape, schema));
        }
    }
    let inner = [&value["items"], &value["additionalProperties"]];
    let several = value["anyOf"].as_array().into_iter().flatten();
    for part in inner.into_iter().chain(several).filter(|part| part.is_object()) {
        found.extend(fields(part, schema));
    }
    found
}

fn rows(shape: &Value, schema: &Value, language: Language) -> Vec<Vec<String>> {
    let words = words::of(language);
    let gap = if language == Language::Japanese { "" } else { " " };
    let limits = rbc::config::Limits::default();
    let limit = |key: &str| match key {
        "file_bytes" => Some(limits.file_bytes),
        "line_bytes" => Some(limits.line_bytes as u64),
        "table_columns" => Some(limits.table_columns as u64),
        "nesting" => Some(limits.nesting as u64),
        "headings" => Some(limits.headings as u64),
        "blocks" => Some(limits.blocks as u64),
        "tasks" => Some(limits.tasks as u64),
        _ => None,
    };
    // `files` is a number here and a list of globs elsewhere.
    let is_limits = shape["properties"]["file_bytes"].is_object();
    let rows = shape["properties"].as_object().unwrap().iter().map(|(key, value)| {
        let about = words::said(language, value["description"].as_str().unwrap_or_default());
        let default = limit(key).or_else(|| (is_limits && key == "files").then_some(limits.files as u64));
        let default = default.map(|number| format!("{gap}{}{number}", words.default)).unwrap_or_default();
        let kind = json::kind(value, language, &|name| inner(name, schema, language));
        vec![format!("`{key}`"), kind, format!("{about}{default}")]
    });
    let mut rows: Vec<_> = rows.collect();
    if shape["additionalProperties"] == true {
        rows.push(vec![words.own.to_owned(), words.anything.to_owned(), String::new()]);
    }
    rows
}

/// What stands for a definition in the type of a key: its values or, for a map, that it is one.
fn inner(name: &str, schema: &Value, language: Language) -> String {
    let shape = json::definition(name, schema);
    if shape["properties"].is_object() {
        return match language {
            Language::Japanese => "下の表のキー".to_owned(),
            Language::English => "the keys below".to_owned(),
        };
    }
    json::kind(shape, language, &|name| inner(name, schema, language))
}
