//! What rbc finds wrong, as data: no rendering, no wording (the words are in `text`).

pub mod fingerprint;

use crate::source::{FileId, Span};

pub use fingerprint::{Fingerprint, fingerprints};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Could fail an operator.
    Warning,
    /// Will fail an operator; exit status 1.
    Error,
}

impl Level {
    /// `error`, `warning` or `info`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// A text of the message catalogue with its arguments; `text` turns it into Japanese or English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Key of the catalogue (`link-broken-anchor`).
    pub key: &'static str,
    /// Values for the catalogue's variables.
    pub arguments: Vec<(&'static str, String)>,
}

impl Message {
    /// A message without arguments.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Message { key, arguments: Vec::new() }
    }

    /// Adds one argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }
}

/// A place with a word about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub file: FileId,
    /// The place.
    pub span: Span,
    /// What to say there.
    pub message: Message,
}

/// Whether a fix can be made without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// Keeps the meaning.
    Safe,
    /// May change the meaning.
    Unsafe,
}

/// One replacement in the diagnostic's own file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub new_text: String,
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it is safe.
    pub applicability: Applicability,
    /// Replacements that do not overlap, in order.
    pub edits: Vec<Edit>,
}

/// Where a diagnostic points: into a text, or at a file that could not become one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A span of a text.
    Span(FileId, Span),
    /// A file that has no text here; line and column of its raw bytes where they are known (1-based).
    Path {
        /// Path relative to the project's root, with `/`.
        path: String,
        /// Line and column, 1-based.
        line: u32,
        /// Column in code points (bytes where the text is none).
        column: u32,
    },
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// `category/kebab-name`.
    pub rule: &'static str,
    /// How bad.
    pub level: Level,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub help: Option<Message>,
    /// Other places that belong to it.
    pub related: Vec<Label>,
    /// How to mend it.
    pub fix: Option<Fix>,
    /// What to say once in place of the rule's findings of all documents, where many of them are reported: a key without
    /// arguments, which gets their `count`.
    pub together: Option<Message>,
}

impl Diagnostic {
    /// A finding at a span.
    #[must_use]
    pub fn new(rule: &'static str, level: Level, file: FileId, span: Span, message: Message) -> Self {
        Diagnostic::at(Place::Span(file, span), rule, level, message)
    }

    /// A finding about a file that has no text.
    #[must_use]
    pub fn at_path(
        rule: &'static str,
        level: Level,
        path: impl Into<String>,
        line: u32,
        column: u32,
        message: Message,
    ) -> Self {
        Diagnostic::at(Place::Path { path: path.into(), line, column }, rule, level, message)
    }

    fn at(place: Place, rule: &'static str, level: Level, message: Message) -> Self {
        Diagnostic { rule, level, place, message, help: None, related: Vec::new(), fix: None, together: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// The same finding where a file has got another number.
    #[must_use]
    pub fn moved(mut self, from: FileId, to: FileId) -> Self {
        if let Place::Span(file, _) = &mut self.place
            && *file == from
        {
            *file = to;
        }
        self.related.iter_mut().filter(|label| label.file == from).for_each(|label| label.file = to);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn with_related(mut self, label: Label) -> Self {
        self.related.push(label);
        self
    }
}
