//! Headings and columns of a project's runbooks that mean nothing to rbc: what `vocabulary` could say of them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use crate::config::{Config, Language};
use crate::lower::vocabulary::Vocabulary;
use crate::lower::{known_column, title};
use crate::model::{Form, Kind, Role, Runbook, Section, TableRole};

/// Most headings and most columns that are proposed.
const MOST: usize = 12;

/// Longest heading (in characters) that can be a word for a role: longer ones are sentences.
const LONGEST: usize = 20;

/// What is unknown, the most frequent first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unknown {
    /// Heading, and in how many runbooks it stands.
    pub headings: Vec<(String, usize)>,
    /// Column, and in how many tables it stands.
    pub columns: Vec<(String, usize)>,
}

/// Looks for what repeats in runbooks and means nothing to rbc.
#[must_use]
pub fn unknown(runbooks: &[Arc<Runbook>], config: &Config) -> Unknown {
    let mut headings: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let mut columns: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let is_known = known_column(config);
    let vocabulary = Vocabulary::new(&config.vocabulary);
    for runbook in runbooks.iter().filter(|runbook| runbook.kind == Kind::Runbook) {
        let mut seen = std::collections::BTreeSet::new();
        for section in runbook.all_sections().filter(|section| is_unknown(section)) {
            let key = title::take_apart(&section.title).key;
            if is_a_word(&key, &vocabulary) && seen.insert(key.clone()) {
                headings.entry(key).or_insert_with(|| (section.title.clone(), 0)).1 += 1;
            }
        }
        for table in runbook.tables.iter().filter(|table| table.role != TableRole::Other) {
            for column in table.columns.iter().filter(|column| !is_known(column) && !column.trim().is_empty()) {
                columns.entry(title::key(column)).or_insert_with(|| (column.clone(), 0)).1 += 1;
            }
        }
    }
    let mut headings: Vec<_> = headings.into_values().filter(|(_, count)| *count > 1).collect();
    headings.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    headings.truncate(MOST);
    let mut columns: Vec<_> = columns.into_values().filter(|(_, count)| *count > 1).collect();
    columns.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    columns.truncate(MOST);
    Unknown { headings, columns }
}

/// Whether a heading could be a word for a role. A number in it makes it one of many (2025年11月, Day 2); what rbc knows
/// already has another role here for its place.
fn is_a_word(key: &str, vocabulary: &Vocabulary) -> bool {
    !key.is_empty() && !key.contains(|character: char| character.is_ascii_digit()) && vocabulary.exact(key).is_none()
}

fn is_unknown(section: &Section) -> bool {
    section.form == Form::Heading
        && section.level > 1
        && section.role == Role::Other
        && section.title.chars().count() <= LONGEST
}

impl Unknown {
    /// Whether everything is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.headings.is_empty() && self.columns.is_empty()
    }

    /// The part of rbc.yaml that proposes words: comments, so that nothing changes by itself.
    #[must_use]
    pub(super) fn proposal(&self, language: Language) -> String {
        let (of_columns, roles, example) = match language {
            Language::Japanese => (
                "意味の分からない列",
                "役割の分からない見出し。other を役割の名前に替えると使えます",
                "\n#  rollback:\n#    - 巻き戻し",
            ),
            Language::English => (
                "Columns that mean nothing to rbc",
                "Headings that mean nothing to rbc: put the name of a role in the place of other",
                "\n#  rollback:\n#    - way back",
            ),
        };
        let mut text = String::new();
        let columns: Vec<String> =
            self.columns.iter().map(|(column, count)| format!("{} ({count})", super::one_line(column))).collect();
        if !columns.is_empty() {
            let _ = writeln!(text, "# {of_columns}: {}", columns.join(", "));
        }
        if self.headings.is_empty() {
            return text + "#vocabulary:" + example;
        }
        let names: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
        let _ = writeln!(text, "# {roles} ({})", names.join(", "));
        text.push_str("#vocabulary:\n#  other:");
        for (heading, _) in &self.headings {
            let _ = write!(text, "\n#    - {}", super::quoted(heading));
        }
        text
    }
}
