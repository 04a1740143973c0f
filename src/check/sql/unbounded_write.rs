//! `sql/unbounded-write`: UPDATE or DELETE without WHERE.

use super::super::{Check, Context, Findings, Rule};
use super::{shown, statements};
use crate::diag::{Level, Message};
use crate::lang::effect::Effect;
use crate::lang::sql::StatementKind;
use crate::model::{CodeBlock, Statement};

pub(in crate::check) const RULE: Rule =
    Rule { name: "sql/unbounded-write", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (block, statement) in statements(context).filter(|(_, statement)| is_unbounded(statement)) {
        if is_meant(context, block, statement) {
            continue;
        }
        let key =
            if statement.kind == StatementKind::Delete { "sql-unbounded-write-delete" } else { "sql-unbounded-write" };
        let message = Message::new(key).with("statement", shown(statement));
        findings.report(statement.span, message).help = Some(Message::new("sql-unbounded-write-help"));
    }
}

fn is_unbounded(statement: &Statement) -> bool {
    matches!(statement.kind, StatementKind::Update | StatementKind::Delete)
        && statement.effect == Effect::Destructive
        && statement.bounded != Some(true)
        // A statement that goes on elsewhere is not all there.
        && !statement.text.contains("...")
        && !statement.text.contains('…')
}

/// Whether the lines above say that every row is meant.
fn is_meant(context: &Context<'_>, block: &CodeBlock, statement: &Statement) -> bool {
    const ALL: &[&str] = &[
        "全件",
        "全て",
        "すべて",
        "全レコード",
        "全行",
        "全ユーザー",
        "全セッション",
        "全トークン",
        "クリア",
        "空に",
        "all rows",
    ];
    let source = context.source;
    let own = source.line(statement.span.start);
    let from = own.saturating_sub(3).max(source.line(block.span.start));
    let says = |line: &str| ALL.iter().any(|word| line.contains(word)) || removes_all(line);
    // Comments right above speak of it; those above another command speak of that one.
    let above = (from..own).rev().map(|line| source.line_text(line as usize));
    let mut above = above.take_while(|line| {
        let line = line.trim_start();
        line.is_empty()
            || line.starts_with(['#', '-', '`', '~', '/', '*'])
            || line.ends_with("<<EOF")
            || line.ends_with("<<SQL")
    });
    says(source.line_text(own as usize)) || above.any(says)
}

/// 全リフレッシュトークンを削除; 完全に削除 and 安全 say nothing of how many.
fn removes_all(line: &str) -> bool {
    let removes = ["削除", "無効", "初期化", "失効"].iter().any(|word| line.contains(word));
    removes
        && line.match_indices('全').any(|(at, _)| {
            let before = line.get(..at).and_then(|head| head.chars().next_back());
            !before.is_some_and(|before| matches!(before, '完' | '安' | '健' | '保' | '万'))
        })
}
