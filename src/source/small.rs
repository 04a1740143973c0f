//! Small letters of a text that is mostly Japanese.

/// The same as [`str::to_lowercase`]. Kana and kanji have no case, so most of a text is copied as it stands.
#[must_use]
pub fn small(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < bytes.len() {
        let plain = bytes.iter().skip(at).take_while(|byte| byte.is_ascii()).count();
        if plain > 0 {
            out.push_str(text.get(at..at + plain).unwrap_or_default());
            let from = out.len() - plain;
            if let Some(tail) = out.get_mut(from..) {
                tail.make_ascii_lowercase();
            }
            at += plain;
        }
        let caseless = without_case(bytes, at);
        out.push_str(text.get(at..at + caseless).unwrap_or_default());
        at += caseless;
        let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if letter.is_ascii() {
            continue;
        }
        // A sigma at the end of a word has a form of its own.
        if letter == 'Σ' {
            return text.to_lowercase();
        }
        out.extend(letter.to_lowercase());
        at += letter.len_utf8();
    }
    out
}

/// How many bytes from a place on are of letters between U+3000 and U+9FFF: kana, kanji and their punctuation.
fn without_case(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while matches!(bytes.get(at), Some(0xE3..=0xE9)) {
        at += 3;
    }
    at - from
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn small_letters_are_those_of_the_standard_library() {
        let text = "API の ＰＯＤ が Σας ΟΔΟΣ、İstanbul Ⅳ 障害ＡＢｃ ﾚｲﾃﾝｼ ǅ ẞ 𐐀 ☃ Ⓐ 高い。";
        assert_eq!(small(text), text.to_lowercase());
        for code in (0..0x20_000).filter_map(char::from_u32) {
            let text = format!("A{code}B{code}");
            assert_eq!(small(&text), text.to_lowercase(), "U+{:04X}", u32::from(code));
        }
        assert_eq!(small(""), "");
    }
}
