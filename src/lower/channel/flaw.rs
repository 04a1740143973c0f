//! What a cell about a contact lacks: not filled in, a means without an address, an address that cannot be one.

use super::{email, has_masked_digits, is_sample_host, labelled, one, phone, pieces};
use crate::lower::unfilled::{is_open as is_unwritten, is_open_whole};
use crate::model::{ChannelKind, Flaw};
use std::ops::Range;

/// Names of what should stand there.
const SUBJECTS: &[&str] = &["名前", "氏名", "担当者名", "電話番号", "メールアドレス", "連絡先", "記入欄"];

/// Words for nothing.
const NONE: &[&str] = &["なし", "無し", "無", "該当なし", "n/a", "na", "none", "不要"];

/// Means that reach nobody without an address or a name.
const MEANS: &[&str] = &[
    "slack",
    "電話",
    "メール",
    "チャット",
    "携帯",
    "携帯電話",
    "teams",
    "chatwork",
    "mail",
    "email",
    "e-mail",
    "phone",
    "tel",
    "sms",
    "line",
    "discord",
];

/// What a cell of a column of ways to reach someone lacks, with the bytes of its text that are at fault. `None` where
/// all of it can be used.
pub(in crate::lower) fn channel(text: &str, column: ChannelKind) -> Option<(Range<usize>, Flaw)> {
    if let Some(flaw) = blank(text) {
        return Some((0..text.len(), flaw));
    }
    let parts = pieces(text);
    let range = |part: &str| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        start..start + part.len()
    };
    let malformed = parts.iter().find_map(|part| Some((range(part), Flaw::Malformed(malformed(part, column)?))));
    // An address of the web that waits for its host is a link, and is found as one.
    let open = || parts.iter().find(|part| !part.contains("://") && (is_open(labelled(part).1) || is_open(part)));
    let means = || parts.iter().all(|part| is_means(part)).then_some((0..text.len(), Flaw::Means));
    malformed.or_else(|| open().map(|part| (range(part), Flaw::Unfilled))).or_else(means)
}

/// What a cell with a name lacks.
pub(in crate::lower) fn person(text: &str) -> Option<Flaw> {
    blank(text).or_else(|| is_open(text).then_some(Flaw::Unfilled))
}

/// Whether a cell of another column is still to be filled in as a whole: a remark may speak of a TBD.
pub(in crate::lower) fn other(text: &str) -> Option<Flaw> {
    let folded = inner(text).to_lowercase();
    (is_open_whole(&folded) || crate::lower::is_placeholder(text)).then_some(Flaw::Unfilled)
}

fn blank(text: &str) -> Option<Flaw> {
    let text = text.trim();
    if text.is_empty() {
        return Some(Flaw::Empty);
    }
    let none = crate::lower::table::is_empty(text) || NONE.contains(&text.to_lowercase().as_str());
    none.then_some(Flaw::Dash)
}

fn inner(text: &str) -> &str {
    text.trim().trim_matches([
        '(', ')', '（', '）', '[', ']', '［', '］', '【', '】', '<', '>', '{', '}', '＜', '＞', '*', ' ',
    ])
}

/// Whether a value waits for somebody to write it.
fn is_open(text: &str) -> bool {
    let text = text.trim();
    let folded = text.to_lowercase();
    let bracketed = folded.starts_with(['[', '［', '<', '{', '＜']) && folded.ends_with([']', '］', '>', '}', '＞']);
    let plain = inner(&folded);
    let rule =
        plain.chars().count() >= 2 && plain.chars().all(|mark| matches!(mark, '_' | '＿' | '?' | '？' | '.' | '…'));
    (bracketed && !tells_what_to_do(plain))
        || rule
        || is_zeros(plain)
        || SUBJECTS.contains(&plain)
        || is_unwritten(&folded)
        || has_masked_digits(text)
        || (text.contains("example") && text.split_whitespace().any(is_sample_host))
}

/// `[サポートケース作成]`, `[契約書を参照]`: says how to reach someone.
fn tells_what_to_do(plain: &str) -> bool {
    ["作成", "起票", "参照", "照会", "から", "より"].iter().any(|end| plain.ends_with(end))
}

/// 000-0000-0000 stands where a number is to come.
pub(super) fn is_zeros(plain: &str) -> bool {
    let digits = || plain.chars().map(crate::model::scan::fold).filter(|one| !matches!(one, '-' | ' ' | 'ー' | '−'));
    digits().count() >= 6 && digits().all(|digit| digit == '0')
}

