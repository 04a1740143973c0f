//! `section/empty`: a heading with nothing below it.

use super::super::{Check, Context, Findings, Rule, template};
use crate::diag::{Level, Message};
use crate::lower::title;
use crate::syntax::{Block, BlockKind, Heading, Inline, InlineKind, Prose};

pub(in crate::check) const RULE: Rule =
    Rule { name: "section/empty", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.runbook.template {
        return;
    }
    let source = context.source.text();
    let mut titled = false;
    super::runs(context, &mut |blocks| {
        for (at, block) in blocks.iter().enumerate() {
            let BlockKind::Heading(heading) = &block.kind else { continue };
            // The document's title stands above all of it, whatever the level of the next heading.
            let is_title = heading.level == 1 && !titled;
            titled = true;
            let behind = blocks.get(at + 1..).unwrap_or_default();
            if is_title || !is_empty(heading, behind) {
                continue;
            }
            let text = Prose::new(&heading.content, source).text;
            if heading.setext || says_all(&text) {
                continue;
            }
            let message = Message::new("section-empty").with("title", title::text_of(&text));
            let finding = findings.report(block.span, message);
            finding.help = Some(Message::new("section-empty-help"));
            template::lower_value(context, finding);
        }
    });
}

/// Whether the next block that shows something begins a part that is not below the heading.
fn is_empty(heading: &Heading, behind: &[Block]) -> bool {
    match behind.iter().find(|block| shows(block)).map(|block| &block.kind) {
        None => true,
        // A line above `---` is one by accident.
        Some(BlockKind::Heading(next)) => next.level <= heading.level && !next.setext,
        Some(_) => false,
    }
}

/// Comments, lines across the page and places for links show nothing.
fn shows(block: &Block) -> bool {
    let silent = |inline: &Inline| matches!(inline.kind, InlineKind::Comment(_) | InlineKind::Anchor(_));
    match &block.kind {
        BlockKind::Comment(_) | BlockKind::Rule => false,
        BlockKind::Paragraph(content) => !content.iter().all(silent),
        _ => true,
    }
}

/// Whether a heading needs nothing below it: a step that it tells whole (「保存」をクリック), a value (実装時間: 15分),
/// a place for notes.
fn says_all(text: &str) -> bool {
    const NOTES: &[&str] = &["特記事項", "備考", "メモ", "コメント", "所感", "その他", "notes", "memo", "comments"];
    const ENDS: &[&str] = &["クリック", "押下", "ください", "る", "す", "く", "ぐ", "う", "つ", "ぶ", "む"];
    let words = title::text_of(text.trim()).to_lowercase();
    let told = words.contains('を') && ENDS.iter().any(|end| words.ends_with(end));
    told || is_value(&words) || NOTES.contains(&words.as_str())
}

/// `実装時間: 15分`, `優先度 = 影響度 × 確率`; not `問題3: …`, which only numbers what it names.
fn is_value(words: &str) -> bool {
    let signs = [": ", "：", " = ", "＝"];
    let split = signs.iter().find_map(|sign| words.split_once(sign));
    split.is_some_and(|(key, value)| {
        let numbered = key.trim_end().ends_with(|c: char| c.is_ascii_alphanumeric() && !key.is_ascii());
        let step = key.is_ascii() && key.trim_end().ends_with(|c: char| c.is_ascii_digit());
        !value.trim().is_empty() && !numbered && !step && !key.ends_with(['）', ')'])
    })
}
