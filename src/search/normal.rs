//! The same for what is the same: half-width and full-width, サーバ and サーバー. Case and katakana are kept, because
//! both say where words end; [`fold`] takes them away where a token is made.

use unicode_normalization::UnicodeNormalization;

/// NFKC without the long-vowel marks behind kana.
#[must_use]
pub fn normal(text: &str) -> Vec<char> {
    let mut result = Vec::with_capacity(text.len() / 2);
    if text.chars().all(is_plain) {
        text.chars().for_each(|character| push(&mut result, narrow(character)));
    } else {
        text.nfkc().for_each(|character| push(&mut result, character));
    }
    result
}

fn push(result: &mut Vec<char>, character: char) {
    let is_mark = matches!(character, 'ー' | '‐' | '–' | '—' | '―' | '−');
    if !(is_mark && result.last().is_some_and(|&last| is_kana(last))) {
        result.push(character);
    }
}

/// Characters whose NFKC is found without its tables, whatever stands beside them.
fn is_plain(character: char) -> bool {
    matches!(character, '\0'..='\u{7f}' | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
        // Dashes, quotes, arrows, boxes, signs and pictures.
        || matches!(character, '\u{2012}'..='\u{2016}' | '\u{2018}'..='\u{2023}' | '\u{2190}'..='\u{2199}'
            | '\u{2500}'..='\u{27bf}' | '\u{fe0f}' | '\u{1f300}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}')
}

fn narrow(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        other => other,
    }
}

/// Hiragana or katakana.
#[must_use]
pub fn is_kana(character: char) -> bool {
    is_hiragana(character) || matches!(character, '\u{30a1}'..='\u{30fa}')
}

/// Hiragana.
#[must_use]
pub fn is_hiragana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{3096}')
}

/// What is written without blanks: kana and kanji.
#[must_use]
pub fn is_dense(character: char) -> bool {
    is_kana(character)
        || matches!(character, '々' | '〇' | 'ー' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// What words are made of.
#[must_use]
pub fn is_word(character: char) -> bool {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => true,
        '\0'..='\u{7f}' => false,
        other => other.is_alphanumeric() && !is_dense(other),
    }
}

/// Katakana as hiragana.
#[must_use]
pub fn fold(character: char) -> char {
    match character {
        '\u{30a1}'..='\u{30f6}' => char::from_u32(character as u32 - 0x60).unwrap_or(character),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::char::canonical_combining_class;

    #[test]
    fn what_is_plain_needs_no_tables() {
        for character in ('\0'..=char::MAX).filter(|&character| is_plain(character)) {
            let by_tables: String = std::iter::once(character).nfkc().collect();
            assert_eq!(by_tables, narrow(character).to_string(), "U+{:04X}", u32::from(character));
            assert_eq!(canonical_combining_class(character), 0);
            // Nothing plain joins with what stands before it.
            for before in ['a', 'か', 'カ', '漢'] {
                assert_eq!([before, character].iter().collect::<String>().nfkc().count(), 2);
            }
        }
    }
}
