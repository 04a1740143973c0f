//! How far a mention of a section goes.

use crate::lower::words::Words;
use std::ops::Range;

/// A mention in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// All of it.
    pub(super) range: Range<usize>,
    /// The words that name the section.
    pub(super) target: Range<usize>,
    /// Whether it is one even at the start of a text, where a section's own number stands.
    pub(super) sure: bool,
}

impl Found {
    fn whole(range: Range<usize>, sure: bool) -> Self {
        Found { target: range.clone(), range, sure }
    }
}

/// Longest name between 「 and 」.
const NAME_BYTES: usize = 200;

/// One of these stands in every mention.
pub(super) static MARKS: Words = Words::new(&[
    "§",
    "「",
    "『",
    "セクション",
    "ステップ",
    "手順",
    "第",
    "章",
    "節",
    "付録",
    "参照",
    "従",
    "Section",
    "section",
    "Sec.",
    "Step",
    "STEP",
    "step",
]);

/// Whether a mention can start with a character; few do, and [`read`] knows how.
#[inline]
pub(super) fn opens(first: char) -> bool {
    matches!(
        first,
        '§' | 'セ' | 'S' | 's' | 'ス' | '手' | '第' | '付' | '「' | '『' | '0'..='9' | '０'..='９'
    )
}

/// The mention that starts at `at` with `first`, if one does.
pub(super) fn read(text: &str, at: usize, first: char) -> Option<Found> {
    match first {
        '§' => sign(text, at),
        'セ' => counted(text, at, "セクション"),
        'S' | 's' => {
            word(text, at, &["Section", "section", "Sec."]).or_else(|| step(text, at, &["Step", "STEP", "step"]))
        }
        'ス' => step(text, at, &["ステップ"]),
        '手' => step(text, at, &["手順"]),
        '第' => chapter(text, at),
        '付' => appendix(text, at),
        '「' | '『' => quoted(text, at, first),
        '0'..='9' | '０'..='９' => numbered(text, at),
        _ => None,
    }
}

/// §4, §1-3, §2〜4, §M3, §復旧演習, §「教訓」
fn sign(text: &str, at: usize) -> Option<Found> {
    let behind = at + '§'.len_utf8();
    let start = behind + blanks(&text[behind..]);
    let rest = text.get(start..)?;
    if rest.starts_with('「') || rest.starts_with('『') {
        let (inner, end) = quote(text, start)?;
        return Some(Found { range: at..end, target: inner, sure: true });
    }
    let number = number_length(rest);
    if number > 0 && is_of_lines(&rest[..number]) {
        return None;
    }
    if number > 0 {
        return Some(Found::whole(at..start + number + range_length(&rest[number..]), true));
    }
    let word = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
    if word == 0 || start > behind {
        return None;
    }
    // Where free Latin words end (§Decision 1 of …) nobody can tell; §M3 is a number.
    let latin = rest[..word].is_ascii() && !(word <= 4 && rest[..word].ends_with(|c: char| c.is_ascii_digit()));
    (!latin).then(|| Found::whole(at..start + word, true))
}

/// `73-102`: from one line to another; no section has that many parts.
fn is_of_lines(number: &str) -> bool {
    let Some((first, last)) = number.split_once('-') else { return false };
    let (Ok(first), Ok(last)) = (first.parse::<u32>(), last.parse::<u32>()) else { return false };
    first < last && last >= 40
}

fn is_name(character: char) -> bool {
    let hiragana = matches!(character, 'ぁ'..='ゖ');
    (character.is_alphanumeric() && !hiragana) || matches!(character, 'ー' | '-' | '_')
}

/// セクション3, セクション 5.4, セクション3〜5
fn counted(text: &str, at: usize, word: &str) -> Option<Found> {
    let rest = text[at..].strip_prefix(word)?;
    let blank = blanks(rest);
    let number = number_length(&rest[blank..]);
    if number == 0 {
        return None;
    }
    let length = blank + number + range_length(&rest[blank + number..]);
    let behind = &rest[length..];
    // セクション2つ counts them.
    let counts = ["つ", "個", "件", "本"].iter().any(|unit| behind.starts_with(unit));
    (!counts).then(|| Found::whole(at..at + word.len() + length, false))
}

/// Section 3
fn word(text: &str, at: usize, words: &[&str]) -> Option<Found> {
    if text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    words.iter().find_map(|word| counted(text, at, word))
}

/// ステップ3 where the reader is sent there.
fn step(text: &str, at: usize, words: &[&str]) -> Option<Found> {
    const SENDS: [&str; 12] =
        ["参照", "を参照", "へ", "に戻", "に進", "に移", "から", "を再", "を実施", "を実行", "の手順", "をやり直"];
    let found = word(text, at, words)?;
    let behind = text[found.range.end..].trim_start();
    SENDS.iter().any(|start| behind.starts_with(start)).then_some(found)
}

/// 第3章, 第5.2節, 第2項
fn chapter(text: &str, at: usize) -> Option<Found> {
    let rest = text[at..].strip_prefix('第')?;
    let number = number_length(rest);
    let unit = rest[number..].chars().next().filter(|unit| number > 0 && matches!(unit, '章' | '節' | '項'))?;
    if unit == '項' && rest[number..].starts_with("項目") {
        return None;
    }
    let end = at + '第'.len_utf8() + number + unit.len_utf8();
    // 見出し：第1章 speaks of the form of a heading.
    const GOES_ON: [&str; 13] = ["参照", "を", "の", "に", "へ", "で", "と", "も", "は", "、", "・", "）", ")"];
    let behind = text[end..].trim_start();
    GOES_ON.iter().any(|start| behind.starts_with(start)).then(|| Found::whole(at..end, false))
}

