//! The site that is served: bytes by key.

use std::collections::HashMap;
use std::sync::Arc;

/// A site in memory. A key is a path within the site, as it was emitted.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    files: HashMap<String, Arc<[u8]>>,
    /// What all pages show: styles, scripts, pictures.
    shared: u64,
}

impl Shelf {
    /// A site of these files.
    #[must_use]
    pub fn new(files: HashMap<String, Arc<[u8]>>) -> Self {
        let of_all = |key: &str| {
            let ending = key.rsplit_once('.').map_or("", |(_, ending)| ending);
            key.starts_with("assets/") || ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"].contains(&ending)
        };
        // The order of a map is none.
        let shared = files
            .iter()
            .filter(|(key, _)| of_all(key))
            .fold(0_u64, |sum, (key, bytes)| sum.wrapping_add(hash(hash(START, key.as_bytes()), bytes)));
        Shelf { files, shared }
    }

    /// The bytes of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Arc<[u8]>> {
        self.files.get(key)
    }

    /// What changes when a page, or what it shows, changes.
    #[must_use]
    pub fn seal(&self, key: &str) -> String {
        let page = self.get(key).or_else(|| self.get("404.html"));
        format!("{:016x}", hash(self.shared ^ START, page.map_or(&[], |page| page)))
    }
}

/// Where a hash begins.
const START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: it tells two versions of a page apart and guards nothing.
fn hash(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
