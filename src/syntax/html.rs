//! HTML tags that work.
