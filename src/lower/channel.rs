//! Ways to reach someone, as cells write them.

pub(super) mod address;
pub(super) mod flaw;

use super::unfilled::is_open;
use super::words::Words;
use crate::model::{Channel, ChannelKind};

/// Names of tools and means in front of a value (Slack: #oncall), folded, with the kind that they make of it.
const LABELS: &[(&str, ChannelKind)] = &[
    ("slack dm", ChannelKind::SlackUser),
    ("slack", ChannelKind::SlackChannel),
    ("pagerduty rotation", ChannelKind::Pagerduty),
    ("pagerduty", ChannelKind::Pagerduty),
    ("電話番号", ChannelKind::Phone),
    ("緊急電話", ChannelKind::Phone),
    ("携帯電話", ChannelKind::Phone),
    ("電話", ChannelKind::Phone),
    ("携帯", ChannelKind::Phone),
    ("内線", ChannelKind::Phone),
    ("tel", ChannelKind::Phone),
    ("phone", ChannelKind::Phone),
    ("メールアドレス", ChannelKind::Email),
    ("メール", ChannelKind::Email),
    ("e-mail", ChannelKind::Email),
    ("email", ChannelKind::Email),
    ("mail", ChannelKind::Email),
    ("url", ChannelKind::Url),
];

/// Words of a value that reaches nobody, besides those of one that is still to be written.
static NOBODY: Words = Words::new(&["記入", "別途", "開始前", "n/a", "なし", "xx-", "to be ", "nnn", "不明"]);

/// Reads the ways to reach someone in a cell; `column` is the kind that its column says (電話). Placeholders give none.
pub(super) fn read(text: &str, targets: &[String], column: ChannelKind) -> Vec<Channel> {
    let mut channels: Vec<Channel> = Vec::new();
    for piece in pieces(text) {
        for channel in one(piece, column) {
            if !channels.contains(&channel) {
                channels.push(channel);
            }
        }
    }
    let words_only = channels.iter().all(|channel| channel.kind == ChannelKind::Text);
    if words_only && let Some(link) = targets.iter().find_map(|target| from_link(target)) {
        return vec![link];
    }
    channels
}

fn from_link(target: &str) -> Option<Channel> {
    if let Some(address) = target.strip_prefix("mailto:") {
        return email(address);
    }
    if let Some(number) = target.strip_prefix("tel:") {
        return phone(number);
    }
    url(target)
}

