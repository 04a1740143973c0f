//! Durations, dates and numbers; names of fixed sets.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::lang::effect::Effect;
use crate::model::{self, Role};

/// A duration; `text` alone where the text names none.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Duration<'a> {
    /// As written.
    pub text: &'a str,
    /// Seconds; the upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u64")]
    pub seconds: Option<u64>,
    /// The lower end of a range, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u64")]
    pub from_seconds: Option<u64>,
    /// `seconds` in ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub iso8601: Option<String>,
    /// How it bounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "bound")]
    pub bound: Option<&'static str>,
    /// `business` where days are business days.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "calendar")]
    pub calendar: Option<&'static str>,
    /// What it counts from.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub anchor: Option<&'a str>,
}

impl<'a> Duration<'a> {
    pub(super) fn new(duration: &'a model::Duration) -> Self {
        let read = duration.seconds.is_some();
        Duration {
            text: &duration.text,
            seconds: duration.seconds,
            from_seconds: duration.from_seconds,
            iso8601: duration.seconds.map(iso8601),
            bound: read.then(|| duration.bound.name()),
            calendar: duration.business.then_some("business"),
            anchor: duration.anchor.as_deref(),
        }
    }

    pub(super) fn optional(duration: Option<&'a model::Duration>) -> Option<Self> {
        duration.map(Duration::new)
    }

    /// A text that is no duration, kept so that a rule or a policy sees it.
    pub(super) fn field(field: &'a model::Field<model::Duration>) -> Option<Self> {
        match field {
            model::Field::Absent => None,
            model::Field::Read(duration) => Some(Duration::new(&duration.value)),
            model::Field::Unreadable(text) => Some(Duration {
                text: &text.value,
                seconds: None,
                from_seconds: None,
                iso8601: None,
                bound: None,
                calendar: None,
                anchor: None,
            }),
        }
    }
}

/// `PT15M`, `P1DT6H`, `PT0S`.
fn iso8601(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let mut text = String::from("P");
    if days > 0 {
        text.push_str(&format!("{days}D"));
    }
    if rest > 0 || days == 0 {
        text.push('T');
        for (value, unit) in [(rest / 3600, 'H'), (rest / 60 % 60, 'M'), (rest % 60, 'S')] {
            if value > 0 || (unit == 'S' && rest == 0) {
                text.push_str(&format!("{value}{unit}"));
            }
        }
    }
    text
}

/// A date.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Date<'a> {
    /// As written.
    pub text: &'a str,
    /// ISO form (`2025-04-30`, a month alone `2024-01`); absent for YYYY-MM-DD and the like.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}(-\d{2})?$"))]
    pub date: Option<&'a str>,
}

impl<'a> Date<'a> {
    pub(super) fn optional(date: Option<&'a model::Date>) -> Option<Self> {
        date.map(|date| Date { text: &date.text, date: date.date.as_deref() })
    }
}

/// A number as people write it: `500`, not `500.0`.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
pub enum Number {
    /// Without a fraction.
    Whole(i64),
    /// With one.
    Real(f64),
}

impl Number {
    /// `None` for what JSON has no number for.
    pub(super) fn new(value: f64) -> Option<Number> {
        if !value.is_finite() {
            return None;
        }
        // Beyond 2^53 not every whole number is one of f64's.
        let whole = value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0;
        Some(if whole { Number::Whole(value as i64) } else { Number::Real(value) })
    }
}

/// The schema of a string that is one of these.
pub(super) fn one_of<'n>(names: impl IntoIterator<Item = &'n str>) -> Schema {
    let names: Vec<&str> = names.into_iter().collect();
    json_schema!({"type": "string", "enum": names})
}

pub(super) fn effect(_: &mut SchemaGenerator) -> Schema {
    one_of([Effect::ReadOnly, Effect::Unknown, Effect::Changes, Effect::Destructive].map(Effect::name))
}

pub(super) fn role(_: &mut SchemaGenerator) -> Schema {
    one_of(Role::ALL.iter().map(|role| role.name()))
}

fn bound(_: &mut SchemaGenerator) -> Schema {
    use model::Bound;
    one_of([Bound::Within, Bound::Exact, Bound::Over].map(Bound::name))
}

fn calendar(_: &mut SchemaGenerator) -> Schema {
    one_of(["business"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_in_iso_form() {
        for (seconds, text) in [
            (0, "PT0S"),
            (900, "PT15M"),
            (5400, "PT1H30M"),
            (86_400, "P1D"),
            (108_000, "P1DT6H"),
            (61, "PT1M1S"),
            (2_592_000, "P30D"),
        ] {
            assert_eq!(iso8601(seconds), text);
        }
    }

    #[test]
    fn a_target_that_names_no_time_keeps_its_text_alone() {
        let field = model::Field::Unreadable(crate::source::Spanned::new("すぐくらい".to_owned(), Default::default()));
        let json = serde_json::to_string(&Duration::field(&field)).unwrap();
        assert_eq!(json, r#"{"text":"すぐくらい"}"#);
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        let json = |value: f64| serde_json::to_string(&Number::new(value)).unwrap();
        assert_eq!(json(500.0), "500");
        assert_eq!(json(0.1), "0.1");
        assert_eq!(json(f64::NAN), "null");
    }
}
