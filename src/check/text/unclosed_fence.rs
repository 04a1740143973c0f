//! `text/unclosed-fence`: a code block whose closing line is missing.
//!
//! Markdown closes such a block with the next bare fence, and everything behind it turns over: prose becomes code and
//! code becomes prose, up to a fence that shows it. That one is where the fault is seen; where it was made is the first
//! block before it that holds what nobody writes as code.

use super::super::{Check, Context, Findings, Rule};
use super::command::is_japanese;
use super::spoiled_fence::{self, Spoiled};
use crate::diag::{Diagnostic, Label, Level, Message, Place};
use crate::source::{FileId, SourceFile, Span};
use crate::syntax::{Block, CodeBlock, walk};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/unclosed-fence", level: Level::Warning, check: Check::Document(check) };

/// A fenced block with the line that opens it.
struct Fence<'d> {
    code: &'d CodeBlock,
    span: Span,
    opening: Span,
}

impl<'d> Fence<'d> {
    fn new(block: &Block, code: &'d CodeBlock, source: &SourceFile) -> Self {
        // The opening line is where the mistake is; the block is all the rest.
        let first = source.slice(block.span).lines().next().unwrap_or_default().len() as u32;
        Fence { code, span: block.span, opening: Span { start: block.span.start, end: block.span.start + first } }
    }

    /// The line that ends the block.
    fn closing(&self, source: &SourceFile) -> Span {
        let written = source.slice(self.span);
        let last = written.rfind('\n').map_or(0, |at| at + 1);
        let indent = written[last..].len() - written[last..].trim_start().len();
        Span { start: self.span.start + (last + indent) as u32, end: self.span.end }
    }
}

/// What shows that a block is not closed.
enum Sign {
    /// It runs to the end of what holds it, so many lines.
    End(u32),
    /// The next block seems to open inside of it.
    Opening(Span),
    /// The line that was to close it says something besides.
    RunOn(Spoiled),
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let document = context.document;
    let source = context.source;
    let mut fences = Vec::new();
    walk::code(&document.blocks, &mut |block, code| {
        if code.fenced {
            fences.push(Fence::new(block, code, source));
        }
    });
    // Blocks before this one are in order.
    let mut start = 0;
    // Whether Markdown that holds blocks ended too early: its own closing line, a bare fence, is no fault of its own.
    let mut owed = false;
    // A document that has such blocks closes others of them with bare fences.
    let mut nests = false;
    // Where the code of the outer block has become prose.
    let mut turned = Vec::new();
    let mut from = 0;
    for (at, fence) in fences.iter().enumerate() {
        let Some(sign) = sign(fence, source) else { continue };
        if let Sign::RunOn(spoiled) = sign {
            start = at + 1;
            // Where no block opens behind that line, the next one has become the end of this.
            owed = !spoiled.is_followed;
            from = fence.span.end;
            // A closing line of its own must be there, or the bare fence behind it must have one: else to mend it would open a block.
            let behind = fences.get(at + 1..).unwrap_or_default();
            let pairs = behind.iter().any(|fence| fence.code.info.is_empty() && !fence.code.closed);
            let is_mended = spoiled.is_followed || !fence.code.closed || pairs;
            spoiled_fence::report(&spoiled, fence.opening, is_mended, context, findings);
            continue;
        }
        // What the block's own closing line opens runs to the end.
        if owed && fence.code.info.is_empty() && matches!(sign, Sign::End(_)) {
            turned.push(Span { start: from, end: fence.span.start });
            continue;
        }
        let faulty = outer(&fences[start..=at]).or_else(|| faulty(&fences[start..=at])).unwrap_or(fence);
        start = at + 1;
        if let Sign::Opening(inner) = sign
            && fence.code.info.is_empty()
            && (owed || (nests && faulty.code.info.is_empty()))
        {
            // What it swallows may hold blocks, too, and have a closing line of its own.
            if owed {
                turned.push(Span { start: from, end: fence.span.start });
                from = fence.span.end;
            }
            owed = owed && names_nesting(source.slice(inner));
            continue;
        }
        owed = is_nesting(faulty.code);
        nests |= owed;
        from = faulty.span.end;
        report(faulty, fence, &sign, context, findings);
    }
    // Nobody sets it before: this rule alone knows.
    let _ = context.shared.turned.set(turned);
}

/// Findings in code that became prose come of the block that ended too early: that one is what has to be mended.
pub(in crate::check) fn lower_consequences(turned: &[Span], file: FileId, found: &mut [Diagnostic]) {
    if turned.is_empty() {
        return;
    }
    for finding in found.iter_mut().filter(|finding| finding.rule != RULE.name && !finding.rule.starts_with("secret/"))
    {
        if let Place::Span(place, span) = finding.place
            && place == file
            && turned.iter().any(|turned| turned.contains(span.start))
        {
            finding.level = Level::Info;
        }
    }
}

fn report(faulty: &Fence<'_>, seen: &Fence<'_>, sign: &Sign, context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.source;
    let moved = faulty.span != seen.span;
    let nested = is_nesting(faulty.code);
    let (message, place) = match sign {
        // A bare fence that was to open a block inside of it has ended it.
        _ if moved && nested => {
            let closing = faulty.closing(source);
            let message = Message::new("text-unclosed-fence-bare").with("line", source.location(closing).line);
            (message, Some(closing))
        }
        Sign::End(lines) if !moved => (Message::new("text-unclosed-fence").with("lines", lines), None),
        Sign::End(_) | Sign::RunOn(_) => (Message::new("text-unclosed-fence-turned"), Some(seen.opening)),
        Sign::Opening(inner) => {
            let key = if nested { "text-unclosed-fence-nested" } else { "text-unclosed-fence-opening" };
            (Message::new(key).with("line", source.location(*inner).line), Some(*inner))
        }
    };
    let finding = findings.report(faulty.opening, message);
    if nested && (moved || matches!(sign, Sign::Opening(_))) {
        finding.help = Some(Message::new("text-unclosed-fence-nested-help"));
    } else if !spoiled_fence::name_indented(faulty.code, mark(source.slice(faulty.opening)), context, finding) {
        finding.help = Some(Message::new("text-unclosed-fence-help"));
    }
    if let Some(span) = place {
        let message = Message::new("text-unclosed-fence-seen");
        finding.related.push(Label { file: context.file, span, message });
    }
}

