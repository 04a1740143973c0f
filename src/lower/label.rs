//! Labels: a noun phrase that opens a part, in the forms that are really written (`**症状**:`, `**症状:**`, `**症状**`,
//! 確認順序: alone on its line, 症状: … with a word of the vocabulary).

use super::title::{self, Title};
use super::vocabulary::{Strength, Vocabulary};
use crate::source::Span;
use crate::syntax::{Inline, InlineKind, Prose, is_label_line};

/// A label at the start of a line.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    /// Its title.
    pub(crate) title: Title,
    /// The title's place, markup included.
    pub(crate) span: Span,
    /// Text behind it on its line.
    pub(crate) value: String,
}

/// What surrounds a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Surroundings {
    /// It is the first line of its paragraph.
    pub(crate) first: bool,
    /// It is the last line of its paragraph.
    pub(crate) last: bool,
    /// A list, a code block or a table follows the paragraph.
    pub(crate) opens_block: bool,
    /// Every line of its paragraph is `名: 値`.
    pub(crate) listed: bool,
}

/// Lines of a paragraph.
pub(crate) fn lines(inlines: &[Inline]) -> impl Iterator<Item = &[Inline]> {
    inlines
        .split(|inline| matches!(inline.kind, InlineKind::SoftBreak(_) | InlineKind::HardBreak))
        .filter(|line| !line.is_empty())
}

/// Whether a paragraph is lines of `名: 値` and nothing else.
pub(crate) fn is_list(lines: &[&[Inline]]) -> bool {
    lines.len() > 1 && lines.iter().all(|line| is_label_line(line))
}

/// The label that a line begins with.
pub(crate) fn detect(line: &[Inline], source: &str, vocabulary: &Vocabulary, around: Surroundings) -> Option<Label> {
    bold(line, source, vocabulary, around).or_else(|| plain(line, source, vocabulary, around))
}

fn bold(line: &[Inline], source: &str, vocabulary: &Vocabulary, around: Surroundings) -> Option<Label> {
    let at = line.iter().position(|inline| !is_decoration(inline))?;
    let InlineKind::Strong(content) = &line[at].kind else { return None };
    let written = Prose::new(content, source).text;
    let rest = Prose::new(&line[at + 1..], source).text;
    let colon_inside = written.trim_end().ends_with([':', '：']);
    // A remark may stand between the bold and the colon: **緩和策**（10分以内）:
    let (remark, rest) = leading_remark(&rest);
    let value = rest.trim_start().strip_prefix([':', '：']);
    if !colon_inside && value.is_none() {
        // Alone on its line.
        if !rest.trim().is_empty() || !around.first {
            return None;
        }
        // A bold sentence is emphasis; a bold file name or link is none of a part's names.
        let failure = around.opens_block && super::failure::names_failure(&title::key(&written));
        let numbered = title::take_apart(written.trim()).number.is_some();
        if !is_noun_phrase(&written) && !failure && !numbered {
            return None;
        }
    }
    if !is_label_text(&written) || is_lead_in(&title::key(&written)) {
        return None;
    }
    let named = format!("{}{remark}", written.trim().trim_end_matches([':', '：']).trim());
    let title = title::take_apart(&named);
    let value = value.unwrap_or(rest).trim().to_owned();
    if title.text.is_empty() || is_document_footer(&title, &value, vocabulary) {
        return None;
    }
    Some(Label { title, span: line[at].span, value })
}

/// A remark in brackets that a text begins with, and the rest.
fn leading_remark(text: &str) -> (&str, &str) {
    let trimmed = text.trim_start();
    if !trimmed.starts_with(['（', '(']) {
        return ("", text);
    }
    match trimmed.find(['）', ')']) {
        Some(end) => {
            let end = end + trimmed[end..].chars().next().map_or(0, char::len_utf8);
            trimmed.split_at(end)
        }
        None => ("", text),
    }
}

/// Keys of a document's data (最終更新: …) are no parts of it.
fn is_document_footer(title: &Title, value: &str, _vocabulary: &Vocabulary) -> bool {
    !value.is_empty() && super::metadata::is_document_key(&title.key)
}

fn is_decoration(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => title::without_emoji(text).is_empty(),
        InlineKind::Anchor(_) | InlineKind::Comment(_) => true,
        _ => false,
    }
}

fn plain(line: &[Inline], source: &str, vocabulary: &Vocabulary, around: Surroundings) -> Option<Label> {
    if !matches!(line.first()?.kind, InlineKind::Text(_) | InlineKind::Code(_)) {
        return None;
    }
    let prose = Prose::new(line, source);
    let text = prose.text.trim_end();
    if let Some(written) = text.strip_suffix([':', '：']) {
        let clause = title::key(written).contains(['が', 'を', 'は']);
        if around.opens_block
            && !clause
            && around.last
            && is_noun_phrase(written)
            && is_label_text(written)
            && is_prose(line)
        {
            let title = title::take_apart(written);
            let span = prose.span(0..text.len());
            return (!title.key.is_empty()).then_some(Label { title, span, value: String::new() });
        }
        return None;
    }
    if !around.first && !around.listed {
        return None;
    }
    let (written, value) = text.split_once([':', '：'])?;
    let title = title::take_apart(written);
    let known = vocabulary.role(&title.key).is_some_and(|found| found.strength == Strength::Whole);
    let value = value.trim();
    if !known || value.is_empty() || value.starts_with("http") || title.key.chars().count() < 2 {
        return None;
    }
    Some(Label { span: prose.span(0..written.len()), title, value: value.to_owned() })
}

