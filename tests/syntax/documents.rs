//! Documents to try: the examples of this repository, and those that `RBC_SHARED` names.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A document: the path to say, and the text without its byte order mark.
pub(crate) struct Sample {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The folder of more documents. Says so aloud where there is none; fails where `RBC_REQUIRE_ALL` asks for everything.
pub(crate) fn shared(what: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("RBC_SHARED").map(PathBuf::from);
    if folder.is_none() {
        assert!(std::env::var_os("RBC_REQUIRE_ALL").is_none(), "RBC_SHARED is not set, and {what} are required");
        aloud(&format!("skipped: RBC_SHARED names no folder with {what}"));
    }
    folder
}

/// Every Markdown file of `content/` and, where it is there, of the shared folder.
pub(crate) fn all() -> Vec<Sample> {
    let mut samples = Vec::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &mut samples);
    assert!(samples.len() > 10, "the example documents are missing");
    if let Some(folder) = shared("documents") {
        let before = samples.len();
        gather(&folder.join("corpus"), &mut samples);
        gather(&folder.join("seeds"), &mut samples);
        assert!(samples.len() > before, "the shared folder holds no documents");
    }
    samples
}

fn gather(folder: &Path, into: &mut Vec<Sample>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            // What is not UTF-8 never reaches the parser.
            let Ok(text) = String::from_utf8(fs::read(&path).unwrap()) else { continue };
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
            into.push(Sample { path: path.display().to_string(), text });
        }
    }
}

/// Says what is not run. The harness keeps what `eprintln!` prints in a test that passes, and nobody would hear of it.
fn aloud(said: &str) {
    let _ = writeln!(std::io::stderr(), "{said}");
}
