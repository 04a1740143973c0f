//! A text with its secrets masked, and the way back from places in it to the file on disk.
//!
//! What is parsed, reported and published is the masked text: a secret's first four characters and `••••`. A mask is
//! shorter or longer than what it hides, so columns and what is written back to the file count it.

use super::secret::{Found, Kind};
use super::{Span, secret};

/// What stands for the hidden part of a secret.
pub const MASK: &str = "••••";

/// How many characters of a secret stay.
const KEPT: usize = 4;

/// A secret of a [`SourceFile`](super::SourceFile).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// What it is.
    pub kind: Kind,
    /// Whose it is (`GitHub`), else what it stands in (`password`).
    pub name: String,
    /// Whether it can hardly be anything else.
    pub certain: bool,
    /// Its place in the masked text.
    pub span: Span,
}

/// One mask.
#[derive(Debug, Clone)]
struct Mask {
    /// Place in the masked text.
    shown: Span,
    /// How many bytes and characters more than the mask the hidden parts have, up to and with this one.
    bytes: i64,
    characters: i64,
}

/// A text that nobody gets to see by accident.
#[derive(Clone)]
struct Hidden(Box<str>);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("(hidden)")
    }
}

/// All masks of a text.
#[derive(Debug, Clone)]
pub(super) struct Masks {
    written: Hidden,
    masks: Vec<Mask>,
    pub(super) secrets: Vec<Secret>,
}

/// Masks the secrets of a text. `None` where it has none.
pub(super) fn mask(text: &str) -> Option<(String, Masks)> {
    let found = secret::find(text);
    if found.is_empty() {
        return None;
    }
    let mut shown = String::with_capacity(text.len());
    let mut masks = Masks { written: Hidden(text.into()), masks: Vec::new(), secrets: Vec::new() };
    let mut from = 0;
    for one in found {
        shown.push_str(text.get(from..one.range.start).unwrap_or_default());
        from = one.range.end;
        masks.add(text, one, &mut shown);
    }
    shown.push_str(text.get(from..).unwrap_or_default());
    Some((shown, masks))
}

impl Masks {
    /// Masks one secret, each of its lines on its own, so that lines stay lines.
    fn add(&mut self, text: &str, found: Found, shown: &mut String) {
        let start = shown.len();
        let mut kept = KEPT;
        for line in text.get(found.range).unwrap_or_default().split_inclusive('\n') {
            let body = line.trim_end_matches(['\r', '\n']);
            let lead = body.len() - body.trim_start_matches([' ', '\t', '>', '|']).len();
            let keep = body.get(lead..).unwrap_or_default();
            let stays = lead + keep.char_indices().nth(kept).map_or(keep.len(), |(at, _)| at);
            let (visible, hidden) = body.split_at(stays);
            shown.push_str(visible);
            if !hidden.is_empty() {
                kept = 0;
                self.push(shown.len(), hidden);
                shown.push_str(MASK);
            }
            shown.push_str(line.get(body.len()..).unwrap_or_default());
        }
        let Found { kind, name, certain, .. } = found;
        self.secrets.push(Secret { kind, name, certain, span: Span::new(start, shown.len()) });
    }

    fn push(&mut self, at: usize, hidden: &str) {
        let (bytes, characters) = self.masks.last().map_or((0, 0), |last| (last.bytes, last.characters));
        self.masks.push(Mask {
            shown: Span::new(at, at + MASK.len()),
            bytes: bytes + hidden.len() as i64 - MASK.len() as i64,
            characters: characters + hidden.chars().count() as i64 - MASK.chars().count() as i64,
        });
    }

    /// How many characters more than are shown stand in the file before an offset of the masked text.
    pub(super) fn characters_before(&self, offset: u32) -> i64 {
        self.ended(offset).map_or(0, |mask| mask.characters)
    }

    /// The masks that begin in a part of the masked text.
    pub(super) fn within(&self, start: u32, end: u32) -> Vec<Span> {
        let first = self.masks.partition_point(|mask| mask.shown.start < start);
        self.masks.iter().skip(first).map(|mask| mask.shown).take_while(|shown| shown.start < end).collect()
    }

    fn ended(&self, offset: u32) -> Option<&Mask> {
        let ended = self.masks.partition_point(|mask| mask.shown.end <= offset);
        self.masks.get(ended.checked_sub(1)?)
    }

    /// The text as it was read.
    pub(super) fn written(&self) -> &str {
        &self.written.0
    }

    /// The place in the text as it was read; `None` where a mask is touched.
    pub(super) fn written_span(&self, span: Span) -> Option<Span> {
        let next = self.masks.partition_point(|mask| mask.shown.end <= span.start);
        if self.masks.get(next).is_some_and(|mask| mask.shown.start < span.end) {
            return None;
        }
        let moved = |offset: u32| {
            let more = self.ended(offset).map_or(0, |mask| mask.bytes);
            u32::try_from(i64::from(offset) + more).ok()
        };
        Some(Span { start: moved(span.start)?, end: moved(span.end)? })
    }
}
