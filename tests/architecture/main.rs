//! Holds the code to ARCHITECTURE.md: who may know whom, which file names which library, where the machine is.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read the sources has to fail")]

mod map;
mod scan;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use map::Map;

/// Longest file, its tests not counted: beyond it nobody keeps it in mind.
const LONGEST: usize = 500;

/// Files that are longer, and why.
const LONGER: &[(&str, &str)] = &[];

/// The machine: only `host` and the binary touch it, the core is given what they read.
const MACHINE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::time::SystemTime",
    "std::time::Instant",
    "SystemTime::now",
    "Instant::now",
    "jiff::Zoned::now",
    "jiff::Timestamp::now",
    "jiff::tz::TimeZone::system",
    "Zoned::now",
    "Timestamp::now",
    "TimeZone::system",
];

struct Source {
    /// `src/source/map.rs`
    path: String,
    /// Without comments, texts and tests.
    code: String,
    paths: Vec<scan::Path>,
}

impl Source {
    /// Modules from the crate's root: `["source", "map"]`; none for lib.rs.
    fn modules(&self) -> Vec<&str> {
        let inner = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        inner.split('/').filter(|name| !matches!(*name, "mod" | "lib")).collect()
    }

    /// Its room; `lib.rs` and `bin/` are none.
    fn room(&self) -> Option<&str> {
        self.modules().first().copied().filter(|room| *room != "bin")
    }

    fn is_binary(&self) -> bool {
        self.path.starts_with("src/bin/")
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
                let code = scan::shipped(&fs::read_to_string(&path).unwrap());
                let path = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                sources.push(Source { path, paths: scan::paths(&code), code });
            }
        }
    }
    sources.sort_by(|left, right| left.path.cmp(&right.path));
    sources
}

fn map() -> Map {
    Map::read(&fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap())
}

/// Fails with one line for each finding, and says nothing otherwise.
fn none(findings: &[String], advice: &str) {
    let mut text = String::new();
    for finding in findings {
        writeln!(text, "  {finding}").unwrap();
    }
    assert!(findings.is_empty(), "\n{text}{advice}\n");
}

#[test]
fn a_room_knows_only_what_the_table_allows() {
    let map = map();
    let mut findings = Vec::new();
    for source in sources() {
        let Some(room) = source.room() else { continue };
        let Some(allowed) = map.rooms.get(room) else {
            findings.push(format!("{}: the room `{room}` is not in the table", source.path));
            continue;
        };
        for path in &source.paths {
            let known = path.parts.get(1).map_or("", String::as_str);
            if path.parts[0] == "crate" && known != room && !allowed.contains(known) {
                findings.push(format!("{}:{}: `{room}` may not know `{}`", source.path, path.line, path.text()));
            }
        }
    }
    none(&findings, "Who may know whom stands in ARCHITECTURE.md, under 'Rooms'.");
}

#[test]
fn no_path_leaves_its_room_through_super() {
    let mut findings = Vec::new();
    for source in sources().iter().filter(|source| !source.is_binary()) {
        let depth = source.modules().len();
        for path in &source.paths {
            let up = path.parts.iter().take_while(|part| *part == "super").count();
            if up > 0 && up >= depth {
                findings.push(format!("{}:{}: `{}` leaves its room", source.path, path.line, path.text()));
            }
        }
    }
    none(&findings, "Write crate::<room>::…, so that the table of ARCHITECTURE.md sees it.");
}

#[test]
fn only_the_binary_comes_in_by_the_front_door() {
    let mut findings = Vec::new();
    for source in sources().iter().filter(|source| !source.is_binary()) {
        for path in source.paths.iter().filter(|path| path.parts[0] == "rbc") {
            findings.push(format!("{}:{}: `{}`", source.path, path.line, path.text()));
        }
    }
    none(&findings, "Within the library write crate::….");
}

