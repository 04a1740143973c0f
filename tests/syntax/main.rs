//! Holds the Markdown room to its promises.
//!
//! 1. [`oracle`]: a second parser sees the same structure at the same places, but for a list of differences that are
//!    meant.

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
