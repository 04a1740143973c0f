//! `rbc.yaml`, typed. Names of rules and roles come in as data; the file is read in [`mod@read`].

mod choice;
mod nearest;
mod read;
mod reader;
mod repository;
mod schema;
mod value;

pub use choice::Choices;
pub use nearest::nearest;
pub use read::{Known, place, read, yaml_fault};
pub use repository::Repository;
pub use schema::schema;
pub use value::{inner_path, is_web_address, within};

use std::collections::BTreeMap;

/// Language of messages and of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Japanese.
    #[default]
    Japanese,
    /// English.
    English,
}

impl Language {
    /// `ja` or `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::Japanese => "ja",
            Language::English => "en",
        }
    }
}

/// A group of documents by glob.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KindGlobs {
    /// Globs of runbooks.
    pub runbook: Vec<String>,
    /// Globs of documents that are none.
    pub document: Vec<String>,
}

/// A kind of references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferencePattern {
    /// A regular expression.
    pub pattern: String,
    /// The document that is its catalogue.
    pub catalogue: Option<String>,
}

/// Level and options of a rule, as written (options are not interpreted here).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleSetting {
    /// `off info warning error`; `None` keeps the policy's.
    pub level: Option<String>,
    /// Further keys.
    pub options: Vec<(String, crate::yaml::Node)>,
}

/// Documents and the policy that holds for them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PolicySetting {
    /// Globs.
    pub files: Vec<String>,
    /// `minimal`, `standard`, `strict` or a path.
    pub policy: String,
}

/// Rules for some files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileRules {
    /// Globs.
    pub files: Vec<String>,
    /// Rule or category → setting.
    pub rules: BTreeMap<String, RuleSetting>,
}

/// Bounds of the input. The configuration can lower them only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Bytes of one line.
    pub line_bytes: usize,
    /// Columns of a table.
    pub table_columns: usize,
    /// Depth of nested blocks.
    pub nesting: usize,
    /// Headings of a document.
    pub headings: usize,
    /// Blocks of a document.
    pub blocks: usize,
    /// Checklist items of a document.
    pub tasks: usize,
    /// Documents of a project.
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 4 << 20,
            line_bytes: 1 << 20,
            table_columns: 256,
            nesting: 64,
            headings: 10_000,
            blocks: 200_000,
            tasks: 20_000,
            files: 50_000,
        }
    }
}

/// Everything that `rbc.yaml` says, defaults filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Config {
    pub title: Option<String>,
    pub description: Option<String>,
    pub language: Language,
    pub time_zone: String,
    pub content: String,
    pub out: String,
    pub base_url: Option<String>,
    pub repository: Option<Repository>,
    pub templates: Option<String>,
    pub template_mode: Vec<String>,
    pub kind: KindGlobs,
    /// Role of a section or kind of a column → further words.
    pub vocabulary: BTreeMap<String, Vec<String>>,
    pub synonyms: Vec<Vec<String>>,
    /// `program sub-command` → effect's name.
    pub effects: BTreeMap<String, String>,
    pub references: BTreeMap<String, ReferencePattern>,
    pub alerts: Option<String>,
    pub rules: BTreeMap<String, RuleSetting>,
    pub policies: Vec<PolicySetting>,
    pub per_file: Vec<FileRules>,
    pub baseline: Option<String>,
    pub dialect: Option<String>,
    pub private_hosts: Vec<String>,
    pub holidays: Vec<String>,
    pub private: bool,
    pub limits: Limits,
}

impl Default for Config {
    fn default() -> Self {
        let failure_mode = ReferencePattern { pattern: "FM-[A-Z0-9-]+".to_owned(), catalogue: None };
        Config {
            title: None,
            description: None,
            language: Language::Japanese,
            time_zone: "Asia/Tokyo".to_owned(),
            content: "content".to_owned(),
            out: "site".to_owned(),
            base_url: None,
            repository: None,
            templates: None,
            template_mode: Vec::new(),
            kind: KindGlobs::default(),
            vocabulary: BTreeMap::new(),
            synonyms: Vec::new(),
            effects: BTreeMap::new(),
            references: BTreeMap::from([("failure_mode".to_owned(), failure_mode)]),
            alerts: None,
            rules: BTreeMap::new(),
            policies: Vec::new(),
            per_file: Vec::new(),
            baseline: None,
            dialect: None,
            private_hosts: Vec::new(),
            holidays: Vec::new(),
            private: false,
            limits: Limits::default(),
        }
    }
}
