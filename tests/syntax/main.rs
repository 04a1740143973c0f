//! Holds the Markdown room to its promises.
//!
//! 1. `oracle`: a second parser sees the same structure at the same places, but for a list of differences that are meant.
//! 2. `spans`: in any document, places stand on characters, inside one another and in order, and hold what they say.
//! 3. `text`: no word is lost, added or moved.
//! 4. `growth`: time grows with size and no faster, and no document is too deep for a thread's stack.
//! 5. `specification`: the examples of CommonMark and of GitHub come out as written.
//!
//! `RBC_SHARED` names a folder with more documents and with the specifications; `RBC_CASES` is how many documents are
//! made for a property.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its documents has to fail")]

mod compare;
mod documents;
mod generate;
mod growth;
mod oracle;
mod ours;
mod render;
mod spans;
mod specification;
mod text;
mod theirs;
mod tree;
