//! Titles: number, emoji and remarks in brackets taken off before a title is matched.

/// A title taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Title {
    /// `6.1`, `1`, `2` of Step 2.
    pub(crate) number: Option<String>,
    /// Without number, as shown.
    pub(crate) text: String,
    /// Folded for matching: no emoji, no remark in brackets, ASCII letters small, full-width ASCII narrowed.
    pub(crate) key: String,
}

/// Takes a title apart. `title` is its text without markup.
pub(crate) fn take_apart(title: &str) -> Title {
    let trimmed = without_emoji(title.trim());
    let (number, text) = number(trimmed);
    let text = without_emoji(text);
    Title { number, text: text.to_owned(), key: key(text) }
}

/// The text of a title alone, as [`take_apart`] gives it.
pub(crate) fn text_of(title: &str) -> &str {
    without_emoji(number(without_emoji(title.trim())).1)
}

/// Takes leading emoji, symbols and blanks off.
pub(crate) fn without_emoji(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || is_emoji(c))
}

fn is_emoji(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{245F}' | '\u{2500}'..='\u{27BF}' | '\u{2900}'..='\u{2BFF}' | '\u{FE0F}' | '\u{200D}' | '\u{20E3}' | '\u{1F000}'..='\u{1FAFF}')
}

/// The number in front of a title, and the rest.
fn number(title: &str) -> (Option<String>, &str) {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        _ => c,
    };
    if let Some(rest) = title.strip_prefix('第') {
        let end = rest.find(|c: char| !narrow(c).is_ascii_digit()).unwrap_or(rest.len());
        if let Some(behind) =
            ["章", "節", "部", "条", "項"].iter().find_map(|unit| rest[end..].strip_prefix(unit)).filter(|_| end > 0)
        {
            return (Some(rest[..end].chars().map(narrow).collect()), separated(behind));
        }
    }
    for word in ["Step", "STEP", "step", "ステップ", "手順", "Phase", "PHASE", "フェーズ"] {
        let Some(rest) = title.strip_prefix(word) else { continue };
        let rest = rest.trim_start();
        let end = rest.find(|c: char| !(narrow(c).is_ascii_digit() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
        let behind = rest[end..].trim_start();
        let marked =
            behind.is_empty() || behind.starts_with([':', '：', '.', '．', ')', '）', '-', '–', '—', '【', ' ']);
        if end > 0 && rest.starts_with(|c: char| narrow(c).is_ascii_digit()) && marked && !separated(behind).is_empty()
        {
            return (Some(rest[..end].trim_end_matches(['.', '-']).chars().map(narrow).collect()), separated(behind));
        }
    }
    if let Some(first) = title.chars().next().filter(|c| matches!(c, '①'..='⑳')) {
        let value = first as u32 - '①' as u32 + 1;
        return (Some(value.to_string()), separated(&title[first.len_utf8()..]));
    }
    let end =
        title.find(|c: char| !(narrow(c).is_ascii_digit() || matches!(c, '.' | '-' | '．'))).unwrap_or(title.len());
    let digits = &title[..end];
    if !digits.starts_with(|c: char| narrow(c).is_ascii_digit()) || end == title.len() {
        return (None, title);
    }
    let rest = &title[end..];
    let dotted = digits.ends_with(['.', '．']);
    let close = rest.starts_with([')', '）', ':', '：', '、']);
    let blank = rest.starts_with(char::is_whitespace);
    let several = digits.trim_end_matches(['.', '．', '-']).contains(['.', '-', '．']);
    // 14:09 の作業 begins with a time.
    if rest.strip_prefix([':', '：']).is_some_and(|behind| behind.starts_with(|c: char| narrow(c).is_ascii_digit())) {
        return (None, title);
    }
    // `5xx系エラー` and `502/504` begin with a number that is none; `24時間` too.
    if !(dotted || close || (blank && (several || !looks_like_quantity(rest)))) {
        return (None, title);
    }
    let number: String = digits
        .trim_end_matches(['.', '．', '-'])
        .chars()
        .map(narrow)
        .map(|c| if c == '．' { '.' } else { c })
        .collect();
    (Some(number), separated(rest))
}

fn looks_like_quantity(rest: &str) -> bool {
    let rest = rest.trim_start();
    ["分", "時間", "日", "秒", "件", "名", "回", "営業日"].iter().any(|unit| rest.starts_with(unit))
}

/// What stands behind a number: its separator taken off.
fn separated(text: &str) -> &str {
    text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | '．' | ')' | '）' | ':' | '：' | '、' | '-' | '–' | '—' | '|')
    })
}

/// Folds a title for matching.
pub(crate) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut depth = 0_u32;
    let text = text.trim().trim_end_matches([':', '：']).trim_end();
    let mut bracketed = String::new();
    for character in text.chars() {
        match character {
            '（' | '(' | '【' | '［' | '[' => depth += 1,
            '）' | ')' | '】' | '］' | ']' if depth > 0 => depth -= 1,
            _ if depth > 0 => bracketed.push(fold(character)),
            _ if is_emoji(character) => {}
            _ => key.push(fold(character)),
        }
    }
    let trimmed = key.trim();
    // A title that is nothing but a remark (【緊急連絡先】) is matched by it.
    if trimmed.is_empty() { bracketed.trim().to_owned() } else { trimmed.to_owned() }
}

fn fold(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character).to_ascii_lowercase(),
        '\u{3000}' => ' ',
        _ => character.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_off_and_quantities_stay() {
        let parts = |title: &str| {
            let title = take_apart(title);
            (title.number.unwrap_or_default(), title.text)
        };
        let pair = |number: &str, text: &str| (number.to_owned(), text.to_owned());
        assert_eq!(parts("5.1 初動対応（全Severity共通）"), pair("5.1", "初動対応（全Severity共通）"));
        assert_eq!(parts("第1章 概要"), pair("1", "概要"));
        assert_eq!(parts("Step 1: アラート確認（1分以内）"), pair("1", "アラート確認（1分以内）"));
        assert_eq!(parts("1-2. 監視"), pair("1-2", "監視"));
        assert_eq!(parts("1) 準備"), pair("1", "準備"));
        assert_eq!(parts("🚨 2. 緊急時対応"), pair("2", "緊急時対応"));
        assert_eq!(parts("２．目的"), pair("2", "目的"));
        assert_eq!(parts("5xx系エラー"), pair("", "5xx系エラー"));
        assert_eq!(parts("502/504 増加"), pair("", "502/504 増加"));
        assert_eq!(parts("24 時間以内の対応"), pair("", "24 時間以内の対応"));
        assert_eq!(parts("手順書の目的"), pair("", "手順書の目的"));
    }

    #[test]
    fn keys_have_no_remarks() {
        assert_eq!(key("初動確認（5分以内）"), "初動確認");
        assert_eq!(key("【緊急連絡先】"), "緊急連絡先");
        assert_eq!(key("ＳＬＯ："), "slo");
    }
}
