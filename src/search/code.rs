//! Numbers and names of the index's files.

use serde::Serialize;

/// Digits of numbers: five bits each, the sixth says that more follow, lowest first.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes a number.
pub fn write(mut number: u32, text: &mut String) {
    loop {
        let more = number > 31;
        let digit = (number & 31) as usize | if more { 32 } else { 0 };
        text.push(char::from(DIGITS[digit]));
        number >>= 5;
        if !more {
            return;
        }
    }
}

/// Reads the number that stands first, and leaves the rest.
pub fn read(bytes: &mut &[u8]) -> Option<u32> {
    let (mut number, mut shift) = (0_u32, 0_u32);
    loop {
        let (&first, rest) = bytes.split_first()?;
        *bytes = rest;
        let digit = match first {
            b'A'..=b'Z' => first - b'A',
            b'a'..=b'z' => first - b'a' + 26,
            b'0'..=b'9' => first - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        number |= u32::from(digit & 31).checked_shl(shift)?;
        if digit < 32 {
            return Some(number);
        }
        shift += 5;
    }
}

/// The shard of a term. Words that begin with the same three letters share one, so that a word which is not yet typed to
/// its end is looked for in one file.
#[must_use]
pub fn shard(term: &str, shards: u32) -> u32 {
    let is_word = term.chars().next().is_some_and(super::normal::is_word);
    let letters = if is_word { 3 } else { usize::MAX };
    let units = term.chars().take(letters).flat_map(|character| {
        let mut units = [0_u16; 2];
        let length = character.encode_utf16(&mut units).len();
        units.into_iter().take(length)
    });
    let hash = units.fold(0x811c_9dc5_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 15)) % shards.max(1)
}

/// A file of the index: a classic script, because a page opened from disk may load nothing else. `edition` is the
/// build's: files of two builds do not fit together.
#[must_use]
pub fn file(name: &str, edition: &str, value: &impl Serialize) -> String {
    let mut bytes = start(name).into_bytes();
    // A value of strings and numbers goes into memory without fail.
    if serde_json::to_writer(&mut bytes, value).is_err() {
        return String::new();
    }
    let mut text = String::from_utf8(bytes).unwrap_or_default();
    text.push_str(&end(edition));
    text
}

fn start(name: &str) -> String {
    format!("rbcIndex(\"{name}\",")
}

fn end(edition: &str) -> String {
    format!(",\"{edition}\");\n")
}

/// A file that is one text of lines: a term, a blank, its numbers.
pub struct Lines {
    text: String,
}

impl Lines {
    /// Begins a file.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Lines { text: start(name) + "\"" }
    }

    /// Begins a line with its term; numbers are written behind it.
    pub fn line(&mut self, term: &str) -> &mut String {
        if !self.text.ends_with("\"") {
            self.text.push_str("\\n");
        }
        if term.contains(|character: char| character.is_control() || matches!(character, '"' | '\\')) {
            let quoted = serde_json::Value::from(term).to_string();
            self.text.push_str(quoted.trim_matches('"'));
        } else {
            self.text.push_str(term);
        }
        self.text.push(' ');
        &mut self.text
    }

    /// Ends the file.
    #[must_use]
    pub fn end(mut self, edition: &str) -> String {
        self.text.push('"');
        self.text.push_str(&end(edition));
        self.text
    }
}

/// What the sources of a build are known by together: the edition of its index. Each file bears it. A page asks for them by
/// it, so that no cache hands it files of an older index, and sees by it that a site was published anew.
#[derive(Debug, Clone, Copy)]
pub struct Stamp(u64);

impl Default for Stamp {
    fn default() -> Self {
        Stamp(0xcbf2_9ce4_8422_2325)
    }
}

impl Stamp {
    /// That of one text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut stamp = Stamp::default();
        for part in text.as_bytes().chunks(8) {
            let mut word = [0; 8];
            word.iter_mut().zip(part).for_each(|(to, &from)| *to = from);
            stamp.mix(u64::from_le_bytes(word));
        }
        stamp
    }

    /// Takes in that of a further text.
    pub fn add(&mut self, other: Stamp) {
        self.mix(other.0);
    }

    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x0000_0100_0000_01b3);
    }
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:08x}", (self.0 ^ self.0 >> 32) as u32)
    }
}

/// What stands in such a file, and its edition.
#[must_use]
pub fn json(file: &str) -> Option<(&str, &str)> {
    let (_, rest) = file.strip_prefix("rbcIndex(\"")?.split_once("\",")?;
    let (json, edition) = rest.trim_end().strip_suffix("\");")?.rsplit_once(",\"")?;
    edition.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some((json, edition))
}
