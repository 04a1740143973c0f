//! Bytes to text.
//!
//! Nothing is transcoded and nothing is replaced: a file is UTF-8 or it is a fault with the place of the first byte
//! that is wrong and, where it can be told, the encoding the file seems to be written in. A Shift_JIS file that was
//! guessed right today would be guessed wrong after the next edit.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS};

use super::{SourceFile, Span};

/// A text and what was taken off it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text without BOM; line ends as they lie on disk.
    pub text: String,
    /// Whether a UTF-8 BOM stood before it.
    pub had_bom: bool,
}

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeFault {
    /// One of [`RULES`].
    pub rule: &'static str,
    /// Line of the first wrong byte, 1-based.
    pub line: u32,
    /// Column of the first wrong byte: characters before it on its line, plus one.
    pub column: u32,
    /// Offset of the first wrong byte.
    pub offset: usize,
    /// The encoding that the file seems to be in (`Shift_JIS`).
    pub looks_like: Option<&'static str>,
}

/// Every rule that a [`DecodeFault`] can name.
pub const RULES: [&str; 7] = [
    "source/too-large",
    "source/utf16",
    "source/utf32",
    "source/not-utf8",
    "source/nul",
    "source/binary",
    "source/iso-2022-jp",
];

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// From this many NULs on, and a quarter of all bytes, a file is no text with a slip in it but something else.
const BINARY_NULS: usize = 16;

/// How many bytes are looked at to guess an encoding.
const SAMPLE: usize = 64 << 10;

/// Turns the bytes of a file into text. `limit` is in bytes.
///
/// # Errors
/// The first fault.
pub fn decode(mut bytes: Vec<u8>, limit: u64) -> Result<Decoded, DecodeFault> {
    if bytes.len() as u64 > limit {
        return Err(at_start("source/too-large", None));
    }
    if let Some((rule, name)) = wide_bom(&bytes) {
        return Err(at_start(rule, Some(name)));
    }
    let had_bom = bytes.starts_with(BOM);
    if had_bom {
        bytes.drain(..BOM.len());
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            return Err(fault("source/not-utf8", bytes, offset, looks_like(bytes)));
        }
    };
    match refused(&text) {
        Some(fault) => Err(fault),
        None => Ok(Decoded { text, had_bom }),
    }
}

fn at_start(rule: &'static str, looks_like: Option<&'static str>) -> DecodeFault {
    DecodeFault { rule, line: 1, column: 1, offset: 0, looks_like }
}

/// A fault at `offset`; the bytes before it are UTF-8.
fn fault(rule: &'static str, bytes: &[u8], offset: usize, looks_like: Option<&'static str>) -> DecodeFault {
    let before = String::from_utf8_lossy(bytes.get(..offset).unwrap_or_default());
    let end = before.len();
    let place = SourceFile::plain(String::new(), before.into_owned()).location(Span::new(end, end));
    DecodeFault { rule, line: place.line, column: place.column, offset, looks_like }
}

/// UTF-32 comes first: its little-endian mark starts with that of UTF-16.
fn wide_bom(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let marks: [(&[u8], &str, &str); 4] = [
        (b"\xFF\xFE\0\0", "source/utf32", "UTF-32LE"),
        (b"\0\0\xFE\xFF", "source/utf32", "UTF-32BE"),
        (b"\xFF\xFE", "source/utf16", "UTF-16LE"),
        (b"\xFE\xFF", "source/utf16", "UTF-16BE"),
    ];
    marks.into_iter().find(|(mark, ..)| bytes.starts_with(mark)).map(|(_, rule, name)| (rule, name))
}

/// What is valid UTF-8 and yet no text.
fn refused(text: &str) -> Option<DecodeFault> {
    let bytes = text.as_bytes();
    if let Some(offset) = memchr::memchr(0, bytes) {
        let nuls = bytes.iter().filter(|&&byte| byte == 0).count();
        let wide = wide_without_bom(bytes);
        if wide.is_none() && nuls >= BINARY_NULS && nuls * 4 >= bytes.len() {
            return Some(at_start("source/binary", None));
        }
        return Some(fault("source/nul", bytes, offset, wide));
    }
    let offset = iso_2022_jp(bytes)?;
    Some(fault("source/iso-2022-jp", bytes, offset, Some(ISO_2022_JP.name())))
}

/// Offset of the first escape to a Japanese character set in a 7-bit text that ISO-2022-JP reads without fault.
fn iso_2022_jp(bytes: &[u8]) -> Option<usize> {
    let offset = memchr::memchr(0x1B, bytes)?;
    let escapes = bytes.windows(3).any(|window| matches!(window, [0x1B, b'$', b'@' | b'B']));
    (escapes && bytes.is_ascii() && decodes(ISO_2022_JP, bytes)).then_some(offset)
}

fn decodes(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// UTF-16 without a BOM: the ASCII characters in it (line ends at the least) have their zero always on the same side.
fn wide_without_bom(bytes: &[u8]) -> Option<&'static str> {
    let mut zeros = [0usize; 2];
    for (at, _) in bytes.iter().take(SAMPLE).enumerate().filter(|&(_, &byte)| byte == 0) {
        zeros[at % 2] += 1;
    }
    match zeros {
        [0, odd] if odd >= 2 => Some("UTF-16LE"),
        [even, 0] if even >= 2 => Some("UTF-16BE"),
        _ => None,
    }
}

