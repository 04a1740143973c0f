//! Why a site is not published.

use std::io;
use std::path::{Path, PathBuf};

use crate::diag::Message;
use crate::host::disk::free_space;
use crate::host::open::{self, OpenFault};

/// Why a site could not be published.
#[derive(Debug)]
pub struct PublishError {
    /// The file or folder that it is about.
    pub path: PathBuf,
    /// Why.
    pub reason: Reason,
}

/// Reasons of a [`PublishError`].
#[derive(Debug)]
pub enum Reason {
    /// The target is a folder with files that rbc did not write.
    NotOurs,
    /// The target is a file or a symbolic link.
    NotAFolder,
    /// The target holds the sources.
    HoldsSources,
    /// Another build did not end.
    Busy,
    /// A signal asked for the end.
    Interrupted(u8),
    /// An output has a path that leads out, or none.
    BadPath,
    /// Two outputs have the same path.
    Twice,
    /// Somebody put a file of his own where an output belongs.
    Occupied,
    /// A file of somebody else cannot be brought into the new site; it stands where the path says.
    LeftBehind,
    /// No space is left; bytes that are free.
    Full(Option<u64>),
    /// A file to copy is refused.
    Refused(OpenFault),
    /// The machine says no.
    Io(io::Error),
}

impl PublishError {
    pub(super) fn new(path: &Path, reason: Reason) -> Self {
        PublishError { path: path.to_owned(), reason }
    }

    pub(super) fn io(path: &Path, error: io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Reason::Full(path.ancestors().find(|path| path.exists()).and_then(free_space))
            }
            _ => Reason::Io(error),
        };
        PublishError::new(path, reason)
    }

    /// The error in words.
    #[must_use]
    pub fn message(&self) -> Message {
        let message = match &self.reason {
            Reason::NotOurs => Message::new("publish-not-ours"),
            Reason::NotAFolder => Message::new("publish-not-a-folder"),
            Reason::HoldsSources => Message::new("publish-holds-sources"),
            Reason::Busy => Message::new("publish-busy"),
            Reason::Interrupted(_) => Message::new("publish-interrupted"),
            Reason::BadPath => Message::new("publish-bad-path"),
            Reason::Twice => Message::new("publish-twice"),
            Reason::Occupied => Message::new("publish-occupied"),
            Reason::LeftBehind => Message::new("publish-left-behind"),
            Reason::Full(free) => {
                let free = free.map_or("unknown".to_owned(), |bytes| bytes.to_string());
                Message::new("publish-full").with("free", free)
            }
            Reason::Refused(OpenFault::TooLarge(bytes)) => Message::new("publish-too-large").with("bytes", bytes),
            Reason::Refused(OpenFault::Unreadable(error)) => {
                Message::new("publish-unreadable").with("reason", open::reason(error))
            }
            Reason::Refused(_) => Message::new("publish-refused"),
            Reason::Io(error) => Message::new("publish-failed").with("reason", open::reason(error)),
        };
        message.with("path", self.path.display())
    }
}
