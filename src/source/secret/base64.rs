//! Base64 in both alphabets, with or without padding.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};

/// Takes what people have cut short too: bits that no byte is made of are left alone.
const ENGINE: GeneralPurpose = GeneralPurpose::new(&STANDARD, NO_PAD.with_decode_allow_trailing_bits(true));

/// The bytes of a text in base64; `None` where it is none.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').replace('-', "+").replace('_', "/");
    // One letter holds no byte.
    let whole = text.len() - usize::from(text.len() % 4 == 1);
    let rest = text.get(whole..)?;
    let known = rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'));
    ENGINE.decode(text.get(..whole).filter(|_| known)?).ok()
}

/// Bytes in base64 with the usual alphabet, padding left out.
pub(super) fn encode(bytes: &[u8]) -> String {
    ENGINE.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn there_and_back() {
        for text in ["k", "k9", "k9X", "k9Xv2mQ7rT4w\n"] {
            assert_eq!(decode(&encode(text.as_bytes())).as_deref(), Some(text.as_bytes()));
        }
        assert_eq!(encode(b"k9X"), "azlY");
    }

    #[test]
    fn both_alphabets() {
        assert_eq!(decode("44GL44Go").as_deref(), Some("かと".as_bytes()));
        assert_eq!(decode("_-8=").as_deref(), Some(&[0xFF, 0xEF][..]));
        assert_eq!(decode("azlYZ").as_deref(), Some(b"k9X".as_slice()), "a letter too many");
        assert_eq!(decode("azl"), Some(b"k9".to_vec()), "cut short");
        for text in ["a b", "azlY!", "鍵"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
