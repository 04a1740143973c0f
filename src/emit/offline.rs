//! What the browser keeps of a site for when the network is gone: the list in front of the service worker, and the page
//! that stands in for one that is not kept.

use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::fault::TemplateFault;
use super::incident;
use super::page::Page;
use super::site::Site;
use super::{Artifact, EmitOptions};
use crate::resolve::url;

/// Path of the service worker: what stands above it is what it answers for.
const WORKER: &str = "sw.js";

/// Path of the page for what is not kept.
const PAGE: &str = "assets/offline.html";

/// Most bytes that are kept before they are asked for. A larger site keeps its essentials, and what was opened.
const MOST: usize = 5 << 20;

/// Pages that are kept in any case.
const ESSENTIAL: [&str; 7] =
    ["index.html", "search.html", "contacts.html", "severity.html", "checklists.html", PAGE, incident::ADDRESS];

/// Pages that nobody needs without a network.
const NEEDLESS: [&str; 5] = ["404.html", "report.html", "commands.html", "sql.html", "api/index.html"];

/// Endings of pictures.
const PICTURES: [&str; 7] = [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"];

/// The files of a site, gathered while they are written.
#[derive(Debug, Default)]
pub struct Contents {
    files: Mutex<Vec<File>>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct File {
    path: String,
    bytes: usize,
    digest: u64,
}

#[derive(Serialize)]
struct Kept {
    version: String,
    must: Vec<String>,
    more: Vec<String>,
}

impl Contents {
    /// Takes note of a file. From any thread, in any order.
    pub fn add(&self, path: &str, bytes: &[u8]) {
        let file = File { path: path.to_owned(), bytes: bytes.len(), digest: digest(bytes) };
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push(file);
    }

    /// Paths of what was noted, in order.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let mut paths: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
        paths.sort_unstable();
        paths
    }

    /// The service worker that keeps what was noted.
    #[must_use]
    pub fn worker(self, options: &EmitOptions<'_>) -> Artifact {
        let mut files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.sort_unstable();
        let list = serde_json::json!(kept(&files)).to_string();
        let text = super::asset::lean(WORKER, options.asset(WORKER));
        Artifact { path: WORKER.to_owned(), bytes: format!("const rbcKept={list};\n{text}").into_bytes() }
    }
}

/// Chooses what is kept: whole groups, as long as there is room.
fn kept(files: &[File]) -> Kept {
    let mut groups: [Vec<&File>; 4] = Default::default();
    for file in files {
        if let Some(group) = group(&file.path) {
            groups[group].push(file);
        }
    }
    let address = |file: &&File| url::relative("", &file.path);
    let mut room = MOST;
    let [must, others @ ..] = &groups;
    let mut more = Vec::new();
    for group in [must].into_iter().chain(others) {
        let bytes = group.iter().map(|file| file.bytes).sum();
        let fits = room.checked_sub(bytes);
        room = fits.unwrap_or(room);
        if fits.is_some() && !std::ptr::eq(group, must) {
            more.extend(group.iter().map(address));
        }
    }
    let whole = files.iter().fold(0, |whole, file| digest(format!("{whole}{}{}", file.path, file.digest).as_bytes()));
    Kept { version: format!("{whole:016x}"), must: must.iter().map(address).collect(), more }
}

/// Which group a file belongs to: what is needed, the index of the search, pages, pictures.
fn group(path: &str) -> Option<usize> {
    if ESSENTIAL.contains(&path)
        || (path.starts_with("assets/") && [".js", ".css"].iter().any(|end| path.ends_with(end)))
    {
        return Some(0);
    }
    let is_picture = || {
        let small = path.to_lowercase();
        PICTURES.iter().any(|ending| small.ends_with(ending))
    };
    match path {
        path if path.starts_with("search/") => Some(1),
        path if path.ends_with(".html") => (!NEEDLESS.contains(&path)).then_some(2),
        _ => is_picture().then_some(3),
    }
}

/// What a content is known by: the same on every machine and in every version. Eight bytes a step.
pub(super) fn digest(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: u64| ((hash ^ word).wrapping_mul(FACTOR)).rotate_left(29);
    let mut words = bytes.chunks_exact(8);
    let mut hash = bytes.len() as u64 ^ 0xcbf2_9ce4_8422_2325;
    for word in &mut words {
        hash = mix(hash, word.try_into().map_or(0, u64::from_le_bytes));
    }
    hash = words.remainder().iter().fold(hash, |hash, &byte| mix(hash, u64::from(byte)));
    hash ^ (hash >> 32)
}

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
}

/// Writes the page for what is not kept.
pub(super) fn write_page(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    if !site.options.offline {
        return Ok(());
    }
    let frame = Frame { page: Page::of_site(site.words.get("offline_page"), PAGE) };
    let bytes = site.frames.render("offline.html", &frame, 4 << 10)?;
    artifacts.push(Artifact { path: PAGE.to_owned(), bytes });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(files: &[(&str, usize)]) -> (Vec<String>, Vec<String>) {
        let file = |&(path, bytes): &(&str, usize)| File { path: path.to_owned(), bytes, digest: 1 };
        let kept = kept(&files.iter().map(file).collect::<Vec<_>>());
        (kept.must, kept.more)
    }

    #[test]
    fn a_large_site_keeps_its_essentials() {
        let rest =
            ["404.html", "api/index.json", "assets/rbc.js", "contacts.html", "db.md", "index.html", "search/index.js"];
        let mut files: Vec<(&str, usize)> = rest.iter().map(|path| (*path, 1000)).collect();
        files.extend([("ops/運用 書.html", 1000), ("図.PNG", 1000)]);
        let must = ["assets/rbc.js", "contacts.html", "index.html"];
        let (first, more) = list(&files);
        assert_eq!(first, must);
        assert_eq!(more, ["search/index.js", "ops/運用%20書.html", "図.PNG"]);
        files.push(("大.html", MOST));
        let (first, more) = list(&files);
        assert_eq!(first, must);
        assert_eq!(more, ["search/index.js", "図.PNG"]);
    }

    #[test]
    fn a_version_is_that_of_all_files_in_any_order() {
        let version = |files: &[(&str, &str)]| {
            let contents = Contents::default();
            files.iter().for_each(|(path, text)| contents.add(path, text.as_bytes()));
            String::from_utf8(contents.worker(&EmitOptions::default()).bytes)
                .unwrap()
                .lines()
                .next()
                .unwrap()
                .to_owned()
        };
        let first = version(&[("a.html", "手順の本文です"), ("api/b.json", "{}")]);
        assert_eq!(first, version(&[("api/b.json", "{}"), ("a.html", "手順の本文です")]));
        assert_ne!(first, version(&[("a.html", "手順の本文だす"), ("api/b.json", "{}")]));
        assert_ne!(first, version(&[("a.html", "手順の本文です"), ("api/b.json", "{ }")]));
        assert_ne!(digest(b"\0\0\0\0\0\0\0\0"), digest(b"\0\0\0\0\0\0\0"));
    }
}
