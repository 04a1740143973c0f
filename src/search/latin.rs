//! What was typed with the input method off: `tunagaranai` for つながらない, `sa-ba-` for サーバー.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::rank::terms;
use super::reader::Reader;

/// Spellings of one sound, in the order in which they are told apart.
const SOUNDS: [(&str, &str); 10] = [
    ("shi", "si"),
    ("chi", "ti"),
    ("tsu", "tu"),
    ("ji", "zi"),
    ("fu", "hu"),
    ("sh", "sy"),
    ("ch", "ty"),
    ("j", "zy"),
    ("zyy", "zy"),
    ("l", "r"),
];

/// Syllables by consonant, in the order of the vowels; a blank where a row has none.
const ROWS: [(Option<char>, &str); 15] = [
    (None, "あいうえお"),
    (Some('k'), "かきくけこ"),
    (Some('s'), "さしすせそ"),
    (Some('t'), "たちつてと"),
    (Some('n'), "なにぬねの"),
    (Some('h'), "はひふへほ"),
    (Some('m'), "まみむめも"),
    (Some('y'), "や　ゆ　よ"),
    (Some('r'), "らりるれろ"),
    (Some('w'), "わ　　　を"),
    (Some('g'), "がぎぐげご"),
    (Some('z'), "ざじずぜぞ"),
    (Some('d'), "だぢづでど"),
    (Some('b'), "ばびぶべぼ"),
    (Some('p'), "ぱぴぷぺぽ"),
];

const VOWELS: &str = "aiueo";

/// Consonants that can be doubled (っ).
const DOUBLED: &str = "kstmyrwgzdbph";

/// A word of Latin letters as kana; `None` where letters are left that no sound has.
pub(super) fn kana(latin: &str) -> Option<String> {
    let text = SOUNDS.iter().fold(latin.to_lowercase(), |text, (from, to)| text.replace(from, to));
    let letters: Vec<char> = text.chars().collect();
    let (mut found, mut at) = (String::new(), 0);
    while let Some(&first) = letters.get(at) {
        if DOUBLED.contains(first) && letters.get(at + 1) == Some(&first) {
            found.push('っ');
            at += 1;
        } else if let Some((sound, length)) = syllable(letters.get(at..).unwrap_or_default()) {
            found.push_str(&sound?);
            at += length;
        } else if first == 'n' {
            // n' and nn are one ん.
            let is_whole = matches!(letters.get(at + 1), Some('n' | '\''));
            found.push('ん');
            at += 1 + usize::from(is_whole);
        } else if first == '-' {
            found.push('ー');
            at += 1;
        } else {
            return None;
        }
    }
    Some(found)
}

/// The syllable that letters begin with, and how many of them it takes; `Some(None)` for one that no sound has.
fn syllable(letters: &[char]) -> Option<(Option<String>, usize)> {
    let vowel = |at: usize| letters.get(at).and_then(|&letter| VOWELS.find(letter));
    let is_consonant = |letter: char| ROWS.iter().any(|(row, _)| *row == Some(letter));
    let first = letters.first().copied().filter(|&letter| is_consonant(letter));
    let (consonant, glide, at) = match (first, letters.get(1)) {
        (Some(first), Some('y')) if vowel(2).is_some() => (Some(first), true, 2),
        (Some(first), _) if vowel(1).is_some() => (Some(first), false, 1),
        (None, _) if vowel(0).is_some() => (None, false, 0),
        _ => return None,
    };
    let vowel = vowel(at)?;
    let row = ROWS.iter().find(|(row, _)| *row == consonant).map_or("", |(_, row)| row);
    let letter = row.chars().nth(if glide { 1 } else { vowel }).filter(|&letter| letter != '　');
    let small = if glide { ["ゃ", "", "ゅ", "ぇ", "ょ"].get(vowel).copied().unwrap_or_default() } else { "" };
    let sound = letter.filter(|_| !glide || !small.is_empty()).map(|letter| format!("{letter}{small}"));
    Some((sound, at + 1))
}

/// A query with words in kana that the index knows in kana only. `web/search.js` does the same.
pub(super) fn heard<'q>(reader: &Reader<'_>, query: &'q str) -> Cow<'q, str> {
    if !query.contains(|letter: char| letter.is_ascii_alphabetic()) {
        return Cow::Borrowed(query);
    }
    let normal: String = query.nfkc().collect();
    let words: Vec<&str> = normal.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
    let last = words.len().saturating_sub(1);
    let spoken: Vec<Option<String>> =
        words.iter().enumerate().map(|(at, word)| spoken(reader, word, at == last)).collect();
    if spoken.iter().all(Option::is_none) {
        return Cow::Borrowed(query);
    }
    let words = words.iter().zip(spoken).map(|(word, spoken)| spoken.unwrap_or_else(|| (*word).to_owned()));
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// A word as kana, a name in capitals in front of it kept (`DBni`): where no section holds it as it stands, and all of its
/// kana stand somewhere.
fn spoken(reader: &Reader<'_>, word: &str, is_last: bool) -> Option<String> {
    let is_letter = |letter: char| letter.is_ascii_alphabetic() || matches!(letter, '-' | '\'');
    let capitals = word.find(|letter: char| !letter.is_ascii_uppercase() && !letter.is_ascii_digit());
    let (name, latin) = word.split_at(capitals.filter(|&length| length > 1).unwrap_or(0));
    if latin.len() < 2 || (name.is_empty() && latin.len() < 3) || !latin.chars().all(is_letter) {
        return None;
    }
    let whole = word.to_ascii_lowercase();
    let known = reader.postings(&whole).is_some() || (is_last && !reader.continuations(&whole, 1).is_empty());
    let kana = if known { None } else { kana(latin) }?;
    let heard = terms(&kana).keys().all(|term| term.chars().count() == 1 || reader.postings(term).is_some());
    heard.then(|| if name.is_empty() { kana } else { format!("{name} {kana}") })
}

#[cfg(test)]
mod tests {
    use super::kana;

    #[test]
    fn sounds_are_found_as_they_are_typed() {
        for (latin, expected) in [
            ("tunagaranai", "つながらない"),
            ("tsunagaranai", "つながらない"),
            ("kessai", "けっさい"),
            ("sa-ba-", "さーばー"),
            ("de-tabe-su", "でーたべーす"),
            ("shougai", "しょうがい"),
            ("syougai", "しょうがい"),
            ("roguinn", "ろぐいん"),
            ("kan'i", "かんい"),
            ("renraku", "れんらく"),
            ("jikan", "じかん"),
            ("kyuu", "きゅう"),
        ] {
            assert_eq!(kana(latin).as_deref(), Some(expected), "{latin}");
        }
        for latin in ["error", "kubectl", "postgres", "wyi", "c"] {
            assert_eq!(kana(latin), None, "{latin}");
        }
    }
}
