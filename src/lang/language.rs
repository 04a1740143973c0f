//! The language of a code block.
