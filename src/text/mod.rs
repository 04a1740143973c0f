//! What is said to people: the message catalogue in Japanese and English, and how wide a text stands on a terminal.
//!
//! 1. `ja/*.ftl` and `en/*.ftl` hold the words, a file for each category of rules; [`catalogue`] embeds them.
//! 2. [`Catalogue::message`] turns a [`crate::diag::Message`] into a sentence.
//!    [`own`] reads a project's own words in their place.
//! 3. [`width`] counts terminal columns, [`wrap`] breaks lines between them, [`phrase`] finds where a heading may break, and [`visible()`] makes a text harmless.

pub mod catalogue;
pub mod own;
pub mod pages;
pub mod phrase;
mod visible;
pub mod width;
pub mod wrap;

pub use catalogue::Catalogue;
pub use visible::{disturbs, visible};
