//! What an operator fills in.

pub(super) mod swallowed_by_html;
pub(super) mod undeclared;
