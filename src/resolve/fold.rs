//! Forms of a name by which two count as one.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Composed (NFC): が as one character, however it was typed.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// Composed and small: names that some file system takes for one have one such key.
#[must_use]
pub fn key(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    if is_plain(text) {
        return text.to_lowercase();
    }
    composed(text).to_lowercase().nfc().collect()
}

/// Folded for comparing words: width and forms (NFKC), small letters, only letters and digits.
#[must_use]
pub fn words(text: &str) -> String {
    if is_plain(text) {
        let narrow = |c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        };
        return text.chars().map(narrow).filter(|c| is_word(*c)).map(|c| c.to_ascii_lowercase()).collect();
    }
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a text holds nothing but characters that stand for themselves and join with no neighbour: ASCII, kana, kanji,
/// Japanese punctuation, and full-width ASCII, which folds to one character each.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c,
            '\0'..='\u{7F}'
            | '\u{3000}'..='\u{3003}'
            | '\u{3005}'
            | '\u{3008}'..='\u{3011}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30A1}'..='\u{30FE}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{FF01}'..='\u{FF5E}')
    })
}

/// Whether a character of a plain text is a letter or a digit.
fn is_word(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' => true,
        _ => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_gives_what_the_long_way_gives() {
        let every = (0..=0xFFFF).filter_map(char::from_u32).filter(|c| is_plain(c.encode_utf8(&mut [0; 4])));
        for c in every {
            let text = format!("か{c}A");
            assert!(is_plain(&text));
            assert_eq!(composed(&text), text.nfc().collect::<String>(), "{text}");
            assert_eq!(key(&text), text.nfc().collect::<String>().to_lowercase().nfc().collect::<String>(), "{text}");
            let long: String = text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect();
            assert_eq!(words(&text), long, "{text}");
        }
    }

    #[test]
    fn what_is_typed_in_parts_is_composed() {
        assert_eq!(composed("か\u{3099}"), "が");
        assert_eq!(key("ﾊﾞｯｸアップ.MD"), "ﾊﾞｯｸアップ.md");
        assert_eq!(words("ﾊﾞｯｸ アップ（Ｄ１）①"), "バックアップd11");
    }
}
