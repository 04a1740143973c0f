//! Which document a mention of a section speaks of.

use super::super::mention::{Piece, is_covered};
use crate::model::{Link, LinkKind};
use crate::source::Span;
use crate::syntax::{PartKind, Prose};

/// Words that name a document, alone or as the end of its name.
const KINDS: [&str; 23] = [
    "設計",
    "書",
    "仕様",
    "ガイド",
    "ランブック",
    "マニュアル",
    "規程",
    "規約",
    "ポリシー",
    "要件",
    "計画",
    "原則",
    "runbook",
    "readme",
    "guide",
    "spec",
    "adr",
    "rfc",
    "design",
    "playbook",
    "handbook",
    "ドキュメント",
    "policy",
];

/// How far in front a name is looked for.
const NAME_BYTES: usize = 240;

/// The document that is named in front of a mention at `start` of a piece; `None` where the text speaks of itself.
/// `links` are those of the same text.
pub(super) fn before(prose: &Prose, piece: &Piece, covered: &[Span], start: usize, links: &[Link]) -> Option<String> {
    let text = prose.text.get(piece.range.start..piece.range.start + start)?;
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(NAME_BYTES))..];
    let head = trimmed(near);
    if is_part_of(head) && near.len() == text.len() {
        return named_by_part(prose, piece.range.start, covered, links);
    }
    let head = head.strip_suffix('の').unwrap_or(head).trim_end();
    let (mut rest, mut name) = last_word(head);
    // ADR-0001 §Consequences (…) / §3: the document that was named before, wherever that was.
    if matches!(name, "/" | "／") && near.contains('§') {
        return Some("同".to_owned());
    }
    // ADR-0001 §Consequences §4
    if name.starts_with('§') {
        (rest, name) = last_word(rest.trim_end());
    }
    if name.is_empty() {
        return described(prose, piece, covered, text, links);
    }
    // ADR 0009
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        let (_, kind) = last_word(rest.trim_end());
        let capital = kind.len() >= 2 && kind.bytes().all(|byte| byte.is_ascii_uppercase());
        return capital.then(|| format!("{kind} {name}"));
    }
    // 同 §2: the document that was named before, wherever that was.
    if name == "同" {
        return Some(name.to_owned());
    }
    if is_itself(name) || (is_kind(name) && is_itself_word(last_word(rest.trim_end()).1)) {
        return None;
    }
    if names_document(name) { Some(name.to_owned()) } else { described(prose, piece, covered, text, links) }
}

/// A word before の in front of a mention: it names a document if one is called so.
pub(super) fn hint(text: &str) -> Option<String> {
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(NAME_BYTES))..];
    let (_, name) = last_word(near.trim_end().strip_suffix('の')?);
    (!name.is_empty() && !is_itself(name)).then(|| name.to_owned())
}

/// `- [slo.md](slo.md) — 目標（§3）`: a list of documents speaks of each behind its name.
fn described(prose: &Prose, piece: &Piece, covered: &[Span], text: &str, links: &[Link]) -> Option<String> {
    let opens = text.trim_start().starts_with(['—', '–', '―', ':', '：']) || text.starts_with(" - ");
    let first = prose.parts.iter().find(|part| !is_covered(part, covered) && part.kind == PartKind::Text);
    let begins = first.is_some_and(|part| part.start as usize == piece.range.start);
    (opens && begins).then(|| named_by_part(prose, piece.range.start, covered, links)).flatten()
}

/// Nothing, or the part of a document in which a section stands: 付録, 第7部, 内, の末尾.
fn is_part_of(head: &str) -> bool {
    let head = head.trim().trim_start_matches('の').trim_end_matches('の').trim();
    let numbered = head.strip_prefix('第').and_then(|rest| rest.strip_suffix(['部', '編', '章', '節', '巻']));
    numbered.is_some_and(|number| !number.is_empty() && number.chars().count() <= 3)
        || matches!(head, "" | "付録" | "内" | "中" | "末尾" | "冒頭")
}

/// Blanks, an opening bracket and a comma in front of the mention taken off.
fn trimmed(text: &str) -> &str {
    let text = text.trim_end();
    let text = text.strip_suffix('の').filter(|rest| rest.trim().is_empty()).unwrap_or(text);
    text.strip_suffix(['（', '(']).filter(|rest| rest.trim().is_empty()).unwrap_or(text).trim_end()
}

/// A link or a file's name right in front of the piece.
fn named_by_part(prose: &Prose, at: usize, covered: &[Span], links: &[Link]) -> Option<String> {
    let part = prose.part(at.checked_sub(1)?)?;
    // What stands on the line above is another sentence.
    if prose.part(at).is_some_and(|next| next.kind == PartKind::Break) {
        return None;
    }
    let place = part.span.start;
    let at = links.partition_point(|link| link.span.start <= place);
    // A picture may stand in a link: two at most hold one place.
    let link = links[..at].iter().rev().take(2).find(|link| link.span.contains(place))?;
    let file = matches!(link.kind, LinkKind::File | LinkKind::Mention | LinkKind::External);
    (file && (link.kind == LinkKind::Mention || is_covered(&part, covered))).then(|| link.target.clone())
}

/// The last word of a text, and what stands in front of it.
fn last_word(text: &str) -> (&str, &str) {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '、' | '。'
                    | '（'
                    | '）'
                    | '('
                    | ')'
                    | '「'
                    | '」'
                    | '『'
                    | '』'
                    | '|'
                    | ':'
                    | '：'
                    | ','
                    | '→'
                    | '*'
                    | ';'
                    | '【'
                    | '】'
                    | '='
                    | '＝'
                    | '・'
            )
    };
    let start = text.char_indices().rev().find(|(_, c)| ends(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    // 詳細は運用設計書: a particle ends the word in front.
    let particle = |c: char| matches!(c, 'は' | 'を' | 'に' | 'が' | 'も' | 'で' | 'と' | 'や' | 'る' | 'た');
    let start = text[start..].rfind(particle).map_or(start, |at| start + at + 'は'.len_utf8());
    (&text[..start], &text[start..])
}

fn is_kind(name: &str) -> bool {
    let lowered = name.to_lowercase();
    KINDS.contains(&lowered.as_str()) || matches!(lowered.as_str(), "手順書" | "文書" | "section" | "document" | "doc")
}

/// 本書, 本ランブック, この手順書
fn is_itself(name: &str) -> bool {
    ["本", "この", "当", "上記", "下記", "前述", "後述"]
        .iter()
        .any(|word| name.strip_prefix(word).is_some_and(|rest| rest.is_empty() || is_kind(rest)))
}

fn is_itself_word(name: &str) -> bool {
    matches!(name, "本" | "この" | "当" | "this" | "This")
}

fn names_document(name: &str) -> bool {
    let lowered = name.to_lowercase();
    let numbered = lowered.split_once(['-', '_']).is_some_and(|(kind, number)| {
        kind.len() >= 2
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && kind.bytes().all(|byte| byte.is_ascii_alphabetic())
            && number.len() >= 2
            && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    numbered
        || KINDS.iter().any(|kind| lowered.ends_with(kind))
        || [".md", ".markdown", ".mdx"].iter().any(|end| lowered.ends_with(end))
}
