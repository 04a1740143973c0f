//! Files that documents link to, which a site copies as they are.

use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;

use super::discover::told;
use super::open::{self, OpenFault};
use crate::config::Limits;
use crate::diag::{Diagnostic, Level, Message};
use crate::source::SourceFile;
use crate::source::secret::{Grade, Known};

/// Endings of files that are read as text: those that are copied into a site and could hold a secret.
const READABLE: [&str; 8] = ["yaml", "yml", "json", "sql", "sh", "txt", "csv", "svg"];

/// Why a file can't be copied into the site: it can't be read, or it holds secrets, which can't be masked without making
/// it another file. None means that it can. `path` is the file's, `shown` the one that people see; `known` are the
/// secrets of the documents.
#[must_use]
pub fn faults(root: &Path, path: &Path, shown: &str, limits: &Limits, known: &Known) -> Vec<Diagnostic> {
    match read(root, path, limits) {
        Ok(Some(bytes)) => secrets(&bytes, shown, known),
        Ok(None) => Vec::new(),
        Err(fault) => {
            let (rule, _, message) = told(fault, limits);
            vec![Diagnostic::at_path(rule, Level::Error, shown, 1, 1, message)]
        }
    }
}

/// The bytes of a file that could hold a secret; `None` for others, which are only opened.
fn read(root: &Path, path: &Path, limits: &Limits) -> Result<Option<Vec<u8>>, OpenFault> {
    let (file, _) = open::open(root, path, limits.file_bytes)?;
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    if !READABLE.iter().any(|known| ending.eq_ignore_ascii_case(known)) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.take(limits.file_bytes).read_to_end(&mut bytes).map_err(OpenFault::Unreadable)?;
    Ok(Some(bytes))
}

fn secrets(bytes: &[u8], shown: &str, known: &Known) -> Vec<Diagnostic> {
    let file = SourceFile::with(shown, String::from_utf8_lossy(bytes), known);
    let told = file.secrets().iter().filter(|secret| secret.grade < Grade::Possible).map(|secret| {
        let place = file.location(secret.span);
        let masked = file.slice(secret.span).lines().next().unwrap_or_default();
        let message = Message::new(if secret.name.is_empty() { "secret-asset-elsewhere" } else { "secret-asset" })
            .with("path", shown)
            .with("name", &secret.name)
            .with("shown", masked);
        let level = if secret.grade == Grade::Certain { Level::Error } else { Level::Warning };
        let finding = Diagnostic::at_path(secret.kind.rule(), level, shown, place.line, place.column, message);
        finding.with_help(Message::new("secret-help"))
    });
    told.collect()
}
