//! Who is called in: names in front of an act, between an arrow and a sentence's end.

use super::{CALLS, REPORTS, limit};
use crate::model::Duration;

/// What may stand between an addressee and the act (即座に, 自動).
const MANNERS: &[&str] = &[
    "即座に",
    "即時に",
    "即時",
    "直ちに",
    "ただちに",
    "速やかに",
    "自動的に",
    "自動で",
    "自動",
    "すぐに",
    "至急",
    "必ず",
];

/// What makes of 電話 the means, a number or a talk, and no act of its own.
const CALL_NOUNS: &[&str] =
    &["で", "番号", "会議", "帳", "に出", "が", "も", "は", "バック", "センター", "先", "した", "済"];

/// Who is called: what stands before へ, に or への in front of the act.
pub(super) fn addressees(text: &str) -> Vec<String> {
    let acts = ["エスカレーション", "エスカレート"].iter().chain(REPORTS);
    let Some(before) = acts.filter_map(|word| text.find(word)).min().map(|at| without_manner(&text[..at])) else {
        let mut calls = CALLS.iter().filter_map(|word| text.find(word).map(|at| (at, *word))).collect::<Vec<_>>();
        calls.sort_unstable();
        let person = calls.into_iter().find_map(|(at, word)| called(text, at, word));
        return person.map(|person| names(people(person))).unwrap_or_default();
    };
    let Some(person) = ["への", "へ", "に", "を"].iter().find_map(|particle| before.strip_suffix(particle)) else {
        return Vec::new();
    };
    names(people(person))
}

/// Who is called up by a word of calling at a place.
pub(super) fn called<'a>(text: &'a str, at: usize, word: &str) -> Option<&'a str> {
    let behind = &text[at + word.len()..];
    if CALL_NOUNS.iter().any(|noun| behind.starts_with(noun)) {
        return None;
    }
    let before = without_manner(&text[..at]);
    let person = ["への", "へ", "に", "を"].iter().find_map(|particle| before.strip_suffix(particle))?;
    let person = person.trim_end();
    (!person.is_empty()
        && !["必要", "適切", "状況", "場合", "順", "必要に応じて"].iter().any(|word| person.ends_with(word)))
    .then_some(person)
}

/// Who is named at the end of a text: the last phrase, with those before it that are people too (部長、佐藤).
fn people(text: &str) -> &str {
    let last = last_phrase(text);
    let mut start = last.as_ptr() as usize - text.as_ptr() as usize;
    while let Some(before) = text[..start].trim_end().strip_suffix(['、', ',']) {
        let phrase = last_phrase(before);
        if !is_person(phrase) {
            break;
        }
        start = phrase.as_ptr() as usize - text.as_ptr() as usize;
    }
    text[start..].trim()
}

/// Whether a phrase names somebody: by a word for it, or by being as short as a name and no word for when or how.
fn is_person(phrase: &str) -> bool {
    const ENDS: &[&str] = &[
        "長",
        "者",
        "員",
        "担当",
        "チーム",
        "部",
        "課",
        "室",
        "さん",
        "氏",
        "様",
        "リーダー",
        "リード",
        "マネージャー",
        "CTO",
        "CEO",
        "CISO",
        "CIO",
        "PM",
        "SRE",
        "オンコール",
        "ベンダー",
        "法務",
        "広報",
        "役員",
    ];
    const OTHER: &[&str] = &[
        "時", "後", "前", "中", "間", "内", "際", "日", "夜", "朝", "原則", "緊急", "至急", "必要", "状況", "通常",
        "随時", "平行", "並行", "今後", "全員", "以上", "以下", "場合", "合", "別",
    ];
    let name = phrase.trim();
    if name.is_empty() || OTHER.iter().any(|end| name.ends_with(end)) || limit(name).is_some() {
        return false;
    }
    let kanji = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}' | '々');
    let surname = (2..=4).contains(&name.chars().count()) && name.chars().all(kanji);
    surname || ENDS.iter().any(|end| name.ends_with(end))
}

/// What follows the last word that ends a clause (異常なら制限を検討し開発者: 開発者).
pub(super) fn last_phrase(text: &str) -> &str {
    const ENDS: &[&str] =
        &["、", "。", ",", ":", "：", "は", "→", "*", "\n", "なら", "ければ", "場合", "し", "で", "「", "・ "];
    let start = ENDS.iter().filter_map(|end| text.rfind(end).map(|at| at + end.len())).max().unwrap_or(0);
    let mut name = text[start..].trim();
    while let Some(rest) = MANNERS.iter().find_map(|manner| name.strip_prefix(manner)) {
        name = rest.trim_start();
    }
    name
}

/// Names between slashes, commas, plus signs and words of joining; times are none.
pub(super) fn names(text: &str) -> Vec<String> {
    let parts = text.split(['/', '／', '+', '＋', '、', '・', '\n', '&', '→']);
    let parts = parts.flat_map(|part| part.split(" と ")).flat_map(|part| part.split("および")).map(str::trim);
    parts.filter(|name| !name.is_empty() && !is_time(name)).map(str::to_owned).collect()
}

/// Whether a text is a duration and nothing else.
pub(super) fn is_time(text: &str) -> bool {
    Duration::find(text).is_some_and(|(range, _)| text.trim().len() == range.len())
}

/// A name without its remark in brackets.
pub(super) fn without_remark(text: &str) -> &str {
    text.find(['(', '（']).map_or(text, |open| &text[..open]).trim()
}

pub(super) fn without_manner(before: &str) -> &str {
    let mut rest = before.trim_end();
    while let Some(shorter) = MANNERS.iter().find_map(|manner| rest.strip_suffix(manner)) {
        rest = shorter.trim_end();
    }
    rest
}
