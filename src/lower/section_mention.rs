//! Sections named in prose: セクション3参照, 5.2節, §4, §1-3, ステップ3, 「連絡先」を参照.
//!
//! 1. Each character that can open a mention is tried, from left to right.
//! 2. [`reader`] says how far it goes; the words as written are its target (without 「」).
//! 3. What stands in front says whether another document is meant (基本設計 §4).

mod document;
mod reader;

use super::mention::Piece;
use crate::model::{Link, LinkKind};
use crate::source::Span;
use crate::syntax::{Prose, walk::Holder};
use reader::Found;
use std::ops::Range;

/// Mentions in a text. `links` are the links and mentions of files in it, in order.
pub(super) fn find(prose: &Prose, pieces: &[Piece], covered: &[Span], holder: Holder, links: &[Link]) -> Vec<Link> {
    let mut mentions = Vec::new();
    for piece in pieces.iter().filter(|piece| !piece.code) {
        let Some(text) = prose.text.get(piece.range.clone()) else { continue };
        if !reader::MARKS.are_in(text) {
            continue;
        }
        let mut last: Option<(usize, Option<String>)> = None;
        let mut from = 0;
        while let Some(found) = next(text, from) {
            from = found.range.end.max(from + 1);
            let opens = piece.range.start + found.range.start == 0;
            if opens && !stands_alone(text, &found, holder) {
                continue;
            }
            let inherited = last.take().filter(|(end, _)| connects(&text[*end..found.range.start]));
            let named = match inherited {
                Some((_, document)) => document,
                None => document::before(prose, piece, covered, found.range.start, links),
            };
            last = Some((found.range.end, named.clone()));
            mentions.push(link(prose, piece, text, &found, named));
        }
    }
    mentions
}

fn link(prose: &Prose, piece: &Piece, text: &str, found: &Found, document: Option<String>) -> Link {
    let at = |range: &Range<usize>| prose.span(piece.range.start + range.start..piece.range.start + range.end);
    Link {
        text: text[found.range.clone()].to_owned(),
        target: text[found.target.clone()].trim().to_owned(),
        kind: LinkKind::SectionMention,
        document_hint: if document.is_none() { document::hint(&text[..found.range.start]) } else { None },
        document,
        span: at(&found.range),
        target_span: at(&found.target),
        ..Link::default()
    }
}

/// The first mention at or behind `from`.
fn next(text: &str, from: usize) -> Option<Found> {
    let rest = text.get(from..)?;
    let mut openings = rest.char_indices().filter(|(_, character)| reader::opens(*character));
    openings.find_map(|(at, character)| reader::read(text, from + at, character))
}

/// At the start of a text `第1章 概要` and `セクション3: 構成` are its own number.
fn stands_alone(text: &str, found: &Found, holder: Holder) -> bool {
    let behind = text[found.range.end..].trim_start();
    let goes_on = ["参照", "を", "の", "に", "へ", "で", "と", "も", "は", "（", "("]
        .iter()
        .any(|start| behind.starts_with(start));
    found.sure || (holder != Holder::Heading && goes_on)
}

