//! `escalation/unknown-role`: an escalation calls a role that no contact fills.

use super::super::{Check, Context, Findings, Rule};
use super::place;
use crate::diag::{Level, Message};
use crate::model::{Kind, Role, Runbook};
use crate::source::Span;
use std::collections::BTreeSet;

pub(in crate::check) const RULE: Rule =
    Rule { name: "escalation/unknown-role", level: Level::Warning, check: Check::Document(check) };

/// How names of roles end.
const ROLES: &[&str] = &[
    "担当",
    "担当者",
    "当番",
    "リード",
    "リーダー",
    "マネージャー",
    "マネージャ",
    "責任者",
    "管理者",
    "部門",
    "チーム",
    "部長",
    "課長",
    "所長",
    "経営層",
    "経営陣",
    "役員",
    "法務",
    "広報",
    "人事",
    "オーナー",
    "エンジニア",
    "cto",
    "ceo",
    "ciso",
    "cio",
    "coo",
    "pm",
    "dba",
    "sre",
    "csirt",
    "lead",
    "leader",
    "manager",
    "engineer",
    "team",
    "director",
    "owner",
    "officer",
    "オンコール",
];

/// Beginnings of names that mean whoever it concerns.
const ANYONE: &[&str] = &[
    "全",
    "各",
    "他",
    "関係",
    "当該",
    "該当",
    "対象",
    "サービスの",
    "システムの",
    "別",
    "社内",
    "必要",
    "適切",
    "次の",
    "上位",
    "そ",
    "こ",
];

/// What names of roles share without meaning the same.
const ENDINGS: &[&str] = &[
    "担当者",
    "担当",
    "チーム",
    "部門",
    "責任者",
    "管理者",
    "リーダー",
    "リード",
    "マネージャー",
    "当番",
    "team",
    "lead",
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let runbook = context.runbook;
    let listed = runbook.contacts.iter().any(|contact| contact.table.is_some());
    if !listed || runbook.kind != Kind::Runbook || runbook.template {
        return;
    }
    let mut told = BTreeSet::new();
    let mut known: Option<String> = None;
    for escalation in &runbook.escalation {
        // Whom one condition calls stands at one place.
        let mut missing = Vec::new();
        for name in escalation.to.iter().filter(|name| is_role(name)) {
            let folded = folded(name);
            let known = known.get_or_insert_with(|| everybody(context));
            if !is_known(&folded, known, runbook) && told.insert(folded) {
                missing.push(name.as_str());
            }
        }
        let Some(first) = missing.first() else { continue };
        let message = Message::new("escalation-unknown-role").with("role", missing.join("、"));
        let finding = findings.report(addressee(context, escalation.span, first), message);
        finding.help = Some(Message::new("escalation-unknown-role-help"));
    }
}

/// Where a name stands: in the condition's line, or in a line near it that says whom to call.
fn addressee(context: &Context<'_>, span: Span, name: &str) -> Span {
    const NEAR: usize = 400;
    let inside = place(context, span, name);
    if inside != span {
        return inside;
    }
    let text = context.source.text();
    let (start, end) = (span.start as usize, span.end as usize);
    let from = text.floor_char_boundary(start.saturating_sub(NEAR));
    let to = text.floor_char_boundary((end + NEAR).min(text.len()));
    let below = text.get(end..to).unwrap_or_default();
    let below = below.split("\n\n").next().unwrap_or_default();
    let above = text.get(from..start).unwrap_or_default();
    let at = below.find(name).map(|at| end + at).or_else(|| above.rfind(name).map(|at| from + at));
    at.map_or(span, |at| Span::new(at, at + name.len()))
}

/// A name that is one of a role, and of no other thing (AWSサポートケース作成) or of anyone (担当者).
fn is_role(name: &str) -> bool {
    const MOST: usize = 20;
    let folded = folded(name);
    let ends = ROLES.iter().any(|role| {
        folded
            .strip_suffix(role)
            .is_some_and(|before| !role.is_ascii() || !before.ends_with(|letter: char| letter.is_ascii_alphanumeric()))
    });
    let bare = [
        "担当",
        "担当者",
        "当番",
        "責任者",
        "管理者",
        "チーム",
        "エンジニア",
        "リーダー",
        "リード",
        "team",
        "engineer",
    ]
    .contains(&folded.as_str());
    ends && !bare
        && folded.chars().count() <= MOST
        && !ANYONE.iter().any(|word| folded.starts_with(word))
        && !folded.contains(['を', 'が', 'は', 'に', '、', '。'])
}

fn folded(name: &str) -> String {
    let end = name.find(['(', '（']).unwrap_or(name.len());
    spelled(&name[..end])
}

/// One spelling of what is written in several.
fn spelled(text: &str) -> String {
    text.trim().to_lowercase().replace(' ', "").replace("on-call", "オンコール").replace("oncall", "オンコール")
}

/// All that the document says of contacts, in tables and in sections about them.
fn everybody(context: &Context<'_>) -> String {
    let source = context.source;
    let runbook = context.runbook;
    let rows = runbook.contacts.iter().map(|contact| source.slice(contact.span));
    let sections = runbook
        .all_sections()
        .filter(|section| section.role == Role::Contacts)
        .map(|section| source.slice(section.extent));
    let mut text = String::new();
    for part in rows.chain(sections) {
        text.push_str(&spelled(part));
        text.push('\n');
    }
    text
}

/// Whether somebody fills the role: a contact whose words hold it, or whose role is a part of it.
fn is_known(name: &str, known: &str, runbook: &Runbook) -> bool {
    let mut core = name;
    while let Some(shorter) = ENDINGS.iter().find_map(|ending| core.strip_suffix(ending)) {
        if shorter.is_empty() {
            break;
        }
        core = shorter;
    }
    known.contains(core)
        || runbook.contacts.iter().any(|contact| {
            let role = folded(&contact.role);
            role.chars().count() >= 2 && name.contains(&role)
        })
}