fn is_means(piece: &str) -> bool {
    let words = piece.split(['/', '／', '・', '+']).map(|word| inner(word).to_lowercase());
    words.clone().all(|word| MEANS.contains(&word.as_str()))
}

/// What a piece tries to be and is not.
fn malformed(piece: &str, column: ChannelKind) -> Option<ChannelKind> {
    let (label, value) = labelled(piece);
    let kind = label.unwrap_or(column);
    if is_open(piece) {
        return None;
    }
    let words = || value.split([' ', '\u{3000}', '(', '（', ')', '）', '<', '>']).filter(|word| !word.is_empty());
    if words().any(is_malformed_url) {
        return Some(ChannelKind::Url);
    }
    if words().any(|word| is_malformed_email(word, kind == ChannelKind::Email)) {
        return Some(ChannelKind::Email);
    }
    (kind == ChannelKind::Phone || one(piece, column).is_empty() || phone(value).is_some())
        .then(|| is_malformed_number(value).then_some(ChannelKind::Phone))
        .flatten()
}

/// `http:/host`, `htps://host`, `https://`.
fn is_malformed_url(word: &str) -> bool {
    let folded = word.to_ascii_lowercase();
    let Some(colon) = folded.find(':') else { return folded.starts_with("https//") || folded.starts_with("http//") };
    let (scheme, rest) = (&folded[..colon], &folded[colon + 1..]);
    let meant = scheme.len() >= 3 && scheme.bytes().all(|letter| matches!(letter, b'h' | b't' | b'p' | b's'));
    if !meant || !(scheme.contains("tp") || scheme.contains("tt")) {
        return false;
    }
    match rest.strip_prefix("//") {
        Some(host) => {
            !matches!(scheme, "http" | "https")
                || !host.starts_with(|first: char| first.is_alphanumeric() || first == '[')
        }
        None => rest.starts_with('/'),
    }
}

/// `ops@@corp.jp`, `ops@corp..jp`, `ops＠corp.jp`; in a column of mail addresses also one without a dot or an at sign.
fn is_malformed_email(word: &str, expected: bool) -> bool {
    let word = word.trim_matches(['`', '"', '\'', ':', '：', '。', '.']);
    if word.contains("://") || word.starts_with(['#', '@']) || email(word).is_some() {
        return false;
    }
    let wide = word.contains('＠');
    let Some((user, host)) = word.split_once(['@', '＠']) else {
        let dotted = word.is_ascii() && word.contains('.') && word.split('.').all(|part| part.len() >= 2);
        return expected && dotted && !word.contains('/');
    };
    let named = |part: &str| part.starts_with(|first: char| first.is_ascii_alphanumeric());
    if user.is_empty() || !user.is_ascii() || is_sample_host(word) {
        return false;
    }
    let twice = host.contains(['@', '＠']);
    let broken = host.contains("..") || host.is_empty();
    let cut = expected && named(host) && !host.contains('.');
    wide || twice || broken || cut || (expected && user.starts_with('.'))
}

/// A Japanese number with too many or too few digits. Numbers of other countries and extensions can be anything.
fn is_malformed_number(value: &str) -> bool {
    let folded: String = value.trim().chars().map(crate::model::scan::fold).collect();
    if folded.contains("内線") {
        return false;
    }
    let Some(start) = folded.find(|character: char| character.is_ascii_digit() || character == '+') else {
        return false;
    };
    let number: String = folded[start..]
        .chars()
        .take_while(|character| {
            character.is_ascii_digit() || matches!(character, '-' | '+' | ' ' | '(' | ')' | 'ー' | '−')
        })
        .collect();
    let before = folded[..start].chars().next_back();
    if before.is_some_and(|before| before.is_alphanumeric() && before.is_ascii() || matches!(before, '#' | '_' | '.')) {
        return false;
    }
    let (national, digits) = match number.strip_prefix("+81") {
        Some(rest) => (rest, 1),
        None => (number.as_str(), 0),
    };
    if digits == 0 && !national.starts_with('0') {
        return false;
    }
    // Groups one after the other: a number may be followed by an amount (0120-123-456 24時間).
    let mut counts = Vec::new();
    let mut count: usize = 0;
    for group in national.split(|character: char| !character.is_ascii_digit()).filter(|group| !group.is_empty()) {
        // +81-(0)3: the zero is for callers at home.
        count += if counts.is_empty() && digits == 1 { group.trim_start_matches('0').len() } else { group.len() };
        counts.push(count);
    }
    if count + digits < 6 {
        return false;
    }
    let plain: String = national.chars().filter(char::is_ascii_digit).collect();
    let zero = if digits == 1 { format!("0{}", plain.trim_start_matches('0')) } else { plain };
    let expected = expected_digits(&zero);
    !counts.iter().any(|count| expected.contains(&(count + digits)))
}

