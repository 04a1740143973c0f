//! What is wrong, in words of our own for each keyword: the schema library's quote the whole value and name a pointer.

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

use super::describe::Describe;
use super::subject::Subject;
use super::trail::Trail;
use super::words::{Words, shortened, shown};
use crate::diag::Message;

/// A stock rule, the sentence, and what may help.
pub(super) struct Sentence {
    pub(super) rule: &'static str,
    pub(super) message: Message,
    pub(super) help: Option<Message>,
}

impl Sentence {
    fn new(rule: &'static str, message: Message) -> Self {
        Sentence { rule, message, help: None }
    }

    fn with_help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }
}

/// What a violation is about.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) subject: &'a Subject<'a>,
    pub(super) trail: &'a Trail<'a>,
    /// Pointer of the value.
    pub(super) pointer: &'a str,
    pub(super) words: Words<'a>,
    pub(super) describe: Describe<'a>,
}

impl About<'_> {
    /// The sentence of a violation.
    pub(super) fn sentence(self, kind: &Kind) -> Sentence {
        match kind {
            Kind::Required { property } => self.required(property.as_str().unwrap_or_default()),
            Kind::MinItems { .. }
            | Kind::MaxItems { .. }
            | Kind::Contains
            | Kind::UniqueItems
            | Kind::MinProperties { .. }
            | Kind::MaxProperties { .. } => self.amount(kind),
            Kind::Enum { .. }
            | Kind::Constant { .. }
            | Kind::Type { .. }
            | Kind::Pattern { .. }
            | Kind::Format { .. } => self.value(kind),
            Kind::Minimum { limit } => self.bound("schema-minimum", Some("schema-minimum-duration"), limit),
            Kind::Maximum { limit } => self.bound("schema-maximum", Some("schema-maximum-duration"), limit),
            Kind::ExclusiveMinimum { limit } => self.bound("schema-exclusive-minimum", None, limit),
            Kind::ExclusiveMaximum { limit } => self.bound("schema-exclusive-maximum", None, limit),
            Kind::MultipleOf { multiple_of } => self.bound("schema-multiple-of", None, &Value::from(*multiple_of)),
            Kind::MinLength { limit } => self.length("schema-min-length", *limit),
            Kind::MaxLength { limit } => self.length("schema-max-length", *limit),
            Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
                let names = self.words.names(unexpected.iter().map(|name| self.words.property(name)));
                self.unexpected(self.message("schema-unexpected").with("names", names))
            }
            Kind::AdditionalItems { .. } | Kind::UnevaluatedItems { .. } => {
                self.unexpected(self.message("schema-unexpected-items"))
            }
            Kind::FalseSchema => self.unexpected(self.message("schema-false")),
            Kind::PropertyNames { .. } => self.unexpected(self.message("schema-property-name")),
            Kind::AnyOf { .. } | Kind::OneOfNotValid { .. } => self.any_of(),
            Kind::OneOfMultipleValid { .. } => self.violation(self.message("schema-one-of-many")),
            Kind::Not { .. } => self.violation(self.condition("schema-not", "schema-not-this")),
            other => self.violation(self.message("schema-violation").with("keyword", other.keyword())),
        }
    }

    fn message(self, key: &'static str) -> Message {
        Message::new(key).with("part", self.words.part(&self.subject.value, self.pointer))
    }

    fn unexpected(self, message: Message) -> Sentence {
        Sentence::new("schema/unexpected-part", message)
    }

    fn violation(self, message: Message) -> Sentence {
        Sentence::new("schema/violation", message)
    }

    /// A duration or a date that could not be read lacks its parts; to people the cell is wrong.
    fn required(self, property: &str) -> Sentence {
        let unread = match property {
            "seconds" | "iso8601" => Some("schema-not-a-duration"),
            "date" => Some("schema-not-a-date"),
            _ => None,
        };
        if let (Some(key), Some(value)) = (unread, self.subject.words(self.pointer)) {
            return Sentence::new("schema/wrong-value", self.message(key).with("value", shortened(value)));
        }
        let message = self.message("schema-required").with("property", self.words.property(property));
        Sentence::new("schema/missing-part", message)
    }

    fn amount(self, kind: &Kind) -> Sentence {
        let count = self.subject.value.pointer(self.pointer).and_then(Value::as_array).map_or(0, Vec::len);
        let (rule, message) = match kind {
            Kind::MinItems { limit } => {
                ("schema/too-few", self.message("schema-min-items").with("count", count).with("limit", limit))
            }
            Kind::MaxItems { limit } => {
                ("schema/too-many", self.message("schema-max-items").with("count", count).with("limit", limit))
            }
            Kind::MinProperties { limit } => {
                ("schema/too-few", self.message("schema-min-properties").with("limit", limit))
            }
            Kind::MaxProperties { limit } => {
                ("schema/too-many", self.message("schema-max-properties").with("limit", limit))
            }
            Kind::UniqueItems => ("schema/violation", self.message("schema-unique-items")),
            _ => return self.contains(),
        };
        Sentence::new(rule, message)
    }

    fn contains(self) -> Sentence {
        let limit = super::tree::value(self.trail.value);
        match self.trail.name.as_str() {
            "minContains" => {
                let message = self.condition("schema-min-contains", "schema-min-contains-this");
                Sentence::new("schema/too-few", message.with("limit", limit))
            }
            "maxContains" => {
                let message = self.condition("schema-max-contains", "schema-max-contains-this");
                Sentence::new("schema/too-many", message.with("limit", limit))
            }
            _ => Sentence::new("schema/too-few", self.condition("schema-contains", "schema-contains-this")),
        }
    }

    /// A message with the condition in words, where there are any.
    fn condition(self, without: &'static str, with: &'static str) -> Message {
        let asked = self.trail.condition();
        match asked.and_then(|schema| self.describe.schema(self.trail.file, schema)) {
            Some(condition) => self.message(with).with("condition", condition),
            None => self.message(without),
        }
    }

    fn any_of(self) -> Sentence {
        let choices = super::tree::items(self.trail.value).iter();
        let choices: Option<Vec<String>> =
            choices.map(|schema| self.describe.schema(self.trail.file, schema)).collect();
        match choices.and_then(|choices| self.words.join("schema-clause-or", choices)) {
            Some(choices) => self.violation(self.message("schema-any-of-these").with("choices", choices)),
            None => self.violation(self.message("schema-any-of")),
        }
    }

    /// The value as it is shown; empty where it is no single value.
    fn shown(self) -> String {
        let value = self.subject.value.pointer(self.pointer);
        value.and_then(shown).unwrap_or_default()
    }

    fn value(self, kind: &Kind) -> Sentence {
        let with_value = |key| self.message(key).with("value", self.shown());
        let sentence = |message| Sentence::new("schema/wrong-value", message);
        match kind {
            Kind::Enum { options } => {
                let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
                let values = self.words.names(options.iter().filter_map(shown));
                sentence(with_value("schema-enum")).with_help(Message::new("schema-allowed").with("values", values))
            }
            Kind::Constant { expected_value } => match shown(expected_value) {
                Some(expected) => sentence(with_value("schema-const").with("expected", expected)),
                None => self.violation(self.message("schema-violation").with("keyword", "const")),
            },
            Kind::Pattern { pattern } => {
                let help = Message::new("schema-pattern-help").with("pattern", shortened(pattern));
                sentence(with_value("schema-pattern")).with_help(help)
            }
            Kind::Format { format } => sentence(with_value("schema-format").with("format", format)),
            Kind::Type { kind: TypeKind::Single(kind) } => sentence(self.message("schema-type").with("expected", kind)),
            Kind::Type { kind: TypeKind::Multiple(kinds) } => {
                let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
                sentence(self.message("schema-type").with("expected", names.join(", ")))
            }
            other => self.violation(self.message("schema-violation").with("keyword", other.keyword())),
        }
    }

    fn bound(self, key: &'static str, of_duration: Option<&'static str>, limit: &Value) -> Sentence {
        let seconds = self.pointer.ends_with("seconds").then(|| limit.as_u64()).flatten();
        let message = match (of_duration, seconds, self.subject.words(self.pointer)) {
            (Some(key), Some(seconds), Some(text)) => {
                self.message(key).with("value", shortened(text)).with("limit", self.words.duration(seconds))
            }
            _ => self.message(key).with("value", self.shown()).with("limit", limit),
        };
        Sentence::new("schema/wrong-value", message)
    }

    fn length(self, key: &'static str, limit: u64) -> Sentence {
        Sentence::new("schema/wrong-value", self.message(key).with("value", self.shown()).with("limit", limit))
    }
}