/// Parts of a cell: lines, lists and alternatives, not cut inside brackets, addresses and words such as CI/CD.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut depth) = (0, 0usize);
    let address = |from: usize, at: usize| text[from..at].contains("://");
    for (at, character) in text.char_indices() {
        match character {
            '(' | '（' | '[' | '<' => depth += 1,
            ')' | '）' | ']' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let next = text[at + character.len_utf8()..].chars().next();
        let cut = match character {
            '\n' => true,
            '、' | '，' | ';' | '；' | '→' | '＋' | '・' => depth == 0,
            ',' => depth == 0,
            '/' | '／' => {
                // What is cheap to see comes first: a long chain of short words must not be searched at each slash.
                depth == 0
                    && next != Some('/')
                    && !text[..at].ends_with([':', '/'])
                    && !is_between_letters(text, at)
                    && !address(start, at)
            }
            '+' => depth == 0 && !next.is_some_and(|next| next.is_ascii_digit()) && !address(start, at),
            '①'..='⑳' => true,
            _ => false,
        };
        if cut {
            pieces.push(&text[start..at]);
            start = at + character.len_utf8();
        }
    }
    pieces.push(&text[start..]);
    pieces
        .into_iter()
        .flat_map(|piece| piece.split(" or "))
        .flat_map(|piece| piece.split("または"))
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// CI/CD, 24/7: a slash between single capitals or digits.
fn is_between_letters(text: &str, at: usize) -> bool {
    let short = |part: &str| {
        let word: String = part.chars().take_while(|character| character.is_ascii_alphanumeric()).collect();
        !word.is_empty() && word.len() <= 2
    };
    let before: String = text[..at].chars().rev().take_while(|character| character.is_ascii_alphanumeric()).collect();
    let behind = text[at..].trim_start_matches(['/', '／']);
    short(&before) && short(behind)
}

/// Channels of one piece; a tool in brackets (#oncall (Slack)) says its kind.
fn one(piece: &str, column: ChannelKind) -> Vec<Channel> {
    if super::table::is_empty(piece) || is_unfilled(piece) {
        return Vec::new();
    }
    let (label, value) = labelled(piece);
    let kind = label.unwrap_or(column);
    let exact: Vec<Channel> = value
        .split([' ', '\u{3000}', '(', '（', ')', '）', '<', '>', '：'])
        .filter_map(|word| handle(word, label).or_else(|| url(word)).or_else(|| email(word)))
        .collect();
    if !exact.is_empty() {
        return exact;
    }
    if value.contains("://") || (value.contains('@') && value.contains('.')) {
        return Vec::new();
    }
    let found = [piece, value].into_iter().map(phones).find(|found| !found.is_empty());
    if let Some(found) = found {
        return found;
    }
    if is_unfilled(value) || has_masked_digits(value) || flaw::is_zeros(value.trim()) {
        return Vec::new();
    }
    vec![named(piece, value, kind)]
}

/// What is named without an address: PagerDuty and its rotations, else words.
fn named(piece: &str, value: &str, kind: ChannelKind) -> Channel {
    let piece_folded = piece.to_lowercase();
    if kind == ChannelKind::Pagerduty || piece_folded.starts_with("pagerduty") {
        let value = value.trim_matches([' ', ':', '：']);
        let means = value.is_empty()
            || ["経由", "で", "通知", "呼び出し", "コール", "アラート", "page"]
                .iter()
                .any(|word| value.starts_with(word))
            || value.starts_with(['(', '（']);
        let value = if means || value.eq_ignore_ascii_case("pagerduty") { "PagerDuty" } else { value };
        return Channel { kind: ChannelKind::Pagerduty, value: value.to_owned() };
    }
    Channel { kind: ChannelKind::Text, value: piece.to_owned() }
}

/// Takes a label off (Slack: #oncall); `None` where the piece begins with none.
fn labelled(piece: &str) -> (Option<ChannelKind>, &str) {
    let folded = piece.to_lowercase();
    for (label, kind) in LABELS {
        if !folded.starts_with(label) || *label == "内線" {
            continue;
        }
        let Some(rest) = piece.get(label.len()..) else { continue };
        let ends = !label.is_ascii() || !rest.starts_with(|next: char| next.is_ascii_alphanumeric());
        if ends {
            return (Some(*kind), rest.trim_start_matches([':', '：', ' ', '\u{3000}', '=']));
        }
    }
    (None, piece)
}

/// `#oncall`, `@sre-lead`.
fn handle(word: &str, label: Option<ChannelKind>) -> Option<Channel> {
    let word = word.trim_matches(['`', '"', '\'', '。', '.', ':']);
    let (kind, name) = match word.strip_prefix('#') {
        Some(name) => (ChannelKind::SlackChannel, name),
        None => (ChannelKind::SlackUser, word.strip_prefix('@')?),
    };
    // #1234 is a ticket.
    let named = name.chars().any(char::is_alphabetic)
        && name.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | 'ー'));
    let masked = is_unfilled(name);
    let other = label.is_some_and(|label| matches!(label, ChannelKind::Phone | ChannelKind::Email));
    (named && !masked && !other).then(|| Channel { kind, value: word.to_owned() })
}

fn url(word: &str) -> Option<Channel> {
    let fits = word.starts_with("http://") || word.starts_with("https://");
    (fits && !is_sample_host(word) && !is_unfilled(word))
        .then(|| Channel { kind: ChannelKind::Url, value: word.to_owned() })
}

