//! Lines that stay lines.
//!
//! Whoever writes `担当: 山田` and below it `対象: 予約DB`, or one line with □ below the other, means lines, and editors
//! and other hosts show them so: a line end between them is a break. In running text a line end means nothing.

use super::document::{Inline, InlineKind};

/// Marks that an item of a list begins with where the author does without `-`.
const MARKS: &[char] = &['□', '☐', '☑', '☒', '⬜', '✅', '❌', '・', '●', '○', '■', '◆'];

/// A label is no longer than this.
const LABEL: usize = 20;

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Label,
    /// A box to tick, which stands in no sentence.
    Box,
    Mark,
    Text,
}

/// Makes breaks of the line ends between lines that are items or labels.
pub(super) fn find(inlines: &mut [Inline]) {
    let ends: Vec<usize> = inlines.iter().enumerate().filter(|(_, inline)| is_end(inline)).map(|(at, _)| at).collect();
    if !ends.iter().any(|&at| matches!(inlines.get(at), Some(Inline { kind: InlineKind::SoftBreak(_), .. }))) {
        return;
    }
    let mut starts: Vec<Start> = Vec::with_capacity(ends.len() + 1);
    let mut from = 0;
    for end in ends.iter().copied().chain([inlines.len()]) {
        starts.push(start(inlines.get(from..end).unwrap_or_default()));
        from = end + 1;
    }
    for (at, &end) in ends.iter().enumerate() {
        let of = |at: usize| starts.get(at).copied().unwrap_or(Start::Text);
        let is_item = |start: Start| matches!(start, Start::Box | Start::Mark);
        let (before, behind) = (of(at), of(at + 1));
        let lines = match behind {
            Start::Label => before == Start::Label,
            Start::Box => true,
            Start::Mark => is_item(before) || is_item(of(at + 2)),
            Start::Text => false,
        };
        if lines && let Some(inline) = inlines.get_mut(end) {
            inline.kind = InlineKind::HardBreak;
        }
    }
}

/// Whether a line is `名: 値`, the name in bold or not.
pub(crate) fn is_label_line(line: &[Inline]) -> bool {
    start(line) == Start::Label
}

fn is_end(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::SoftBreak(_) | InlineKind::HardBreak)
}

fn start(line: &[Inline]) -> Start {
    let mut head = String::new();
    for inline in line {
        if !add(inline, &mut head) || head.chars().nth(LABEL + 8).is_some() {
            break;
        }
    }
    let head = head.trim_start();
    match head.chars().next() {
        Some('□' | '☐' | '☑' | '☒' | '⬜') => Start::Box,
        Some(first) if MARKS.contains(&first) || matches!(first, '①'..='⑳') => Start::Mark,
        _ if is_label(head) => Start::Label,
        _ => Start::Text,
    }
}

/// Adds what an inline shows; whether a label may go on behind it.
fn add(inline: &Inline, head: &mut String) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => head.push_str(text),
        InlineKind::Emphasis(content) | InlineKind::Strong(content) => {
            return content.iter().all(|inline| add(inline, head));
        }
        InlineKind::Comment(_) | InlineKind::Anchor(_) => {}
        _ => return false,
    }
    true
}

/// `担当: 山田`, `電話:03-…`, `Owner: SRE`; neither a time of day nor an address nor a sentence.
fn is_label(head: &str) -> bool {
    let Some(at) = head.find([':', '：']) else { return false };
    let (name, rest) = head.split_at(at);
    let name = name.trim_end();
    let mut behind = rest.chars();
    let wide = behind.next() == Some('：');
    let next = behind.next();
    let ends = match next {
        None => true,
        Some('/') => false,
        Some(next) => wide || !name.is_ascii() || next.is_whitespace(),
    };
    let length = name.chars().count();
    ends && (1..=LABEL).contains(&length)
        && name.split(' ').count() <= 3
        && name.chars().any(char::is_alphabetic)
        && !name.contains(['。', '、', '，', ',', '「', '」', '"', '?', '？', '=', '{', '}', '|', '→'])
}

#[cfg(test)]
mod tests {
    use crate::syntax::{BlockKind, Bounds, Prose, parse};

    /// The text with `⏎` for breaks.
    fn shown(text: &str) -> String {
        let (document, _) = parse(text, Bounds::default());
        let Some(BlockKind::Paragraph(content)) = document.blocks.first().map(|block| &block.kind) else {
            return String::new();
        };
        Prose::new(content, text).text.replace('\n', "⏎")
    }

    #[test]
    fn labels_and_items_stay_on_their_lines() {
        for text in [
            "担当: 山田\n最終更新日: 2026-01-01\n対象：予約DB",
            "**担当**: 山田\n**対象**: 予約DB",
            "電話:03-1234-5678\nメール:ops@kawasemi.jp",
            "□ 接続できる\n□ 検索できる",
            "確認すること\n☐ 接続できる",
            "① 止める\n② 動かす",
            "手順は次の二つ\n・止める\n・動かす",
            "✅ 起動した\n✅ 接続できた",
        ] {
            assert_eq!(shown(text), text.replace("**", "").replace('\n', "⏎"), "{text}");
        }
    }

    #[test]
    fn running_text_runs_on() {
        for text in [
            "接続できないときは\n再起動します。",
            "最初に単発で実行すると、\n①が先に失敗し、②に届きません。",
            "開始は\n10:30 です",
            "注意: 止めると\n予約ができません",
            "詳しくは\nhttps://kawasemi.jp を見ます",
            "A: 1 と\nこれは「値: 3」です",
        ] {
            assert!(!shown(text).contains('⏎'), "{text}");
        }
    }
}
