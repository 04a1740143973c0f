//! Source texts and places in them: the ground floor, which knows nothing of what stands above.
//!
//! 1. [`decode`] turns bytes into text, or says as a value why it can't.
//! 2. [`SourceFile`] holds a text with its line table.
//! 3. [`secret`] finds passwords, tokens and keys, and a [`SourceFile`] masks them before anything is made of its text.
//! 4. [`small()`] gives the small letters of a text.
//! 5. [`seen()`] takes away what no reader sees.
//! 6. [`Span`] is a place in one file, in bytes; [`SourceFile::location`] turns it into lines and columns.

pub mod decode;
mod map;
mod mask;
pub mod secret;
mod small;
mod unseen;

pub(crate) use map::line_starts;
pub use map::{FileId, Location, SourceFile, SourceMap, Span, Spanned};
pub use mask::{MASK, Secret};
pub use small::small;
pub use unseen::seen;
