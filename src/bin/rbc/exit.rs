//! With which status rbc ends, on one screen.
//!
//! | status | when |
//! | --- | --- |
//! | 0 | no finding of level error (with `--deny warnings`: nor of level warning) |
//! | 1 | at least one; the site is published all the same, unless `--strict` |
//! | 2 | rbc could not do its work: bad flag, bad configuration, unreadable content root, full disk, a bug |
//! | 129, 130, 143 | a signal ended `build` or `check --online` (SIGHUP, SIGINT, SIGTERM); the old site stands |
//!
//! A reader that closes the pipe early (`rbc check | head`) is no failure.

use std::fmt::Display;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use rbc::diag::Message;
use rbc::host::publish::{PublishError, Reason};
use rbc::report::Counts;
use rbc::text::Catalogue;

use crate::flags::Deny;

/// Every status with the key of what it means, for the help and the manual.
pub(crate) const STATUSES: &[(&str, &str)] = &[
    ("0", "help-status-clean"),
    ("1", "help-status-findings"),
    ("2", "help-status-refused"),
    ("129, 130, 143", "help-status-interrupted"),
];

/// How work that could be done ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Status 0.
    Clean,
    /// Status 1.
    Findings,
    /// Status 2, where the findings themselves say why (those of the configuration).
    Refused,
}

impl Outcome {
    /// The outcome of a run that found this much.
    pub(crate) fn of(counts: Counts, deny: Option<Deny>) -> Outcome {
        let denied = deny == Some(Deny::Warnings) && counts.warnings > 0;
        if counts.errors > 0 || denied { Outcome::Findings } else { Outcome::Clean }
    }

    pub(crate) fn code(self) -> ExitCode {
        match self {
            Outcome::Clean => ExitCode::SUCCESS,
            Outcome::Findings => ExitCode::from(1),
            Outcome::Refused => ExitCode::from(2),
        }
    }
}

/// Why rbc could not do its work: status 2.
#[derive(Debug)]
pub(crate) struct Failure {
    message: Message,
    status: u8,
}

impl Failure {
    pub(crate) fn new(message: Message) -> Self {
        Failure { message, status: 2 }
    }

    /// A signal ended the run.
    pub(crate) fn interrupted(signal: u8) -> Self {
        Failure { message: Message::new("command-interrupted"), status: 128_u8.saturating_add(signal) }
    }

    pub(crate) fn reason(reason: impl Display) -> Self {
        Failure::new(Message::new("command-failed").with("reason", reason))
    }

    pub(crate) fn io(path: &Path, error: &io::Error) -> Self {
        let reason = rbc::host::open::reason(error);
        let kind = match error.kind() {
            io::ErrorKind::NotFound => "missing",
            io::ErrorKind::PermissionDenied => "refused",
            io::ErrorKind::NotADirectory => "no-folder",
            io::ErrorKind::IsADirectory => "folder",
            io::ErrorKind::ReadOnlyFilesystem => "read-only",
            _ => "other",
        };
        let message = Message::new("command-io").with("path", path.display());
        Failure::new(message.with("kind", kind).with("reason", reason))
    }

    pub(crate) fn internal() -> Self {
        Failure::new(Message::new("command-internal-error"))
    }

    /// What is said of it.
    pub(crate) fn words(&self, catalogue: &Catalogue) -> String {
        catalogue.message(&self.message)
    }

    pub(crate) fn report(&self, catalogue: &Catalogue) -> ExitCode {
        crate::output::say(&format!("rbc: {}", catalogue.message(&self.message)));
        ExitCode::from(self.status)
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        let status = match error.reason {
            Reason::Interrupted(signal) => 128 + signal,
            _ => 2,
        };
        Failure { message: error.message(), status }
    }
}

/// A panic is caught and reported where it belongs (a document, or the run); the default hook would print it in between.
pub(crate) fn quiet_panics(verbose: bool) {
    if !verbose {
        std::panic::set_hook(Box::new(|_| {}));
    }
}
