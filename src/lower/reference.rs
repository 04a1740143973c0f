//! Identifiers of failure modes (FM-…) and of the kinds that the configuration adds.

use super::run::Run;
use crate::config::Config;
use crate::model::{Definition, Reference};
use crate::syntax::walk::Holder;
use crate::syntax::{Block, BlockKind, Document, Inline, PartKind, Prose};
use regex::Regex;
use std::collections::HashMap;

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
pub(super) fn collect(document: &Document, runs: &[Run<'_>], source: &str, patterns: &Patterns) -> Vec<Reference> {
    let kinds: Vec<_> = patterns.kinds.iter().filter(|(_, pattern)| pattern.is_match(source)).collect();
    let mut references = Vec::new();
    if kinds.is_empty() {
        return references;
    }
    let mut forms = HashMap::new();
    openings(&document.blocks, &mut forms);
    for run in runs {
        let first = references.len();
        for (kind, pattern) in &kinds {
            find(&run.prose, kind, pattern, &mut references);
        }
        references[first..].sort_by_key(|reference| reference.span.start);
        let form = match run.holder {
            Holder::Heading => Some(Definition::Heading),
            _ => forms.get(&run.content.as_ptr()).copied(),
        };
        if let (Some(form), Some(opening)) = (form, references.get_mut(first)) {
            opening.definition = Some(form).filter(|form| introduces(&run.prose.text, &opening.id, *form));
        }
    }
    references
}

/// First cells of rows and first paragraphs of items: where an identifier may be introduced.
fn openings(blocks: &[Block], forms: &mut HashMap<*const Inline, Definition>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) => {
                for cell in table.rows.iter().filter_map(|row| row.cells.first()) {
                    forms.insert(cell.content.as_ptr(), Definition::Row(block.span.start));
                }
            }
            BlockKind::List(list) => {
                for item in &list.items {
                    if let Some(BlockKind::Paragraph(content)) = item.blocks.first().map(|first| &first.kind) {
                        forms.insert(content.as_ptr(), Definition::Item);
                    }
                    openings(&item.blocks, forms);
                }
            }
            BlockKind::Quote(_, inner) | BlockKind::Details(_, inner) | BlockKind::Footnote(_, _, inner) => {
                openings(inner, forms);
            }
            _ => {}
        }
    }
}

/// Whether a text that holds an identifier introduces it: a heading that begins with it, a cell that is it, an item that
/// says behind a colon or a dash what it is.
fn introduces(text: &str, id: &str, form: Definition) -> bool {
    let text = text.trim();
    match form {
        Definition::Row(_) => text == id,
        Definition::Heading => {
            let name = text.trim_start_matches(|c: char| !c.is_alphabetic());
            name.starts_with(id)
        }
        Definition::Item => text.strip_prefix(id).is_some_and(|rest| {
            let rest = rest.trim_start();
            let behind = rest.trim_start_matches([':', '：', '—', '–', '-', '（', '(']);
            behind.len() < rest.len() && !behind.trim().is_empty()
        }),
    }
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
        references.push(Reference { kind: kind.to_owned(), id: id.to_owned(), definition: None, span });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ReferencePattern;
    use crate::syntax::{Bounds, parse};

    fn ids(text: &str, config: &Config) -> Vec<String> {
        let (document, _) = parse(text, Bounds::default());
        let references = collect(&document, &crate::lower::run::all(&document, text), text, &Patterns::new(config));
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
    fn what_introduces_an_identifier() {
        let text = "## 1. FM-DB-01: 接続枯渇\n\nFM-DB-02 を見る。\n\n- `FM-DB-03`\n- **FM-DB-04**: 遅延\n\n\
                    | ID | 症状 |\n| --- | --- |\n| `FM-DB-05` | FM-DB-06 |\n\n## 対応（FM-DB-07）\n";
        let (document, _) = parse(text, Bounds::default());
        let runs = crate::lower::run::all(&document, text);
        let references = collect(&document, &runs, text, &Patterns::new(&Config::default()));
        let introduced = references.iter().filter(|one| one.definition.is_some()).map(|one| one.id.as_str());
        assert_eq!(introduced.collect::<Vec<_>>(), ["FM-DB-01", "FM-DB-04", "FM-DB-05"]);
    }

    #[test]
    fn the_configuration_adds_kinds() {
        let mut config = Config::default();
        let decision = ReferencePattern { pattern: "ADR-[0-9]{4}".to_owned(), catalogue: None };
        config.references.insert("decision".to_owned(), decision);
        assert_eq!(ids("ADR-0003 と FM-DB-01\n", &config), ["ADR-0003", "FM-DB-01"]);
    }
}
