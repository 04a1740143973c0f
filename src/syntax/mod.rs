//! Markdown as a tree, every node with its byte span.
//!
//! 1. [`front_matter`] is taken off.
//! 2. [`mod@parse`] reads CommonMark and GFM (the one file that names the Markdown crate) and gives a [`Document`].
//! 3. [`html`] turns the few HTML tags that work into elements and the rest into text.
//! 4. [`anchor`] gives every heading the id that GitHub gives it.
//!
//! `anchor` stands here and not in `resolve` because a heading's id depends on its own document alone, and `lower` names
//! sections by it.

pub mod anchor;
mod autolink;
mod bound;
pub mod destination;
mod document;
mod footnote;
pub mod front_matter;
pub mod html;
mod line_end;
mod line_list;
mod lines;
mod origin;
mod parse;
mod passes;
mod place;
mod prose;
mod quotes;
mod row;
mod strikethrough;
pub mod walk;

pub use bound::{Bounds, Fault};
pub use document::{
    Alert, Alignment, Block, BlockKind, Cell, CodeBlock, Destination, Document, Heading, Inline, InlineKind, Item,
    List, Row, Table,
};
pub use front_matter::FrontMatter;
pub(crate) use line_list::is_label_line;
pub use parse::parse;
pub use prose::{Part, PartKind, Prose};
