//! rbc's parser and pulldown-cmark see the same documents.

use super::compare::{Comparison, MEANT};
use super::{documents, ours, theirs};
use rbc::syntax::{Bounds, front_matter};
use std::fmt::Write;

#[test]
fn a_second_parser_sees_the_same_structure_at_the_same_places() {
    let mut report = String::new();
    let mut undeclared = 0;
    let mut used = std::collections::BTreeMap::new();
    let samples = documents::all();
    for sample in &samples {
        let text = sample.text.as_str();
        let (_, base) = front_matter::take(text);
        let mine = ours::tree(text, Bounds::default());
        let other = theirs::tree(text, base);
        let mut comparison = Comparison { source: text, findings: Vec::new(), used: Vec::new() };
        comparison.trees(&mine, &other);
        for name in comparison.used {
            *used.entry(name).or_insert(0) += 1;
        }
        for finding in comparison.findings {
            undeclared += 1;
            let line = text[..finding.at].lines().count();
            let _ = writeln!(report, "{}:{line}: {}", sample.path, finding.what);
            let _ = writeln!(report, "  ours\n{}  theirs\n{}", finding.ours, finding.theirs);
        }
    }
    for meant in MEANT {
        let count = used.get(meant.name).map_or(String::new(), |count| format!("{count} times "));
        eprintln!("meant: {count}{}: {}", meant.name, meant.why);
    }
    eprintln!("{} documents", samples.len());
    assert!(undeclared == 0, "{undeclared} differences\n{report}");
}
