//! A baseline: findings that are known and will be mended later. New ones stand out beside them.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Fingerprint, Place, fingerprints};
use crate::source::SourceMap;

/// Version of the file's shape; raised when a field changes or goes.
const VERSION: u32 = 1;

/// Findings that are known, by fingerprint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<(String, String), Vec<Fingerprint>>,
    /// Whether what is told once of many documents is known of each of them; an older file knows of the first one only.
    each: bool,
}

/// The file.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    each_document: bool,
    findings: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    rule: String,
    fingerprint: String,
}

/// Why a baseline is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BaselineFault {
    /// It is not the JSON that `--write-baseline` writes; the reason, with its line.
    Unreadable(String),
    /// It is of a later version of rbc.
    Version(u32),
}

/// What a baseline held of the findings of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// Findings that were taken away.
    pub still: Vec<(Diagnostic, Fingerprint)>,
    /// Entries whose finding is no longer there.
    pub gone: Vec<Gone>,
}

/// An entry whose finding is no longer there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Its file.
    pub path: String,
    /// Its rule.
    pub rule: String,
    /// What it was known by.
    pub fingerprint: Fingerprint,
}

impl Baseline {
    /// Everything that a run found.
    #[must_use]
    pub fn of(diagnostics: &[Diagnostic], sources: &SourceMap) -> Self {
        let mut baseline = Baseline { each: true, ..Baseline::default() };
        for (finding, fingerprint) in diagnostics.iter().zip(fingerprints(diagnostics, sources)) {
            let key = (path(finding, sources).to_owned(), finding.rule.to_owned());
            baseline.entries.entry(key).or_default().push(fingerprint);
        }
        for known in baseline.entries.values_mut() {
            known.sort_unstable();
            known.dedup();
        }
        baseline
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(text: &str) -> Result<Self, BaselineFault> {
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        let unreadable = |error: serde_json::Error| BaselineFault::Unreadable(error.to_string());
        let Version { version } = serde_json::from_str(text).map_err(unreadable)?;
        if version != VERSION {
            return Err(BaselineFault::Version(version));
        }
        let Written { each_document, findings } = serde_json::from_str(text).map_err(unreadable)?;
        let mut baseline = Baseline { each: each_document, ..Baseline::default() };
        for Entry { path, rule, fingerprint } in findings {
            let read = fingerprint.parse();
            let read = read.map_err(|()| BaselineFault::Unreadable(format!("fingerprint {fingerprint:?}")))?;
            baseline.entries.entry((path, rule)).or_default().push(read);
        }
        Ok(baseline)
    }

    /// The text of the file: sorted, one finding a line, so that two branches that change it can be merged.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        for ((path, rule), known) in &self.entries {
            for fingerprint in known {
                let fingerprint = fingerprint.to_string();
                let entry = Entry { path: path.clone(), rule: rule.clone(), fingerprint };
                lines.push(format!("    {}", serde_json::to_string(&entry).unwrap_or_default()));
            }
        }
        let findings = if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n  ]", lines.join(",\n")) };
        let each = if self.each { "  \"each_document\": true,\n" } else { "" };
        format!("{{\n  \"version\": {VERSION},\n{each}  \"findings\": {findings}\n}}\n")
    }

    /// Adds what another one knows.
    pub fn join(&mut self, other: Baseline) {
        self.each &= other.each || other.is_empty();
        for (key, known) in other.entries {
            let entry = self.entries.entry(key).or_default();
            entry.extend(known);
            entry.sort_unstable();
            entry.dedup();
        }
    }

    /// How many findings are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.values().map(Vec::len).sum()
    }

    /// Whether none is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes known findings away. The findings are those of a whole run, because repeats are numbered. `judged` says of a
    /// path and a rule whether this run looked there: what it did not look at is not gone.
    pub fn apply(
        &self,
        diagnostics: &mut Vec<Diagnostic>,
        sources: &SourceMap,
        judged: &dyn Fn(&str, &str) -> bool,
    ) -> Held {
        let known: HashSet<Fingerprint> = self.entries.values().flatten().copied().collect();
        let marks = fingerprints(diagnostics, sources);
        let found: HashSet<Fingerprint> = marks.iter().copied().collect();
        let mut held = Held::default();
        let all = std::mem::take(diagnostics);
        let covered = if self.each { HashSet::new() } else { covered(&all, &marks, &known, sources) };
        for (finding, mark) in all.into_iter().zip(marks) {
            if known.contains(&mark) || (finding.together.is_some() && covered.contains(finding.rule)) {
                held.still.push((finding, mark));
            } else {
                diagnostics.push(finding);
            }
        }
        for ((path, rule), marks) in self.entries.iter().filter(|((path, rule), _)| judged(path, rule)) {
            let gone = marks.iter().filter(|mark| !found.contains(mark));
            let gone = gone.map(|&fingerprint| Gone { path: path.clone(), rule: rule.clone(), fingerprint });
            held.gone.extend(gone);
        }
        held
    }
}

