//! Fixes made in a text.
//!
//! A [`Draft`] remembers which bytes of the original it still holds: no byte outside of an edit can change, and what
//! changed is known without comparing the texts.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Edit, Fix};

/// A text that is being mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    original: String,
    text: String,
    /// The parts of the text, in order; neighbours are never both kept and contiguous.
    pieces: Vec<Piece>,
    /// Whether lines end with CR and LF.
    crlf: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// These bytes of the original.
    Kept(Range<usize>),
    /// So many bytes of new text.
    New(usize),
}

/// A place where the text is no longer the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Bytes of the original that are gone.
    pub old: Range<usize>,
    /// Bytes of the text that stand there now.
    pub new: Range<usize>,
}

impl Draft {
    /// A text that nothing is changed in yet.
    #[must_use]
    pub fn new(original: impl Into<String>) -> Self {
        let original: String = original.into();
        let crlf = original.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'));
        let whole = Piece::Kept(0..original.len());
        Draft { text: original.clone(), pieces: vec![whole], original, crlf }
    }

    /// The text as it was.
    #[must_use]
    pub fn original(&self) -> &str {
        &self.original
    }

    /// The text as it is now.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Makes fixes whose places are those of [`Draft::text`], and gives how many were made. Of fixes that meet, the first
    /// is made: what becomes of the others is seen when the mended text is checked again. One whose edits are no places of
    /// the text, or that changes nothing, is not made.
    pub fn mend<'f>(&mut self, fixes: impl IntoIterator<Item = &'f Fix>) -> usize {
        let mut sound: Vec<&Fix> = fixes.into_iter().filter(|fix| self.is_sound(fix)).collect();
        sound.sort_by_key(|fix| fix.edits.first().map(|edit| edit.span));
        let mut taken: BTreeMap<u32, &Edit> = BTreeMap::new();
        let mut count = 0;
        for fix in sound {
            if fix.edits.iter().any(|edit| meets(&taken, edit)) {
                continue;
            }
            taken.extend(fix.edits.iter().map(|edit| (edit.span.start, edit)));
            count += 1;
        }
        if count > 0 {
            self.replace(taken.into_values());
        }
        count
    }

    fn is_sound(&self, fix: &Fix) -> bool {
        let mut end = 0;
        let in_order = fix.edits.iter().all(|edit| {
            let range = edit.span.range();
            let fits = end <= edit.span.start && self.text.get(range).is_some();
            end = edit.span.end;
            fits
        });
        in_order
            && fix.edits.iter().any(|edit| self.text.get(edit.span.range()) != Some(&*self.line_ends(&edit.new_text)))
    }

    /// New text with the line ends of the file.
    fn line_ends(&self, text: &str) -> String {
        let text = text.to_owned();
        if self.crlf && text.contains('\n') { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text }
    }

    /// Puts edits, in order and apart from each other, into the text.
    fn replace<'f>(&mut self, edits: impl Iterator<Item = &'f Edit>) {
        let mut text = String::with_capacity(self.text.len());
        let mut pieces = Pieces { old: std::mem::take(&mut self.pieces), at: 0, within: 0, new: Vec::new() };
        let mut from = 0;
        for edit in edits {
            let range = edit.span.range();
            text.push_str(self.text.get(from..range.start).unwrap_or_default());
            pieces.keep(range.start - from);
            pieces.skip(range.len());
            let new_text = self.line_ends(&edit.new_text);
            pieces.put(new_text.len());
            text.push_str(&new_text);
            from = range.end;
        }
        text.push_str(self.text.get(from..).unwrap_or_default());
        pieces.keep(self.text.len() - from);
        self.text = text;
        self.pieces = pieces.new;
    }

    /// Where the text is not the original, in order.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        let (mut old, mut new) = (0, 0);
        let mut put = 0;
        for piece in &self.pieces {
            match piece {
                Piece::New(length) => put += length,
                Piece::Kept(range) => {
                    if range.start > old || put > 0 {
                        changes.push(Change { old: old..range.start, new: new..new + put });
                    }
                    new += put + range.len();
                    old = range.end;
                    put = 0;
                }
            }
        }
        if old < self.original.len() || put > 0 {
            changes.push(Change { old: old..self.original.len(), new: new..new + put });
        }
        changes
    }
}

/// Whether an edit meets one that is taken. Where nothing lies between them and one only inserts, their order would
/// decide what comes out.
fn meets(taken: &BTreeMap<u32, &Edit>, edit: &Edit) -> bool {
    let (start, end) = (edit.span.start, edit.span.end);
    let before = taken.range(..=start).next_back().map(|(_, before)| before.span);
    let behind = taken.range(start..).next().map(|(_, behind)| behind.span);
    let meets_before = before.is_some_and(|before| {
        before.end > start || before.start == start || (before.end == start && (before.is_empty() || start == end))
    });
    meets_before || behind.is_some_and(|behind| behind.start < end || (behind.start == end && behind.is_empty()))
}

/// Pieces read and written side by side.
struct Pieces {
    old: Vec<Piece>,
    /// The piece that is read, and how many of its bytes have been.
    at: usize,
    within: usize,
    new: Vec<Piece>,
}

impl Pieces {
    fn keep(&mut self, length: usize) {
        self.read(length, true);
    }

    fn skip(&mut self, length: usize) {
        self.read(length, false);
    }