/// The encoding that bytes which are no UTF-8 seem to be in; only those are considered that Japanese files are in.
fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    if let Some(wide) = wide_without_bom(bytes) {
        return Some(wide);
    }
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    // Mostly UTF-8 with a few bad bytes: damaged, not in another encoding.
    if right >= wrong || bytes.contains(&0) {
        return None;
    }
    match [SHIFT_JIS, EUC_JP].map(|encoding| decodes(encoding, bytes)) {
        [false, false] => None,
        [true, false] => Some(SHIFT_JIS.name()),
        [false, true] => Some(EUC_JP.name()),
        [true, true] => Some(likelier(bytes).name()),
    }
}

/// Which of the two the bytes are in, where both could be.
fn likelier(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    detector.feed(sample, sample.len() == bytes.len());
    let guess = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    if guess == EUC_JP { EUC_JP } else { SHIFT_JIS }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# 復旧\r\n\r\nサーバーを再起動する。表示ソフトの能力\r\n";

    fn refusal(bytes: &[u8]) -> (&'static str, u32, u32, usize, Option<&'static str>) {
        let fault = decode(bytes.to_vec(), 1 << 20).unwrap_err();
        assert!(RULES.contains(&fault.rule));
        (fault.rule, fault.line, fault.column, fault.offset, fault.looks_like)
    }

    fn encoded(encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(TEXT).0.into_owned()
    }

    fn utf16(to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        TEXT.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn utf8_stays_as_it_is_and_loses_only_its_bom() {
        let plain = decode(TEXT.as_bytes().to_vec(), 1000).unwrap();
        assert_eq!((plain.text.as_str(), plain.had_bom), (TEXT, false));
        let marked = decode([BOM, TEXT.as_bytes()].concat(), 1000).unwrap();
        assert_eq!((marked.text.as_str(), marked.had_bom), (TEXT, true));
        assert_eq!(decode(BOM.to_vec(), 3).unwrap(), Decoded { text: String::new(), had_bom: true });
    }

    #[test]
    fn japanese_encodings_are_named_at_the_first_wrong_byte() {
        assert_eq!(refusal(&encoded(SHIFT_JIS)), ("source/not-utf8", 1, 3, 2, Some("Shift_JIS")));
        assert_eq!(refusal(&encoded(EUC_JP)), ("source/not-utf8", 1, 3, 2, Some("EUC-JP")));
        assert_eq!(refusal(&encoded(ISO_2022_JP)), ("source/iso-2022-jp", 1, 3, 2, Some("ISO-2022-JP")));
        let half_width = SHIFT_JIS.encode("ﾊﾞｯｸｱｯﾌﾟ ﾃｽﾄ\n").0.into_owned();
        assert_eq!(refusal(&half_width).4, Some("Shift_JIS"));
    }

    #[test]
    fn wide_encodings_are_named_with_and_without_their_mark() {
        let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
        assert_eq!(refusal(&[b"\xFF\xFE", &little[..]].concat()), ("source/utf16", 1, 1, 0, Some("UTF-16LE")));
        assert_eq!(refusal(&[b"\xFE\xFF", &big[..]].concat()), ("source/utf16", 1, 1, 0, Some("UTF-16BE")));
        assert_eq!(refusal(b"\xFF\xFE\0\0#\0\0\0"), ("source/utf32", 1, 1, 0, Some("UTF-32LE")));
        assert_eq!(refusal(&little).4, Some("UTF-16LE"));
        assert_eq!(refusal(&big).4, Some("UTF-16BE"));
        assert_eq!(refusal(b"#\0 \0a\0\n\0"), ("source/nul", 1, 2, 1, Some("UTF-16LE")));
    }

    #[test]
    fn damaged_utf8_is_not_taken_for_another_encoding() {
        let mut bytes = "# 手順\n\n本文\n\nab".as_bytes().to_vec();
        bytes.extend_from_slice(b"\xFFcd\n");
        assert_eq!(refusal(&bytes), ("source/not-utf8", 5, 3, bytes.len() - 4, None));
        let cut = "# 手順\r\r復旧".as_bytes();
        assert_eq!(refusal(&cut[..cut.len() - 1]), ("source/not-utf8", 3, 2, cut.len() - 3, None));
        assert_eq!(refusal(b"# a\n\n\xC0\xAF\n\n\xED\xA0\x80\n").1, 3);
    }

    #[test]
    fn nul_and_binary_files_are_told_apart() {
        assert_eq!(refusal("# a\n\nあ\0b\n".as_bytes()), ("source/nul", 3, 2, 8, None));
        assert_eq!(refusal(b"abc\0de\0").0, "source/nul");
        assert_eq!(refusal(&[0; 65536]), ("source/binary", 1, 1, 0, None));
        let noise: Vec<u8> = (0..8192u32).map(|at| (at * 197 + 13) as u8).collect();
        assert_eq!(refusal(&[b"\x7FELF\x02\x01\x01", &noise[..]].concat()).0, "source/not-utf8");
    }

    #[test]
    fn terminal_escapes_are_no_encoding_and_the_limit_holds() {
        assert!(decode(b"echo \x1b[2K\x1b[1Arm\n".to_vec(), 100).is_ok());
        assert!(decode("エスケープ \x1b$B と書いた本文\n".as_bytes().to_vec(), 100).is_ok());
        assert!(decode(vec![b'a'; 100], 100).is_ok());
        assert_eq!(decode(vec![b'a'; 101], 100).unwrap_err().rule, "source/too-large");
    }
}
