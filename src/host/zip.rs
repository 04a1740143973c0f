//! A site as one ZIP file, the same bytes for the same site: files in order, without times and permissions.
//!
//! Of the format no more is needed than what is here: entries with deflate, names in UTF-8, at most 65,535 files and 4 GiB.

use std::io::{self, Write};
use std::path::Path;

/// Version of the format that is needed: deflate and folders.
const VERSION: u16 = 20;

/// Names are UTF-8.
const UTF8: u16 = 1 << 11;

const DEFLATE: u16 = 8;
const STORED: u16 = 0;

/// The first day that the format knows: 1980-01-01.
const DAY: u16 = 0x21;

/// How hard to try, of 10.
const EFFORT: u8 = 6;

/// Whether a file is a ZIP file, or empty.
#[must_use]
pub fn is_one(path: &Path) -> bool {
    let is_file = std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    is_file && std::fs::read(path).is_ok_and(|bytes| bytes.is_empty() || bytes.starts_with(b"PK\x03\x04"))
}

/// A ZIP file that is being written.
#[derive(Debug)]
pub struct Zip<W: Write> {
    to: W,
    written: u32,
    /// What stands at the end: a record of each file.
    directory: Vec<u8>,
    files: u16,
}

impl<W: Write> Zip<W> {
    /// A file without entries.
    pub fn new(to: W) -> Self {
        Zip { to, written: 0, directory: Vec::new(), files: 0 }
    }

    /// Takes a file. `name` is its path with `/`.
    ///
    /// # Errors
    /// The machine says no, or there is more than the format can hold.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let packed = miniz_oxide::deflate::compress_to_vec(bytes, EFFORT);
        // What is packed already only grows.
        let (method, data) = if packed.len() < bytes.len() { (DEFLATE, &packed[..]) } else { (STORED, bytes) };
        let mut record = Vec::with_capacity(30);
        record.extend(VERSION.to_le_bytes());
        record.extend(UTF8.to_le_bytes());
        record.extend(method.to_le_bytes());
        record.extend(0_u16.to_le_bytes());
        record.extend(DAY.to_le_bytes());
        record.extend(checksum(bytes).to_le_bytes());
        record.extend(number(data.len())?.to_le_bytes());
        record.extend(number(bytes.len())?.to_le_bytes());
        record.extend(u16::try_from(name.len()).map_err(|_| too_much())?.to_le_bytes());
        record.extend(0_u16.to_le_bytes());
        let offset = self.written;
        self.write(b"PK\x03\x04")?;
        self.write(&record)?;
        self.write(name.as_bytes())?;
        self.write(data)?;
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(record);
        // No comment, the first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.files = self.files.checked_add(1).ok_or_else(too_much)?;
        Ok(())
    }

    /// Writes the list of files and gives back what was written to.
    ///
    /// # Errors
    /// As [`Zip::add`].
    pub fn finish(mut self) -> io::Result<W> {
        let offset = self.written;
        let directory = std::mem::take(&mut self.directory);
        self.write(&directory)?;
        let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
        end.extend(self.files.to_le_bytes());
        end.extend(self.files.to_le_bytes());
        end.extend(number(directory.len())?.to_le_bytes());
        end.extend(offset.to_le_bytes());
        end.extend(0_u16.to_le_bytes());
        self.write(&end)?;
        Ok(self.to)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.written = self.written.checked_add(number(bytes.len())?).ok_or_else(too_much)?;
        self.to.write_all(bytes)
    }
}

fn number(length: usize) -> io::Result<u32> {
    u32::try_from(length).map_err(|_| too_much())
}

fn too_much() -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, "more than 65,535 files or 4 GiB")
}

/// CRC-32 as ZIP has it.
fn checksum(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    !bytes.iter().fold(!0, |sum, &byte| TABLE[((sum ^ u32::from(byte)) & 0xff) as usize] ^ (sum >> 8))
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut value = at as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { (value >> 1) ^ 0xedb8_8320 } else { value >> 1 };
            bit += 1;
        }
        table[at] = value;
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_format() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
        assert_eq!(checksum(b""), 0);
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let zip = || {
            let mut zip = Zip::new(Vec::new());
            zip.add("site/障害対応.html", "<p>手順</p>".repeat(100).as_bytes()).unwrap();
            zip.add("site/空.txt", b"").unwrap();
            zip.finish().unwrap()
        };
        assert_eq!(zip(), zip());
        assert!(zip().len() < 500);
    }
}
