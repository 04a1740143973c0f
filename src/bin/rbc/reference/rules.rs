//! Every rule, by category, with the level that it has where nobody says another.

use std::collections::BTreeMap;

use rbc::text::{Catalogue, pages};

use super::{table, words};

pub(super) fn by_category(catalogue: &Catalogue) -> String {
    let words = words::of(catalogue.language());
    let mut categories: BTreeMap<&str, Vec<Vec<String>>> = BTreeMap::new();
    for rule in pages::names() {
        let category = rule.split('/').next().unwrap_or_default();
        let level = if rbc::check::OFF.contains(&rule) {
            "off"
        } else {
            rbc::default_level(rule).map(rbc::diag::Level::name).unwrap_or_default()
        };
        let summary = pages::summary(rule, catalogue.language()).unwrap_or_default();
        let page = pages::path(rule).unwrap().trim_start_matches("docs/");
        let cells = vec![format!("[{rule}](../../{page})"), level.to_owned(), summary.to_owned()];
        categories.entry(category).or_default().push(cells);
    }
    let tables = categories.into_iter().map(|(category, rows)| {
        format!("## {category}\n\n{}\n", table(&[words.rule, words.level, words.meaning], rows))
    });
    tables.collect()
}
