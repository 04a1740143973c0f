//! What a browser asks for, and what it is given: who makes the site answers, when there is something to answer with.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// A file of the site that somebody waits for. Who drops it without an answer gives none.
#[derive(Debug)]
pub struct Question {
    key: String,
    answer: SyncSender<Option<Given>>,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Status of HTTP: 200; 404 for the page that stands in for one that is not there, 500 for one that could not be made.
    pub status: u16,
    /// What stands in it.
    pub bytes: Arc<[u8]>,
    /// What changes when the file, or what it shows, changes.
    pub seal: String,
}

impl Question {
    pub(super) fn new(key: &str) -> (Question, Receiver<Option<Given>>) {
        let (answer, waiting) = sync_channel(1);
        (Question { key: key.to_owned(), answer }, waiting)
    }

    /// What is asked for: a path within the site, as a browser wrote it. No path of a disk is to be made of it.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Answers; nothing, where there is no site yet.
    pub fn answer(self, given: Option<Given>) {
        // Who asked may be gone.
        let _ = self.answer.send(given);
    }
}

/// Where a hash begins.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: it tells two versions of a file apart and guards nothing.
#[must_use]
pub fn hash(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
