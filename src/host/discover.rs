//! Finding and reading the documents of a content root.
//!
//! 1. The root is walked. Hidden files, `node_modules`, built sites and what a `.gitignore` of the project names are left
//!    out; symbolic links are followed to files within the root only.
//! 2. Everything is put into the bytewise order of its path, so that no file system's order is seen in any output.
//! 3. Documents are read side by side, and added to the source map in that order.
//!
//! A file that cannot become a text is a diagnostic; only a root that cannot be read at all is an error.

mod text;

pub use text::Texts;

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::name;
use super::open::{self, OpenFault};
use crate::config::Limits;
use crate::diag::{Diagnostic, Label, Level, Message};
use crate::source::decode::{DecodeFault, Decoded, decode};
use crate::source::secret::Known;
use crate::source::{FileId, SourceFile, SourceMap, Span};
use text::Text;

/// The file by which rbc knows a folder that it has made.
pub const MARKER: &str = ".rbc-site";

/// Most folders within each other.
pub const MAXIMUM_DEPTH: usize = 32;

/// Where to look.
#[derive(Debug, Clone)]
pub struct Places {
    /// The folder of rbc.yaml, else the working directory; absolute.
    pub project: PathBuf,
    /// The content root; absolute.
    pub content: PathBuf,
    /// The folder that the site is published in; absolute. It is never content.
    pub out: Option<PathBuf>,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its text.
    pub file: FileId,
    /// Path within the content root without its ending, composed (NFC); unique.
    pub id: String,
    /// Path within the content root as it lies on disk, with `/`.
    pub path_in_content: String,
}

/// What a content root holds.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The documents, in bytewise order of their paths.
    pub documents: Vec<Found>,
    /// Every other file, by its path within the content root, in bytewise order.
    pub assets: Vec<String>,
    /// What could not be read, and names that will make trouble.
    pub diagnostics: Vec<Diagnostic>,
    /// How many documents there are, with those that could not be read.
    pub files: usize,
}

/// Documents whose bytes are not those on disk, by absolute path.
pub type Overlays = HashMap<PathBuf, Vec<u8>>;

/// Finds and reads the documents.
///
/// # Errors
/// The root is no folder or cannot be read.
pub fn discover(
    places: &Places,
    limits: &Limits,
    overlays: &Overlays,
    sources: &mut SourceMap,
) -> io::Result<Discovery> {
    discover_again(places, limits, overlays, sources, &mut Texts::default())
}

/// Finds and reads the documents as [`discover`] does; a text that is what it was the last time is the same file.
///
/// # Errors
/// The root is no folder or cannot be read.
pub fn discover_again(
    places: &Places,
    limits: &Limits,
    overlays: &Overlays,
    sources: &mut SourceMap,
    texts: &mut Texts,
) -> io::Result<Discovery> {
    let root = std::fs::canonicalize(&places.content)?;
    std::fs::read_dir(&root)?;
    let mut walk = Walk::new(places, root);
    walk.run();
    for path in overlays.keys() {
        walk.add(path, false);
    }
    walk.read(limits, overlays, sources, texts)
}

/// Whether a file name is that of a document.
#[must_use]
pub fn is_document(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")
}

/// A file that the walk has met.
struct Met {
    /// Path within the root, with `/`.
    inner: String,
    path: PathBuf,
    link: bool,
}

type Reading = Result<Result<Text, DecodeFault>, OpenFault>;

/// Masks in every text what is a secret of another one.
fn masked_together(mut read: Vec<Reading>) -> Vec<Reading> {
    let known = Known::joined(read.iter().flatten().flatten().map(|text| text.file.unusual()));
    if !known.is_empty() {
        let texts = read.par_iter_mut().flatten().filter_map(|text| text.as_mut().ok());
        texts.filter(|text| known.stand_in(text.file.text())).for_each(|text| {
            text.file = Arc::new(SourceFile::with(text.file.path(), text.file.written(), &known));
        });
    }
    read
}

