//! Lines that were to close a code block and do not: the next sentence stands behind the marks, or blanks in front.

use super::super::{Context, Findings};
use super::command::is_japanese;
use super::unclosed_fence::{Mark, mark};
use crate::diag::{Applicability, Diagnostic, Edit, Fix, Label, Message};
use crate::source::Span;
use crate::syntax::CodeBlock;

/// So many blanks make a line code.
const INDENT: usize = 4;

/// Letters of what stands behind the marks that are shown.
const SHOWN: usize = 40;

/// A closing line with words behind its marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spoiled {
    /// The line, without its indentation.
    pub(super) place: Span,
    /// How many marks.
    pub(super) marks: usize,
    /// Whether another block opens behind it, in what was to be text.
    pub(super) is_followed: bool,
}

/// What stands behind the marks of a line that was to close a block: a heading (`## 次`) or a sentence, which are no
/// language.
pub(super) fn behind_marks(line: &str, (character, count): Mark) -> Option<&str> {
    let text = line.trim_start();
    let (_, length) = mark(text).filter(|(own, length)| *own == character && *length >= count)?;
    let rest = text.get(character.len_utf8() * length..)?;
    if line.len() - text.len() >= INDENT || rest.contains('`') {
        return None;
    }
    let words = rest.trim_start_matches('#');
    let heading = (1..=6).contains(&(rest.len() - words.len())) && (words.is_empty() || words.starts_with(' '));
    let sentence =
        rest.starts_with(is_japanese) && (rest.contains('、') || rest.ends_with(['。', '：', ':', '！', '？']));
    (heading || sentence).then_some(rest)
}

/// `is_mended`: whether a line break behind the marks mends it.
pub(super) fn report(
    spoiled: &Spoiled,
    opening: Span,
    is_mended: bool,
    context: &Context<'_>,
    findings: &mut Findings<'_>,
) {
    let source = context.source;
    let (marks, rest) = source.slice(spoiled.place).split_at(spoiled.marks);
    let words: String = rest.trim().chars().take(SHOWN).collect();
    let message = Message::new("text-unclosed-fence-run-on").with("marks", marks).with("text", words);
    let finding = findings.report(spoiled.place, message);
    finding.help = Some(Message::new("text-unclosed-fence-run-on-help").with("marks", marks));
    let label = Message::new("text-unclosed-fence-run-on-opening");
    finding.related.push(Label { file: context.file, span: opening, message: label });
    // What a list or a quote puts in front of each of its lines.
    let head = source.text().get(..spoiled.place.start as usize).unwrap_or_default();
    let before = head.rsplit(['\n', '\r']).next().unwrap_or_default();
    let at = spoiled.place.start + spoiled.marks as u32;
    let edits = vec![Edit { span: Span { start: at, end: at }, new_text: format!("\n{before}") }];
    finding.fix = is_mended.then_some(Fix { applicability: Applicability::Unsafe, edits });
}

/// Names the line of a block that would close it but for its indentation; whether there is one.
pub(super) fn name_indented(
    code: &CodeBlock,
    fence: Option<Mark>,
    context: &Context<'_>,
    finding: &mut Diagnostic,
) -> bool {
    let Some((place, indent)) = fence.and_then(|fence| indented(code, fence)) else { return false };
    let line = context.source.location(place).line;
    finding.help = Some(Message::new("text-unclosed-fence-indented-help").with("line", line));
    let edits = vec![Edit { span: indent, new_text: String::new() }];
    finding.fix = Some(Fix { applicability: Applicability::Unsafe, edits });
    let message = Message::new("text-unclosed-fence-indented");
    finding.related.push(Label { file: context.file, span: place, message });
    true
}

/// The only bare fence of a block that stands too far right, and its indentation. Two of them are a block in a remark of
/// the code.
fn indented(code: &CodeBlock, (character, count): Mark) -> Option<(Span, Span)> {
    let mut found = None;
    let mut start = 0;
    for line in code.text.split_inclusive('\n') {
        let text = line.trim();
        let indent = line.len() - line.trim_start().len();
        if indent >= INDENT && mark(text).is_some_and(|(own, length)| own == character && length >= count) {
            if found.is_some() || !text.chars().all(|one| one == character) {
                return None;
            }
            let place = start + indent;
            found = Some((code.source_span(place..place + text.len()), code.source_span(start..place)));
        }
        start += line.len();
    }
    found
}
