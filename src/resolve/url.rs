//! Addresses of pages, and links between them.
//!
//! No two sources share a page: an address that is taken, or that some file system takes for one that is, gets `-1`,
//! `-2`. A file's name has at most 200 bytes and none of the characters that Windows or a browser refuses.

use super::fold;
use crate::syntax::destination;
use percent_encoding::percent_encode_byte;
use std::collections::{HashMap, HashSet};

/// Most bytes of a file's name.
pub const NAME_BYTES: usize = 200;

/// Pages that the site itself has.
pub const SITE_PAGES: [&str; 10] = [
    "index.html",
    "search.html",
    "contacts.html",
    "severity.html",
    "checklists.html",
    "commands.html",
    "sql.html",
    "report.html",
    "404.html",
    "api/index.html",
];

/// Pages that stand with the site's own files.
const OWN_PAGES: [&str; 2] = ["assets/offline.html", "assets/incident.html"];

/// Whether the site itself writes what stands at the address of a file of the content, so that this is not copied.
#[must_use]
pub fn is_of_site(path: &str) -> bool {
    let key = fold::key(path);
    let is_page = SITE_PAGES.contains(&key.as_str()) || OWN_PAGES.contains(&key.as_str());
    is_page || key.starts_with("api/") || key.starts_with("assets/style.css") || key == "assets/icon.svg"
}

/// The addresses that are taken.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    /// Folded paths of files.
    files: HashSet<String>,
    /// Folded paths of folders.
    folders: HashSet<String>,
    /// Last suffix tried for a folded path, so that a thousand equal names cost one step each.
    last: HashMap<String, u32>,
}

impl Addresses {
    /// Addresses with those of the site taken.
    #[must_use]
    pub fn of_site() -> Self {
        let mut addresses = Addresses::default();
        for page in SITE_PAGES.iter().chain(&OWN_PAGES) {
            addresses.insert(fold::key(page));
        }
        addresses
    }

    /// Takes an address of a file: `stem` (with folders) and `ending` (`.html`), cleaned, with `-1` where it is taken.
    pub fn take(&mut self, stem: &str, ending: &str) -> String {
        let wanted = clean(stem, ending);
        let address = format!("{wanted}{ending}");
        let key = fold::key(&address);
        if self.is_free(&key) {
            self.insert(key);
            return address;
        }
        let mut suffix = self.last.get(&key).copied().unwrap_or(0);
        loop {
            suffix += 1;
            let address = format!("{}{ending}", clean(&format!("{wanted}-{suffix}"), ending));
            let next = fold::key(&address);
            // A folder that is a page cannot be mended by the file's name.
            if self.is_free(&next) || suffix > 1_000_000 {
                self.last.insert(key, suffix);
                self.insert(next);
                return address;
            }
        }
    }

    /// Whether a folded path is nobody's.
    fn is_free(&self, key: &str) -> bool {
        !self.files.contains(key) && !self.folders.contains(key)
    }

    /// Takes a folded path.
    fn insert(&mut self, key: String) {
        let mut folder = key.as_str();
        while let Some((above, _)) = folder.rsplit_once('/') {
            if !self.folders.insert(above.to_owned()) {
                break;
            }
            folder = above;
        }
        self.files.insert(key);
    }
}

/// A path whose every part can be a file's name, `ending` counted in for the last.
fn clean(path: &str, ending: &str) -> String {
    let path = fold::composed(path);
    let mut parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let name = parts.pop().unwrap_or_default();
    let mut cleaned: Vec<String> = parts.into_iter().map(|part| folder_name(&name_of(part, 0))).collect();
    cleaned.push(name_of(name, ending.len()));
    cleaned.join("/")
}

/// A folder that is called like a page would stand in that page's place.
fn folder_name(name: &str) -> String {
    let lowered = name.to_lowercase();
    let page = [".html", ".md", ".json"].iter().any(|ending| lowered.ends_with(ending));
    if page { format!("{name}-") } else { name.to_owned() }
}

/// A part of a path as a file's name, with room for `more` bytes.
fn name_of(part: &str, more: usize) -> String {
    let mut name: String = part.chars().map(|c| if is_refused(c) { '-' } else { c }).collect();
    // Windows drops dots and blanks at the end, and keeps some names for devices.
    let bare = name.trim_end_matches(['.', ' ']).len();
    if bare < name.len() {
        name.truncate(bare);
        name.push('-');
    }
    if is_device(&name) {
        name.push('-');
    }
    let most = NAME_BYTES.saturating_sub(more + 1);
    if name.len() > most {
        let hash = format!("-{:08x}", hash(part) as u32);
        let cut = name.floor_char_boundary(most.saturating_sub(hash.len()));
        name.truncate(cut);
        name.push_str(&hash);
    }
    name
}