struct Walk<'a> {
    places: &'a Places,
    /// Canonical.
    root: PathBuf,
    met: Vec<Met>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Walk<'a> {
    fn new(places: &'a Places, root: PathBuf) -> Self {
        Walk { places, root, met: Vec::new(), diagnostics: Vec::new() }
    }

    fn run(&mut self) {
        let ignored = outer_ignores(&self.places.project, &self.places.content);
        let out = self.places.out.clone();
        let mut builder = WalkBuilder::new(&self.places.content);
        builder.standard_filters(false).hidden(true).git_ignore(true).require_git(false).follow_links(false);
        // One level more than allowed, so that what lies too deep is seen and said.
        builder.max_depth(Some(MAXIMUM_DEPTH + 1)).filter_entry(move |entry| {
            let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            if entry.depth() == 0 {
                return true;
            }
            if folder && (entry.file_name() == "node_modules" || out.as_deref() == Some(entry.path())) {
                return false;
            }
            let named = ignored.iter().any(|ignore| ignore.matched(entry.path(), folder).is_ignore());
            let built = folder && entry.path().join(MARKER).exists();
            !named && !built
        });
        for entry in builder.build() {
            match entry {
                Ok(entry) if entry.depth() == 0 => {}
                Ok(entry) => {
                    let kind = entry.file_type();
                    if kind.is_some_and(|kind| kind.is_dir()) {
                        self.folder(entry.path(), entry.depth());
                    } else {
                        self.add(entry.path(), kind.is_some_and(|kind| kind.is_symlink()));
                    }
                }
                Err(error) => self.walk_fault(&error),
            }
        }
    }

    fn folder(&mut self, path: &Path, depth: usize) {
        if depth > MAXIMUM_DEPTH {
            let message = Message::new("source-path-too-deep").with("limit", MAXIMUM_DEPTH);
            self.report("source/path-too-deep", Level::Error, path, message);
        }
    }

    fn add(&mut self, path: &Path, link: bool) {
        let Ok(inner) = path.strip_prefix(&self.places.content) else { return };
        let Some(inner) = inner.to_str() else {
            self.report("source/name-not-utf8", Level::Error, path, Message::new("source-name-not-utf8"));
            return;
        };
        let inner = inner.replace(std::path::MAIN_SEPARATOR, "/");
        self.met.push(Met { inner, path: path.to_owned(), link });
    }

    fn walk_fault(&mut self, error: &ignore::Error) {
        let mut inner = error;
        let mut path = None;
        loop {
            match inner {
                ignore::Error::WithPath { path: at, err } => {
                    path = Some(at.clone());
                    inner = err;
                }
                ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
                _ => break,
            }
        }
        let reason = error.io_error().map_or_else(|| inner.to_string(), open::reason);
        let path = path.unwrap_or_else(|| self.places.content.clone());
        self.report("source/unreadable", Level::Error, &path, Message::new("source-unreadable").with("reason", reason));
    }

    fn report(&mut self, rule: &'static str, level: Level, path: &Path, message: Message) {
        let shown = shown_path(&self.places.project, path);
        self.diagnostics.push(Diagnostic::at_path(rule, level, shown, 1, 1, message));
    }

    fn read(
        mut self,
        limits: &Limits,
        overlays: &Overlays,
        sources: &mut SourceMap,
        known: &mut Texts,
    ) -> io::Result<Discovery> {
        let mut met = std::mem::take(&mut self.met);
        met.sort_unstable_by(|left, right| left.inner.cmp(&right.inner));
        met.dedup_by(|left, right| left.inner == right.inner);
        let (documents, others): (Vec<Met>, Vec<Met>) = met.into_iter().partition(|met| is_document(&met.path));
        let assets = self.assets(others);
        let files = documents.len();
        if let Some(first) = documents.get(limits.files) {
            let message = Message::new("source-too-many-files").with("limit", limits.files);
            self.report("source/too-many-files", Level::Error, &first.path, message);
        }
        let reading = documents.par_iter().take(limits.files).map(|met| match overlays.get(&met.path) {
            Some(bytes) => Ok(bytes.clone()),
            None => open::read(&self.root, &met.path, limits.file_bytes),
        });
        let project = &self.places.project;
        let text = |met: &Met, decoded: Decoded| Text {
            file: known.file(shown_path(project, &met.path), decoded.text),
            had_bom: decoded.had_bom,
        };
        let read: Vec<Reading> = reading
            .zip(&documents)
            .map(|(bytes, met)| bytes.map(|bytes| decode(bytes, limits.file_bytes).map(|decoded| text(met, decoded))))
            .collect();
        known.keep(read.iter().flatten().flatten());
        let read = masked_together(read);
        let mut texts = Vec::new();
        for (met, read) in documents.iter().zip(read) {
            match read {
                Ok(Ok(text)) => texts.push((met, self.add_text(met, text, sources))),
                Ok(Err(fault)) => self.decode_fault(met, &fault, limits),
                Err(fault) => self.open_fault(met, fault, limits),
            }
        }
        let documents = self.name_documents(&texts, sources);
        Ok(Discovery { documents, assets, diagnostics: self.diagnostics, files })
    }

    /// Paths of files that are no documents. A link is looked at now: one that leads out is an error though nobody may
    /// ever ask for it.
    fn assets(&mut self, others: Vec<Met>) -> Vec<String> {
        let mut assets = Vec::new();
        for met in others {
            match open::resolve(&self.root, &met.path) {
                Err(fault) if met.link => self.open_fault(&met, fault, &Limits::default()),
                _ => assets.push(met.inner),
            }
        }
        assets
    }

    fn add_text(&mut self, met: &Met, text: Text, sources: &mut SourceMap) -> FileId {
        let file = sources.add(text.file);
        if text.had_bom {
            let message = Message::new("text-byte-order-mark");
            let finding = Diagnostic::new("text/byte-order-mark", Level::Info, file, Span::default(), message);
            self.diagnostics.push(finding.with_help(Message::new("text-byte-order-mark-help")));
        }
        for part in met.inner.split('/') {
            if let Some((rule, message)) = name::fault(part) {
                let level = if rule == "source/name-too-long" { Level::Error } else { Level::Warning };
                self.diagnostics.push(Diagnostic::new(rule, level, file, Span::default(), message));
                break;
            }
        }
        file
    }

    fn decode_fault(&mut self, met: &Met, fault: &DecodeFault, limits: &Limits) {
        let encoding = fault.looks_like.unwrap_or("none");
        let (message, help) = match fault.rule {
            "source/not-utf8" => (
                Message::new("source-not-utf8").with("encoding", encoding),
                Some(Message::new("source-not-utf8-help").with("encoding", converted(encoding))),
            ),
            "source/utf16" | "source/utf32" => (
                Message::new("source-utf16").with("encoding", encoding),
                Some(Message::new("source-utf16-help").with("encoding", encoding)),
            ),
            "source/iso-2022-jp" => {
                (Message::new("source-iso-2022-jp"), Some(Message::new("source-utf16-help").with("encoding", encoding)))
            }
            "source/nul" => (Message::new("source-nul"), Some(Message::new("source-nul-help"))),
            "source/binary" => (Message::new("source-binary"), None),
            _ => (too_large(limits.file_bytes + 1, limits), Some(Message::new("source-too-large-help"))),
        };
        let shown = shown_path(&self.places.project, &met.path);
        let mut finding = Diagnostic::at_path(fault.rule, Level::Error, shown, fault.line, fault.column, message);
        finding.help = help;
        self.diagnostics.push(finding);
    }

    fn open_fault(&mut self, met: &Met, fault: OpenFault, limits: &Limits) {
        let (rule, level, message) = told(fault, limits);
        self.report(rule, level, &met.path, message);
    }

    /// Gives each document an id of its own. The id that a path asks for goes to the first that asks.
    fn name_documents(&mut self, texts: &[(&Met, FileId)], sources: &SourceMap) -> Vec<Found> {
        let asked: Vec<String> = texts.iter().map(|(met, _)| stem(&met.inner).nfc().collect()).collect();
        let all: HashSet<&str> = asked.iter().map(String::as_str).collect();
        let mut taken: HashMap<String, usize> = HashMap::new();
        let mut folded: HashMap<String, usize> = HashMap::new();
        let mut found: Vec<Found> = Vec::new();
        for (at, &(met, file)) in texts.iter().enumerate() {
            let wanted = &asked[at];
            let mut id = wanted.clone();
            if taken.contains_key(wanted) {
                let mut number = 1;
                while taken.contains_key(&id) || all.contains(id.as_str()) {
                    id = format!("{wanted}-{number}");
                    number += 1;
                }
            }
            if let Some(&first) = taken.get(wanted).filter(|&&first| stem(&texts[first].0.inner) == stem(&met.inner)) {
                let other = sources.file(texts[first].1).path();
                let message = Message::new("source-duplicate-id").with("id", wanted);
                let message = message.with("other", other).with("given", &id);
                self.collision("source/duplicate-id", Level::Warning, file, texts[first].1, message);
            } else if let Some(&first) = folded.get(&name::folded(wanted)) {
                let other = sources.file(texts[first].1).path();
                let message = Message::new("source-name-collision").with("other", other);
                self.collision("source/name-collision", Level::Error, file, texts[first].1, message);
            }
            folded.entry(name::folded(wanted)).or_insert(at);
            taken.insert(id.clone(), at);
            found.push(Found { file, id, path_in_content: met.inner.clone() });
        }
        found
    }

    fn collision(&mut self, rule: &'static str, level: Level, file: FileId, other: FileId, message: Message) {
        let label = Label { file: other, span: Span::default(), message: Message::new("source-other-file") };
        let finding = Diagnostic::new(rule, level, file, Span::default(), message).with_related(label);
        self.diagnostics.push(finding.with_help(Message::new("source-name-collision-help")));
    }
}

