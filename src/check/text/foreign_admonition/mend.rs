//! A note as a callout: `> ` in front of its lines. What the lines say stays, byte for byte.

use super::Note;
use crate::diag::Edit;
use crate::source::{MASK, Span};

/// Blanks in front of the body of a note that is indented.
const INDENT: &str = "    ";

/// Edits for the notes that can be told apart from what surrounds them, in order.
pub(super) fn edits(notes: &[Note<'_>], text: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for note in notes {
        let start = note.span.start as usize;
        // One within another has become part of that one's body.
        if edits.last().is_some_and(|edit| edit.span.end > note.span.start) || note.opening.title.contains(MASK) {
            continue;
        }
        let head = text.get(..start).unwrap_or_default();
        let before = head.rsplit('\n').next().unwrap_or_default();
        // In a list item's first line or in a quote: what is in front of the next lines is not known.
        if !before.bytes().all(|byte| byte == b' ') {
            continue;
        }
        // Right below a quote it would become part of that one.
        let above = head.strip_suffix(before).and_then(|head| head.strip_suffix('\n')).unwrap_or_default();
        if above.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with('>')) {
            continue;
        }
        // A summary is HTML: what is marked up in a title would stand there as it is written.
        if note.opening.callout().is_none() && note.opening.title.contains(['<', '>', '&', '`', '*']) {
            continue;
        }
        let lines = Lines { text, at: (note.span.end as usize).min(text.len()) };
        let found = match note.opening.colons {
            None => indented(lines, before),
            Some(colons) => fenced(lines, before, colons, note.opening.callout().is_none()),
        };
        let Some(body) = found else { continue };
        edits.push(Edit { span: note.span, new_text: opening(note, before) });
        edits.extend(body);
    }
    edits
}

fn opening(note: &Note<'_>, before: &str) -> String {
    let title = note.opening.title;
    match note.opening.callout() {
        None => format!("<details><summary>{}</summary>\n", if title.is_empty() { "…" } else { title }),
        Some(callout) if title.is_empty() => format!("> [!{callout}]"),
        // A title that is set in its own way stays so.
        Some(callout) if title.contains(['*', '_']) => format!("> [!{callout}]\n{before}> {title}\n{before}>"),
        Some(callout) => format!("> [!{callout}]\n{before}> **{title}**\n{before}>"),
    }
}

/// The lines behind a place, without their ends, each with where it begins.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at + self.text.get(self.at..)?.find('\n')? + 1;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let line = rest.split('\n').next().unwrap_or_default();
        self.at = start;
        Some((start, line.trim_end_matches('\r')))
    }
}

fn edit(start: usize, end: usize, new_text: impl Into<String>) -> Edit {
    Edit { span: Span::new(start, end), new_text: new_text.into() }
}

/// The body of a note: lines that are indented further, and blank ones between them. `None` where there is none.
fn indented(lines: Lines<'_>, before: &str) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let mut blank: Vec<(usize, &str)> = Vec::new();
    let mut end = 0;
    let mut touches = false;
    for (start, line) in lines {
        if line.trim().is_empty() {
            blank.push((start, line));
            continue;
        }
        let body = line.strip_prefix(before).and_then(|rest| rest.strip_prefix(INDENT).or(rest.strip_prefix('\t')));
        let Some(body) = body else {
            touches = blank.is_empty();
            break;
        };
        let quoted = |(start, line): (usize, &str)| edit(start, start + line.len(), format!("{before}>"));
        edits.extend(blank.drain(..).map(quoted));
        edits.push(edit(start + before.len(), start + line.len() - body.len(), "> "));
        end = start + line.len();
    }
    if touches && !edits.is_empty() {
        // A line right below would become part of the quote.
        edits.push(edit(end, end, "\n"));
    }
    (!edits.is_empty()).then_some(edits)
}

/// The body of a note up to the line of colons that closes it. `None` where none does, or where a note stands inside.
fn fenced(lines: Lines<'_>, before: &str, colons: usize, folds: bool) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for (start, line) in lines {
        let bare = line.trim();
        if bare.len() >= colons && bare.bytes().all(|byte| byte == b':') {
            let closing = if folds { format!("\n{before}</details>\n") } else { String::new() };
            edits.push(edit(start, start + line.len(), closing));
            return (edits.len() > 1 || folds).then_some(edits);
        }
        // Within code colons close nothing.
        if bare.starts_with(":::") || bare.starts_with("```") || bare.starts_with("~~~") {
            return None;
        }
        let within = if line.starts_with(before) { before.len() } else { 0 };
        match (folds, bare.is_empty()) {
            (true, _) => {}
            (false, true) => edits.push(edit(start, start + line.len(), format!("{before}>"))),
            (false, false) => edits.push(edit(start + within, start + within, "> ")),
        }
    }
    None
}