fn is_prose(line: &[Inline]) -> bool {
    !line.iter().any(|inline| matches!(inline.kind, InlineKind::Link { .. } | InlineKind::Image { .. }))
}

/// Short enough and no sentence.
fn is_label_text(text: &str) -> bool {
    let text = text.trim();
    let length = text.chars().count();
    length > 0 && length <= 48 && !text.contains(['。', '\n']) && !text.contains("://")
}

/// Whether a text only leads to what follows (以下を確認してください).
fn is_lead_in(key: &str) -> bool {
    const STARTS: &[&str] = &["以下", "次の", "下記", "上記", "このファイル", "the following", "以降", "必ず"];
    const ENDS: &[&str] = &["ください", "下さい", "します", "ました", "ています", "です", "こと。"];
    STARTS.iter().any(|start| key.starts_with(start))
        || ENDS.iter().any(|end| key.ends_with(end))
        || ["以下の", "以下を", "次の"].iter().any(|word| key.contains(word))
}

/// Whether a text names a thing. Sentences and lead-ins (以下を確認してください) do not.
pub(crate) fn is_noun_phrase(text: &str) -> bool {
    let key = title::key(text);
    if key.is_empty() || key.chars().count() > 30 {
        return false;
    }
    if is_lead_in(&key) || key.contains('、') {
        return false;
    }
    const PARTICLES: &[char] = &['を', 'は', 'が'];
    if key.contains(PARTICLES) && !ends_like_noun(&key) {
        return false;
    }
    if key.ends_with("いる場合") || key.ends_with("ある場合") {
        return false;
    }
    if key.contains("について") || key.contains("に応じて") {
        return ends_like_noun(&key) && !key.ends_with("について");
    }
    // やること, できること
    let short = key.ends_with("こと") && key.chars().count() <= 6;
    short || !ends_like_sentence(&key)
}

fn ends_like_noun(key: &str) -> bool {
    ["場合", "時", "もの", "こと", "方法", "手順", "コマンド", "ケース"].iter().any(|end| key.ends_with(end))
}

fn ends_like_sentence(key: &str) -> bool {
    const ENDS: &[&str] = &[
        "ください",
        "下さい",
        "です",
        "ます",
        "する",
        "した",
        "して",
        "せよ",
        "ない",
        "とする",
        "される",
        "された",
        "ません",
        "である",
        "れば",
        "なら",
        "たら",
        "には",
        "では",
        "より",
        "から",
        "だけ",
        "こと",
        "しよう",
        "たい",
        "う",
    ];
    ENDS.iter().any(|end| key.ends_with(end)) || key.ends_with(['。', '！', '!', '？', '?', '、', ','])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn label(markdown: &str, opens_block: bool) -> Option<(String, String)> {
        let (document, _) = crate::syntax::parse(markdown, crate::syntax::Bounds::default());
        let crate::syntax::BlockKind::Paragraph(content) = &document.blocks[0].kind else { return None };
        let around = Surroundings { first: true, last: true, opens_block, listed: false };
        let vocabulary = Vocabulary::new(&BTreeMap::new());
        detect(content, markdown, &vocabulary, around).map(|label| (label.title.text, label.value))
    }

    #[test]
    fn labels_in_the_forms_that_are_written() {
        let pair = |title: &str, value: &str| Some((title.to_owned(), value.to_owned()));
        assert_eq!(label("**症状**: P99 > 500ms", false), pair("症状", "P99 > 500ms"));
        assert_eq!(label("**症状：** 遅い", false), pair("症状", "遅い"));
        assert_eq!(label("**症状**", false), pair("症状", ""));
        assert_eq!(label("⚠️ **注意**: 本番", false), pair("注意", "本番"));
        assert_eq!(label("確認順序:", true), pair("確認順序", ""));
        assert_eq!(label("症状: 遅い", false), pair("症状", "遅い"));
        assert_eq!(label("**1. 障害の確認**", false), pair("障害の確認", ""));
    }

    #[test]
    fn lead_ins_and_sentences_are_none() {
        assert_eq!(label("対応前に以下を確認してください：", true), None);
        assert_eq!(label("以下をすべて満たしたら一次復旧完了とする:", true), None);
        assert_eq!(label("以下の場合は調査よりもロールバック優先：", true), None);
        assert_eq!(label("**読み取り専用**で接続する", false), None);
        assert_eq!(label("**必ずバックアップを取得してください。**", false), None);
        assert_eq!(label("確認順序:", false), None);
        assert_eq!(label("参考: https://host/", false), None);
    }

    #[test]
    fn lines_below_each_other_are_labels_each() {
        let text = "# 手順書\n\n担当: 山田\n最終更新日: 2026-01-01\n対象システム: 予約DB\n棚: B-3\n\n## 検索が遅い\n\n症状: 遅い\n原因: 索引が古い\n対処: 作り直す\n\n症状: 止まる\n原因は索引です。\n";
        let (runbook, _) = super::super::sample::read(text);
        let labels: Vec<_> = runbook.all_sections().filter(|one| one.form == crate::model::Form::Label).collect();
        let titles: Vec<_> = labels.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(titles, ["症状", "原因", "対処", "症状"]);
        let keys: Vec<_> = runbook.metadata.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["担当", "最終更新日", "対象システム", "棚"]);
        assert_eq!(runbook.metadata.owners, ["山田"]);
    }
}
