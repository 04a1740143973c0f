//! A text with its secrets masked, and the way back from places in it to the file on disk.
//!
//! What is parsed, reported and published is the masked text: a secret's first four characters and `••••`. A mask is
//! shorter or longer than what it hides, so columns and what is written back to the file count it.

use std::ops::Range;

use super::secret::{Found, Grade, Kind, Known};
use super::{Span, secret};

/// What stands for the hidden part of a secret.
pub const MASK: &str = "••••";

/// How many characters of a secret stay.
const KEPT: usize = 4;

/// Shorter secrets would be told by that much of them: a third of theirs stays.
const SHORT: usize = 7;

/// A secret of a [`SourceFile`](super::SourceFile).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// What it is.
    pub kind: Kind,
    /// Whose it is (`GitHub`), else what it stands in (`password`).
    pub name: String,
    /// How sure it is.
    pub grade: Grade,
    /// Its place in the masked text.
    pub span: Span,
    /// Where the same value stands too, in places that do not say what it is.
    pub again: Vec<Span>,
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

/// Masks the secrets of a text, and what is known from other texts. `None` where it has none.
pub(super) fn mask(text: &str, others: &Known) -> Option<(String, Masks)> {
    let found = secret::find(text);
    if found.is_empty() && others.is_empty() {
        return None;
    }
    let mut places = Known::of(text, &found).places(text);
    places.extend(others.places(text));
    // What is known here comes before what is known elsewhere.
    places.sort_by_key(|(range, secret)| (range.start, secret.is_none()));
    if found.is_empty() && places.is_empty() {
        return None;
    }
    let mut shown = String::with_capacity(text.len());
    let mut masks = Masks { written: Hidden(text.into()), masks: Vec::new(), secrets: Vec::new() };
    let (mut again, mut foreign) = (Vec::new(), Vec::new());
    let mut from = 0;
    for hit in merge(found, places) {
        let range = hit.range();
        shown.push_str(text.get(from..range.start).unwrap_or_default());
        from = range.end;
        let span = masks.cover(text.get(range).unwrap_or_default(), &mut shown);
        match hit {
            Hit::Found(Found { kind, name, grade, .. }) => {
                masks.secrets.push(Secret { kind, name, grade, span, again: Vec::new() });
            }
            Hit::Again(_, Some(secret)) => again.push((secret, span)),
            Hit::Again(_, None) => foreign.push(span),
        }
    }
    shown.push_str(text.get(from..).unwrap_or_default());
    for (secret, span) in again {
        if let Some(secret) = masks.secrets.get_mut(secret) {
            secret.again.push(span);
        }
    }
    // What another text names as a secret is one here, though nothing here says so.
    masks.secrets.extend(foreign.into_iter().map(|span| Secret {
        kind: Kind::Credential,
        name: String::new(),
        grade: Grade::Likely,
        span,
        again: Vec::new(),
    }));
    masks.secrets.sort_by_key(|secret| secret.span.start);
    Some((shown, masks))
}

/// A place to mask.
enum Hit {
    /// A secret.
    Found(Found),
    /// A place where the value of one stands, with its number in the text.
    Again(Range<usize>, Option<usize>),
}

impl Hit {
    fn range(&self) -> Range<usize> {
        match self {
            Hit::Found(found) => found.range.clone(),
            Hit::Again(range, _) => range.clone(),
        }
    }
}

/// Secrets and other places in order, none of the latter within a secret.
fn merge(found: Vec<Found>, places: Vec<(Range<usize>, Option<usize>)>) -> Vec<Hit> {
    let mut hits = Vec::with_capacity(found.len() + places.len());
    let mut places = places.into_iter().peekable();
    let mut from = 0;
    for one in found {
        while let Some((range, secret)) = places.next_if(|(range, _)| range.start < one.range.start) {
            if range.start >= from && range.end <= one.range.start {
                from = range.end;
                hits.push(Hit::Again(range, secret));
            }
        }
        from = one.range.end;
        hits.push(Hit::Found(one));
    }
    for (range, secret) in places {
        if range.start >= from {
            from = range.end;
            hits.push(Hit::Again(range, secret));
        }
    }
    hits
}

impl Masks {
    /// Masks one secret, each of its lines on its own, so that lines stay lines.
    fn cover(&mut self, secret: &str, shown: &mut String) -> Span {
        let start = shown.len();
        let length = secret.chars().take(SHORT).count();
        let mut kept = if length < SHORT { length / 3 } else { KEPT };
        for line in secret.split_inclusive('\n') {
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
        Span::new(start, shown.len())
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

    /// The values of the secrets that stand in no other text by chance. Those for the reader's own machine stay in theirs.
    pub(super) fn unusual(&self) -> Known {
        let mut found = secret::find(&self.written.0);
        found.retain(|one| one.grade < Grade::Possible);
        Known::of(&self.written.0, &found).unusual()
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
