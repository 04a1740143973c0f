//! What becomes of findings.
//!
//! 1. [`adjust`] gives each finding the level that the project chose for its rule, or takes it away.
//! 2. [`Suppressions`] are comments in documents that silence findings.
//! 3. [`Selection`] leaves the rules that a run asks for; [`Baseline`] takes away what is known.
//! 4. [`gather`] says once what was found in many documents.
//! 5. [`Draft`] mends a text by the fixes of findings, and [`unified()`] shows what that changes.

mod baseline;
mod mend;
mod selection;
mod suppression;
mod together;
mod unified;

pub use baseline::{Baseline, BaselineFault, Gone, Held};
pub use mend::{Change, Draft};
pub use selection::{Selection, UnknownRule};
pub use suppression::{Suppressions, Terms, nearest_rule};
pub use together::gather;
pub use unified::unified;

use crate::diag::{Diagnostic, Level, Place};
use crate::source::SourceMap;

/// What a project says of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Its findings are not wanted.
    Off,
    /// Its findings have this level.
    Level(Level),
}

impl Choice {
    /// Reads `off`, `info`, `warning` or `error`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Choice> {
        match word {
            "off" => Some(Choice::Off),
            "info" => Some(Choice::Level(Level::Info)),
            "warning" => Some(Choice::Level(Level::Warning)),
            "error" => Some(Choice::Level(Level::Error)),
            _ => None,
        }
    }
}

/// Applies the choices of a project. `choice` is asked with the path of a finding's file and its rule; `None` keeps the
/// rule's own level.
pub fn adjust(diagnostics: &mut Vec<Diagnostic>, sources: &SourceMap, choice: &dyn Fn(&str, &str) -> Option<Choice>) {
    diagnostics.retain_mut(|finding| {
        let path = match &finding.place {
            Place::Span(file, _) => sources.file(*file).path(),
            Place::Path { path, .. } => path,
        };
        match choice(path, finding.rule) {
            Some(Choice::Off) => false,
            Some(Choice::Level(level)) => {
                finding.level = level;
                true
            }
            None => true,
        }
    });
}
