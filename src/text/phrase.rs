//! Where a short Japanese text may break, and what in it stays together.
//!
//! A rule of characters and no dictionary: a line ends behind a particle or where katakana meets kanji, and 障害対応 stays
//! one word. What it does not see stays whole, which costs a shorter line and nothing else.

use std::ops::Range;

/// Particles and endings behind which a phrase ends; okurigana such as the り of 切り替え are none.
const ENDS: &str = "のをはがにでとへもやたてるす";

/// Units that belong to the number before them.
const UNITS: [&str; 32] = [
    "営業日",
    "週間",
    "時間",
    "分間",
    "秒間",
    "日間",
    "か月",
    "ヶ月",
    "カ月",
    "分",
    "秒",
    "日",
    "件",
    "台",
    "回",
    "人",
    "名",
    "個",
    "倍",
    "円",
    "本",
    "行",
    "％",
    "%",
    "GiB",
    "MiB",
    "GB",
    "MB",
    "KB",
    "TB",
    "ms",
    "rps",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Kanji,
    Hiragana,
    Katakana,
    Latin,
    Other,
}

fn kind(character: char) -> Kind {
    match character {
        'ぁ'..='ゖ' => Kind::Hiragana,
        'ァ'..='ヴ' | 'ー' | '・' => Kind::Katakana,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '々' | 'ヵ' | 'ヶ' => Kind::Kanji,
        _ if character.is_alphanumeric() => Kind::Latin,
        _ => Kind::Other,
    }
}

/// Places in a text where a line may end, besides blanks and signs.
#[must_use]
pub fn breaks(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    // The run of one kind that ends at the place, and the one before it.
    let (mut last, mut run, mut before) = (None, 0_usize, Kind::Other);
    for (at, character) in text.char_indices() {
        let now = kind(character);
        let Some((previous, of_previous)) = last.replace((character, now)) else {
            run = 1;
            continue;
        };
        if of_previous == now {
            run += 1;
            continue;
        }
        let is_word = matches!(now, Kind::Kanji | Kind::Katakana | Kind::Latin);
        let ends = match of_previous {
            // お知らせ: a letter of politeness begins a word, and only an ending behind a word ends one.
            Kind::Hiragana => ENDS.contains(previous) && (before != Kind::Other || run > 1),
            Kind::Katakana => run >= 3 && now == Kind::Kanji,
            Kind::Kanji => run >= 2 && now == Kind::Katakana,
            _ => false,
        };
        if is_word && ends {
            places.push(at);
        }
        (before, run) = (of_previous, 1);
    }
    places
}

/// Numbers with their units (15分, 30 GB): a line never ends in one.
#[must_use]
pub fn quantities(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)) {
        let start = at + start;
        let digits =
            bytes[start..].iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')).count();
        let end = start + digits;
        at = end;
        let rest = text.get(end..).unwrap_or_default();
        let unit = rest.strip_prefix(' ').unwrap_or(rest);
        let named = UNITS.iter().find(|name| unit.starts_with(**name));
        let Some(name) = named else { continue };
        let close = end + (rest.len() - unit.len()) + name.len();
        // `30 MBit` is another word, and `30GB` has no place to break.
        let ascii = name.is_ascii();
        if ascii && (unit.len() == rest.len() || text[close..].starts_with(|c: char| c.is_ascii_alphanumeric())) {
            continue;
        }
        found.push(start..close);
        at = close;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> String {
        let mut said = text.to_owned();
        breaks(text).into_iter().rev().for_each(|at| said.insert(at, '|'));
        said
    }

    #[test]
    fn words_stay_whole() {
        for (text, expected) in [
            ("障害対応", "障害対応"),
            ("データベースに接続できない", "データベースに|接続できない"),
            ("復旧後の切り替えと問い合わせ", "復旧後の|切り替えと|問い合わせ"),
            ("お知らせとご連絡", "お知らせとご連絡"),
            ("ポストモーテム作成", "ポストモーテム|作成"),
            ("外部サービス障害", "外部|サービス|障害"),
            ("もう一度、とくに本番", "もう一度、とくに|本番"),
            ("Pod再起動頻発", "Pod再起動頻発"),
            ("DBに繋がらない", "DBに|繋がらない"),
            ("", ""),
        ] {
            assert_eq!(parted(text), expected);
        }
    }

    #[test]
    fn a_number_keeps_its_unit() {
        let found = |text: &'static str| quantities(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("15分以内に30 GB、99.9 %、1,000件"), ["15分", "30 GB", "99.9 %", "1,000件"]);
        assert_eq!(found("30GB 5 msec 2025年 v1.2 3営業日"), ["3営業日"]);
        assert_eq!(found("1"), Vec::<&str>::new());
    }
}
