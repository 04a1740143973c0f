//! Views and tables that databases bring, with their columns: data, in `catalogue.views`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

type Columns = HashSet<&'static str>;

static VIEWS: LazyLock<HashMap<&'static str, Columns>> = LazyLock::new(|| read(include_str!("catalogue.views")));

fn read(text: &'static str) -> HashMap<&'static str, Columns> {
    let mut views: HashMap<&'static str, Columns> = HashMap::new();
    let mut open: Vec<&'static str> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_ascii_whitespace().peekable();
        if !line.starts_with(' ') {
            open = words.collect();
            continue;
        }
        let columns: Vec<&'static str> = words.by_ref().collect();
        for view in &open {
            views.entry(view).or_default().extend(columns.iter().copied());
        }
    }
    views
}

/// The columns of a view by its name in small letters, with its schema where one is written.
pub(super) fn columns(name: &str) -> Option<&'static Columns> {
    let bare = || {
        let (schema, view) = name.split_once('.')?;
        VIEWS.get(view).filter(|_| schema == "pg_catalog" || schema == "extensions")
    };
    VIEWS.get(name).or_else(bare)
}

/// Whether a text can name one of them at all.
pub(super) fn is_mentioned(text: &str) -> bool {
    [
        "pg_",
        "information_schema",
        "performance_schema",
        "sqlite_",
        "mysql.",
        "PG_",
        "INFORMATION_SCHEMA",
        "PERFORMANCE_SCHEMA",
    ]
    .iter()
    .any(|word| text.contains(word))
}
