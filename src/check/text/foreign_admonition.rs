//! `text/foreign-admonition`: notes in the form of other tools (`!!! warning`, `:::caution`), which are running text here.
//!
//! They are told and not read as notes: a body that is indented by four blanks is code to every reader of Markdown, GitHub's
//! too, and a page that made a note of it would say something else than the file.

mod mend;
mod opening;

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Applicability, Fix, Label, Level, Message};
use crate::source::Span;
use crate::syntax::{Block, BlockKind};
use memchr::memmem;
use opening::Opening;

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/foreign-admonition", level: Level::Warning, check: Check::Document(check) };

/// A note where it stands.
struct Note<'t> {
    opening: Opening<'t>,
    /// Its first line, without what stands in front.
    span: Span,
    /// The code block that its second paragraph has become.
    code: Option<Span>,
}

/// One finding a document: who wrote one wrote all.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let text = context.source.text();
    if !opening::MARKS.iter().any(|mark| memmem::find(text.as_bytes(), mark.as_bytes()).is_some()) {
        return;
    }
    let mut notes = Vec::new();
    gather(&context.document.blocks, text, &mut notes);
    // The first that has lost something, else the first.
    let Some(first) = notes.iter().find(|note| note.code.is_some()).or(notes.first()) else { return };
    let code = notes.iter().filter(|note| note.code.is_some()).count();
    let message = match code {
        0 => Message::new("text-foreign-admonition"),
        code => Message::new("text-foreign-admonition-code").with("code", code),
    };
    let written = context.source.slice(first.span);
    let finding = findings.report(first.span, message.with("text", written).with("count", notes.len()));
    match first.code {
        Some(span) => {
            let message = Message::new("text-foreign-admonition-here");
            finding.related.push(Label { file: context.file, span, message });
        }
        None => finding.level = Level::Info,
    }
    finding.help = Some(match first.opening.callout() {
        Some(callout) => Message::new("text-foreign-admonition-help").with("callout", callout),
        None => Message::new("text-foreign-admonition-help-details"),
    });
    let edits = mend::edits(&notes, text);
    finding.fix = (!edits.is_empty()).then_some(Fix { applicability: Applicability::Unsafe, edits });
}

fn gather<'t>(blocks: &[Block], text: &'t str, notes: &mut Vec<Note<'t>>) {
    for (at, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Paragraph(_) => {
                let behind = blocks.get(at + 1).filter(|next| is_indented_code(next)).map(|next| next.span);
                in_paragraph(block.span, behind, text, notes);
            }
            BlockKind::Quote(_, inner) | BlockKind::Details(_, inner) | BlockKind::Footnote(_, _, inner) => {
                gather(inner, text, notes);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| gather(&item.blocks, text, notes)),
            _ => {}
        }
    }
}

fn is_indented_code(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Code(code) if !code.fenced)
}

/// Every line of a paragraph can open a note; what stands indented behind it belongs to its last one.
fn in_paragraph<'t>(span: Span, behind: Option<Span>, text: &'t str, notes: &mut Vec<Note<'t>>) {
    let mut start = span.start as usize;
    let before = notes.len();
    for line in text.get(span.range()).unwrap_or_default().split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '\t', '>']);
        if let Some(opening) = opening::read(bare.trim_end()) {
            let from = start + line.len() - bare.len();
            notes.push(Note { opening, span: Span::new(from, from + bare.trim_end().len()), code: None });
        }
        start += line.len();
    }
    if let Some(last) = notes.get_mut(before..).and_then(<[Note<'_>]>::last_mut)
        && last.opening.is_indented()
    {
        last.code = behind;
    }
}
