//! What the sentence around a word says: that it is the password, or where the password is kept.

use std::ops::Range;

use super::assignment::plain;
use super::human::{self, Shape};
use super::name::{Class, Name};
use super::value::{self, Link, Word};

/// Whether a sentence says of a word that it is the password: others name what a password is used for.
pub(super) fn is_claimed(text: &str, name: &Name, word: &Word) -> bool {
    if name.class == Class::Key && !word.quoted {
        return false;
    }
    let between = text.get(name.range.end..word.range.start).unwrap_or_default();
    let rest = text.get(word.end..).unwrap_or_default().trim_start_matches(value::is_blank);
    let ends = |ends: &[&str]| ends.iter().any(|end| rest.starts_with(end));
    let line_ends = rest.is_empty() || ends(&["\n", "\r", "）", ")", "。", "、", ".", ",", "<br", "|"]);
    if between.contains(['に', 'も']) {
        return ends(&["を入力", "を入れ", "を設定", "を使", "を指定", "と入力"]);
    }
    if between.contains('を') {
        return ends(&["に変更", "に設定", "にする", "にし", "にリセット", "と入力", "として"]);
    }
    let says = ["は", "が", "is", "「", "『", "`", "“", "\""].iter().any(|word| between.contains(word));
    let strong = text.get(word.range.clone()).is_some_and(|word| human::shape(&plain(word)) == Some(Shape::Strong));
    says || strong && (line_ends || ends(&["で", "を入力", "を使"]))
}

/// Whether a sentence says where the value is kept: `1Password の「本番DB」を参照`, `KeePass2 に保管`.
pub(super) fn is_said_elsewhere(text: &str, name: &Name, word: &Word, link: Link) -> bool {
    const KEPT: [&str; 13] = [
        "参照",
        "保管",
        "管理",
        "確認",
        "格納",
        "保存",
        "記載",
        "取得",
        "問い合わせ",
        "見る",
        "見て",
        "見ます",
        "読む",
    ];
    let rest = text.get(word.end..).unwrap_or_default();
    let rest = rest.get(..rest.floor_char_boundary(150.min(rest.len()))).unwrap_or_default();
    let line = rest.get(..rest.find(['\n', '|', '。', '、']).unwrap_or(rest.len())).unwrap_or_default();
    let said = line.trim_start_matches(value::is_blank);
    if link != Link::Equals && said.starts_with(['に', 'を', 'の', 'で', 'か', 'へ', 'が', 'も', 'と']) {
        return KEPT.iter().any(|word| said.contains(word));
    }
    // `8文字以上`, `Vault2上`
    if !word.quoted && line.starts_with(|letter: char| letter.is_alphabetic() && !is_ending(line)) {
        return true;
    }
    // A sentence in English goes on.
    let spoken = said.starts_with(|letter: char| letter.is_ascii_alphabetic()) && said.len() < line.len();
    let spoken = spoken && word.end == word.range.end;
    let label = link == Link::Sign || link == Link::Cell || link == Link::Particle;
    label
        && !word.quoted
        && spoken
        && !name.written.starts_with('-')
        && !text.get(word.range.clone()).is_some_and(has_sign)
}

/// Whether what follows a value says no more than that it is one.
fn is_ending(line: &str) -> bool {
    ["です", "だ", "である", "でログイン", "を入力", "を使", "に変更", "で接続", "に設定"]
        .iter()
        .any(|end| line.starts_with(end))
}

/// Whether nothing else is said behind a value: it is not the first word of a sentence.
pub(super) fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let rest = text.get(range.end..).unwrap_or_default();
    let rest = rest.trim_start_matches(|letter: char| value::is_blank(letter) || "\"'`*\\,;」』})）".contains(letter));
    let ends = ["\n", "\r", "|", "<br", "</", "（", "(", "#", "//", "です", "。", "を入力", "でログイン", "-->"];
    rest.is_empty() || ends.iter().any(|end| rest.starts_with(end))
}

pub(super) fn has_sign(written: &str) -> bool {
    written.bytes().any(|byte| b"!@#$%^&*".contains(&byte))
}
