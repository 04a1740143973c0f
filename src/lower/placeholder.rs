//! Placeholders of a whole document: headings, prose, tables, links, code.

use super::code::Reader;
use super::run::Run;
use crate::lang::placeholder::{Context, Form, Found, find};
use crate::model::Placeholder;
use crate::source::Span;
use crate::syntax::{Inline, InlineKind, PartKind, Prose};
use std::collections::{BTreeSet, HashMap};

/// Everything that an operator has to fill in, by name and form, with every occurrence in source order. `code` are the
/// placeholders of the document's code blocks, as [`Reader::read`] finds them.
pub(crate) fn collect(runs: &[Run<'_>], source: &str, reader: &Reader<'_>, code: Vec<Vec<Found>>) -> Vec<Placeholder> {
    let mut collector = Collector { source, defined: &reader.defined, found: Vec::new() };
    for run in runs {
        collector.prose(run.content, &run.prose);
    }
    for (block, found) in reader.written().zip(code) {
        for found in found {
            let span = block.source_span(found.range);
            collector.found.push((span, found.name, found.form));
        }
    }
    group(collector.found)
}

fn group(mut found: Vec<(Span, String, Form)>) -> Vec<Placeholder> {
    found.sort_by_key(|(span, ..)| (span.start, span.end));
    let mut placeholders: Vec<Placeholder> = Vec::new();
    let mut places: HashMap<(String, Form), usize> = HashMap::new();
    for (span, name, form) in found {
        let at = *places.entry((name.clone(), form)).or_insert_with(|| {
            placeholders.push(Placeholder { name, form, occurrences: Vec::new() });
            placeholders.len() - 1
        });
        if let Some(placeholder) = placeholders.get_mut(at) {
            placeholder.occurrences.push(span);
        }
    }
    placeholders
}

struct Collector<'a> {
    source: &'a str,
    defined: &'a BTreeSet<String>,
    found: Vec<(Span, String, Form)>,
}

impl Collector<'_> {
    /// Text and code spans of a run of inlines, then the targets of its links.
    fn prose(&mut self, content: &[Inline], prose: &Prose) {
        if !prose.parts.iter().any(|part| part.kind == PartKind::Code) {
            for found in find(&prose.text, Context::Prose, self.defined) {
                self.push(prose, found);
            }
            self.targets(content);
            return;
        }
        // A code span follows its own rules; in the text around it, it is a blank of the same length.
        let mut around = prose.text.clone().into_bytes();
        for (at, part) in prose.parts.iter().enumerate() {
            if part.kind != PartKind::Code {
                continue;
            }
            let start = part.start as usize;
            let end = prose.parts.get(at + 1).map_or(prose.text.len(), |next| next.start as usize);
            if let Some(hole) = around.get_mut(start..end) {
                hole.fill(b' ');
            }
            let code = prose.text.get(start..end).unwrap_or("");
            for found in find(code, Context::CodeSpan, self.defined) {
                let span = prose.span(start + found.range.start..start + found.range.end);
                self.found.push((span, found.name, found.form));
            }
        }
        let around = String::from_utf8(around).unwrap_or_default();
        for found in find(&around, Context::Prose, self.defined) {
            self.push(prose, found);
        }
        self.targets(content);
    }

    fn push(&mut self, prose: &Prose, found: Found) {
        self.found.push((prose.span(found.range), found.name, found.form));
    }

    fn targets(&mut self, content: &[Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Link { destination, content, automatic } => {
                    if !automatic {
                        self.target(&destination.target, inline.span, content);
                    }
                    self.targets(content);
                }
                InlineKind::Image { destination, content } => self.target(&destination.target, inline.span, content),
                InlineKind::Emphasis(content)
                | InlineKind::Strong(content)
                | InlineKind::Strikethrough(content)
                | InlineKind::Element(_, content) => self.targets(content),
                _ => {}
            }
        }
    }

    fn target(&mut self, target: &str, whole: Span, content: &[Inline]) {
        // The target stands behind the link's text.
        let from = content.last().map_or(whole.start, |last| last.span.end).clamp(whole.start, whole.end) as usize;
        let start = self.source.get(from..whole.end as usize).and_then(|rest| rest.find(target)).map(|at| from + at);
        for found in find(target, Context::Link, self.defined) {
            let span = match start {
                Some(start) => Span::new(start + found.range.start, start + found.range.end),
                None => whole,
            };
            self.found.push((span, found.name, found.form));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::lower::code::effects;
    use crate::syntax::{Bounds, parse};

    #[test]
    fn every_occurrence_with_its_place() {
        let text = "# 手順: <サービス名>\n\n| 担当 | 連絡先 |\n| --- | --- |\n| TBD | [台帳](https://a.test/?id=PROJECT_ID) |\n\n\
                    `${TOKEN}` と `$KEY` を設定する。<https://x.example.com>\n\n```bash\nKEY=1\ncurl $KEY ${TOKEN} <サービス名>\n```\n";
        let (document, _) = parse(text, Bounds::default());
        let runs = super::super::run::all(&document, text);
        let (config, section_at) = (Config::default(), |_| String::new());
        let effects = effects(&config);
        let reader = Reader::new(&effects, &config, &document, &section_at);
        let code = reader.read(text).into_iter().map(|(_, found)| found).collect();
        let found = collect(&runs, text, &reader, code);
        let written: Vec<(String, Vec<&str>)> = found
            .iter()
            .map(|one| (one.name.clone(), one.occurrences.iter().map(|span| &text[span.range()]).collect()))
            .collect();
        let expected = [
            ("サービス名", vec!["<サービス名>", "<サービス名>"]),
            ("TBD", vec!["TBD"]),
            ("PROJECT_ID", vec!["PROJECT_ID"]),
            ("TOKEN", vec!["${TOKEN}", "${TOKEN}"]),
            ("example.com", vec!["example.com"]),
        ];
        assert_eq!(written, expected.map(|(name, places)| (name.to_owned(), places)));
    }
}
