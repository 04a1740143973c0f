//! `rbc schema`: the JSON Schemas of what rbc reads and writes.

use rbc::diag::Message;

use crate::exit::{Failure, Outcome};
use crate::flags::Schema;
use crate::output;

/// Makes a schema.
type Make = fn() -> serde_json::Value;

/// Every schema by its name.
const SCHEMAS: &[(&str, Make)] = &[
    ("model", || published("model")),
    ("index", || published("index")),
    ("config", rbc::config::schema),
    ("policy", || rbc::policy::schema(&rbc::rules())),
    ("diagnostics", rbc::report::json::schema),
];

/// A schema that a site publishes too.
fn published(name: &str) -> serde_json::Value {
    rbc::emit::schema(name).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

pub(crate) fn run(flags: &Schema) -> Result<Outcome, Failure> {
    let names = || SCHEMAS.iter().map(|(name, _)| *name);
    let Some(name) = &flags.name else {
        output::print(&names().map(|name| format!("{name}\n")).collect::<String>())?;
        return Ok(Outcome::Clean);
    };
    let Some((_, make)) = SCHEMAS.iter().find(|(known, _)| known == name) else {
        let names = names().collect::<Vec<_>>().join(", ");
        return Err(Failure::new(Message::new("command-no-schema").with("name", name).with("names", names)));
    };
    let text = serde_json::to_string_pretty(&make()).unwrap_or_default();
    output::print(&format!("{text}\n"))?;
    Ok(Outcome::Clean)
}
