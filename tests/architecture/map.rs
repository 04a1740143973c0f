//! Reads the tables of ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};

/// What ARCHITECTURE.md allows.
pub(crate) struct Map {
    /// Room → rooms that it may know.
    pub(crate) rooms: BTreeMap<String, BTreeSet<String>>,
    /// Library, as code names it → folders and files that may name it.
    pub(crate) libraries: BTreeMap<String, Vec<String>>,
}

impl Map {
    /// Reads the tables under 'Rooms' and 'Libraries'.
    pub(crate) fn read(text: &str) -> Map {
        let mut rooms = BTreeMap::new();
        for row in rows(text, "## Rooms") {
            let known =
                row[2].split(['`', ' ', ',']).map(str::trim).filter(|name| !name.is_empty() && *name != "nothing");
            rooms.insert(code(&row[0]).remove(0).trim_end_matches('/').to_owned(), known.map(str::to_owned).collect());
        }
        let mut libraries = BTreeMap::new();
        for row in rows(text, "## Libraries") {
            for name in code(&row[0]) {
                libraries.insert(name.replace('-', "_"), code(&row[1]));
            }
        }
        Map { rooms, libraries }
    }
}

/// Cells of the first table below a heading, header left out.
fn rows(text: &str, heading: &str) -> Vec<Vec<String>> {
    let below =
        text.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("ARCHITECTURE.md has no {heading}")).1;
    let section = below.split("\n## ").next().unwrap_or(below);
    let table = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let rows: Vec<Vec<String>> = table.skip(2).map(cells).collect();
    assert!(!rows.is_empty(), "no table below {heading}");
    rows
}

fn cells(line: &str) -> Vec<String> {
    line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// What stands in code spans.
fn code(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