fn is_refused(character: char) -> bool {
    character.is_control() || matches!(character, ':' | '"' | '<' | '>' | '|' | '*' | '?' | '\\')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = |kind: &str| {
        stem.strip_prefix(kind)
            .is_some_and(|number| number.len() == 1 && number.bytes().all(|byte| (b'1'..=b'9').contains(&byte)))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// FNV-1a: the same on every machine and in every version.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The link from one page to another file of the site: both are paths within the site.
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    let folder = |path: &str| path.rfind('/').map_or(0, |at| at + 1);
    let alike = from[..folder(from)].bytes().zip(to[..folder(to)].bytes()).take_while(|(from, to)| from == to).count();
    let common = to.as_bytes()[..alike].iter().rposition(|&byte| byte == b'/').map_or(0, |at| at + 1);
    let up = from[common..].bytes().filter(|&byte| byte == b'/').count();
    let mut url = String::with_capacity(3 * up + to.len() - common);
    (0..up).for_each(|_| url.push_str("../"));
    encode_parts(&to[common..], &mut url);
    url
}

/// A path as a link bears it.
#[must_use]
pub fn path(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    encode_parts(path, &mut encoded);
    encoded
}

fn encode_parts(path: &str, into: &mut String) {
    for (at, part) in path.split('/').enumerate() {
        if at > 0 {
            into.push('/');
        }
        encode(part, into);
    }
}

/// A fragment as a link bears it (without `#`).
#[must_use]
pub fn fragment(anchor: &str) -> String {
    let mut encoded = String::with_capacity(anchor.len());
    encode(anchor, &mut encoded);
    encoded
}

/// Japanese stays readable; what has a meaning in an address is encoded.
fn encode(part: &str, into: &mut String) {
    let mut rest = part;
    while let Some((at, character)) = rest.char_indices().find(|&(_, character)| !is_safe(character)) {
        into.push_str(&rest[..at]);
        let mut buffer = [0; 4];
        for byte in character.encode_utf8(&mut buffer).bytes() {
            into.push_str(percent_encode_byte(byte));
        }
        rest = &rest[at + character.len_utf8()..];
    }
    into.push_str(rest);
}

fn is_safe(character: char) -> bool {
    match u8::try_from(character) {
        Ok(byte) if byte.is_ascii() => {
            byte.is_ascii_alphanumeric()
                || matches!(
                    byte,
                    b'-' | b'_'
                        | b'.'
                        | b'~'
                        | b'!'
                        | b'$'
                        | b'('
                        | b')'
                        | b'+'
                        | b','
                        | b';'
                        | b'='
                        | b'@'
                        | b'&'
                        | b'*'
                )
        }
        _ => !character.is_whitespace() && !character.is_control(),
    }
}

/// The destination as a page may bear it: relative, a fragment, or of the schemes http, https, mailto and tel; `None`
/// for any other, however it is hidden. The one gate of the writer of pages.
#[must_use]
pub fn safe_destination(target: &str) -> Option<String> {
    destination::safe(target)
}

/// An address of which other programs than browsers are told: what is no ASCII is escaped.
#[must_use]
pub fn escaped(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte.is_ascii_graphic() {
            true => text.push(char::from(byte)),
            false => text.push_str(percent_encode_byte(byte)),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sources_never_share_a_page() {
        let mut addresses = Addresses::of_site();
        let take = |addresses: &mut Addresses, stem: &str| addresses.take(stem, ".html");
        assert_eq!(take(&mut addresses, "ops/db"), "ops/db.html");
        assert_eq!(take(&mut addresses, "ops/DB"), "ops/DB-1.html");
        assert_eq!(take(&mut addresses, "Ops/db"), "Ops/db-2.html");
        assert_eq!(take(&mut addresses, "が"), "が.html");
        assert_eq!(take(&mut addresses, "か\u{3099}"), "が-1.html");
        assert_eq!(take(&mut addresses, "index"), "index-1.html");
        assert_eq!(take(&mut addresses, "search"), "search-1.html");
        assert_eq!(take(&mut addresses, "ops/index"), "ops/index.html");
        assert_eq!(take(&mut addresses, "a?b"), "a-b.html");
        assert_eq!(take(&mut addresses, "a*b"), "a-b-1.html");
        assert_eq!(take(&mut addresses, "x.html/y"), "x.html-/y.html");
        assert_eq!(take(&mut addresses, "con"), "con-.html");
        assert_eq!(take(&mut addresses, "../外"), "外.html");
    }

    #[test]
    fn long_names_are_cut_at_a_character_and_stay_apart() {
        let mut addresses = Addresses::of_site();
        let (first, second) = ("障害対応".repeat(30), format!("{}二", "障害対応".repeat(30)));
        let (first, second) = (addresses.take(&first, ".html"), addresses.take(&second, ".html"));
        assert!(first.len() <= NAME_BYTES && second.len() <= NAME_BYTES);
        assert_ne!(first, second);
        let third = addresses.take(&"障害対応".repeat(30), ".html");
        assert!(third.len() <= NAME_BYTES && third != first);
    }

    #[test]
    fn links_between_pages() {
        assert_eq!(relative("index.html", "ops/db.html"), "ops/db.html");
        assert_eq!(relative("ops/db.html", "index.html"), "../index.html");
        assert_eq!(relative("ops/db.html", "ops/運用 書#1.html"), "運用%20書%231.html");
        assert_eq!(relative("a/b/c.html", "a/d/e.html"), "../d/e.html");
        assert_eq!(fragment("-緊急 <対応>"), "-緊急%20%3C対応%3E");
    }

    #[test]
    fn many_equal_names_take_no_time() {
        let mut addresses = Addresses::of_site();
        let last = (0..20_000).map(|_| addresses.take("手順", ".html")).last();
        assert_eq!(last.as_deref(), Some("手順-19999.html"));
    }
}
