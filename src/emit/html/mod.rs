//! A document's text as HTML: the one place that writes the tags of a runbook's content.
//!
//! 1. [`writer`] writes tags; it alone knows how text and attributes are escaped.
//! 2. [`content`] walks the blocks, [`inline`] what stands in them, [`reach`] whom it names, [`mod@boxes`] what can be ticked; [`table`], [`code`] (its commands in [`mod@unit`]),
//!    what is to be filled in [`mod@fill`], [`drawing`] with [`picture`], [`mod@diagram`] and [`mod@steps`] have files of their own.
//! 3. [`link`] decides what a link of the text may become on a page.
//! 4. [`mod@excerpt`] takes a part of the written text for a page of its own.
//! 5. [`flag`] marks what a check found.
//! 6. [`mod@outline`] writes the list of sections.
//!
//! An element whose text is text of the source bears `data-source="line:column"`, the place where that text begins. Such
//! elements never stand in one another, and what the site adds (badges, captions, labels) stands outside of them: their
//! texts, taken in the order of their places, are the document's own words and nothing else.

mod boxes;
mod code;
mod colour;
mod content;
mod diagram;
mod drawing;
mod excerpt;
mod fill;
mod flag;
mod inline;
mod link;
mod outline;
mod picture;
mod reach;
mod steps;
mod table;
mod unit;
mod writer;

pub(super) use content::{Content, Setting, Written};
pub(super) use flag::Flag;
pub(super) use outline::outline;
pub(super) use writer::Html;

#[cfg(test)]
mod tests;