    fn read(&mut self, mut length: usize, keep: bool) {
        while length > 0 {
            let Some(piece) = self.old.get(self.at) else { return };
            let whole = match piece {
                Piece::Kept(range) => range.len(),
                Piece::New(length) => *length,
            };
            let step = length.min(whole - self.within);
            if keep && step > 0 {
                let part = match piece {
                    Piece::Kept(range) => {
                        let start = range.start + self.within;
                        Piece::Kept(start..start + step)
                    }
                    Piece::New(_) => Piece::New(step),
                };
                self.push(part);
            }
            length -= step;
            self.within += step;
            if self.within == whole {
                self.at += 1;
                self.within = 0;
            }
        }
    }

    fn put(&mut self, length: usize) {
        if length > 0 {
            self.push(Piece::New(length));
        }
    }

    fn push(&mut self, piece: Piece) {
        match (self.new.last_mut(), piece) {
            (Some(Piece::New(last)), Piece::New(length)) => *last += length,
            (Some(Piece::Kept(last)), Piece::Kept(range)) if last.end == range.start => last.end = range.end,
            (_, piece) => self.new.push(piece),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Applicability;
    use crate::source::Span;
    use proptest::prelude::*;

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let edit = |&(start, end, text): &(usize, usize, &str)| Edit {
            span: Span { start: start as u32, end: end as u32 },
            new_text: text.to_owned(),
        };
        Fix { applicability: Applicability::Safe, edits: edits.iter().map(edit).collect() }
    }

    fn mended(text: &str, fixes: &[Fix]) -> (String, usize) {
        let mut draft = Draft::new(text);
        let count = draft.mend(fixes);
        (draft.text().to_owned(), count)
    }

    #[test]
    fn fixes_are_made_whole_and_in_any_order() {
        let fixes = [fix(&[(3, 6, "X")]), fix(&[(0, 3, "か"), (9, 9, "!")])];
        assert_eq!(mended("あいう", &fixes), ("かXう!".to_owned(), 2));
    }

    #[test]
    fn of_fixes_that_meet_the_first_is_made() {
        assert_eq!(mended("abcdef", &[fix(&[(1, 3, "X")]), fix(&[(2, 4, "Y")])]), ("aXdef".to_owned(), 1));
        assert_eq!(mended("abcdef", &[fix(&[(1, 1, "X")]), fix(&[(1, 1, "Y")])]), ("aXbcdef".to_owned(), 1));
        assert_eq!(mended("abcdef", &[fix(&[(1, 3, "X")]), fix(&[(3, 3, "Y")])]), ("aXdef".to_owned(), 1));
        assert_eq!(mended("abcdef", &[fix(&[(1, 3, "X")]), fix(&[(3, 4, "Y")])]), ("aXYef".to_owned(), 2));
        let whole = fix(&[(0, 1, "X"), (4, 5, "Z")]);
        assert_eq!(mended("abcdef", &[whole, fix(&[(4, 6, "Y")])]), ("XbcdZf".to_owned(), 1));
        assert_eq!(mended("abcdef", &[fix(&[(0, 1, "X"), (5, 6, "Z")]), fix(&[(2, 4, "Y")])]), ("XbYeZ".to_owned(), 2));
    }

    #[test]
    fn what_is_no_place_is_left_alone() {
        for bad in [fix(&[(1, 3, "x")]), fix(&[(3, 99, "x")]), fix(&[(3, 0, "x")]), fix(&[(3, 6, "x"), (0, 3, "y")])] {
            assert_eq!(mended("あい", &[bad]), ("あい".to_owned(), 0));
        }
        assert_eq!(mended("あい", &[fix(&[(0, 3, "あ")]), fix(&[])]), ("あい".to_owned(), 0));
    }

    #[test]
    fn new_lines_end_as_the_file_does() {
        assert_eq!(mended("a\r\nb\n", &[fix(&[(3, 3, "x\ny\r\n")])]).0, "a\r\nx\r\ny\r\nb\n");
        assert_eq!(mended("a\nb\r\n", &[fix(&[(2, 2, "x\n")])]).0, "a\nx\nb\r\n");
        assert_eq!(mended("a\r\nb", &[fix(&[(1, 3, "\n")])]), ("a\r\nb".to_owned(), 0));
    }

    /// Rounds of edits at any places, most of them sound.
    fn rounds() -> impl Strategy<Value = Vec<Vec<(usize, usize, String)>>> {
        let edit = (0usize..60, 0usize..8, "[a手\n]{0,3}");
        proptest::collection::vec(proptest::collection::vec(edit, 0..5), 0..4)
    }

    proptest! {
        #[test]
        fn bytes_outside_of_edits_stay(original in "[a-cあ手\r\n]{0,40}", rounds in rounds()) {
            let mut draft = Draft::new(original.clone());
            for round in rounds {
                let fixes: Vec<Fix> = round.iter().map(|(start, length, text)| {
                    fix(&[(*start, start + length, text)])
                }).collect();
                draft.mend(&fixes);
            }
            // The original and what the changes say give the text, and the other way round.
            let (mut forth, mut back) = (String::new(), String::new());
            let (mut old, mut new) = (0, 0);
            for change in draft.changes() {
                prop_assert_eq!(&original[old..change.old.start], &draft.text()[new..change.new.start]);
                prop_assert!(!change.old.is_empty() || !change.new.is_empty());
                forth += &original[old..change.old.start];
                forth += &draft.text()[change.new.clone()];
                back += &draft.text()[new..change.new.start];
                back += &original[change.old.clone()];
                (old, new) = (change.old.end, change.new.end);
            }
            prop_assert_eq!(forth + &original[old..], draft.text());
            prop_assert_eq!(back + &draft.text()[new..], original.as_str());
        }
    }
}
