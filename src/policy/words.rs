//! The parts of a runbook as people name them: 重大度レベル「SEV1」の初動目標, not `/severity_levels/0/response_target`.

use serde_json::Value;

use super::tree::segments;
use crate::diag::Message;
use crate::text::Catalogue;

/// Most characters of a value in a sentence.
const MOST: usize = 40;

/// Properties by which a record is known, the best first.
const NAMES: [&str; 8] = ["name", "title", "role", "condition", "key", "metric", "text", "id"];

/// Lists whose records hold commands and code: a secret could stand in them, so they are numbered and never quoted.
const CODE: [&str; 5] = ["code_blocks", "inline_commands", "commands", "statements", "sql"];

/// The catalogue, asked for parts of a runbook.
#[derive(Clone, Copy)]
pub(super) struct Words<'c> {
    pub(super) catalogue: &'c Catalogue,
}

impl Words<'_> {
    /// The sentence of a message.
    pub(super) fn say(self, message: &Message) -> String {
        self.catalogue.message(message)
    }

    /// A property's name.
    pub(super) fn property(self, name: &str) -> String {
        let key = format!("schema-part-{}", name.replace('_', "-"));
        self.catalogue.text(&key).unwrap_or_else(|| shortened(name))
    }

    /// What a pointer into a runbook means.
    pub(super) fn part(self, whole: &Value, pointer: &str) -> String {
        let mut owner = None;
        let mut list = String::new();
        let mut tail: Vec<String> = Vec::new();
        let mut at = Some(whole);
        for segment in segments(pointer) {
            let index = at.and_then(Value::as_array).and_then(|_| segment.parse::<usize>().ok());
            at = at.and_then(|value| match index {
                Some(index) => value.get(index),
                None => value.get(&segment),
            });
            if let Some(index) = index {
                owner = Some(self.record(&list, index, at));
                tail.clear();
            } else {
                // A duration is one value to people, whatever parts it has as JSON.
                let inner = matches!(segment.as_str(), "seconds" | "from_seconds" | "iso8601" | "text" | "date");
                if !inner || tail.is_empty() {
                    tail.push(self.property(&segment));
                }
                list = segment;
            }
        }
        let mut phrase = owner;
        for part in tail {
            phrase = Some(match phrase {
                Some(owner) => self.say(&Message::new("schema-of").with("owner", owner).with("part", part)),
                None => part,
            });
        }
        phrase.unwrap_or_else(|| self.catalogue.words("schema-whole"))
    }

    /// A record of a list, by its name where it has one.
    pub(super) fn record(self, list: &str, index: usize, record: Option<&Value>) -> String {
        let word = self.property(list);
        match record.filter(|_| !CODE.contains(&list)).and_then(name) {
            Some(name) => self.say(&Message::new("schema-named").with("list", word).with("name", name)),
            None => self.say(&Message::new("schema-numbered").with("list", word).with("number", index + 1)),
        }
    }

    /// Phrases as one list.
    pub(super) fn join(self, key: &'static str, phrases: impl IntoIterator<Item = String>) -> Option<String> {
        let joined = |left, right| self.say(&Message::new(key).with("left", left).with("right", right));
        phrases.into_iter().reduce(joined)
    }

    /// Names in quotation marks, the first of them where they are many.
    pub(super) fn names(self, names: impl IntoIterator<Item = String>) -> String {
        const SHOWN: usize = 5;
        let mut quoted: Vec<String> = Vec::new();
        for name in names {
            if quoted.len() == SHOWN {
                quoted.push("…".to_owned());
                break;
            }
            quoted.push(self.say(&Message::new("schema-quoted").with("text", name)));
        }
        self.join("schema-list", quoted).unwrap_or_default()
    }

    /// Seconds as people say them: 900 is 15 分.
    pub(super) fn duration(self, seconds: u64) -> String {
        let (key, count) = match seconds {
            0 => ("schema-minutes", 0),
            _ if seconds.is_multiple_of(86_400) => ("schema-days", seconds / 86_400),
            _ if seconds.is_multiple_of(3600) => ("schema-hours", seconds / 3600),
            _ if seconds.is_multiple_of(60) => ("schema-minutes", seconds / 60),
            _ => ("schema-seconds", seconds),
        };
        self.say(&Message::new(key).with("count", count))
    }
}

/// The name of a record.
pub(super) fn name(record: &Value) -> Option<String> {
    let names = NAMES.iter().filter_map(|name| record.get(name)?.as_str());
    names.map(str::trim).find(|name| !name.is_empty()).map(shortened)
}

/// A value in a sentence: scalars only, and not all of a long one.
pub(super) fn shown(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(shortened(text.trim())),
        Value::Number(_) | Value::Bool(_) | Value::Null => Some(value.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// The first line, or the start of it.
pub(super) fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let cut = line.char_indices().nth(MOST).map(|(at, _)| at);
    match cut.and_then(|cut| line.get(..cut)) {
        Some(start) => format!("{start}…"),
        None if line.len() < text.len() => format!("{line}…"),
        None => line.to_owned(),
    }
}