/// The name by which `iconv` converts best: files called Shift_JIS are Windows' in practice (`①`, `～`, `髙`).
fn converted(encoding: &str) -> &str {
    if encoding == "Shift_JIS" { "CP932" } else { encoding }
}

/// Rule, level and words of a file that could not be opened.
pub(super) fn told(fault: OpenFault, limits: &Limits) -> (&'static str, Level, Message) {
    let link = |reason: &str| Message::new("source-symlink").with("reason", reason);
    match fault {
        OpenFault::TooLarge(bytes) => ("source/too-large", Level::Error, too_large(bytes, limits)),
        OpenFault::NotRegular(kind) => {
            ("source/not-regular", Level::Warning, Message::new("source-not-regular").with("kind", kind))
        }
        OpenFault::Outside => ("source/symlink-outside", Level::Error, Message::new("source-symlink-outside")),
        OpenFault::Loop => ("source/symlink", Level::Warning, link("loop")),
        OpenFault::Dangling => ("source/symlink", Level::Warning, link("dangling")),
        OpenFault::Folder => ("source/symlink", Level::Warning, link("folder")),
        OpenFault::Unreadable(error) => {
            let message = Message::new("source-unreadable").with("reason", open::reason(&error));
            ("source/unreadable", Level::Error, message)
        }
    }
}