/// Rules that are told once of many documents, and of which the first document alone is known: so were they written
/// before every document was, and the rest is as old.
fn covered(
    all: &[Diagnostic],
    marks: &[Fingerprint],
    known: &HashSet<Fingerprint>,
    sources: &SourceMap,
) -> HashSet<&'static str> {
    let mut documents: BTreeMap<&'static str, Vec<(&str, bool)>> = BTreeMap::new();
    for (finding, mark) in all.iter().zip(marks).filter(|(finding, _)| finding.together.is_some()) {
        documents.entry(finding.rule).or_default().push((path(finding, sources), known.contains(mark)));
    }
    let first_alone = |found: &Vec<(&str, bool)>| {
        let first = found.iter().min().is_some_and(|(_, known)| *known);
        first && found.iter().filter(|(_, known)| *known).count() == 1
    };
    documents.into_iter().filter(|(_, found)| first_alone(found)).map(|(rule, _)| rule).collect()
}

fn path<'a>(finding: &'a Diagnostic, sources: &'a SourceMap) -> &'a str {
    match &finding.place {
        Place::Span(file, _) => sources.file(*file).path(),
        Place::Path { path, .. } => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Level, Message};
    use crate::source::{SourceFile, Span};

    /// A finding at each `[`.
    fn run(text: &str) -> (SourceMap, Vec<Diagnostic>) {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("content/障害 対応.md", text));
        let at = |start: usize| {
            Diagnostic::new("link/broken-file", Level::Error, file, Span::new(start, start + 1), Message::new("x"))
        };
        let mut found: Vec<Diagnostic> = text.match_indices('[').map(|(start, _)| at(start)).collect();
        found.push(Diagnostic::at_path("source/nul", Level::Error, "content/壊れ.md", 1, 1, Message::new("x")));
        (sources, found)
    }

    #[test]
    fn known_findings_go_and_new_ones_stay() {
        let (sources, found) = run("# 索引\n\n[甲](a.md)\n[乙](b.md)\n[甲](a.md)\n");
        let baseline = Baseline::of(&found, &sources);
        let (sources, mut found) = run("# 索引 (改)\n\n前文\n\n[丙](c.md)\n[甲](a.md)\n");
        let held = baseline.apply(&mut found, &sources, &|_, _| true);
        assert_eq!((held.still.len(), held.gone.len()), (2, 2));
        let Place::Span(_, span) = found[0].place else { panic!("no span") };
        assert_eq!(
            (found.len(), &sources.file(crate::source::FileId(0)).text()[span.start as usize..][..4]),
            (1, "[丙")
        );
        let none = baseline.apply(&mut Vec::new(), &sources, &|path, _| path != "content/障害 対応.md");
        assert_eq!((none.still.len(), none.gone.len()), (0, 1));
        assert_eq!(none.gone[0].path, "content/壊れ.md");
    }

    #[test]
    fn of_findings_told_together_each_is_known() {
        let run = |names: &[&str]| {
            let mut sources = SourceMap::default();
            let one = |name: &&str| {
                let file = sources.add(SourceFile::new(*name, "# 手順書\n"));
                let mut found = Diagnostic::new("a/b", Level::Info, file, Span::new(0, 1), Message::new("x"));
                found.together = Some(Message::new("y"));
                found
            };
            let found: Vec<Diagnostic> = names.iter().map(one).collect();
            (sources, found)
        };
        let left = |baseline: &Baseline, names: &[&str]| {
            let (sources, mut found) = run(names);
            baseline.apply(&mut found, &sources, &|_, _| true);
            found.iter().map(|finding| path(finding, &sources).to_owned()).collect::<Vec<_>>()
        };
        let (sources, found) = run(&["b.md", "c.md", "d.md", "e.md"]);
        let baseline = Baseline::of(&found, &sources);
        assert_eq!(left(&baseline, &["a.md", "b.md", "c.md", "e.md"]), ["a.md"]);
        let first = Baseline::of(&found[..1], &sources);
        assert_eq!(left(&first, &["b.md", "c.md", "d.md"]), ["c.md", "d.md"], "one document was all there was");
        let old = Baseline { each: false, ..first };
        assert_eq!(left(&old, &["b.md", "c.md", "d.md", "e.md"]), [""; 0], "told at the first document only");
        assert_eq!(left(&old, &["a.md", "b.md", "c.md"]), ["a.md", "c.md"]);
    }

    #[test]
    fn the_file_is_sorted_and_read_back() {
        let (sources, mut found) = run("[乙](b.md)\n[甲](a.md)\n");
        let baseline = Baseline::of(&found, &sources);
        found.reverse();
        assert_eq!(Baseline::of(&found, &sources).text(), baseline.text());
        assert_eq!(Baseline::read(&baseline.text()), Ok(baseline.clone()));
        assert_eq!(baseline.len(), 3);
        assert!(baseline.text().starts_with(
            "{\n  \"version\": 1,\n  \"each_document\": true,\n  \"findings\": [\n    {\"path\":\"content/壊れ.md\",\"rule\":\"source/nul\","
        ));
        assert_eq!(Baseline::read(&Baseline::default().text()), Ok(Baseline::default()));
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        for text in ["", "[]", "{}", "{\"version\": 1}", "{\"version\": 1, \"findings\": [{\"path\": \"a\"}]}"] {
            assert!(matches!(Baseline::read(text), Err(BaselineFault::Unreadable(_))), "{text}");
        }
        let bad = "{\"version\": 1, \"findings\": [{\"path\": \"a\", \"rule\": \"b/c\", \"fingerprint\": \"xyz\"}]}";
        assert!(matches!(Baseline::read(bad), Err(BaselineFault::Unreadable(_))));
        assert_eq!(Baseline::read("{\"version\": 2, \"more\": 1}"), Err(BaselineFault::Version(2)));
    }
}
