//! Lines of a text on a terminal: broken at spaces, and between Japanese characters where a book would break them.

use unicode_width::UnicodeWidthChar;

use super::width::{Ambiguous, width};

/// What begins no line.
const CLOSING: [char; 60] = [
    '、', '。', '，', '．', '・', '：', '；', '！', '？', '）', '」', '』', '】', '］', '｝', '〕', '〉', '》', 'ー',
    '々', 'ゝ', 'ゞ', '…', '‥', '％', 'ぁ', 'ぃ', 'ぅ', 'ぇ', 'ぉ', 'っ', 'ゃ', 'ゅ', 'ょ', 'ゎ', 'ァ', 'ィ', 'ゥ',
    'ェ', 'ォ', 'ッ', 'ャ', 'ュ', 'ョ', 'ヮ', 'ヵ', 'ヶ', '､', '｡', '｣', ')', ']', '}', ',', '.', '!', '?', ':', ';',
    '%',
];

/// What ends no line.
const OPENING: [char; 13] = ['（', '「', '『', '【', '［', '｛', '〔', '〈', '《', '｢', '(', '[', '{'];

/// The text with line breaks, so that no line is wider than `columns` where it can be helped: a word of a Latin script, a
/// path or an address is not torn.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> String {
    if width(text, Ambiguous::Narrow) <= columns {
        return text.to_owned();
    }
    let mut wrapped = String::with_capacity(text.len() + 8);
    let mut used = 0;
    for piece in pieces(text) {
        // Spaces at the end hang over the edge; each of them is one column.
        let spaces = piece.len() - piece.trim_end_matches(' ').len();
        let whole = width(piece, Ambiguous::Narrow);
        let wide = whole - spaces.min(whole);
        if used > 0 && used + wide > columns {
            wrapped.truncate(wrapped.trim_end_matches(' ').len());
            wrapped.push('\n');
            used = 0;
        }
        wrapped.push_str(piece);
        used += whole;
    }
    wrapped
}

/// The text in pieces between which a line may end; a piece keeps the spaces behind it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut characters = rest.char_indices().peekable();
        let (_, mut before) = characters.next()?;
        let end = characters.find_map(|(at, character)| {
            let breaks = may_break(before, character);
            before = character;
            breaks.then_some(at)
        });
        let (piece, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind;
        Some(piece)
    })
}

fn may_break(before: char, behind: char) -> bool {
    if behind == ' ' {
        return false;
    }
    if before == ' ' {
        return true;
    }
    let wide = |character: char| character >= '\u{1100}' && character.width() == Some(2);
    let joined = |character: char| matches!(character, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{3099}' | '\u{309A}' | '\u{1F3FB}'..='\u{1F3FF}');
    (wide(before) || wide(behind))
        && !joined(before)
        && !joined(behind)
        && !CLOSING.contains(&behind)
        && !OPENING.contains(&before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, columns: usize) -> Vec<String> {
        wrap(text, columns).split('\n').map(str::to_owned).collect()
    }

    #[test]
    fn japanese_breaks_between_characters_but_not_before_a_full_stop() {
        assert_eq!(lines("見出しがありません。直してください", 16), ["見出しがありませ", "ん。直してくださ", "い"]);
        assert_eq!(lines("連絡先（当番）を書く", 14), ["連絡先（当番）", "を書く"]);
        assert_eq!(lines("連絡先の（当番）", 10), ["連絡先の", "（当番）"]);
    }

    #[test]
    fn words_and_paths_are_not_torn() {
        assert_eq!(lines("ファイル content/a-b.md がない", 12), ["ファイル", "content/a-b.md", "がない"]);
        assert_eq!(lines("a finding of one rule", 9), ["a finding", "of one", "rule"]);
        assert_eq!(lines("", 9), [""]);
    }

    #[test]
    fn pictures_of_several_characters_stay_whole() {
        for text in ["障👩\u{200D}💻害⚠\u{FE0F}か\u{3099}", "手順👍\u{1F3FD}済"] {
            for columns in 1..12 {
                let joined = wrap(text, columns);
                assert_eq!(joined.replace('\n', ""), text);
                for bad in ["\n\u{200D}", "\u{200D}\n", "\n\u{FE0F}", "\n\u{3099}", "\n\u{1F3FD}"] {
                    assert!(!joined.contains(bad), "{joined:?}");
                }
            }
        }
    }
}
