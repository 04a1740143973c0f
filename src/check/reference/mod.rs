//! Identifiers and the catalogue that defines them.

pub(super) mod defined_twice;
pub(super) mod undefined;

use super::Project;
use crate::config::{ReferencePattern, inner_path};
use crate::model::{Definition, Reference, Runbook};
use std::sync::Arc;

/// Identifiers that a document defines to count as a catalogue by its shape.
const MANY: usize = 3;

/// Identifiers that a document without a catalogue's name defines to count as one.
const VERY_MANY: usize = 8;

/// The documents that define the identifiers of a kind: the one that the configuration names, else those that look so.
fn catalogues<'a>(project: &Project<'a>, kind: &str, pattern: &ReferencePattern) -> Vec<&'a Runbook> {
    let runbooks = project.library.runbooks.iter().map(Arc::as_ref);
    if let Some(path) = &pattern.catalogue {
        let path = inner_path(path).unwrap_or_else(|| path.clone());
        let is_it = |runbook: &&Runbook| {
            let shown = runbook.file.map_or("", |file| project.sources.file(file).path());
            shown == path || project.library.files.in_content(shown) == Some(path.as_str())
        };
        return runbooks.filter(is_it).collect();
    }
    runbooks.filter(|runbook| looks_like_catalogue(runbook, kind)).collect()
}

fn looks_like_catalogue(runbook: &Runbook, kind: &str) -> bool {
    let mut ids: Vec<&str> = definitions(runbook, kind).map(|reference| reference.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() < MANY {
        return false;
    }
    let names = format!("{} {}", runbook.id, runbook.title.value).to_lowercase();
    const NAMES: [&str; 9] =
        ["障害モード", "故障モード", "failure", "fmea", "カタログ", "catalog", "一覧", "分類", "定義"];
    ids.len() >= VERY_MANY || NAMES.iter().any(|name| names.contains(name))
}

/// References of a kind that define what they name, in headings and rows.
fn definitions<'r>(runbook: &'r Runbook, kind: &str) -> impl Iterator<Item = &'r Reference> {
    let of_kind = runbook.references.iter().filter(move |reference| reference.kind == kind);
    of_kind.filter(|reference| matches!(reference.definition, Some(Definition::Heading | Definition::Row(_))))
}

/// Whether an identifier is one: samples (FM-XXX-NN) and groups (FM-DB) are not.
fn is_whole(id: &str) -> bool {
    let sample =
        id.split(['-', '_']).any(|part| part.len() >= 2 && part.bytes().all(|byte| matches!(byte, b'X' | b'N' | b'Y')));
    id.contains(|c: char| c.is_ascii_digit()) && !sample
}