/// §2.2〜§2.4, §11/§12, 詳細設計 §15（構成）/ §16: what stands between joins them.
fn connects(between: &str) -> bool {
    if between.len() > 120 {
        return false;
    }
    let mut depth = 0_u32;
    between.chars().all(|character| match character {
        '(' | '（' => {
            depth += 1;
            true
        }
        ')' | '）' => {
            depth = depth.saturating_sub(1);
            true
        }
        _ => {
            depth > 0
                || matches!(
                    character,
                    ' ' | '/' | '／' | '、' | ',' | '・' | '〜' | '～' | '~' | '–' | '-' | 'と' | 'や' | '+'
                )
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::link::tests::collected;

    fn mentions(text: &str) -> Vec<(String, Option<String>)> {
        collected(text)
            .into_iter()
            .filter(|link| link.kind == crate::model::LinkKind::SectionMention)
            .map(|link| (link.target, link.document))
            .collect()
    }

    fn own(text: &str) -> Vec<String> {
        mentions(text)
            .into_iter()
            .map(|(target, document)| {
                assert_eq!(document, None, "{target}");
                target
            })
            .collect()
    }

    #[test]
    fn all_forms() {
        for (text, targets) in [
            ("DB状態確認 → セクション3参照", vec!["セクション3"]),
            ("設定を見直す（セクション 5.4 を参照）", vec!["セクション 5.4"]),
            ("詳しくは5.2節、第3章を参照", vec!["5.2節", "第3章"]),
            ("復元手順は §4、切り戻しは§1-3", vec!["§4", "§1-3"]),
            ("§2.2〜§2.4 の手順", vec!["§2.2", "§2.4"]),
            ("失敗したらステップ3へ、ステップ 9c 参照", vec!["ステップ3", "ステップ 9c"]),
            ("「連絡先」を参照", vec!["連絡先"]),
            ("「連絡先」と「体制」を参照してください", vec!["連絡先", "体制"]),
            ("「引き継ぎ」セクションを参照", vec!["引き継ぎ"]),
            ("§「実装上の教訓」のとおり", vec!["実装上の教訓"]),
            ("7.1 参照、5.4 を参照", vec!["7.1", "5.4"]),
            ("手順は §復旧演習 を見る", vec!["§復旧演習"]),
            ("本 runbook §復旧演習 の手順、本書の §3", vec!["§復旧演習", "§3"]),
            ("引き継ぎの表 §73-102", vec![]),
        ] {
            assert_eq!(own(text), targets, "{text}");
        }
    }

    #[test]
    fn a_word_in_front_may_be_the_name_of_a_document() {
        let links = collected("連絡がつかないときは、索引の「エスカレーション」に従います。\n");
        assert_eq!((links[0].document.as_deref(), links[0].document_hint.as_deref()), (None, Some("索引")));
        assert_eq!(collected("本書の「連絡先」を参照\n")[0].document_hint, None);
    }

    #[test]
    fn what_names_no_section() {
        for text in [
            "## セクション3: 構成",
            "## 第1章 概要",
            "「設定」メニューを開く",
            "「保存」を押す",
            "「公開」セクションで日付を選ぶ",
            "Runbook参照",
            "セクションを追加する",
            "3セクションある",
            "各ステップの実行確認、ステップ1: 確認",
            "v1.2 参照",
            "毎月第1金曜日に実施",
            "[セクション3](#3-構成)",
            "`§4`",
            "- 第1章 概要",
            "見出し：第1章",
            "月額$270節約できる",
        ] {
            assert_eq!(mentions(text), [], "{text}");
        }
    }

    #[test]
    fn another_document_is_named_in_front() {
        for (text, document) in [
            ("基本設計 §4 による", "基本設計"),
            ("規範 (ADR-0002 §3)", "ADR-0002"),
            ("詳細は運用設計書の §3", "運用設計書"),
            ("`docs/slo.md` §3", "docs/slo.md"),
            ("`docs/slo.md` の「目標」を参照", "docs/slo.md"),
            ("[目標](slo.md) の 5.2節", "slo.md"),
            ("ADR 0009 §2", "ADR 0009"),
            ("docs/slo.md §3", "docs/slo.md"),
            ("詳細は同 §3", "同"),
            ("- [目標](slo.md) — 月ごとの目標（§3 に表）", "slo.md"),
            ("- `docs/slo.md`: 目標は §3", "docs/slo.md"),
            ("`docs/slo.md` 付録「切替の手順」を参照", "docs/slo.md"),
            ("`docs/slo.md` 第7部「戻し方」参照", "docs/slo.md"),
            ("AI 駆動開発 4 原則 §1", "原則"),
            ("ADR-0001 §Consequences §4 の注", "ADR-0001"),
            ("ADR-0001 §Consequences (緊急時) / §M3 振り返り", "同"),
            ("詳細＝同 §2j", "同"),
        ] {
            assert_eq!(mentions(text).first().and_then(|(_, document)| document.as_deref()), Some(document), "{text}");
        }
        assert_eq!(mentions("[目標](slo.md) — 切り戻しは本書 §2")[0].1, None);
        let both = mentions("詳細設計 §15（構成）/ §16（保護）に基づく。手順は §2");
        let documents: Vec<_> = both.iter().map(|(_, document)| document.as_deref()).collect();
        assert_eq!(documents, [Some("詳細設計"), Some("詳細設計"), None]);
    }
}
