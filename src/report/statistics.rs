//! `--statistics`: how many findings of each rule there are.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Report;
use crate::diag::Level;
use crate::text::pages;
use crate::text::width::{Ambiguous, width};

/// A line for each rule and level, the most frequent first; nothing where nothing was found.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let mut counts: BTreeMap<(&str, Level), usize> = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry((finding.diagnostic.rule, finding.diagnostic.level)).or_default() += 1;
    }
    let mut rows: Vec<((&str, Level), usize)> = counts.into_iter().collect();
    // A stable sort: equals stay in the order of their names.
    rows.sort_by_key(|&((_, level), count)| std::cmp::Reverse((count, level)));
    let number = rows.first().map_or(0, |(_, count)| count.to_string().len());
    let columns = rows.iter().map(|((rule, _), _)| width(rule, Ambiguous::Narrow)).max().unwrap_or_default();
    let mut text = String::new();
    for ((rule, level), count) in rows {
        let summary = pages::summary(rule, report.catalogue.language()).unwrap_or_default();
        let padding = columns - width(rule, Ambiguous::Narrow);
        let line = format!("{count:number$}  {:7}  {rule}{:padding$}  {summary}", level.name(), "");
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn rules_stand_by_their_number() {
        let expected = "2  warning  config/unknown-key     そのキーはありません。\n\
                        1  error    link/broken-anchor     リンクの `#…` が指す見出しがありません。\n\
                        1  error    source/not-utf8        文書が UTF-8 として読めません。\n";
        let text = samples::rendered(render);
        assert!(text.starts_with(expected), "{text}");
        assert_eq!(text.lines().count(), 5);
    }
}