/// 付録A参照
fn appendix(text: &str, at: usize) -> Option<Found> {
    let rest = text[at..].strip_prefix("付録")?;
    let blank = blanks(rest);
    let length = rest[blank..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len() - blank);
    let end = at + "付録".len() + blank + length;
    (length > 0 && length <= 4 && is_referred(&text[end..])).then(|| Found::whole(at..end, false))
}

/// 5.2節, 3章; 7.1 参照
fn numbered(text: &str, at: usize) -> Option<Found> {
    // The middle of a number, of a version or of a name is no start.
    if text[..at].ends_with(|c: char| {
        c.is_alphanumeric() && (c.is_ascii() || c.is_numeric())
            || matches!(c, '.' | '-' | '_' | '/' | '第' | '§' | '#' | ':')
    }) {
        return None;
    }
    let rest = &text[at..];
    let number = number_length(rest);
    let behind = &rest[number..];
    // 270節約
    let word = ["節約", "節電", "節水", "節目", "節減"].iter().any(|word| behind.starts_with(word));
    if let Some(unit) = behind.chars().next().filter(|unit| matches!(unit, '節' | '章') && !word) {
        return Some(Found::whole(at..at + number + unit.len_utf8(), false));
    }
    let dotted = rest[..number].contains(['.', '．']);
    // ADR 0009, v1.2 and the like name no section of this text.
    let bare = !text[..at].trim_end().ends_with(|c: char| c.is_ascii_alphanumeric());
    (dotted && bare && is_referred(behind)).then(|| Found::whole(at..at + number, false))
}

/// 「連絡先」を参照, 「連絡先」と「体制」を参照, 「連絡先」セクションを参照
fn quoted(text: &str, at: usize, open: char) -> Option<Found> {
    let (inner, end) = quote(text, at)?;
    let mut behind = end;
    // The last of a row says what all are for; a row is short.
    for _ in 0..8 {
        let rest = &text[behind..];
        let Some(next) = ["と", "、", "・", "および", "や", "または", "及び", ""]
            .iter()
            .map(|join| rest.strip_prefix(join).map(|_| behind + join.len()))
            .find_map(|next| next.filter(|&next| text[next..].starts_with(open)))
        else {
            break;
        };
        behind = quote(text, next)?.1;
    }
    names_section(&text[behind..]).then_some(Found { range: at..end, target: inner, sure: true })
}

/// What stands between the bracket at `at` and its partner, and the place behind that.
fn quote(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let rest = &text[at..];
    let open = rest.chars().next()?;
    let close = if open == '「' { '」' } else { '』' };
    let inner = open.len_utf8();
    let window = &rest[inner..rest.floor_char_boundary(inner + NAME_BYTES)];
    let length = window.find(close)?;
    let name = &window[..length];
    let fits = !name.trim().is_empty() && !name.contains(['「', '『', '。', '\n']);
    fits.then(|| (at + inner..at + inner + length, at + inner + length + close.len_utf8()))
}

/// を参照, セクションを参照; 「公開」セクションで選ぶ speaks of a screen.
fn names_section(behind: &str) -> bool {
    let behind = behind.trim_start();
    let kind = ["セクション", "の章", "の節", "の項", "節", "章", "見出し", "の手順", "項"];
    if let Some(rest) = kind.iter().find_map(|kind| behind.strip_prefix(kind)) {
        return is_referred(rest) || rest.starts_with("のとおり") || rest.starts_with("の通り");
    }
    is_referred(behind)
}

/// 参照, を参照, もご参照, に従
fn is_referred(behind: &str) -> bool {
    let behind = behind.trim_start();
    let behind = ["を", "も", "に", "の"].iter().find_map(|particle| behind.strip_prefix(particle)).unwrap_or(behind);
    let behind = behind.strip_prefix('ご').unwrap_or(behind);
    ["参照", "従い", "従って", "従う"].iter().any(|word| behind.starts_with(word))
}

/// Length of a section's number: 3, 5.4, 1-3, 9c, 0-A, M3.
fn number_length(text: &str) -> usize {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let letter = text.chars().next().filter(char::is_ascii_uppercase).map_or(0, |_| 1);
    let mut end = letter;
    loop {
        let rest = &text[end..];
        let digits = rest.find(|c: char| !digit(c)).unwrap_or(rest.len());
        if digits == 0 {
            break;
        }
        end += digits;
        let rest = &text[end..];
        let mut following = rest.chars();
        let (joint, next) = (following.next(), following.next());
        match (joint, next) {
            (Some('.' | '-' | '．'), Some(next)) if digit(next) => end += joint.map_or(0, char::len_utf8),
            (Some('-'), Some('A'..='Z')) if !following.next().is_some_and(|c| c.is_ascii_alphanumeric()) => {
                return end + 2;
            }
            (Some('a'..='z'), next) if !next.is_some_and(|c| c.is_ascii_alphanumeric()) => return end + 1,
            _ => break,
        }
    }
    if end == letter { 0 } else { end }
}

/// 〜4 behind a number.
fn range_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(['〜', '～', '~', '–']) else { return 0 };
    match number_length(rest) {
        0 => 0,
        number => text.len() - rest.len() + number,
    }
}

fn blanks(text: &str) -> usize {
    let blank = text.find(|c: char| !matches!(c, ' ' | '\u{3000}' | '\u{A0}')).unwrap_or(text.len());
    if blank > 3 { 0 } else { blank }
}