#[test]
fn the_core_touches_no_machine() {
    let mut findings = Vec::new();
    for source in sources().iter().filter(|source| !source.is_binary() && source.room() != Some("host")) {
        for path in source.paths.iter().filter(|path| MACHINE.iter().any(|banned| path.starts_with(banned))) {
            findings.push(format!("{}:{}: `{}`", source.path, path.line, path.text()));
        }
        for word in ["println", "eprintln", "print", "eprint"] {
            let call = format!("{word}!");
            for (at, line) in source.code.lines().enumerate() {
                if line.split(|c: char| !c.is_alphanumeric() && c != '!' && c != '_').any(|name| name == call) {
                    findings.push(format!("{}:{}: `{call}`", source.path, at + 1));
                }
            }
        }
    }
    none(&findings, "Disk, clock, environment, network and terminal belong to src/host and src/bin.");
}

#[test]
fn a_library_is_named_in_its_place_only() {
    let map = map();
    let mut findings = Vec::new();
    for source in sources() {
        for path in &source.paths {
            let Some(places) = map.libraries.get(&path.parts[0]) else { continue };
            if !places.iter().any(|place| stands_in(&source.path, place)) {
                findings.push(format!("{}:{}: `{}`", source.path, path.line, path.text()));
            }
        }
    }
    none(&findings, "Which library is named where stands in ARCHITECTURE.md, under 'Libraries'.");
}

/// Whether a file is the place, or lies in the folder that the place names with a `/` behind it.
fn stands_in(path: &str, place: &str) -> bool {
    path == place || (place.ends_with('/') && path.starts_with(place))
}

#[test]
fn every_dependency_is_in_the_table() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let listed = map().libraries;
    let section = manifest.split("\n[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    let names = section.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.replace('-', "_"));
    let missing: Vec<String> = names.filter(|name| !listed.contains_key(name)).collect();
    none(&missing, "A library gets its line in ARCHITECTURE.md, under 'Libraries': what for, and where it is named.");
}

#[test]
fn the_table_names_rooms_only() {
    let map = map();
    let standing: BTreeSet<&str> = map.rooms.keys().map(String::as_str).collect();
    let mut findings = Vec::new();
    for (room, known) in &map.rooms {
        findings.extend(
            known
                .iter()
                .filter(|name| !standing.contains(name.as_str()))
                .map(|name| format!("`{room}` may know `{name}`, which is no room")),
        );
    }
    none(&findings, "Correct the table of ARCHITECTURE.md, under 'Rooms'.");
}

#[test]
fn files_stay_short() {
    let mut findings = Vec::new();
    for source in sources() {
        let text = fs::read_to_string(root().join(&source.path)).unwrap();
        let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).count();
        let longer = LONGER.iter().any(|(path, _)| *path == source.path);
        if lines > LONGEST && !longer {
            findings.push(format!("{}: {lines} lines", source.path));
        }
        if lines <= LONGEST && longer {
            findings.push(format!("{}: {lines} lines: take it off the list of exceptions", source.path));
        }
    }
    none(&findings, "A file over 500 lines, tests not counted, is more than one noun: split it.");
}

/// A name that Windows keeps for a device, or a sign that it does not allow, and the repository can't be cloned there.
#[test]
fn every_file_can_be_checked_out_on_every_system() {
    let devices = ["con", "prn", "aux", "nul"];
    let mut findings = Vec::new();
    let mut folders = vec![root().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if [".git", "target", "site", "node_modules"].contains(&name.as_str()) {
                continue;
            }
            let stem = name.split('.').next().unwrap().to_lowercase();
            let numbered = ["com", "lpt"].iter().any(|device| {
                stem.strip_prefix(device)
                    .is_some_and(|rest| rest.len() == 1 && rest.chars().all(|sign| sign.is_ascii_digit()))
            });
            if devices.contains(&stem.as_str()) || numbered || name.contains(['<', '>', ':', '"', '|', '?', '*', '\\'])
            {
                findings.push(path.display().to_string());
            }
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            }
        }
    }
    none(&findings, "Call it otherwise; the page of a rule may have another name than the rule (src/text/pages.rs).");
}
