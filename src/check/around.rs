//! What a document says around a command: its block, its step, its section.

use super::Context;
use crate::lang::effect::Effect;
use crate::model::{CodeBlock, Form, Role, Section};
use crate::source::Span;

/// Words by which a document warns.
const WARNINGS: &[&str] = &[
    "注意",
    "警告",
    "危険",
    "慎重",
    "破壊的",
    "取り消せ",
    "取消",
    "元に戻せ",
    "戻せません",
    "戻せない",
    "復元でき",
    "復旧でき",
    "不可逆",
    "失われ",
    "失う",
    "消えます",
    "消える",
    "消失",
    "削除されます",
    "削除される",
    "最終手段",
    "最後の手段",
    "緊急時のみ",
    "必ず",
    "絶対",
    "しないで",
    "しないこと",
    "禁止",
    "厳禁",
    "承認",
    "許可を",
    "バックアップを",
    "バックアップ後",
    "バックアップ済",
    "確認してから",
    "確認のうえ",
    "確認の上",
    "確認後",
    "本当に",
    "要確認",
    "⚠",
    "🚨",
    "❗",
    "‼",
    "☢",
    "⛔",
];

/// The same in English, in small letters.
const WARNINGS_IN_ENGLISH: &[&str] = &[
    "caution",
    "warning",
    "danger",
    "careful",
    "irreversible",
    "destructive",
    "cannot be undone",
    "can't be undone",
    "data loss",
    "destroys",
    "is lost",
    "are lost",
    "to confirm",
    "back up",
    "last resort",
    "[!important]",
    "approval",
    "read -p",
    "dry-run",
    "dryrun",
];

/// The innermost section with a heading that a place lies in, and the ones around it, innermost first.
pub(super) fn sections<'a>(context: &Context<'a>, at: u32) -> Vec<&'a Section> {
    let mut around = Vec::new();
    let mut inside: &'a [Section] = &context.runbook.sections;
    let holding = |sections: &'a [Section]| {
        let next = sections.partition_point(|section| section.extent.start <= at);
        sections.get(next.checked_sub(1)?).filter(|section| section.extent.contains(at))
    };
    while let Some(section) = holding(inside) {
        around.push(section);
        inside = &section.children;
    }
    around.reverse();
    around
}

/// The text of a section before its own subsections, and of the labels in it up to the next heading.
fn own(section: &Section) -> Span {
    let next = section.children.iter().find(|child| child.form == Form::Heading);
    Span { start: section.extent.start, end: next.map_or(section.extent.end, |child| child.extent.start) }
}

/// Whether the document warns in the block, in the section around it, or where the section above it begins.
pub(super) fn is_warned(context: &Context<'_>, block: &CodeBlock) -> bool {
    let text = context.source.text();
    let warns = |span: Span| warns(cut(text, near(span, block.span)));
    if warns(block.span) {
        return true;
    }
    let around = sections(context, block.span.start);
    let headed = around.iter().position(|section| section.form == Form::Heading);
    let Some(at) = headed else {
        // Before the first heading the whole beginning counts.
        return around.is_empty() && warns(Span { start: 0, end: block.span.end });
    };
    let own_part = around.iter().take(at + 1).any(|section| {
        let end = own(section).end.max(block.span.end);
        section.role == Role::Caution || warns(Span { start: section.extent.start, end })
    });
    own_part || around.get(at + 1).is_some_and(|above| above.form == Form::Heading && warns(own(above)))
}

/// What of a part of a document stands near a block, or at the part's end where all of it is far from the block: a section
/// of a megabyte with thousands of blocks is not read anew for each.
fn near(part: Span, block: Span) -> Span {
    const NEAR: u32 = 32 * 1024;
    let start = part.start.max(block.start.min(part.end).saturating_sub(NEAR));
    let end = part.end.min(block.end.max(part.start).saturating_add(NEAR));
    Span { start, end: end.max(start) }
}

/// The text of a span whose ends may lie within characters.
fn cut(text: &str, span: Span) -> &str {
    let (start, end) = (text.floor_char_boundary(span.start as usize), text.ceil_char_boundary(span.end as usize));
    text.get(start..end).unwrap_or_default()
}

/// Whether the block keeps a copy before a place in it.
pub(super) fn is_kept(context: &Context<'_>, block: &CodeBlock, place: Span) -> bool {
    let text = context.source.text();
    let above = text.get(block.span.start as usize..place.start as usize).unwrap_or_default();
    let saves = ["バックアップ", "backup", "Backup", "BACKUP", "pg_dump", "mysqldump"];
    // Where a script reads a copy in, it names that copy, too.
    above.lines().any(|line| saves.iter().any(|word| line.contains(word)) && !reads_copy(line))
}

/// Words about the copy that is read in.
fn reads_copy(line: &str) -> bool {
    ["BACKUP_FILE", "backup_file", "backup-file", "restore", "リストア", "復元"].iter().any(|word| line.contains(word))
}

fn warns(text: &str) -> bool {
    if WARNINGS.iter().any(|word| text.contains(word)) {
        return true;
    }
    let small = text.to_ascii_lowercase();
    WARNINGS_IN_ENGLISH.iter().any(|word| small.contains(word))
}

/// Words of a way back.
const BACK: &[&str] = &[
    "ロールバック",
    "切り戻",
    "切戻",
    "元に戻",
    "巻き戻",
    "rollback",
    "Rollback",
    "rollout undo",
    "revert",
    "復元",
    "リストア",
    "restore",
    "復旧",
    "バックアップ",
    "backup",
    "Backup",
    "pg_dump",
    "mysqldump",
    "snapshot",
    "スナップショット",
    "退避",
];

/// Words of a look at what came of it.
const LOOKS: &[&str] = &["確認", "検証", "チェック", "verify", "check", "ヘルスチェック", "health"];

/// Whether the section says how to look before or after, or how to go back.
pub(super) fn is_guarded(context: &Context<'_>, block: &CodeBlock, command: Span) -> bool {
    let text = context.source.text();
    let around = sections(context, block.span.start);
    let headed = around.iter().find(|section| section.form == Form::Heading);
    let extent = headed.map_or(Span { start: 0, end: text.len() as u32 }, |section| section.extent);
    let near = near(extent, block.span);
    let words = cut(text, near);
    if BACK.iter().chain(LOOKS).any(|word| words.contains(word)) {
        return true;
    }
    let roles = [Role::Rollback, Role::Verification, Role::RecoveryCriteria, Role::Backup];
    let above = around.get(1..).unwrap_or_default();
    if above.iter().flat_map(|section| &section.children).any(|section| roles.contains(&section.role)) {
        return true;
    }
    let blocks = &context.runbook.code_blocks;
    let first = blocks.partition_point(|block| block.span.start < near.start);
    let inside = blocks.iter().skip(first).take_while(|block| block.span.start < near.end);
    inside.flat_map(|block| &block.commands).any(|other| {
        let idle =
            matches!(other.program.as_str(), "cd" | "export" | "echo" | "set" | "exit" | "source" | "sleep" | "true");
        other.span != command && other.effect == Effect::ReadOnly && !idle
    })
}