/// How many digits a Japanese number has, by its first ones.
fn expected_digits(number: &str) -> &'static [usize] {
    match number.get(..3) {
        Some("080") if number.starts_with("0800") => &[11],
        Some("020" | "050" | "060" | "070" | "080" | "090") => &[11],
        // Numbers for calls abroad.
        Some("001" | "003" | "005" | "010") => &[11, 12, 13, 14, 15],
        _ => &[10],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaw(text: &str, column: ChannelKind) -> Option<(String, Flaw)> {
        channel(text, column).map(|(range, flaw)| (text[range].to_owned(), flaw))
    }

    #[test]
    fn what_can_be_used_lacks_nothing() {
        for text in [
            "Slack: #oncall",
            "@backend-lead",
            "03-1234-5678",
            "03(1234)5678",
            "０３－１２３４－５６７８",
            "090-1234-5678",
            "0120-123-456 24時間対応",
            "0120-123-456（24時間）",
            "0800-123-4567",
            "+81-3-1234-5678",
            "+81 90 1234 5678",
            "+1-206-266-4064",
            "内線1001",
            "内線: 2001",
            "110",
            "119番",
            "#9110",
            "03-1234-5678 内線 21",
            "ops@corp.test、03-1234-5678",
            "PagerDuty経由",
            "https://status.corp.test/",
            "http://wiki/oncall",
            "tel:03-1234-5678",
            "各都道府県警察",
            "電話（総務経由）",
            "AWS Support Console",
            "連絡網を参照",
        ] {
            assert_eq!(flaw(text, ChannelKind::Text), None, "{text}");
        }
        assert_eq!(flaw("1001", ChannelKind::Phone), None);
        assert_eq!(flaw("社内チャット", ChannelKind::Email), None);
    }

    #[test]
    fn what_is_not_filled_in() {
        for text in [
            "TBD",
            "未定",
            "（要設定）",
            "[メール/電話]",
            "電話: xxx-xxxx",
            "090-xxxx-1001",
            "〇〇",
            "a@example.com",
            "????",
            "____",
        ] {
            assert_eq!(flaw(text, ChannelKind::Text).map(|found| found.1), Some(Flaw::Unfilled), "{text}");
        }
        let part = flaw("ops@corp.test\n+81-XX-XXXX-XXXX", ChannelKind::Text);
        assert_eq!(part, Some(("+81-XX-XXXX-XXXX".to_owned(), Flaw::Unfilled)));
        assert_eq!(flaw("", ChannelKind::Text).map(|found| found.1), Some(Flaw::Empty));
        assert_eq!(flaw("-", ChannelKind::Text).map(|found| found.1), Some(Flaw::Dash));
        assert_eq!(flaw("Slack/電話", ChannelKind::Text).map(|found| found.1), Some(Flaw::Means));
        assert_eq!(other("SEV1のみ（担当はTBD）"), None);
        assert_eq!(other("TBD"), Some(Flaw::Unfilled));
        assert_eq!(person("山田（代理）"), None);
    }

    #[test]
    fn what_cannot_be_an_address() {
        for (text, kind) in [
            ("03-1234-567", ChannelKind::Phone),
            ("電話: 090-1234-567", ChannelKind::Phone),
            ("0120-1234-567", ChannelKind::Phone),
            ("+81-3-1234-567", ChannelKind::Phone),
            ("ops@@corp.test", ChannelKind::Email),
            ("ops＠corp.test", ChannelKind::Email),
            ("ops@corp..test", ChannelKind::Email),
            ("http:/corp.test", ChannelKind::Url),
            ("htps://corp.test/oncall", ChannelKind::Url),
            ("https:///oncall", ChannelKind::Url),
        ] {
            assert_eq!(flaw(text, ChannelKind::Text), Some((text.to_owned(), Flaw::Malformed(kind))), "{text}");
        }
        for text in ["ops.corp.test", "ops@corp"] {
            let found = flaw(text, ChannelKind::Email).map(|found| found.1);
            assert_eq!(found, Some(Flaw::Malformed(ChannelKind::Email)), "{text}");
        }
    }
}