fn email(word: &str) -> Option<Channel> {
    let word = word.trim_matches(['<', '>', ',', '.', '`', ':']);
    let (user, host) = word.split_once('@')?;
    let allowed = |part: &str| {
        part.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_' | '+'))
    };
    let dotted = host.contains('.') && !host.contains("..");
    let fits = !user.is_empty() && dotted && allowed(user) && allowed(host) && !host.starts_with('.');
    (fits && !is_sample_host(word) && !is_unfilled(word))
        .then(|| Channel { kind: ChannelKind::Email, value: word.to_owned() })
}

/// Hosts that are kept for examples. `.test` is none of them: masked real addresses end so.
fn is_sample_host(address: &str) -> bool {
    let host = address.rsplit('@').next().unwrap_or(address);
    let host = host.split("://").last().unwrap_or(host);
    let host = host.split(['/', ':', '?']).next().unwrap_or(host).to_lowercase();
    ["example.com", "example.org", "example.net", "example.jp", "example.co.jp"]
        .iter()
        .any(|sample| host == *sample || host.ends_with(&format!(".{sample}")))
        || host.ends_with(".example")
}

/// A telephone number, an extension, or both (03-5555-0112（内線 200）).
fn phones(text: &str) -> Vec<Channel> {
    let (before, extension) = text.split_at(text.find("内線").unwrap_or(text.len()));
    [before, extension].into_iter().filter_map(phone).collect()
}

/// A telephone number or an extension.
fn phone(text: &str) -> Option<Channel> {
    let folded: String = text.trim().chars().map(crate::model::scan::fold).collect();
    if let Some(at) = folded.find("内線") {
        let digits: String = folded[at + "内線".len()..]
            .trim_start_matches([':', ' ', '番'])
            .chars()
            .take_while(|character| character.is_ascii_digit() || *character == '-')
            .collect();
        return (digits.len() >= 2).then(|| Channel { kind: ChannelKind::Phone, value: format!("内線{digits}") });
    }
    let start = folded.find(|character: char| character.is_ascii_digit() || character == '+')?;
    let number: String = folded[start..]
        .chars()
        .take_while(|character| character.is_ascii_digit() || matches!(character, '-' | '+' | ' ' | '(' | ')'))
        .collect();
    let number = number.trim_end_matches(|character: char| !character.is_ascii_digit());
    let behind = folded[start..].get(number.len()..).unwrap_or_default();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let masked = behind.trim_start_matches(['-', ' ']).starts_with(['x', 'X', '〇', '○', '*']);
    let dashed = number.contains('-') || number.starts_with(['0', '+']);
    // 000-0000-0000 stands where a number is to come.
    let zeros = number.chars().all(|character| !character.is_ascii_digit() || character == '0');
    let fits = (9..=15).contains(&digits) && dashed && !masked && !zeros;
    fits.then(|| Channel { kind: ChannelKind::Phone, value: number.to_owned() })
}

/// 090-xxxx-1001, XXX-XXXX-XXXX.
fn has_masked_digits(text: &str) -> bool {
    let is_mask = |one: char| matches!(one, 'x' | 'X' | 'Ｘ' | 'y' | 'Y' | 'z' | 'Z' | '〇' | '○');
    let masked = text.chars().filter(|&one| is_mask(one) || one == '*').count();
    masked >= 3 && !text.chars().any(|one| one.is_alphabetic() && !is_mask(one))
}

/// Why a value that looks like one reaches nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sample {
    /// Its host is kept for examples.
    Host,
    /// Digits of it are masked.
    Digits,
}

/// Whether a value is a sample of what should stand there; a value that is not written (TBD) is none.
pub(crate) fn sample(text: &str) -> Option<Sample> {
    if text.split_whitespace().any(is_sample_host) {
        return Some(Sample::Host);
    }
    let digits = text.chars().any(|one| one.is_ascii_digit());
    (digits && has_masked_digits(text)).then_some(Sample::Digits)
}

