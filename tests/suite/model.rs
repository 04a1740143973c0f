//! Prints records of the JSON model, one a line.

use serde_json::{Map, Value};

use crate::case::Query;

/// The records of a query, one a line; a place is `"3:1-3:9"`.
pub(crate) fn print(model: &Value, query: &Query) -> String {
    let mut records = Vec::new();
    collect(model, &query.list.split('.').collect::<Vec<_>>(), &mut records);
    let mut text = String::new();
    for record in records {
        let shown = if query.fields.is_empty() {
            shorten(record)
        } else {
            query.fields.iter().map(|field| shorten(value(record, field))).collect()
        };
        text.push_str(&shown.to_string());
        text.push('\n');
    }
    text
}

/// Follows a path; lists on the way are taken apart, and trees of `children` are laid flat.
fn collect<'m>(value: &'m Value, path: &[&str], into: &mut Vec<&'m Value>) {
    match value {
        Value::Array(items) => {
            for item in items {
                collect(item, path, into);
                if let Some(children) = item.get("children") {
                    collect(children, path, into);
                }
            }
        }
        _ => match path {
            [] => into.push(value),
            [first, rest @ ..] => {
                if let Some(inner) = value.get(first) {
                    collect(inner, rest, into);
                }
            }
        },
    }
}

/// A field by its path; null where it does not stand, which no record of the model holds.
fn value<'m>(record: &'m Value, field: &str) -> &'m Value {
    field.split('.').try_fold(record, |value, name| value.get(name)).unwrap_or(&Value::Null)
}

fn shorten(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(shorten).collect(),
        Value::Object(fields) => place(fields).unwrap_or_else(|| {
            let kept = fields.iter().filter(|(name, _)| *name != "children");
            Value::Object(kept.map(|(name, value)| (name.clone(), shorten(value))).collect())
        }),
        other => other.clone(),
    }
}

fn place(fields: &Map<String, Value>) -> Option<Value> {
    let number = |name: &str| fields.get(name)?.as_u64();
    let (line, column, end_line, end_column) =
        (number("line")?, number("column")?, number("end_line")?, number("end_column")?);
    Some(format!("{line}:{column}-{end_line}:{end_column}").into())
}
