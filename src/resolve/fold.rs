//! Forms of a name by which two count as one.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Composed (NFC): が as one character, however it was typed.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// Composed and small: names that some file system takes for one have one such key.
#[must_use]
pub fn key(text: &str) -> String {
    composed(text).to_lowercase().nfc().collect()
}

/// Folded for comparing words: width and forms (NFKC), small letters, only letters and digits.
#[must_use]
pub fn words(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}