fn is_unfilled(text: &str) -> bool {
    let folded = text.trim().to_lowercase();
    let inner =
        folded.trim_matches(['(', ')', '（', '）', '[', ']', '［', '］', '【', '】', '<', '>', '{', '}', '＜', '＞']);
    let bracketed = inner.len() < folded.len()
        && folded.starts_with(['[', '［', '【', '<', '{', '＜'])
        && folded.ends_with([']', '］', '】', '>', '}', '＞']);
    bracketed
        || matches!(inner, "名前" | "氏名" | "電話番号" | "メールアドレス")
        || NOBODY.are_in(&folded)
        || is_open(&folded)
}

/// Whether a cell names nobody (`-`, TBD, `[氏名]`, （要設定）).
pub(super) fn is_placeholder(text: &str) -> bool {
    super::table::is_empty(text) || is_unfilled(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channels(text: &str) -> Vec<String> {
        read(text, &[], ChannelKind::Text)
            .into_iter()
            .map(|channel| format!("{}:{}", channel.kind.name(), channel.value))
            .collect()
    }

    #[test]
    fn every_kind() {
        assert_eq!(channels("Slack: #db-oncall"), ["slack_channel:#db-oncall"]);
        assert_eq!(channels("#infra (Slack)"), ["slack_channel:#infra"]);
        assert_eq!(channels("@lead (Slack, 緊急時のみ)"), ["slack_user:@lead"]);
        assert_eq!(channels("#todo-oncall"), ["slack_channel:#todo-oncall"]);
        assert_eq!(channels("Slack #dev"), ["slack_channel:#dev"]);
        assert_eq!(channels("ops@corp.test"), ["email:ops@corp.test"]);
        assert_eq!(channels("内線2001"), ["phone:内線2001"]);
        assert_eq!(channels("03-5555-0112（内線 200）"), ["phone:03-5555-0112", "phone:内線200"]);
        assert_eq!(channels("電話: 03-5555-0112 内線200"), ["phone:03-5555-0112", "phone:内線200"]);
        assert_eq!(channels("電話: 03-1234-5678"), ["phone:03-1234-5678"]);
        assert_eq!(channels("PagerDuty経由"), ["pagerduty:PagerDuty"]);
        assert_eq!(channels("PagerDuty: web-primary"), ["pagerduty:web-primary"]);
        assert_eq!(channels("https://www.jpcert.or.jp/"), ["url:https://www.jpcert.or.jp/"]);
        assert_eq!(channels("サポートコンソール"), ["text:サポートコンソール"]);
    }

    #[test]
    fn several_in_one_cell() {
        assert_eq!(channels("ops@corp.test\n+81-3-1234-5678"), ["email:ops@corp.test", "phone:+81-3-1234-5678"]);
        assert_eq!(channels("① Slack: #queue ② help@corp.test"), ["slack_channel:#queue", "email:help@corp.test"]);
        assert_eq!(channels("@lead → @manager"), ["slack_user:@lead", "slack_user:@manager"]);
        assert_eq!(channels("CI/CD管理画面"), ["text:CI/CD管理画面"]);
        assert_eq!(channels("A／B"), ["text:A／B"]);
        assert_eq!(channels("内線2001／#oncall"), ["phone:内線2001", "slack_channel:#oncall"]);
    }

    #[test]
    fn placeholders_give_none() {
        for text in [
            "-",
            "—",
            "TBD",
            "[氏名]",
            "[メール/電話]",
            "（要設定）",
            "電話: xxx-xxxx",
            "090-xxxx-xxxx",
            "XXX-XXXX-XXXX",
            "a@example.com",
            "https://x.example.com/y",
            "開始前に確定",
            "<担当者>",
            "090-xxxx-1001",
            "なし",
            "+81-XX-XXXX-XXXX",
            "〇〇",
        ] {
            assert_eq!(channels(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_link_is_followed_where_words_name_no_address() {
        let read = read("チャンネル", &["https://chat.corp.test/c1".to_owned()], ChannelKind::Text);
        assert_eq!(read.first().map(|channel| channel.kind), Some(ChannelKind::Url));
    }
}
