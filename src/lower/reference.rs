//! Identifiers of failure modes (FM-…) and of the kinds that the configuration adds.

use super::run::Run;
use crate::config::Config;
use crate::model::Reference;
use crate::syntax::{PartKind, Prose};
use regex::Regex;

/// The patterns of the configuration, prepared once. One that is no pattern was reported with the configuration.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    kinds: Vec<(String, Regex)>,
}

impl Patterns {
    pub(super) fn new(config: &Config) -> Self {
        let kinds = config
            .references
            .iter()
            .filter_map(|(kind, reference)| Some((kind.clone(), Regex::new(&reference.pattern).ok()?)))
            .collect();
        Patterns { kinds }
    }
}

/// Every identifier in headings, prose, cells and code spans, in source order; not in code blocks and addresses.
pub(super) fn collect(runs: &[Run<'_>], source: &str, patterns: &Patterns) -> Vec<Reference> {
    let kinds: Vec<_> = patterns.kinds.iter().filter(|(_, pattern)| pattern.is_match(source)).collect();
    let mut references = Vec::new();
    if kinds.is_empty() {
        return references;
    }
    for run in runs {
        let first = references.len();
        for (kind, pattern) in &kinds {
            find(&run.prose, kind, pattern, &mut references);
        }
        references[first..].sort_by_key(|reference| reference.span.start);
    }
    references
}

fn find(prose: &Prose, kind: &str, pattern: &Regex, references: &mut Vec<Reference>) {
    for found in pattern.find_iter(&prose.text) {
        let id = found.as_str().trim_end_matches(['-', '_', '.']);
        let end = found.start() + id.len();
        let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '=' | '#');
        let inside = prose.text[..found.start()].ends_with(name)
            || prose.text[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
        let address = prose.part(found.start()).is_some_and(|part| part.kind == PartKind::Address);
        if id.is_empty() || inside || address {
            continue;
        }
        let span = prose.span(found.start()..end);
        references.push(Reference { kind: kind.to_owned(), id: id.to_owned(), span });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ReferencePattern;
    use crate::syntax::{Bounds, parse};

    fn ids(text: &str, config: &Config) -> Vec<String> {
        let (document, _) = parse(text, Bounds::default());
        let references = collect(&crate::lower::run::all(&document, text), text, &Patterns::new(config));
        for reference in &references {
            assert_eq!(&text[reference.span.range()], reference.id);
        }
        references.into_iter().map(|reference| reference.id).collect()
    }

    #[test]
    fn failure_modes_wherever_they_are_said() {
        let text =
            "## 障害 FM-DB-01\n\n- `FM-API-02`（FM-API-03）\n\n| **FM-MQ-01** | [FM-MQ-02](#x) |\n| --- | --- |\n";
        assert_eq!(ids(text, &Config::default()), ["FM-DB-01", "FM-API-02", "FM-API-03", "FM-MQ-01", "FM-MQ-02"]);
    }

    #[test]
    fn not_in_code_addresses_and_longer_names() {
        let text = "https://wiki.jp/FM-DB-01 と XFM-DB-01、FM-DB-02-、SEV1、ADR-0003\n\n```\nFM-DB-03\n```\n";
        assert_eq!(ids(text, &Config::default()), ["FM-DB-02"]);
    }

    #[test]
    fn the_configuration_adds_kinds() {
        let mut config = Config::default();
        let decision = ReferencePattern { pattern: "ADR-[0-9]{4}".to_owned(), catalogue: None };
        config.references.insert("decision".to_owned(), decision);
        assert_eq!(ids("ADR-0003 と FM-DB-01\n", &config), ["ADR-0003", "FM-DB-01"]);
    }
}