fn too_large(bytes: u64, limits: &Limits) -> Message {
    Message::new("source-too-large").with("bytes", bytes).with("limit", limits.file_bytes)
}

/// A path without the ending of its file name.
fn stem(inner: &str) -> &str {
    inner.rsplit_once('.').map_or(inner, |(stem, _)| stem)
}

/// The `.gitignore` files from the project's root down to the folder that holds the content root: the walk reads those
/// below by itself, and those above are not the project's.
fn outer_ignores(project: &Path, content: &Path) -> Vec<Gitignore> {
    let Ok(inner) = content.strip_prefix(project) else { return Vec::new() };
    let mut ignores = Vec::new();
    let mut folder = project.to_owned();
    for part in inner.components() {
        let file = folder.join(".gitignore");
        if file.is_file() {
            let mut builder = GitignoreBuilder::new(&folder);
            builder.add(&file);
            ignores.extend(builder.build());
        }
        folder.push(part);
    }
    ignores
}

/// A path as diagnostics show it: relative to the project where it lies in it, with `/`; bytes that are no UTF-8 as
/// `\xNN`.
#[must_use]
pub fn shown_path(project: &Path, path: &Path) -> String {
    let path = path.strip_prefix(project).unwrap_or(path);
    let shown: String = match path.to_str() {
        Some(text) => text.to_owned(),
        None => escaped(path.as_os_str()),
    };
    let shown = shown.replace(std::path::MAIN_SEPARATOR, "/");
    if shown.is_empty() { ".".to_owned() } else { shown }
}

fn escaped(name: &OsStr) -> String {
    let mut shown = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            shown.push_str(&format!("\\x{byte:02x}"));
        }
    }
    shown
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
