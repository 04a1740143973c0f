//! `sql/syntax`: a statement that no database would take.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Applicability, Edit, Fix, Level, Message};
use crate::lang::sql::MistakeKind;
use crate::model::DefectKind;

pub(in crate::check) const RULE: Rule = Rule { name: "sql/syntax", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let defects = context.runbook.code_blocks.iter().flat_map(|block| &block.defects);
    for defect in defects {
        let DefectKind::Sql(kind) = &defect.kind else { continue };
        let (message, help) = words(kind);
        let finding = findings.report(defect.span, message);
        finding.help = Some(help);
        if kind.is_unread() {
            finding.level = Level::Info;
        }
        if let MistakeKind::Typo(_, keyword) = kind {
            let edits = vec![Edit { span: defect.span, new_text: (*keyword).to_owned() }];
            finding.fix = Some(Fix { applicability: Applicability::Unsafe, edits });
        }
    }
}

fn words(kind: &MistakeKind) -> (Message, Message) {
    match kind {
        MistakeKind::Typo(written, keyword) => (
            Message::new("sql-syntax-typo").with("written", written),
            Message::new("sql-syntax-typo-help").with("keyword", keyword),
        ),
        MistakeKind::UnclosedQuote => (Message::new("sql-syntax-quote"), Message::new("sql-syntax-quote-help")),
        MistakeKind::Bracket('(') => (Message::new("sql-syntax-open"), Message::new("sql-syntax-open-help")),
        MistakeKind::Bracket(_) => (Message::new("sql-syntax-close"), Message::new("sql-syntax-close-help")),
        MistakeKind::NotUnderstood => {
            (Message::new("sql-syntax-not-understood"), Message::new("sql-syntax-not-understood-help"))
        }
        MistakeKind::TooDeep => (Message::new("sql-syntax-too-deep"), Message::new("sql-syntax-unread-help")),
        MistakeKind::TooLong => (Message::new("sql-syntax-too-long"), Message::new("sql-syntax-unread-help")),
        MistakeKind::Incomplete(word) => {
            (Message::new("sql-syntax-incomplete").with("word", word), Message::new("sql-syntax-incomplete-help"))
        }
    }
}
