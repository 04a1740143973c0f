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
        let mut folded = String::with_capacity(text.len());
        folded.extend(text.chars().map(narrow).filter(|c| is_word(*c)).map(|c| c.to_ascii_lowercase()));
        return folded;
    }
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// Folded so that texts that look alike have one form: width and forms (NFKC), small letters, and for each group of
/// letters that readers take for one another (Cyrillic а, 一 and ー, 力 and カ) the same one.
#[must_use]
pub fn skeleton(text: &str) -> String {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    folded.chars().map(alike).collect()
}

/// The letter that stands for all that look like it, of small letters.
fn alike(c: char) -> char {
    match c {
        'а' | 'α' | 'ɑ' => 'a',
        'в' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' | 'н' | 'η' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' | 'μ' => 'm',
        'п' | 'ν' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ѵ' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'ζ' => 'z',
        // 一 (one), ー (long vowel), lines and hyphens.
        '一' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '-' => 'ー',
        '力' => 'カ',
        '二' => 'ニ',
        '工' => 'エ',
        '口' | '囗' => 'ロ',
        '八' => 'ハ',
        '卜' => 'ト',
        '夕' => 'タ',
        'へ' => 'ヘ',
        'べ' => 'ベ',
        'ぺ' => 'ペ',
        'り' => 'リ',
        '才' => 'オ',
        '三' => 'ミ',
        '厶' => 'ム',
        other => other,
    }
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
    fn what_looks_alike_has_one_form() {
        for (left, right) in [
            ("api-エラー", "\u{430}p\u{456}-エラー"),
            ("サーバー力ード", "サ一バ―カード"),
            ("ＤＢ再起動", "db再起動"),
            ("へルスチェック", "ヘルスチェック"),
            ("工ラー", "エラー"),
        ] {
            assert_eq!(skeleton(left), skeleton(right), "{left}");
        }
        assert_ne!(skeleton("復旧手順"), skeleton("復旧手続"));
        assert_ne!(skeleton("バックアップ"), skeleton("パックアップ"));
    }

    #[test]
    fn what_is_typed_in_parts_is_composed() {
        assert_eq!(composed("か\u{3099}"), "が");
        assert_eq!(key("ﾊﾞｯｸアップ.MD"), "ﾊﾞｯｸアップ.md");
        assert_eq!(words("ﾊﾞｯｸ アップ（Ｄ１）①"), "バックアップd11");
    }
}