fn sign(fence: &Fence<'_>, source: &SourceFile) -> Option<Sign> {
    let mark = mark(source.slice(fence.opening))?;
    let inner = inner(fence.code, mark);
    if let Some(Sign::RunOn(_)) = inner {
        return inner;
    }
    if !fence.code.closed {
        let place = source.location(fence.span);
        return Some(Sign::End(place.end_line - place.line));
    }
    inner
}

/// The first line of a block that shows it.
fn inner(code: &CodeBlock, mark: Mark) -> Option<Sign> {
    let mut start = 0;
    for line in code.text.split_inclusive('\n') {
        let written = line.trim_end();
        let indent = line.len() - line.trim_start().len();
        if let Some(rest) = spoiled_fence::behind_marks(written, mark) {
            let behind = code.text.get(start + line.len()..).unwrap_or_default();
            let is_followed = behind.lines().any(|line| opens(line.trim_end(), mark));
            let place = code.source_span(start + indent..start + written.len());
            return Some(Sign::RunOn(Spoiled { place, marks: written.len() - indent - rest.len(), is_followed }));
        }
        if opens(written, mark) {
            return Some(Sign::Opening(code.source_span(start + indent..start + written.len())));
        }
        start += line.len();
    }
    None
}

/// The character of a fence and how many there are.
pub(super) type Mark = (char, usize);

pub(super) fn mark(text: &str) -> Option<Mark> {
    let text = text.trim_start();
    let first = text.chars().next().filter(|first| matches!(first, '`' | '~'))?;
    Some((first, text.chars().take_while(|character| *character == first).count()))
}

/// Whether a line would open a block, and can't close one that began with `mark`: a language stands behind the fence.
fn opens(line: &str, (character, count): Mark) -> bool {
    let text = line.trim_start();
    let Some((own, length)) = mark(text).filter(|(own, length)| *own == character && *length >= count) else {
        return false;
    };
    let info = text[own.len_utf8() * length..].trim();
    let word = first_word(info);
    line.len() - text.len() < 4
        && !word.is_empty()
        && word.len() < 20
        && !info.contains('`')
        && word.chars().all(|character| character.is_ascii_alphanumeric() || "+-_#.".contains(character))
}

/// Markdown whose inner block, a bare one, closed it: all behind it up to the last of `fences` are bare ones turned over.
fn outer<'f, 'd>(fences: &'f [Fence<'d>]) -> Option<&'f Fence<'d>> {
    let (last, before) = fences.split_last()?;
    let turned = last.code.info.is_empty();
    before.iter().rev().find(|fence| !fence.code.info.is_empty()).filter(|fence| turned && is_nesting(fence.code))
}

/// The first block that holds what is no code.
fn faulty<'f, 'd>(fences: &'f [Fence<'d>]) -> Option<&'f Fence<'d>> {
    // A block with a language, seen last, can only be at fault itself.
    let last = fences.last()?;
    if !last.code.info.is_empty() {
        return None;
    }
    fences.iter().find(|fence| holds_prose(fence.code))
}

/// Whether a block holds Markdown that stands in no code: headings, bold labels, sentences in Japanese between commands.
fn holds_prose(code: &CodeBlock) -> bool {
    let language = language(code);
    if is_markdown(code) || matches!(language.as_str(), "text" | "txt" | "plaintext" | "mermaid" | "html") {
        return false;
    }
    code.text.lines().any(|line| {
        let hashes = line.len() - line.trim_start_matches('#').len();
        let heading = (2..=6).contains(&hashes) && line[hashes..].starts_with(' ');
        let label = line.starts_with("**") && line.trim_end_matches([':', '：', ' ']).ends_with("**");
        let task = line.starts_with("- [ ] ") || line.starts_with("- [x] ");
        // A block without a language is often a note or a form, in which sentences stand.
        let sentence = !language.is_empty() && line.chars().next().is_some_and(is_japanese);
        heading || label || task || sentence
    })
}

/// The language that an info string names, before what else it says (`bash title=…`, `yaml:config.yml`).
fn first_word(info: &str) -> &str {
    info.split([' ', '{', ':', ',']).next().unwrap_or_default()
}

fn language(code: &CodeBlock) -> String {
    first_word(&code.info).to_ascii_lowercase()
}

/// Whether a block may hold others: Markdown, and the difference between two texts of it.
fn is_nesting(code: &CodeBlock) -> bool {
    is_markdown(code) || matches!(language(code).as_str(), "diff" | "patch")
}

/// Whether an opening line names a language whose blocks hold others.
fn names_nesting(opening: &str) -> bool {
    let info = opening.trim().trim_start_matches(['`', '~']).trim();
    matches!(first_word(info).to_ascii_lowercase().as_str(), "markdown" | "md" | "mdx" | "diff" | "patch")
}

fn is_markdown(code: &CodeBlock) -> bool {
    matches!(language(code).as_str(), "markdown" | "md" | "mdx")
}
