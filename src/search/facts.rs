//! What hits can be narrowed down by: kind, service, severity. A file of its own that the page asks for behind its first
//! hits.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::code;
use super::index::{Document, Section};

/// The kind of each section, the service of each document (0 for none, else its place in the list and one), the levels of
/// each section as pairs: steps from the section before, and the place in the list.
#[must_use]
pub fn of(documents: &[Document]) -> Value {
    let sections = || documents.iter().flat_map(|document| &document.sections);
    let kinds = list(sections().map(|section| section.kind));
    let services = list(documents.iter().filter_map(|document| document.service.as_deref()));
    let severities = list(sections().flat_map(levels));
    let (mut kind, mut service, mut severity) = (String::new(), String::new(), String::new());
    let mut last = 0;
    for (at, section) in sections().enumerate() {
        code::write(place(&kinds, section.kind), &mut kind);
        for level in levels(section) {
            code::write((at - last) as u32, &mut severity);
            code::write(place(&severities, level), &mut severity);
            last = at;
        }
    }
    for document in documents {
        code::write(document.service.as_deref().map_or(0, |name| place(&services, name) + 1), &mut service);
    }
    json!({
        "kinds": kinds, "kind": kind, "services": services, "service": service, "severities": severities,
        "severity": severity,
    })
}

fn levels(section: &Section) -> impl Iterator<Item = &str> {
    section.severities.iter().map(String::as_str)
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    names.collect::<BTreeSet<&str>>().into_iter().collect()
}

fn place(names: &[&str], name: &str) -> u32 {
    names.binary_search(&name).unwrap_or(0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_section_has_its_kind_and_levels_and_each_document_its_service() {
        let section = |kind, severities: &[&str]| Section {
            kind,
            severities: severities.iter().map(|&name| name.to_owned()).collect(),
            ..Section::default()
        };
        let document = |service: Option<&str>, sections| Document {
            service: service.map(str::to_owned),
            sections,
            ..Document::default()
        };
        let facts = of(&[
            document(None, vec![section("runbook", &[]), section("scenario", &["SEV2", "SEV1"])]),
            document(Some("決済"), vec![section("runbook", &["SEV1"])]),
        ]);
        assert_eq!(facts["kinds"], json!(["runbook", "scenario"]));
        assert_eq!(facts["kind"], "ABA");
        assert_eq!((&facts["services"], &facts["service"]), (&json!(["決済"]), &json!("AB")));
        assert_eq!((&facts["severities"], &facts["severity"]), (&json!(["SEV1", "SEV2"]), &json!("BBAABA")));
    }
}
